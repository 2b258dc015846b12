"""Tidy data for analysts: every series of the contract, read back by pandas."""

import io
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest

from app.series_export import plan_projections, series_csv, series_words
from models.io.samples import eksempel
from models.io.series_csv import COLUMNS, KEYS, VALUES
from planning_core.plan import ScenarioVerdi
from planning_core.results import SERIER


@pytest.fixture(scope="module")
def plan():
    return eksempel("etablering-2008")


@pytest.fixture(scope="module")
def projeksjoner(plan):
    return plan_projections(plan)


@pytest.fixture(scope="module")
def frame(projeksjoner):
    return pd.read_csv(
        io.BytesIO(series_csv(projeksjoner)), sep=";", decimal=",", encoding="utf-8-sig", dtype=dict.fromkeys(KEYS, str),
        keep_default_na=False, na_values={c: [""] for c in VALUES},
    )


def test_one_month_of_a_series_a_row(frame, projeksjoner):
    (name, projeksjon), = projeksjoner
    assert tuple(frame.columns) == COLUMNS
    assert set(frame["scenario"]) == {name} == {"grunnplanen"}
    assert set(frame["storrelse"]) == {d.navn for d in SERIER}
    assert len(frame) == len(list(projeksjon.plan.serier())) * len(projeksjon.plan.maneder)
    assert not frame.duplicated(["scenario", "nivå", "storrelse", "enhet", "ytelse", "måned"]).any()


def test_every_bit_of_every_series(frame, projeksjoner):
    words = series_words()
    projeksjon = projeksjoner[0][1]
    by = dict(list(frame.groupby(["nivå", "storrelse", "enhet", "ytelse"], sort=False)))
    for serie in projeksjon.plan.serier():
        level = words.nivaer[2 * (serie.enhet is not None) + (serie.ytelse is not None)]
        key = (level, serie.storrelse, serie.enhet or words.hele_fylket, serie.ytelse or words.alle_ytelser)
        for column, values in zip(VALUES, projeksjon.par(serie.storrelse, serie.enhet, serie.ytelse), strict=True):
            np.testing.assert_array_equal(by[key][column], values)


def test_every_scenario_that_can_be_applied_is_there():
    plan = eksempel("telemark")
    plan = replace(plan, scenarier=(ScenarioVerdi("=Færre", "Forutsetninger", "henv_per_sak", "verdi", "0,9"),))
    names = [name for name, _ in plan_projections(plan)]
    assert names == ["grunnplanen", "=Færre"]
    assert [name for name, _ in plan_projections(plan, scenarier=())] == ["grunnplanen"]
    text = series_csv(plan_projections(plan)[1:]).decode("utf-8-sig")
    assert text.splitlines()[1].startswith("'=Færre;fylke;inn;hele fylket;alle ytelser;2026-01;")
