"""Arrays that are made when they are first asked for."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


class LazyArrays(Mapping[str, Array]):
    """Read-only arrays by name, each made the first time it is read, and kept.

    A question that projects sixty variants reads a few series of each; the rest is never made.

    Parameters
    ----------
    names : iterable of str
    make : function
        Makes the array of one of the names.
    """

    def __init__(self, names: Iterable[str], make: Callable[[str], Array]) -> None:
        self._names = dict.fromkeys(names)
        self._make: Callable[[str], Array] | None = make
        self._made: dict[str, Array] = {}

    def __getitem__(self, key: str) -> Array:
        if key not in self._made:
            if self._make is None or key not in self._names:
                raise KeyError(key)
            array = self._make(key).view()
            array.setflags(write=False)
            self._made[key] = array
        return self._made[key]

    def __contains__(self, key: object) -> bool:
        return key in self._names

    def __iter__(self) -> Iterator[str]:
        return iter(self._names)

    def __len__(self) -> int:
        return len(self._names)

    def make_all(self) -> None:
        """Make what has not been read yet, and let go of what it is made of."""
        for key in self:
            self[key]
        self._make = None
