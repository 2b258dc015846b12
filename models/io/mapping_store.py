"""Named mappings in a file of the program's folder, and how the workbook of next month is recognised.

A mapping is kept by the headings of its columns, not by their letters: a column more or less, or a
table that begins further down, is no other workbook. A month typed for one workbook is not kept.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from pathlib import Path

from pydantic import BaseModel, ConfigDict

from models.io.atomic import write_bytes
from models.io.errors import DamagedFile, FileError, NewerFormat, read_error
from models.io.excel_columns import Kind
from models.io.excel_schema import SHEETS
from models.io.mapping import TARGETS, YEAR, Answer, Area, Grid, Keep, Mapping, Mark, Mode, Point, text_key
from models.io.mapping_areas import SEARCHED_ROWS, areas

FORMAT = 1

_STRICT = ConfigDict(extra="forbid", strict=True, frozen=True, allow_inf_nan=False)


class Place(BaseModel):
    """A column by its heading (folded), and which of several with the same heading in its table."""

    model_config = _STRICT
    overskrift: str
    nummer: int = 1


class StoredKeep(BaseModel):
    model_config = _STRICT
    kolonne: Place
    verdier: list[str]


class StoredAnswer(BaseModel):
    model_config = _STRICT
    felt: str
    tekst: str
    valg: str | None


class StoredMapping(BaseModel):
    """One named mapping as it stands in the file."""

    model_config = _STRICT
    navn: str
    tabell: str
    ark: str
    tabellnummer: int
    overskriftsrader: int
    overskrifter: list[str]
    kolonner: dict[str, Place]
    bred: bool
    faste: dict[str, str]
    rader: list[StoredKeep]
    tegn: dict[str, float | None]
    prosent: dict[str, bool]
    faktorer: dict[str, float]
    punktum: str
    fyll_ned: bool
    skjulte: bool
    svar: list[StoredAnswer]
    modus: str


class _Numbered(BaseModel):
    model_config = ConfigDict(extra="ignore", strict=True)
    format: int


class _File(BaseModel):
    model_config = _STRICT
    format: int
    kartlegginger: list[StoredMapping]
    navn: list[StoredAnswer]


class MappingStore:
    """The mappings and remembered names of one user.

    A file that cannot be read is left alone: ``problem`` says why, and nothing is written over it.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self.problem: FileError | None = None
        self._mappings: dict[str, StoredMapping] = {}
        self._answers: dict[tuple[str, str], StoredAnswer] = {}
        try:
            self._load()
        except FileError as error:
            self.problem = error

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(sorted(self._mappings))

    def answers(self) -> tuple[Answer, ...]:
        """Every remembered decision about a name."""
        return tuple(Answer(a.felt, a.tekst, a.valg) for a in self._answers.values())

    def save(self, name: str, mapping: Mapping, grid: Grid) -> None:
        """Remember a mapping under a name, in place of one that had it.

        Raises
        ------
        FileError
            If it could not be written, or the file holds what this program cannot read.
        """
        before = dict(self._mappings)
        self._mappings[name] = stored(name, mapping, grid)
        self._write_or(lambda: self._restore(before, None))

    def forget(self, name: str) -> None:
        """Take a mapping away.

        Raises
        ------
        FileError
        """
        before = dict(self._mappings)
        if self._mappings.pop(name, None) is not None:
            self._write_or(lambda: self._restore(before, None))

    def remember(self, answers: Iterable[Answer]) -> None:
        """Remember decisions about names for every workbook to come.

        Raises
        ------
        FileError
        """
        before = dict(self._answers)
        for a in answers:
            self._answers[(a.field, a.text)] = StoredAnswer(felt=a.field, tekst=a.text, valg=a.choice)
        if self._answers != before:
            self._write_or(lambda: self._restore(None, before))

    def recognise(self, grids: Iterable[Grid]) -> tuple[tuple[str, Mapping], ...]:
        """The mappings that fit a table of the workbook, the best first, each with where it fits.

        One fits when every heading it uses is there; the same sheet and more of the same headings are better.
        """
        found: list[tuple[float, str, Mapping]] = []
        sheets = list(grids)
        for name, kept in self._mappings.items():
            fits = [fit for grid in sheets for fit in _fits(kept, grid)]
            if fits:
                score, mapping = max(fits, key=lambda f: f[0])
                found.append((score, name, mapping))
        return tuple((name, mapping) for _, name, mapping in sorted(found, key=lambda f: (-f[0], f[1])))

    def _load(self) -> None:
        try:
            content = self._path.read_bytes()
        except FileNotFoundError:
            return
        except OSError as error:
            raise read_error(self._path, error) from error
        try:
            number = _Numbered.model_validate(json.loads(content)).format
            if number > FORMAT:
                raise NewerFormat(self._path, str(number))
            file = _File.model_validate_json(content)
        except (ValueError, RecursionError) as error:
            # ValidationError and JSONDecodeError are both ValueError.
            raise DamagedFile(self._path, "ikke_hel_fil", cause=str(error)[:200]) from error
        self._mappings = {m.navn: m for m in file.kartlegginger if _is_usable(m)}
        self._answers = {(a.felt, a.tekst): a for a in file.navn}

    def _write_or(self, undo: Callable[[], None]) -> None:
        try:
            if self.problem is not None:
                raise self.problem
            self._write()
        except FileError:
            undo()
            raise

    def _restore(self, mappings: dict[str, StoredMapping] | None, answers: dict[tuple[str, str], StoredAnswer] | None) -> None:
        if mappings is not None:
            self._mappings = mappings
        if answers is not None:
            self._answers = answers

    def _write(self) -> None:
        file = _File(format=FORMAT, kartlegginger=list(self._mappings.values()), navn=list(self._answers.values()))
        write_bytes(self._path, (file.model_dump_json(indent=1) + "\n").encode("utf-8"))


def stored(name: str, mapping: Mapping, grid: Grid) -> StoredMapping:
    """A mapping as it is kept."""
    heads = _heads(grid, mapping.area)
    months = {c.field for c in mapping.sheet.columns if c.kind is Kind.MONTH}
    return StoredMapping(
        navn=name, tabell=mapping.target, ark=mapping.area.sheet,
        tabellnummer=_number(grid, mapping.area), overskriftsrader=mapping.area.header_rows if mapping.area.header else 0,
        overskrifter=_shape(grid, mapping.area),
        kolonner={f: _place(heads, c) for f, c in mapping.columns}, bred=mapping.wide,
        faste={f: t for f, t in mapping.constants if f not in months},
        rader=[StoredKeep(kolonne=_place(heads, k.column), verdier=list(k.values)) for k in mapping.keep],
        tegn={m.text: m.value for m in mapping.marks}, prosent=dict(mapping.percent), faktorer=dict(mapping.factors),
        punktum=mapping.point.value, fyll_ned=mapping.fill_down, skjulte=mapping.hidden,
        svar=[StoredAnswer(felt=a.field, tekst=a.text, valg=a.choice) for a in mapping.answers], modus=mapping.mode.value,
    )


def _is_usable(kept: StoredMapping) -> bool:
    if kept.tabell not in TARGETS:
        return False
    fields = {c.field for c in SHEETS[kept.tabell].columns}
    return (
        set(kept.kolonner) <= fields | {YEAR} and set(kept.faste) <= fields and set(kept.prosent) <= fields
        and set(kept.faktorer) <= fields and kept.overskriftsrader in (0, 1, 2)
        and kept.punktum in {p.value for p in Point} and kept.modus in {m.value for m in Mode}
    )


def _heads(grid: Grid, area: Area) -> dict[int, str]:
    """Column -> heading (folded); one without a heading is known by its distance from the left edge."""
    return {
        c: text_key(grid.heading(area, c)) or f"#{c - area.left}" for c in range(area.left, area.right + 1)
    }


def _shape(grid: Grid, area: Area) -> list[str]:
    """The headings that are words, in order: months come and go."""
    return [head for c, head in _heads(grid, area).items() if grid.heading_month(area, c) is None]


def _place(heads: dict[int, str], column: int) -> Place:
    same = [c for c in heads if heads[c] == heads[column]]
    return Place(overskrift=heads[column], nummer=same.index(column) + 1)


def _number(grid: Grid, area: Area) -> int:
    """Which of the tables side by side an area is, from 0."""
    beside = [a.left for a in areas(grid, area.header, area.header_rows)]
    return sum(left < area.left for left in beside)


def _fits(kept: StoredMapping, grid: Grid) -> list[tuple[float, Mapping]]:
    wanted = [*kept.kolonner.values(), *(k.kolonne for k in kept.rader)]
    needed = {p.overskrift for p in wanted if not p.overskrift.startswith("#")}
    found = []
    for area in _candidate_areas(grid, needed, kept.overskriftsrader):
        heads = _heads(grid, area)
        places = {p: _column(heads, p) for p in wanted}
        if any(c is None for c in places.values()):
            continue
        shape = _shape(grid, area)
        alike = len(set(shape) & set(kept.overskrifter)) / max(len(set(shape) | set(kept.overskrifter)), 1)
        score = alike + (1.0 if grid.name == kept.ark else 0.0)
        score += 0.5 if _number(grid, area) == kept.tabellnummer else 0.0
        found.append((score, _restored(kept, area, {p: c for p, c in places.items() if c is not None})))
    return found


def _candidate_areas(grid: Grid, needed: set[str], header_rows: int) -> list[Area]:
    """Tables of the sheet whose heading row holds what is needed, wherever that row is."""
    if header_rows == 0:
        return list(areas(grid, 0))
    likely = list(areas(grid, None, header_rows))
    for number in grid.numbers[:SEARCHED_ROWS]:
        if likely and number == likely[0].header:
            continue
        held = {text_key(str(raw)) for raw in grid.rows[number].values() if isinstance(raw, str)}
        if needed and needed <= held:
            likely += areas(grid, number, header_rows)
    return likely


def _column(heads: dict[int, str], place: Place) -> int | None:
    same = [c for c, head in heads.items() if head == place.overskrift]
    return same[place.nummer - 1] if 0 < place.nummer <= len(same) else None


def _restored(kept: StoredMapping, area: Area, places: dict[Place, int]) -> Mapping:
    return Mapping(
        kept.tabell, area, tuple((f, places[p]) for f, p in kept.kolonner.items()), kept.bred, tuple(kept.faste.items()),
        tuple(Keep(places[k.kolonne], tuple(k.verdier)) for k in kept.rader),
        tuple(Mark(t, v) for t, v in kept.tegn.items()), tuple(kept.prosent.items()), tuple(kept.faktorer.items()),
        Point(kept.punktum), kept.fyll_ned, kept.skjulte, tuple(Answer(a.felt, a.tekst, a.valg) for a in kept.svar),
        Mode(kept.modus),
    )
