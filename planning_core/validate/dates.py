"""Months in the wrong order, after the horizon, or without effect because they come too early."""

from __future__ import annotations

from operator import attrgetter

from planning_core.plan import TABELLER
from planning_core.validate.report import Report

_SPANS = ("Flyttinger", "Kostnader", "Restanseteam", "Hendelser")
"""Tables with ``fra_måned`` and ``til_måned``."""

_PER_ROW = (
    ("Enheter", "etablert", "etablert"),
    ("Grensesnitt", "gyldig_fra", "gyldig_fra"),
    ("Flyttinger", "fra_maned", "fra_måned"),
    ("Gevinster", "fra_maned", "fra_måned"),
    ("Innfasing", "maned", "måned"),
    ("Kostnader", "fra_maned", "fra_måned"),
    ("Restanseteam", "fra_maned", "fra_måned"),
    ("Hendelser", "fra_maned", "fra_måned"),
)
_LONG_TABLES = (
    ("Saksinngang", "maned", "måned"),
    ("Brukere", "maned", "måned"),
    ("Kapasitet", "maned", "måned"),
    ("Gevinstoppfølging", "maned", "måned"),
    ("Historikk", "maned", "måned"),
)
"""One value a row: many rows after the horizon are one finding, at the first of them."""


def check(report: Report) -> None:
    """Findings on months."""
    for table in _SPANS:
        for row, r in enumerate(getattr(report.plan, TABELLER[table][0])):
            if r.fra_maned is not None and r.til_maned is not None and r.til_maned < r.fra_maned:
                report.add("til_foer_fra", table, row, "til_måned", r.til_maned, fra=r.fra_maned, til=r.til_maned)
    if report.dated:
        _check_after_horizon(report)
        _check_before_start(report)


def _check_after_horizon(report: Report) -> None:
    last = report.last_month
    for places, each in ((_PER_ROW, True), (_LONG_TABLES, False)):
        for table, field, header in places:
            months = list(map(attrgetter(field), getattr(report.plan, TABELLER[table][0])))
            late = [row for row, m in enumerate(months) if m is not None and m > last]
            for row in late if each else late[:1]:
                report.add(
                    "rad_etter_horisont", table, row, header, months[row],
                    maned=months[row], siste=last, antall=1 if each else len(late),
                )


def _check_before_start(report: Report) -> None:
    start = report.plan.start
    early = [row for row, r in enumerate(report.plan.kapasitet) if r.maned is not None and r.maned < start]
    for row in early[:1]:
        maned = report.plan.kapasitet[row].maned
        report.add(
            "rad_foer_start", "Kapasitet", row, "måned", maned, maned=maned, start=start, antall=len(early),
        )
    for table in ("Kostnader", "Restanseteam", "Hendelser"):
        for row, r in enumerate(getattr(report.plan, TABELLER[table][0])):
            if r.til_maned is not None and r.til_maned < start:
                report.add(
                    "rad_foer_start", table, row, "til_måned", r.til_maned, maned=r.til_maned, start=start, antall=1,
                )
