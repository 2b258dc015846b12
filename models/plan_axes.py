"""What decides the shape of a projection, so that results of one plan may stand beside another."""

from __future__ import annotations

from planning_core.plan import Plan


def akser(plan: Plan) -> tuple[object, ...]:
    """Months, units and ytelser of a plan."""
    units = tuple((e.enhet, e.type) for e in plan.enheter)
    return plan.start, plan.horisont_maneder, units, tuple(y.ytelse for y in plan.ytelser)
