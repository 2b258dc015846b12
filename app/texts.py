"""What a finding says to the user: code -> one or two plain sentences, with what to do.

The templates stand in :mod:`app.texts_plan` (what validation and the projection find),
:mod:`app.texts_file` (what reading a workbook finds), :mod:`app.texts_mapping` (an unknown workbook)
and :mod:`app.texts_project` (project files). A placeholder names a detail of the finding, or
``ark``, ``kolonne``, ``verdi``; what follows the colon says how it is written, see ``_WRITE``.
"""

from __future__ import annotations

import math
import re
import string
from collections.abc import Callable, Mapping
from enum import Enum
from typing import Any, TypeGuard

from app import format as fmt
from app.parameter_texts import LABELS
from app.texts_file import TEKSTER_FIL
from app.texts_mapping import TEKSTER_KARTLEGGING
from app.texts_plan import TEKSTER_PLAN
from app.texts_project import TEKSTER_PROSJEKT
from models.io.excel_schema import SHEETS
from models.parameter_rows import is_share_unit
from planning_core.findings import Finding
from planning_core.parameters import PARAMETERS, Parameter
from planning_core.plan import Eier

TEKSTER: dict[str, str] = {**TEKSTER_FIL, **TEKSTER_KARTLEGGING, **TEKSTER_PROSJEKT, **TEKSTER_PLAN}
"""Every sentence by finding code."""

UKJENT_KODE = "Programmet fant noe det ikke har en forklaring på ({kode}). Se over denne delen av planen."

_MONTH_HEADERS = frozenset({"måned", "gyldig_fra", "fra_måned", "til_måned", "start", "etablert"})
_EMPTY_IN_KEY = {"måned": "hver måned", "gyldig_fra": "uten dato", "ytelse": "alle ytelser"}
"""What an empty cell means where it is part of what a row is about."""
_MAX_LISTED = 6
_LARGEST_WRITTEN_OUT = 1e15
_LONGEST = 80
"""A cell can hold a book; a sentence shows how it begins."""
_LINE_BREAKS = re.compile(r"[\r\n\v\f\x1c-\x1e\x85\u2028\u2029]+")


def setning(finding: Finding) -> str:
    """The sentence of a finding, with what to do; never raises for want of a text."""
    template = TEKSTER.get(finding.code)
    if template is None:
        return UKJENT_KODE.format(kode=finding.code)
    text = _FORMATTER.vformat(template, (), _Values(finding))
    return text[:1].upper() + text[1:]


def sted(finding: Finding) -> str:
    """Where it is: ``Enheter!F7`` when the cell is known, else ``Enheter!3.årsverk_stat``; rows count from 1."""
    if finding.cell is not None:
        return f"{finding.table}!{finding.cell}"
    row = "" if finding.row is None else str(finding.row + 1)
    place = ".".join(part for part in (row, finding.column) if part)
    return "!".join(part for part in (finding.table, place) if part)


def melding(finding: Finding) -> str:
    """The line of the command line: ``ark!celle: alvor kode: melding``."""
    where = sted(finding)
    line = f"{finding.severity.value} {finding.code}: {setning(finding)}"
    # Names and values may hold line breaks, and a finding is one line.
    return _LINE_BREAKS.sub(" ", f"{where}: {line}" if where else line)


def plassholdere(kode: str) -> frozenset[str]:
    """Names a template needs from the finding's details."""
    names = {name for _, name, _, _ in string.Formatter().parse(TEKSTER[kode]) if name}
    return frozenset(names - {"ark", "kolonne", "verdi"})


def verdi_tekst(value: object, kolonne: str | None = None) -> str:
    """A value of a plan as text: months by name, numbers with as many decimals as they have."""
    if value is None or value == "":
        return "tom"
    if isinstance(value, bool):
        return "ja" if value else "nei"
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, int) and kolonne in _MONTH_HEADERS and 1900 <= value // 12 <= 2200:
        return fmt.maned_lang(value)
    if isinstance(value, (int, float)):
        return _number(value)
    if isinstance(value, (tuple, list)):
        return liste(value)
    if isinstance(value, Mapping):
        return nokkel(value)
    text = str(value)
    return text if len(text) <= _LONGEST else f"{text[:_LONGEST]}…"


def is_share(parameter: Parameter, value: object) -> TypeGuard[float]:
    """Whether a value of an assumption is a share, which is shown as per cent and may be typed either way."""
    return is_share_unit(parameter.unit) and isinstance(value, (int, float)) and not isinstance(value, bool)


def value_text(parameter: Parameter, value: object) -> str:
    """A value of an assumption as the reader sees it: shares as per cent."""
    if value is None:
        return fmt.UNDEFINED
    return fmt.andel(value) if is_share(parameter, value) else verdi_tekst(value)


def value_with_unit(parameter: Parameter, value: object) -> str:
    """A value of an assumption and its unit in one: ``9 måneder``, ``6 % av timene``."""
    return f"{value_text(parameter, value)} {unit_after(parameter)}".rstrip()


def unit_after(parameter: Parameter) -> str:
    """The unit as it stands after a value: per cent says already that it is a share."""
    return parameter.unit.removeprefix("andel").strip() if is_share_unit(parameter.unit) else parameter.unit


def liste(values: object) -> str:
    """``a, b og c``; a long list is cut, and says how many more there are."""
    texts = [verdi_tekst(v) for v in _sequence(values)]
    if len(texts) > _MAX_LISTED + 1:
        rest = len(texts) - _MAX_LISTED
        return f"{', '.join(texts[:_MAX_LISTED])} og {fmt.tall(rest)} til"
    return _join(texts)


def maneder(values: object) -> str:
    """Months as spans: ``januar 2026–mars 2026 og mai 2026``."""
    indices = sorted(int(v) for v in _sequence(values))
    spans: list[list[int]] = []
    for index in indices:
        if spans and index == spans[-1][1] + 1:
            spans[-1][1] = index
        else:
            spans.append([index, index])
    texts = [
        fmt.maned_lang(a) if a == b else f"{fmt.maned_lang(a)}–{fmt.maned_lang(b)}"
        for a, b in spans
    ]
    if len(texts) > _MAX_LISTED + 1:
        return f"{', '.join(texts[:_MAX_LISTED])} og flere"
    return _join(texts)


def nokkel(values: object) -> str:
    """What a row is about: ``Nav Skien, dagpenger, januar 2026``; an empty month is every month."""
    assert isinstance(values, Mapping)
    texts = []
    for header, value in values.items():
        if header.startswith("alder_"):
            texts.append(f"uten {header}" if value is None else f"{header} {verdi_tekst(value)}")
        elif value is None or value == "":
            texts.append(_EMPTY_IN_KEY.get(header, f"uten {header}"))
        else:
            texts.append(verdi_tekst(value, header))
    return ", ".join(texts)


def _kolonner(fields: object) -> str:
    """Columns by their headers."""
    headers = {column.field: column.header for sheet in SHEETS.values() for column in sheet.columns}
    return liste(tuple(headers.get(str(field), str(field)) for field in _sequence(fields)))


def _join(texts: list[str], conjunction: str = "og") -> str:
    if len(texts) < 2:
        return "".join(texts)
    return f"{', '.join(texts[:-1])} {conjunction} {texts[-1]}"


def _sequence(values: object) -> tuple[Any, ...]:
    if isinstance(values, (tuple, list, set, frozenset)):
        return tuple(values)
    return (values,)


def _number(value: float) -> str:
    """As many decimals as it takes to see the number, none that are zero."""
    if not math.isfinite(value):
        return "ikke et tall" if math.isnan(value) else "uendelig"
    if abs(value) >= _LARGEST_WRITTEN_OUT:
        return f"{value:.1e}".replace(".", ",").replace("-", fmt.MINUS)
    text = fmt.tall(value, 3 if abs(value) >= 0.001 else 9)
    return text.rstrip("0").rstrip(",") if "," in text else text


def valg(values: object) -> str:
    """What to choose among: ``a, b eller c``."""
    texts = [verdi_tekst(v) for v in _sequence(values)]
    return _join(texts, "eller")


def _forslag(value: object) -> str:
    return f" Mente du «{value}»?" if value else ""


def _flere(antall: int) -> str:
    """How many more rows a finding stands for."""
    if antall < 2:
        return ""
    return f" (gjelder {fmt.tall(antall)} rader i arket)"


def _omraade(bounds: Any) -> str:
    lower, upper = bounds
    if upper is None:
        return f"minst {verdi_tekst(lower)}"
    if lower is None:
        return f"høyst {verdi_tekst(upper)}"
    return f"mellom {verdi_tekst(lower)} og {verdi_tekst(upper)}"


def _forutsetning(key: str) -> str:
    """Label and key, so that it is found both in the window and in the workbook."""
    label = LABELS.get(key, key)
    return label if label.casefold() == key else f"{label} ({key})"


def _knapt(arsverk: float) -> str:
    """What is missing; a lack too small to show with one decimal is not shown as nothing."""
    return fmt.arsverk(arsverk) if arsverk >= 0.05 else "mindre enn 0,1"


def _bare(arsverk: float, none: str, of: str) -> str:
    """How little it is; what rounds to nothing is said in words, not as "bare 0,0"."""
    return none if abs(arsverk) < 0.05 else f"bare {fmt.arsverk(arsverk)} årsverk {of}".rstrip()


def _flyttingen_tar(rows: Any) -> str:
    return "Flyttingen tar" if len(rows) < 2 else f"{fmt.tall(len(rows))} flyttinger tar til sammen"


_SLAG = {
    "NAV-kontor": "et NAV-kontor",
    "forvaltningsenhet": "en forvaltningsenhet",
    "tall": "et tall",
    "ja_nei": "ja eller nei",
    "nivå": "konservativt, moderat eller optimistisk",
}
_EIER = {Eier.STAT: "statlige", Eier.KOMMUNE: "kommunale"}

_WRITE: dict[str, Callable[[Any], str]] = {
    "arsverk": fmt.arsverk,
    "tall": fmt.tall,
    "tall1": lambda v: fmt.tall(v, 1),
    "prosent_fri": fmt.andel,
    "prosent1": lambda v: fmt.prosent(v, 1),
    "maned": fmt.maned_lang,
    "maneder": maneder,
    "liste": liste,
    "navneliste": lambda v: liste(tuple(f"«{name}»" for name in _sequence(v))),
    "kolonner": _kolonner,
    "valg": valg,
    "nokkel": nokkel,
    "forslag": _forslag,
    "flere": _flere,
    "omraade": _omraade,
    "forutsetning": _forutsetning,
    "knapt": _knapt,
    "bare_arbeid": lambda v: _bare(v, "ikke noe arbeid", "arbeid"),
    "bare_folk": lambda v: _bare(v, "ingen", ""),
    "slag": lambda v: _SLAG.get(v, str(v)),
    "statlige": lambda v: _EIER[v],
    "flyttingen_tar": _flyttingen_tar,
    "ytelser": lambda v: liste(v) if v else "alle ytelser",
    "lignende": lambda v: f" Er det «{v}» som er ment?" if v else "",
    "hver_maned": lambda v: "hver måned" if v is None else fmt.maned_lang(v),
    "rader": lambda v: "én rad" if v == 1 else f"{fmt.tall(v)} rader",
    "prosenttegn": lambda v: (
        "Kolonnen har også tall over 1. Skriv dem med prosenttegn, så leses dette som andel." if v
        else "Skriv tallet med prosenttegn."),
    "sted": lambda v: f"celle {v}" if isinstance(v, str) else f"rad {v + 1}",
    "steder": lambda v: "ett sted" if v == 1 else f"{fmt.tall(v)} steder",
    "celler": lambda v: "én celle" if v == 1 else f"{fmt.tall(v)} celler",
    "skjulte": lambda v: "én skjult rad" if v == 1 else f"{fmt.tall(v)} skjulte rader",
}
"""How a placeholder is written: ``{mangler:arsverk}``."""

_MAY_BE_NONE = frozenset({"forslag", "lignende", "hver_maned", "prosenttegn"})
"""Written even where there is nothing; other missing details are an en dash."""


class _Values(Mapping[str, object]):
    """The finding as the values of a template; a missing detail reads as an en dash, not as a crash."""

    def __init__(self, finding: Finding) -> None:
        self._values: dict[str, object] = {
            "ark": finding.table, "kolonne": finding.column or "", **finding.details,
            "verdi": verdi_tekst(finding.value, finding.column),
        }
        parameter = PARAMETERS.get(str(finding.details.get("navn")))
        if parameter is not None and is_share(parameter, finding.value):
            self._as_percent(parameter, finding.value)

    def _as_percent(self, parameter: Parameter, value: float) -> None:
        """What is said of a share, in the same way as the window shows it."""
        self._values["verdi"] = value_text(parameter, value)
        for name in ("lav", "hoy"):
            if is_share(parameter, self._values.get(name)):
                self._values[name] = value_text(parameter, self._values[name])
        bounds = self._values.get("omraade")
        if isinstance(bounds, tuple):
            self._values["omraade"] = tuple(None if b is None else value_text(parameter, b) for b in bounds)

    def __getitem__(self, key: str) -> object:
        return self._values.get(key)

    def __iter__(self):
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)


class _Formatter(string.Formatter):
    def get_value(self, key: int | str, args: Any, kwargs: Any) -> object:
        return kwargs[key]

    def format_field(self, value: object, format_spec: str) -> str:
        if value is None and format_spec not in _MAY_BE_NONE:
            return fmt.UNDEFINED
        if format_spec:
            return _WRITE[format_spec](value)
        return verdi_tekst(value)


_FORMATTER = _Formatter()
