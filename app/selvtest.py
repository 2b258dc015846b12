"""The program tests itself: window, sample, projection, export and import, in one go and without a screen.

Run on the frozen program too, where it is the only test there is.
"""

from __future__ import annotations

import json
import math
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from app import format as fmt
from app import paths
from models.io.resources import resource_path
from planning_core.months import month_text
from planning_core.plan import Plan, fingerprint

if TYPE_CHECKING:
    from planning_core.findings import Finding
    from planning_core.results import Projeksjon, Resultat

SAMPLE = "telemark"
RELATIVE = 1e-9
"""A larger relative difference from the stored numbers is a fault: what two ways to work out the model may differ by.
Machines, and the order in which numbers are added, make much less; an assumption that is changed makes more."""
ABSOLUTE = 1e-9
"""Numbers this close to each other are the same: what is left where a queue has been emptied is not zero to the bit."""
_WAIT = 120.0
"""Seconds for the projection; a machine that is building something else is slow."""
_SHOWN = 5

Say = Callable[[str], None]


def stored_path() -> Path:
    """The stored numbers of the sample."""
    return resource_path("selvtest", f"{SAMPLE}.json")


def run(say: Say, say_error: Say) -> bool:
    """Test the program; whether all went well.

    Parameters
    ----------
    say, say_error : callable
        Take a line about what was done, and about what was wrong.
    """
    os.environ["QT_QPA_PLATFORM"] = "offscreen"
    with tempfile.TemporaryDirectory(prefix="bemanningsplan-selvtest-") as folder:
        faults = list(_test(Path(folder), say))
    for fault in faults:
        say_error(fault)
    say("Selvtesten fant feil." if faults else "Selvtesten gikk bra.")
    return not faults


def _test(folder: Path, say: Say) -> Iterator[str]:
    """Do it all; yields what is wrong."""
    plan, projeksjon, findings = _projected_in_window(folder, say)
    if projeksjon is None:
        yield "Framskrivingen av eksempelet ble ikke ferdig."
        return
    stored = json.loads(stored_path().read_text("utf-8"))
    found = list(differences(projeksjon.plan, stored))
    count = len(stored["serier"])
    if found:
        yield f"{fmt.tall(len(found))} av {fmt.tall(count)} serier avviker fra de lagrede tallene:"
        yield from found[:_SHOWN]
    else:
        say(f"Sammenlignet {fmt.tall(count)} serier med lagrede tall: ingen avvik.")
    yield from _written_and_read(plan, projeksjon, findings, folder, say)


def _projected_in_window(folder: Path, say: Say) -> tuple[Plan, Projeksjon | None, tuple[Finding, ...]]:
    """Start the program as a user does, let it project the sample, and close it."""
    # Qt reads the platform when it is imported, which must be after it was set.
    from app.bootstrap import Session, dress, make_application
    from app.settings import Settings

    app = make_application(["bemanningsplan"])
    settings = Settings(folder / paths.SETTINGS)
    dress(app, settings)
    session = Session(folder, settings)
    document, window = session.document, session.window
    window.show()
    failures: list[Exception] = []
    window.projector.failed.connect(failures.append)
    window.projector.request()
    deadline = time.monotonic() + _WAIT
    while document.is_stale and not failures and time.monotonic() < deadline:
        app.processEvents()
        time.sleep(0.005)
    app.processEvents()
    say("Startet vinduet uten skjerm og åpnet eksempelet Telemark.")
    result = (document.plan, None if document.is_stale else document.projeksjon, document.findings)
    if result[1] is not None:
        say(f"Framskrev {fmt.tall(len(result[1].plan.maneder))} måneder med og uten flyttinger.")
    window.close()
    app.processEvents()
    return result


def _written_and_read(
    plan: Plan, projeksjon: Projeksjon, findings: tuple[Finding, ...], folder: Path, say: Say
) -> Iterator[str]:
    """Export the result and save the plan, and read both back."""
    from app.export import eksporter
    from models.io import plan_file, project_file

    workbook, project = folder / "resultat.xlsx", folder / "plan.bplan"
    eksporter(workbook, projeksjon, findings)
    project_file.skriv(project, plan)
    for path, what in ((workbook, "Resultatboken"), (project, "Planfilen")):
        found = plan_file.les(path)
        if found.plan is None:
            yield f"{what} kan ikke leses tilbake: {', '.join(f.code for f in found.errors[:_SHOWN])}."
        elif fingerprint(found.plan) != fingerprint(plan):
            yield f"{what} gir ikke samme plan tilbake."
        else:
            say(f"{what} er skrevet og lest tilbake til samme plan.")


def differences(resultat: Resultat, stored: dict) -> Iterator[str]:
    """A line for each series that is not as stored; the series that are there must be the stored ones."""
    months = [month_text(m) for m in resultat.maneder]
    if months != stored["maaneder"]:
        yield "Månedene er ikke de samme."
        return
    kept = {(s["storrelse"], s["enhet"], s["ytelse"]): s["verdier"] for s in stored["serier"]}
    for series in resultat.serier():
        key = (series.storrelse, series.enhet, series.ytelse)
        name = f"{series.storrelse} ({series.enhet or 'hele fylket'}, {series.ytelse or 'alle ytelser'})"
        expected = kept.pop(key, None)
        if expected is None:
            yield f"{name} er ny."
            continue
        for text, value, want in zip(months, series.verdier.tolist(), expected, strict=True):
            if not _same(value, want):
                now, before = _apart(value, want)
                yield f"{name}: {text} er {now}, lagret er {before}."
                break
    for storrelse, enhet, ytelse in kept:
        yield f"{storrelse} ({enhet or 'hele fylket'}, {ytelse or 'alle ytelser'}) mangler."


def _same(value: float, want: float | None) -> bool:
    if want is None or not math.isfinite(value):
        return want is None and math.isnan(value)
    return math.isclose(value, want, rel_tol=RELATIVE, abs_tol=ABSOLUTE)


def _apart(value: float, want: float | None) -> tuple[str, str]:
    """Both numbers, with the decimals it takes to see that they differ."""
    shown = ("", "")
    for decimals in (4, 8, 12):
        shown = fmt.tall(value, decimals), fmt.tall(want, decimals)
        if shown[0] != shown[1]:
            break
    return shown
