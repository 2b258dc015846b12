"""How long a projection takes, and how much memory it needs, beside the limits. Prints; never asserts.

    python benchmarks/core.py            all figures
    python benchmarks/core.py --kort     fewer runs, for a quick look

The large fylke has 40 kontor, 2 FE, 12 ytelser and 60 months. Times are processor time, preparation included; a run is
from the frozen plan to a result whose series of the fylke (oppfølging, restanser, over grense) have been read. How to
read the columns: benchmarks/README.md.
"""

from __future__ import annotations

import subprocess
import sys
import tracemalloc
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from benchmarks.plans import CASES, drawn, growing, large, sweep, telemark, variants
from benchmarks.reference import Figure, kd, measure
from planning_core import arrays
from planning_core.plan import Plan

SERIES = ("oppfolging_timer", "restanser", "over_grense")
BATCHES = {
    "staffing of FE": variants,
    "FE, with årsverk from the kontor": sweep,
    "every unit and all saksinngang": drawn,
}
OLDEST_DOUBLED = 72
"""Months that cases are followed one by one in the run with twice the oldest age."""


def project(plans: list[Plan]) -> None:
    """Project the plans in one batch and read the series of the fylke that the pictures draw."""
    # Imported here: a process of its own changes how old cases can become before anything reads it.
    from planning_core.projection import framskriv_mange

    for result in framskriv_mange(plans):
        for name in SERIES:
            result.serie(name)


def line(name: str, value: float, unit: str, limit: float | None, note: str = "") -> None:
    verdict = "" if limit is None else f"{limit:>8g}  {'met' if value <= limit else 'NOT MET'}"
    print(f"{name:<58}{value:>8.2f} {unit:<12}{verdict:<18}{note}", flush=True)


def in_kd(name: str, figure: Figure, limit: float | None = None) -> None:
    note = f"median {figure.median_ms:.1f} ms, best {figure.fastest_ms:.1f} ms, KD {figure.median_kd:.2f} ms"
    line(name, figure.ratio, "KD", limit, note)


def one_run(runs: int) -> None:
    print("\nOne projection of the large fylke")
    limits = {1: 4.5, 4: 15.0}
    for steps, limit in limits.items():
        steady, queues = [large(steps)], [growing(steps)]
        own, grows = measure([lambda p=steady: project(p), lambda p=queues: project(p)], runs)
        in_kd(f"{steps} step(s) a month", own, limit)
        in_kd(f"{steps} step(s), queues that grow for five years", grows, 2.0 * limit)


def memory() -> None:
    print("\nPeak memory above start, one projection with all its series")
    for name in ("large 1", "large 4", "growing 1", "growing 4"):
        line(name.replace("large", "large fylke,").replace("growing", "queues that grow,") + " step(s)",
             in_own_process("--minne", name), "MB", 25.0)
    for name in ("variants 4", "drawn 4"):
        line(f"61 variants in one batch, {name}", in_own_process("--minne", name), "MB", None)


def batches(runs: int) -> None:
    print("\n61 variants of the large fylke in one batch, in single runs")
    for what, make in BATCHES.items():
        for steps, limit in ((1, 6.0), (4, 14.0)):
            single, many = [large(steps)], make(large(steps))
            alone, batch = measure([lambda p=single: project(p), lambda p=many: project(p)], runs)
            line(f"{steps} step(s), variants of {what}", batch.ratio / alone.ratio, "single runs", limit,
                 f"batch {batch.median_ms:.0f} ms, single {alone.median_ms:.1f} ms")


def doubling(runs: int) -> None:
    print("\nTwice as much, 4 steps a month, in times the half")
    sizes = (20, 40, 80)
    plans = [[large(4, kontor)] for kontor in sizes]
    figures = measure([lambda p=p: project(p) for p in plans], runs)
    for i, (half, size) in enumerate(pairwise(sizes)):
        line(f"kontor, {half} to {size}", figures[i + 1].ratio / figures[i].ratio, "times", 1.6)
    for name in ("large 4", "growing 4"):
        # In turn and each in its own process, since the age is a constant of the program.
        ages = arrays.OLDEST_MONTHS, OLDEST_DOUBLED
        pairs = [[in_own_process("--alder", name, age) for age in ages] for _ in range(3)]
        ratios = sorted(twice / once for once, twice in pairs)
        line(f"oldest age, {arrays.OLDEST_MONTHS} to {OLDEST_DOUBLED} months, {name} steps", ratios[1], "times", 1.15)


def window(runs: int) -> None:
    from planning_core.projection import framskriv_par
    from planning_core.questions.levels import kritisk_niva

    print("\nWhat the window asks for (Telemark: 10 kontor, 1 FE, 9 ytelser, 36 months)")
    plan, wide = telemark(4), large(4)
    works: list[Callable[[], object]] = [lambda: framskriv_par(plan), lambda: framskriv_par(wide), lambda: kritisk_niva(plan)]
    pair, pair_wide, levels = measure(works, runs)
    in_kd("with and without flyttinger, all series, 4 steps", pair)
    in_kd("the same for the large fylke", pair_wide)
    line("critical level of Telemark, 4 steps", levels.median_ms / 1e3, "s", 1.0,
         f"best {levels.fastest_ms / 1e3:.2f} s; the picture's numbers, without drawing")


def in_own_process(*words: object) -> float:
    """The number that this file prints for the words, in a process of its own."""
    command = [sys.executable, str(Path(__file__).resolve()), *(str(word) for word in words)]
    return float(subprocess.run(command, capture_output=True, text=True, check=True).stdout)


def print_peak(name: str) -> None:
    """Peak memory above start [MB]; the first plan is run once before, so that imports and caches are not counted."""
    from planning_core.projection import framskriv_mange

    plans = CASES[name]()
    framskriv_mange(plans[:1])
    tracemalloc.start()
    before, _ = tracemalloc.get_traced_memory()
    tracemalloc.reset_peak()
    results = framskriv_mange(plans)
    for result in results:
        result.make_all()
    _, peak = tracemalloc.get_traced_memory()
    print((peak - before) / 2**20)


def print_with_age(name: str, oldest: int) -> None:
    """KD of a projection where cases are followed for so many months."""
    arrays.OLDEST_MONTHS = oldest
    plans = CASES[name]()
    print(measure([lambda: project(plans)], 11)[0].ratio)


def main() -> None:
    words = sys.argv[1:]
    if words[:1] == ["--minne"]:
        print_peak(words[1])
    elif words[:1] == ["--alder"]:
        print_with_age(words[1], int(words[2]))
    else:
        print_all(runs=5 if "--kort" in words else 21)


def print_all(runs: int) -> None:
    yardsticks = sorted(kd() for _ in range(15))
    print(f"KD, 10 000 additions of 480 doubles: median {yardsticks[7]:.2f} ms, best {yardsticks[0]:.2f} ms")
    print(f"\n{'':<58}{'value':>8} {'':<12}{'limit':>8}")
    one_run(runs)
    memory()
    batches(max(3, runs // 4))
    doubling(runs)
    window(runs)


if __name__ == "__main__":
    main()
