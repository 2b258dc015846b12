"""Examples in docstrings: the modules that have some, and running them."""

import doctest
import importlib
from pathlib import Path


def modules_with_examples(package):
    """Names of the modules of a package, and of those below it, in whose source an example stands."""
    folder = Path(package.__file__).parent
    return sorted(
        ".".join((package.__name__, *path.relative_to(folder).with_suffix("").parts)).removesuffix(".__init__")
        for path in folder.rglob("*.py") if ">>> " in path.read_text("utf-8")
    )


def run_examples(name):
    """Run the examples of a module; doctest would look through every other module of the program as well."""
    result = doctest.testmod(importlib.import_module(name))
    assert result.attempted > 0
    assert result.failed == 0
