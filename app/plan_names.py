"""What a plan is called in the window and where no file name is given yet."""

from __future__ import annotations

import re
from pathlib import Path

from models.document import Document
from planning_core.months import year_of
from planning_core.plan import Plan

_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f]')


def plan_name(plan: Plan) -> str:
    """Fylke and years, such as ``Telemark 2026–2028``."""
    first = year_of(plan.start)
    last = year_of(plan.start + plan.horisont_maneder - 1)
    years = str(first) if first == last else f"{first}–{last}"
    return f"{plan.fylke} {years}".strip()


def document_name(document: Document) -> str:
    """The file's name without its suffix, else fylke and years."""
    return document.path.stem if document.path is not None else plan_name(document.plan)


def file_name(name: str) -> str:
    """A name that every file system takes."""
    return _FORBIDDEN.sub("-", name).strip(" .") or "plan"


def ending(path: Path, suffix: str) -> Path:
    """The path a user typed, with ``suffix`` where it does not end so.

    Examples
    --------
    >>> ending(Path("Telemark.XLSX"), ".xlsx").name, ending(Path("Telemark 1.2"), ".xlsx").name
    ('Telemark.XLSX', 'Telemark 1.2.xlsx')
    """
    return path if path.suffix.lower() == suffix else path.with_name(path.name + suffix)
