"""Older project files, brought up to the current format one step at a time.

Every format that was ever released opens forever: a step is never changed once its format is
out, and tests/files holds a file of each.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any

FORMAT = 1
"""The format this program writes."""

Step = Callable[[dict[str, Any]], dict[str, Any]]

STEPS: Mapping[int, Step] = MappingProxyType({})
"""Format number -> how its document becomes one of the next format."""


def migrate(
    document: dict[str, Any], found: int, steps: Mapping[int, Step] = STEPS, current: int = FORMAT
) -> dict[str, Any]:
    """The document in the current format.

    Parameters
    ----------
    document : dict
        JSON of the plan, as read.
    found : int
        Format it was written in, 1 to ``current``.

    Raises
    ------
    KeyError
        If a step is missing: every released format must have one.
    """
    for number in range(found, current):
        document = steps[number](document)
    return document
