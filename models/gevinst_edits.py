"""A plan and one edit of the gevinst register -> the plan after it, with phase-in points and follow-up in step.

Pure functions on frozen values: the caller makes an undo command of the answer, and the document validates it.
"""

from __future__ import annotations

from dataclasses import replace

from planning_core.parameters import default
from planning_core.plan import Gevinst, GevinstType, Plan

_IKT_OR_SIZE = (GevinstType.SPESIALISERING, GevinstType.AUTOMATISERING)


def bytt(plan: Plan, rad: int | None, gevinst: Gevinst) -> Plan:
    """Put a gevinst at a row, or last; its points and follow-up go along under a new name."""
    rows = plan.gevinster if rad is None else plan.gevinster[:rad]
    return med_rader(plan, (*rows, gevinst) if rad is None else (*rows, gevinst, *plan.gevinster[rad + 1:]))


def med_rader(plan: Plan, rows: tuple[Gevinst, ...]) -> Plan:
    """Put others in place of all gevinster; points and follow-up go along to the one at the same row."""
    names = {old.navn: new.navn for old, new in zip(plan.gevinster, rows, strict=False) if old.navn != new.navn}
    if not names:
        return replace(plan, gevinster=rows)
    return replace(
        plan, gevinster=rows,
        innfasing=tuple(replace(r, gevinst=names[r.gevinst]) if r.gevinst in names else r for r in plan.innfasing),
        gevinstoppfolging=tuple(
            replace(r, gevinst=names[r.gevinst]) if r.gevinst in names else r for r in plan.gevinstoppfolging
        ),
    )


def fjern(plan: Plan, rad: int) -> Plan:
    """Take away a gevinst with its points and follow-up."""
    name = plan.gevinster[rad].navn
    return replace(
        plan, gevinster=(*plan.gevinster[:rad], *plan.gevinster[rad + 1:]),
        innfasing=tuple(r for r in plan.innfasing if r.gevinst != name),
        gevinstoppfolging=tuple(r for r in plan.gevinstoppfolging if r.gevinst != name),
    )


def dupliser(plan: Plan, rad: int, navn: str) -> Plan:
    """Put a copy called ``navn`` below a gevinst, with its points but without its follow-up.

    The copy is switched off: two of the same would save the work twice.
    """
    own = plan.gevinster[rad]
    copy = replace(own, navn=navn, realisering=0.0)
    return replace(
        plan, gevinster=(*plan.gevinster[: rad + 1], copy, *plan.gevinster[rad + 1:]),
        innfasing=(*plan.innfasing, *(replace(r, gevinst=navn) for r in plan.innfasing if r.gevinst == own.navn)),
    )


def flytt(plan: Plan, rad: int, skritt: int) -> Plan:
    """Move a gevinst up (-1) or down (1) in the list; the plan itself where it stands at the end."""
    to = rad + skritt
    if not 0 <= to < len(plan.gevinster):
        return plan
    rows = list(plan.gevinster)
    rows.insert(to, rows.pop(rad))
    return replace(plan, gevinster=tuple(rows))


def slaa(plan: Plan, rad: int, *, paa: bool, realisering: float | None = None) -> Plan:
    """Switch a gevinst off (nothing of it is realised), or on (``realisering`` is, or the declared default)."""
    on = float(default("realisering")) if realisering is None else realisering
    row = replace(plan.gevinster[rad], realisering=on if paa else 0.0)
    return replace(plan, gevinster=(*plan.gevinster[:rad], row, *plan.gevinster[rad + 1:]))


def uten_ny_ikt(plan: Plan) -> Plan:
    """Switch off specialisation and automation: what a unit of one fylke without new IKT can expect."""
    return replace(plan, gevinster=tuple(
        replace(g, realisering=0.0) if g.type in _IKT_OR_SIZE else g for g in plan.gevinster
    ))


def ledig_navn(plan: Plan, navn: str) -> str:
    """``navn``, or with the lowest number from 2 that no gevinst has.

    Examples
    --------
    >>> ledig_navn(Plan("X", 24312, gevinster=(Gevinst("IKT", GevinstType.ANDRE),)), "IKT")
    'IKT 2'
    """
    taken = {g.navn for g in plan.gevinster}
    number, free = 2, navn
    while free in taken:
        free, number = f"{navn} {number}", number + 1
    return free
