"""Every code that reading a table by a mapping gives its findings, with its severity: the one list.

Cells that cannot be read use the codes of :mod:`models.io.excel_codes`.
"""

from __future__ import annotations

from types import MappingProxyType

from planning_core.findings import Severity

FIELD_NOT_MAPPED = "felt_uten_kolonne"
NO_VALUE_FIELD = "mangler_tallkolonne"
NO_MONTHS = "ingen_manedskolonner"
NAMES_UNDECIDED = "navn_uten_valg"
PERCENT_UNDECIDED = "prosent_ikke_valgt"
MARK_UNDECIDED = "tegn_uten_valg"
NO_ROWS = "ingen_rader"
CONSTANT_UNREADABLE = "fast_verdi_uleselig"
MORE_CELLS = "flere_celler"
NAMES_LEFT_OUT = "navn_utelatt"
MARKS_LEFT_OUT = "skjulte_tall_utelatt"
ROWS_WITHOUT_NAME = "rader_uten_navn"
HIDDEN_LEFT_OUT = "skjulte_rader_utelatt"
HIDDEN_READ = "skjulte_rader_lest"
HIDDEN_COLUMN = "skjult_kolonne_lest"
HIDDEN_SHEET = "skjult_ark_lest"
ADDED_UP = "rader_lagt_sammen"
COUNTED_TWICE = "kan_telle_dobbelt"

_ERRORS = (
    FIELD_NOT_MAPPED, NO_VALUE_FIELD, NO_MONTHS, NAMES_UNDECIDED, PERCENT_UNDECIDED, MARK_UNDECIDED, NO_ROWS,
    CONSTANT_UNREADABLE, MORE_CELLS,
)
_WARNINGS = (
    NAMES_LEFT_OUT, MARKS_LEFT_OUT, ROWS_WITHOUT_NAME, HIDDEN_LEFT_OUT, HIDDEN_READ, HIDDEN_COLUMN, HIDDEN_SHEET, ADDED_UP,
    COUNTED_TWICE,
)

KODER = MappingProxyType({**dict.fromkeys(_ERRORS, Severity.ERROR), **dict.fromkeys(_WARNINGS, Severity.WARNING)})
"""Finding code -> severity."""
