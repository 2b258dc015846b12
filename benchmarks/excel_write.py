"""How long the result workbook takes to write, beside a plain openpyxl write of the same cells, and its memory.

    python benchmarks/excel_write.py            all figures
    python benchmarks/excel_write.py --kort     one run of each

Each plan is written in a process of its own, so that its memory is its own. Times are processor time of that process
(what a machine with nothing else to do would take) and the clock beside it; the projection is made before. The plain
write holds the same values and formulas in the same places and nothing else: no formats, charts, notes or names.
Prints; never asserts. How to read the columns: benchmarks/README.md.
"""

from __future__ import annotations

import json
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.plans import large, telemark
from planning_core.plan import Plan, Saksinngang

LIMIT_S, LIMIT_RATIO, LIMIT_MB = 3.0, 2.0, 500.0
RUNS = 3


def five_hundred_rows() -> Plan:
    """42 kontor x 12 ytelser: 504 rows of saksinngang, each with its own number in each of 60 months."""
    plan = large(kontor=42)
    first = {(r.enhet, r.ytelse, r.maned): r.antall for r in plan.saksinngang}
    rows = tuple(
        Saksinngang(unit, ytelse, plan.start + m, round(first[unit, ytelse, plan.start + m % 12] * (1.0 + m / 1000.0), 3))
        for unit, ytelse in dict.fromkeys((r.enhet, r.ytelse) for r in plan.saksinngang)
        for m in range(plan.horisont_maneder)
    )
    return replace(plan, saksinngang=rows)


CASES: dict[str, tuple[str, Callable[[], Plan]]] = {
    "telemark": ("Telemark: 11 units, 36 months", telemark),
    "large": ("Large fylke: 42 units, 60 months", large),
    "rows": ("504 rows x 60 months: 44 units", five_hundred_rows),
}


def main() -> None:
    runs = 1 if "--kort" in sys.argv else RUNS
    print(f"{'Plan':<38}{'cells':>9}{'write':>9}{'best':>8}{'clock':>8}{'openpyxl':>10}{'ratio':>7}{'MB':>7}")
    for key, (name, _) in CASES.items():
        found = [_child("write", key) for _ in range(runs)]
        plain = [_child("plain", key) for _ in range(runs)]
        seconds = statistics.median(x["cpu"] for x in found)
        ratio = seconds / statistics.median(x["cpu"] for x in plain)
        memory = max(x["mb"] for x in found)
        verdict = (seconds <= LIMIT_S, ratio <= LIMIT_RATIO, memory <= LIMIT_MB)
        print(f"{name:<38}{found[0]['cells']:>9.0f}{seconds:>8.2f}s{min(x['cpu'] for x in found):>7.2f}s"
              f"{statistics.median(x['clock'] for x in found):>7.2f}s"
              f"{statistics.median(x['cpu'] for x in plain):>9.2f}s{ratio:>7.2f}{memory:>7.0f}"
              f"  {'met' if all(verdict) else 'NOT MET'}", flush=True)
    print(f"\nLimits: {LIMIT_S:g} s, {LIMIT_RATIO:g} times openpyxl, {LIMIT_MB:g} MB.")


def _child(what: str, key: str) -> dict[str, float]:
    done = subprocess.run([sys.executable, __file__, what, key], check=True, capture_output=True, text=True)
    result: dict[str, float] = json.loads(done.stdout)
    return result


def _timed(work: Callable[[], object]) -> dict[str, float]:
    clock, cpu = time.perf_counter(), time.process_time()
    work()
    return {"clock": time.perf_counter() - clock, "cpu": time.process_time() - cpu}


def write(key: str) -> dict[str, float]:
    """Export the plan once; the projection, and what Python imports on the way, stand outside the time."""
    from app.export import eksporter
    from planning_core.projection import framskriv_par
    from planning_core.validate import validate

    plan = CASES[key][1]()
    pair, findings = framskriv_par(plan), validate(plan)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "ut.xlsx"
        found = _timed(lambda: eksporter(path, pair, findings))
        archive = zipfile.ZipFile(path)
        sheets = [n for n in archive.namelist() if n.startswith("xl/worksheets/sheet")]
        cells = sum(len(re.findall(rb"<[vt][ >]", archive.read(n))) for n in sheets)
    return {**found, "cells": cells, "mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024.0}


def plain(key: str) -> dict[str, float]:
    """Write the same cells with openpyxl and nothing else."""
    import openpyxl

    from app.export import eksporter
    from planning_core.projection import framskriv_par

    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "ut.xlsx"
        eksporter(source, framskriv_par(CASES[key][1]()), [])
        book = openpyxl.load_workbook(source)
        cells = {s.title: [(c.row, c.column, c.value) for row in s.iter_rows() for c in row if c.value is not None] for s in book}

        def work() -> None:
            copy = openpyxl.Workbook()
            for title, filled in cells.items():
                sheet = copy.create_sheet(title)
                for row, column, value in filled:
                    sheet.cell(row, column, value)
            copy.save(Path(folder) / "kopi.xlsx")

        return _timed(work)


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("write", "plain"):
        print(json.dumps((write if sys.argv[1] == "write" else plain)(sys.argv[2])))
    else:
        main()
