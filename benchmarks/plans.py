"""The plans that the benchmarks project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import numpy as np

from models.io.samples import eksempel
from planning_core.plan import Plan
from tests.helpers.large_plan import large_plan

VARIANTS = 61


def telemark(steps: int = 4) -> Plan:
    """The sample the program opens with: 10 kontor, 1 FE, 9 ytelser, 36 months."""
    return replace(eksempel("telemark"), steg_per_maned=steps)


def large(steps: int = 4, kontor: int = 40, fe: int = 2) -> Plan:
    """40 kontor, 2 FE, 12 ytelser, 60 months."""
    return replace(large_plan(kontor, fe, 12, 60), steg_per_maned=steps)


def growing(steps: int = 4) -> Plan:
    """The large fylke with too few people everywhere: queues at kontor and FE grow for five years."""
    plan = large(steps)
    return replace(plan, flyttinger=(), enheter=tuple(
        replace(e, arsverk_stat=round(e.arsverk_stat * (0.45 if e.er_kontor else 0.6), 1)) for e in plan.enheter
    ))


def variants(plan: Plan) -> list[Plan]:
    """The plan with 61 different staffings of its FE, from half to one and a half of today's.

    The kontor are the same in all of them, as when one asks how low FE can go with new money.
    """
    return [
        replace(plan, enheter=tuple(
            e if e.er_kontor else replace(e, arsverk_stat=e.arsverk_stat * (0.5 + i / (VARIANTS - 1)))
            for e in plan.enheter
        ))
        for i in range(VARIANTS)
    ]


def sweep(plan: Plan) -> list[Plan]:
    """The plan with 61 levels of its FE, from half to one and a half of today's, that the kontor give and take."""
    # Imported here: a process of its own changes how old cases can become before anything reads it.
    from planning_core.questions.levels import at_level

    today = sum(e.arsverk_stat for e in plan.forvaltningsenheter)
    return [at_level(plan, today * (0.5 + i / (VARIANTS - 1))) for i in range(VARIANTS)]


def drawn(plan: Plan) -> list[Plan]:
    """The plan with 61 different staffings of every unit and saksinngang of every kontor and ytelse: nothing is shared."""
    rng = np.random.default_rng(61)
    return [
        replace(
            plan,
            enheter=tuple(replace(e, arsverk_stat=e.arsverk_stat * rng.uniform(0.8, 1.2)) for e in plan.enheter),
            saksinngang=tuple(replace(row, antall=row.antall * rng.uniform(0.9, 1.1)) for row in plan.saksinngang),
        )
        for _ in range(VARIANTS)
    ]


CASES: dict[str, Callable[[], list[Plan]]] = {
    "large 1": lambda: [large(1)],
    "large 4": lambda: [large(4)],
    "growing 1": lambda: [growing(1)],
    "growing 4": lambda: [growing(4)],
    "variants 4": lambda: variants(large(4)),
    "drawn 4": lambda: drawn(large(4)),
}
"""What the memory is measured of, by name."""
