"""Every assumption with its value in force in a plan: pure functions, no words."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from planning_core.parameters import PARAMETERS, Parameter
from planning_core.plan import Forutsetning, Plan

Value = float | str | bool | None

OWN_SHEETS = ("Forutsetninger", "Plan")
"""Sheets whose assumptions have one value for the whole plan; the others are set row by row."""

_PER_ROW: dict[str, Callable[[Plan], Iterable[float]]] = {
    "fravær": lambda plan: (e.fravaer for e in plan.enheter),
    "opplæring": lambda plan: (e.opplaering for e in plan.enheter),
    "skjermet": lambda plan: (e.skjermet for e in plan.kontor),
    "andel_komplett": lambda plan: (y.andel_komplett for y in plan.ytelser),
    "erfaren": lambda plan: (f.erfaren for f in plan.flyttinger),
    "realisering": lambda plan: (g.realisering for g in plan.gevinster),
}


def is_share_unit(unit: str) -> bool:
    """Whether numbers in a unit are shares 0-1, which may be typed as per cent too."""
    return unit.startswith("andel")


@dataclass(frozen=True, slots=True)
class ParameterRow:
    """One assumption in one plan.

    Attributes
    ----------
    parameter : Parameter
        As declared.
    verdi : float, str, bool or None
        Value in force; None is empty. Not used where the value is set row by row.
    spenn : (float, float) or None
        Lowest and highest value of an assumption that is set row by row; None where it has no rows.
    rad : int or None
        Its row in ``Forutsetninger``; None where the plan is silent.
    grad, kilde : str
        Of the value in force: the plan's own where it says so, else as declared.
    lav, hoy : float or None
        The planner's own range.
    """

    parameter: Parameter
    verdi: Value
    spenn: tuple[float, float] | None = None
    rad: int | None = None
    grad: str = ""
    kilde: str = ""
    lav: float | None = None
    hoy: float | None = None

    @property
    def key(self) -> str:
        return self.parameter.key

    @property
    def per_row(self) -> bool:
        """Whether the value is set in each row of another sheet."""
        return self.parameter.sheet not in OWN_SHEETS

    @property
    def changed(self) -> bool:
        """Whether the plan uses another value than the declared default."""
        if self.per_row:
            return self.spenn is not None and self.spenn != (self.parameter.default, self.parameter.default)
        return self.verdi != self.parameter.default

    @property
    def outside(self) -> bool:
        """Whether a value lies outside the plausible range: allowed, and said."""
        low, high = self.parameter.low, self.parameter.high
        return any((low is not None and value < low) or (high is not None and value > high) for value in self._numbers())

    def _numbers(self) -> tuple[float, ...]:
        if self.per_row:
            return self.spenn or ()
        is_number = isinstance(self.verdi, (int, float)) and not isinstance(self.verdi, bool)
        return (float(self.verdi),) if is_number else ()  # type: ignore[arg-type]  # is_number says so


def parameter_rows(plan: Plan) -> tuple[ParameterRow, ...]:
    """Every declared assumption in its declared order, with what the plan says of it."""
    own: dict[str, tuple[int, Forutsetning]] = {}
    for i, row in enumerate(plan.forutsetninger):
        own.setdefault(row.nokkel, (i, row))
    return tuple(_row(plan, parameter, own.get(key)) for key, parameter in PARAMETERS.items())


def _row(plan: Plan, parameter: Parameter, own: tuple[int, Forutsetning] | None) -> ParameterRow:
    grade, source = parameter.grade, parameter.source
    if parameter.sheet == "Plan":
        return ParameterRow(parameter, plan.timer_per_arsverk, grad=grade, kilde=source)
    if parameter.sheet != "Forutsetninger":
        values = list(_PER_ROW[parameter.key](plan)) if parameter.key in _PER_ROW else []
        return ParameterRow(parameter, parameter.default, (min(values), max(values)) if values else None,
                            grad=grade, kilde=source)
    if own is None:
        return ParameterRow(parameter, parameter.default, grad=grade, kilde=source)
    rad, row = own
    return ParameterRow(parameter, row.verdi, None, rad, row.grad or grade, row.kilde or source, row.lav, row.hoy)
