"""The plans that the benchmarks project."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

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
    """The plan with 61 different staffings of its FE, from half to one and a half of today's."""
    return [
        replace(plan, enheter=tuple(
            e if e.er_kontor else replace(e, arsverk_stat=e.arsverk_stat * (0.5 + i / (VARIANTS - 1)))
            for e in plan.enheter
        ))
        for i in range(VARIANTS)
    ]


CASES: dict[str, Callable[[], list[Plan]]] = {
    "Telemark, 1 step a month": lambda: [telemark(1)],
    "Telemark, 4 steps a month": lambda: [telemark(4)],
    "Large fylke, 1 step a month": lambda: [large(1)],
    "Large fylke, 4 steps a month": lambda: [large(4)],
    "Large fylke, queues that grow, 1 step": lambda: [growing(1)],
    "Large fylke, queues that grow, 4 steps": lambda: [growing(4)],
    "61 variants of Telemark, 4 steps": lambda: variants(telemark(4)),
    "61 variants of the large fylke, 4 steps": lambda: variants(large(4)),
}
"""What is projected, by name."""

DOUBLING = (10, 20, 40, 80)
"""Kontor of the plans that show how the time grows; all else as in the large fylke."""
