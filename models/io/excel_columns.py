"""What a sheet and a column of the import workbook are, and how a header is recognised."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from enum import Enum


class Kind(str, Enum):
    """What the cells of a column hold."""

    TEXT = "text"
    """Free text, kept exactly as typed."""
    NAME = "name"
    """The name of something, matched exactly after trimming."""
    NUMBER = "number"
    INTEGER = "integer"
    SHARE = "share"
    """0-1; ``7,5 %`` is understood."""
    MONTH = "month"
    YES_NO = "yes_no"
    CHOICE = "choice"
    LIST = "list"
    """Names separated by comma or semicolon."""
    VALUE = "value"
    """The value of a ``Forutsetninger`` row: what it holds depends on the key."""


NUMBERS = frozenset({Kind.NUMBER, Kind.INTEGER, Kind.SHARE})
"""Kinds of columns that hold numbers."""

FROM_ROW_CLASS = object()
"""Marks a column whose empty cell means the default of the row class."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column.

    Parameters
    ----------
    header : str
        Header as the template writes it.
    field : str
        Attribute of the row class.
    kind : Kind
    unit : str
        Unit as shown to the user; empty where there is none.
    required : bool
        The column must be there, and an empty cell is an error unless ``zero_if_blank``.
    blank : object
        Value of an empty cell (the row class's own default unless said otherwise).
    zero_if_blank : bool
        An empty cell of this required column is read as 0, with a warning.
    aliases : tuple of str
        Other headers that mean the same; case, spaces, ``_``, ``-`` and a unit in parentheses never matter.
    choices : tuple of str
        Allowed values (for CHOICE), or values offered in a list (for other kinds).
    choice_aliases : tuple of (spelling, choice)
        Other spellings of a choice.
    reference : str
        Sheet whose first column this column names; empty for none.
    key : str
        Key of the texts about it, ``Sheet.field``.
    """

    header: str
    field: str
    kind: Kind
    unit: str = ""
    required: bool = False
    blank: object = FROM_ROW_CLASS
    zero_if_blank: bool = False
    aliases: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    choice_aliases: tuple[tuple[str, str], ...] = ()
    reference: str = ""
    key: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: ``wide`` is the value column that may be spread over one column a month.

    ``one_of`` are fields of which at least one column must be there.
    """

    name: str
    columns: tuple[Column, ...]
    wide: str | None = None
    one_of: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()

    @property
    def headers(self) -> tuple[str, ...]:
        return tuple(c.header for c in self.columns)

    def column(self, field: str) -> Column:
        """The column of a field.

        Raises
        ------
        KeyError
            If there is none.
        """
        for column in self.columns:
            if column.field == field:
                return column
        raise KeyError((self.name, field))


_LETTERS = str.maketrans({"å": "a", "ø": "o", "æ": "ae", "ö": "o", "ä": "ae"})
_SEPARATORS = re.compile(r"[\s_\-\u2010-\u2015\u00ad/()\[\]]+")
_UNIT = re.compile(r"\s*[(\[][^()\[\]]*[)\]]\s*$")


def folded(text: str) -> str:
    """A header or name without what never matters: case, accents of the keyboard, separators."""
    letters = unicodedata.normalize("NFKC", text).casefold().translate(_LETTERS)
    return _SEPARATORS.sub("_", letters).strip("_.:* ")


def header_keys(text: str) -> tuple[str, ...]:
    """What a header may match by: with the words in parentheses, and without them (a unit).

    Examples
    --------
    >>> header_keys("Årsverk  (stat)")
    ('arsverk_stat', 'arsverk')
    """
    whole = folded(text)
    without_unit = folded(_UNIT.sub("", text))
    return (whole,) if whole == without_unit or not without_unit else (whole, without_unit)


def names_of(column: Column) -> frozenset[str]:
    """Every folded header that means this column."""
    return frozenset(folded(name) for name in (column.header, column.field, *column.aliases))


def sheet_names(sheet: Sheet) -> frozenset[str]:
    """Every folded sheet name that means this sheet."""
    return frozenset(folded(name) for name in (sheet.name, *sheet.aliases))
