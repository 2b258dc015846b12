"""Tables as CSV: the format Norwegian Excel opens, plain numbers, and no text that becomes a formula."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from models.io.csv_text import Number, csv_bytes, csv_text, harmless, plain_number

MINUS, NBSP, NARROW = "\u2212", "\u00a0", "\u202f"


def read(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig"), newline=""), delimiter=";"))


def test_semicolon_comma_bom_and_line_ends():
    data = csv_bytes([["Enhet", "Årsverk"], ["Nav Bø; Sauherad", 2.5], ["a\nb", 7], ["", None], ['"x"', float("nan")]])
    assert data == (
        b"\xef\xbb\xbfEnhet;\xc3\x85rsverk\r\n" + '"Nav Bø; Sauherad";2,5\r\n"a\nb";7\r\n;\r\n"""x""";\r\n'.encode()
    )


def test_every_digit_of_a_number_is_written():
    assert csv_text([[0.1 + 0.2, -1234.5, 1e-5, 1e22]]) == "0,30000000000000004;-1234,5;1e-05;1e+22\r\n"


@pytest.mark.parametrize("text", ["=1+1", "+47 22", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", "\uff1d1+1"])
def test_a_text_that_looks_like_a_formula_gets_an_apostrophe(text):
    assert harmless(text) == "'" + text
    assert read(csv_bytes([[text, "x"]])) == [["'" + text, "x"]]


def test_numbers_are_never_guarded():
    assert csv_text([[-5, Number("-4050")]]) == "-5;-4050\r\n"


@pytest.mark.parametrize(("shown", "plain"), [
    (f"{MINUS}4{NBSP}050", "-4050"), (f"▼{NBSP}{MINUS}4{NBSP}050", "-4050"), (f"▲{NBSP}+2", "2"), (f"44{NBSP}%", "44"),
    (f"7,5{NARROW}%", "7,5"), ("1234567", "1234567"), ("0", "0"), ("\u2013", ""), ("", ""), ("1e-05", "1e-05"),
    ("jan. 2026", None), ("2026-01", None), ("1 23", None), ("12 (anslått)", None), ("Nav Skien", None),
])
def test_a_shown_number_is_plain(shown, plain):
    assert plain_number(shown) == plain


# Half of a surrogate pair and NUL cannot stand in a text file that others read.
_TEXT = st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\x00"))


@given(st.lists(st.lists(_TEXT, min_size=2, max_size=4), min_size=1, max_size=4))
def test_any_text_comes_back_and_none_begins_as_a_formula(rows):
    back = read(csv_bytes(rows))
    assert [[cell.removeprefix("'") if cell != text else cell for cell, text in zip(line, row, strict=True)]
            for line, row in zip(back, rows, strict=True)] == rows
    assert not any(cell.startswith(("=", "+", "-", "@", "\t", "\r")) for line in back for cell in line)
