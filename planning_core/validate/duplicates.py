"""Two rows for the same thing, in every table."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from operator import attrgetter
from typing import Any

from planning_core.memo import LastTable
from planning_core.plan import TABELLER, Restanse
from planning_core.validate.report import Report, is_number

KEYS: dict[str, tuple[tuple[str, str], ...]] = {
    "Enheter": (("enhet", "enhet"),),
    "Ytelser": (("ytelse", "ytelse"),),
    "Normtid": (("ytelse", "ytelse"), ("hovedprosess", "hovedprosess")),
    "Ressurskartlegging": (("ytelse", "ytelse"), ("hovedprosess", "hovedprosess")),
    "Grensesnitt": (("ytelse", "ytelse"), ("hovedprosess", "hovedprosess"), ("gyldig_fra", "gyldig_fra")),
    "Ruter": (("enhet", "enhet"), ("ytelse", "ytelse")),
    "Saksinngang": (("enhet", "enhet"), ("ytelse", "ytelse"), ("maned", "måned")),
    "Restanser": (
        ("enhet", "enhet"), ("ytelse", "ytelse"),
        ("alder_fra_mnd", "alder_fra_mnd"), ("alder_til_mnd", "alder_til_mnd"),
    ),
    "Brukere": (("enhet", "enhet"), ("brukergruppe", "brukergruppe"), ("maned", "måned")),
    "Oppfølgingsnorm": (("brukergruppe", "brukergruppe"),),
    "Gevinster": (("navn", "navn"),),
    "Kapasitet": (("enhet", "enhet"), ("maned", "måned")),
    "Innfasing": (("gevinst", "gevinst"), ("maned", "måned")),
    "Gevinstoppfølging": (("gevinst", "gevinst"), ("maned", "måned")),
    "Forutsetninger": (("nokkel", "nøkkel"),),
    "Scenarier": (("scenario", "scenario"), ("ark", "ark"), ("nokkel", "nøkkel"), ("felt", "felt")),
    "Historikk": (("enhet", "enhet"), ("ytelse", "ytelse"), ("maned", "måned")),
    "Kilder": (("ark", "ark"), ("kolonne", "kolonne")),
}
"""Sheet -> (row attribute, header) of what two rows may not share."""

EVENTS = ("Flyttinger", "Kostnader", "Restanseteam", "Hendelser")
"""Tables whose rows add up: the same row twice may be meant, and may be a slip."""

_OLDEST_MONTHS = 36.0

_checked = LastTable()


def check(report: Report) -> None:
    """Findings on rows that stand twice."""
    for table, key in KEYS.items():
        fields = [field for field, _ in key]
        for row, first in _repeated(report, table, attrgetter(*fields)):
            values = {header: getattr(_rows(report, table)[row], field) for field, header in key}
            report.add(
                "dobbel_rad", table, row, key[0][1], values[key[0][1]], nokkel=values, forste_rad=first,
            )
    for table in EVENTS:
        for row, first in _repeated(report, table, lambda r: r):
            report.add("mulig_dobbel_rad", table, row, forste_rad=first)
    _check_ages(report)


def _rows(report: Report, table: str) -> tuple[object, ...]:
    rows: tuple[object, ...] = getattr(report.plan, TABELLER[table][0])
    return rows


def _repeated(report: Report, table: str, key: Callable[[Any], Hashable]) -> list[tuple[int, int]]:
    """(row, first row) of every row whose key has been seen before."""
    rows = _rows(report, table)
    return _checked.get(table, rows, lambda: _repeated_rows(rows, key))


def _repeated_rows(rows: tuple[object, ...], key: Callable[[Any], Hashable]) -> list[tuple[int, int]]:
    keys = list(map(key, rows))
    if len(set(keys)) == len(keys):
        return []
    first: dict[Hashable, int] = {}
    return [(row, first[k]) for row, k in enumerate(keys) if first.setdefault(k, row) != row]


def _check_ages(report: Report) -> None:
    """Restanser of one unit and ytelse: with ages or without, and ages that do not overlap."""
    groups: dict[tuple[str, str], list[tuple[int, Restanse]]] = {}
    for row, restanse in enumerate(report.plan.restanser):
        groups.setdefault((restanse.enhet, restanse.ytelse), []).append((row, restanse))
    for (enhet, ytelse), group in groups.items():
        aged = [(row, r) for row, r in group if r.alder_fra_mnd is not None or r.alder_til_mnd is not None]
        if aged and len(aged) < len(group):
            row = next(row for row, r in group if r.alder_fra_mnd is None and r.alder_til_mnd is None)
            report.add(
                "restanser_med_og_uten_alder", "Restanser", row, "alder_fra_mnd", None,
                enhet=report.unit_name(enhet), ytelse=ytelse,
            )
        _check_overlap(report, enhet, ytelse, aged)


def _check_overlap(report: Report, enhet: str, ytelse: str, aged: list[tuple[int, Restanse]]) -> None:
    spans = sorted(
        ((span, row, (r.alder_fra_mnd, r.alder_til_mnd)) for row, r in aged if (span := age_span(r)) is not None),
        key=lambda item: item[:2],
    )
    widest: tuple[tuple[float, float], tuple[float | None, float | None]] | None = None
    for span, row, typed in spans:
        if widest is not None and span[0] < widest[0][1] and typed != widest[1]:
            report.add(
                "overlappende_alder", "Restanser", row, "alder_fra_mnd", typed[0],
                enhet=report.unit_name(enhet), ytelse=ytelse, fra=span[0], til=span[1],
                annen_fra=widest[0][0], annen_til=widest[0][1],
            )
        if widest is None or span[1] > widest[0][1]:
            widest = (span, typed)


def age_span(restanse: Restanse) -> tuple[float, float] | None:
    """Ages [fra, til) of a bucket in months; None where they make no span."""
    fra = 0.0 if restanse.alder_fra_mnd is None else restanse.alder_fra_mnd
    til = _OLDEST_MONTHS if restanse.alder_til_mnd is None else restanse.alder_til_mnd
    if not is_number(fra) or not is_number(til) or not 0 <= fra < til:
        return None
    return float(fra), float(til)
