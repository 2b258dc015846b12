"""Where the files shipped with the program lie, from a checkout and from a frozen program alike."""

from __future__ import annotations

import sys
from pathlib import Path


def resource_path(*parts: str) -> Path:
    """Path of a shipped file or folder under ``resources/``.

    Parameters
    ----------
    *parts : str
        Path below ``resources``, such as ``"samples", "telemark", "kontor.csv"``.

    Returns
    -------
    Path
        Absolute; it need not exist.

    Raises
    ------
    ValueError
        If the parts lead out of ``resources``.
    """
    bundle = getattr(sys, "_MEIPASS", None)
    root = (Path(bundle) if bundle else Path(__file__).resolve().parents[2]) / "resources"
    path = root.joinpath(*parts)
    if not path.resolve().is_relative_to(root.resolve()):
        raise ValueError(f"outside resources: {path}")
    return path
