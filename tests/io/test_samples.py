"""The samples are valid, believable, marked where they are made up, and show what they are there to show."""

from __future__ import annotations

import csv
from dataclasses import replace
from functools import cache

import numpy as np
import pytest

from models.io.project_file import les_bytes, skriv_bytes
from models.io.resources import resource_path
from models.io.sample_tables import number, read_table, yes
from models.io.samples import NAVN, eksempel
from models.io.samples_delta import delta_tall
from planning_core.months import month
from planning_core.plan import TABELLER, Eier, Flytting, GevinstType, Plan, uten_flyttinger
from planning_core.projection import framskriv, framskriv_par
from planning_core.questions.account import Regnskap
from planning_core.questions.curve import ToppStatus
from planning_core.questions.early_cut import ikke_kutt_for_tidlig
from planning_core.questions.levels import kritisk_niva
from planning_core.questions.scenarios import best, bruk, sammenlign
from planning_core.validate import validate

FE = "Nav forvaltningsenhet Telemark"
TELEMARK = {
    "Porsgrunn", "Skien", "Notodden", "Siljan", "Bamble", "Kragerø", "Drangedal", "Nome", "Midt-Telemark", "Seljord",
    "Hjartdal", "Tinn", "Kviteseid", "Nissedal", "Fyresdal", "Tokke", "Vinje",
}


@cache
def _pair(navn):
    return framskriv_par(eksempel(navn))


@pytest.mark.parametrize("navn", NAVN)
def test_samples_have_neither_errors_nor_warnings(navn):
    # Delta 2007 is an account only: a mapping and gevinster, no units and no cases.
    expected = ["ingen_saksinngang"] if navn == "delta-2007" else []
    assert [f.code for f in validate(eksempel(navn))] == expected


@pytest.mark.parametrize("navn", NAVN)
def test_samples_are_built_the_same_every_time_and_survive_a_file(navn):
    plan = eksempel(navn)
    assert plan == eksempel(navn)
    assert les_bytes(skriv_bytes(plan)).plan == plan


def test_an_unknown_sample_is_a_mistake_of_the_caller():
    with pytest.raises(KeyError):
        eksempel("oslo")


@pytest.mark.parametrize("navn", NAVN)
def test_every_filled_table_says_where_its_numbers_come_from(navn):
    plan = eksempel(navn)
    told = {k.ark for k in plan.kilder}
    filled = {sheet for sheet, (attribute, _) in TABELLER.items() if getattr(plan, attribute) and sheet != "Kilder"}
    assert filled <= told
    assert all(k.kilde and k.grad in ("S", "D", "A") for k in plan.kilder)


def test_all_that_is_not_public_in_telemark_is_marked_synthetic():
    plan = eksempel("telemark")
    synthetic = {(k.ark, k.kolonne) for k in plan.kilder if k.syntetisk}
    assert {
        ("Enheter", "årsverk_stat"), ("Enheter", "årsverk_kommune"), ("Enheter", "statsansatte"),
        ("Enheter", "ledelse"), ("Enheter", "mottak"), ("Ytelser", ""), ("Normtid", ""), ("Grensesnitt", ""),
        ("Saksinngang", ""), ("Restanser", ""), ("Oppfølgingsnorm", ""), ("Flyttinger", ""), ("Kapasitet", ""),
        ("Gevinster", ""), ("Innfasing", ""), ("Gevinstoppfølging", ""), ("Kostnader", ""), ("Hendelser", ""),
        ("Scenarier", ""), ("Historikk", ""),
    } == synthetic
    public = {(k.ark, k.kolonne) for k in plan.kilder if not k.syntetisk}
    assert {("Enheter", "innbyggere"), ("Enheter", "kommune"), ("Brukere", "antall")} <= public


# --- Telemark: the public numbers


def test_ten_offices_cover_the_seventeen_kommuner_once():
    plan = eksempel("telemark")
    kommuner = [k for e in plan.kontor for k in e.kommune]
    assert len(plan.kontor) == 10
    assert sorted(kommuner) == sorted(TELEMARK)
    midt = next(e for e in plan.kontor if e.enhet == "Nav Midt-Telemark")
    assert set(midt.kommune) == {"Midt-Telemark", "Nome"}
    assert any("Nome" in k.kilde and k.kolonne == "kommune" for k in plan.kilder)


def test_population_and_users_add_up_to_the_published_fylke():
    plan = eksempel("telemark")
    # SSB 1.1.2025: the 17 kommuner of Telemark together.
    assert sum(e.innbyggere for e in plan.kontor) == 177_093

    def fylke(gruppe, maned):
        return sum(b.antall for b in plan.brukere if (b.brukergruppe, b.maned) == (gruppe, maned))

    # Nav's own figure for the fylke counts 7–8 arbeidssøkere whose kommune is not known.
    assert fylke("arbeidssøkere", month(2026, 1)) == 3602  # fylke 3 610
    assert fylke("nedsatt arbeidsevne", month(2025, 11)) == 7519  # fylke 7 519
    assert len({b.maned for b in plan.brukere if b.brukergruppe == "arbeidssøkere"}) == 13
    assert len({b.maned for b in plan.brukere if b.brukergruppe == "nedsatt arbeidsevne"}) == 12


def test_the_history_of_telemark_balances_and_ends_where_the_plan_begins():
    plan = eksempel("telemark")
    months = sorted({h.maned for h in plan.historikk})
    assert months == list(range(plan.start - 12, plan.start))

    def fylke(name, ytelse, maned):
        return sum(getattr(h, name) or 0 for h in plan.historikk if (h.ytelse, h.maned) == (ytelse, maned))

    for ytelse in {y.ytelse for y in plan.ytelser}:
        stock = [fylke("restanser", ytelse, m) for m in months]
        # Restanser grow by what comes in and is not decided.
        for i, m in enumerate(months[1:], 1):
            assert stock[i] - stock[i - 1] == fylke("inn", ytelse, m) - fylke("vedtak", ytelse, m)
        assert stock[-1] == sum(r.antall for r in plan.restanser if r.ytelse == ytelse)
    assert all(h.vedtak > 0 for h in plan.historikk if h.enhet == "Nav forvaltningsenhet Telemark")


def test_arsverk_follow_the_reference_figures():
    plan = eksempel("telemark")
    units = {e.enhet: e for e in plan.enheter}
    # Nav Bamble: (924.8 users / 62 + 14 269 inhabitants / 1 048) / 2; the mean over all published months is
    # 289.92 arbeidssøkere (13 months) + 635.67 nedsatt (12 months) = 925.59 -> (14.93 + 13.62) / 2 = 14.27.
    assert units["Nav Bamble"].arsverk_stat == pytest.approx(14.3)
    assert units["Nav Bamble"].arsverk_kommune == pytest.approx(14.3)
    # Nav Siljan would have 2.0 and is lifted to the floor of three; municipal årsverk are not.
    assert (units["Nav Siljan"].arsverk_stat, units["Nav Siljan"].arsverk_kommune) == (3.0, 2.0)
    in_offices = sum(e.arsverk_stat for e in plan.kontor)
    assert units[FE].arsverk_stat == round(in_offices * 0.5227)


def test_minutes_are_in_deltas_proportions():
    plan = eksempel("telemark")
    minutes = {n.hovedprosess: n.minutter for n in plan.normtid if n.ytelse == "foreldrepenger"}
    # 125 minutes for HP3's share of 30: HP1 16/30 of which 60 % stays, HP2 24/30 of which 50 %, HP4 3/30.
    assert minutes == {"HP1": 40.0, "HP2": 50.0, "HP3": 125.0, "HP4": 12.5}
    assert {g.ytelse for g in plan.grensesnitt} == {
        "dagpenger", "sykepenger", "arbeidsavklaringspenger", "uføretrygd",
    }
    assert {(g.hovedprosess, g.andel_fe, g.gyldig_fra) for g in plan.grensesnitt} == {("HP3", 0.7, None)}


def test_seasons_and_months_average_one():
    for row in read_table("telemark", "sesong"):
        factors = [float(v) for k, v in row.items() if k != "sesong"]
        assert np.mean(factors) == pytest.approx(1.0, abs=1e-9)
    assert np.mean([float(r["faktor"]) for r in read_table("telemark", "kapasitet")]) == pytest.approx(1.0, abs=1e-9)


# --- Telemark: a believable level


def test_restanser_grow_without_flyttinger_as_they_did_before_2009():
    restanser = _pair("telemark").uten.serie("restanser")
    assert 4_000 < restanser[0] < 9_000
    # Two years: rehabiliteringspenger from 6 000 to 10 000, sykepenger from 8 000 to 19 000 (AFI, 2006 to 2008).
    assert 10 / 6 < restanser[23] / restanser[0] < 19 / 8
    # The event of each year makes them grow to the end.
    assert (np.diff(restanser[11::12]) > 0).all()


@pytest.mark.parametrize(("ytelse", "low", "high"), [
    ("arbeidsavklaringspenger", 2.5, 5.0),  # 15 weeks given out in 2024
    ("uføretrygd", 4.0, 6.5),  # 4 months, later 6, given out in 2023
    ("foreldrepenger", 0.8, 1.8),  # 35.9 days on average in 2019
])
def test_saksbehandlingstid_is_near_what_has_been_published(ytelse, low, high):
    first_year = _pair("telemark").uten.serie("saksbehandlingstid_mnd", None, ytelse)[:12]
    assert low < np.mean(first_year) < high


def test_coverage_of_oppfolging_differs_by_office_and_no_office_starves():
    uten = _pair("telemark").uten
    coverage = {
        k: np.mean(uten.serie("oppfolging_timer", k)[:12] / uten.serie("oppfolging_behov_timer", k)[:12])
        for k in uten.kontor
    }
    assert all(0.70 < c < 1.10 for c in coverage.values())
    assert min(coverage.values()) < 0.85
    assert max(coverage.values()) > 1.0
    # Nobody's cases wait for the office, and nobody's residual is empty.
    assert uten.data["restanser_nk"].sum(axis=(0, 1)).max() < 1.0
    assert uten.timebruk_nk["oppfolging_rest"].min() > 0


def test_opening_stock_is_aged_in_both_places():
    plan = eksempel("telemark")
    kontor = {e.enhet for e in plan.kontor}
    aged = [r for r in plan.restanser if r.antall > 0 and r.alder_til_mnd is not None]
    assert {r.enhet in kontor for r in aged} == {True, False}
    assert max(r.alder_til_mnd for r in aged) == 6.0


# --- Telemark: what a move does


def test_fifteen_arsverk_are_moved_and_some_of_them_come_back():
    plan = eksempel("telemark")
    assert sum(f.arsverk for f in plan.flyttinger) == 15.0
    assert all(f.til == FE and f.eier is Eier.STAT for f in plan.flyttinger)
    assert [f.arsverk for f in plan.flyttinger if f.til_maned is not None] == [2.5]
    assert any(f.innfasing_mnd > 0 for f in plan.flyttinger)


def test_the_moves_bring_restanser_down_and_cost_oppfolging_on_the_way():
    plan, uten, difference = _pair("telemark").par("restanser")
    assert plan[11] < 0.85 * uten[11]
    assert plan[-1] < plan[0] < plan.max()
    # People learn and leave first: less oppfølging through the first three years, more in the last month.
    plan, uten, difference = _pair("telemark").par("oppfolging_timer")
    assert difference[8] < -0.05 * uten[8]
    assert (difference[2:36] < 0).all()
    assert difference[-1] > 0


def test_the_fe_is_neither_idle_nor_beyond_help():
    pair = _pair("telemark")
    assert pair.plan.timebruk_fe["ledig"].sum() < 1e-6
    assert pair.plan.serie("over_grense")[-1] < 0.05 * pair.plan.serie("over_grense").max()


# --- Telemark: what a leader is shown


def test_the_critical_level_shows_within_the_horizon_and_below_the_plan():
    found = kritisk_niva(eksempel("telemark"))
    top = found.topp()
    assert top.status is ToppStatus.FUNNET
    today = found.niva[found.i_dag]
    assert today < top.niva < found.planen.niva
    assert found.stup() is not None
    # Not after twelve months, and not before the last years: it takes time.
    assert found.topp(11).status is not ToppStatus.FUNNET
    assert 24 < found.vendepunkt_uten.nummer <= eksempel("telemark").horisont_maneder


def test_the_three_scenarios_fit_and_each_is_best_at_something():
    plan = eksempel("telemark")
    result = sammenlign(plan)
    assert [s.navn for s in result.scenarier] == ["Alt på én gang", "Uten automatisering", "Fem årsverk tilbake i 2028"]
    assert all(s.beskrivelse and s.funn == () and s.resultat is not None for s in result.scenarier)
    at_once, no_ikt, back = (s.resultat for s in result.scenarier)
    base = result.grunnplan
    # All at once: fewest restanser at the end, dearest in oppfølging the first year.
    assert at_once.serie("restanser")[-1] < base.serie("restanser")[-1]
    assert at_once.serie("oppfolging_timer")[:12].sum() < base.serie("oppfolging_timer")[:12].sum()
    found = best(result)
    assert found is not None
    assert found.scenario.navn == "Alt på én gang"
    assert (found.underveis < 0, found.aar) == (True, plan.start)
    # No automation: worse at both.
    assert no_ikt.serie("restanser")[-1] > base.serie("restanser")[-1]
    assert no_ikt.serie("oppfolging_timer")[-1] < base.serie("oppfolging_timer")[-1]
    # Fewer in the FE: more oppfølging, and restanser that no longer fall.
    assert back.serie("oppfolging_timer")[-1] > base.serie("oppfolging_timer")[-1]
    assert back.serie("restanser")[-1] > back.serie("restanser")[23]


def test_gevinst_pays_for_some_of_the_moves_and_not_for_others():
    answer = ikke_kutt_for_tidlig(eksempel("telemark"))
    never, late, not_yet = (
        [k for k in answer.kutt if k.balanse.foerste_tap is None],
        [k for k in answer.kutt if k.balanse.foerste_tap is not None and k.balanse.balanse is not None],
        [k for k in answer.kutt if k.balanse.balanse is None],
    )
    assert len(answer.kutt) == 8
    assert all((never, late, not_yet))


def test_gevinster_have_what_a_register_asks_for_and_costs_come_off():
    plan = eksempel("telemark")
    assert {g.type for g in plan.gevinster} == set(GevinstType)
    assert all(g.gevinsteier and g.nullpunkt and g.indikator and g.bruk for g in plan.gevinster)
    assert all(g.konservativt <= g.moderat <= g.optimistisk for g in plan.gevinster)
    assert all(g.konservativt == 0 for g in plan.gevinster if g.type is GevinstType.SPESIALISERING)
    konto = Regnskap(plan).konto(plan.maneder[-1])
    assert 0 < konto.nettogevinst < konto.bruttogevinst
    # Far below the 43 % of all work that Delta counted with for the country.
    assert konto.bruttogevinst / konto.sum_base < 0.15


def _ten_more(plan: Plan) -> Plan:
    """Ten årsverk to the FE from the first month, from the largest offices."""
    givers = (("Nav Skien", 5.0), ("Nav Porsgrunn", 3.0), ("Nav Midt-Telemark", 2.0))
    moves = tuple(Flytting(k, FE, Eier.STAT, x, plan.start) for k, x in givers)
    return Plan(**{**{f: getattr(plan, f) for f in plan.__dataclass_fields__}, "flyttinger": moves})


def test_ten_arsverk_to_the_fe_change_restanser_and_oppfolging_within_six_months():
    base = uten_flyttinger(eksempel("telemark"))
    more = _ten_more(base)
    assert [f for f in validate(more) if f.is_error] == []
    before, after = framskriv(base), framskriv(more)
    assert after.serie("restanser")[5] < 0.85 * before.serie("restanser")[5]
    assert after.serie("oppfolging_timer")[5] < 0.95 * before.serie("oppfolging_timer")[5]
    assert after.serie("over_grense")[5] < before.serie("over_grense")[5]


# --- Etablering 2008: the published shape


@pytest.mark.parametrize("which", ["plan", "uten"])
def test_etablering_has_the_published_shape(which):
    result = getattr(_pair("etablering-2008"), which)
    restanser, over = result.serie("restanser"), result.serie("over_grense")
    waiting = result.serie("saksbehandlingstid_mnd")
    peak = int(np.argmax(restanser))
    # Months 9-18 after the start; index 0 is the end of month 1.
    assert 9 <= peak + 1 <= 18
    assert restanser[peak] >= 1.5 * 2000
    assert int(np.argmax(over)) >= peak + 3
    # Saksbehandlingstid turns after restanser have turned, and then comes down.
    turn = int(np.nanargmax(waiting))
    assert turn > peak
    assert waiting[-1] < 0.6 * waiting[turn]


def test_etablering_comes_down_by_its_temporary_capacity():
    plan, uten, _ = _pair("etablering-2008").par("restanser")
    december_2009 = 23
    # About where they were at the start, as at the end of 2009; without the extra people far from it.
    assert plan[december_2009] == pytest.approx(2000, rel=0.1)
    assert uten[december_2009] > 1.5 * 2000
    fe = eksempel("etablering-2008").forvaltningsenheter
    assert [e.etablert for e in fe] == [month(2008, 1)]
    assert all(f.til_maned is not None for f in eksempel("etablering-2008").flyttinger)


# --- the tables themselves


def test_tables_are_small_whole_and_say_what_they_are():
    tables = sorted(resource_path("samples").glob("*/*.csv"))
    assert {t.parent.name for t in tables} == set(NAVN)
    for table in tables:
        text = table.read_text(encoding="utf-8")
        assert text.startswith("# "), table
        assert len(text) < 8_000, table
        lines = [line for line in text.splitlines() if not line.startswith("#")]
        widths = {len(row) for row in csv.reader(lines, delimiter=";")}
        assert len(widths) == 1, table


def test_a_row_of_the_wrong_width_is_not_read(tmp_path, monkeypatch):
    (tmp_path / "resources" / "samples" / "x").mkdir(parents=True)
    (tmp_path / "resources" / "samples" / "x" / "t.csv").write_text("# t\na;b\n1;2\n3\n", encoding="utf-8")
    monkeypatch.setattr("sys._MEIPASS", str(tmp_path), raising=False)
    with pytest.raises(ValueError, match=r"x/t\.csv"):
        read_table("x", "t")


def test_cells_mean_what_they_say():
    assert (number(""), number("0"), yes("ja"), yes("nei")) == (None, 0.0, True, False)
    with pytest.raises(ValueError):
        yes("")


# --- Nord-Gudbrandsdal: one real office, five that say they are not


def test_only_dovre_is_shown_as_real():
    plan = eksempel("nord-gudbrandsdal")
    dovre, *others = plan.kontor
    assert (dovre.arsverk_stat, dovre.arsverk_kommune, dovre.mottak, dovre.ledelse) == (2.4, 3.0, 1.0, 0.35)
    assert dovre.innbyggere == 2742
    assert all("oppdiktede tall" in e.navn for e in others)


def test_municipal_posts_stay_within_their_pair():
    plan = eksempel("nord-gudbrandsdal")

    def codes(fra: str, til: str) -> list[str]:
        move = Flytting(fra, til, Eier.KOMMUNE, 0.2, plan.start)
        return [f.code for f in validate(replace(plan, flyttinger=(move,)))]

    assert codes("NAV Lom", "NAV Skjåk") == []
    assert codes("NAV Vågå", "NAV Sel") == []
    assert codes("NAV Lesja", "NAV Dovre") == ["krysser_kommunegrense"]


def test_the_cut_at_dovre_takes_oppfolging_there_and_nowhere_else():
    # One municipal post is kommunal_andel 0.3 of 1700/12 * 0.94 * 0.98 hours a month.
    _, _, difference = _pair("nord-gudbrandsdal").par("oppfolging_timer", "NAV Dovre")
    assert difference[3] == 0.0
    assert difference[4] == pytest.approx(-0.3 * 1700.0 / 12.0 * 0.94 * 0.98)
    assert _pair("nord-gudbrandsdal").par("oppfolging_timer", "NAV Lesja")[2][:6].tolist() == [0.0] * 6


# --- Delta 2007


def test_delta_2007_has_only_a_mapping_and_gives_series_of_zeros():
    plan = eksempel("delta-2007")
    assert not any((plan.enheter, plan.ytelser, plan.saksinngang, plan.flyttinger))
    assert all(not np.nan_to_num(s.verdier).any() for s in framskriv(plan).serier())


def test_delta_2007_has_the_figures_of_its_source():
    known = delta_tall()
    assert (known.tall["arsverk_kartlagt"], known.tall["arsverk_grunnlag"]) == (6172.0, 7255.0)
    assert sum(known.tall[k] for k in ("fe_plan_nk", "fe_plan_aetat", "fe_plan_fylke")) == known.tall["fe_plan"] == 1550.0
    assert [(r.arsverk, r.oppfolging) for r in known.oppfolging] == [
        (812, 327), (993, 550), (141, 63), (405, 85), (1027, 278), (166, 22)]
    assert (round(known.kartlagt.avrunding), round(known.gevinst.avrunding)) == (62, -31)
    assert all("linje" in place or place.startswith("Året") for place in known.steder.values())


def test_the_hp5_series_is_a_scenario_that_fits_and_is_graded_as_derived():
    plan = eksempel("delta-2007")
    changed, findings = bruk(plan, "HP5-serien")
    assert findings == []
    assert [round(100 * g.moderat, 1) for g in changed.gevinster] == [50.6, 23.9]
    assert {k.ark: k.grad for k in plan.kilder if k.ark in ("Scenarier", "Gevinster") and k.kolonne in ("verdi", "moderat")} == {
        "Scenarier": "D", "Gevinster": "D"}
