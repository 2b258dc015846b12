"""The documents say what the program does: generated tables are current, and what they and the code name is there."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CODE = sorted(
    p for folder in ("planning_core", "models", "app", "scripts", "tests", "benchmarks")
    for p in (ROOT / folder).rglob("*.py")
)
DOCS = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").glob("*.md")),
        ROOT / "benchmarks" / "README.md"]

SECTION = re.compile(r"metode\.md\s+section\s+(\d+)")
DOC = re.compile(r"\bdocs/[\w.-]+\.md")
TEST = re.compile(r"\btests/(?:\w+/)*\w+\.py(?:::(\w+))?")
LINK = re.compile(r"\]\(([^)#\s]+)(?:#[^)]*)?\)")
PATH_IN_CODE_FONT = re.compile(r"`((?:app|models|planning_core|resources|scripts|tests|benchmarks|docs)/[\w./-]*)`")


def texts():
    for path in CODE:
        if path != Path(__file__):
            yield path, path.read_text("utf-8")


def sections(name):
    return set(re.findall(r"^## (\d+) ", (ROOT / "docs" / name).read_text("utf-8"), re.MULTILINE))


def test_the_generated_tables_of_the_method_are_current():
    spec = importlib.util.spec_from_file_location("lag_metodetabell", ROOT / "scripts" / "lag_metodetabell.py")
    script = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(script)
    text = script.PATH.read_text("utf-8")
    assert script.with_tables(text) == text, "run: python scripts/lag_metodetabell.py --skriv"
    # The comparison can fail: another number in the table is noticed.
    assert script.with_tables(text.replace("| 37,5 |", "| 38 |")) == text


def test_every_document_that_is_named_is_there():
    missing = {f"{p.relative_to(ROOT)}: {name}" for p, text in texts() for name in DOC.findall(text)
               if not (ROOT / name).is_file()}
    assert missing == set()


def test_every_section_of_the_method_that_the_code_names_is_there():
    there = sections("metode.md")
    missing = {f"{p.relative_to(ROOT)}: section {number}" for p, text in texts() for number in SECTION.findall(text)
               if number not in there}
    assert missing == set()


def test_every_parameter_belongs_to_a_section_of_the_method():
    from planning_core.parameters import PARAMETERS

    assert {p.section for p in PARAMETERS.values()} <= sections("metode.md")


def test_every_test_that_is_named_is_there():
    missing = []
    for path, text in [*texts(), *((p, p.read_text("utf-8")) for p in DOCS)]:
        for match in TEST.finditer(text):
            file, _, name = match.group(0).partition("::")
            if not (ROOT / file).is_file() or (name and name not in functions(ROOT / file)):
                missing.append(f"{path.relative_to(ROOT)}: {match.group(0)}")
    assert missing == []


def functions(path):
    return {node.name for node in ast.walk(ast.parse(path.read_text("utf-8"))) if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("path", DOCS, ids=lambda p: str(p.relative_to(ROOT)))
def test_links_and_paths_of_a_document_lead_somewhere(path):
    text = path.read_text("utf-8")
    links = [t for t in LINK.findall(text) if not t.startswith(("http://", "https://", "mailto:"))]
    broken = [t for t in links if not (path.parent / t).exists()]
    broken += [t for t in PATH_IN_CODE_FONT.findall(text) if not (ROOT / t).exists()]
    assert broken == []


def test_the_readme_lists_every_command_with_its_options():
    from app.cli_arguments import COMMANDS

    text = (ROOT / "README.md").read_text("utf-8")
    typed = dict(re.findall(r"^\| `python main\.py (\w+)(.*?)` \|", text, re.MULTILINE))
    missing = [
        (c.name, word) for c in COMMANDS.values() if not c.hidden
        for word in (c.operand, *(f"{o.short or o.long} {o.value}" for o in c.options))
        if word not in typed.get(c.name, "nothing")
    ]
    assert missing == []
    assert {c.name for c in COMMANDS.values() if not c.hidden} <= typed.keys()


def test_the_readme_names_every_sample():
    from models.io.samples import NAVN

    text = (ROOT / "README.md").read_text("utf-8")
    assert [name for name in NAVN if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", ["oversikt.png", "fordeling.png", "framskriving.png"])
def test_pictures_are_small_enough_to_live_in_the_repository(name):
    size = (ROOT / "docs" / "bilder" / name).stat().st_size
    assert 10_000 < size < 300_000
