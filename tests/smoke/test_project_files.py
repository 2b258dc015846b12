"""What stands in several files of the project agrees: version, locks, licences, icons."""

import re
import tomllib
from pathlib import Path

import pytest
from PySide6.QtCore import QByteArray
from PySide6.QtSvg import QSvgRenderer

from planning_core.version import VERSION

ROOT = Path(__file__).resolve().parents[2]
LOCKS = ("requirements.lock", "requirements-dev.lock", "requirements-build.lock")
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
LICENSES = ROOT / "resources" / "licenses"
ICONS = ROOT / "resources" / "icons"


def pins(lock):
    """{(name, marker): version} of one lock."""
    lines = re.findall(r"^([a-z0-9-]+)==(\S+)(?: ; (.+?))? \\$", (ROOT / lock).read_text("utf-8"), re.MULTILINE)
    return {(name, marker): version for name, version, marker in lines}


def test_version_is_the_same_everywhere():
    assert PROJECT["version"] == VERSION


@pytest.mark.parametrize("lock", LOCKS)
def test_every_locked_package_has_hashes_and_no_address(lock):
    text = (ROOT / lock).read_text("utf-8")
    entries = re.split(r"\n(?=\S)", text.strip())
    assert len(entries) == len(pins(lock))
    assert all("--hash=sha256:" in entry for entry in entries)
    assert "http" not in text
    assert "--index" not in text


def test_the_run_lock_is_part_of_the_other_two():
    run = pins("requirements.lock").items()
    assert run <= pins("requirements-dev.lock").items()
    assert run <= pins("requirements-build.lock").items()


def test_every_declared_dependency_is_locked():
    declared = {re.match(r"[A-Za-z0-9-]+", line).group().lower() for line in PROJECT["dependencies"]}
    assert declared <= {name for name, _ in pins("requirements.lock")}


def test_every_package_that_is_shipped_stands_in_the_licence_table():
    table = (LICENSES / "THIRD_PARTY.md").read_text("utf-8").lower()
    for (name, _), version in pins("requirements.lock").items():
        word = {"pyside6-essentials": "pyside6", "shiboken6": "shiboken"}.get(name, name)
        assert word in table, name
        assert version in table, f"{name} {version}"


def test_every_licence_text_is_named_and_every_named_text_is_there():
    table = (LICENSES / "THIRD_PARTY.md").read_text("utf-8")
    named = set(re.findall(r"`([\w.-]+\.txt)`", table))
    assert named == {path.name for path in LICENSES.glob("*.txt")}
    assert all((LICENSES / name).stat().st_size > 500 for name in named)


def test_every_icon_stands_in_the_list():
    listed = set(re.findall(r"^\| `([\w-]+\.svg)` \|", (ICONS / "README.md").read_text("utf-8"), re.MULTILINE))
    assert listed == {path.name for path in ICONS.glob("*.svg")} - {"app.svg"}


@pytest.mark.parametrize("icon", sorted(path.stem for path in ICONS.glob("*.svg")))
def test_every_icon_draws_and_takes_the_colour_of_the_theme(qapp, icon):
    svg = (ICONS / f"{icon}.svg").read_bytes()
    assert QSvgRenderer(QByteArray(svg)).isValid()
    assert icon == "app" or b"currentColor" in svg


@pytest.mark.parametrize("script", ["run.sh", "test.sh", "setup.sh", "build.sh", "lock.sh"])
def test_shell_scripts_have_unix_line_ends(script):
    assert b"\r" not in (ROOT / "scripts" / script).read_bytes()
