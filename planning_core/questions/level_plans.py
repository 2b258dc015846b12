"""A level of the critical-level sweep as a plan of its own: as the curve has it, or with flyttinger to get there."""

from __future__ import annotations

from dataclasses import replace

from planning_core.plan import Eier, Enhet, Flytting, Plan, uten_flyttinger
from planning_core.questions.levels import KritiskNiva, at_level

_ROUNDING = 1e-9


def som_kurven(result: KritiskNiva, posisjon: int) -> Plan:
    """The plan that was projected for a level: its staffing from the first month, and no flyttinger.

    Parameters
    ----------
    posisjon : int
        Position on :attr:`KritiskNiva.niva`.

    Notes
    -----
    Its projection is the sweep's own; see tests/core/questions/test_level_plans.py.
    """
    return at_level(uten_flyttinger(result.plan), float(result.niva[posisjon]), result.fra)


def med_flyttinger(result: KritiskNiva, posisjon: int, arsak: str = "") -> Plan:
    """Today's staffing with the flyttinger that take the FE to a level in the first month, in place of the plan's own.

    They are from and to the same units, and of the same sizes, as in :func:`som_kurven`; beside it they cost
    learning and lost competence, as moving people does.

    Parameters
    ----------
    posisjon : int
        Position on :attr:`KritiskNiva.niva`.
    arsak : str
        Cause that the flyttinger are kept with.
    """
    today = uten_flyttinger(result.plan)
    wanted = {e.enhet: e.arsverk_stat for e in som_kurven(result, posisjon).enheter}
    change = {e.enhet: wanted[e.enhet] - e.arsverk_stat for e in today.enheter}
    kontor = [e for e in today.kontor if abs(change[e.enhet]) > _ROUNDING]
    fe = [e for e in today.forvaltningsenheter if abs(change[e.enhet]) > _ROUNDING]
    total = sum(change[e.enhet] for e in fe)

    def moved(k: Enhet, f: Enhet) -> Flytting:
        size = abs(change[k.enhet]) * change[f.enhet] / total
        ends = (k.enhet, f.enhet) if total > 0 else (f.enhet, k.enhet)
        return Flytting(*ends, Eier.STAT, size, today.start, arsak=arsak)

    return replace(today, flyttinger=tuple(moved(k, f) for k in kontor for f in fe))
