"""Sheets of the contract as unknown workbooks: each is guessed whole, whatever it is called, and comes back the same."""

from dataclasses import replace

import pytest

from models.io.excel_schema import SHEETS, rows_of
from models.io.mapping import TARGETS, Grid, Mode
from models.io.mapping_guess import guess
from models.io.mapping_merge import merge
from models.io.mapping_read import read
from models.io.samples import eksempel
from tests.helpers.nav_tables import book, cells

PLANS = {name: eksempel(name) for name in ("telemark", "delta-2007", "etablering-2008")}
CASES = [(name, sheet) for name, plan in PLANS.items() for sheet in TARGETS if rows_of(plan, sheet)]


@pytest.mark.parametrize(("name", "target"), CASES)
@pytest.mark.parametrize("title", ["", "Ark1"])
def test_a_sheet_of_the_contract_is_guessed_whole(name, target, title):
    plan, columns = PLANS[name], SHEETS[target].columns
    rows = rows_of(plan, target)
    sheet = cells([[], [None, *(c.header for c in columns)], *([None, *row] for row in rows)], title or target)
    mapping = guess(book(sheet), plan)[0].mapping
    assert mapping.target == target
    filled = {c.field: place for place, c in enumerate(columns, start=2) if any(row[place - 2] is not None for row in rows)}
    assert filled.items() <= dict(mapping.columns).items()
    mapping = replace(mapping, mode=Mode.REPLACE)
    for field in read(mapping, Grid(sheet), plan).shares:
        if field not in dict(mapping.percent):
            mapping = mapping.with_percent(field, False)
    found = merge(read(mapping, Grid(sheet), plan), plan)
    assert [f for f in found.findings if f.is_error] == []
    assert found.plan == plan
