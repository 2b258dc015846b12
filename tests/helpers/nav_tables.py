"""Sheets shaped like those Nav sends: a table from B2, another beside it, names with numbers, months as 202501.

The numbers are made up.
"""

from models.io.excel_cells import SheetCells, WorkbookCells

LEFT = ["År", "År-måned", None, "Nåværende Kommune Nr Navn", "Arbeidsmarkedsstatus hovedgruppe", "Kjønn",
        "Beh personer i mnd", "% av arbeidsstyrken"]
KOMMUNER = (("4003 Skien", 100), ("4012 Bamble", 20), ("4020 Midt-Telemark", 30), ("4018 Nome", 10), ("4032 Fyresdal", 3))
STATUSES = ("Arbeidssøkere på tiltak", "Delvis ledige", "Helt ledige")


def cells(rows, name="Ark", left=1, top=1, **more):
    """A sheet from rows of values; None is an empty cell."""
    found = tuple(
        (number, tuple((place, value) for place, value in enumerate(row, start=left) if value is not None))
        for number, row in enumerate(rows, start=top) if any(v is not None for v in row)
    )
    return SheetCells(name, rows=found, **more)


def book(*sheets):
    return WorkbookCells(tuple(sheets))


def ledighet(month=202501, name="Telemark", extra=()):
    """Women and men to the left (B2), both to the right (K2); 3 in Fyresdal is shown as a star there."""
    left, right = [], []
    for kommune, count in KOMMUNER:
        for step, status in enumerate(STATUSES):
            total = count + step
            both = "*" if total < 4 else total
            left += [[2025, month, "Telemark kommuner", kommune, status, sex, part, 0.4]
                     for sex, part in (("Kvinner", total // 2 if total > 9 else "*"), ("Menn", total - total // 2))]
            right.append([2025, month, "Telemark kommuner", kommune, status, "Begge kjønn", both, 0.4])
    rows = [[*LEFT, None, *LEFT]]
    for i, row in enumerate(left):
        rows.append([*row, None, *(right[i] if i < len(right) else [None] * 8)])
    return cells([*rows, *extra], name, left=2, top=2)


def nedsatt(month=202501):
    """From A3, without status column; the group is in the sheet's name; three spellings of places in the fylke's list."""
    head = ["Månednummer", None, "Nivå", "Region", "Kjønn", "Alder", "Beh personer i mnd", "V_Prosent_av_befolkningen",
            "D_År-Måned"]
    rows = [[1, 2025, "Telemark kommuner", place, sex, "Alle aldre", count, 7.1, month]
            for place, count in (("Bamble", 60), ("Nome", 20), ("Midt-Telemark", 30), ("Skien ", 90))
            for sex in ("Kvinner", "Menn")]
    return cells([head, *rows], "Nedsatt 18 - 66 år Telemark", top=3)


def fylker(month=202501):
    """The sheet of fylker: nothing in it is a unit of a plan."""
    rows = [[2025, month, "Fylker", name, "Helt ledige", "Begge kjønn", 500, 2.4]
            for name in ("03 Oslo", "40 Telemark", "55 Troms - Romsa - Tromssa ", "Landet")]
    return cells([LEFT, *rows], "Fylker", left=2, top=2)


def write(path, *sheets):
    """The sheets as a workbook on disk; the path."""
    import openpyxl

    made = openpyxl.Workbook()
    made.remove(made.active)
    for sheet in sheets:
        target = made.create_sheet(sheet.name)
        for number, row in sheet.rows:
            for column, value in row:
                target.cell(number, column, value)
        for number in sheet.hidden_rows:
            target.row_dimensions[number].hidden = True
    made.save(path)
    return path
