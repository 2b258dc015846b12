"""Write beside and swap: a file is replaced in one step or not at all."""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from models.io.errors import FileLocked, write_error


def _create_beside(target: Path) -> Path:
    """A new empty file in the target's folder, with the target's suffix and mode."""
    beside = target.with_name(f".~{target.stem[:80]}.{secrets.token_hex(6)}{target.suffix}")
    # os.open and not mkstemp: a plan on a shared folder must get the folder's ordinary mode, not 0600.
    os.close(os.open(beside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666))
    with suppress(FileNotFoundError):
        os.chmod(beside, target.stat().st_mode & 0o777)
    return beside


def _flush_to_disk(path: Path) -> None:
    descriptor = os.open(path, os.O_RDWR)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _flush_folder(folder: Path) -> None:
    """Make the new name survive a power cut; the file itself is already whole on disk."""
    if os.name == "nt":
        return
    # Some network file systems refuse fsync of a folder; the swap has then already happened.
    with suppress(OSError):
        descriptor = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(descriptor)
        finally:
            os.close(descriptor)


@contextmanager
def replace_file(path: str | os.PathLike[str]) -> Iterator[Path]:
    """Yield a temporary path beside ``path``; swap it in when the block ends without an exception.

    The temporary file keeps the suffix of ``path``. Whatever happens, ``path`` is afterwards
    either the new file, whole, or exactly what it was before, and no temporary file is left.

    Raises
    ------
    CannotWrite, FileLocked
        For every ``OSError`` of the block or the swap, with ``path`` as the user gave it.
        Other exceptions of the block pass through.

    Notes
    -----
    Checked in tests/io/test_atomic.py, which looks at what lies on disk after each failure.
    """
    # Through a link the file it points at is replaced, and the link stays a link.
    target = Path(os.path.realpath(path))
    try:
        if target.is_dir():
            raise IsADirectoryError(21, "is a folder")
        beside = _create_beside(target)
    except OSError as error:
        raise write_error(path, error) from error
    try:
        yield beside
        _flush_to_disk(beside)
        _swap(beside, target, path)
    except OSError as error:
        raise write_error(path, error) from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
    _flush_folder(target.parent)


def _swap(beside: Path, target: Path, named: str | os.PathLike[str]) -> None:
    try:
        os.replace(beside, target)
    except PermissionError as error:
        # Windows says "access denied" for a file that another program holds open, such as Excel.
        if os.name == "nt" and target.exists() and os.access(target, os.W_OK):
            raise FileLocked(named, "laast") from error
        raise


def write_bytes(path: str | os.PathLike[str], data: bytes) -> None:
    """Replace ``path`` by ``data`` in one step.

    Raises
    ------
    CannotWrite, FileLocked
        The old file, if any, is then untouched.
    """
    with replace_file(path) as beside:
        beside.write_bytes(data)
