"""The result workbook: projection, explanation and the plan itself in one file."""

from __future__ import annotations

import os
from collections.abc import Sequence
from io import BytesIO

from xlsxwriter.workbook import Workbook

from models.io.atomic import write_bytes
from models.io.export import (
    budsjett,
    gevinstrealisering,
    gevinstregnskap,
    historikk,
    kontroll,
    om,
    sammendrag,
    scenarier,
)
from models.io.export.cells import clean_text
from models.io.export.formats import Formats
from models.io.export.inndata import write_inputs
from models.io.export.labels import Meta, Tekster
from models.io.export.names import Names
from models.io.export.scenarier import Scenarioark
from models.io.export.series_sheets import write_series_sheet
from models.io.export.series_tables import (
    ARSVERK,
    OPPFOLGING,
    RESTANSER,
    TID,
    SeriesTable,
    arsverk_table,
    oppfolging_table,
    restanser_table,
    tid_table,
)
from models.io.export.sheets import add_sheet
from planning_core.findings import Finding
from planning_core.plan import Plan
from planning_core.questions.account import Regnskap
from planning_core.questions.scenarios import Sammenligning
from planning_core.results import Projeksjon

__all__ = ["RESULTATARK", "Meta", "Scenarioark", "Tekster", "resultat_bytes", "skriv_resultat"]

RESULTATARK = (
    sammendrag.SHEET, budsjett.SHEET, ARSVERK, RESTANSER, TID, OPPFOLGING, gevinstregnskap.SHEET,
    gevinstrealisering.SHEET, historikk.SHEET, scenarier.SHEET, kontroll.SHEET, om.SHEET,
)
"""Names of the result sheets in workbook order; an import passes them by."""


def skriv_resultat(
    path: str | os.PathLike[str], projeksjon: Projeksjon, findings: Sequence[Finding], tekster: Tekster, meta: Meta,
    scenarioark: Scenarioark | None = None,
) -> None:
    """Write the result workbook beside ``path`` and swap it in.

    The same projection, findings, words and meta give the same bytes.

    Parameters
    ----------
    projeksjon : Projeksjon
        The plan and the same plan without flyttinger.
    findings : sequence of Finding
        Everything that is to be said about the plan; errors are not shown.
    tekster : Tekster
        Every word.
    meta : Meta
        Name of the plan, version and time.
    scenarioark : Scenarioark or None
        The plan's scenarios beside its baseline; None shows the baseline alone.

    Raises
    ------
    FileError
        The file could not be written; an old file is as it was.
    KeyError
        A text is missing.
    """
    write_bytes(path, resultat_bytes(projeksjon, findings, tekster, meta, scenarioark))


def resultat_bytes(
    projeksjon: Projeksjon, findings: Sequence[Finding], tekster: Tekster, meta: Meta,
    scenarioark: Scenarioark | None = None,
) -> bytes:
    """The result workbook as bytes; parameters as for :func:`skriv_resultat`."""
    # In memory: no temporary files to be left behind, and what fails on the disk fails in write_bytes.
    buffer = BytesIO()
    book = Workbook(buffer, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    _fill(book, projeksjon, [x for x in findings if not x.is_error], tekster, meta, scenarioark)
    book.close()
    return buffer.getvalue()


def _fill(
    book: Workbook, projeksjon: Projeksjon, findings: Sequence[Finding], tekster: Tekster, meta: Meta,
    scenarioark: Scenarioark | None,
) -> None:
    resultat = projeksjon.plan
    plan = resultat.plan
    book.set_properties({
        "title": clean_text(tekster("sammendrag.tittel", fylke=plan.fylke)), "subject": clean_text(meta.plan_navn),
        "author": "", "comments": tekster("om.program_navn", versjon=meta.versjon), "created": meta.tid,
    })
    sheets = {name: add_sheet(book, name) for name in RESULTATARK}
    formats, names = Formats(book), Names(book, tekster)
    synthetic = synthetic_note(plan, tekster)
    note = tekster("syntetisk_kort") if synthetic else ""
    tables = (
        arsverk_table(projeksjon, tekster), restanser_table(projeksjon), tid_table(projeksjon),
        oppfolging_table(projeksjon),
    )
    places = {
        t.sheet: write_series_sheet(
            book, sheets[t.sheet], formats, tekster, meta, t, resultat.maneder,
            f"{tekster(f'undertittel.{t.sheet}')} {note}".strip(),
        )
        for t in tables
    }
    by_name: dict[str, SeriesTable] = {t.sheet: t for t in tables}
    summary = sammendrag.Sammendrag(book, sheets[sammendrag.SHEET], formats, tekster, names, by_name, places)
    summary.write(plan, findings, meta, synthetic)
    account = Regnskap(plan)
    budget = budsjett.Budsjett(book, sheets[budsjett.SHEET], formats, tekster, names)
    compared = budget.write(account, by_name[ARSVERK], places[ARSVERK], meta, note)
    book_account = gevinstregnskap.Gevinstregnskap(book, sheets[gevinstregnskap.SHEET], formats, tekster, names)
    compared += book_account.write(account, Regnskap(projeksjon.uten.plan), meta, note)
    gevinstrealisering.write_plan(sheets[gevinstrealisering.SHEET], formats, tekster, account, meta, note)
    actual = historikk.PlanMotFaktiskArk(book, sheets[historikk.SHEET], formats, tekster)
    compared += actual.write(projeksjon, meta, note)
    side_by_side = scenarier.Scenariosammenligning(book, sheets[scenarier.SHEET], formats, tekster)
    alone = Scenarioark(Sammenligning(plan, resultat, ()), {}, {"": projeksjon.uten})
    compared += side_by_side.write(scenarioark or alone, meta, note)
    checks = kontroll.Kontroll(sheets[kontroll.SHEET], formats, tekster)
    checks.write([(t, places[t.sheet]) for t in tables], meta, compared)
    names.add("storste_avvik", kontroll.SHEET, *kontroll.LARGEST)
    about = om.Om(sheets[om.SHEET], formats, tekster)
    about.write(plan, resultat.fingerprint, findings, meta, RESULTATARK, names.made)
    write_inputs(book, formats, tekster, meta, plan)
    sheets[sammendrag.SHEET].activate()


def synthetic_note(plan: Plan, tekster: Tekster) -> str:
    """Which sheets and columns hold made-up numbers, in one sentence; empty where none do."""
    columns: dict[str, list[str]] = {}
    for kilde in plan.kilder:
        if kilde.syntetisk:
            columns.setdefault(kilde.ark, []).append(kilde.kolonne)
    if not columns:
        return ""
    names = [ark if "" in named else f"{ark} ({', '.join(named)})" for ark, named in columns.items()]
    return tekster("syntetisk", ark="; ".join(names))
