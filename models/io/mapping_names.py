"""Names in an unknown workbook to names of the plan.

A name is *matched* when there is no doubt: the same words, a number the plan or the register knows,
or a kommune that one kontor alone covers. What only looks alike is a suggestion, which the user takes or not.
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Mapping as Dict
from dataclasses import dataclass, replace
from enum import Enum
from functools import cache

from models.io.excel_columns import Column, folded
from models.io.mapping import Answer, text_key
from models.io.numbers import clean
from models.io.sample_tables import read_table
from planning_core.plan import Plan


class How(str, Enum):
    """Why a name of the plan is proposed."""

    CHOSEN = "valgt"
    SAME = "likt"
    NUMBER = "nummer"
    KOMMUNE = "kommune"
    KNOWN_AS = "kjent_som"
    ALIKE = "ligner"
    NEW = "ny"
    WHOLE = "helhet"
    """A sum, a fylke or the country: not a unit of the plan."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of the workbook and what it is in the plan.

    ``decided`` says whether ``choice`` counts; a name that is not decided has a suggestion in ``choice`` (None: leave
    it out) when ``how`` is given, and no suggestion when it is None.
    """

    field: str
    text: str
    rows: int
    decided: bool
    choice: str | None = None
    how: How | None = None
    options: tuple[str, ...] = ()


_ALIKE = 0.82
_NUMBERED = re.compile(r"0*([0-9]{1,6})(?:[\s._:-]+(.*))?")
_SECOND_LANGUAGE = re.compile(r"\s+[-–/]\s+")
_EMPTY_WORDS = frozenset({"nav", "kontor", "kontoret", "navkontor", "kommune", "kommunene", "i", "for", "lokalkontor"})
_ONLY_FE = frozenset({"fe", "nfe", "forvaltning", "forvaltningsenhet", "forvaltningsenheten"})
_WHOLE = frozenset({
    "landet", "hele_landet", "norge", "sum", "totalt", "total", "i_alt", "ialt", "alle", "sum_fylke", "hele_fylket", "fylket",
    "ukjent", "uoppgitt",
})
_ABBREVIATIONS = {
    "aap": "arbeidsavklaringspenger", "ap": "alderspensjon", "dp": "dagpenger", "sp": "sykepenger", "fp": "foreldrepenger",
    "ufor": "uføretrygd", "ufore": "uføretrygd", "uforepensjon": "uføretrygd", "ut": "uføretrygd", "gh": "grunn- og hjelpestønad",
    "overgangsstonad": "stønad til enslig mor eller far", "enslig_forsorger": "stønad til enslig mor eller far",
}
_GROUP_WORDS = {
    "arbeidssøkere": ("helt_ledig", "delvis_ledig", "arbeidssoker", "ledige", "tiltak"),
    "nedsatt arbeidsevne": ("nedsatt", "arbeidsevne"),
}
"""Words that Nav's statistics use about people in a brukergruppe of the plan."""


@cache
def _register() -> dict[str, str]:
    """Number of an office or a kommune -> name of the office, for the fylke the program ships the register of."""
    known: dict[str, str] = {}
    for row in read_table("telemark", "kontor"):
        for number in (row["enhetsnummer"], *row["kommunenummer"].split(",")):
            known[number.lstrip("0")] = row["enhet"]
    return known


def name_key(text: str) -> str:
    """The words of a unit's name that matter.

    Examples
    --------
    >>> name_key("NAV Midt-Telemark "), name_key("Skien kommune")
    ('midt_telemark', 'skien')
    """
    words = [w for w in text_key(text).split("_") if w not in _EMPTY_WORDS]
    return "_".join(words) or text_key(text)


def parts(text: str) -> tuple[str, str]:
    """The number (without leading zeros, empty if none) and the words of ``03 Oslo``."""
    body = clean(text)
    match = _NUMBERED.fullmatch(body)
    return (match.group(1), clean(match.group(2) or "")) if match else ("", body)


class Names:
    """What the names of one kind of thing in a plan can be called."""

    def __init__(self, plan: Plan, column: Column, target: str) -> None:
        self.field = column.field
        self.is_unit = column.reference == "Enheter" or (target == "Enheter" and column.field == "enhet")
        own_key = not column.reference
        self.may_be_new = own_key
        self._plan = plan
        self.known = self._known(column, target)
        self._exact: dict[str, str] = {}
        self._words: dict[str, set[str]] = {}
        self._kommuner: dict[str, set[str]] = {}
        self._numbers = {name.lstrip("0"): name for name in self.known if name.isdigit()}
        for name in self.known:
            self._exact.setdefault(text_key(name), name)
            self._words.setdefault(self._key(name), set()).add(name)
        if self.is_unit:
            self._add_units()

    def find(self, text: str) -> tuple[str | None, How | None, bool]:
        """The choice, why, and whether it is beyond doubt; (None, None, False) when nothing is like it."""
        choice, how = self._beyond_doubt(text)
        if how is not None:
            return choice, how, True
        return self._proposal(text)

    def is_sure(self, text: str) -> bool:
        """Whether a text is a name of the plan beyond doubt."""
        return self._beyond_doubt(text)[1] is not None

    def _beyond_doubt(self, text: str) -> tuple[str | None, How | None]:
        key = text_key(text)
        if (exact := self._exact.get(key)) is not None:
            return exact, How.SAME
        if self.is_unit:
            return self._unit(text)
        full = _ABBREVIATIONS.get(key)
        return (full, How.KNOWN_AS) if full is not None and full in self.known else (None, None)

    def _proposal(self, text: str) -> tuple[str | None, How | None, bool]:
        """What a text may be."""
        words = parts(text)[1] if self.is_unit else text
        key = self._key(words) if words else ""
        if key in _WHOLE or (self.is_unit and key and key == folded(self._plan.fylke)):
            return None, How.WHOLE, False
        if self.field == "brukergruppe":
            for group, pieces in _GROUP_WORDS.items():
                if group in self.known and any(piece in key for piece in pieces):
                    return group, How.KNOWN_AS, False
        choice = self._alike(key)
        if choice is not None:
            return choice, How.ALIKE, False
        return (clean(text), How.NEW, False) if self.may_be_new else (None, None, False)

    def _known(self, column: Column, target: str) -> tuple[str, ...]:
        plan = self._plan
        if self.is_unit:
            return tuple(e.enhet for e in plan.enheter)
        if column.reference == "Ytelser" or (target == "Ytelser" and column.field == "ytelse"):
            return tuple(dict.fromkeys([*(y.ytelse for y in plan.ytelser), *(r.ytelse for r in plan.ressurskartlegging)]))
        if column.field == "brukergruppe":
            groups = [*(n.brukergruppe for n in plan.oppfolgingsnorm), *(b.brukergruppe for b in plan.brukere)]
            return tuple(dict.fromkeys(groups))
        if column.reference == "Gevinster" or target == "Gevinster":
            return tuple(g.navn for g in plan.gevinster)
        return ()

    def _key(self, text: str) -> str:
        return name_key(text) if self.is_unit else text_key(text)

    def _add_units(self) -> None:
        for unit in self._plan.enheter:
            self._exact.setdefault(text_key(unit.navn), unit.enhet)
            self._words.setdefault(self._key(unit.navn), set()).add(unit.enhet)
            for kommune in unit.kommune:
                number, words = parts(kommune)
                for key in filter(None, (number, name_key(words) if words else "")):
                    self._kommuner.setdefault(key, set()).add(unit.enhet)

    def _unit(self, text: str) -> tuple[str | None, How | None]:
        number, words = parts(text)
        key = name_key(words) if words else ""
        if key in _WHOLE or (key and key == folded(self._plan.fylke)):
            return None, None
        if number and (by_number := self._by_number(number, alone=not words)) is not None:
            return by_number, How.NUMBER
        first = name_key(_SECOND_LANGUAGE.split(words)[0]) if words else ""
        for candidate in dict.fromkeys(filter(None, (key, first))):
            if len(found := self._words.get(candidate, set())) == 1:
                return next(iter(found)), How.SAME
        if len(found := self._kommuner.get(key, set())) == 1:
            return next(iter(found)), How.KOMMUNE
        if key in _ONLY_FE and len(self._plan.forvaltningsenheter) == 1:
            return self._plan.forvaltningsenheter[0].enhet, How.KNOWN_AS
        return None, None

    def _by_number(self, number: str, alone: bool) -> str | None:
        """The unit of a number: its own, its kommune's, or the register's where the plan has that unit."""
        if (own := self._numbers.get(number)) is not None:
            return own
        if (alone or len(number) >= 3) and len(found := self._kommuner.get(number, set())) == 1:
            return next(iter(found))
        registered = self._words.get(name_key(_register().get(number, "")), set())
        return next(iter(registered)) if len(registered) == 1 and len(number) >= 3 else None

    def _alike(self, key: str) -> str | None:
        """The one name, or kontor of a kommune, that is spelt almost so."""
        for known in (self._words, self._kommuner):
            near = difflib.get_close_matches(key, [k for k in known if not k.isdigit()], 1, _ALIKE) if key else []
            if near:
                found = known[near[0]]
                return next(iter(found)) if len(found) == 1 else None
        return None


def decide(names: Names, texts: Dict[str, int], answers: tuple[Answer, ...]) -> tuple[Name, ...]:
    """Every name of a column with what it is, or what it may be; ``texts`` is text -> rows."""
    own = {a.text: a.choice for a in answers if a.field == names.field}
    result: dict[str, Name] = {}
    for text, rows in texts.items():
        key = text_key(text)
        if key in result:
            result[key] = replace(result[key], rows=result[key].rows + rows)
            continue
        if key in own:
            choice = own[key]
            # A new name is only ever the workbook's own: what was chosen for another plan may not be in this one.
            if choice is None or choice in names.known or (names.may_be_new and text_key(choice) == key):
                result[key] = Name(names.field, text, rows, True, choice, How.CHOSEN, names.known)
                continue
        choice, how, sure = names.find(text)
        result[key] = Name(names.field, text, rows, sure, choice, how, names.known)
    return tuple(result.values())

