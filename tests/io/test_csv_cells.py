"""CSV files as cells for the wizard."""

import pytest

from models.io.csv_cells import read_csv
from models.io.errors import DamagedFile, FileMissing, UnknownFormat


@pytest.mark.parametrize(("content", "rows"), [
    (b"a;b\n1,5;2\n", [("a", "b"), ("1,5", "2")]),
    (b"a,b\n1.5,2\n", [("a", "b"), ("1.5", "2")]),
    (b"a\tb\n1\t2\n", [("a", "b"), ("1", "2")]),
    ("\ufeffår;måned\n1;2".encode(), [("år", "måned"), ("1", "2")]),
    ("år;Bø\n1;2".encode("cp1252"), [("år", "Bø"), ("1", "2")]),
    ("år;Bø\n1;2".encode("utf-16"), [("år", "Bø"), ("1", "2")]),
    (b'a;b\n"x; y";2\n', [("a", "b"), ("x; y", "2")]),
])
def test_separators_and_letters(tmp_path, content, rows):
    path = tmp_path / "tall.csv"
    path.write_bytes(content)
    [sheet] = read_csv(path).sheets
    assert sheet.name == "tall"
    assert [tuple(value for _, value in row) for _, row in sheet.rows] == rows


def test_empty_cells_and_lines_keep_their_places(tmp_path):
    path = tmp_path / "tall.csv"
    path.write_bytes(b"a;;c\n\n;2;\n")
    [sheet] = read_csv(path).sheets
    assert sheet.rows == ((1, ((1, "a"), (3, "c"))), (3, ((2, "2"),)))


@pytest.mark.parametrize(("content", "kind"), [(b"", UnknownFormat), (b" \n", UnknownFormat), (b"PK\x03\x04\0\0", UnknownFormat)])
def test_what_is_no_text_is_refused_by_name(tmp_path, content, kind):
    path = tmp_path / "tall.csv"
    path.write_bytes(content)
    with pytest.raises(kind):
        read_csv(path)


def test_a_field_without_end_is_refused(tmp_path):
    path = tmp_path / "tall.csv"
    path.write_bytes(b'a;"' + b"x" * 200_000)
    with pytest.raises(DamagedFile):
        read_csv(path)


def test_a_file_that_is_not_there(tmp_path):
    with pytest.raises(FileMissing):
        read_csv(tmp_path / "borte.csv")
