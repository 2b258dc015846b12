"""What the core's tests share."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from planning_core.plan import Plan
from planning_core.projection import framskriv, framskriv_enkelt
from planning_core.results import Resultat


@pytest.fixture(params=[framskriv_enkelt, framskriv], ids=["plain", "framskriv"])
def project(request: pytest.FixtureRequest) -> Callable[[Plan], Resultat]:
    """The plain projection, which is the oracle, and the one the program uses: each answer is asked of both."""
    return request.param
