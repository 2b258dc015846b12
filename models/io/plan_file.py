"""Open a plan from any file that can hold one; the content decides, not the suffix."""

from __future__ import annotations

import os
from collections.abc import Callable

from models.io.excel_import import les_plan
from models.io.excel_kind import file_kind
from models.io.imported import Import


def les(
    path: str | os.PathLike[str], cancelled: Callable[[], bool] | None = None,
    progress: Callable[[float], None] | None = None,
) -> Import:
    """Read a plan from a project file or a workbook.

    ``progress`` is given the share of a workbook that has been read [0–1], now and then.

    Returns
    -------
    Import
        The plan, or every error; findings of a workbook carry their cells.

    Raises
    ------
    FileError
        If the file is neither, or cannot be read.
    models.io.excel_reader.ReadingCancelled
        When ``cancelled`` said so.
    """
    if file_kind(path) == "zip":
        from models.io import project_file

        return project_file.les(path)
    return les_plan(path, cancelled, progress=progress)
