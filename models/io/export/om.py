"""``Om``: what the workbook holds, where it comes from, and every assumption in force."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from models.io.export import formats as f
from models.io.export.cells import merge_text, write_number, write_text
from models.io.export.formats import Formats
from models.io.export.labels import Meta, Tekster
from models.io.export.printing import page
from models.io.export.sammendrag import lines_of
from planning_core.findings import Finding
from planning_core.parameters import PARAMETERS, Parameter
from planning_core.plan import Forutsetning, Plan

SHEET = "Om"
WIDTHS = (38, 25, 11, 25, 8, 8, 7, 15, 54)
LAST = len(WIDTHS) - 1
_INDENTED = frozenset({"forutsetning.enhet", "forutsetning.grad"})
"""Words that stand right of a number."""


@dataclass
class Om:
    """Writes the sheet from the top down; ``row`` is the next free row."""

    sheet: Worksheet
    formats: Formats
    tekster: Tekster
    row: int = 0

    def write(
        self, plan: Plan, fingerprint: str, findings: Sequence[Finding], meta: Meta, sheets: Sequence[str],
        names: Sequence[tuple[str, str]] = (),
    ) -> None:
        for column, width in enumerate(WIDTHS):
            self.sheet.set_column(column, column, width)
        write_text(self.sheet, 0, 0, self.tekster("om.tittel"), self.formats.title)
        self.sheet.set_row(0, 26)
        self.row = 2
        self._provenance(plan, fingerprint, meta)
        self._contents(sheets)
        self._names(names)
        self._sources(plan)
        self._parameters(plan)
        self._findings(findings)
        page(self.sheet, self.tekster, meta, landscape=True)
        self.sheet.print_area(0, 0, self.row, LAST)

    def _section(self, key: str) -> None:
        self.row += 1
        write_text(self.sheet, self.row, 0, self.tekster(key), self.formats.section)
        self.sheet.set_row(self.row, 22)
        self.row += 1

    def _provenance(self, plan: Plan, fingerprint: str, meta: Meta) -> None:
        bold = self.formats(bold=True)
        whole = self.formats(num_format="#,##0", align="left")
        lines: list[tuple[str, str | float]] = [
            ("om.plan", meta.plan_navn),
            ("om.scenario", meta.scenario or self.tekster("om.grunnplan")),
            ("om.fylke", plan.fylke),
            ("om.forste_maned", self.tekster.maned(plan.maneder[0])),
            ("om.siste_maned", self.tekster.maned(plan.maneder[-1])),
            ("om.horisont", float(plan.horisont_maneder)),
            ("om.steg", float(plan.steg_per_maned)),
            ("om.enheter", float(len(plan.enheter))),
            ("om.program", self.tekster("om.program_navn", versjon=meta.versjon)),
        ]
        for key, value in lines:
            write_text(self.sheet, self.row, 0, self.tekster(key), bold)
            if isinstance(value, str):
                write_text(self.sheet, self.row, 1, value, self.formats.text)
            else:
                self.sheet.write_number(self.row, 1, value, whole)
            self.row += 1
        write_text(self.sheet, self.row, 0, self.tekster("om.tid"), bold)
        self.sheet.write_datetime(self.row, 1, meta.tid, self.formats(num_format="dd.mm.yyyy hh:mm", align="left"))
        write_text(self.sheet, self.row + 1, 0, self.tekster("om.fingeravtrykk"), bold)
        write_text(self.sheet, self.row + 1, 1, fingerprint, self.formats.text)
        write_text(self.sheet, self.row + 2, 0, self.tekster("om.fingeravtrykk_hjelp"), self.formats.subtitle)
        self.row += 3

    def _contents(self, sheets: Sequence[str]) -> None:
        self._section("om.innhold")
        for name in sheets:
            key = f"om.ark.{name}"
            write_text(self.sheet, self.row, 0, name, self.formats(bold=True))
            write_text(self.sheet, self.row, 1, self.tekster(key), self.formats.text)
            self.row += 1
        write_text(self.sheet, self.row, 0, self.tekster("om.inndata"), self.formats(bold=True))
        write_text(self.sheet, self.row, 1, self.tekster("om.inndata_hjelp"), self.formats.text)
        self.row += 1

    def _names(self, names: Sequence[tuple[str, str]]) -> None:
        """Names of the key figures, for those who ask for them from another workbook."""
        if not names:
            return
        self._section("om.navn")
        write_text(self.sheet, self.row, 0, self.tekster("om.navn_hjelp"), self.formats.subtitle)
        self.row += 1
        by_sheet: dict[str, list[str]] = {}
        for name, sheet in names:
            by_sheet.setdefault(sheet, []).append(name)
        for sheet, own in by_sheet.items():
            text = ", ".join(own)
            write_text(self.sheet, self.row, 0, sheet, self.formats(bold=True, valign="top"))
            merge_text(self.sheet, self.row, 1, LAST, text, self.formats(text_wrap=True, valign="top"))
            self.sheet.set_row(self.row, 15 * lines_of(text, sum(WIDTHS[1:])))
            self.row += 1

    def _header(
        self, keys: Sequence[str], spans: Sequence[tuple[int, int]], right: frozenset[str] = frozenset()
    ) -> None:
        for key, (first, last) in zip(keys, spans):
            look: dict[str, object] = {"align": "right"} if key in right else {}
            if key in _INDENTED:
                look["indent"] = 1
            style = self.formats.header(**look)
            merge_text(self.sheet, self.row, first, last, self.tekster(key), style)
        self.row += 1

    def _sources(self, plan: Plan) -> None:
        """Where the plan's numbers come from; what is synthetic first."""
        self._section("om.kilder")
        if not plan.kilder:
            write_text(self.sheet, self.row, 0, self.tekster("om.ingen_kilder"), self.formats.text)
            self.row += 1
            return
        self._header(("om.ark", "om.kolonne", "om.grad", "om.syntetisk", "om.kilde"),
                     ((0, 0), (1, 1), (2, 2), (3, 3), (4, LAST)))
        cell = self.formats(bottom=1, bottom_color=f.ROW_LINE, text_wrap=True, valign="top")
        marked = self.formats(bottom=1, bottom_color=f.ROW_LINE, valign="top", bold=True, font_color=f.WARNING_TEXT)
        for kilde in sorted(plan.kilder, key=lambda k: not k.syntetisk):
            column = kilde.kolonne or self.tekster("om.hele_arket")
            for c, text in enumerate((kilde.ark, column, kilde.grad)):
                write_text(self.sheet, self.row, c, text, cell)
            answer = self.tekster("om.syntetisk_ja" if kilde.syntetisk else "om.syntetisk_nei")
            write_text(self.sheet, self.row, 3, answer, marked if kilde.syntetisk else cell)
            merge_text(self.sheet, self.row, 4, LAST, kilde.kilde, cell)
            self.sheet.set_row(self.row, 15 * max(lines_of(kilde.kilde, 98), lines_of(column, 26)))
            self.row += 1

    def _parameters(self, plan: Plan) -> None:
        self._section("om.forutsetninger")
        write_text(self.sheet, self.row, 0, self.tekster("om.grader"), self.formats.subtitle)
        self.row += 1
        keys = ("forutsetning.navn", "forutsetning.nokkel", "forutsetning.verdi", "forutsetning.enhet",
                "forutsetning.lav", "forutsetning.hoy", "forutsetning.grad", "forutsetning.satt", "forutsetning.kilde")
        right = frozenset({"forutsetning.verdi", "forutsetning.lav", "forutsetning.hoy"})
        self._header(keys, [(c, c) for c in range(len(keys))], right)
        own = {row.nokkel: row for row in plan.forutsetninger}
        for parameter in PARAMETERS.values():
            self._parameter(parameter, own.get(parameter.key), plan)

    def _parameter(self, parameter: Parameter, own: Forutsetning | None, plan: Plan) -> None:
        line = {"bottom": 1, "bottom_color": f.ROW_LINE, "valign": "top"}
        text, wrapped = self.formats(**line), self.formats(text_wrap=True, **line)
        number = self.formats(num_format="#,##0.0##", **line)
        value, where = self._in_force(parameter, own, plan)
        label = self.tekster.parameter[parameter.key]
        write_text(self.sheet, self.row, 0, label, wrapped)
        write_text(self.sheet, self.row, 1, parameter.key, text)
        self._value(value, self.formats(bold=True, align="right", num_format="#,##0.0##", **line))
        write_text(self.sheet, self.row, 3, parameter.unit, self.formats(text_wrap=True, indent=1, **line))
        write_number(self.sheet, self.row, 4, own.lav if own and own.lav is not None else parameter.low, number)
        write_number(self.sheet, self.row, 5, own.hoy if own and own.hoy is not None else parameter.high, number)
        grade = own.grad if own and own.grad else parameter.grade
        write_text(self.sheet, self.row, 6, grade, self.formats(indent=1, **line))
        write_text(self.sheet, self.row, 7, where, wrapped)
        source = own.kilde if own and own.kilde else parameter.source
        write_text(self.sheet, self.row, 8, source, wrapped)
        height = max(lines_of(source, 66), lines_of(label, 42), lines_of(parameter.unit, 26), lines_of(where, 16))
        self.sheet.set_row(self.row, 15 * height)
        self.row += 1

    def _in_force(
        self, parameter: Parameter, own: Forutsetning | None, plan: Plan
    ) -> tuple[float | str | bool | None, str]:
        """The value in force, and where it was set."""
        if parameter.sheet == "Plan":
            return plan.timer_per_arsverk, self.tekster("forutsetning.i_arket", ark=parameter.sheet)
        if own is not None:
            return own.verdi, self.tekster("forutsetning.i_planen")
        if parameter.sheet != "Forutsetninger":
            return parameter.default, self.tekster("forutsetning.i_arket", ark=parameter.sheet)
        return parameter.default, self.tekster("forutsetning.standard")

    def _value(self, value: float | str | bool | None, style: Format) -> None:
        if isinstance(value, bool):
            value = self.tekster("ja" if value else "nei")
        if isinstance(value, str):
            write_text(self.sheet, self.row, 2, value, style)
        else:
            write_number(self.sheet, self.row, 2, value, style)

    def _findings(self, findings: Sequence[Finding]) -> None:
        self._section("om.advarsler")
        if not findings:
            write_text(self.sheet, self.row, 0, self.tekster("sammendrag.ingen_advarsler"), self.formats.text)
            self.row += 1
        style = self.formats(text_wrap=True, valign="top")
        for finding in findings:
            text = self.tekster.funn(finding)
            merge_text(self.sheet, self.row, 0, LAST, text, style)
            self.sheet.set_row(self.row, 15 * lines_of(text, sum(WIDTHS)))
            self.row += 1
