"""Every finding of an unknown workbook reads as a whole sentence."""

import pytest

from app.texts import melding, plassholdere, setning
from app.texts_mapping import TEKSTER_KARTLEGGING
from models.io.mapping_codes import KODER
from planning_core.findings import Finding

DETAILS = {
    "antall": 2, "rader": 1, "navn": ("NAV Bø", "Landet"), "felt": ("minutter", "saker_per_ukeverk"),
    "verdier": ("Kvinner", "Menn", "Begge kjønn"), "helhet": "Begge kjønn",
}


def test_every_code_has_a_sentence_and_every_sentence_a_code():
    assert set(TEKSTER_KARTLEGGING) == set(KODER)


@pytest.mark.parametrize("code", sorted(KODER))
def test_sentences_are_whole(code):
    assert plassholdere(code) <= set(DETAILS)
    for count in (1, 2):
        text = setning(Finding(code, KODER[code], "Telemark", None, "enhet", "*", {**DETAILS, "antall": count}, "B3"))
        assert text.endswith(".")
        assert "{" not in text
        assert "None" not in text
        assert "1 steder" not in text
        assert "1 rader" not in text


def test_the_place_is_the_workbooks(qapp):
    code = "skjulte_tall_utelatt"
    line = melding(Finding(code, KODER[code], "Telemark", None, None, "*", {"antall": 1}, "Q49"))
    assert line.startswith("Telemark!Q49: advarsel skjulte_tall_utelatt: «*» står i stedet for tall ett sted")
