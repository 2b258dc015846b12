"""The examples in the docstrings of the program run."""

import doctest
import importlib
import pkgutil

import app


def test_examples_run():
    modules = [importlib.import_module(m.name) for m in pkgutil.walk_packages(app.__path__, "app.")]
    results = [doctest.testmod(module) for module in modules]
    assert [m.__name__ for m, result in zip(modules, results, strict=True) if result.failed] == []
    assert sum(result.attempted for result in results) >= 1
