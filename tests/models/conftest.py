"""What the tests of the models share."""

import pytest

from tests.helpers import fordeling_plan


@pytest.fixture
def small_plan():
    """Three kontor, one forvaltningsenhet, one flytting; free of errors."""
    return fordeling_plan.plan(fordeling_plan.varig())
