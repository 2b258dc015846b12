"""The result workbook outside the program: imported back, and recalculated by LibreOffice."""

import dataclasses
import shutil
import subprocess
import warnings
from datetime import datetime

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings

from app.export import eksporter
from app.export_texts import ORD
from models.io.excel_export import RESULTATARK
from models.io.excel_import import les_plan
from models.io.export.cells import Exact
from models.io.samples import NAVN, eksempel
from planning_core.plan import fingerprint
from planning_core.projection import framskriv_par
from planning_core.validate import validate
from tests.helpers.large_plan import large_plan
from tests.helpers.plans import plans

TID = datetime(2026, 1, 5, 9, 30)
SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice (libreoffice-calc-nogui)")


def export(path, plan):
    eksporter(path, framskriv_par(plan), validate(plan), plan_navn="Prøve", tid=TID)
    return path


@pytest.mark.parametrize("navn", NAVN)
def test_a_sample_comes_back_as_the_same_plan(tmp_path, navn):
    plan = eksempel(navn)
    imported = les_plan(export(tmp_path / "ut.xlsx", plan))
    assert imported.plan == plan
    assert fingerprint(imported.plan) == fingerprint(plan)


@settings(max_examples=8, suppress_health_check=list(HealthCheck))
@given(plans(max_kontor=3, max_ytelser=2, horisont=(12, 12)))
def test_any_plan_comes_back_as_the_same_plan(tmp_path_factory, plan):
    path = export(tmp_path_factory.mktemp("rundtur") / "ut.xlsx", plan)
    assert fingerprint(les_plan(path).plan) == fingerprint(plan)


def test_a_number_of_seventeen_digits_comes_back_bit_for_bit(tmp_path):
    """0.1 + 0.2 is 0.30000000000000004; sixteen digits would make it 0.3."""
    plan = large_plan(kontor=2, ytelser=1, months=12)
    odd = dataclasses.replace(plan.enheter[0], ledelse=0.1 + 0.2)
    plan = dataclasses.replace(plan, enheter=(odd, *plan.enheter[1:]))
    assert f"{0.1 + 0.2:.16G}" != repr(0.1 + 0.2) == f"{Exact(0.1 + 0.2):.16G}"
    imported = les_plan(export(tmp_path / "ut.xlsx", plan))
    assert imported.plan.enheter[0].ledelse == 0.1 + 0.2


def recalculated(folder, workbook, name):
    """The workbook saved without stored values, and what LibreOffice makes of its formulas."""
    source = folder / name
    workbook.save(source)  # openpyxl keeps no stored values, so everything must be calculated anew
    out = folder / "beregnet"
    profile = f"-env:UserInstallation={(folder / 'profil').as_uri()}"
    subprocess.run(
        [SOFFICE, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(out), str(source)],
        check=True, capture_output=True, timeout=180,
    )
    with warnings.catch_warnings():
        # openpyxl cannot read the charts as LibreOffice writes them; the cells are what is wanted.
        warnings.filterwarnings("ignore", "Unable to read chart", UserWarning)
        return openpyxl.load_workbook(out / name, data_only=True)


def deviations(workbook):
    sheet = workbook["Kontroll"]
    return [row[6] for row in sheet.iter_rows(min_row=7, values_only=True)], sheet["E4"].value


@needs_libreoffice
def test_libreoffice_recalculates_to_the_programs_own_values(tmp_path):
    plan = large_plan(kontor=3, fe=2, ytelser=3, months=14)
    path = export(tmp_path / "ut.xlsx", plan)
    stored = openpyxl.load_workbook(path, data_only=True)
    calculated = recalculated(tmp_path, openpyxl.load_workbook(path), "lo.xlsx")
    compared = 0
    for name in RESULTATARK:
        for row in stored[name].iter_rows():
            for cell in row:
                other = calculated[name][cell.coordinate]
                assert other.data_type != "e", (name, cell.coordinate)
                if isinstance(cell.value, (int, float)):
                    assert other.value == pytest.approx(cell.value, rel=1e-9, abs=1e-7), (name, cell.coordinate)
                    compared += 1
    assert compared > 5000
    differences, largest = deviations(calculated)
    assert set(differences) == {0}
    assert largest == 0
    # The saved copy is still the same plan.
    assert fingerprint(les_plan(tmp_path / "beregnet" / "lo.xlsx").plan) == fingerprint(plan)


@needs_libreoffice
def test_kontroll_shows_a_cell_that_was_changed(tmp_path):
    path = export(tmp_path / "ut.xlsx", large_plan(kontor=2, ytelser=2, months=12))
    workbook = openpyxl.load_workbook(path)
    sheet = workbook["Restanseutvikling"]
    headers = {cell.value: cell.column for cell in sheet[3]}
    column = headers[ORD["storrelse.vedtak"]]
    row = next(r[0].row for r in sheet.iter_rows(min_row=5) if r[1].value == "Ytelse")
    sheet.cell(row, column).value += 1
    calculated = recalculated(tmp_path, workbook, "endret.xlsx")
    differences, largest = deviations(calculated)
    # The changed ytelse and the total of the fylke above it.
    assert sorted(d for d in differences if d) == pytest.approx([1, 1])
    assert largest == pytest.approx(1)


@needs_libreoffice
@pytest.mark.skipif(shutil.which("pdfinfo") is None, reason="needs pdfinfo (poppler-utils)")
def test_sammendrag_prints_on_one_page(tmp_path):
    """Thirteen moves and nine warnings still leave one page."""
    path = export(tmp_path / "ut.xlsx", large_plan(kontor=3, ytelser=2, months=12, flyttinger=13))
    subprocess.run(
        [SOFFICE, f"-env:UserInstallation={(tmp_path / 'profil').as_uri()}", "--headless", "--convert-to", "pdf",
         "--outdir", str(tmp_path), str(path)],
        check=True, capture_output=True, timeout=180,
    )
    pages = [
        subprocess.run(["pdftotext", "-layout", "-f", str(n), "-l", str(n), str(tmp_path / "ut.pdf"), "-"],
                       check=True, capture_output=True, text=True).stdout
        for n in (1, 2)
    ]
    assert "Bemanningsplan for Telemark" in pages[0]
    assert "konstruerte tall" in pages[0]
    assert "Budsjett" in pages[1]
