"""Findings as a workbook of their own and as JSON, for the window and the command line alike; no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from app.export_meta import stamped
from app.export_texts import tekster
from app.failure_texts import failure_text
from app.texts import setning
from models.io.errors import FileError
from models.io.findings_export import findings_bytes, findings_json
from planning_core.findings import Finding, Severity

_ORD = {
    "funn.tittel": "Funn i {navn}",
    "funn.antall": "Feil: {feil}. Advarsler: {advarsler}. Listen er laget av programmet, og filen den gjelder, er ikke "
                   "endret.",
    "funn.arknavn": "Funn",
    "funn.ark": "Ark",
    "funn.celle": "Celle",
    "funn.alvor": "Alvor",
    "funn.kode": "Kode",
    "funn.melding": "Hva er galt, og hva kan du gjøre",
    "funn.verdi": "Verdi som ble lest",
    "funn.feil": "Feil",
    "funn.advarsel": "Advarsel",
    "funn.ja": "ja",
    "funn.nei": "nei",
}


def arbeidsbok(navn: str, findings: Sequence[Finding], tid: datetime | None = None) -> bytes:
    """The workbook of a list of findings.

    Parameters
    ----------
    navn : str
        What they are about.
    tid : datetime
        Time to stamp it with; now when left out.
    """
    return findings_bytes(navn, findings, tekster(_ORD), stamped(navn, tid))


def json_bytes(navn: str, findings: Sequence[Finding]) -> bytes:
    """A list of findings as JSON."""
    return findings_json(navn, findings, setning)


def file_failure_json(navn: str, failure: FileError) -> bytes:
    """A file that cannot be read at all, as the one finding there is."""
    return findings_json(navn, [Finding(failure.reason, Severity.ERROR)], lambda _: failure_text(failure))
