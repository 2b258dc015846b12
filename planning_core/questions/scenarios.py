"""Scenarios: named lists of overrides of an untouched baseline.

An override names a sheet, a row, a column and a value, all as text, the way the sheet ``Scenarier``
holds them; see :mod:`planning_core.questions.scenario_overrides`. What is said *about* a scenario
stands in the same sheet under the sheet name ``Scenario``: keys ``beskrivelse`` and ``låst``, column
``verdi``. Such rows change nothing.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

from planning_core.findings import Finding, Severity, has_errors
from planning_core.plan import Plan, ScenarioVerdi
from planning_core.projection import framskriv_mange
from planning_core.questions.scenario_overrides import VALUE_COLUMN, Endring, legg_paa, ved_overstyring
from planning_core.results import Resultat
from planning_core.validate import validate

OM_ARK = "Scenario"
"""Sheet name of the rows that say something about a scenario."""
BESKRIVELSE, LAAST = "beskrivelse", "låst"
_SAME = 0.5
"""Cases or hours; two results nearer than this are the same to a reader."""
OM_NOKLER = (BESKRIVELSE, LAAST)
KORT = 12
"""Months of the shorter horizon that is shown beside the whole."""


@dataclass(frozen=True)
class Scenario:
    """One scenario beside the baseline.

    Attributes
    ----------
    navn, beskrivelse : str
    laast : bool
    endringer : tuple of Endring
    funn : tuple of Finding
        What is to be said about it, at the rows of ``Scenarier``.
    resultat : Resultat or None
        None when it cannot be applied.
    """

    navn: str
    beskrivelse: str
    laast: bool
    endringer: tuple[Endring, ...]
    funn: tuple[Finding, ...]
    resultat: Resultat | None


@dataclass(frozen=True)
class Sammenligning:
    """The scenarios of ``plan`` beside its baseline."""

    plan: Plan
    grunnplan: Resultat
    scenarier: tuple[Scenario, ...]

    @property
    def maneder(self) -> tuple[int, ...]:
        """The months that are compared: month 12, where there are more, and the last one."""
        months = self.grunnplan.maneder
        return (months[KORT - 1], months[-1]) if len(months) > KORT else months[-1:]

    def scenario(self, name: str) -> Scenario | None:
        """The scenario of that name."""
        return next((s for s in self.scenarier if s.navn == name), None)


@dataclass(frozen=True)
class Bedre:
    """A scenario that is better than the baseline in the last month: more of neither restanser nor lost oppfølging.

    Attributes
    ----------
    scenario : Scenario
    restanser, oppfolging : float
        Scenario minus baseline in the last month [cases, hours a month].
    underveis : float
        Oppfølging of the whole plan, scenario minus baseline [hours]: what the better end costs on the way (< 0).
    aar : int or None
        First month of the twelve in which most of that is lost; None when nothing is.
    """

    scenario: Scenario
    restanser: float
    oppfolging: float
    underveis: float
    aar: int | None


def er_om(row: ScenarioVerdi) -> bool:
    """Whether a row says something about its scenario, and changes nothing."""
    return row.ark == OM_ARK and row.nokkel in OM_NOKLER


def grunnplan(plan: Plan) -> Plan:
    """The baseline: the plan without its scenarios. Its fingerprint is the same whatever they hold."""
    return replace(plan, scenarier=()) if plan.scenarier else plan


def navn(plan: Plan) -> tuple[str, ...]:
    """Names of the plan's scenarios, in the order they first stand."""
    return tuple(dict.fromkeys(row.scenario for row in plan.scenarier))


def beskrivelse(plan: Plan, scenario: str) -> str:
    """What the planner has written about a scenario; empty when nothing."""
    return _om(plan, scenario, BESKRIVELSE)


def er_laast(plan: Plan, scenario: str) -> bool:
    """Whether a scenario is locked against changes."""
    return _om(plan, scenario, LAAST).strip().lower() in ("ja", "1")


def med_om(plan: Plan, scenario: str, nokkel: str, verdi: str) -> tuple[ScenarioVerdi, ...]:
    """The rows of ``Scenarier`` with something said about a scenario, which a new scenario begins with."""
    row = ScenarioVerdi(scenario, OM_ARK, nokkel, VALUE_COLUMN, verdi)
    rows = plan.scenarier
    at = next((i for i, r in enumerate(rows) if r.scenario == scenario and er_om(r) and r.nokkel == nokkel), None)
    if at is not None:
        return (*rows[:at], row, *rows[at + 1:])
    first = next((i for i, r in enumerate(rows) if r.scenario == scenario), len(rows))
    return (*rows[:first], row, *rows[first:])


def endringer(plan: Plan, scenario: str) -> tuple[Endring, ...]:
    """The changes of a scenario, one a row, in order; what is said about it is left out."""
    rows: dict[tuple[str, str], list[ScenarioVerdi]] = {}
    for row in plan.scenarier:
        if row.scenario == scenario and not er_om(row):
            rows.setdefault((row.ark, row.nokkel), []).append(row)
    return tuple(Endring(ark, nokkel, tuple(values)) for (ark, nokkel), values in rows.items())


def bruk(plan: Plan, scenario: str) -> tuple[Plan, list[Finding]]:
    """The baseline with a scenario's overrides.

    Returns
    -------
    Plan, list of Finding
        The changed plan without its scenarios, and what does not fit or is wrong in the plan it gives,
        at the row of ``Scenarier`` that it comes from. Warnings that the baseline has too are left out.
        With errors the baseline itself is returned: nothing is half-applied.
    """
    baseline = grunnplan(plan)
    return _bruk(plan, baseline, scenario, validate(baseline))


def kontroller(plan: Plan) -> list[Finding]:
    """Why scenarios cannot be applied, as warnings: the plan itself can be used without them."""
    if not plan.scenarier:
        return []
    baseline = grunnplan(plan)
    known = validate(baseline)
    found = [f for name in navn(plan) for f in _bruk(plan, baseline, name, known)[1] if f.is_error]
    return [replace(f, severity=Severity.WARNING) for f in found]


def sammenlign(plan: Plan) -> Sammenligning:
    """Project the baseline and every scenario that can be applied, in one batch.

    Parameters
    ----------
    plan : Plan
        A plan without validation errors, with its scenarios.
    """
    baseline = grunnplan(plan)
    known = validate(baseline) if plan.scenarier else []
    tried = {name: _bruk(plan, baseline, name, known) for name in navn(plan)}
    usable = {name: changed for name, (changed, findings) in tried.items() if not has_errors(findings)}
    base, *results = framskriv_mange([baseline, *usable.values()])
    by_name = dict(zip(usable, results, strict=True))
    return Sammenligning(plan, base, tuple(
        Scenario(name, beskrivelse(plan, name), er_laast(plan, name), endringer(plan, name), tuple(tried[name][1]),
                 by_name.get(name))
        for name in tried
    ))


def best(result: Sammenligning) -> Bedre | None:
    """The scenario with the fewest restanser at the end, of those that are better than the baseline there.

    Better is fewer restanser without less oppfølging, or more oppfølging without more restanser; less than half a case or
    half an hour is no difference. Nothing is weighed: where restanser and oppfølging go each their way, there is none.

    Returns
    -------
    Bedre or None
        None when no scenario is better at both.
    """
    month = result.maneder[-1]
    better = []
    for scenario in result.scenarier:
        found = scenario.resultat
        if found is None or found.maneder != result.grunnplan.maneder:
            continue
        cases, hours = (verdi(found, s, month) - verdi(result.grunnplan, s, month) for s in ("restanser", "oppfolging_timer"))
        if cases < _SAME and hours > -_SAME and (cases <= -_SAME or hours >= _SAME):
            lost = found.serie("oppfolging_timer") - result.grunnplan.serie("oppfolging_timer")
            years = [float(lost[t: t + KORT].sum()) for t in range(0, lost.size, KORT)]
            worst = min(range(len(years)), key=years.__getitem__)
            better.append(Bedre(
                scenario, cases, hours, float(lost.sum()), found.maneder[worst * KORT] if years[worst] <= -_SAME else None))
    return min(better, key=lambda b: (b.restanser, -b.oppfolging), default=None)


def verdi(resultat: Resultat, storrelse: str, maned: int) -> float:
    """A figure of the whole fylke in a month; NaN outside the projection and where it is not defined."""
    months = resultat.maneder
    return float(resultat.serie(storrelse)[months.index(maned)]) if maned in months else math.nan


def _om(plan: Plan, scenario: str, nokkel: str) -> str:
    return next((r.verdi for r in plan.scenarier if r.scenario == scenario and er_om(r) and r.nokkel == nokkel), "")


def _bruk(plan: Plan, baseline: Plan, scenario: str, known: Sequence[Finding]) -> tuple[Plan, list[Finding]]:
    changes = endringer(plan, scenario)
    if not changes:
        return baseline, []
    applied = legg_paa(baseline, changes, plan.scenarier)
    findings = list(applied.findings)
    if not findings:
        # A row may have moved: the same warning on another row is not new.
        old = [replace(f, row=None) for f in known]
        new = [f for f in validate(applied.plan) if replace(f, row=None) not in old]
        findings = [ved_overstyring(f, applied, changes, plan.scenarier) for f in new]
    return (baseline if has_errors(findings) else applied.plan), findings
