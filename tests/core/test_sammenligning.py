"""What kontor are compared by, and how it spreads: by hand."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from planning_core.projection import framskriv
from planning_core.referanser import ANSATTE, BRUKERE, FASTE, INNBYGGERE, OPPFOLGING, REFERANSER, STORRELSE
from planning_core.sammenligning import MAAL, Spredning, maal, spredning, utenfor
from tests.helpers.fordeling_plan import plan, varig

NAN = float("nan")


@pytest.fixture(scope="module")
def resultat():
    # 5,0 state årsverk leave Skien in the first month: 49,0; Bamble 13,6; Siljan 3,0.
    return framskriv(plan(varig()))


@pytest.mark.parametrize(("nokkel", "wanted"), [
    (BRUKERE, (3190 / 49, 742 / 13.6, 118 / 3)),
    (INNBYGGERE, (10_000 / 49, 10_000 / 13.6, 10_000 / 3)),
    (STORRELSE, (49.0, 13.6, 3.0)),
    (ANSATTE, (54 - 5.0, 14.0, 3.0)),
    (FASTE, (1 / 49, 1 / 13.6, 1 / 3)),  # ledelse and mottak are half an årsverk each
])
def test_measures_at_month_end(resultat, nokkel, wanted):
    assert maal(resultat, nokkel)[:, -1] == pytest.approx(wanted)
    assert maal(resultat, nokkel).shape == (3, 36)


def test_what_is_not_known_is_undefined():
    base = plan()
    units = tuple(replace(e, innbyggere=None, statsansatte=None) for e in base.enheter)
    result = framskriv(replace(base, enheter=units, brukere=base.brukere[1:]))
    assert np.isnan(maal(result, INNBYGGERE)).all()
    assert np.isnan(maal(result, ANSATTE)).all()
    assert np.isnan(maal(result, BRUKERE)[0]).all()
    assert np.isfinite(maal(result, BRUKERE)[1:]).all()
    with pytest.raises(KeyError):
        maal(result, "annet")


def test_quartiles_of_five():
    # 1 2 3 4 5: the quartiles are the second, third and fourth.
    assert spredning(np.array([5.0, 1.0, 4.0, 2.0, 3.0])) == Spredning(5, 1.0, 2.0, 3.0, 4.0, 5.0, 1.0, 5.0)


def test_quartiles_between_kontor_and_one_far_out():
    # Of four the first quartile stands at place 1 + 3/4: 1 + 0,75·1 = 1,75; the third at 3,25: 3 + 0,25·7 = 4,75.
    # The box is 3,0 long, so whiskers reach at most 4,75 + 4,5 = 9,25: the kontor at 10 stands outside them.
    found = spredning(np.array([1.0, 2.0, 3.0, 10.0]))
    assert (found.nedre, found.median, found.ovre) == (1.75, 2.5, 4.75)
    assert (found.strek_fra, found.strek_til, found.storst) == (1.0, 3.0, 10.0)


def test_kontor_without_the_number_are_left_out():
    assert spredning(np.array([NAN, 7.0, NAN])) == Spredning(1, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0, 7.0)
    assert spredning(np.array([NAN, NAN])) is None
    assert spredning(np.array([])) is None


def test_the_order_of_what_a_box_says():
    rng = np.random.default_rng(5)
    for size in range(1, 40):
        found = spredning(rng.normal(60.0, 20.0, size))
        assert found.minst <= found.strek_fra <= found.nedre <= found.median <= found.ovre <= found.strek_til <= found.storst


def test_which_side_of_the_reference_is_outside():
    assert utenfor(np.array([61.9, 62.0, 62.1, NAN]), BRUKERE, 62.0).tolist() == [False, False, True, False]
    assert utenfor(np.array([2.0, 3.0 - 1e-12, 3.5, NAN]), ANSATTE, 3.0).tolist() == [True, False, False, False]
    assert not utenfor(np.array([1.0, 99.0]), STORRELSE, 11.0).any()
    assert not utenfor(np.array([0.9]), FASTE, None).any()


def test_every_reference_stands_in_one_room():
    assert set(MAAL) - {FASTE} | set(OPPFOLGING) == set(REFERANSER)
    assert not set(MAAL) & set(OPPFOLGING)
