"""``Gevinstrealiseringsplan``: who answers for each gevinst, its goal, time, indicator, status and risk."""

from __future__ import annotations

from xlsxwriter.utility import xl_rowcol_to_cell as cell
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import write_month, write_number, write_text
from models.io.export.formats import Formats, Slag
from models.io.export.labels import Meta, Tekster
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from planning_core.plan import Gevinst
from planning_core.questions.account import Regnskap
from planning_core.questions.gevinst_status import Gevinststatus, gevinststatus

SHEET = "Gevinstrealiseringsplan"
HEADER_ROW = 3
COLUMNS = (
    ("navn", 22), ("type", 14), ("virker", 21), ("bruk", 11), ("eier", 17), ("nullpunkt", 20), ("mal", 9), ("slutt", 10),
    ("starter", 10), ("ferdig", 10), ("indikator", 20), ("status", 11), ("malt", 10), ("plan", 9), ("faktisk", 9),
    ("avvik", 9), ("risiko", 26),
)
"""Key of the header and width of each column, from the left."""
_WORDS = frozenset({"navn", "type", "virker", "bruk", "eier", "nullpunkt", "indikator", "status", "risiko"})


def write_plan(
    sheet: Worksheet, formats: Formats, tekster: Tekster, account: Regnskap, meta: Meta, note: str
) -> None:
    """Write the sheet: one row a gevinst, in the plan's order."""
    write_text(sheet, 0, 0, tekster("realisering.tittel"), formats.title)
    sheet.set_row(0, 26)
    niva = tekster(f"gevinst.niva.{account.niva}")
    write_text(sheet, 1, 0, f"{tekster('realisering.undertittel', niva=niva)} {note}".strip(), formats.subtitle)
    for c, (key, width) in enumerate(COLUMNS):
        sheet.set_column(c, c, width)
        words = {"indent": 1} if key != "navn" else {}
        style = formats.header(**words) if key in _WORDS else formats.header(align="right")
        write_text(sheet, HEADER_ROW, c, tekster(f"realisering.{key}"), style)
    sheet.set_row(HEADER_ROW, 44)
    statuses = gevinststatus(account.plan, account)
    for status in statuses:
        _row(sheet, formats, tekster, HEADER_ROW + 1 + status.rad, account.plan.gevinster[status.rad], status)
    if statuses:
        sheet.autofilter(HEADER_ROW, 0, HEADER_ROW + len(statuses), len(COLUMNS) - 1)
    else:
        write_text(sheet, HEADER_ROW + 1, 0, tekster("realisering.ingen"), formats.text)
    sheet.freeze_panes(HEADER_ROW + 1, 1)
    sheet.repeat_rows(HEADER_ROW)
    page(sheet, tekster, meta, landscape=True)


def _row(
    sheet: Worksheet, formats: Formats, tekster: Tekster, row: int, gevinst: Gevinst, status: Gevinststatus
) -> None:
    line = {"bottom": 1, "bottom_color": f.ROW_LINE, "valign": "top"}
    words = {
        "navn": gevinst.navn, "type": tekster(f"gevinst.type.{gevinst.type.value}"), "virker": _where(gevinst, tekster),
        "bruk": tekster(f"gevinst.bruk.{gevinst.bruk.value if gevinst.bruk else 'ingen'}"), "eier": gevinst.gevinsteier,
        "nullpunkt": gevinst.nullpunkt, "indikator": gevinst.indikator,
        "status": tekster(f"gevinst.status.{status.status.value}"),
        "risiko": "; ".join(tekster(f"gevinst.risiko.{r.value}", mnd=f"{gevinst.forsinkelse_mnd:g}".replace(".", ","))
                            for r in status.risiko),
    }
    latest = status.siste
    numbers = {
        "mal": status.mal, "slutt": status.ved_slutt, "plan": latest.plan if latest else None,
        "faktisk": latest.faktisk if latest else None,
    }
    months = {"starter": status.starter, "ferdig": status.ferdig, "malt": latest.maned if latest else None}
    position = {key: c for c, (key, _) in enumerate(COLUMNS)}
    for key, text in words.items():
        style = formats(text_wrap=True, **line, **({"bold": True} if key == "navn" else {"indent": 1}))
        write_text(sheet, row, position[key], text, style)
    for key, value in numbers.items():
        write_number(sheet, row, position[key], value, formats.number(Slag.ARSVERK, **line))
    for key, month in months.items():
        write_month(sheet, row, position[key], month, formats(num_format=f.MONTH_FORMAT, align="right", **line))
    change = formats.change(Slag.ARSVERK, **line)
    if latest is not None and latest.plan is not None and latest.faktisk is not None:
        formula = f"={cell(row, position['faktisk'])}-{cell(row, position['plan'])}"
        sheet.write_formula(row, position["avvik"], formula, change, latest.faktisk - latest.plan)
    else:
        write_number(sheet, row, position["avvik"], None, change)
    widths = dict(COLUMNS)
    sheet.set_row(row, 15 * max(lines_of(text, int(widths[key]) - 1) for key, text in words.items()) + 2)


def _where(gevinst: Gevinst, tekster: Tekster) -> str:
    return ", ".join((
        gevinst.hovedprosess or tekster("gevinst.hp.alle"), gevinst.ytelse or tekster("gevinst.ytelse.alle"),
        tekster(f"gevinst.sted.{gevinst.sted.value}"),
    ))
