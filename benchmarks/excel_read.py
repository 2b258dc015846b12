"""How long reading a workbook takes, and how much memory. Prints; never asserts.

    python benchmarks/excel_read.py           all figures
    python benchmarks/excel_read.py --kort    fewer runs, for a quick look

Beside each import stands openpyxl's plain read of the same cells in the same run: ``load_workbook(data_only=True)``,
not read-only, then every cell's value once, in this process. The import is the whole of it: starting the reading
process, the cells, the tables, validation of the plan; the preview is what it changes in the open plan, row by row.
"""

from __future__ import annotations

import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

# What is imported here is imported again by every reading process, which begins by running this file under another
# name; main.py imports nothing for the same reason. So what a figure needs is imported where it is used.
from planning_core.months import month

if TYPE_CHECKING:
    from planning_core.plan import Plan

MONTHS = 60
START = month(2026, 1)


def rows_of_months(units: int, ytelser: int) -> list[list[object]]:
    """A wide Saksinngang: one row per unit and ytelse, one column a month."""
    head = ["enhet", "ytelse", *(f"{(START + i) // 12}-{(START + i) % 12 + 1:02d}" for i in range(MONTHS))]
    return [head, *(
        [f"Kontor {u}", f"ytelse {y}", *(20.0 + (u * 7 + y * 3 + i) % 50 + 0.5 for i in range(MONTHS))]
        for u in range(units) for y in range(ytelser)
    )]


def write_workbook(path: Path, units: int, ytelser: int) -> int:
    """A whole plan whose Saksinngang has units × ytelser rows; the number of its cells."""
    names = [f"Kontor {u}" for u in range(units)]
    sheets: dict[str, list[list[object]]] = {
        "Plan": [["nøkkel", "verdi"], ["fylke", "Måling"], ["start", "2026-01"], ["horisont_måneder", MONTHS]],
        "Enheter": [["enhet", "type", "kommune", "innbyggere", "årsverk_stat", "årsverk_kommune"],
                    *([name, "NAV-kontor", name, 9000, 20.0, 8.0] for name in names),
                    ["FE", "forvaltningsenhet", None, None, 90.0]],
        "Ytelser": [["ytelse", "ytre_grense_dager"], *([f"ytelse {y}", 60] for y in range(ytelser))],
        "Normtid": [["ytelse", "hovedprosess", "minutter"],
                    *([f"ytelse {y}", f"HP{p}", 30] for y in range(ytelser) for p in range(1, 5))],
        "Saksinngang": rows_of_months(units, ytelser),
        "Brukere": [["enhet", "brukergruppe", "antall"], *([name, "alle", 300] for name in names)],
        "Oppfølgingsnorm": [["brukergruppe", "timer_per_bruker_mnd"], ["alle", 0.5]],
    }
    import openpyxl

    book = openpyxl.Workbook(write_only=True)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for row in rows:
            sheet.append(row)
    book.save(path)
    return sum(value is not None for rows in sheets.values() for row in rows for value in row)


def plain_openpyxl(path: Path) -> int:
    import openpyxl

    book = openpyxl.load_workbook(path, data_only=True)
    return sum(value is not None for sheet in book.worksheets for row in sheet.iter_rows(values_only=True) for value in row)


def only_cells(path: Path) -> None:
    from models.io.excel_reader import read_workbook

    read_workbook(path)


def whole_import(path: Path) -> Plan:
    from models.io.excel_import import les_plan

    found = les_plan(path)
    assert found.plan is not None, found.errors[:3]
    return found.plan


def import_with_preview(path: Path) -> None:
    """The import, and what it would change in the plan that is open."""
    from models.plan_diff import plan_diff

    plan_diff(open_plan(), whole_import(path))


@cache
def open_plan() -> Plan:
    """The sample that the program opens with; it is open before anything is imported."""
    from models.io.samples import NAVN, eksempel

    return eksempel(NAVN[0])


def best_and_median(work: Callable[[], object], runs: int) -> tuple[float, float]:
    seconds = []
    for _ in range(runs):
        start = time.perf_counter()
        work()
        seconds.append(time.perf_counter() - start)
    return min(seconds), sorted(seconds)[len(seconds) // 2]


def peaks(path: Path) -> tuple[float, float]:
    """Largest memory [MB] of the program and of its reading process, in a program of its own."""
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--minne", str(path)], capture_output=True, text=True, check=True
    )
    own, child = done.stdout.split()[-2:]
    return float(own), float(child)


def print_peaks(path: Path) -> None:
    import resource

    whole_import(path)
    print(*(resource.getrusage(who).ru_maxrss / 1024 for who in (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)))


def main() -> None:
    words = sys.argv[1:]
    if words[:1] == ["--minne"]:
        print_peaks(Path(words[1]))
        return
    from benchmarks.reference import kd

    open_plan()
    runs = 3 if "--kort" in words else 7
    print(f"KD {min(kd() for _ in range(9)):.2f} ms (best of 9)\n")
    print(f"{'':<46}{'best s':>8}{'median s':>10}{'of openpyxl':>13}")
    with tempfile.TemporaryDirectory(prefix="bemanningsplan-benchmark-") as folder:
        for title, units, ytelser, limit in (
            ("500 rows, 60 months", 50, 10, 2.0), ("200 000 cells", 330, 10, 6.0),
        ):
            path = Path(folder) / "bok.xlsx"
            cells = write_workbook(path, units, ytelser)
            print(f"{title}: {cells} cells, {path.stat().st_size / 1e6:.1f} MB on disk; limit {limit:.0f} s")
            reference = best_and_median(lambda path=path: plain_openpyxl(path), runs)
            for what, work in (
                ("openpyxl, plain read", None), ("the cells, by the reading process", only_cells),
                ("the import: cells, tables, validation", whole_import), ("the import with preview", import_with_preview),
            ):
                best, median = reference if work is None else best_and_median(lambda work=work, path=path: work(path), runs)
                print(f"  {what:<44}{best:>8.2f}{median:>10.2f}{best / reference[0]:>13.2f}")
            own, child = peaks(path)
            print(f"  peak memory: program {own:.0f} MB, reading process {child:.0f} MB\n")


if __name__ == "__main__":
    main()
