"""The series as JSON, against the contract."""

import dataclasses
import json

import numpy as np
import pytest

from models.io.excel_import import les_plan
from models.io.series_json import series_bytes
from planning_core.projection import framskriv
from planning_core.results import SERIER
from tests.helpers.workbooks import write


@pytest.fixture(scope="module")
def resultat(tmp_path_factory):
    return framskriv(les_plan(write(tmp_path_factory.mktemp("json") / "bok.xlsx")).plan)


def test_every_series_of_the_contract_with_every_bit(resultat):
    data = json.loads(series_bytes(resultat))
    assert list(data) == ["maaneder", "serier"]
    assert data["maaneder"] == [f"2026-{m:02d}" for m in range(1, 13)]
    assert list(data["serier"][0]) == ["storrelse", "enhet", "ytelse", "verdier"]
    assert {s["storrelse"] for s in data["serier"]} == {d.navn for d in SERIER}
    for series in data["serier"]:
        expected = resultat.serie(series["storrelse"], series["enhet"], series["ytelse"])
        read = np.array([np.nan if v is None else v for v in series["verdier"]])
        np.testing.assert_array_equal(read, expected)
    assert ("inn", "F", "dagpenger") in {(s["storrelse"], s["enhet"], s["ytelse"]) for s in data["serier"]}


def test_what_is_not_defined_is_null(resultat):
    forventet = resultat.data["forventet_alle"].copy()
    forventet[3] = np.nan
    changed = dataclasses.replace(resultat, data={**resultat.data, "forventet_alle": forventet})
    text = series_bytes(changed).decode()
    assert "NaN" not in text
    series = next(
        s for s in json.loads(text)["serier"] if s["storrelse"] == "forventet_tid_mnd" and s["ytelse"] is None
    )
    assert series["verdier"][3] is None
