"""The project file ``.bplan``: a ZIP with a small manifest and the plan as JSON.

Written beside and swapped, read whole before anything is believed. What is wrong with the file
is a :class:`~models.io.errors.FileError`; what is wrong with the plan in it is a list of findings.
"""

from __future__ import annotations

import io
import json
import os
import zipfile
import zlib
from pathlib import Path
from typing import Any

from models.io.atomic import write_bytes
from models.io.errors import DamagedFile, NewerFormat, ProtectedFile, UnknownFormat, read_error
from models.io.file_lock import locked
from models.io.imported import Import
from models.io.migrations import FORMAT, migrate
from models.io.project_schema import document_of, plan_of
from planning_core.findings import has_errors
from planning_core.plan import Plan
from planning_core.validate import validate
from planning_core.version import VERSION

SUFFIX = ".bplan"
KIND = "bemanningsplan"
MANIFEST = "bplan.json"
PLAN = "plan.json"

MAX_FILE = 64 * 1024 * 1024
"""Largest file that is opened [bytes]; a fylke's plan is well under one megabyte."""
MAX_PART = 64 * 1024 * 1024
"""Largest part after unpacking [bytes]: a small file may unpack to something that fills the memory."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SIGNATURE = b"PK\x03\x04"


def skriv_bytes(plan: Plan) -> bytes:
    """The project file as bytes; the same plan gives the same bytes.

    Raises
    ------
    ValueError
        If the plan holds a number that is not finite.
    """
    manifest = {"kind": KIND, "format": FORMAT, "program": VERSION}
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        _add(archive, MANIFEST, manifest)
        _add(archive, PLAN, document_of(plan))
    return buffer.getvalue()


def _add(archive: zipfile.ZipFile, name: str, value: object) -> None:
    info = zipfile.ZipInfo(name, _EPOCH)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.create_system = 3
    info.external_attr = 0o644 << 16
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=1)
    archive.writestr(info, text.encode("utf-8", "strict"), zipfile.ZIP_DEFLATED, 6)


def skriv(path: str | os.PathLike[str], plan: Plan) -> None:
    """Save the plan: the file is replaced whole or left as it was.

    Raises
    ------
    FileLocked
        Another program is writing the same file.
    CannotWrite
        The folder or the disk will not take it.
    """
    data = skriv_bytes(plan)
    with locked(path):
        write_bytes(path, data)


def les(path: str | os.PathLike[str]) -> Import:
    """Open a project file.

    Returns
    -------
    Import
        The plan with its warnings, or every error in it.

    Raises
    ------
    FileError
        ``FileMissing``, ``CannotRead``, ``UnknownFormat``, ``DamagedFile``, ``ProtectedFile`` or ``NewerFormat``.
    """
    try:
        with open(path, "rb") as file:
            data = file.read(MAX_FILE + 1)
    except OSError as error:
        raise read_error(path, error) from error
    return les_bytes(data, path)


def les_bytes(data: bytes, path: str | os.PathLike[str] = "") -> Import:
    """As :func:`les`, of bytes already read; ``path`` is what a failure is reported for."""
    manifest, document = _unpack(data, path)
    found = manifest.get("format")
    if manifest.get("kind") != KIND or not isinstance(found, int) or isinstance(found, bool) or found < 1:
        raise UnknownFormat(path, "fremmed_zip")
    if found > FORMAT:
        raise NewerFormat(path, "nyere_format", found=found, supported=FORMAT, program=manifest.get("program"))
    if document is None:
        raise DamagedFile(path, "mangler_del", part=PLAN)
    plan, findings = plan_of(migrate(document, found))
    if plan is None:
        return Import(None, tuple(findings))
    findings = validate(plan)
    if has_errors(findings):
        return Import(None, tuple(findings))
    if plan.scenarier:
        # Imported here: the projection behind it is not needed to read a plan without scenarios.
        from planning_core.questions.scenarios import kontroller

        findings += kontroller(plan)
    return Import(plan, tuple(findings))


def _unpack(data: bytes, path: str | os.PathLike[str]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    """Manifest and plan as parsed JSON; no plan only if the format says that it may look otherwise."""
    if not data:
        raise UnknownFormat(path, "tom_fil")
    if len(data) > MAX_FILE:
        raise DamagedFile(path, "for_stor_fil", limit=MAX_FILE)
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return _parts(archive, path)
    except zipfile.BadZipFile as error:
        if not data.startswith(_SIGNATURE):
            raise UnknownFormat(path, "ukjent_filtype") from error
        reason = "feil_kontrollsum" if "CRC" in str(error) else "ikke_hel_fil"
        raise DamagedFile(path, reason) from error
    except (zlib.error, EOFError, NotImplementedError, OSError, OverflowError) as error:
        raise DamagedFile(path, "ikke_hel_fil") from error


def _parts(archive: zipfile.ZipFile, path: str | os.PathLike[str]) -> tuple[dict[str, Any], dict[str, Any] | None]:
    names = archive.namelist()
    if MANIFEST not in names:
        raise UnknownFormat(path, "fremmed_zip")
    if len(set(names)) != len(names):
        raise DamagedFile(path, "ikke_hel_fil")
    manifest = _json(archive, MANIFEST, path)
    newer = isinstance(manifest.get("format"), int) and manifest["format"] > FORMAT
    if newer or PLAN not in names:
        return manifest, None
    unknown = sorted(set(names) - {MANIFEST, PLAN})
    if unknown:
        # Refused rather than dropped at the next save.
        raise DamagedFile(path, "ukjent_del", part=unknown[0])
    return manifest, _json(archive, PLAN, path)


def _json(archive: zipfile.ZipFile, name: str, path: str | os.PathLike[str]) -> dict[str, Any]:
    info = archive.getinfo(name)
    if info.flag_bits & 0x1:
        raise ProtectedFile(path, "passordbeskyttet")
    with archive.open(info) as part:
        # One byte more than allowed: the size the archive claims is not to be believed.
        raw = part.read(MAX_PART + 1)
    if len(raw) > MAX_PART:
        raise DamagedFile(path, "for_stor_fil", limit=MAX_PART)
    try:
        value = json.loads(raw.decode("utf-8"), object_pairs_hook=_unique, parse_constant=_refuse)
    except (ValueError, RecursionError) as error:
        raise DamagedFile(path, "ugyldig_json", part=name) from error
    if not isinstance(value, dict):
        raise DamagedFile(path, "ugyldig_json", part=name)
    return value


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """A key given twice would lose one of its values."""
    made = dict(pairs)
    if len(made) != len(pairs):
        raise ValueError("a key stands twice")
    return made


def _refuse(constant: str) -> float:
    raise ValueError(f"not JSON: {constant}")


def with_suffix(path: str | os.PathLike[str]) -> Path:
    """The path with ``.bplan`` at its end, as a save dialog should give it."""
    named = Path(path)
    return named if named.suffix.lower() == SUFFIX else named.with_name(named.name + SUFFIX)
