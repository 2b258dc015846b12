"""The program's test of itself: what it calls the same as the stored numbers, and what it does not."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from app.selvtest import SAMPLE, differences, stored_path
from models.io.samples import eksempel
from planning_core.projection import framskriv

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture(scope="module")
def resultat():
    return framskriv(eksempel(SAMPLE))


@pytest.fixture
def stored():
    return json.loads(stored_path().read_text("utf-8"))


def first_of(stored, storrelse):
    return next(s for s in stored["serier"] if s["storrelse"] == storrelse)["verdier"]


@pytest.mark.parametrize("factor", [1 + 1e-10, 1 - 1e-10])
def test_another_order_of_adding_is_no_difference(resultat, stored, factor):
    for series in stored["serier"]:
        series["verdier"] = [None if v is None else v * factor for v in series["verdier"]]
    assert list(differences(resultat, stored)) == []


def test_a_change_of_one_in_a_hundred_million_is_named_with_the_digits_that_differ(resultat, stored):
    values = first_of(stored, "udekket_timer")
    values[0] *= 1 + 1e-8
    (line,) = differences(resultat, stored)
    assert line.startswith("udekket_timer (hele fylket, alle ytelser): 2026-01 er ")
    now, before = line.removesuffix(".").partition(": 2026-01 er ")[2].split(", lagret er ")
    assert now != before


def test_a_number_where_there_was_none_and_a_series_too_many_are_named(resultat, stored):
    first_of(stored, "udekket_timer")[0] = None
    stored["serier"].append({"storrelse": "ukjent", "enhet": None, "ytelse": None, "verdier": []})
    assert [line.partition(" ")[0] for line in differences(resultat, stored)] == ["udekket_timer", "ukjent"]


def test_selvtest_passes():
    done = subprocess.run([sys.executable, str(ROOT / "main.py"), "selvtest"], capture_output=True, text=True,
                          encoding="utf-8", timeout=120, check=False)
    assert done.returncode == 0, done.stderr
    assert done.stdout.splitlines()[-1] == "Selvtesten gikk bra."


def test_selvtest_sees_a_change_of_a_thousandth(tmp_path):
    """The model's own numbers, changed by 0.1 % in one series, and an assumption changed by 0.1 %."""
    program = (
        "import dataclasses, sys\n"
        "import planning_core.projection as p\n"
        "import models.io.samples as s\n"
        "project, sample = p.framskriv_par, s.eksempel\n"
        "def other_plan(name):\n"
        "    plan = sample(name)\n"
        "    return dataclasses.replace(plan, timer_per_arsverk=plan.timer_per_arsverk * 1.001)\n"
        "def other_result(plan):\n"
        "    both = project(plan)\n"
        "    data = {**both.plan.data, 'ks_timer': both.plan.data['ks_timer'] * 1.001}\n"
        "    return dataclasses.replace(both, plan=dataclasses.replace(both.plan, data=data))\n"
        "if sys.argv[1] == 'plan':\n"
        "    s.eksempel = other_plan\n"
        "else:\n"
        "    p.framskriv_par = other_result\n"
        "from app.cli import main\n"
        "if __name__ == '__main__':\n"
        "    sys.exit(main(['selvtest']))\n"
    )
    (tmp_path / "endret.py").write_text(program)
    for kind, words in (("result", "1 av 783 serier"), ("plan", "vedtak (hele fylket, alle ytelser)")):
        done = subprocess.run(
            [sys.executable, str(tmp_path / "endret.py"), kind], capture_output=True, text=True, encoding="utf-8",
            env={**os.environ, "PYTHONPATH": str(ROOT)}, check=False, timeout=120,
        )
        assert done.returncode == 1, (kind, done.stdout)
        assert "avviker fra de lagrede tallene" in done.stderr
        assert words in done.stderr


def test_the_stored_numbers_are_the_projection_as_it_is():
    done = subprocess.run(
        [sys.executable, str(ROOT / "scripts" / "oppdater_selvtest.py")], capture_output=True, text=True, check=False,
        timeout=120,
    )
    assert done.returncode == 0, done.stdout
