"""Every series of the plan and its scenarios as tidy data, for the command line and the window alike; no Qt."""

from __future__ import annotations

from collections.abc import Collection

from app.series_texts import SERIE_TEKSTER
from models.io.series_csv import SeriesWords, long_bytes
from planning_core.findings import has_errors
from planning_core.plan import Plan
from planning_core.projection import framskriv_par
from planning_core.questions.scenarios import bruk, grunnplan, navn
from planning_core.results import Projeksjon

GRUNNPLAN = "grunnplanen"


def series_words() -> SeriesWords:
    """The words of the columns."""
    return SeriesWords(
        hele_fylket="hele fylket", alle_ytelser="alle ytelser",
        nivaer=("fylke", "fylke og ytelse", "enhet", "enhet og ytelse"),
        benevning={name: text.enhet for name, text in SERIE_TEKSTER.items()},
    )


def series_csv(projeksjoner: list[tuple[str, Projeksjon]]) -> bytes:
    """The named projections as the bytes of a CSV file."""
    return long_bytes(projeksjoner, series_words())


def plan_projections(
    plan: Plan, fresh: Projeksjon | None = None, scenarier: Collection[str] | None = None,
) -> list[tuple[str, Projeksjon]]:
    """The baseline and the scenarios that can be applied, each as a pair.

    Parameters
    ----------
    plan : Plan
        The baseline with its scenarios, without validation errors.
    fresh : Projeksjon, optional
        The baseline's, where it is known.
    scenarier : collection of str, optional
        The scenarios that are wanted; all by default.
    """
    found = [(GRUNNPLAN, fresh or framskriv_par(grunnplan(plan)))]
    for name in navn(plan):
        if scenarier is not None and name not in scenarier:
            continue
        changed, findings = bruk(plan, name)
        if not has_errors(findings):
            found.append((name, framskriv_par(changed)))
    return found
