"""Words of an import that is shown before it is done: what it does in one sentence, and its rows."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from app import format as fmt
from app.fordeling_texts import giver, receiver, unit_name
from app.parameter_texts import LABELS
from app.table_texts import RowsWords
from app.texts import liste
from models.cell_text import exact_text
from models.io.excel_columns import NUMBERS, Column
from models.io.excel_schema import PLAN_KEYS, SHEETS
from models.plan_diff import PlanDiff, PlanVerdi, RowChange, SheetDiff
from models.rows_model import RowCell
from planning_core.plan import Flytting, Forutsetning, Plan

translate = QCoreApplication.translate

ARROW = " → "
_FIRST = ("Flyttinger", "Enheter", "Gevinster", "Saksinngang", "Restanser", "Brukere")
"""Sheets that a planner asks about first; the others follow as in the workbook."""
_MOST_SHEETS = 4

_NEW = {
    "Enheter": (QT_TRANSLATE_NOOP("Importer", "1 ny enhet"), QT_TRANSLATE_NOOP("Importer", "{antall} nye enheter")),
    "Ytelser": (QT_TRANSLATE_NOOP("Importer", "1 ny ytelse"), QT_TRANSLATE_NOOP("Importer", "{antall} nye ytelser")),
    "Flyttinger": (QT_TRANSLATE_NOOP("Importer", "1 ny flytting"),
                   QT_TRANSLATE_NOOP("Importer", "{antall} nye flyttinger")),
    "Gevinster": (QT_TRANSLATE_NOOP("Importer", "1 ny gevinst"), QT_TRANSLATE_NOOP("Importer", "{antall} nye gevinster")),
    "Hendelser": (QT_TRANSLATE_NOOP("Importer", "1 ny hendelse"),
                  QT_TRANSLATE_NOOP("Importer", "{antall} nye hendelser")),
    "": (QT_TRANSLATE_NOOP("Importer", "1 ny rad i {ark}"), QT_TRANSLATE_NOOP("Importer", "{antall} nye rader i {ark}")),
}
_CHANGED = {
    "Enheter": (QT_TRANSLATE_NOOP("Importer", "1 endret enhet"),
                QT_TRANSLATE_NOOP("Importer", "{antall} endrede enheter")),
    "Ytelser": (QT_TRANSLATE_NOOP("Importer", "1 endret ytelse"),
                QT_TRANSLATE_NOOP("Importer", "{antall} endrede ytelser")),
    "Flyttinger": (QT_TRANSLATE_NOOP("Importer", "1 endret flytting"),
                   QT_TRANSLATE_NOOP("Importer", "{antall} endrede flyttinger")),
    "Gevinster": (QT_TRANSLATE_NOOP("Importer", "1 endret gevinst"),
                  QT_TRANSLATE_NOOP("Importer", "{antall} endrede gevinster")),
    "Hendelser": (QT_TRANSLATE_NOOP("Importer", "1 endret hendelse"),
                  QT_TRANSLATE_NOOP("Importer", "{antall} endrede hendelser")),
    "Forutsetninger": (QT_TRANSLATE_NOOP("Importer", "1 endret forutsetning"),
                       QT_TRANSLATE_NOOP("Importer", "{antall} endrede forutsetninger")),
    "": (QT_TRANSLATE_NOOP("Importer", "1 endret rad i {ark}"),
         QT_TRANSLATE_NOOP("Importer", "{antall} endrede rader i {ark}")),
}
_GONE = {
    "Enheter": (QT_TRANSLATE_NOOP("Importer", "1 fjernet enhet"),
                QT_TRANSLATE_NOOP("Importer", "{antall} fjernede enheter")),
    "Ytelser": (QT_TRANSLATE_NOOP("Importer", "1 fjernet ytelse"),
                QT_TRANSLATE_NOOP("Importer", "{antall} fjernede ytelser")),
    "Flyttinger": (QT_TRANSLATE_NOOP("Importer", "1 fjernet flytting"),
                   QT_TRANSLATE_NOOP("Importer", "{antall} fjernede flyttinger")),
    "Gevinster": (QT_TRANSLATE_NOOP("Importer", "1 fjernet gevinst"),
                  QT_TRANSLATE_NOOP("Importer", "{antall} fjernede gevinster")),
    "Hendelser": (QT_TRANSLATE_NOOP("Importer", "1 fjernet hendelse"),
                  QT_TRANSLATE_NOOP("Importer", "{antall} fjernede hendelser")),
    "": (QT_TRANSLATE_NOOP("Importer", "1 fjernet rad i {ark}"),
         QT_TRANSLATE_NOOP("Importer", "{antall} fjernede rader i {ark}")),
}
NUMBERS_CHANGED = (QT_TRANSLATE_NOOP("Importer", "1 endret tall i {ark}"),
                    QT_TRANSLATE_NOOP("Importer", "{antall} endrede tall i {ark}"))
_Phrases = Mapping[str, tuple[str, str]]


def effect(diff: PlanDiff) -> str:
    """What an import does, in a sentence or two."""
    if not diff.differs:
        if diff.reordered:
            return translate("Importer", "Alle radene er som før, men noen står i en annen rekkefølge: {ark}.").format(
                ark=liste(diff.reordered))
        return translate("Importer", "Ingenting endres. Arbeidsboken har det samme som planen du har åpen.")
    first = sorted(diff.changed_sheets, key=lambda s: _FIRST.index(s.sheet) if s.sheet in _FIRST else len(_FIRST))
    shown, rest = first[:_MOST_SHEETS], first[_MOST_SHEETS:]
    phrases = [phrase for sheet in shown for phrase in _phrases(sheet)]
    if rest:
        phrases.append(translate("Importer", "endringer i 1 ark til") if len(rest) == 1 else translate(
            "Importer", "endringer i {antall} ark til").format(antall=fmt.tall(len(rest))))
    said = _listed(phrases)
    said = said[:1].upper() + said[1:]
    if any(sheet.same for sheet in diff.sheets):
        return translate("Importer", "{endringer}. Resten er som før.").format(endringer=said)
    return translate("Importer", "{endringer}.").format(endringer=said)


def _listed(phrases: list[str]) -> str:
    """Every phrase, the last after «og»; :func:`liste` would cut a long list."""
    if len(phrases) < 2:
        return "".join(phrases)
    return translate("Importer", "{forste} og {siste}").format(forste=", ".join(phrases[:-1]), siste=phrases[-1])


def _phrases(sheet: SheetDiff) -> list[str]:
    changed: _Phrases = _CHANGED
    count = len(sheet.changed)
    if sheet.sheet not in changed and _only_numbers(sheet):
        changed, count = {"": NUMBERS_CHANGED}, sum(len(c.fields) for c in sheet.changed)
    parts = ((_NEW, len(sheet.added)), (changed, count), (_GONE, len(sheet.removed)))
    return [_phrase(phrases, sheet.sheet, number) for phrases, number in parts if number]


def _phrase(phrases: _Phrases, sheet: str, count: int) -> str:
    one, many = phrases.get(sheet, phrases[""])
    return translate("Importer", one if count == 1 else many).format(antall=fmt.tall(count), ark=sheet)


def _only_numbers(sheet: SheetDiff) -> bool:
    numbers = {c.field for c in SHEETS[sheet.sheet].columns if c.kind in NUMBERS}
    return all(field in numbers for change in sheet.changed for field in change.fields)


_ABOUT = {
    "Plan": ("nokkel",), "Kostnader": ("kategori", "enhet"), "Restanseteam": ("ytelse",),
    "Hendelser": ("enhet", "ytelse"),
}
"""Fields that say what a row without a key is about; others are about their key."""


def about_fields(sheet: str) -> tuple[str, ...]:
    """Fields that say what a row is about: they stand together, first."""
    from planning_core.validate.duplicates import KEYS

    if sheet == "Flyttinger":
        return ("fra", "til")
    return _ABOUT.get(sheet) or tuple(field for field, _ in KEYS[sheet])


def about(plan: Plan, sheet: str, row: object) -> str:
    """What a row is about: ``Nav Skien, dagpenger, jan. 2026``."""
    if isinstance(row, Flytting):
        return f"{giver(plan, row)}{ARROW}{receiver(plan, row)}"
    if isinstance(row, PlanVerdi):
        return row.nokkel
    if isinstance(row, Forutsetning):
        return LABELS.get(row.nokkel, row.nokkel)
    if sheet == "Enheter":
        return unit_name(plan, getattr(row, "enhet", None))
    words = (value_words(plan, SHEETS[sheet].column(field), getattr(row, field)) for field in about_fields(sheet))
    return ", ".join(word for word in words if word)


def column_of(sheet: str, field: str, row: object) -> Column:
    """What the values of a field are; in the sheet ``Plan`` that depends on the key."""
    if isinstance(row, PlanVerdi):
        return next(c for c in PLAN_KEYS if c.header == row.nokkel)
    return SHEETS[sheet].column(field)


def value_words(plan: Plan, column: Column, value: object) -> str:
    """A value of a row in words."""
    if column.field == "enhet" and value is None and column.key.startswith("Kostnader"):
        return translate("Importer", "hele fylket")
    return _WORDS.cell(plan, RowCell(column, value, draft=False))


def change_words(old: Plan, new: Plan, sheet: str, change: RowChange, field: str) -> str:
    """``400 → 420``, with as many decimals as it takes to tell them apart."""
    before, after = getattr(change.old, field), getattr(change.new, field)
    column = column_of(sheet, field, change.new)
    words = value_words(old, column, before), value_words(new, column, after)
    if words[0] == words[1]:
        words = exact_text(column, before), exact_text(column, after)
    return ARROW.join(words)


_WORDS = RowsWords()
