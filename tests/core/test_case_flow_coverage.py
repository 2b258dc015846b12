"""The plain case flow is the oracle of the fast one, so its own tests reach every branch of it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]
TESTS = ("test_case_flow.py", "test_case_flow_fe.py", "test_case_flow_ages.py")


def test_the_hand_worked_answers_reach_every_branch(tmp_path):
    # A process of its own, so that a coverage run around this one does not disturb it; without Qt it starts in a second.
    command = [
        sys.executable, "-m", "pytest", "-q", "-p", "no:pytest-qt", "-p", "no:cacheprovider", "-k", "plain",
        *(str(Path("tests", "core", name)) for name in TESTS),
        "--cov=planning_core.case_flow", "--cov=planning_core.queues", "--cov-branch",
        "--cov-report=term-missing", "--cov-fail-under=100",
    ]
    env = {**os.environ, "BEMANNINGSPLAN_TEST_WITHOUT_QT": "1", "COVERAGE_FILE": str(tmp_path / "coverage")}
    done = subprocess.run(command, cwd=ROOT, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
