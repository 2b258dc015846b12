"""LibreOffice as a user of the workbook: opens it, edits cells, calculates everything anew and saves it.

LibreOffice trusts the values stored in a workbook, so converting one proves nothing: a macro of our own, in a
profile of our own, makes it calculate.
"""

from __future__ import annotations

import shutil
import subprocess
import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from xml.sax.saxutils import escape

import openpyxl
import pytest

SOFFICE = shutil.which("soffice")
needs_libreoffice = pytest.mark.skipif(SOFFICE is None, reason="needs LibreOffice (libreoffice-calc-nogui)")

_MODULE = (
    '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" '
    '"module.dtd">\n<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1" '
    'script:language="StarBasic">{}</script:module>'
)


@dataclass(frozen=True, slots=True)
class Edit:
    """One cell to change: ``add`` to the number there, or ``text`` typed into it as a user would."""

    sheet: str
    cell: str
    add: float | None = None
    text: str = ""

    def lines(self) -> list[str]:
        there = f'doc.Sheets.getByName({_quoted(self.sheet)}).getCellRangeByName("{self.cell}")'
        if self.add is None:
            return [f"cell = {there}", f"cell.String = {_quoted(self.text)}"]
        return [f"cell = {there}", f"cell.Value = cell.Value + {self.add!r}"]


@dataclass(frozen=True, slots=True)
class Job:
    """A workbook to open, what to change in it, and where to save it."""

    source: Path
    target: Path
    edits: tuple[Edit, ...] = ()


def run(folder: Path, jobs: Sequence[Job]) -> None:
    """Open, edit, calculate and save, all in one program run."""
    profile = folder / "profil"
    module = profile / "user" / "basic" / "Standard" / "Module1.xba"
    if not module.exists():
        # The first start lays out the profile, and would write over a macro that was there before it.
        _start(profile, "--terminate_after_init")
    module.write_text(_MODULE.format(escape(_macro(jobs))), "utf-8")
    _start(profile, "macro:///Standard.Module1.Main")
    missing = [job.target.name for job in jobs if not job.target.exists()]
    assert not missing, f"LibreOffice did not save {missing}"


def _start(profile: Path, what: str) -> None:
    subprocess.run([SOFFICE, f"-env:UserInstallation={profile.as_uri()}", "--headless", "--norestore", what],
                   check=True, capture_output=True, timeout=300)


def _macro(jobs: Sequence[Job]) -> str:
    lines = [
        "Sub Main",
        *(f"Dim {name}(0) As New com.sun.star.beans.PropertyValue" for name in ("opening", "saving")),
        'opening(0).Name = "Hidden"', "opening(0).Value = True",
        'saving(0).Name = "FilterName"', 'saving(0).Value = "Calc MS Excel 2007 XML"',
    ]
    for job in jobs:
        lines.append(f'doc = StarDesktop.loadComponentFromURL({_quoted(job.source.as_uri())}, "_blank", 0, opening())')
        for edit in job.edits:
            lines += edit.lines()
        lines += ["doc.calculateAll()", f"doc.storeToURL({_quoted(job.target.as_uri())}, saving())", "doc.close(True)"]
    return "\n".join([*lines, "StarDesktop.terminate()", "End Sub", ""])


def _quoted(text: str) -> str:
    return '"' + text.replace('"', '""') + '"'


def saved_values(path: Path) -> openpyxl.Workbook:
    """What LibreOffice calculated."""
    with warnings.catch_warnings():
        # openpyxl cannot read the charts as LibreOffice writes them; the cells are what is wanted.
        warnings.filterwarnings("ignore", "Unable to read chart", UserWarning)
        return openpyxl.load_workbook(path, data_only=True)
