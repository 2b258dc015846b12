"""Arrays that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class LazyArrays(Mapping[str, Array]):
    """Read-only arrays by name, each made the first time it is read, and kept.

    A question that projects sixty variants reads a few series of each; the rest is never made.
    """

    def __init__(self, makers: Mapping[str, Callable[[], Array]]) -> None:
        self._names = tuple(makers)
        self._makers = dict(makers)
        self._made: dict[str, Array] = {}

    def __getitem__(self, key: str) -> Array:
        if key not in self._made:
            array = self._makers[key]().view()
            array.setflags(write=False)
            self._made[key] = array
        return self._made[key]

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def make_all(self) -> None:
        """Make what has not been read yet, and let go of what it is made of."""
        for key in self:
            self[key]
        self._makers.clear()
