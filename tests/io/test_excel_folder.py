"""Whatever workbooks you have: every file of a folder is read or refused by name, and none brings the program down.

    BEMANNINGSPLAN_ARBEIDSBOKER=folder python -m pytest -s tests/io/test_excel_folder.py

Prints what was read, what was refused and why, what the contract said of it, and the slowest.
"""

import os
import time
from collections import Counter
from pathlib import Path

import pytest

from models.io.errors import FileError
from models.io.excel_import import plan_from_cells
from models.io.excel_reader import read_workbook

FOLDER = os.environ.get("BEMANNINGSPLAN_ARBEIDSBOKER")
SUFFIXES = {".xlsx", ".xlsm", ".xltx", ".xls", ".xlsb", ".ods"}
SLOWEST_ALLOWED = 20.0


def survey(folder):
    """(file, seconds, outcome) of every workbook; an outcome is a refusal, or what was read and found."""
    for path in sorted(p for p in Path(folder).rglob("*") if p.suffix.lower() in SUFFIXES and p.is_file()):
        before = time.monotonic()
        try:
            read = read_workbook(path)
            codes = sorted({f.code for f in plan_from_cells(read).findings})
            cells = sum(len(row) for sheet in read.sheets for _, row in sheet.rows)
            reader = "second reader" if read.second_reader else read.kind
            outcome = f"read ({reader}): {len(read.sheets)} sheets, {cells} cells; {', '.join(codes)}"
        except FileError as error:
            outcome = f"refused: {type(error).__name__} {error.reason}"
        yield path, time.monotonic() - before, outcome


def report(found):
    lines = [f"{seconds:6.2f} s  {path.name}: {outcome}" for path, seconds, outcome in found]
    kinds = Counter(o.partition(":")[0] if o.startswith("read") else o for *_, o in found)
    lines += [f"{count:6}  {kind}" for kind, count in kinds.most_common()]
    slowest = sorted(found, key=lambda f: -f[1])[:5]
    lines += ["slowest: " + ", ".join(f"{path.name} {seconds:.2f} s" for path, seconds, _ in slowest)]
    return "\n".join(lines)


@pytest.mark.skipif(FOLDER is None, reason="set BEMANNINGSPLAN_ARBEIDSBOKER to a folder of workbooks")
def test_every_workbook_of_the_folder(capsys):
    found = list(survey(FOLDER))
    with capsys.disabled():
        print("\n" + report(found))
    assert found, f"no workbooks in {FOLDER}"
    assert not [path for path, seconds, _ in found if seconds > SLOWEST_ALLOWED]


def test_the_survey_tells_what_was_read_and_refused(tmp_path):
    from tests.helpers.workbooks import write

    write(tmp_path / "hel.xlsx")
    (tmp_path / "under").mkdir()
    (tmp_path / "under" / "tekst.xls").write_text("a;b\n1;2\n")
    (tmp_path / "les.txt").write_text("not looked at")
    text = report(list(survey(tmp_path)))
    assert "hel.xlsx: read (xlsx): 7 sheets" in text
    assert "tekst.xls: refused: UnknownFormat tekst_fil" in text
    assert "les.txt" not in text
    assert "slowest: " in text
