"""The command line: the same program without a window. Nothing here imports Qt."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING

from app.cli_arguments import COMMANDS, Arguments, UsageError, help_text, read_arguments, usage
from app.cli_reading import ALL_SCENARIOS, advise, failed_line, read_plan, read_scenario, say_findings
from app.failure_log import failure_line, logged
from planning_core.version import VERSION

if TYPE_CHECKING:
    from planning_core.plan import Plan
    from planning_core.results import Projeksjon

OK, FAILED, WRONG_INPUT = 0, 1, 2

_USER_CAN_MEND = frozenset({
    "mappen_finnes_ikke", "ingen_tilgang", "skrivebeskyttet", "er_en_mappe", "for_langt_navn", "laast",
})
"""Reasons for a file not being written that the user can do something about."""


def main(argv: Sequence[str]) -> int:
    """Run one command, or open the window.

    Parameters
    ----------
    argv : sequence of str
        Arguments without the program's name.

    Returns
    -------
    int
        0 done, 1 the program failed, 2 something in the input must be mended.
    """
    sys.excepthook = _on_unforeseen
    _speak_utf8()
    try:
        return _run(list(argv))
    except UsageError as error:
        _say_error(str(error))
        return WRONG_INPUT


def _on_unforeseen(kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
    _say_error(failure_line(kind, error, trace))


def _speak_utf8() -> None:
    """Norwegian letters come out whole whatever the machine's locale is."""
    for stream in (sys.stdout, sys.stderr):
        reconfigure = getattr(stream, "reconfigure", None)
        if reconfigure is not None:
            reconfigure(encoding="utf-8", errors="backslashreplace")


def _run(argv: list[str]) -> int:
    if not argv:
        return _open_window([])
    first = argv[0]
    if first in ("-h", "--help", "--hjelp", "hjelp"):
        print(help_text(_program()))
        return OK
    if first in ("--version", "--versjon"):
        print(f"Bemanningsplan {VERSION}")
        return OK
    command = COMMANDS.get(first)
    if command is None:
        return _open_plan(argv)
    if {"-h", "--help", "--hjelp"} & set(argv[1:]):
        print(f"{_program()} {usage(command)}\n    {command.text}")
        return OK
    return _HANDLERS[command.name](read_arguments(command, argv[1:]))


def _program() -> str:
    """The program as the user starts it."""
    return Path(sys.argv[0]).name if getattr(sys, "frozen", False) else "python main.py"


def _open_plan(argv: list[str]) -> int:
    names = ", ".join(c.name for c in COMMANDS.values() if not c.hidden)
    word = argv[0]
    if word.startswith("-"):
        raise UsageError(f"Ukjent valg: {word}. Se {_program()} --hjelp.")
    if not Path(word).exists() or len(argv) > 1:
        if len(argv) > 1 or not Path(word).suffix:
            raise UsageError(f"Ukjent kommando: {word}. Kommandoene er {names}.")
        raise UsageError(f"Filen «{word}» finnes ikke. Se om navnet er skrevet riktig.")
    return _open_window(argv)


def _open_window(argv: list[str]) -> int:
    from app.bootstrap import run

    return run(argv)


def _eksempel(arguments: Arguments) -> int:
    from app.texts import valg
    from models.io.samples import NAVN, eksempel

    name, target = arguments.operand, _output(arguments, "utfil", (".bplan", ".xlsx"))
    if name not in NAVN:
        raise UsageError(f"Eksempelet «{name}» finnes ikke. Velg {valg(NAVN)}.")
    return _writing(lambda: _write_plan(target, eksempel(name)), target)


def _write_plan(target: Path, plan: Plan) -> None:
    if target.suffix.lower() == ".bplan":
        from models.io.project_file import skriv

        skriv(target, plan)
    else:
        from app.template_texts import template_texts
        from models.io.excel_template import skriv_plan

        skriv_plan(target, plan, template_texts())


def _mal(arguments: Arguments) -> int:
    target = _output(arguments, "utfil", (".xlsx",))

    def write() -> None:
        from app.template_texts import template_texts
        from models.io.excel_template import skriv_mal

        skriv_mal(target, template_texts())

    return _writing(write, target)


def _sjekk(arguments: Arguments) -> int:
    from app.findings_export import file_failure_json, json_bytes
    from models.io.errors import FileError
    from models.io.finding_order import in_workbook_order
    from models.io.plan_file import les

    name = arguments.operand
    report = _output(arguments, "json", (".json",), Path(name)) if "json" in arguments.options else None
    try:
        found = les(name)
    except FileError as error:
        # The report is about the input, so it is written however wrong the input is.
        if report is not None:
            _write_report(report, file_failure_json(name, error))
        raise UsageError(failed_line(error)) from error
    findings = in_workbook_order(found.findings)
    say_findings(findings)
    errors = sum(f.is_error for f in findings)
    warnings = len(findings) - errors
    parts = (_count(errors, "feil", "feil"), _count(warnings, "advarsel", "advarsler"))
    print(f"{name}: {parts[0]} og {parts[1]}.")
    advise(name, found)
    written = OK if report is None else _write_report(report, json_bytes(name, findings))
    return WRONG_INPUT if found.plan is None else written


def _write_report(report: Path, content: bytes) -> int:
    from models.io.atomic import write_bytes

    return _writing(lambda: write_bytes(report, content), report)


def _count(number: int, one: str, many: str) -> str:
    from app.format import tall

    return f"{tall(number) if number else 'ingen'} {one if number == 1 else many}"


def _framskriv(arguments: Arguments) -> int:
    source = Path(arguments.operand)
    workbook = _output(arguments, "utfil", (".xlsx",), source)
    series = _output(arguments, "json", (".json",), source) if "json" in arguments.options else None
    tidy = _output(arguments, "csv", (".csv",), source) if "csv" in arguments.options else None
    wanted = arguments.options.get("scenario")
    if wanted is None:
        (plan, findings), scenario = read_plan(arguments.operand), ""
    else:
        plan, findings, scenario = read_scenario(arguments.operand, wanted)
    every = bool(wanted) and not scenario
    if every and tidy is None:
        raise UsageError(f"--scenario {ALL_SCENARIOS} gjelder CSV-filen. Legg til --csv UT.csv.")
    name = f"{source.stem}, scenario «{scenario}»" if scenario else source.stem
    if plan is None:
        return WRONG_INPUT
    from planning_core.projection import framskriv_par

    projeksjon = framskriv_par(plan)
    say_findings(projeksjon.plan.findings)

    def write() -> None:
        from app.export import eksporter
        from models.io.atomic import replace_file
        from models.io.series_json import series_bytes

        # The workbook is swapped in while the series wait beside, so that one failing leaves none.
        with ExitStack() as waiting:
            if series is not None:
                waiting.enter_context(replace_file(series)).write_bytes(series_bytes(projeksjon.plan))
            if tidy is not None:
                waiting.enter_context(replace_file(tidy)).write_bytes(_tidy(plan, projeksjon, scenario, every))
            eksporter(workbook, projeksjon, findings, plan_navn=name, scenario=scenario)

    return _writing(write, *(path for path in (workbook, series, tidy) if path is not None))


def _tidy(plan: Plan, projeksjon: Projeksjon, scenario: str, every: bool) -> bytes:
    """Every series, a month a row: of the scenario that is asked for, else of the baseline, with ``every`` scenario."""
    from app.series_export import plan_projections, series_csv

    return series_csv([(scenario, projeksjon)] if scenario else plan_projections(plan, projeksjon, None if every else ()))


def _svar(arguments: Arguments) -> int:
    from app.svar import SPORSMAL

    question = arguments.options["sporsmal"]
    if question not in SPORSMAL:
        raise UsageError(f"Spørsmålet «{question}» finnes ikke. Spørsmålene er {', '.join(SPORSMAL)}.")
    source = Path(arguments.operand)
    workbook = _output(arguments, "utfil", (".xlsx",), source)
    series = _output(arguments, "json", (".json",), source) if "json" in arguments.options else None
    plan, findings = read_plan(arguments.operand)
    if plan is None:
        return WRONG_INPUT
    from app.svar import besvar
    from app.svar.export import arbeidsbok, json_bytes
    from models.io.atomic import replace_file, write_bytes

    answer = besvar(question, plan)
    book = arbeidsbok(answer, plan, findings, plan_navn=source.stem)

    def write() -> None:
        if series is None:
            write_bytes(workbook, book)
            return
        # As for framskriv: one file failing leaves neither.
        with replace_file(series) as beside:
            beside.write_bytes(json_bytes(answer))
            write_bytes(workbook, book)

    code = _writing(write, workbook, *([series] if series else []))
    if code == OK:
        print("\n".join(answer.setninger))
    return code


def _rull(arguments: Arguments) -> int:
    from app.cli_rull import read_choices, rolled, said

    source = Path(arguments.operand)
    target = _output(arguments, "utfil", (".bplan", ".xlsx"), source)
    choices = read_choices(arguments)
    plan, _ = read_plan(arguments.operand)
    if plan is None:
        return WRONG_INPUT
    found, findings = rolled(plan, choices)
    if any(f.is_error for f in findings):
        say_findings(findings)
        return WRONG_INPUT
    code = _writing(lambda: _write_plan(target, found.plan), target)
    if code == OK:
        changes, warnings = said(found)
        print("\n".join(changes))
        _say_error("\n".join(warnings))
    return code


def _selvtest(arguments: Arguments) -> int:
    from app.selvtest import run

    return OK if run(print, _say_error) else FAILED


_HANDLERS: dict[str, Callable[[Arguments], int]] = {
    "eksempel": _eksempel, "mal": _mal, "sjekk": _sjekk, "framskriv": _framskriv, "svar": _svar, "rull": _rull,
    "selvtest": _selvtest,
}


def _say_error(text: str) -> None:
    print(text, file=sys.stderr)


def _output(arguments: Arguments, option: str, suffixes: tuple[str, ...], source: Path | None = None) -> Path:
    """Where to write, checked before any work is done.

    Raises
    ------
    UsageError
        If nothing can be written there, or an input would be overwritten.
    """
    path = Path(arguments.options[option])
    if path.suffix.lower() not in suffixes:
        raise UsageError(f"«{path}» må slutte på {' eller '.join(suffixes)}.")
    try:
        if path.is_dir():
            raise UsageError(f"«{path}» er en mappe. Gi et filnavn.")
        folder = path.parent
        if not folder.is_dir():
            raise UsageError(f"Mappen «{folder}» finnes ikke. Lag mappen, eller velg en annen.")
        if not os.access(folder, os.W_OK) or (path.exists() and not os.access(path, os.W_OK)):
            raise UsageError(f"«{path}» er skrivebeskyttet. Velg en annen mappe eller et annet navn.")
        if source is not None and source.exists() and path.exists() and path.samefile(source):
            raise UsageError(f"«{path}» er filen planen leses fra. Gi resultatet et annet navn.")
    except OSError as error:
        raise UsageError(f"«{path}» kan ikke brukes som filnavn. Velg et annet.") from error
    return path


def _writing(write: Callable[[], None], *targets: Path) -> int:
    """Write, and say what was written; a file that cannot be written is named."""
    from models.io.errors import FileError

    try:
        write()
    except FileError as error:
        if error.reason in _USER_CAN_MEND:
            raise UsageError(failed_line(error)) from error
        line = failed_line(error)
        _say_error(f"{line} {logged(line)}")
        return FAILED
    for target in targets:
        print(f"Skrev {target}")
    return OK
