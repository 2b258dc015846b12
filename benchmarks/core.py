"""How long a projection takes, and how much memory it needs. Prints; never asserts.

    python benchmarks/core.py            all figures
    python benchmarks/core.py --kort     fewer runs, for a quick look
"""

from __future__ import annotations

import subprocess
import sys
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.plans import CASES, DOUBLING, large, telemark
from benchmarks.reference import Figure, kd, measure
from planning_core.arrays import inndata
from planning_core.plan import uten_flyttinger
from planning_core.projection import framskriv_mange

_BUDGET = 6.0
"""Seconds that one figure may take beyond its first runs."""


def runs_within(budget: float, seconds: float, least: int = 3, most: int = 21) -> int:
    """An odd number of runs that fits the budget."""
    return min(most, max(least, int(budget / max(seconds, 1e-9)))) // 2 * 2 + 1


def row(name: str, figure: Figure, memory: str = "") -> str:
    return (
        f"{name:<44}{figure.median_ms:>10.1f}{figure.fastest_ms:>10.1f}{figure.median_ratio:>9.2f}"
        f"{len(figure.ms):>6}{memory:>10}"
    )


def heading(what: str) -> str:
    return f"\n{what:<44}{'median ms':>10}{'best ms':>10}{'KD':>9}{'runs':>6}{'peak MB':>10}"


def figure_of(work: Callable[[], object], budget: float, per: int = 1) -> Figure:
    start = time.perf_counter()
    work()
    return measure(work, runs_within(budget, time.perf_counter() - start), per)


def peak_megabytes(name: str) -> float:
    """Peak memory of a projection above what was there before it, in a process of its own.

    The projection is run once before, so that imports and caches are not counted.
    """
    done = subprocess.run(
        [sys.executable, str(Path(__file__).resolve()), "--minne", name], capture_output=True, text=True, check=True
    )
    return float(done.stdout)


def print_peak(name: str) -> None:
    plans = CASES[name]()
    framskriv_mange(plans[:1])
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    framskriv_mange(plans)
    _, peak = tracemalloc.get_traced_memory()
    print((peak - before) / 2**20)


def main() -> None:
    words = sys.argv[1:]
    if words[:1] == ["--minne"]:
        print_peak(words[1])
        return
    budget = _BUDGET / 6 if "--kort" in words else _BUDGET
    yardsticks = sorted(kd() for _ in range(15))
    print(f"KD, 10 000 additions of 480 doubles: median {yardsticks[7]:.2f} ms, best {yardsticks[0]:.2f} ms")

    print(heading("One projection, preparation included"))
    for name, make in CASES.items():
        plans = make()
        figure = figure_of(lambda plans=plans: framskriv_mange(plans), budget, len(plans))
        print(row(name if len(plans) == 1 else f"{name}, each", figure, f"{peak_megabytes(name):.0f}"))

    print(heading("What the window asks for, and its parts"))
    plan = telemark(4)
    pair = [plan, uten_flyttinger(plan)]
    print(row("Telemark with and without flyttinger", figure_of(lambda: framskriv_mange(pair), budget)))
    print(row("Telemark, preparation alone", figure_of(lambda: inndata(plan), budget)))
    wide = large(4)
    pair_wide = [wide, uten_flyttinger(wide)]
    print(row("Large fylke with and without flyttinger", figure_of(lambda: framskriv_mange(pair_wide), budget)))
    print(row("Large fylke, preparation alone", figure_of(lambda: inndata(wide), budget)))

    print(heading("Twice as many kontor (2 FE, 12 ytelser, 60 months, 4 steps)"))
    before = 0.0
    for kontor in DOUBLING:
        plans = [large(4, kontor)]
        figure = figure_of(lambda plans=plans: framskriv_mange(plans), budget)
        growth = f"   {figure.median_ratio / before:.2f} times the half" if before else ""
        print(row(f"{kontor} kontor", figure) + growth)
        before = figure.median_ratio


if __name__ == "__main__":
    main()
