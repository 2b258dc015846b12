"""Assumptions are declared once, with the values the model states (docs/metode.md section 2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

import planning_core
from planning_core.errors import InvalidPlan
from planning_core.parameters import NIVAER, NOKLER, PARAMETERS, default
from planning_core.plan import Enhet, EnhetType, Flytting, Gevinst, Plan, Ytelse
from tests.core.builders import START, forutsetninger, small_plan

STATED = {
    "timer_per_årsverk": 1700.0, "fravær": 0.06, "opplæring": 0.02, "laeretid_mnd": 9.0, "startproduktivitet": 0.5,
    "turnover_ar": 0.08, "vakanse_mnd": 0.0, "omstillingstap": 0.1, "oppstartstap": 0.25, "oppstart_tau_mnd": 6.0,
    "gjenoppbygging_mnd": 24.0, "kompetanse_folsomhet": 0.3, "henv_per_sak": 0.5, "henv_per_forsinket_mnd": 1.0,
    "ks_andel": 0.5, "lekkasje": 0.1, "min_per_henvendelse": 10.0, "absorpsjon": 0.3, "kommunal_andel": 0.3,
    "sjekk_ved_mottak": True, "ventetid_dok_mnd": 1.0, "ekstra_handtering": 0.3, "fleksibilitet": 0.5, "eldste_forst": 1.0,
    "radgivning": 0.03, "restarbeid_min": 0.0, "skjermet": 0.0, "andel_komplett": 0.85, "erfaren": 0.0, "realisering": 1.0,
    "gevinstniva": "moderat", "kroner_per_årsverk": None, "prisår": None,
}
"""Defaults of the model; kroner have none, for nobody has stated a price."""

OWN_KEYS = {
    "laeretid_mnd", "startproduktivitet", "turnover_ar", "oppstartstap", "oppstart_tau_mnd", "gjenoppbygging_mnd",
    "kompetanse_folsomhet", "henv_per_sak", "henv_per_forsinket_mnd", "ks_andel", "lekkasje", "min_per_henvendelse",
    "absorpsjon", "kommunal_andel", "omstillingstap", "vakanse_mnd", "sjekk_ved_mottak", "ventetid_dok_mnd",
    "ekstra_handtering", "fleksibilitet", "eldste_forst", "radgivning", "restarbeid_min", "gevinstniva",
    "kroner_per_årsverk", "prisår",
}
"""Keys that the sheet Forutsetninger may hold."""


@pytest.mark.parametrize(("key", "value"), STATED.items())
def test_defaults_are_those_of_the_model(key, value):
    assert default(key) == value
    assert type(default(key)) is type(value)


def test_the_sheet_may_set_the_keys_of_the_contract():
    assert set(NOKLER) >= OWN_KEYS
    # The length of a ukeverk turns cases per ukeverk into minutes; a source's own totals show where its parts do not
    # add up. The contract leaves them open.
    assert set(NOKLER) - OWN_KEYS == {"timer_per_ukeverk", "oppgitt_årsverk", "oppgitt_gevinst"}


def test_an_evaluation_of_work_ability_takes_3_to_5_hours_by_a_source():
    declared = PARAMETERS["timer_per_arbeidsevnevurdering"]
    assert (declared.low, declared.high, declared.grade) == (3.0, 5.0, "S")


@pytest.mark.parametrize("key", PARAMETERS)
def test_a_default_lies_within_its_range_and_the_range_within_its_bounds(key):
    p = PARAMETERS[key]
    order = [x for x in (p.lower, p.low, p.default if p.kind == "tall" else None, p.high, p.upper) if x is not None]
    assert order == sorted(order)
    assert p.key == key
    assert (p.low is None) == (p.high is None)


@pytest.mark.parametrize("key", PARAMETERS)
def test_every_assumption_says_its_unit_grade_and_why(key):
    p = PARAMETERS[key]
    assert p.grade in ("S", "D", "A")
    assert len(p.source) > 20
    assert bool(p.unit) == (p.kind == "tall")
    # Only what a source states may look like it; all assumptions say so.
    assert (p.grade == "A") == p.source.startswith(("Antatt", "Valgt", "Ingen kilde")) or "Størrelsesorden" in p.source


def test_shares_are_bounded_by_0_and_1():
    for key in ("fravær", "opplæring", "skjermet", "andel_komplett", "erfaren", "realisering", "startproduktivitet",
                "turnover_ar", "omstillingstap", "oppstartstap", "kompetanse_folsomhet", "ks_andel", "lekkasje", "absorpsjon",
                "kommunal_andel", "fleksibilitet", "eldste_forst", "radgivning"):
        assert (PARAMETERS[key].lower, PARAMETERS[key].upper) == (0.0, 1.0), key


def test_an_unknown_key_has_no_default():
    with pytest.raises(KeyError):
        default("ukjent")


def test_the_three_levels_are_columns_of_a_gevinst():
    assert NIVAER == ("konservativt", "moderat", "optimistisk")
    assert set(NIVAER) <= set(Gevinst.__dataclass_fields__)


def test_rows_of_the_plan_start_from_the_declared_defaults():
    enhet = Enhet("K", "K", EnhetType.NAV_KONTOR)
    assert (enhet.fravaer, enhet.opplaering, enhet.skjermet) == (0.06, 0.02, 0.0)
    assert Ytelse("A").andel_komplett == 0.85
    assert Flytting.__dataclass_fields__["erfaren"].default == 0.0
    assert Gevinst.__dataclass_fields__["realisering"].default == 1.0
    assert Plan("f", START).timer_per_arsverk == 1700.0


def test_the_plans_own_row_is_in_force():
    plan = small_plan(parametre={"ks_andel": 0.25, "sjekk_ved_mottak": False, "gevinstniva": "optimistisk"})
    assert plan.tall("ks_andel") == 0.25
    assert plan.forutsetning("sjekk_ved_mottak") is False
    assert plan.forutsetning("gevinstniva") == "optimistisk"
    assert Plan("f", START).tall("ks_andel") == 0.5


@pytest.mark.parametrize("key", ["gevinstniva", "kroner_per_årsverk"])
def test_what_is_no_number_is_not_used_as_one(key):
    with pytest.raises(InvalidPlan, match=key):
        Plan("f", START, forutsetninger=forutsetninger()).tall(key)


def test_the_core_asks_for_no_undeclared_key():
    asked = set()
    for path in Path(planning_core.__file__).parent.rglob("*.py"):
        asked |= set(re.findall(r'\b(?:tall|forutsetning|default)\("([^"]+)"\)', path.read_text(encoding="utf-8")))
    assert len(asked) > 20
    assert asked <= set(PARAMETERS)
