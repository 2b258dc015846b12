"""Names that point to nothing, and units of the wrong kind for the place."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass
from difflib import get_close_matches
from operator import attrgetter

from planning_core.plan import HOVEDPROSESSER, KOSTNADSKATEGORIER, TABELLER, EnhetType
from planning_core.validate.report import Report

GRADER = ("S", "D", "A")
ARK = ("Plan", *TABELLER)


@dataclass(frozen=True, slots=True)
class Reference:
    """A column that names a row of another table, or one of a fixed list."""

    table: str
    field: str
    header: str
    code: str
    optional: bool = False


_UNIT_PLACES = (
    (Reference("Ruter", "enhet", "enhet", "ukjent_enhet"), EnhetType.NAV_KONTOR),
    (Reference("Ruter", "forvaltningsenhet", "forvaltningsenhet", "ukjent_enhet"), EnhetType.FORVALTNINGSENHET),
    (Reference("Saksinngang", "enhet", "enhet", "ukjent_enhet"), EnhetType.NAV_KONTOR),
    (Reference("Restanser", "enhet", "enhet", "ukjent_enhet"), None),
    (Reference("Brukere", "enhet", "enhet", "ukjent_enhet"), EnhetType.NAV_KONTOR),
    (Reference("Flyttinger", "fra", "fra", "ukjent_enhet", optional=True), None),
    (Reference("Flyttinger", "til", "til", "ukjent_enhet", optional=True), None),
    (Reference("Kapasitet", "enhet", "enhet", "ukjent_enhet"), None),
    (Reference("Kostnader", "enhet", "enhet", "ukjent_enhet", optional=True), None),
    (Reference("Hendelser", "enhet", "enhet", "ukjent_enhet", optional=True), EnhetType.NAV_KONTOR),
    (Reference("Historikk", "enhet", "enhet", "ukjent_enhet"), None),
)

_YTELSE_PLACES = (
    Reference("Normtid", "ytelse", "ytelse", "ukjent_ytelse"),
    Reference("Ressurskartlegging", "ytelse", "ytelse", "ukjent_ytelse"),
    Reference("Grensesnitt", "ytelse", "ytelse", "ukjent_ytelse"),
    Reference("Ruter", "ytelse", "ytelse", "ukjent_ytelse", optional=True),
    Reference("Saksinngang", "ytelse", "ytelse", "ukjent_ytelse"),
    Reference("Restanser", "ytelse", "ytelse", "ukjent_ytelse"),
    Reference("Gevinster", "ytelse", "ytelse", "ukjent_ytelse", optional=True),
    Reference("Restanseteam", "ytelse", "ytelse", "ukjent_ytelse"),
    Reference("Hendelser", "ytelse", "ytelse", "ukjent_ytelse", optional=True),
    Reference("Historikk", "ytelse", "ytelse", "ukjent_ytelse"),
)

_HP_PLACES = (
    Reference("Normtid", "hovedprosess", "hovedprosess", "ukjent_hovedprosess"),
    Reference("Ressurskartlegging", "hovedprosess", "hovedprosess", "ukjent_hovedprosess"),
    Reference("Grensesnitt", "hovedprosess", "hovedprosess", "ukjent_hovedprosess"),
    Reference("Gevinster", "hovedprosess", "hovedprosess", "ukjent_hovedprosess", optional=True),
)

_GEVINST_PLACES = (
    Reference("Innfasing", "gevinst", "gevinst", "ukjent_gevinst"),
    Reference("Gevinstoppfølging", "gevinst", "gevinst", "ukjent_gevinst"),
)

_SHEET_PLACES = (
    Reference("Kilder", "ark", "ark", "ukjent_arknavn"),
)

_NAMES = (
    ("Enheter", "enhet", "enhet"),
    ("Ytelser", "ytelse", "ytelse"),
    ("Brukere", "brukergruppe", "brukergruppe"),
    ("Oppfølgingsnorm", "brukergruppe", "brukergruppe"),
    ("Gevinster", "navn", "navn"),
    ("Scenarier", "scenario", "scenario"),
    ("Forutsetninger", "nokkel", "nøkkel"),
)
"""Columns that give a row its name and so may not be empty."""


def check(report: Report) -> None:
    """Findings on every column that names something."""
    _check_names(report)
    for place, kind in _UNIT_PLACES:
        _check_known(report, place, report.units)
        if kind is not None:
            _check_kind(report, place, kind)
    for place in _YTELSE_PLACES:
        _check_known(report, place, report.ytelser)
    for place in _HP_PLACES:
        _check_known(report, place, HOVEDPROSESSER)
    gevinster = {g.navn for g in report.plan.gevinster}
    for place in _GEVINST_PLACES:
        _check_known(report, place, gevinster)
    for place in _SHEET_PLACES:
        _check_known(report, place, ARK)
    _check_known(report, Reference("Kostnader", "kategori", "kategori", "ukjent_kategori"), KOSTNADSKATEGORIER)
    for table in ("Forutsetninger", "Kilder"):
        _check_known(report, Reference(table, "grad", "grad", "ukjent_grad", optional=True), ("", *GRADER))


def _values(report: Report, table: str, field: str) -> list[str | None]:
    return list(map(attrgetter(field), getattr(report.plan, TABELLER[table][0])))


def _check_names(report: Report) -> None:
    for table, field, header in _NAMES:
        for row, value in enumerate(_values(report, table, field)):
            if not value or not value.strip():
                report.add("mangler_verdi", table, row, header, value)


def _check_known(report: Report, place: Reference, known: Collection[str]) -> None:
    suggest = suggester(known)
    for row, value in enumerate(_values(report, place.table, place.field)):
        if value in known or (value is None and place.optional):
            continue
        code = place.code if value else "mangler_verdi"
        report.add(code, place.table, row, place.header, value, forslag=suggest(value), kjente=tuple(known))


def suggester(known: Collection[str]) -> Callable[[str | None], str | None]:
    """The nearest known name; a misspelt name often stands in many rows and is looked up once."""
    found: dict[str | None, str | None] = {None: None}

    def suggest(value: str | None) -> str | None:
        if value not in found:
            by_folded = {name.casefold().strip(): name for name in known}
            near = get_close_matches(str(value).casefold().strip(), by_folded, n=1, cutoff=0.6)
            found[value] = by_folded[near[0]] if near else None
        return found[value]

    return suggest


def _check_kind(report: Report, place: Reference, kind: EnhetType) -> None:
    wrong = report.forvaltningsenheter if kind is EnhetType.NAV_KONTOR else report.kontor
    for row, value in enumerate(_values(report, place.table, place.field)):
        if value in wrong:
            report.add(
                "feil_enhetstype", place.table, row, place.header, value,
                enhet=report.unit_name(str(value)), er=report.units[str(value)].type.value, ventet=kind.value,
            )
