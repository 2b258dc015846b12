"""The walk-through for a leader quotes the program: what it quotes is what the program says of the sample."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from app.oversikt_texts import sentences
from app.svar import SPORSMAL, besvar
from models.io.samples import eksempel
from planning_core.projection import framskriv_par

TEXT = (Path(__file__).resolve().parents[2] / "docs" / "fem-minutter.md").read_text("utf-8")
QUOTES = re.findall(r"^> (.+)$", TEXT, re.MULTILINE)


@pytest.fixture(scope="module")
def said():
    plan = eksempel("telemark")
    asked = sorted(set(re.findall(r"--sporsmal (\w+)", TEXT)))
    assert {"gevinst", "kritisk", "marginalt", "bidrag", "kutt"} <= set(asked) <= set(SPORSMAL)
    projeksjon = framskriv_par(plan)
    on_the_page = sentences(plan, projeksjon, len(projeksjon.plan.maneder) - 1)
    return {plain(sentence) for name in asked for sentence in besvar(name, plan).setninger} | set(map(plain, on_the_page))


def plain(text: str) -> str:
    """Without the spaces that do not break, which nobody types."""
    return re.sub(r"\s", " ", text)


@pytest.mark.parametrize("quote", QUOTES)
def test_what_is_quoted_is_said(said, quote):
    assert plain(quote) in said


def test_every_scenario_that_is_named_is_in_the_sample():
    named = set(re.findall(r'--scenario "([^"]+)"', TEXT))
    assert named
    assert named <= {row.scenario for row in eksempel("telemark").scenarier}
    assert len(QUOTES) >= 8
