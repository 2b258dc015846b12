"""``svar``: exit codes, messages, and what lies on disk afterwards."""

import json
import sys
from types import MappingProxyType, ModuleType

import openpyxl
import pytest

from app import cli
from app.svar.answer import Svar
from tests.helpers.workbooks import sheets, write


@pytest.fixture
def run(capsys, monkeypatch):
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def command(*words):
        code = cli.main([str(w) for w in words])
        out = capsys.readouterr()
        return code, out.out.splitlines(), out.err.splitlines()
    return command


@pytest.fixture
def asked(monkeypatch):
    """One question in the registry; the plans it was asked about."""
    plans = []
    module = ModuleType("prove_sporsmal")
    module.besvar = lambda plan: plans.append(plan) or Svar("prove", "Prøve", ("Setning en.", "To."), (), {"verdi": 4.0})
    monkeypatch.setitem(sys.modules, "prove_sporsmal", module)
    monkeypatch.setattr("app.svar.SPORSMAL", MappingProxyType({"prove": "prove_sporsmal"}))
    return plans


def test_the_answer_is_written_and_said(run, tmp_path, asked):
    path = write(tmp_path / "bok.xlsx")
    out, series = tmp_path / "ut.xlsx", tmp_path / "ut.json"
    assert run("svar", path, "--sporsmal", "prove", "-o", out, "--json", series) == (
        0, [f"Skrev {out}", f"Skrev {series}", "Setning en.", "To."], [])
    assert openpyxl.load_workbook(out).sheetnames == ["Svar", "Om"]
    assert json.loads(series.read_text("utf-8"))["verdi"] == 4.0
    assert len(asked) == 1


def test_a_question_that_does_not_exist_names_those_that_do(run, tmp_path, asked):
    path = write(tmp_path / "bok.xlsx")
    code, out, err = run("svar", path, "--sporsmal", "vaeret", "-o", tmp_path / "ut.xlsx")
    assert (code, out) == (2, [])
    assert err == ["Spørsmålet «vaeret» finnes ikke. Spørsmålene er prove."]
    assert not asked
    assert list(tmp_path.iterdir()) == [path]


def test_wrong_input_is_not_asked_about(run, tmp_path, asked):
    path = write(tmp_path / "bok.xlsx", sheets(Saksinngang_plus=[["B", "dagpenger", None, 5]]))
    (tmp_path / "ut.xlsx").write_bytes(b"gammel")
    code, out, err = run("svar", path, "--sporsmal", "prove", "-o", tmp_path / "ut.xlsx")
    assert (code, out) == (2, [])
    assert any(": feil " in line for line in err)
    assert not asked
    assert (tmp_path / "ut.xlsx").read_bytes() == b"gammel"


def test_the_plan_itself_is_never_overwritten(run, tmp_path, asked):
    path = write(tmp_path / "bok.xlsx")
    before = path.read_bytes()
    code, _, err = run("svar", path, "--sporsmal", "prove", "-o", path)
    assert code == 2
    assert "er filen planen leses fra" in err[0]
    assert path.read_bytes() == before
