"""The rooms of the program and what each may import; broad excepts; sizes and names of files.

    main.py --> app --> models --> models.io --> planning_core

Read from the source with ast, so that nothing has to be imported and imports inside functions count too.
"""

import ast
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAX_LINES = 400


@dataclass(frozen=True)
class Room:
    """A part of the tree; ``allowed`` are dotted names besides the standard library, ``never`` wins over all."""

    name: str
    allowed: frozenset[str]
    never: frozenset[str] = frozenset()


FILES_AND_PROCESSES = frozenset(
    {"csv", "ftplib", "http", "io", "multiprocessing", "os", "pathlib", "shutil", "smtplib", "socket", "sqlite3"}
    | {"subprocess", "tempfile", "tkinter", "urllib", "zipfile"}
)
CORE = Room("planning_core", frozenset({"numpy", "planning_core"}), FILES_AND_PROCESSES)
IO = Room(
    "models/io",
    frozenset({"numpy", "planning_core", "models.io", "openpyxl", "defusedxml", "python_calamine", "pandas"})
    | {"pydantic", "xlsxwriter"},
    frozenset({"tkinter"}),
)
MODELS = Room(
    "models",
    frozenset({"numpy", "planning_core", "models", "PySide6.QtCore", "PySide6.QtGui"}),
    frozenset({"tkinter"}),
)
APP = Room(
    "app",
    IO.allowed | MODELS.allowed | {"app", "models", "PySide6", "pyqtgraph"},
    frozenset({"tkinter", "PySide6.QtWebEngineWidgets", "PySide6.QtCharts"}),
)
MAIN = Room("main.py", frozenset({"app"}))

# The one module of the core that optimises may call the solver.
SOLVER_MODULE = "planning_core/questions/allocation.py"

# Where everything may be caught, because everything must be told: file or folder, and the reason.
BROAD_EXCEPT = {
    "app/crash.py": "the crash hook",
    "app/jobs/": "the job runner hands any failure of a job to the message door",
    "app/recovery.py": "recovery must go on with the next file",
    "models/io/excel_calamine.py": "calamine's panics are a BaseException that cannot be imported",
}

FORBIDDEN_NAMES = ("utils", "util", "helpers", "helper", "manager", "misc", "common")


def room_of(path: str) -> Room:
    for prefix, room in (("planning_core/", CORE), ("models/io/", IO), ("models/", MODELS), ("app/", APP)):
        if path.startswith(prefix):
            return room
    return MAIN


def imported_names(tree: ast.AST, path: str):
    """(line, dotted name) of each import; ``from a import b`` gives a.b, as b may be a module."""
    package = path.removesuffix(".py").split("/")[:-1]
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for alias in node.names:
                yield node.lineno, alias.name
        elif isinstance(node, ast.ImportFrom):
            base = package[: len(package) - node.level + 1] if node.level else []
            start = ".".join([*base, *([node.module] if node.module else [])])
            for alias in node.names:
                yield node.lineno, f"{start}.{alias.name}"


def covers(names, dotted: str) -> bool:
    return any(dotted == name or dotted.startswith(name + ".") for name in names)


def forbidden_imports(source: str, path: str) -> list[str]:
    """One line for each import that the module's room may not have."""
    room = room_of(path)
    found = []
    for line, dotted in imported_names(ast.parse(source), path):
        top = dotted.partition(".")[0]
        allowed = top in sys.stdlib_module_names or covers(room.allowed, dotted)
        if path == SOLVER_MODULE and top == "highspy":
            allowed = True
        if room is CORE and covers({"planning_core.questions"}, dotted):
            allowed = path.startswith("planning_core/questions/")
        if not allowed or covers(room.never, dotted):
            found.append(f"{path}:{line}: {room.name} may not import {dotted}")
    return found


def broad_excepts(source: str, path: str) -> list[str]:
    """One line for each ``except:``, ``except Exception`` or ``except BaseException`` (alone or in a tuple)."""
    if any(path == place or (place.endswith("/") and path.startswith(place)) for place in BROAD_EXCEPT):
        return []
    found = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ExceptHandler):
            kinds = node.type.elts if isinstance(node.type, ast.Tuple) else [node.type]
            names = {kind.id for kind in kinds if isinstance(kind, ast.Name)}
            if node.type is None or names & {"Exception", "BaseException"}:
                found.append(f"{path}:{node.lineno}: catches everything")
    return found


def twice_defined(source: str, path: str) -> list[str]:
    """One line for each plain function or class that takes the name of one above it in the same module or class."""
    found = []
    for scope in ast.walk(ast.parse(source)):
        if not isinstance(scope, ast.Module | ast.ClassDef):
            continue
        names: set[str] = set()
        for node in scope.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef):
                # A decorator may mean a setter, an overload or a registration.
                if node.name in names and not node.decorator_list:
                    found.append(f"{path}:{node.lineno}: {node.name} hides another")
                if not node.decorator_list:
                    names.add(node.name)
    return found


def product_files() -> list[str]:
    folders = [ROOT / name for name in ("app", "models", "planning_core")]
    files = [path for folder in folders for path in sorted(folder.rglob("*.py"))]
    files += [ROOT / "main.py"] if (ROOT / "main.py").exists() else []
    return [path.relative_to(ROOT).as_posix() for path in files]


@pytest.mark.parametrize("path", product_files())
def test_module_keeps_to_its_room(path):
    source = (ROOT / path).read_text("utf-8")
    assert not forbidden_imports(source, path)
    assert not broad_excepts(source, path)
    assert not twice_defined(source, path)
    lines = source.count("\n")
    assert lines <= MAX_LINES, f"{path} has {lines} lines: two rooms in one file?"
    words = Path(path).stem.lower().split("_")
    assert not set(words) & set(FORBIDDEN_NAMES), f"{path}: name the file after what it holds"


def test_resources_hold_no_code():
    assert not list((ROOT / "resources").rglob("*.py"))


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("planning_core/staffing.py", "import pandas"),
        ("planning_core/staffing.py", "from PySide6.QtCore import QObject"),
        ("planning_core/staffing.py", "from pathlib import Path"),
        ("planning_core/staffing.py", "def f():\n    import openpyxl"),
        ("planning_core/staffing.py", "import models"),
        ("planning_core/staffing.py", "from .questions import compare"),
        ("planning_core/staffing.py", "import highspy"),
        ("planning_core/staffing.py", "from .. import app"),
        ("models/io/excel_reader.py", "from PySide6 import QtCore"),
        ("models/io/excel_reader.py", "from models.document import Document"),
        ("models/io/excel_reader.py", "from ..document import Document"),
        ("models/io/excel_reader.py", "import app.texts"),
        ("models/document.py", "from PySide6 import QtWidgets"),
        ("models/document.py", "from PySide6.QtWidgets import QMessageBox"),
        ("models/document.py", "import app"),
        ("app/main_window.py", "import matplotlib"),
        ("app/main_window.py", "import scipy.stats"),
        ("main.py", "import planning_core"),
    ],
)
def test_the_check_sees_a_wrong_import(path, line):
    assert len(forbidden_imports(line, path)) == 1


@pytest.mark.parametrize(
    ("path", "line"),
    [
        ("planning_core/staffing.py", "import math\nimport numpy as np\nfrom .plan import Plan"),
        ("planning_core/questions/compare.py", "from planning_core.projection import framskriv\nfrom . import targets"),
        (SOLVER_MODULE, "import highspy"),
        ("models/io/excel_reader.py", "import os\nimport python_calamine\nfrom models.io import numbers"),
        ("models/document.py", "from PySide6.QtGui import QUndoStack\nfrom models.io.project_file import load"),
        ("app/main_window.py", "from PySide6.QtWidgets import QLabel\nimport pyqtgraph\nimport models.document"),
        ("main.py", "import sys\nfrom app.bootstrap import main"),
    ],
)
def test_the_check_lets_right_imports_pass(path, line):
    assert forbidden_imports(line, path) == []


@pytest.mark.parametrize("kind", ["", " Exception", " BaseException", " (ValueError, Exception)", " Exception as e"])
def test_the_check_sees_a_broad_except(kind):
    source = f"try:\n    pass\nexcept{kind}:\n    pass\n"
    assert broad_excepts(source, "app/main_window.py") == ["app/main_window.py:3: catches everything"]
    assert broad_excepts(source, "app/jobs/runner.py") == []


def test_the_check_sees_a_name_that_is_taken():
    assert twice_defined("def f(a): ...\ndef g(): ...\ndef f(b, c): ...\n", "a.py") == ["a.py:3: f hides another"]
    assert twice_defined("class A:\n    def f(self): ...\n    def f(self, b): ...\n", "a.py") == ["a.py:3: f hides another"]
    setter = "class A:\n    @property\n    def f(self): ...\n    @f.setter\n    def f(self, b): ...\n"
    assert twice_defined(setter + "def f(): ...\n", "a.py") == []
