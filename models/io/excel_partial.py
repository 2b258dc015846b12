"""Validate what could be read of a workbook with unreadable cells, so that all findings come at once.

An unreadable cell gets a value that no rule can take for real; a finding that might come from
such a value, and not from the user's numbers, is left out. It comes, if it is true, when the
cell has been mended.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Mapping

from models.io.excel_columns import Column, Kind, Sheet
from models.io.excel_schema import SHEETS
from models.io.excel_tables import Table
from planning_core.findings import Finding
from planning_core.plan import Eier, EnhetType, GevinstType

_STAND_INS: dict[str, object] = {
    "Enheter.type": EnhetType.NAV_KONTOR, "Flyttinger.eier": Eier.STAT, "Gevinster.type": GevinstType.SPESIALISERING,
}

_RESTS_ON: Mapping[tuple[str, str], frozenset[str]] = {
    ("Enheter", "enhet"): frozenset({"ukjent_enhet", "mangler_forvaltningsenhet", "mangler_rute", "feil_enhetstype"}),
    ("Enheter", "type"): frozenset({
        "feil_enhetstype", "mangler_forvaltningsenhet", "mangler_rute", "kommunale_i_forvaltningsenhet",
        "kontor_uten_brukere", "ingen_brukere", "mangler_innbyggere", "mangler_maaneder", "faerre_enn_tre_statsansatte",
    }),
    ("Enheter", "kommune"): frozenset({"krysser_kommunegrense"}),
    ("Enheter", "kommunale_kan_flyttes"): frozenset({"krysser_kommunegrense"}),
    ("Ytelser", "ytelse"): frozenset({"ukjent_ytelse", "mangler_normtid"}),
    ("Normtid", "*"): frozenset({"mangler_normtid", "normtid_null", "mangler_saker_per_aar"}),
    ("Ressurskartlegging", "*"): frozenset({"mangler_normtid", "normtid_null", "ukjent_ytelse"}),
    ("Saksinngang", "*"): frozenset({"ingen_saksinngang", "mangler_maaneder", "normtid_null"}),
    ("Brukere", "*"): frozenset({"ingen_brukere", "kontor_uten_brukere", "brukere_starter_sent"}),
    ("Oppfølgingsnorm", "*"): frozenset({"mangler_oppfoelgingsnorm"}),
    ("Ruter", "*"): frozenset({"mangler_rute"}),
    ("Flyttinger", "*"): frozenset({"under_faste_poster", "faerre_enn_tre_statsansatte", "enhet_uten_arsverk"}),
    ("Gevinster", "navn"): frozenset({"ukjent_gevinst"}),
}
"""Unreadable field (``*``: any) -> codes that may be found wrongly, in whatever sheet."""

_ABOUT_TWO_ROWS = frozenset({"dobbel_rad", "mulig_dobbel_rad", "overlappende_alder", "restanser_med_og_uten_alder"})


def fill_unreadable(table: Table, start: int) -> None:
    """Give every unreadable field a value that keeps the row in its table and out of sums."""
    sheet = SHEETS[table.name]
    for index, fields in enumerate(table.unreadable):
        if not fields:
            continue
        values = table.values[index]
        for field in fields:
            values[field] = _stand_in(sheet.column(field), start)
        if table.name == "Flyttinger":
            # A flytting of which anything is unknown moves nothing.
            values["arsverk"] = math.nan
            table.unreadable[index] |= {"arsverk"}


def _stand_in(column: Column, start: int) -> object:
    if column.key in _STAND_INS:
        return _STAND_INS[column.key]
    if column.kind in (Kind.NUMBER, Kind.SHARE):
        return math.nan
    if column.kind is Kind.MONTH and column.required:
        return start
    if column.kind in (Kind.NAME, Kind.TEXT):
        return ""
    if column.kind is Kind.CHOICE and column.required:
        return column.choices[0]
    return column.blank


def credible(findings: Iterable[Finding], tables: Mapping[str, Table]) -> list[Finding]:
    """The findings that are true whatever the unreadable cells hold."""
    doubtful = _doubtful_codes(tables)
    return [f for f in findings if f.code not in doubtful and _is_credible(f, tables)]


def _doubtful_codes(tables: Mapping[str, Table]) -> frozenset[str]:
    codes: set[str] = set()
    for name, table in tables.items():
        fields = set().union(*table.unreadable) if table.unreadable else set()
        for (sheet, field), resting in _RESTS_ON.items():
            if sheet == name and (not table.complete or field in fields or (field == "*" and fields)):
                codes |= resting
    return frozenset(codes)


def _is_credible(finding: Finding, tables: Mapping[str, Table]) -> bool:
    table = tables.get(finding.table)
    if table is None:
        return True
    if not table.complete:
        return False
    if any(table.unreadable[row] for row in _other_rows(finding)):
        return False
    if finding.code == "tar_mer_enn_enheten_har" and finding.row is not None:
        return not _may_receive(table.values[finding.row].get("fra"), table)
    if finding.row is None or not table.unreadable[finding.row]:
        return True
    if finding.column is None or finding.code in _ABOUT_TWO_ROWS:
        return False
    return _field(SHEETS[finding.table], finding.column) not in table.unreadable[finding.row]


def _may_receive(unit: object, flyttinger: Table) -> bool:
    """Whether a flytting that could not be read might give the unit the årsverk it lacks."""
    return any(
        fields and ("til" in fields or values.get("til") == unit)
        for values, fields in zip(flyttinger.values, flyttinger.unreadable, strict=True)
    )


def _other_rows(finding: Finding) -> Iterable[int]:
    rows = finding.details.get("rader", ())
    assert isinstance(rows, tuple)
    first = finding.details.get("forste_rad")
    return (*rows, first) if isinstance(first, int) else rows


def _field(sheet: Sheet, header: str) -> str | None:
    return next((c.field for c in sheet.columns if c.header == header), None)
