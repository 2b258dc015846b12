"""The examples in the docstrings of models.io run."""

import pytest

import models.io
from tests.helpers.examples import modules_with_examples, run_examples


@pytest.mark.parametrize("name", modules_with_examples(models.io))
def test_examples_run(name):
    run_examples(name)


def test_there_are_examples():
    assert len(modules_with_examples(models.io)) > 5
