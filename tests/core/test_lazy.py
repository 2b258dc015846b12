"""Arrays that are made when they are read."""

from __future__ import annotations

import numpy as np
import pytest

from planning_core.lazy import LazyArrays


def test_an_array_is_made_once_when_it_is_first_read_and_cannot_be_written():
    made = []
    own = np.arange(3.0)
    arrays = LazyArrays(("a", "b"), lambda key: made.append(key) or {"a": own, "b": np.zeros(2)}[key])
    assert list(arrays) == ["a", "b"]
    assert len(arrays) == 2
    assert made == []
    assert arrays["a"].tolist() == [0.0, 1.0, 2.0]
    assert arrays["a"] is arrays["a"]
    assert made == ["a"]
    with pytest.raises(ValueError, match="read-only"):
        arrays["a"][0] = 1.0
    own[0] = 5.0  # what the array is made of is not locked
    with pytest.raises(KeyError):
        arrays["c"]


def test_all_can_be_made_at_once_and_are_still_there():
    arrays = LazyArrays(("a", "b"), {"a": np.ones(1), "b": np.zeros(2)}.__getitem__)
    first = arrays["a"]
    arrays.make_all()
    assert arrays["a"] is first
    assert {key: array.tolist() for key, array in arrays.items()} == {"a": [1.0], "b": [0.0, 0.0]}
