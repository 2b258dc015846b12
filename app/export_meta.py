"""What every workbook the program writes is stamped with; no Qt."""

from __future__ import annotations

from datetime import datetime

from models.io.export.labels import Meta
from planning_core.version import VERSION


def stamped(plan_navn: str, tid: datetime | None = None, setning: str = "", scenario: str = "") -> Meta:
    """The provenance of a workbook that is written at ``tid`` (now when left out), to the second, without a time zone."""
    return Meta(plan_navn, VERSION, (tid or datetime.now()).replace(microsecond=0, tzinfo=None), setning, scenario)
