"""Every series of a projection as tidy data for analysts: one month of one series a row.

The plan, the plan without flyttinger and the difference stand beside each other: a sum over rows never mixes them.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from models.io.csv_text import harmless
from planning_core.months import month_text
from planning_core.results import Projeksjon, Serie

if TYPE_CHECKING:
    import pandas as pd

KEYS = ("scenario", "nivå", "storrelse", "enhet", "ytelse", "måned", "benevning")
VALUES = ("planen", "uten flyttinger", "forskjell")
COLUMNS = (*KEYS, *VALUES)


@dataclass(frozen=True)
class SeriesWords:
    """The words of the columns; ``benevning`` is the unit of each series by its name."""

    hele_fylket: str
    alle_ytelser: str
    nivaer: tuple[str, str, str, str]
    """Fylke, fylke by ytelse, unit, unit by ytelse."""
    benevning: Mapping[str, str]


def series_frame(projeksjoner: Sequence[tuple[str, Projeksjon]], words: SeriesWords) -> pd.DataFrame:
    """All series of all projections, month by month.

    Parameters
    ----------
    projeksjoner : sequence of (name, Projeksjon)
        The baseline and its scenarios.

    Returns
    -------
    DataFrame with the columns :data:`COLUMNS`
        The three of :data:`VALUES` are floats (NaN where they are not defined), the rest text; ``måned`` is ``2026-01``.
    """
    # Imported at use: pandas takes half a second, and only this needs it.
    import pandas as pd

    parts = [_frame(name, projeksjon, words) for name, projeksjon in projeksjoner]
    return pd.concat(parts, ignore_index=True) if parts else pd.DataFrame(columns=list(COLUMNS))


def long_bytes(projeksjoner: Sequence[tuple[str, Projeksjon]], words: SeriesWords) -> bytes:
    """The series as CSV: semicolon, decimal comma, UTF-8 with BOM, CRLF; no text that a spreadsheet would run."""
    frame = series_frame(projeksjoner, words)
    for column in KEYS:
        names = frame[column].unique()
        frame[column] = frame[column].map(dict(zip(names, map(harmless, names), strict=True)))
    text: str = frame.to_csv(sep=";", decimal=",", index=False, lineterminator="\r\n")
    return text.encode("utf-8-sig", "replace")


def _frame(name: str, projeksjon: Projeksjon, words: SeriesWords) -> pd.DataFrame:
    import pandas as pd

    planen = list(projeksjon.plan.serier())
    uten = list(projeksjon.uten.serier())
    values = [np.concatenate([s.verdier for s in series]) for series in (planen, uten)]
    months = np.array([month_text(m) for m in projeksjon.plan.maneder], dtype=object)

    def by_series(texts: list[str]) -> NDArray[np.object_]:
        return np.repeat(np.array(texts, dtype=object), len(months))

    return pd.DataFrame({
        "scenario": name,
        "nivå": by_series([_level(s, words) for s in planen]),
        "storrelse": by_series([s.storrelse for s in planen]),
        "enhet": by_series([words.hele_fylket if s.enhet is None else s.enhet for s in planen]),
        "ytelse": by_series([words.alle_ytelser if s.ytelse is None else s.ytelse for s in planen]),
        "måned": np.tile(months, len(planen)),
        "benevning": by_series([words.benevning[s.storrelse] for s in planen]),
        **dict(zip(VALUES, (*values, values[0] - values[1]), strict=True)),
    })


def _level(serie: Serie, words: SeriesWords) -> str:
    return words.nivaer[2 * (serie.enhet is not None) + (serie.ytelse is not None)]
