"""``Plan mot faktisk`` in the result workbook: actual beside planen, deviations that recalculate, sums for Kontroll."""

import re
from dataclasses import replace
from datetime import datetime

import openpyxl
import pytest
from openpyxl.utils import column_index_from_string

from app.export import eksporter
from app.export_historikk_texts import ORD_HISTORIKK
from app.export_texts import ORD, tekster
from models.io.excel_export import Meta, resultat_bytes
from models.io.excel_import import les_plan
from models.io.export.historikk import FIGURES, HEADER, SHEET
from planning_core.plan import Historikk, fingerprint
from planning_core.projection import framskriv_par
from planning_core.validate import validate
from tests.core.builders import fe, kontor, small_plan


def written(tmp_path, *historikk):
    base = small_plan(f=fe(arsverk_stat=0.8), k=kontor(arsverk_stat=3.0))
    plan = replace(base, historikk=historikk)
    path = tmp_path / "ut.xlsx"
    eksporter(path, framskriv_par(plan), validate(plan), plan_navn="Prøve", tid=datetime(2026, 1, 5))
    return plan, path


def rows_of(path, *, values):
    return list(openpyxl.load_workbook(path, data_only=values)[SHEET].iter_rows(values_only=True))


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    base = small_plan()
    k, f, y = base.kontor[0].enhet, base.forvaltningsenheter[0].enhet, base.ytelser[0].ytelse
    return written(tmp_path_factory.mktemp("historikk"),
                   Historikk(f, y, base.start - 1, restanser=5.0),
                   Historikk(f, y, base.start, vedtak=70.0, restanser=30.0, arsverk=0.7),
                   Historikk(f, y, base.start + 1, restanser=50.0),
                   Historikk(k, y, base.start, inn=90.0, arsverk=3.0))


def test_only_months_of_the_plan_with_an_actual_number_are_there(made):
    plan, path = made
    rows = rows_of(path, values=True)
    data = rows[HEADER + 2 + 17 + 2:]
    unit, y = plan.forvaltningsenheter[0], plan.ytelser[0].ytelse
    assert [(row[0].month, row[1], row[2]) for row in data] == [
        (1, "Fylket", plan.fylke), (2, "Fylket", plan.fylke), (1, "Ytelse", y), (2, "Ytelse", y),
        (1, "NAV-kontor", plan.kontor[0].navn or plan.kontor[0].enhet),
        (1, "NAV-kontor", f"{plan.kontor[0].navn or plan.kontor[0].enhet}, {y}"),
        (1, "Forvaltningsenhet", unit.navn or unit.enhet), (2, "Forvaltningsenhet", unit.navn or unit.enhet),
        (1, "Forvaltningsenhet", f"{unit.navn or unit.enhet}, {y}"),
        (2, "Forvaltningsenhet", f"{unit.navn or unit.enhet}, {y}"),
    ]


def test_the_deviation_is_a_formula_with_the_programs_own_value(made):
    _, path = made
    values, formulas = rows_of(path, values=True), rows_of(path, values=False)
    first = HEADER + 2 + 17 + 2
    at = 3 + 4 * [key for key, _, _ in FIGURES].index("restanser")
    # FE has 80 hours for 100 cases of an hour: 20 wait after the first month; 30 did.
    assert values[first][at:at + 4] == pytest.approx((20.0, 20.0, 30.0, 10.0))
    found = 0
    for shown, row in zip(values[first:], formulas[first:], strict=True):
        for c, cell in enumerate(row):
            if isinstance(cell, str) and cell.startswith("="):
                actual, planned = re.fullmatch(r"=ROUND\(([A-Z]+)\d+-([A-Z]+)\d+,9\)", cell).groups()
                at_column = column_index_from_string
                assert (at_column(actual), at_column(planned)) == (c, c - 2)  # from 1: just left, and two further
                assert shown[c] == pytest.approx(shown[c - 1] - shown[c - 3], abs=1e-8)
                found += 1
    assert found == sum(1 for row in values[first:] for cell in row[6::4] if cell is not None) > 10
    assert values[first][3:7] == pytest.approx((100.0, 100.0, 90.0, -10.0))


def test_kontroll_adds_the_deviations_up(made):
    _, path = made
    lines = [row for row in openpyxl.load_workbook(path, data_only=True)["Kontroll"].iter_rows(values_only=True)
             if row[0] == SHEET]
    assert [row[1] for row in lines] == [ORD[f"faktisk.{key}"] for key in ("inn", "vedtak", "restanser", "arsverk")]
    assert [row[5] for row in lines] == pytest.approx([row[4] for row in lines])
    formulas = [row[5] for row in openpyxl.load_workbook(path)["Kontroll"].iter_rows(values_only=True) if row[0] == SHEET]
    assert all(cell.startswith(f"=SUM('{SHEET}'!") for cell in formulas)


def test_every_word_of_the_sheet_is_used(made):
    plan, _ = made
    used = set()

    class Recording(dict):
        def __getitem__(self, key):
            used.add(key)
            return super().__getitem__(key)

    words = replace(tekster(), ord=Recording(ORD))
    for historikk in (plan.historikk, ()):
        resultat_bytes(framskriv_par(replace(plan, historikk=historikk)), [], words, Meta("x", "1", datetime(2026, 1, 5)))
    assert set(ORD_HISTORIKK) <= used | {"faktisk.over_grense"}


def test_it_comes_back_as_the_same_plan(made):
    plan, path = made
    assert fingerprint(les_plan(path).plan) == fingerprint(plan)


def test_without_actual_numbers_it_says_what_to_do(tmp_path):
    base = small_plan()
    _, path = written(tmp_path, Historikk(base.forvaltningsenheter[0].enhet, base.ytelser[0].ytelse, base.start - 1,
                                          restanser=5.0))
    rows = rows_of(path, values=True)
    assert rows[1][0] == ORD["faktisk.tom"]
    assert not any(cell for row in rows[2:] for cell in row)


def test_only_figures_that_somebody_has_reported_have_columns(tmp_path):
    base = small_plan()
    f, y = base.forvaltningsenheter[0].enhet, base.ytelser[0].ytelse
    _, path = written(tmp_path, Historikk(f, y, base.start, restanser=30.0))
    header = rows_of(path, values=True)[HEADER]
    assert [cell for cell in header if cell] == [ORD_HISTORIKK["faktisk.restanser"]]
