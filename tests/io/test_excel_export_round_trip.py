"""The result workbook outside the program: imported back, and recalculated and edited in LibreOffice."""

import dataclasses
import shutil
import subprocess
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
from planning_core.months import month
from planning_core.plan import fingerprint
from planning_core.projection import framskriv_par
from planning_core.results import TIMEBRUK_NK
from planning_core.validate import validate
from tests.helpers.large_plan import large_plan
from tests.helpers.libreoffice import SOFFICE, Edit, Job, needs_libreoffice, run, saved_values
from tests.helpers.plans import plans

TID = datetime(2026, 1, 5, 9, 30)


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


def deviations(workbook):
    """The differences of Kontroll, and the largest."""
    sheet = workbook["Kontroll"]
    return [row[6] for row in sheet.iter_rows(min_row=7, values_only=True)], sheet["E4"].value


@pytest.fixture(scope="module")
def saved(tmp_path_factory):
    """Each sample as the program writes it, and as LibreOffice saves it after calculating every formula anew."""
    folder = tmp_path_factory.mktemp("beregnet")
    jobs = {navn: Job(export(folder / f"{navn}.xlsx", eksempel(navn)), folder / f"{navn}-lo.xlsx") for navn in NAVN}
    run(folder, list(jobs.values()))
    return jobs


@needs_libreoffice
@pytest.mark.parametrize("navn", NAVN)
def test_libreoffice_recalculates_a_sample_to_the_programs_own_values(saved, navn):
    stored = openpyxl.load_workbook(saved[navn].source, data_only=True)
    calculated = saved_values(saved[navn].target)
    compared = 0
    for name in RESULTATARK:
        for row in stored[name].iter_rows():
            for cell in row:
                other = calculated[name][cell.coordinate]
                assert other.data_type != "e", (name, cell.coordinate)
                if isinstance(cell.value, (int, float)):
                    assert other.value == pytest.approx(cell.value, rel=1e-9, abs=1e-7), (name, cell.coordinate)
                    compared += 1
    assert compared > 2000
    differences, largest = deviations(calculated)
    assert len(differences) > 50
    assert set(differences) == {0}
    assert largest == 0
    # The saved copy is still the same plan.
    assert fingerprint(les_plan(saved[navn].target).plan) == fingerprint(eksempel(navn))


def place_of(workbook, sheet, header_row, header, first):
    """The cell under a header in the first row that ``first`` says yes to."""
    column = next(cell.column_letter for cell in workbook[sheet][header_row] if cell.value == header)
    return f"{column}{next(r[0].row for r in workbook[sheet].iter_rows(min_row=header_row + 1) if first(r))}"


def numbers_to_change(path):
    """A series cell of every result sheet that holds numbers of its own, and one formula of Budsjett."""
    book = openpyxl.load_workbook(path)
    account = book["Gevinstregnskap"]
    detail = next(c.row for c in account["A"] if c.value == ORD["gevinst.ytelse"])
    hours = f"storrelse.{TIMEBRUK_NK[3]}"
    return {
        "Årsverk": place_of(book, "Årsverk", 3, ORD["storrelse.arsverk"], lambda r: r[1].value == "NAV-kontor"),
        "Restanseutvikling": place_of(book, "Restanseutvikling", 3, ORD["storrelse.vedtak"], lambda r: r[1].value == "Ytelse"),
        "Saksbehandlingstid": place_of(
            book, "Saksbehandlingstid", 3, ORD["storrelse.saksbehandlingstid_mnd"], lambda r: r[1].value == "Ytelse"),
        "Oppfølging": place_of(book, "Oppfølging", 3, ORD[hours], lambda r: r[1].value == "NAV-kontor"),
        "Gevinstregnskap": f"C{detail + 1}",
        "Budsjett": place_of(book, "Budsjett", 4, ORD["budsjett.arsverk"], lambda r: r[4].value == "stat"),
        "Scenariosammenligning": next(
            f"B{c.row + 1}" for c in book["Scenariosammenligning"]["A"] if c.value == ORD["diagram.restanser"]),
    }


@needs_libreoffice
def test_kontroll_shows_any_cell_that_was_changed(tmp_path):
    """One more in one cell of one sheet, sheet by sheet: each shows in Kontroll, as 1 where the sum is of that cell."""
    path = export(tmp_path / "ut.xlsx", large_plan(kontor=2, ytelser=2, months=12))
    places = numbers_to_change(path)
    jobs = {
        sheet: Job(path, tmp_path / f"{sheet}.xlsx", (Edit(sheet, cell, add=1.0),)) for sheet, cell in places.items()
    }
    run(tmp_path, list(jobs.values()))
    for sheet, job in jobs.items():
        differences, largest = deviations(saved_values(job.target))
        changed = [d for d in differences if d]
        assert changed, sheet
        assert largest == pytest.approx(max(map(abs, changed)))
        if sheet == "Restanseutvikling":
            # The changed ytelse and the total of the fylke above it.
            assert sorted(changed) == pytest.approx([1, 1])


@needs_libreoffice
def test_an_edit_in_libreoffice_is_the_only_difference(tmp_path):
    """A number, a text and a month typed into input sheets: the plan that is read differs in them alone."""
    plan = large_plan(kontor=3, fe=2, ytelser=3, months=14)
    path = export(tmp_path / "ut.xlsx", plan)
    book = openpyxl.load_workbook(path)
    state = place_of(book, "Enheter", 1, "årsverk_stat", lambda r: True)
    cause = place_of(book, "Flyttinger", 1, "årsak", lambda r: True)
    month_cell = place_of(book, "Flyttinger", 1, "fra_måned", lambda r: True)
    edits = (Edit("Enheter", state, add=1.5), Edit("Flyttinger", cause, text="=Sammen & hver for seg"),
             Edit("Flyttinger", month_cell, text="2026-08"))
    run(tmp_path, [Job(path, tmp_path / "endret.xlsx", edits)])
    unit = dataclasses.replace(plan.enheter[0], arsverk_stat=plan.enheter[0].arsverk_stat + 1.5)
    move = dataclasses.replace(plan.flyttinger[0], arsak="=Sammen & hver for seg", fra_maned=month(2026, 8))
    expected = dataclasses.replace(
        plan, enheter=(unit, *plan.enheter[1:]), flyttinger=(move, *plan.flyttinger[1:]))
    assert expected != plan
    found = les_plan(tmp_path / "endret.xlsx")
    assert found.plan == expected
    assert fingerprint(found.plan) == fingerprint(expected)


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
