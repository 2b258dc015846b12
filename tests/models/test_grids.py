"""Numbers in force, where each comes from, and the rows that typed numbers become: by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from models.grids.brukere import BrukereGrid
from models.grids.grensesnitt import GrensesnittGrid
from models.grids.grid import GridCell, Origin
from models.grids.kapasitet import KapasitetGrid
from models.grids.normtid import PER_WEEK, NormtidGrid
from models.grids.saksinngang import SaksinngangGrid
from models.grids.season import season_of, spread
from planning_core import monthly
from planning_core.gevinst import base_minutes
from planning_core.months import month
from planning_core.plan import Brukere, Grensesnitt, Hendelse, Kapasitet, Normtid, Ressurskartlegging, Saksinngang
from tests.helpers.fordeling_plan import START, plan

SKIEN, BAMBLE, SILJAN = 0, 1, 2


def with_inngang(*rows, hendelser=()):
    return replace(plan(), saksinngang=rows, hendelser=hendelser)


def inngang(enhet, maned, antall, ytelse="dagpenger"):
    return Saksinngang(enhet, ytelse, maned, antall)


class TestSaksinngang:
    @pytest.fixture
    def grid(self):
        return SaksinngangGrid(with_inngang(
            inngang("skien", None, 10.0), inngang("skien", START + 1, 12.0), inngang("skien", START, 99.0, "sykepenger"),
            *(inngang("bamble", START - 12 + m, 20.0 + m) for m in range(12)), inngang("bamble", START + 13, 7.0),
        ), "dagpenger")

    def test_where_each_number_comes_from(self, grid):
        assert grid.cell(SKIEN, 0) == GridCell(10.0, Origin.OWN)
        assert grid.cell(SKIEN, 1) == GridCell(10.0, Origin.EVERY)
        assert grid.cell(SKIEN, 2) == GridCell(12.0, Origin.OWN)
        assert grid.cell(BAMBLE, 0) == GridCell(None, Origin.DEFAULT)
        assert grid.cell(BAMBLE, 1) == GridCell(20.0, Origin.EARLIER, START - 12)
        assert grid.cell(BAMBLE, 14) == GridCell(7.0, Origin.OWN)
        assert grid.cell(BAMBLE, 26) == GridCell(7.0, Origin.EARLIER, START + 13)
        assert grid.cell(SILJAN, 1) == GridCell(0.0, Origin.DEFAULT)

    def test_the_numbers_are_those_of_the_projection(self, grid):
        core = monthly.saksinngang(grid.plan)[:, 0]
        shown = [[grid.cell(k, t + 1).value for t in range(36)] for k in range(3)]
        assert np.array_equal(core, shown)
        assert grid.before == pytest.approx(core.sum(axis=0))
        assert grid.cell(3, 1) == GridCell(30.0, Origin.SUM)
        assert not grid.editable(3, 1)

    def test_after_hendelser_of_this_ytelse(self, grid):
        events = (Hendelse("bamble", None, START, START, 2.0), Hendelse(None, "dagpenger", None, None, 1.5),
                  Hendelse(None, "sykepenger", None, None, 9.0))
        after = SaksinngangGrid(replace(grid.plan, hendelser=events), "dagpenger")
        assert after.after[:2] == (10 * 1.5 + 20 * 2 * 1.5, 12 * 1.5 + 21 * 1.5)
        core = monthly.saksinngang(after.plan) * monthly.hendelsesfaktor(after.plan)
        assert after.after == pytest.approx(core[:, 0].sum(axis=0))
        assert after.sums == 2
        assert grid.sums == 1
        other = (Hendelse(None, "sykepenger", None, None, 9.0),)
        assert not SaksinngangGrid(replace(grid.plan, hendelser=other), "dagpenger").has_hendelser

    def test_typed_numbers_are_rows_at_their_places(self, grid):
        rows = grid.put({(SKIEN, 2): 13.0, (SKIEN, 3): 5.0, (BAMBLE, 14): None})
        before = grid.plan.saksinngang
        assert rows[0] is before[0]
        assert rows[1] == inngang("skien", START + 1, 13.0)
        assert rows[-1] == inngang("skien", START + 2, 5.0)
        assert inngang("bamble", START + 13, 7.0) not in rows
        assert len(rows) == len(before)

    def test_one_number_in_every_month(self, grid):
        filled = SaksinngangGrid(replace(grid.plan, saksinngang=grid.fill_every({"bamble": 9.0})), "dagpenger")
        assert {filled.cell(BAMBLE, t).value for t in range(1, 37)} == {9.0}
        assert {r.maned for r in filled.plan.saksinngang if r.enhet == "bamble"} == {None, *range(START - 12, START)}
        assert [r for r in filled.plan.saksinngang if r.enhet == "skien"] == list(grid.plan.saksinngang[:3])

    def test_a_number_for_each_month(self, grid):
        filled = SaksinngangGrid(
            replace(grid.plan, saksinngang=grid.fill_months({"skien": [float(t) for t in range(36)]})), "dagpenger")
        assert [filled.cell(SKIEN, t + 1) for t in range(36)] == [GridCell(float(t), Origin.OWN) for t in range(36)]
        assert filled.cell(SKIEN, 0).value is None
        assert filled.cell(BAMBLE, 1) == grid.cell(BAMBLE, 1)


class TestNormtid:
    @pytest.fixture
    def grid(self):
        return NormtidGrid(replace(
            plan(),
            normtid=(Normtid("dagpenger", "HP1", 20.0), Normtid("dagpenger", "HP3", None, 75.0)),
            ressurskartlegging=(Ressurskartlegging("dagpenger", "HP1", 9.0, 900.0),
                                Ressurskartlegging("dagpenger", "HP2", 2.0, 4000.0)),
        ))

    def test_typed_converted_derived_and_none(self, grid):
        assert grid.cell(0, 0) == GridCell(20.0, Origin.OWN)
        assert grid.cell(0, 2).origin is Origin.CONVERTED
        assert grid.cell(0, 2).value == pytest.approx(37.5 * 60 / 75)  # 30 minutes
        derived = grid.cell(0, 1)
        assert derived.origin is Origin.DERIVED
        assert derived.value == pytest.approx(2 * 1700 * 60 * 0.94 * 0.98 / 4000)
        assert grid.cell(0, 3) == GridCell(0.0, Origin.DEFAULT)
        assert grid.derived_places() == ((0, 1),)
        assert grid.cell(0, 4).value == pytest.approx(base_minutes(grid.plan)[0].sum())

    def test_the_numbers_are_those_of_the_projection(self, grid):
        shown = [[grid.cell(y, hp).value for hp in range(4)] for y in range(2)]
        assert np.allclose(base_minutes(grid.plan), shown, rtol=1e-15)

    def test_in_cases_per_ukeverk(self, grid):
        weekly = NormtidGrid(grid.plan, PER_WEEK)
        assert weekly.cell(0, 2) == GridCell(75.0, Origin.OWN)
        assert weekly.cell(0, 0).value == pytest.approx(2250 / 20)
        assert weekly.cell(0, 0).origin is Origin.CONVERTED
        assert weekly.cell(0, 3).value is None
        assert len(weekly.heads) == 4

    def test_typing_in_one_unit_replaces_the_other(self, grid):
        assert grid.put({(0, 2): 28.0})[1] == Normtid("dagpenger", "HP3", 28.0)
        assert NormtidGrid(grid.plan, PER_WEEK).put({(0, 0): 50.0})[0] == Normtid("dagpenger", "HP1", None, 50.0)
        assert grid.put({(0, 0): None}) == grid.plan.normtid[1:]


class TestGrensesnitt:
    DATED = (Grensesnitt("dagpenger", "HP3", 0.7), Grensesnitt("dagpenger", "HP3", 0.5, START + 6))

    def grid(self, maned=None):
        return GrensesnittGrid(replace(plan(), grensesnitt=self.DATED), maned)

    def test_what_holds_at_a_date(self):
        assert self.grid().cell(0, 2) == GridCell(0.7, Origin.OWN)
        assert self.grid(START + 5).cell(0, 2) == GridCell(0.7, Origin.EVERY)
        assert self.grid(START + 6).cell(0, 2) == GridCell(0.5, Origin.OWN)
        assert self.grid(START + 9).cell(0, 2) == GridCell(0.5, Origin.EARLIER, START + 6)
        assert [self.grid().cell(1, hp) for hp in range(4)] == [GridCell(x, Origin.DEFAULT) for x in (0, 0, 1, 1)]

    @pytest.mark.parametrize("t", [0, 5, 6, 7, 35])
    def test_the_numbers_are_those_of_the_projection(self, t):
        grid = self.grid(START + t)
        assert np.array_equal(monthly.andel_fe(grid.plan)[:, :, t],
                              [[grid.cell(y, hp).value for hp in range(4)] for y in range(2)])

    def test_typed_shares_hold_from_the_date(self):
        rows = self.grid(START + 9).put({(0, 2): 0.4, (1, 0): 0.2})
        assert rows == (*self.DATED, Grensesnitt("dagpenger", "HP3", 0.4, START + 9),
                        Grensesnitt("sykepenger", "HP1", 0.2, START + 9))
        assert self.grid(START + 6).put({(0, 2): None}) == self.DATED[:1]


class TestSeason:
    def test_weights_follow_the_calendar_whatever_the_start(self):
        weights = season_of([4.0, *([2.0] * 10), 0.0], month(2026, 7))
        assert weights[6] == pytest.approx(12 * 4 / 24)
        assert weights[5] == 0.0
        assert sum(weights) == pytest.approx(12.0)

    @pytest.mark.parametrize("values", [[], [1.0] * 11, [0.0] * 12, [float("nan")] * 12])
    def test_even_where_there_is_nothing_to_follow(self, values):
        assert season_of(values, START) == (1.0,) * 12

    def test_spread_keeps_the_total_and_grows_each_year(self):
        weights = (2.0, *([1.0] * 11))
        cases = spread(1300.0, weights, 0.02, START, 30)
        assert cases[0] == pytest.approx(200.0)
        assert sum(cases[:12]) == pytest.approx(1300.0)
        assert sum(cases[12:24]) == pytest.approx(1326.0)
        assert cases[24] == pytest.approx(200 * 1.02**2)

    def test_no_weights_is_refused(self):
        with pytest.raises(ValueError, match="no weights"):
            spread(1.0, (0.0,) * 12, 0.0, START, 12)


class TestBrukere:
    @pytest.fixture
    def grid(self):
        users = (Brukere("skien", "nedsatt arbeidsevne", None, 100.0), Brukere("skien", "nedsatt arbeidsevne", START + 2, 90.0),
                 Brukere("skien", "annen", START, 5.0), Brukere("bamble", "nedsatt arbeidsevne", START - 3, 40.0),
                 Brukere("bamble", "nedsatt arbeidsevne", START + 4, 50.0),
                 Brukere("siljan", "nedsatt arbeidsevne", START + 1, 7.0))
        return BrukereGrid(replace(plan(), brukere=users), "nedsatt arbeidsevne")

    def test_where_each_number_comes_from(self, grid):
        assert grid.cell(SKIEN, 0) == GridCell(100.0, Origin.OWN)
        assert grid.cell(SKIEN, 3) == GridCell(90.0, Origin.OWN)
        assert grid.cell(SKIEN, 4) == GridCell(100.0, Origin.EVERY)
        assert grid.cell(BAMBLE, 1) == GridCell(40.0, Origin.EARLIER, START - 3)
        assert grid.cell(BAMBLE, 7) == GridCell(50.0, Origin.EARLIER, START + 4)
        assert grid.cell(SILJAN, 1) == GridCell(0.0, Origin.DEFAULT)
        assert grid.cell(SILJAN, 3) == GridCell(7.0, Origin.EARLIER, START + 1)
        # In March: 90 + 40 + 7.
        assert grid.cell(3, 3) == GridCell(137.0, Origin.SUM)

    def test_the_numbers_are_those_of_the_projection(self, grid):
        core = monthly.brukere(grid.plan)[:, 0]
        assert np.array_equal(core, [[grid.cell(k, t + 1).value for t in range(36)] for k in range(3)])

    def test_typed_numbers_become_rows(self, grid):
        rows = grid.put({(SKIEN, 0): 110.0, (BAMBLE, 5): None, (SILJAN, 1): 6.0})
        assert rows[0] == Brukere("skien", "nedsatt arbeidsevne", None, 110.0)
        assert rows[-1] == Brukere("siljan", "nedsatt arbeidsevne", START, 6.0)
        assert Brukere("skien", "annen", START, 5.0) in rows
        assert not any(r.enhet == "bamble" and r.maned == START + 4 for r in rows)
        assert len(rows) == 6


class TestKapasitet:
    @pytest.fixture
    def grid(self):
        given = (Kapasitet("skien", None, 0.9), Kapasitet("skien", START + 6, 0.5), Kapasitet("fe", START + 6, 0.7))
        return KapasitetGrid(replace(plan(), kapasitet=given))

    def test_a_month_without_a_row_is_a_common_month(self, grid):
        assert grid.cell(SKIEN, 1) == GridCell(0.9, Origin.EVERY)
        assert grid.cell(SKIEN, 7) == GridCell(0.5, Origin.OWN)
        assert grid.cell(3, 7) == GridCell(0.7, Origin.OWN)
        # July is not carried on to August, as users are.
        assert grid.cell(3, 8) == GridCell(1.0, Origin.DEFAULT)
        assert grid.sums == 0

    def test_the_numbers_are_those_of_the_projection(self, grid):
        core = monthly.kapasitet(grid.plan)
        assert np.array_equal(core, [[grid.cell(u, t + 1).value for t in range(36)] for u in range(4)])

    def test_typed_numbers_become_rows(self, grid):
        assert grid.put({(1, 7): 0.6})[-1] == Kapasitet("bamble", START + 6, 0.6)
        assert grid.put({(SKIEN, 0): None}) == grid.plan.kapasitet[1:]


@pytest.mark.parametrize(("grid_of", "place"), [
    (lambda p: SaksinngangGrid(p, "dagpenger"), (BAMBLE, 3)), (lambda p: BrukereGrid(p, "nedsatt arbeidsevne"), (BAMBLE, 3)),
    (KapasitetGrid, (BAMBLE, 3)),
], ids=["saksinngang", "brukere", "kapasitet"])
def test_rows_that_did_not_change_are_the_same(grid_of, place):
    base = replace(plan(), hendelser=(Hendelse(None, None, START, None, 2.0),), kapasitet=(Kapasitet("fe", START, 0.5),))
    before = grid_of(base)
    after = grid_of(replace(base, **{before.sheet.lower(): before.put({place: 7.0})}))
    changed = set(after.changed_since(before))

    def row(grid, at):
        return [grid.cell(at, c) for c in range(len(grid.heads))]

    assert {r for r in range(len(after.names)) if row(after, r) != row(before, r)} <= changed
    assert changed == {BAMBLE, *range(len(after.units), len(after.names))}
    # Other units, or another thing, and any row may be another.
    assert grid_of(replace(base, enheter=base.enheter[:2])).changed_since(before) is None
    assert SaksinngangGrid(base, "sykepenger").changed_since(before) is None
