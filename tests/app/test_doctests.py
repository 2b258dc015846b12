"""The examples in the docstrings of the program and of its models run; those of models.io run without Qt."""

import pytest

import app
import models
from tests.helpers.examples import modules_with_examples, run_examples

MODULES = [name for name in (*modules_with_examples(app), *modules_with_examples(models)) if "models.io" not in name]


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    run_examples(name)


def test_there_are_examples():
    assert len(MODULES) > 4
