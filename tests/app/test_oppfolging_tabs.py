"""The tabs Behovsnivå, Sårbarhet and Referanser of the room Oppfølging, as the reader uses them."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from app import format as fmt
from app.charts import oppfolging_series as series
from app.oppfolging_texts import BEHOV, BELASTNING, NIVA, REFERANSER, SAMTALER, SARBARHET
from app.widgets.cells_table import CellRole
from planning_core import referanser
from planning_core.months import month
from planning_core.plan import Oppfolgingsnorm, Plan, Ressurskartlegging, Ytelse
from tests.app.test_oppfolging import GRUPPE, click, open_room, projected, show_tab, with_talks
from tests.helpers.fordeling_plan import varig

NEDSATT = "nedsatt arbeidsevne"


@pytest.fixture
def room(qtbot, dressed, messages, settings):
    return open_room(qtbot, dressed, messages, settings, with_talks(varig()))


def plain(text):
    return text.replace(fmt.NBSP, " ")


def rows(table):
    """Row texts by the name that they begin with."""
    return {plain(row.cells[0].text): [plain(cell.text) for cell in row.cells[1:]] for row in table.cells.rows}


# ---- Behovsnivå ---------------------------------------------------------------------------------

def test_every_group_has_its_need_and_what_it_gets(room, qtbot):
    document, view = room
    show_tab(qtbot, view, NIVA)
    result = document.projeksjon.plan
    found = rows(view.table)
    assert list(found) == [NEDSATT, GRUPPE, "I alt"]
    # 3 000 and 600 job seekers at an hour every second month.
    assert found[GRUPPE][:3] == ["3 600", "0,50", "1 800"]
    need = 1800 / float(result.data["behov"][:, -1].sum())
    assert found[GRUPPE][4] == plain(fmt.prosent(need))
    hours = series.of_group(document.projeksjon, "timer", GRUPPE)
    assert found[GRUPPE][5:7] == [plain(fmt.timer(x[-1])) for x in (hours.planen, hours.uten)]
    gap = series.of_group(document.projeksjon, "gap", GRUPPE)
    assert found[GRUPPE][8:10] == [plain(fmt.arsverk(x[-1])) for x in (gap.planen, gap.uten)]
    assert found["I alt"][5] == plain(fmt.timer(result.serie("oppfolging_timer")[-1]))
    assert found["I alt"][8] == plain(fmt.arsverk(result.data["gap"][:, -1].sum()))
    bars = view.chart.panels[0].bars
    np.testing.assert_allclose(sum(part.pair.planen for part in bars), result.serie("oppfolging_behov_timer"))
    assert f"av det er til {NEDSATT}" in view.sentence


def test_the_level_follows_the_kontor(room, qtbot):
    _, view = room
    show_tab(qtbot, view, NIVA)
    view.choice.choose_kontor("siljan")
    assert list(rows(view.table)) == [NEDSATT, "I alt"]  # no job seekers there
    assert "Nav Siljan" in view.sentence
    view.table.selectRow(0)
    assert view.choice.choice.enhet == "siljan"  # a row of groups is no kontor


def test_without_a_mapping_the_readings_are_explained_on_the_sources_example(room, qtbot):
    _, view = room
    show_tab(qtbot, view, NIVA)
    assert view.readings.isVisible()
    assert "Ressurskartlegging" in view.readings.sentence
    found = rows(view.readings.panel.table)
    assert list(found) == ["Kildens eksempel, 2007"]
    # 719 - 385 = 334 of an unchanged total; 992 - 385 = 607 when the rest is kept.
    assert found["Kildens eksempel, 2007"] == ["1 598,0", "385,0", "24 %", "719,1", "+334,1", "992,5", "+607,5", "2 205,5"]
    show_tab(qtbot, view, BEHOV)
    assert not view.readings.isVisible()


MAPPED = (("rehabiliteringspenger", 405.0, 85.0), ("sykepenger", 1027.0, 278.0), ("tidsbegrenset uføretrygd", 166.0, 22.0),
          ("dagpenger", 993.0, 550.0))


def mapped_plan():
    """A plan with only Ressurskartlegging, as the sample delta-2007."""
    return Plan("Landet", month(2007, 1), ytelser=tuple(Ytelse(name) for name, *_ in MAPPED), ressurskartlegging=tuple(
        row for name, alt, hp5 in MAPPED
        for row in (Ressurskartlegging(name, "HP3", alt - hp5), Ressurskartlegging(name, "HP5", hp5))))


def test_a_plan_with_only_a_mapping_has_both_readings_by_name(qtbot, dressed, messages, settings):
    _, view = open_room(qtbot, dressed, messages, settings, mapped_plan())
    show_tab(qtbot, view, NIVA)
    assert "ingen NAV-kontor" in view.empty.text
    assert plain(view.readings.sentence) == (
        "Skal oppfølgingen bli 45 % av arbeidet i ytelsene som ligger under, trengs 334,1 årsverk mer når summen er uendret, "
        "og 607,5 når resten beholdes og summen vokser.")
    found = rows(view.readings.panel.table)
    assert found["Ytelser under 45 %"][3:] == ["719,1", "+334,1", "992,5", "+607,5", "2 205,5"]
    assert found["sykepenger"][4] == "+184,2"
    assert found["dagpenger"][3:] == ["–"] * 5
    assert "allerede 55" in view.readings.panel.table.cells.rows[3].cells[4].tip
    headers = [c.group for c in view.readings.panel.table.cells.columns]
    assert {"Uendret sum, årsverk", "Resten beholdes, årsverk"} <= set(headers)


def test_another_share_is_typed(qtbot, dressed, messages, settings):
    _, view = open_room(qtbot, dressed, messages, settings, mapped_plan())
    show_tab(qtbot, view, NIVA)
    view.readings.share.setFocus()
    view.readings.share.selectAll()
    qtbot.keyClicks(view.readings.share, "20")
    qtbot.keyClick(view.readings.share, Qt.Key.Key_Return)
    found = rows(view.readings.panel.table)
    # Only tidsbegrenset uføretrygd is below 20 %: 0.2 * 166 - 22 = 11.2, and 144 / 4 - 22 = 14.
    assert found["Ytelser under 20 %"][4] == "+11,2"
    assert found["Ytelser under 20 %"][6] == "+14,0"
    qtbot.mouseClick(view.readings.panel.exports.copy_button, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().splitlines()[0].split("\t")[4] == "Uendret sum, årsverk Oppfølging"


# ---- Sårbarhet ----------------------------------------------------------------------------------

def test_what_one_absence_costs(room, qtbot):
    document, view = room
    show_tab(qtbot, view, SARBARHET)
    found = rows(view.table)
    # 54 heads in Skien, 5,0 årsverk moved: derived. Siljan has three.
    assert found["Nav Skien"][:3] == ["anslått 49,0", "54,0", "▼ −5,0"]
    assert found["Nav Skien"][3:5] == [plain(fmt.prosent(1 - 1 / 49, 1)), plain(fmt.prosent(1 - 1 / 54, 1))]
    assert found["Nav Siljan"][0] == "3,0"
    lost = series.absence(document.projeksjon, "timer", "siljan").planen[-1]
    assert found["Nav Siljan"][6] == plain(fmt.timer(lost))
    assert found["Hele fylket"][:9] == ["–"] * 9
    assert "rammes Nav Siljan mest: 66,7 %" in plain(view.sentence)
    view.choice.choose_month(document.plan.start)
    assert rows(view.table)["Nav Skien"][0] == "anslått 49,0"


def test_competence_left_over_time(room, qtbot):
    document, view = room
    show_tab(qtbot, view, SARBARHET)
    view.choice.choose_kontor("skien")
    result = document.projeksjon.plan
    competence, left = view.chart.panels
    np.testing.assert_array_equal(competence.pair.planen, result.data["kompetanse"][0])
    np.testing.assert_array_equal(left.pair.planen, series.absence(document.projeksjon, "igjen", "skien").planen)
    assert set(left.reference.verdier) == {1 - 1 / 3}
    assert rows(view.table)["Nav Skien"][9] == plain(fmt.prosent(result.data["kompetanse"][0, -1], 1))
    assert "anslått 49 statsansatte ved Nav Skien" in plain(view.sentence)
    view.choice.choose_kontor(None)
    assert view.chart.panels[1].empty_text == "Velg et kontor for å se hva ett fravær koster."


def test_fewer_than_three_has_a_sign(qtbot, dressed, messages, settings):
    _, view = open_room(qtbot, dressed, messages, settings, with_talks(varig("siljan", arsverk=1.0)))
    show_tab(qtbot, view, SARBARHET)
    cell = view.table.cells.index(2, 1).data(CellRole)
    assert (plain(cell.text), cell.icon, cell.role) == ("anslått 2,0", "warning", "warning_text")
    assert "1 kontor har færre enn 3 statsansatte" in plain(view.sentence)


def test_unknown_heads_are_said(qtbot, dressed, messages, settings):
    base = with_talks(varig())
    units = tuple(replace(e, statsansatte=None) for e in base.enheter)
    _, view = open_room(qtbot, dressed, messages, settings, replace(base, enheter=units))
    show_tab(qtbot, view, SARBARHET)
    assert "ikke oppgitt for noe kontor" in view.sentence
    assert rows(view.table)["Nav Skien"][:9] == ["–"] * 9
    assert rows(view.table)["Nav Skien"][9] != "–"


# ---- Referanser ---------------------------------------------------------------------------------

def test_references_stand_beside_the_places_own_numbers(room, qtbot):
    document, view = room
    show_tab(qtbot, view, REFERANSER)
    found = rows(view.table)
    # How the kontor are staffed stands in Enheter og bemanning.
    assert len(found) == 4
    planen, uten = 3600 / (49 + 13.6 + 3), 3600 / (54 + 13.6 + 3)
    row = found["Arbeidssøkere per statlig årsverk"]
    assert row[:3] == ["", "23", "24"]
    assert row[3:5] == [fmt.tall(planen, 1), fmt.tall(uten, 1)]
    assert row[6] == f"▲ +{fmt.tall(planen - 23, 1)}"
    assert row[7] == "Langeland og Galaasen, tabell 1 (linje 69–97)"
    reached = series.reached(document.projeksjon, GRUPPE, 0)
    contact = found["Arbeidssøkere med oppfølging siste 3 måneder"]
    assert contact[:4] == ["80 %", "81 %", "84 %", plain(fmt.prosent(reached.planen[-1]))]
    assert "mot" in view.sentence
    assert "I landet var det 23 i 2012" in plain(view.sentence)


def test_a_marked_reference_is_drawn(room, qtbot):
    _, view = room
    show_tab(qtbot, view, REFERANSER)
    at = referanser.OPPFOLGING.index(referanser.NEDSATT)
    where = view.table.visualRect(view.table.cells.index(at, 3)).center()
    qtbot.mouseClick(view.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    panel, = view.chart.panels
    assert panel.title == "Nedsatt arbeidsevne per statlig årsverk"
    assert set(panel.reference.verdier) == {45.0}
    view.choice.choose_kontor("skien")
    assert view.chart.panels[0].pair.planen[-1] == pytest.approx(3190 / 49)
    assert view.choice.choice.enhet == "skien"
    assert "Personer med nedsatt arbeidsevne per statlig årsverk i Nav Skien" in view.sentence
    qtbot.keyClick(view.table, Qt.Key.Key_Up)
    assert view.chart.panels[0].title == "Arbeidssøkere per statlig årsverk"


def test_the_marked_reference_is_shown_at_every_kontor(room, qtbot):
    _, view = room
    assert not view.by_kontor.isVisible()
    show_tab(qtbot, view, REFERANSER)
    found = rows(view.by_kontor.table)
    assert list(found) == ["Nav Skien", "Nav Bamble", "Nav Siljan", "Hele fylket"]
    skien, bamble = 3000 / 49, 600 / 13.6
    assert found["Nav Skien"][0] == fmt.tall(skien, 1)
    assert found["Nav Skien"][3] == f"▲ +{fmt.tall(skien - 23, 1)}"
    assert found["Nav Bamble"][3] == f"▲ +{fmt.tall(bamble - 23, 1)}"
    where = view.by_kontor.table.visualRect(view.by_kontor.table.cells.index(2, 1)).center()
    qtbot.mouseClick(view.by_kontor.table.viewport(), Qt.MouseButton.LeftButton, pos=where)
    assert view.choice.choice.enhet == "siljan"
    view.choice.choose_reference(referanser.NEDSATT)
    assert rows(view.table)["Nedsatt arbeidsevne per statlig årsverk"][3] == fmt.tall(118 / 3, 1)
    assert rows(view.by_kontor.table)["Nav Siljan"][0] == fmt.tall(118 / 3, 1)
    show_tab(qtbot, view, BEHOV)
    assert not view.by_kontor.isVisible()


def test_a_group_the_plan_does_not_have_says_so(qtbot, dressed, messages, settings):
    base = with_talks(varig())
    norms = tuple(Oppfolgingsnorm(n.brukergruppe, 1.0) for n in base.oppfolgingsnorm)
    _, view = open_room(qtbot, dressed, messages, settings, replace(base, oppfolgingsnorm=norms))
    show_tab(qtbot, view, REFERANSER)
    row = next(r for r in view.table.cells.rows if r.key == referanser.KONTAKT_ARBEIDSSOKERE)
    assert [c.text for c in row.cells[4:8]] == ["–"] * 4
    assert "norm som intervall" in row.cells[4].tip


# ---- all of them --------------------------------------------------------------------------------

@pytest.mark.parametrize("tab", [NIVA, SAMTALER, BELASTNING, SARBARHET, REFERANSER])
def test_without_flyttinger_no_pair_is_spoken_of(qtbot, dressed, messages, settings, tab):
    _, view = open_room(qtbot, dressed, messages, settings, with_talks())
    show_tab(qtbot, view, tab)
    assert view.sentence.startswith("Ingen flyttinger ennå.")
    assert "uten flyttinger mangler" not in view.sentence
    assert "mot " not in view.sentence


@pytest.mark.parametrize("tab", [NIVA, SARBARHET, REFERANSER])
def test_table_and_chart_are_taken_out(room, qtbot, messages, tmp_path, tab):
    _, view = room
    show_tab(qtbot, view, tab)
    click(qtbot, view.exports.copy_button)
    lines = QGuiApplication.clipboard().text().splitlines()
    assert len(lines) == view.table.cells.rowCount() + 1
    messages.to_save.append(tmp_path / "ut.svg")
    view.export_button.export("svg")
    assert (tmp_path / "ut.svg").exists()


@pytest.mark.parametrize("tab", [SARBARHET, REFERANSER])
def test_without_users_what_needs_none_is_shown(qtbot, dressed, messages, settings, tab):
    _, view = open_room(qtbot, dressed, messages, settings, replace(with_talks(varig()), brukere=()))
    show_tab(qtbot, view, tab)
    assert view.table.isVisible()
    assert not view.empty.isVisible()


def test_stale_numbers_turn_grey(room, qtbot):
    from models.commands import RemoveRow

    document, view = room
    show_tab(qtbot, view, SARBARHET)
    document.push(RemoveRow(document, "Flyttinger", 0, "slett"))
    assert view.table.cells.stale
    document.set_projeksjon(projected(document.plan))
    assert rows(view.table)["Nav Skien"][0] == "54,0"
