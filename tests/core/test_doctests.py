"""What the core's docstrings promise: their examples run, and the tests they name exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

import planning_core
from tests.helpers.examples import modules_with_examples, run_examples

ROOT = Path(__file__).parents[2]
NAMED_TEST = re.compile(r"\b(tests(?:/\w+)+\.py)(?:::(\w+))?")


@pytest.mark.parametrize("name", modules_with_examples(planning_core))
def test_examples_run(name):
    run_examples(name)


def test_there_are_examples():
    assert len(modules_with_examples(planning_core)) > 5


def docstrings(path: Path) -> list[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    holders = (ast.Module, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef)
    return [text for node in ast.walk(tree) if isinstance(node, holders) and (text := ast.get_docstring(node))]


def named_tests() -> list[tuple[str, str, str]]:
    """(module, test file, test function or nothing) of every test that a docstring of the core names."""
    return sorted(
        (str(path.relative_to(ROOT)), file, function)
        for path in Path(planning_core.__file__).parent.rglob("*.py") for text in docstrings(path)
        for file, function in NAMED_TEST.findall(text)
    )


def test_docstrings_name_tests():
    assert len(named_tests()) > 5


@pytest.mark.parametrize(("module", "file", "function"), named_tests())
def test_a_test_that_a_docstring_names_exists(module, file, function):
    path = ROOT / file
    assert path.is_file(), f"{module} names {file}"
    if function:
        tests = {n.name for n in ast.walk(ast.parse(path.read_text(encoding="utf-8"))) if isinstance(n, ast.FunctionDef)}
        assert function in tests, f"{module} names {file}::{function}"
