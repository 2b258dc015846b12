"""What differs between two plans: by hand, and as laws on random plans."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from models.io.excel_schema import PLAN_KEYS, SHEETS
from models.plan_diff import PlanVerdi, RowChange, SheetDiff, plan_diff
from planning_core.months import month
from planning_core.plan import TABELLER, Eier, Flytting, Forutsetning, Hendelse, Kapasitet, Plan, Saksinngang
from planning_core.validate.duplicates import EVENTS, KEYS
from tests.helpers.plans import REPRODUCIBLE, plans

JAN = month(2026, 1)

EXAMPLES = settings(REPRODUCIBLE, max_examples=25)


def sheet(old, new, name):
    return next(s for s in plan_diff(old, new).sheets if s.sheet == name)


def rows_of(plan, name):
    if name == "Plan":
        return [PlanVerdi(c.header, getattr(plan, c.field)) for c in PLAN_KEYS]
    return list(getattr(plan, TABELLER[name][0]))


def counted(rows):
    """Rows with how often they stand; repr tells True from 1."""
    return Counter(map(repr, rows))


def test_a_changed_number_is_one_changed_row_with_its_field():
    old = Plan("Test", JAN, saksinngang=(Saksinngang("A", "dagpenger", JAN, 400.0), Saksinngang("A", "AAP", None, 7.0)))
    row = Saksinngang("A", "dagpenger", JAN, 420.0)
    new = replace(old, saksinngang=(row, old.saksinngang[1]))
    found = sheet(old, new, "Saksinngang")
    assert found == SheetDiff("Saksinngang", changed=(RowChange(old.saksinngang[0], row, ("antall",)),), same=1)
    assert plan_diff(old, new).differs == 1
    assert [s.sheet for s in plan_diff(old, new).changed_sheets] == ["Saksinngang"]


def test_another_month_is_another_row_and_every_month_is_not_month_zero():
    old = Plan("Test", JAN, kapasitet=(Kapasitet("A", None, 1.0), Kapasitet("A", JAN, 0.5)))
    new = replace(old, kapasitet=(Kapasitet("A", None, 1.0), Kapasitet("A", JAN + 1, 0.5)))
    found = sheet(old, new, "Kapasitet")
    assert (found.added, found.removed, found.same) == ((new.kapasitet[1],), (old.kapasitet[1],), 1)


def test_keys_of_the_sheet_plan_are_rows_of_their_own():
    old = Plan("Test", JAN)
    found = sheet(old, replace(old, start=JAN + 1, fylke="Nytt"), "Plan")
    assert found.changed == (
        RowChange(PlanVerdi("fylke", "Test"), PlanVerdi("fylke", "Nytt"), ("verdi",)),
        RowChange(PlanVerdi("start", JAN), PlanVerdi("start", JAN + 1), ("verdi",)),
    )
    assert found.same == 3


def test_yes_is_not_the_number_one():
    old = Plan("Test", JAN, forutsetninger=(Forutsetning("sjekk_ved_mottak", True),))
    new = replace(old, forutsetninger=(Forutsetning("sjekk_ved_mottak", 1.0),))
    assert [c.fields for c in sheet(old, new, "Forutsetninger").changed] == [("verdi",)]


def flytting(til="FE", arsverk=1.0, fra_maned=JAN, arsak="", fra="A"):
    return Flytting(fra, til, Eier.STAT, arsverk, fra_maned, arsak=arsak)


def test_a_flytting_is_the_same_when_at_most_two_of_its_fields_differ():
    first, second = flytting(arsverk=1.0), flytting(arsverk=2.0, fra_maned=JAN + 6)
    old = Plan("Test", JAN, flyttinger=(first, second))
    # The first gets another number and a cause, the second another number; a third is new.
    new = replace(old, flyttinger=(
        replace(first, arsverk=1.5, arsak="ny avtale"), flytting(til="B", arsverk=9.0, fra_maned=JAN + 9, fra="C"),
        replace(second, arsverk=3.0),
    ))
    found = sheet(old, new, "Flyttinger")
    assert {(c.old, c.fields) for c in found.changed} == {(first, ("arsverk", "arsak")), (second, ("arsverk",))}
    assert found.added == (new.flyttinger[1],)
    assert found.removed == ()
    # Three fields are too many: that is another flytting.
    third = replace(first, arsverk=1.5, arsak="ny avtale", fra_maned=JAN + 1)
    found = sheet(replace(old, flyttinger=(first,)), replace(old, flyttinger=(third,)), "Flyttinger")
    assert (found.added, found.removed, found.changed) == ((third,), (first,), ())


def test_what_a_row_is_about_is_the_last_thing_to_have_changed():
    # A's 1.3 became 1.2 and B's is gone; that B's event went over to A would be as short to say, and less likely.
    of_a, of_b = Hendelse("A", None, JAN, None, 1.3), Hendelse("B", None, JAN, None, 1.2)
    old = Plan("Test", JAN, hendelser=(of_b, of_a))
    new = replace(old, hendelser=(replace(of_a, faktor=1.2),))
    found = sheet(old, new, "Hendelser")
    assert [(c.old, c.fields) for c in found.changed] == [(of_a, ("faktor",))]
    assert found.removed == (of_b,)


def test_the_same_flytting_twice_is_two():
    old = Plan("Test", JAN, flyttinger=(flytting(),))
    new = replace(old, flyttinger=(flytting(), flytting()))
    found = sheet(old, new, "Flyttinger")
    assert (len(found.added), found.same, found.removed) == (1, 1, ())


def test_another_order_is_no_change_but_is_known():
    old = Plan("Test", JAN, flyttinger=(flytting(), flytting(til="B")))
    found = plan_diff(old, replace(old, flyttinger=old.flyttinger[::-1]))
    assert (found.differs, found.reordered) == (0, ("Flyttinger",))


def test_every_sheet_is_compared_in_workbook_order():
    assert [s.sheet for s in plan_diff(Plan("", JAN), Plan("", JAN)).sheets] == list(SHEETS)
    assert set(KEYS) | set(EVENTS) == set(TABELLER)


@EXAMPLES
@given(plans())
def test_a_plan_does_not_differ_from_itself(plan):
    # A copy of every row: rows are compared, not only recognised.
    copy = replace(plan, **{a: tuple(replace(r) for r in getattr(plan, a)) for a, _ in TABELLER.values()})
    found = plan_diff(plan, copy)
    assert (found.differs, found.reordered) == (0, ())
    assert all(s.same == len(rows_of(plan, s.sheet)) for s in found.sheets)


@EXAMPLES
@given(plans(), plans())
def test_the_difference_makes_one_plan_of_the_other_and_its_counts_add_up(old, new):
    for s in plan_diff(old, new).sheets:
        before, after = rows_of(old, s.sheet), rows_of(new, s.sheet)
        kept = counted(before) - counted(s.removed) - counted(c.old for c in s.changed)
        assert kept + counted(s.added) + counted(c.new for c in s.changed) == counted(after)
        assert sum(kept.values()) == s.same
        assert s.same + len(s.changed) + len(s.removed) == len(before)
        assert s.same + len(s.changed) + len(s.added) == len(after)
        for change in s.changed:
            differing = [f for f in type(change.old).__dataclass_fields__
                         if repr(getattr(change.old, f)) != repr(getattr(change.new, f))]
            assert list(change.fields) == differing
            keys = [field for field, _ in KEYS.get(s.sheet, ())]
            assert not set(keys) & set(change.fields)


@EXAMPLES
@given(plans(), st.randoms(use_true_random=False))
def test_order_is_never_a_change(plan, random):
    shuffled = {}
    for attribute, _ in TABELLER.values():
        rows = list(getattr(plan, attribute))
        random.shuffle(rows)
        shuffled[attribute] = tuple(rows)
    assert plan_diff(plan, replace(plan, **shuffled)).differs == 0


@pytest.mark.parametrize("name", EVENTS)
def test_rows_with_nothing_in_common_are_new_and_gone(name):
    """Every attempt to pair them fails."""
    row_class = TABELLER[name][1]
    count = len(row_class.__dataclass_fields__)
    old = tuple(row_class(*(f"a{i}-{f}" for f in range(count))) for i in range(300))
    new = tuple(row_class(*(f"b{i}-{f}" for f in range(count))) for i in range(300))
    attribute = TABELLER[name][0]
    found = sheet(replace(Plan("", JAN), **{attribute: old}), replace(Plan("", JAN), **{attribute: new}), name)
    assert (found.added, found.removed) == (new, old)
