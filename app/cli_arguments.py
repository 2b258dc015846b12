"""The commands as data, and the reading of their arguments, with every message in Norwegian."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from app.svar import SPORSMAL


class UsageError(Exception):
    """The command line cannot be understood; the text says why and what to do."""


@dataclass(frozen=True, slots=True)
class Option:
    """``-o FIL``: a value the command takes by name."""

    name: str
    value: str
    long: str
    short: str = ""
    required: bool = False


@dataclass(frozen=True, slots=True)
class Command:
    """One command.

    Parameters
    ----------
    name : str
    text : str
        What it does, for the help.
    operand : str
        Its one unnamed argument, such as ``PLAN``; empty for none.
    options : tuple of Option
    hidden : bool
        Left out of the help.
    """

    name: str
    text: str
    operand: str = ""
    options: tuple[Option, ...] = ()
    hidden: bool = False


@dataclass(slots=True)
class Arguments:
    """What was typed: the command, its operand, and options by long name."""

    command: Command
    operand: str = ""
    options: dict[str, str] = field(default_factory=dict)


def _output(value: str) -> Option:
    return Option("utfil", value, "--ut", "-o", required=True)


COMMANDS: dict[str, Command] = {
    c.name: c
    for c in (
        Command("eksempel", "skriv en eksempelplan (.bplan eller .xlsx)", "NAVN", (_output("FIL"),)),
        Command("mal", "skriv den tomme importmalen", "", (_output("FIL.xlsx"),)),
        Command("sjekk", "les en plan eller arbeidsbok og vis alle funn", "FIL", (Option("json", "UT.json", "--json"),)),
        Command(
            "framskriv", "framskriv planen eller et scenario i den, og skriv arbeidsboken, og seriene som JSON (planen) og "
                         "CSV (planen, uten flyttinger og forskjell); --scenario alle legger scenarioene til i CSV-filen",
            "PLAN",
            (
                _output("UT.xlsx"), Option("json", "UT.json", "--json"), Option("csv", "UT.csv", "--csv"),
                Option("scenario", "NAVN", "--scenario"),
            ),
        ),
        Command(
            "svar", f"svar på et spørsmål om planen: {', '.join(SPORSMAL)}", "PLAN",
            (Option("sporsmal", "NAVN", "--sporsmal", required=True), _output("UT.xlsx"),
             Option("json", "UT.json", "--json")),
        ),
        Command(
            "rull", "flytt en plan til en senere startmåned, med restansene og bemanningen den har da; KILDE er "
                    "framskriving eller historikk, VALG er profil eller uten", "PLAN",
            (
                Option("start", "2026-07", "--start", required=True), _output("NY.bplan"),
                Option("restanser", "KILDE", "--restanser"), Option("aldre", "VALG", "--aldre"),
            ),
        ),
        Command("selvtest", "start uten skjerm, framskriv eksempelet og sammenlign med lagrede tall"),
    )
}


def read_arguments(command: Command, words: Sequence[str]) -> Arguments:
    """Sort what follows a command into its operand and options.

    Raises
    ------
    UsageError
        For anything missing, unknown or given twice.
    """
    result = Arguments(command)
    by_flag = {flag: o for o in command.options for flag in (o.long, o.short) if flag}
    operands: list[str] = []
    rest = list(words)
    while rest:
        word = rest.pop(0)
        if word == "--":
            operands += rest
            break
        if not word.startswith("-") or word == "-":
            operands.append(word)
            continue
        flag, equals, value = word.partition("=")
        option = by_flag.get(flag)
        if option is None:
            raise UsageError(f"Kommandoen {command.name} har ikke valget {flag}.")
        if not equals:
            if not rest:
                raise UsageError(f"Valget {flag} mangler verdi: {flag} {option.value}.")
            # The next option is no value: a value that begins with - is written --valg=-verdi.
            value = "" if rest[0] in by_flag else rest.pop(0)
        if option.name in result.options:
            raise UsageError(f"Valget {flag} er gitt to ganger.")
        if not value:
            raise UsageError(f"Valget {flag} mangler verdi: {flag} {option.value}.")
        result.options[option.name] = value
    _take_operand(result, operands)
    for option in command.options:
        if option.required and option.name not in result.options:
            raise UsageError(f"Kommandoen {command.name} mangler {option.short or option.long} {option.value}.")
    return result


def _take_operand(result: Arguments, operands: list[str]) -> None:
    command = result.command
    expected = 1 if command.operand else 0
    if len(operands) < expected:
        raise UsageError(f"Kommandoen {command.name} mangler {command.operand}.")
    if len(operands) > expected:
        raise UsageError(f"Kommandoen {command.name} tar ikke imot «{operands[expected]}».")
    result.operand = operands[0] if operands else ""
    if expected and not result.operand:
        raise UsageError(f"Kommandoen {command.name} mangler {command.operand}.")


def usage(command: Command) -> str:
    """One line: ``framskriv PLAN -o UT.xlsx [--json UT.json]``."""
    parts = [command.name, command.operand]
    for option in command.options:
        text = f"{option.short or option.long} {option.value}"
        parts.append(text if option.required else f"[{text}]")
    return " ".join(p for p in parts if p)


def help_text(program: str) -> str:
    """The whole help."""
    rows = [("", "åpne programmet"), ("PLAN", "åpne en plan (.bplan), eller importer en arbeidsbok (.xlsx)")]
    rows += [(usage(c), c.text) for c in COMMANDS.values() if not c.hidden]
    lines = ["Bruk:"]
    for row, text in rows:
        lines += [f"  {program} {row}".rstrip(), f"      {text}"]
    lines += [
        "",
        "Returkode: 0 gikk bra, 1 programmet feilet, 2 noe må rettes i det du ga.",
    ]
    return "\n".join(lines)
