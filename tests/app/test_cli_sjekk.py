"""sjekk: the same findings as the window, as lines and as JSON."""

import json

import pytest
from PySide6.QtCore import Qt

from app import cli
from app.actions import SPECS
from app.texts import melding
from models.io import project_file
from models.io.excel_import import les_plan
from tests.helpers.nav_tables import ledighet
from tests.helpers.nav_tables import write as nav_workbook
from tests.helpers.workbooks import sheets, write

BROKEN = sheets(
    Enheter_plus=[["B", "NAV-kontor", "By", "mange", -3, 0]],
    Saksinngang_plus=[["X", "dagpenger", None, 5], ["A", "dagpenger", "en dag", 5]], Kildar=[["x"]],
    Flyttinger=[["fra", "til", "eier", "årsverk", "fra_måned"], ["A", "F", "stat", 1, "2025-01"]],
)


@pytest.fixture
def run(capsys):
    def command(*words):
        code = cli.main([str(w) for w in words])
        out = capsys.readouterr()
        return code, out.out.splitlines(), out.err.splitlines()

    return command


def test_findings_are_written_as_json_also_when_the_file_is_wrong(run, tmp_path):
    path, report = write(tmp_path / "bok.xlsx", BROKEN), tmp_path / "funn.json"
    before = path.read_bytes()
    code, out, err = run("sjekk", path, "--json", report)
    assert code == 2
    assert out[-1] == f"Skrev {report}"
    content = json.loads(report.read_text(encoding="utf-8"))
    assert content["fil"] == str(path)
    assert (content["feil"], content["advarsler"]) == (
        sum(": feil " in line for line in err), sum(": advarsel " in line for line in err))
    assert [f"{f['ark']}!{f['celle']}: {f['alvor']} {f['kode']}: {f['melding']}" if f["celle"] else f["kode"]
            for f in content["funn"]] == [line if "!" in line else line.split()[2].rstrip(":") for line in err]
    by_code = {f["kode"]: f for f in content["funn"]}
    assert by_code["tekst_i_tallfelt"] == {
        "ark": "Enheter", "celle": "D4", "alvor": "feil", "kode": "tekst_i_tallfelt",
        "melding": "«innbyggere» skal være et tall, men det står «mange». Skriv et tall.",
        "verdi": "mange", "kolonne": "innbyggere", "rad": 4,
    }
    assert by_code["negativt_tall"]["verdi"] == -3
    assert (by_code["ukjent_ark"]["ark"], by_code["ukjent_ark"]["celle"]) == ("Kildar", None)
    assert path.read_bytes() == before
    assert sorted(p.name for p in tmp_path.iterdir()) == ["bok.xlsx", "funn.json"]


def test_a_month_is_written_as_a_month(run, tmp_path):
    moves = [["fra", "til", "eier", "årsverk", "fra_måned"], ["A", "F", "stat", 1, "2025-01"]]
    path, report = write(tmp_path / "bok.xlsx", sheets(Flyttinger=moves)), tmp_path / "funn.json"
    run("sjekk", path, "--json", report)
    found = [f for f in json.loads(report.read_text("utf-8"))["funn"] if f["kolonne"] == "fra_måned"]
    assert [f["verdi"] for f in found] == ["2025-01"]


def test_a_row_that_stands_twice_names_the_cell_where_it_stood_first(run, tmp_path):
    path = write(tmp_path / "bok.xlsx", sheets(
        Restanser=[["enhet", "ytelse", "antall"], [], ["A", "dagpenger", 5], ["F", "dagpenger", 6], ["A", "dagpenger", 7]]))
    _, _, err = run("sjekk", path)
    assert [line.split(":")[0] for line in err if "dobbel_rad" in line] == ["Restanser!A5"]
    assert "Dette står allerede i en tidligere rad (celle A3): " in next(line for line in err if "dobbel_rad" in line)


def test_doubt_about_a_share_points_at_the_numbers_that_cast_it(run, tmp_path):
    path = write(tmp_path / "bok.xlsx", sheets(
        Grensesnitt=[["ytelse", "hovedprosess", "andel_fe"], ["dagpenger", "HP1", 40], ["dagpenger", "HP2", 0.7]]))
    _, _, err = run("sjekk", path)
    forty, share = [line for line in err if "prosent_eller_andel" in line]
    assert forty.startswith("Grensesnitt!C2: ")
    assert forty.endswith("Skriv tallet med prosenttegn.")
    assert share.endswith("Kolonnen har også tall over 1. Skriv dem med prosenttegn, så leses dette som andel.")


def test_a_sound_file_gives_an_empty_list(run, tmp_path):
    path, report = write(tmp_path / "bok.xlsx"), tmp_path / "funn.json"
    report.write_text("gammel")
    assert run("sjekk", path, "--json", report) == (
        0, [f"{path}: ingen feil og ingen advarsler.", f"Skrev {report}"], [])
    assert json.loads(report.read_text("utf-8")) == {"fil": str(path), "feil": 0, "advarsler": 0, "funn": []}


def test_a_plan_file_names_table_row_and_field(run, tmp_path):
    plan = les_plan(write(tmp_path / "bok.xlsx", sheets(Enheter_plus=[["C", "NAV-kontor", "x", 1, 5, 0]]))).plan
    project_file.skriv(tmp_path / "plan.bplan", plan)
    run("sjekk", tmp_path / "plan.bplan", "--json", tmp_path / "funn.json")
    found = json.loads((tmp_path / "funn.json").read_text("utf-8"))["funn"]
    assert (found[0]["ark"], found[0]["celle"], found[0]["rad"], found[0]["kolonne"]) == ("Enheter", None, 3, "enhet")


@pytest.mark.parametrize(("name", "content", "code"), [
    ("borte.xlsx", None, "filen_finnes_ikke"), ("tom.xlsx", b"", "tom_fil"),
])
def test_a_file_that_cannot_be_read_is_one_finding(run, tmp_path, name, content, code):
    path, report = tmp_path / name, tmp_path / "funn.json"
    if content is not None:
        path.write_bytes(content)
    exit_code, _, err = run("sjekk", path, "--json", report)
    assert (exit_code, len(err)) == (2, 1)
    [found] = json.loads(report.read_text("utf-8"))["funn"]
    assert (found["kode"], found["alvor"], found["ark"]) == (code, "feil", None)
    assert name in found["melding"]


@pytest.mark.parametrize(("report", "words"), [
    ("funn.txt", "må slutte på .json"), ("finnes ikke/funn.json", "finnes ikke"),
])
def test_a_report_that_cannot_be_written_is_said_before_anything_is_read(run, tmp_path, report, words):
    path = write(tmp_path / "bok.xlsx")
    code, out, err = run("sjekk", path, "--json", tmp_path / report)
    assert (code, out, len(err)) == (2, [], 1)
    assert words in err[0]


def test_the_report_never_takes_the_place_of_the_file(run, tmp_path):
    path = tmp_path / "bok.json"
    write(path)
    before = path.read_bytes()
    assert run("sjekk", path, "--json", path)[0] == 2
    assert path.read_bytes() == before


@pytest.mark.parametrize("command", [["framskriv"], ["svar", "--sporsmal", "kritisk"]])
def test_other_commands_write_no_json_of_a_wrong_plan(run, tmp_path, command):
    path = write(tmp_path / "bok.xlsx", BROKEN)
    code, *_ = run(command[0], path, *command[1:], "-o", tmp_path / "ut.xlsx", "--json", tmp_path / "ut.json")
    assert code == 2
    assert list(tmp_path.iterdir()) == [path]


def test_sjekk_says_what_the_window_says_in_the_same_order(run, window, qtbot, messages, tmp_path):
    path = write(tmp_path / "bok.xlsx", BROKEN)
    messages.to_open = [path]
    qtbot.keyClick(window, Qt.Key.Key_I, Qt.KeyboardModifier.ControlModifier)
    [(_, found, _)] = messages.of("import")
    from app.dialogs.findings_panel import FindingsPanel

    panel = FindingsPanel("Funn", found.findings, messages)
    qtbot.addWidget(panel)
    assert run("sjekk", path)[2] == [melding(f) for f in panel.findings]


@pytest.mark.parametrize("command", [("sjekk",), ("framskriv", "-o", "ut.xlsx")])
def test_a_workbook_of_another_shape_is_pointed_to_the_wizard(run, tmp_path, monkeypatch, command):
    monkeypatch.chdir(tmp_path)
    path = nav_workbook(tmp_path / "ledighet.xlsx", ledighet())
    code, out, err = run(command[0], path, *command[1:])
    assert code == 2
    action = next(s.text for s in SPECS if s.name == "fil.importer_tabell").replace("&", "")
    assert f"Fil, «{action}»" in out[-1]
    assert out[-1].startswith("ledighet.xlsx følger ikke importmalen.")
    assert not any(action in line for line in err), "what is wrong is findings, one a line, and nothing else"


def test_a_workbook_of_the_template_is_not(run, tmp_path):
    _, out, _ = run("sjekk", write(tmp_path / "bok.xlsx", sheets(Ytelser=None)))
    assert out == [f"{tmp_path / 'bok.xlsx'}: 1 feil og ingen advarsler."]
