"""The command line as a user or a script meets it: exit codes, messages, and what lies on disk afterwards."""

import json
import os
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest

from app import cli
from models.io import project_file
from models.io.excel_import import les_plan
from models.io.samples import NAVN, eksempel
from planning_core.plan import fingerprint
from tests.helpers.workbooks import sheets, write

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def run(capsys, monkeypatch):
    """Run a command in this process; (exit code, lines of stdout, lines of stderr)."""
    monkeypatch.setattr(sys, "excepthook", sys.excepthook)

    def command(*words):
        code = cli.main([str(w) for w in words])
        out = capsys.readouterr()
        return code, out.out.splitlines(), out.err.splitlines()
    return command


def in_a_process(*words, env=None, timeout=120):
    """Run the program itself."""
    return subprocess.run(
        [sys.executable, str(ROOT / "main.py"), *map(str, words)], capture_output=True, timeout=timeout, check=False,
        env={**os.environ, **(env or {})},
    )


def folder_content(folder):
    return {p.name: p.read_bytes() for p in folder.iterdir()}


# ---- eksempel, mal, sjekk -----------------------------------------------------------------------

@pytest.mark.parametrize("name", NAVN)
@pytest.mark.parametrize("suffix", [".bplan", ".xlsx"])
def test_a_sample_is_written_and_checks_without_errors(run, tmp_path, name, suffix):
    path = tmp_path / f"plan{suffix}"
    assert run("eksempel", name, "-o", path) == (0, [f"Skrev {path}"], [])
    code, out, err = run("sjekk", path)
    assert code == 0
    assert out[0].startswith(f"{path}: ingen feil og ")
    assert all(": advarsel " in line for line in err)
    read = project_file.les(path) if suffix == ".bplan" else les_plan(path)
    assert fingerprint(read.plan) == fingerprint(eksempel(name))


def test_an_unknown_sample_is_named(run, tmp_path):
    code, out, err = run("eksempel", "finnmark", "-o", tmp_path / "x.bplan")
    assert (code, out, len(err)) == (2, [], 1)
    assert "«finnmark» finnes ikke" in err[0]
    assert all(name in err[0] for name in NAVN)
    assert err[0].count(" eller ") == 1
    assert not list(tmp_path.iterdir())


def test_the_template_is_written(run, tmp_path):
    assert run("mal", "-o", tmp_path / "mal.xlsx")[0] == 0
    assert openpyxl.load_workbook(tmp_path / "mal.xlsx").sheetnames[:3] == ["Les meg", "Plan", "Enheter"]


def test_every_finding_is_a_line_of_its_own(run, tmp_path):
    content = sheets(Saksinngang_plus=[["B\nC", "dagpenger", None, 5]])
    content["Enheter"][1][4] = "ti"
    content["Enheter"][1][3] = None
    path = write(tmp_path / "bok.xlsx", content)
    code, out, err = run("sjekk", path)
    assert code == 2
    assert out == [f"{path}: 2 feil og 1 advarsel."]
    assert [line.split(" ", 3)[:3] for line in err] == [
        ["Enheter!D2:", "advarsel", "mangler_innbyggere:"],
        ["Enheter!E2:", "feil", "tekst_i_tallfelt:"],
        ["Saksinngang!A3:", "feil", "ukjent_enhet:"],
    ]
    assert list(tmp_path.iterdir()) == [path]


def test_findings_of_a_plan_file_name_table_row_and_field(run, tmp_path, monkeypatch):
    plan = les_plan(write(tmp_path / "bok.xlsx", sheets(Enheter_plus=[["C", "NAV-kontor", "x", 1, 5, 0]]))).plan
    project_file.skriv(tmp_path / "plan.bplan", plan)
    assert run("sjekk", tmp_path / "plan.bplan")[2][0].startswith("Enheter!3.enhet: advarsel kontor_uten_brukere: ")


# ---- framskriv ----------------------------------------------------------------------------------

def test_framskriv_writes_workbook_and_series(run, tmp_path):
    path = write(tmp_path / "bok.xlsx")
    (tmp_path / "ut.xlsx").write_bytes(b"gammel")
    code, out, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--json", tmp_path / "ut.json")
    assert (code, out, err) == (0, [f"Skrev {tmp_path / 'ut.xlsx'}", f"Skrev {tmp_path / 'ut.json'}"], [])
    assert fingerprint(les_plan(tmp_path / "ut.xlsx").plan) == fingerprint(les_plan(path).plan)
    data = json.loads((tmp_path / "ut.json").read_bytes().decode("utf-8"))
    # By hand: 400 cases a month, and a kontor that takes them all in the step they come.
    inn = next(s for s in data["serier"] if (s["storrelse"], s["enhet"], s["ytelse"]) == ("inn", None, None))
    assert inn["verdier"] == pytest.approx([400.0] * 12)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bok.xlsx", "ut.json", "ut.xlsx"]


def test_warnings_do_not_stop_the_projection(run, tmp_path):
    content = sheets()
    content["Enheter"][1][3] = None
    code, _, err = run("framskriv", write(tmp_path / "bok.xlsx", content), "-o", tmp_path / "ut.xlsx")
    assert code == 0
    assert [line.split(": ")[1] for line in err] == ["advarsel mangler_innbyggere"]


def test_only_ressurskartlegging_gives_zeros_and_a_warning(run, tmp_path):
    path = write(tmp_path / "bok.xlsx", {
        "Plan": [["nøkkel", "verdi"], ["start", "2026-01"]],
        "Ressurskartlegging": [["ytelse", "hovedprosess", "årsverk"], ["dagpenger", "HP3", 100]],
    })
    code, _, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--json", tmp_path / "ut.json")
    assert code == 0
    assert any("advarsel ingen_saksinngang:" in line for line in err)
    data = json.loads((tmp_path / "ut.json").read_text("utf-8"))
    assert {v for s in data["serier"] for v in s["verdier"]} <= {0.0, None}


WRONG = {
    "findings": sheets(Saksinngang_plus=[["B", "dagpenger", None, 5]]),
    "missing sheet": sheets(Ytelser=None),
    "text as number": sheets(Normtid_plus=[["dagpenger", "HP2", "ti"]]),
    "two FE": sheets(Enheter_plus=[["G", "forvaltningsenhet", None, None, 5, None]]),
    "no months": sheets(Saksinngang=[["enhet", "ytelse", "måned", "antall"], ["A", "dagpenger", "2026-01", 5]]),
    "duplicates": sheets(Ytelser_plus=[["dagpenger", 30]]),
}


@pytest.mark.parametrize("wrong", WRONG)
def test_wrong_input_changes_nothing_on_disk(run, tmp_path, wrong):
    path = write(tmp_path / "bok.xlsx", WRONG[wrong])
    (tmp_path / "ut.xlsx").write_bytes(b"gammel")
    before = folder_content(tmp_path)
    code, out, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--json", tmp_path / "ut.json")
    assert (code, out) == (2, [])
    assert any(": feil " in line for line in err)
    assert folder_content(tmp_path) == before


@pytest.mark.parametrize(
    ("content", "code"),
    [(b"", "tom_fil"), (b"tekst", "ukjent_filtype"), (b"PK\x03\x04 halv", "ikke_hel_fil"),
     (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + "EncryptedPackage".encode("utf-16-le"), "passordbeskyttet")],
)
def test_files_that_cannot_be_read_are_named(run, tmp_path, content, code):
    path = tmp_path / "bok.xlsx"
    path.write_bytes(content)
    exit_code, out, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx")
    assert (exit_code, out, len(err)) == (2, [], 1)
    assert err[0].startswith(f"bok.xlsx: feil {code}: ")
    assert list(tmp_path.iterdir()) == [path]


def test_a_missing_file(run, tmp_path):
    code, _, err = run("sjekk", tmp_path / "borte.xlsx")
    assert code == 2
    assert err[0].startswith("borte.xlsx: feil filen_finnes_ikke: ")


SCENARIER = [
    ["scenario", "ark", "nøkkel", "felt", "verdi"],
    ["Flere", "Scenario", "beskrivelse", "verdi", "To årsverk til"],
    ["Flere", "Enheter", "F", "årsverk_stat", 22],
    ["Gammelt", "Enheter", "Nav Bortevekk", "årsverk_stat", 3],
    ["Feil", "Enheter", "F", "årsverk_stat", -1],
]


def test_a_plan_is_projected_with_a_scenario(run, tmp_path):
    path = write(tmp_path / "bok.xlsx", sheets(Scenarier=SCENARIER))
    changed = write(tmp_path / "endret.xlsx", sheets(
        Enheter=[[*row[:4], 22 if row[0] == "F" else row[4], *row[5:]] for row in sheets()["Enheter"]]))
    assert run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--json", tmp_path / "a.json", "--scenario", "Flere") == (
        0, [f"Skrev {tmp_path / 'ut.xlsx'}", f"Skrev {tmp_path / 'a.json'}"], [])
    run("framskriv", changed, "-o", tmp_path / "ut2.xlsx", "--json", tmp_path / "b.json")
    assert (tmp_path / "a.json").read_bytes() == (tmp_path / "b.json").read_bytes()
    assert fingerprint(les_plan(tmp_path / "ut.xlsx").plan) == fingerprint(les_plan(changed).plan)
    about = openpyxl.load_workbook(tmp_path / "ut.xlsx")["Om"]
    assert "bok, scenario «Flere»" in [row[1] for row in about.iter_rows(values_only=True)]


def test_a_scenario_that_does_not_exist_names_those_that_do(run, tmp_path):
    path = write(tmp_path / "bok.xlsx", sheets(Scenarier=SCENARIER))
    code, out, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--scenario", "Sen gevinst")
    assert (code, out) == (2, [])
    assert err == ["Scenarioet «Sen gevinst» finnes ikke. Planen har «Flere», «Gammelt», «Feil»."]
    bare = write(tmp_path / "uten.xlsx")
    assert run("framskriv", bare, "-o", tmp_path / "ut.xlsx", "--scenario", "X")[2] == [
        "Scenarioet «X» finnes ikke. Planen har ingen scenarier."]
    assert not (tmp_path / "ut.xlsx").exists()


def test_a_scenario_that_cannot_be_applied_is_said_at_its_cell(run, tmp_path):
    path = write(tmp_path / "bok.xlsx", sheets(Scenarier=SCENARIER))
    code, out, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--scenario", "Gammelt")
    assert (code, out, len(err)) == (2, [], 1)
    assert err[0].startswith("Scenarier!C4: feil scenario_finner_ikke_rad: Scenarioet «Gammelt» endrer «Nav Bortevekk»")
    code, _, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--scenario", "Feil")
    assert (code, len(err)) == (2, 1)
    assert err[0].startswith("Scenarier!E5: feil negativt_tall: «årsverk_stat» er −1")
    assert not (tmp_path / "ut.xlsx").exists()


def test_scenarios_that_cannot_be_applied_do_not_stop_the_plan(run, tmp_path):
    path = write(tmp_path / "bok.xlsx", sheets(Scenarier=SCENARIER))
    code, out, err = run("sjekk", path)
    assert (code, out) == (0, [f"{path}: ingen feil og 2 advarsler."])
    assert [line.partition(":")[0] for line in err] == ["Scenarier!C4", "Scenarier!E5"]
    assert all(": advarsel " in line for line in err)
    assert run("framskriv", path, "-o", tmp_path / "ut.xlsx")[0] == 0


# ---- where to write -----------------------------------------------------------------------------

@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["-o", "ut.xls"], "må slutte på .xlsx"), (["-o", "mappe.xlsx"], "er en mappe"),
        (["-o", "finnes/ikke/ut.xlsx"], "finnes ikke"), (["-o", "bok.xlsx"], "er filen planen leses fra"),
        (["-o", "ut.xlsx", "--json", "ut.txt"], "må slutte på .json"), (["-o", "x" * 300 + ".xlsx"], "kan ikke brukes"),
    ],
)
def test_where_to_write_is_checked_before_anything_is_read(run, tmp_path, monkeypatch, words, text):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mappe.xlsx").mkdir()
    write(tmp_path / "bok.xlsx", WRONG["findings"])
    code, out, err = run("framskriv", "bok.xlsx", *words)
    assert (code, out, len(err)) == (2, [], 1)
    assert text in err[0]
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bok.xlsx", "mappe.xlsx"]


def test_series_that_cannot_be_written_leave_no_workbook(run, tmp_path, monkeypatch):
    path = write(tmp_path / "bok.xlsx")

    def full(*args, **kwargs):
        raise OSError(28, "disk full")

    monkeypatch.setattr("app.export.skriv_resultat", full)
    code, out, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--json", tmp_path / "ut.json")
    assert (code, out) == (1, [])
    assert err[0].startswith("ut.json: feil full_disk: ")
    assert "logg.txt" in err[0]
    assert list(tmp_path.iterdir()) == [path]


def test_the_series_are_written_as_tidy_data_with_the_scenarios(run, tmp_path):
    path = write(tmp_path / "bok.xlsx", sheets(Scenarier=SCENARIER))

    def tidy(*words):
        code, out, _ = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--csv", tmp_path / "ut.csv", *words)
        assert (code, out) == (0, [f"Skrev {tmp_path / 'ut.xlsx'}", f"Skrev {tmp_path / 'ut.csv'}"])
        return (tmp_path / "ut.csv").read_bytes().decode("utf-8-sig").split("\r\n")

    rows = tidy("--scenario", "alle")
    assert rows[0] == "scenario;nivå;storrelse;enhet;ytelse;måned;benevning;planen;uten flyttinger;forskjell"
    assert [*dict.fromkeys(row.split(";")[0] for row in rows[1:-1])] == ["grunnplanen", "Flere"]
    assert tidy() == [rows[0], *(row for row in rows[1:] if row.startswith("grunnplanen;") or not row)]
    assert tidy("--scenario", "Flere")[1:] == [row for row in rows[1:] if row.startswith("Flere;") or not row]


def test_all_scenarios_are_for_the_tidy_data(run, tmp_path):
    """The workbook is of one plan; a scenario that somebody has called «alle» is that one."""
    path = write(tmp_path / "bok.xlsx", sheets(Scenarier=SCENARIER))
    code, _, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--scenario", "alle")
    assert code == 2
    assert "Legg til --csv" in err[-1]
    assert not (tmp_path / "ut.xlsx").exists()
    named = [["alle" if cell == "Flere" else cell for cell in row] for row in SCENARIER]
    path = write(tmp_path / "bok.xlsx", sheets(Scenarier=named))
    code, *_ = run("framskriv", path, "-o", tmp_path / "ut.xlsx", "--scenario", "alle")
    assert code == 0
    assert (tmp_path / "ut.xlsx").exists()


def test_tidy_data_that_cannot_be_written_leave_nothing(run, tmp_path, monkeypatch):
    path = write(tmp_path / "bok.xlsx")

    def full(*args, **kwargs):
        raise OSError(28, "disk full")

    monkeypatch.setattr("app.series_export.series_csv", full)
    words = ("--json", tmp_path / "ut.json", "--csv", tmp_path / "ut.csv")
    code, out, err = run("framskriv", path, "-o", tmp_path / "ut.xlsx", *words)
    assert (code, out) == (1, [])
    assert err[0].startswith("ut.csv: feil full_disk: ")
    assert list(tmp_path.iterdir()) == [path]


# ---- the command line itself --------------------------------------------------------------------

@pytest.mark.parametrize(
    ("words", "text"),
    [
        (["framskriv"], "mangler PLAN"), (["framskriv", "a.xlsx"], "mangler -o UT.xlsx"),
        (["framskriv", "a.xlsx", "-o"], "mangler verdi"),
        (["framskriv", "a.xlsx", "--scenario", "-o", "b.xlsx"], "Valget --scenario mangler verdi: --scenario NAVN."),
        (["framskriv", "a", "b", "-o", "c.xlsx"], "tar ikke imot «b»"),
        (["mal", "-o", "a.xlsx", "-o", "b.xlsx"], "gitt to ganger"),
        (["sjekk", "a.xlsx", "--fort"], "har ikke valget --fort"),
        (["framskriv", "a.xlsx", "--json=", "-o", "b.xlsx"], "mangler verdi"),
        (["framskrv", "a.xlsx"], "Ukjent kommando: framskrv"), (["--fort"], "Ukjent valg: --fort"),
        (["borte.bplan"], "«borte.bplan» finnes ikke"),
        (["svar", "a.bplan", "-o", "b.xlsx"], "mangler --sporsmal NAVN"),
        (["eksempel", "", "-o", "x.xlsx"], "mangler NAVN"),
    ],
)
def test_a_wrong_command_line_says_what_in_norwegian(run, words, text, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    code, out, err = run(*words)
    assert (code, out, len(err)) == (2, [], 1)
    assert text in err[0]


def test_help_names_what_works(run):
    code, out, _ = run("--hjelp")
    text = "\n".join(out)
    assert code == 0
    assert all(name in text for name in ("eksempel", "mal", "sjekk", "framskriv", "selvtest", "--json"))
    assert "--scenario" in text
    assert run("framskriv", "--hjelp")[1][0].endswith("framskriv PLAN -o UT.xlsx [--json UT.json] [--csv UT.csv] "
                                                     "[--scenario NAVN]")
    assert run("--versjon")[1][0].startswith("Bemanningsplan ")


def test_options_may_stand_anywhere_and_with_equals(run, tmp_path):
    path = write(tmp_path / "bok.xlsx")
    code, out, _ = run("framskriv", f"--ut={tmp_path / 'ut.xlsx'}", "--json", tmp_path / "ut.json", "--", path)
    assert code == 0
    assert len(out) == 2


def test_words_are_utf8_whatever_the_locale(tmp_path):
    path = write(tmp_path / "bok.xlsx", WRONG["text as number"])
    done = in_a_process("sjekk", path, env={"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONIOENCODING": "", "LANG": "C"})
    assert done.returncode == 2
    assert "«minutter» skal være et tall" in done.stderr.decode("utf-8")


def test_commands_never_import_qt(tmp_path):
    path = write(tmp_path / "bok.xlsx")
    program = (
        "import sys\n"
        "sys.modules['PySide6'] = None\n"
        "from app.cli import main\n"
        "if __name__ == '__main__':\n"
        "    args = sys.argv[1:]\n"
        "    code = main(['eksempel', 'telemark', '-o', args[2]]) or main(['mal', '-o', args[1]])\n"
        "    code = code or main(['framskriv', args[0], '-o', args[1], '--json', args[3]])\n"
        "    sys.exit(code or main(['sjekk', args[1]]))\n"
    )
    (tmp_path / "uten_qt.py").write_text(program)
    targets = [path, tmp_path / "ut.xlsx", tmp_path / "t.bplan", tmp_path / "ut.json"]
    done = subprocess.run(
        [sys.executable, str(tmp_path / "uten_qt.py"), *map(str, targets)], capture_output=True, text=True, check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT)}, timeout=120,
    )
    assert done.returncode == 0, done.stderr


def test_a_fault_of_the_program_is_one_line_that_names_the_log(tmp_path):
    program = (
        "import sys\n"
        "import models.io.plan_file as m\n"
        "m.les = lambda name: 1 / 0\n"
        "from app.cli import main\n"
        "if __name__ == '__main__':\n"
        "    sys.exit(main(['sjekk', 'x.xlsx']))\n"
    )
    (tmp_path / "feil.py").write_text(program)
    done = subprocess.run(
        [sys.executable, str(tmp_path / "feil.py")], capture_output=True, text=True, encoding="utf-8", check=False,
        env={**os.environ, "PYTHONPATH": str(ROOT), "XDG_STATE_HOME": str(tmp_path)}, timeout=60,
    )
    log = tmp_path / "bemanningsplan" / "logg.txt"
    assert done.returncode == 1
    assert done.stderr.splitlines() == [f"Programmet feilet (ZeroDivisionError). Detaljer står i {log}"]
    assert "ZeroDivisionError: division by zero" in log.read_text("utf-8")
