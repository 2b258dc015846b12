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
        Stable key of what was wrong, such as ``ukjent_filtype`` or ``full_disk``.
    details : object
        Further data for the sentence, such as ``found=3, supported=1``.
    """

    def __init__(self, path: str | os.PathLike[str], reason: str, **details: object) -> None:
        super().__init__(f"{type(self).__name__}: {path}: {reason}")
        self.path = Path(path)
        self.reason = reason
        self.details = MappingProxyType(details)


class FileMissing(FileError):
    """There is no such file. Reasons: ``filen_finnes_ikke``, ``er_en_mappe``."""


class CannotRead(FileError):
    """The file is there but the system will not hand it over. Reasons: as for :class:`CannotWrite`."""


class FileLocked(FileError):
    """Another program is writing the file. Reason ``laast``; details ``pid``, ``host``, ``since`` where known."""


class NewerFormat(FileError):
    """Written by a newer version of the program. Reason ``nyere_format``; details ``found``, ``supported``."""


class DamagedFile(FileError):
    """The right kind of file, but not whole.

    Reasons: ``ikke_hel_fil``, ``feil_kontrollsum``, ``ugyldig_json``, ``mangler_del``, ``for_stor_fil``.
    """


class UnknownFormat(FileError):
    """Not a kind of file the program reads.

    Reasons: ``tom_fil``, ``ukjent_filtype``, ``fremmed_zip``, and what the workbook readers add.
    """


class ProtectedFile(FileError):
    """Protected by a password. Reason ``passordbeskyttet``."""


class CannotWrite(FileError):
    """Nothing was written; an old file is as it was.

    Reasons: ``mappen_finnes_ikke``, ``ingen_tilgang``, ``skrivebeskyttet``, ``full_disk``, ``er_en_mappe``,
    ``for_langt_navn``, ``systemfeil``; detail ``errno``.
    """


_REASONS = {
    errno.ENOENT: "mappen_finnes_ikke",
    errno.ENOTDIR: "mappen_finnes_ikke",
    errno.EACCES: "ingen_tilgang",
    errno.EPERM: "ingen_tilgang",
    errno.EROFS: "skrivebeskyttet",
    errno.ENOSPC: "full_disk",
    errno.EDQUOT: "full_disk",
    errno.EFBIG: "full_disk",
    errno.EISDIR: "er_en_mappe",
    errno.ENAMETOOLONG: "for_langt_navn",
}
_WINDOWS_SHARING = frozenset({32, 33})
"""ERROR_SHARING_VIOLATION and ERROR_LOCK_VIOLATION: another program holds the file open."""


def _held_by_another(error: OSError) -> bool:
    return getattr(error, "winerror", None) in _WINDOWS_SHARING


def write_error(path: str | os.PathLike[str], error: OSError) -> FileError:
    """The named failure for an ``OSError`` met while writing ``path``."""
    if _held_by_another(error):
        return FileLocked(path, "laast")
    return CannotWrite(path, _REASONS.get(error.errno or 0, "systemfeil"), errno=error.errno)


def read_error(path: str | os.PathLike[str], error: OSError) -> FileError:
    """The named failure for an ``OSError`` met while reading ``path``."""
    if _held_by_another(error):
        return FileLocked(path, "laast")
    if isinstance(error, (FileNotFoundError, NotADirectoryError)):
        return FileMissing(path, "filen_finnes_ikke")
    if isinstance(error, IsADirectoryError):
        return FileMissing(path, "er_en_mappe")
    return CannotRead(path, _REASONS.get(error.errno or 0, "systemfeil"), errno=error.errno)
