"""``Plan mot faktisk``: the plan's own numbers beside the projection, month by month, with the deviation as formulas."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from xlsxwriter.utility import xl_rowcol_to_cell
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.blocks import FE, FYLKE, KONTOR, YTELSE, display_names
from models.io.export.cells import absolute, merge_text, quoted, write_month, write_number, write_text
from models.io.export.charts import dress
from models.io.export.formats import Formats, Slag, axis_format
from models.io.export.kontroll import Kontrollinje
from models.io.export.labels import Meta, Tekster
from models.io.export.pair_cells import DECIMALS
from models.io.export.printing import page
from planning_core.questions.historikk import PlanMotFaktisk, Rader, plan_mot_faktisk, rader_etter_del
from planning_core.results import Projeksjon, Resultat

SHEET = "Plan mot faktisk"
FIGURES = (
    ("inn", Slag.SAKER, False), ("vedtak", Slag.SAKER, False), ("restanser", Slag.SAKER, True),
    ("over_grense", Slag.SAKER, True), ("arsverk", Slag.ARSVERK, False),
)
"""Series, kind of quantity, and whether less is better (the others are not judged)."""
VARIANTS = ("plan", "uten", "faktisk", "avvik")
KEYS = 3
HEADER = 2
"""First of the two header rows that stay in sight; under them the chart, then the list under a header with filters."""
BAND = 17
WIDTHS = (10, 17, 30)
NUMBER_WIDTH = 10


@dataclass(frozen=True)
class Place:
    """What a row is about: its level, its name as shown, and the unit and ytelse it is of."""

    level: str
    name: str
    enhet: str | None
    ytelse: str | None


@dataclass
class PlanMotFaktiskArk:
    """Writes the sheet from the top down."""

    book: Workbook
    sheet: Worksheet
    formats: Formats
    tekster: Tekster
    figures: tuple[tuple[str, Slag, bool], ...] = FIGURES
    """Those that anybody has reported: the others would be empty columns."""

    def write(self, projeksjon: Projeksjon, meta: Meta, note: str) -> list[Kontrollinje]:
        """Write everything; ``note`` says which numbers are made up. Returns the sums for ``Kontroll``."""
        rows = rader_etter_del(projeksjon.plan.plan)
        found = [(place, known) for place in _places(projeksjon.plan) if (known := _known(projeksjon, place, rows))]
        self.figures = tuple(one for one in FIGURES if any(one[0] in known for _, known in found))
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        self.sheet.set_column(KEYS, KEYS + len(VARIANTS) * len(self.figures) - 1, NUMBER_WIDTH)
        write_text(self.sheet, 0, 0, self.tekster("faktisk.tittel"), self.formats.title)
        self.sheet.set_row(0, 24)
        about = self.tekster("faktisk.undertittel") if found else self.tekster("faktisk.tom")
        write_text(self.sheet, 1, 0, " ".join(filter(None, (about, note))), self.formats.subtitle)
        page(self.sheet, self.tekster, meta, landscape=True)
        if not found:
            return []
        first = HEADER + 2 + BAND + 2
        self._header(HEADER)
        self._header(first - 2)
        row = first
        for place, known in found:
            row = self._block(row, place, known)
        self._chart(found, first)
        self.sheet.autofilter(first - 1, 0, row - 1, KEYS + len(VARIANTS) * len(self.figures) - 1)
        self.sheet.freeze_panes(HEADER + 2, KEYS)
        self.sheet.repeat_rows(HEADER, HEADER + 1)
        self._colours(first, row - 1)
        return self._sums(found, first, row - 1)

    def _header(self, row: int) -> None:
        for column in range(KEYS):
            write_text(self.sheet, row, column, "", self.formats.header(bottom=0))
        for column, key in enumerate(("kolonne.maned", "kolonne.niva", "kolonne.gjelder")):
            write_text(self.sheet, row + 1, column, self.tekster(key), self.formats.header())
        border = {"left": 1, "left_color": f.PANEL_BORDER}
        for i, (key, _, _) in enumerate(self.figures):
            column = KEYS + len(VARIANTS) * i
            merge_text(self.sheet, row, column, column + len(VARIANTS) - 1, self.tekster(f"faktisk.{key}"),
                       self.formats.header(bottom=0, font_color=f.TEXT, **border))
            colours = {"plan": f.PLAN_LINE, "uten": f.UTEN, "faktisk": f.TEXT, "avvik": f.SECONDARY}
            for v, variant in enumerate(VARIANTS):
                style = self.formats.header(align="right", font_color=colours[variant], **(border if v == 0 else {}))
                write_text(self.sheet, row + 1, column + v, self.tekster(f"variant.{variant}"), style)
        self.sheet.set_row(row, 30)
        self.sheet.set_row(row + 1, 30)

    def _block(self, row: int, place: Place, known: dict[str, PlanMotFaktisk]) -> int:
        """The months of one place; returns the next free row."""
        for t, month in enumerate(_months(known)):
            line: dict[str, object] = {"bottom": 1, "bottom_color": f.ROW_LINE}
            if t == 0:
                line |= {"top": 1, "top_color": f.STRONG_RULE}
            write_month(self.sheet, row, 0, month, self.formats(num_format=f.MONTH_FORMAT, align="left", **line))
            write_text(self.sheet, row, 1, self.tekster(f"niva.{place.level}"), self.formats(font_color=f.SECONDARY, **line))
            write_text(self.sheet, row, 2, place.name, self.formats(bold=place.level == FYLKE, **line))
            for i, (key, slag, _) in enumerate(self.figures):
                self._values(row, KEYS + len(VARIANTS) * i, known.get(key), month, slag, line)
            row += 1
        return row

    def _values(self, row: int, column: int, of: PlanMotFaktisk | None, month: int, slag: Slag,
                line: dict[str, object]) -> None:
        border = {"left": 1, "left_color": f.PANEL_BORDER}
        if of is None or month not in of.maneder:
            for v in range(len(VARIANTS)):
                self.sheet.write_blank(row, column + v, None, self.formats(**line, **(border if v == 0 else {})))
            return
        t = of.maneder.index(month)
        write_number(self.sheet, row, column, of.planen[t], self.formats.number(slag, **line, **border))
        write_number(self.sheet, row, column + 1, of.uten[t], self.formats.number(slag, font_color=f.SECONDARY, **line))
        write_number(self.sheet, row, column + 2, of.verdier[t], self.formats.number(slag, bold=True, **line))
        planned, actual = (xl_rowcol_to_cell(row, column + v) for v in (0, 2))
        self.sheet.write_formula(row, column + 3, f"=ROUND({actual}-{planned},{DECIMALS})",
                                 self.formats.change(slag, **line), round(float(of.avvik[t]), DECIMALS))

    def _colours(self, first: int, last: int) -> None:
        """Favourable green, unfavourable plum, where less is better; the rest are not judged."""
        good, bad = (self.book.add_format({"font_color": c}) for c in (f.FAVOURABLE, f.UNFAVOURABLE))
        for i, (_, slag, judged) in enumerate(self.figures):
            column, least = KEYS + len(VARIANTS) * i + 3, f.smallest_shown(slag)
            for criteria, value, style in (("<=", -least, good), (">=", least, bad)) if judged else ():
                self.sheet.conditional_format(first, column, last, column,
                                              {"type": "cell", "criteria": criteria, "value": value, "format": style})

    def _chart(self, found: list[tuple[Place, dict[str, PlanMotFaktisk]]], first: int) -> None:
        """Restanser of the first place that has them in two months or more: the whole fylke where it can be summed."""
        lengths = [len(_months(known)) for _, known in found]
        at = next((i for i, (_, known) in enumerate(found)
                   if "restanser" in known and len(known["restanser"].maneder) > 1), None)
        if at is None:
            return
        row = first + sum(lengths[:at])
        column = KEYS + len(VARIANTS) * [key for key, _, _ in self.figures].index("restanser")
        last = row + lengths[at] - 1
        chart = self.book.add_chart({"type": "line"})
        looks = (
            ("plan", {"color": f.PLAN_LINE, "width": 2.25}, "none"),
            ("uten", {"color": f.UTEN, "width": 1.75, "dash_type": "dash"}, "none"),
            ("faktisk", {"color": f.TEXT, "width": 1.75}, "circle"),
        )
        for v, (variant, line, marker) in enumerate(looks):
            mark = {"type": marker, "size": 5, "fill": {"color": f.TEXT}, "border": {"color": f.TEXT}}
            chart.add_series({
                "name": self.tekster(f"variant.{variant}"), "categories": [SHEET, row, 0, last, 0],
                "values": [SHEET, row, column + v, last, column + v], "line": line,
                "marker": mark if marker != "none" else {"type": "none"},
            })
        dress(chart, self.tekster("faktisk.diagram", navn=found[at][0].name), axis_format(Slag.SAKER), lengths[at])
        chart.set_size({"width": 900, "height": 320})
        self.sheet.insert_chart(HEADER + 2, 0, chart, {"x_offset": 4, "y_offset": 6, "object_position": 2})

    def _sums(self, found: list[tuple[Place, dict[str, PlanMotFaktisk]]], first: int, last: int) -> list[Kontrollinje]:
        """The deviations of every series, summed by the program and by the sheet."""
        lines = []
        for i, (key, _, _) in enumerate(self.figures):
            column = KEYS + len(VARIANTS) * i + 3
            program = float(sum(np.sum(known[key].avvik) for _, known in found if key in known))
            cells = f"{quoted(SHEET)}!{absolute(first, column, last)}"
            lines.append(Kontrollinje(SHEET, self.tekster(f"faktisk.{key}"), self.tekster("faktisk.kontroll"),
                                      program, f"SUM({cells})"))
        return lines


def _months(known: dict[str, PlanMotFaktisk]) -> list[int]:
    """The months in which a place has any actual number."""
    return sorted({m for of in known.values() for m in of.maneder})


def _places(resultat: Resultat) -> list[Place]:
    """The fylke, its ytelser, and every unit with its ytelser."""
    names = display_names(resultat)
    places = [Place(FYLKE, resultat.plan.fylke, None, None)]
    places += [Place(YTELSE, y, None, y) for y in resultat.ytelser]
    for unit in resultat.enheter:
        level = KONTOR if unit in resultat.kontor else FE
        places.append(Place(level, names[unit], unit, None))
        places += [Place(level, f"{names[unit]}, {y}", unit, y) for y in resultat.ytelser]
    return places


def _known(projeksjon: Projeksjon, place: Place, rows: Rader) -> dict[str, PlanMotFaktisk]:
    """The series of a place that have an actual number in a month of the plan."""
    found = {}
    for key, _, _ in FIGURES:
        # Årsverk are of the unit, and the projection has no vedtak of a kontor.
        if key == "arsverk" and place.ytelse is not None:
            continue
        if key == "vedtak" and place.enhet in projeksjon.plan.kontor:
            continue
        of = plan_mot_faktisk(projeksjon.plan, projeksjon.uten, key, place.enhet, place.ytelse, rader=rows)
        if of.maneder:
            found[key] = of
    return found
