"""Typed failures of files: what went wrong with which file, as data.

The sentence the user reads is written in ``app``, keyed by the class and :attr:`FileError.reason`.
What is wrong *inside* a readable file is not an exception but a list of findings.
"""

from __future__ import annotations

import errno
import os
from pathlib import Path
from types import MappingProxyType


class FileError(Exception):
    """A file could not be read or written.

    Parameters
    ----------
    path : path-like
        The file as the user named it (never a temporary one).
    reason : str
        Stable key of what was wrong, such as ``not_a_zip`` or ``disk_full``.
    details : object
        Further data for the sentence, such as ``found=3, supported=1``.
    """

    def __init__(self, path: str | os.PathLike[str], reason: str, **details: object) -> None:
        super().__init__(f"{type(self).__name__}: {path}: {reason}")
        self.path = Path(path)
        self.reason = reason
        self.details = MappingProxyType(details)


class FileMissing(FileError):
    """There is no such file. Reasons: ``no_such_file``, ``is_a_folder``."""


class CannotRead(FileError):
    """The file is there but the system will not hand it over. Reasons: as for :class:`CannotWrite`."""


class FileLocked(FileError):
    """Another program is writing the file. Reason ``locked``; details ``pid``, ``host``, ``since`` where known."""


class NewerFormat(FileError):
    """Written by a newer version of the program. Reason ``newer_format``; details ``found``, ``supported``."""


class DamagedFile(FileError):
    """The right kind of file, but not whole.

    Reasons: ``not_whole``, ``bad_checksum``, ``bad_json``, ``missing_part``, ``too_large``.
    """


class UnknownFormat(FileError):
    """Not a kind of file the program reads.

    Reasons: ``empty``, ``not_a_zip``, ``foreign_zip``, and what the workbook readers add.
    """


class ProtectedFile(FileError):
    """Protected by a password. Reason ``encrypted``."""


class CannotWrite(FileError):
    """Nothing was written; an old file is as it was.

    Reasons: ``no_such_folder``, ``no_permission``, ``read_only``, ``disk_full``, ``is_a_folder``,
    ``name_too_long``, ``system``; detail ``errno``.
    """


_REASONS = {
    errno.ENOENT: "no_such_folder",
    errno.ENOTDIR: "no_such_folder",
    errno.EACCES: "no_permission",
    errno.EPERM: "no_permission",
    errno.EROFS: "read_only",
    errno.ENOSPC: "disk_full",
    errno.EDQUOT: "disk_full",
    errno.EFBIG: "disk_full",
    errno.EISDIR: "is_a_folder",
    errno.ENAMETOOLONG: "name_too_long",
}
_WINDOWS_SHARING = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: another program holds the file open."""


def _held_by_another(error: OSError) -> bool:
    return getattr(error, "winerror", None) in _WINDOWS_SHARING


def write_error(path: str | os.PathLike[str], error: OSError) -> FileError:
    """The named failure for an ``OSError`` met while writing ``path``."""
    if _held_by_another(error):
        return FileLocked(path, "locked")
    return CannotWrite(path, _REASONS.get(error.errno or 0, "system"), errno=error.errno)


def read_error(path: str | os.PathLike[str], error: OSError) -> FileError:
    """The named failure for an ``OSError`` met while reading ``path``."""
    if _held_by_another(error):
        return FileLocked(path, "locked")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return FileMissing(path, "no_such_file")
    if isinstance(error, IsADirectoryError):
        return FileMissing(path, "is_a_folder")
    return CannotRead(path, _REASONS.get(error.errno or 0, "system"), errno=error.errno)
