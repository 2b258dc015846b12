"""Every finding of a workbook reads as a whole sentence."""

import dataclasses
import datetime

import pytest

from app.texts import melding, setning
from app.texts_file import TEKSTER_FIL
from models.io.excel_codes import KODER
from models.io.excel_columns import sheet_names
from models.io.excel_import import plan_from_cells
from models.io.excel_schema import SHEETS
from models.io.excel_worker import read_cells
from planning_core import finding_codes
from tests.helpers.workbooks import book, sheets, write

WANTED = frozenset(name for sheet in SHEETS.values() for name in sheet_names(sheet))


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert set(TEKSTER_FIL) == set(KODER) - set(finding_codes.KODER)


def _full_of_faults():
    content = sheets(
        Plan=[["nøkkel", "verdi"], ["start", None], ["horisont_måneder", 12.5], ["eier", "x"], ["start", "x"]],
        Ytelser=[["ytelse", "ytelse", "omraade"], ["dagpenger"]], Ytelse=[["x"]], Flytinger=[["x"]],
        Saksinngang=[["enhet", "ytelse", "2026-01", "jan. 2026"], ["A", "dagpenger", 1, 2]],
        Brukere=[["enhet", "brukergruppe", "antall", "2026-05"], ["A", "alle", None, 7], ["#", None, 1], ["Eksempel: A", "x"]],
        Ruter=[["hvem", "hva"], ["A", "F"]], Restanser=[["enhet", "ytelse"], ["F", "dagpenger"]],
        Forutsetninger=[["nøkkel", "verdi"], ["sjekk_ved_mottak", "kanskje"], ["gevinstniva", "høyt"]],
    )
    content["Enheter"] = [
        ["enhet", "type", "kommune", "årsverk_stat", "årsverk_kommune", "innbyggere", "statsansatte", "ledelse",
         "mottak", "etablert"],
        ["A", "kontoret", 1.5, "ti", "1.234", "5 %", datetime.date(2026, 1, 1), "#REF!", "=1+1", "en dag"],
        [None, "FE", None, 1],
    ]
    content["Enheter"].append(["0806", "FE", None, 1])
    content["Grensesnitt"] = [
        ["ytelse", "hovedprosess", "andel_fe"], ["dagpenger", "HP3", 0.4], [None, "HP4", 7.5], ["dagpenger", "HP1", "*"],
        ["dagpenger", "HP2", ".."],
    ]
    content["Kapasitet"] = [["enhet", "måned", "faktor"], [806, "2026-01", "-"]]
    content["Hendelser"] = [["enhet", "fra_måned", "faktor"], ["0806", "2026-01", "\u2212"]]
    made = book(content)
    made["Grensesnitt"].merge_cells("A2:A3")
    made["Enheter"].row_dimensions[2].hidden = True
    made["Enheter"].column_dimensions["C"].hidden = True
    made["Enheter"].sheet_state = "hidden"
    return made


ELSEWHERE = {
    "mangler_ark", "tomt_ark", "mangler_nokkel", "start_antatt", "for_mange_rader", "flere_funn", "lest_av_andre_leser",
}
"""Codes that cannot stand beside the others in one workbook; the import tests find each."""


@pytest.fixture(scope="module")
def findings(tmp_path_factory):
    path = write(tmp_path_factory.mktemp("feil") / "bok.xlsx", _full_of_faults())
    cells = read_cells(str(path), WANTED)
    return plan_from_cells(dataclasses.replace(cells, kind="xls", macros=True, other_files=True)).findings


def test_one_workbook_can_have_almost_every_fault(findings):
    assert set(KODER) - {f.code for f in findings} == ELSEWHERE


def test_sentences_are_whole(findings):
    for finding in findings:
        if finding.code not in TEKSTER_FIL:
            continue
        text = setning(finding)
        assert text[0].isupper() or text[0] in "«#0123456789", text
        assert text.endswith("."), text
        assert "–" not in text, (finding.code, text)
        assert "{" not in text
        assert "None" not in text
        assert melding(finding).count("\n") == 0
