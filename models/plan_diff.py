"""What differs between two plans, sheet by sheet: rows added, changed, removed, and how many are as they were."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import combinations, repeat
from operator import attrgetter
from typing import Any

from models.io.excel_schema import PLAN_KEYS
from planning_core.plan import TABELLER, Plan
from planning_core.validate.duplicates import KEYS

MOST_CHANGED = 2
"""Fields in which a row without a key may differ and still be the same row."""


@dataclass(frozen=True, slots=True)
class PlanVerdi:
    """A row of the sheet ``Plan``: one key and its value."""

    nokkel: str
    verdi: object


@dataclass(frozen=True, slots=True)
class RowChange:
    """A row of both plans that has other values; ``fields`` are those that differ, in the order of the row."""

    old: Any
    new: Any
    fields: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class SheetDiff:
    """One sheet of the import contract.

    Parameters
    ----------
    sheet : str
    added, removed : tuple
        Rows of the new and the old plan alone, in their order there.
    changed : tuple of RowChange
        In the order of the new plan.
    same : int
        Rows that are as they were.
    reordered : bool
        Whether the rows of both plans come in another order; that alone is no change.
    """

    sheet: str
    added: tuple[Any, ...] = ()
    changed: tuple[RowChange, ...] = ()
    removed: tuple[Any, ...] = ()
    same: int = 0
    reordered: bool = False

    @property
    def differs(self) -> int:
        """Rows that are added, changed or removed."""
        return len(self.added) + len(self.changed) + len(self.removed)


@dataclass(frozen=True, slots=True)
class PlanDiff:
    """Every sheet in workbook order, ``Plan`` first, also those without a difference."""

    sheets: tuple[SheetDiff, ...]

    @property
    def changed_sheets(self) -> tuple[SheetDiff, ...]:
        return tuple(s for s in self.sheets if s.differs)

    @property
    def differs(self) -> int:
        """Rows that are added, changed or removed in all sheets."""
        return sum(s.differs for s in self.sheets)

    @property
    def reordered(self) -> tuple[str, ...]:
        """Sheets whose rows come in another order."""
        return tuple(s.sheet for s in self.sheets if s.reordered)


def plan_diff(old: Plan, new: Plan) -> PlanDiff:
    """What it takes to make ``new`` of ``old``.

    Rows with a key are the same row when the keys are equal (:data:`planning_core.validate.duplicates.KEYS`).
    Flyttinger, costs, teams and events have none: equal rows are the same one, and of the rest, those that
    differ in at most :data:`MOST_CHANGED` fields are the same row changed.
    """
    sheets = [_of_rows("Plan", _plan_rows(old), _plan_rows(new), _pairs_by_key(attrgetter("nokkel")))]
    for sheet, (attribute, row_class) in TABELLER.items():
        before, after = getattr(old, attribute), getattr(new, attribute)
        if sheet in KEYS:
            pair = _pairs_by_key(attrgetter(*(field for field, _ in KEYS[sheet])))
        else:
            pair = _pairs_by_content(tuple(f.name for f in fields(row_class)))
        sheets.append(_of_rows(sheet, before, after, pair))
    return PlanDiff(tuple(sheets))


Pairs = dict[int, int]
"""Position in the new plan -> position in the old, of rows that are the same row."""


def _plan_rows(plan: Plan) -> tuple[PlanVerdi, ...]:
    return tuple(PlanVerdi(c.header, getattr(plan, c.field)) for c in PLAN_KEYS)


def _of_rows(
    sheet: str, before: Sequence[Any], after: Sequence[Any], pair: Callable[[Sequence[Any], Sequence[Any]], Pairs]
) -> SheetDiff:
    if before is after:
        return SheetDiff(sheet, same=len(after))
    pairs = pair(before, after)
    changed = []
    for new, old in pairs.items():
        names = _differing(before[old], after[new])
        if names:
            changed.append((new, RowChange(before[old], after[new], names)))
    kept = frozenset(pairs.values())
    order = [old for _, old in sorted(pairs.items())]
    return SheetDiff(
        sheet,
        added=tuple(row for i, row in enumerate(after) if i not in pairs),
        changed=tuple(change for _, change in sorted(changed, key=lambda item: item[0])),
        removed=tuple(row for i, row in enumerate(before) if i not in kept),
        same=len(pairs) - len(changed),
        reordered=order != sorted(order),
    )


def _differing(old: Any, new: Any) -> tuple[str, ...]:
    """Fields that differ. Yes and 1 are equal to Python, but not the same value of an assumption."""
    if old is new:
        return ()
    return tuple(
        name for name in type(old).__dataclass_fields__
        if (a := getattr(old, name)) != (b := getattr(new, name)) or isinstance(a, bool) is not isinstance(b, bool)
    )


def _pairs_by_key(key: Callable[[Any], Hashable]) -> Callable[[Sequence[Any], Sequence[Any]], Pairs]:
    def pairs(before: Sequence[Any], after: Sequence[Any]) -> Pairs:
        places = {k: i for i, k in enumerate(_numbered(map(key, before)))}
        return {new: places[k] for new, k in enumerate(_numbered(map(key, after))) if k in places}

    return pairs


def _pairs_by_content(names: tuple[str, ...]) -> Callable[[Sequence[Any], Sequence[Any]], Pairs]:
    """Rows that are alike in all fields, then in all but one, then in all but two.

    The first columns say what a row is about, so they are the last to be taken for changed.
    """
    def pairs(before: Sequence[Any], after: Sequence[Any]) -> Pairs:
        found: Pairs = {}
        old, new = list(range(len(before))), list(range(len(after)))
        for count in range(min(MOST_CHANGED, len(names) - 1) + 1):
            for left_out in combinations(reversed(names), count):
                if not old or not new:
                    return found
                key = attrgetter(*(n for n in names if n not in left_out))
                places = dict(zip(_numbered(key(before[i]) for i in old), old, strict=True))
                keyed = zip(_numbered(key(after[i]) for i in new), new, strict=True)
                found |= {i: places[k] for k, i in keyed if k in places}
                taken = frozenset(found.values())
                old = [i for i in old if i not in taken]
                new = [i for i in new if i not in found]
        return found

    return pairs


def _numbered(keys: Iterator[Hashable]) -> Iterator[tuple[Hashable, int]]:
    """Each key with how many times it has come before: rows that stand twice are two rows."""
    all_keys = list(keys)
    if len(set(all_keys)) == len(all_keys):
        return zip(all_keys, repeat(0))
    seen: Counter[Hashable] = Counter()
    numbered = []
    for key in all_keys:
        numbered.append((key, seen[key]))
        seen[key] += 1
    return iter(numbered)
