"""The window and the workbook warn of the same things."""

import openpyxl

from app.export import eksporter
from app.plan_warnings import plan_warnings
from app.texts import setning
from models.io.samples import eksempel
from models.unit_findings import er_varsel
from planning_core.projection import framskriv_par
from planning_core.validate import validate


def test_the_summary_warns_of_units_as_the_window_does(tmp_path):
    plan = eksempel("telemark")
    projeksjon = framskriv_par(plan)
    found = validate(plan)
    expected = [setning(f) for f in plan_warnings(plan, projeksjon, found) if f not in found]
    # The sample has kontor over the reference, so there is something to say.
    assert expected
    assert all(er_varsel(f) for f in plan_warnings(plan, projeksjon, ()))
    eksporter(tmp_path / "ut.xlsx", projeksjon, found, plan_navn="Telemark")
    book = openpyxl.load_workbook(tmp_path / "ut.xlsx", read_only=True)
    summary, about = (
        "\n".join(str(cell) for row in book[sheet].iter_rows(values_only=True) for cell in row if cell)
        for sheet in ("Sammendrag", "Om")
    )
    book.close()
    assert expected[0] in summary
    assert "Ingen advarsler" not in summary
    assert all(sentence in about for sentence in expected)
