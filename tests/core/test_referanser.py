"""The figures a kontor is compared with are those of docs/kilder.md."""

from __future__ import annotations

from pathlib import Path

import pytest

from planning_core import referanser
from planning_core.referanser import REFERANSER, gruppe


@pytest.mark.parametrize(("nokkel", "landet", "beste", "mal"), [
    (referanser.BRUKERE, 62.0, 65.0, None), (referanser.INNBYGGERE, 1048.0, 1068.0, None),
    (referanser.ARBEIDSSOKERE, 23.0, 24.0, None), (referanser.NEDSATT, 45.0, 46.0, None),
    (referanser.STORRELSE, 11.0, 24.0, None), (referanser.ANSATTE, None, None, 3.0),
    (referanser.KONTAKT_ARBEIDSSOKERE, 0.81, 0.84, 0.80), (referanser.KONTAKT_NEDSATT, 0.77, 0.78, 0.75),
])
def test_table_1(nokkel, landet, beste, mal):
    # Langeland and Galaasen, table 1 (lines 69-97); the minimum of three employees is on line 232.
    found = REFERANSER[nokkel]
    assert (found.landet, found.beste, found.mal) == (landet, beste, mal)
    assert found.verdi == (mal if mal is not None else landet)
    assert len(REFERANSER) == 8


def test_every_line_stands_in_the_list_of_sources():
    text = (Path(__file__).parents[2] / "docs" / "kilder.md").read_text("utf-8")
    for found in REFERANSER.values():
        assert f"linje {found.linje}" in text


def test_groups_go_by_the_tables_own_names():
    assert gruppe((" Nedsatt arbeidsevne ", "arbeidssøkere"), referanser.NEDSATT) == " Nedsatt arbeidsevne "
    assert gruppe(("arbeidssøkere over 50",), referanser.ARBEIDSSOKERE) is None
