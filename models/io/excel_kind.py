"""What a file is, by its content and not by its name: a workbook of some kind, or a reason to refuse it."""

from __future__ import annotations

import os
import stat
import zipfile
from pathlib import Path
from typing import IO

from models.io.errors import DamagedFile, FileError, ProtectedFile, UnknownFormat, read_error

MAX_BYTES = 50_000_000
"""Size on disk of the largest workbook that is read."""
MAX_DIRECTORY = 4_000_000
"""Bytes of a package's list of its parts; a workbook has some tens of parts of 100 bytes."""

READABLE = frozenset({"xlsx", "xlsb", "xls", "ods"})

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_ZIP = b"PK\x03\x04"
_EMPTY_ZIP = b"PK\x05\x06"
_END_OF_ZIP = 65_557
"""Bytes from the end of a package within which its list is named."""
_FIRST_EXCELS = (b"\x09\x00\x04\x00", b"\x09\x00\x06\x00", b"\x09\x02\x06\x00", b"\x09\x04\x06\x00")
"""How Excel 2 to 4 begin their files."""
_LOOKED_AT = 4096
_SHEET_XML = b"urn:schemas-microsoft-com:office:spreadsheet"
_MARKUP = (b"<!doctype html", b"<html", b"<table", b"<head", b"<body", b"<meta", b"<style", b"<div")
_SEPARATORS = (";", "\t", ",", "|")


def check_is_workbook(path: str | os.PathLike[str]) -> str:
    """The kind of a workbook that can be read: ``xlsx`` (also .xlsm), ``xlsb``, ``xls`` or ``ods``.

    Raises
    ------
    FileMissing, CannotRead, FileLocked, UnknownFormat, ProtectedFile, DamagedFile
    """
    kind = file_kind(path)
    if kind not in READABLE:
        raise UnknownFormat(path, "fremmed_zip" if kind == "zip" else kind)
    return kind


def file_kind(path: str | os.PathLike[str]) -> str:
    """What a file is: a kind of :data:`READABLE`, ``zip`` (some other package), or a reason to refuse it.

    Reasons: ``tom_fil``, ``ikke_vanlig_fil`` (a pipe or a device), ``html_fil``, ``tekst_fil`` (CSV and the like),
    ``xml_fil`` (Excel 2003), ``for_gammelt_excel`` (before Excel 5), ``ukjent_filtype``.

    Raises
    ------
    FileMissing, CannotRead, FileLocked, ProtectedFile, DamagedFile
    """
    file = Path(path)
    try:
        about = file.stat()
        # Asked before it is opened: opening a pipe waits for someone to write into it.
        if not stat.S_ISREG(about.st_mode) and not stat.S_ISDIR(about.st_mode):
            return "ikke_vanlig_fil"
        with file.open("rb") as stream:
            start = stream.read(_LOOKED_AT)
            if start.startswith(_OLE):
                return _ole_kind(path, start + stream.read(MAX_BYTES), about.st_size)
            if start.startswith(_ZIP):
                if about.st_size > MAX_BYTES:
                    raise DamagedFile(path, "for_stor_fil")
                _check_directory(path, stream, about.st_size)
    except FileError:
        raise
    except OSError as error:
        raise read_error(path, error) from error
    if not start:
        return "tom_fil"
    if start.startswith(_EMPTY_ZIP):
        return "zip"
    return _zip_kind(path) if start.startswith(_ZIP) else _other_kind(start)


def _ole_kind(path: str | os.PathLike[str], content: bytes, size: int) -> str:
    """Old Office files, and what Office makes of a file with a password, are the same container."""
    if "EncryptedPackage".encode("utf-16-le") in content:
        raise ProtectedFile(path, "passordbeskyttet")
    if size > MAX_BYTES:
        raise DamagedFile(path, "for_stor_fil")
    return "xls" if any(name.encode("utf-16-le") in content for name in ("Workbook", "Book")) else "ukjent_filtype"


def _check_directory(path: str | os.PathLike[str], stream: IO[bytes], size: int) -> None:
    """Refuse a package whose list of parts alone would fill the memory."""
    stream.seek(max(0, size - _END_OF_ZIP))
    end = stream.read(_END_OF_ZIP)
    place = end.rfind(_EMPTY_ZIP)
    # 4 294 967 295 stands for "more than that", and is caught as well.
    if place >= 0 and int.from_bytes(end[place + 12 : place + 16], "little") > MAX_DIRECTORY:
        raise DamagedFile(path, "for_stor_fil")


def _zip_kind(path: str | os.PathLike[str]) -> str:
    try:
        with zipfile.ZipFile(path) as package:
            parts = package.infolist()
            if any(part.flag_bits & 1 for part in parts):
                raise ProtectedFile(path, "passordbeskyttet")
            names = {part.filename.replace("\\", "/").lower() for part in parts}
            if "mimetype" in names:
                with package.open("mimetype") as stream:
                    if b"opendocument.spreadsheet" in stream.read(100):
                        return _opendocument(path, package)
    except FileError:
        raise
    except OSError as error:
        raise read_error(path, error) from error
    except (zipfile.BadZipFile, ValueError, NotImplementedError, EOFError, KeyError, RuntimeError) as error:
        raise DamagedFile(path, "ikke_hel_fil") from error
    if "xl/workbook.bin" in names:
        return "xlsb"
    return "xlsx" if "[content_types].xml" in names and any(n.startswith("xl/") for n in names) else "zip"


def _opendocument(path: str | os.PathLike[str], package: zipfile.ZipFile) -> str:
    """An OpenDocument with a password is an ordinary package whose list says what is encrypted."""
    with package.open("META-INF/manifest.xml") as stream:
        if b"encryption-data" in stream.read(1_000_000):
            raise ProtectedFile(path, "passordbeskyttet")
    return "ods"


def _other_kind(start: bytes) -> str:
    """Files that only bear a workbook's name."""
    if start.startswith(_FIRST_EXCELS):
        return "for_gammelt_excel"
    plain = start.removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if _SHEET_XML in plain:
        return "xml_fil"
    if plain.startswith(_MARKUP) or (plain.startswith(b"<") and b"<table" in plain):
        return "html_fil"
    return "tekst_fil" if _is_table_text(start) else "ukjent_filtype"


def _is_table_text(start: bytes) -> bool:
    """Whether the beginning reads as lines of text with a separator in the first."""
    encoding = "utf-16" if start[:2] in (b"\xff\xfe", b"\xfe\xff") else "latin-1"
    text = start.decode(encoding, "replace").lstrip("\ufeff")
    if any(ord(letter) < 32 and letter not in "\t\r\n" for letter in text):
        return False
    first = text.lstrip().partition("\n")[0]
    return first.lower().startswith("sep=") or any(separator in first for separator in _SEPARATORS)
