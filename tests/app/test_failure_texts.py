"""Every way a file can fail has its own plain sentences, with the file's name and what to do."""

import re
from pathlib import Path

import pytest

from app.failure_texts import failure_text
from models.io import errors

IO = Path(errors.__file__).parent
RAISED = re.compile(r"(FileMissing|CannotRead|FileLocked|NewerFormat|DamagedFile|UnknownFormat|ProtectedFile|CannotWrite)"
                    r'\((?:path|named|target|source), "(\w+)"')


def raised():
    """(class, reason) as they stand in the reading and writing modules."""
    found = {match.groups() for file in IO.rglob("*.py") for match in RAISED.finditer(file.read_text(encoding="utf-8"))}
    return sorted(found | {("CannotWrite", reason) for reason in errors._REASONS.values()})


def test_the_search_finds_what_is_raised():
    assert {("ProtectedFile", "passordbeskyttet"), ("DamagedFile", "ikke_hel_fil"), ("CannotWrite", "full_disk")} <= set(raised())


@pytest.mark.parametrize(("kind", "reason"), [*raised(), ("CannotWrite", "noe nytt"), ("FileError", "noe nytt")])
def test_every_failure_has_sentences(kind, reason):
    text = failure_text(getattr(errors, kind)(Path("/mappe/min plan.bplan"), reason))
    assert "{" not in text
    assert "min plan.bplan" in text or "/mappe" in text or reason == "for_langt_navn"
    assert text.endswith(".")
    assert text.count(".") >= 2, "what is wrong, and what to do"


def test_a_locked_file_names_the_machine_that_holds_it():
    error = errors.FileLocked(Path("plan.bplan"), "laast", host="pc-17")
    assert "pc-17" in failure_text(error)
