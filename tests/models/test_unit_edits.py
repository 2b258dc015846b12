"""A unit that gets another name, comes or goes takes along what names it in every other table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from models.document import Document
from models.io.samples import eksempel
from models.rows_command import SetTables
from models.unit_edits import added, renamed, without
from planning_core.findings import has_errors
from planning_core.plan import TABELLER, Enhet, EnhetType, Flytting, Rute, ScenarioVerdi
from planning_core.questions.scenarios import bruk
from planning_core.rows import Eier
from planning_core.validate import validate
from tests.helpers.fordeling_plan import FE, START, plan, varig


def words(p):
    """Every text in the plan's tables."""
    return {str(getattr(row, f)) for name, _ in TABELLER.values() for row in getattr(p, name) for f in row.__slots__}


def override(ark, nokkel, felt, verdi):
    return ScenarioVerdi("Prøve", ark, nokkel, felt, verdi)


def test_every_table_follows_a_new_name():
    before = eksempel("telemark")
    after = renamed(before, 0, "Nav Nye Porsgrunn")
    assert "Nav Porsgrunn" not in words(after) - {k.kilde for k in after.kilder}
    assert after.enheter[0].navn == "Nav Nye Porsgrunn"
    assert not has_errors(validate(after))
    assert [len(getattr(after, name)) for name, _ in TABELLER.values()] == [
        len(getattr(before, name)) for name, _ in TABELLER.values()]
    # Back again is the very same plan.
    assert renamed(after, 0, "Nav Porsgrunn") == before


def test_a_shown_name_of_its_own_stays():
    assert renamed(plan(), 0, "Skien 2").enheter[0].navn == "Nav Skien"
    assert renamed(plan(), 0, "Skien 2").saksinngang[0].enhet == "Skien 2"


def test_scenarios_follow_a_new_name():
    rows = (override("Enheter", "skien", "ledelse", "1"), override("Saksinngang", "skien / dagpenger / –", "antall", "10"),
            override("Flyttinger", "rad 1", "fra", "skien"), override("Flyttinger", "rad 1", "årsak", "skien"))
    base = replace(plan(varig(fra="bamble")), scenarier=rows)
    after = renamed(base, 0, "nye skien")
    assert [(v.nokkel, v.verdi) for v in after.scenarier] == [
        ("nye skien", "1"), ("nye skien / dagpenger / –", "10"), ("rad 1", "nye skien"), ("rad 1", "skien")]
    opened, findings = bruk(after, "Prøve")
    assert findings == []
    assert opened.enheter[0].ledelse == 1.0
    assert opened.flyttinger[0].fra == "nye skien"


def test_a_unit_that_goes_takes_its_rows_along():
    base = plan(varig(), varig(fra="bamble", arsverk=2.0), Flytting("bamble", "skien", Eier.STAT, 1.0, START))
    gone = without(base, {"skien"})
    # Two saksinngang (one a ytelse), one row of users, and the two flyttinger from and to Skien.
    assert gone.along == {"Saksinngang": 2, "Brukere": 1, "Flyttinger": 2}
    assert [e.enhet for e in gone.plan.enheter] == ["bamble", "siljan", FE]
    assert [f.fra for f in gone.plan.flyttinger] == ["bamble"]
    assert not has_errors(validate(gone.plan))
    assert without(base, ()).plan == base


def test_overrides_of_what_is_gone_go_too_and_the_others_find_their_rows():
    rows = (override("Enheter", "skien", "ledelse", "1"), override("Flyttinger", "rad 1", "årsverk", "3"),
            override("Flyttinger", "rad 2", "årsverk", "1.5"), override("Flyttinger", "ny 1", "fra", "skien"),
            override("Flyttinger", "ny 1", "årsverk", "1"))
    base = replace(plan(varig(), varig(fra="bamble", arsverk=2.0)), scenarier=rows)
    gone = without(base, {"skien"})
    # Left is the override of the second flytting, which is the first now.
    assert gone.plan.scenarier == (override("Flyttinger", "rad 1", "årsverk", "1.5"),)
    assert gone.along["Scenarier"] == 4
    opened, findings = bruk(gone.plan, "Prøve")
    assert findings == []
    assert opened.flyttinger[0].arsverk == 1.5


def test_a_scenario_left_with_nothing_is_kept():
    base = replace(plan(), scenarier=(override("Enheter", "skien", "ledelse", "1"),))
    gone = without(base, {"skien"})
    assert [(v.scenario, v.ark) for v in gone.plan.scenarier] == [("Prøve", "Scenario")]
    assert bruk(gone.plan, "Prøve")[1] == []


def test_the_second_forvaltningsenhet_leaves_every_kontor_where_it_was():
    second = Enhet("fe2", "Sør", EnhetType.FORVALTNINGSENHET, arsverk_stat=5.0)
    after = added(plan(), second)
    assert after.ruter == tuple(Rute(k, None, FE) for k in ("skien", "bamble", "siljan"))
    assert not has_errors(validate(after))
    # Without the routes the plan would be refused.
    assert has_errors(validate(replace(after, ruter=())))
    assert added(after, replace(second, enhet="fe3")).ruter == after.ruter
    assert added(plan(), Enhet("ny", "Nav Ny", EnhetType.NAV_KONTOR, arsverk_stat=3.0)).ruter == ()


@pytest.mark.parametrize("sample", ["telemark", "nord-gudbrandsdal", "etablering-2008"])
def test_any_kontor_can_go_and_come_back_by_undo(qapp, sample):
    document = Document(eksempel(sample))
    before = document.plan
    for kontor in before.kontor[1:]:
        wanted = without(document.plan, {kontor.enhet}).plan
        assert document.push(SetTables(document, wanted, "slett")) == []
        assert kontor.enhet not in words(document.plan) - {k.kilde for k in before.kilder}
    while document.undo_stack.canUndo():
        document.undo_stack.undo()
    assert document.plan == before
