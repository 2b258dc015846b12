"""The examples in the docstrings of models.io run."""

import doctest
import importlib
import pkgutil

import pytest

import models.io

MODULES = sorted(m.name for m in pkgutil.walk_packages(models.io.__path__, "models.io."))


@pytest.mark.parametrize("name", MODULES)
def test_examples_run(name):
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_there_are_examples():
    assert sum(doctest.testmod(importlib.import_module(name)).attempted for name in MODULES) > 10
