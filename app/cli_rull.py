"""The command ``rull``: what was asked for, and the plan it gives."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeVar

from app import rull_texts as words
from app.cli_arguments import Arguments, UsageError
from app.format import maned_lang
from app.texts import valg
from planning_core.findings import Finding
from planning_core.months import parse_month
from planning_core.plan import Plan
from planning_core.projection import framskriv
from planning_core.questions.rull import Aldre, Restansekilde, Rullet, mulige_starter, rull
from planning_core.validate import validate

_Choice = TypeVar("_Choice", bound=Enum)


@dataclass(frozen=True, slots=True)
class Choices:
    """The new start month, and where restanser and their ages come from."""

    start: int
    kilde: Restansekilde
    aldre: Aldre


def read_choices(arguments: Arguments) -> Choices:
    """What the options say.

    Raises
    ------
    UsageError
        If one of them says nothing that can be done.
    """
    word = arguments.options["start"]
    try:
        start = parse_month(word)
    except ValueError as error:
        raise UsageError(f"«{word}» er ikke en måned. Skriv for eksempel 2026-07.") from error
    return Choices(start, _one_of(Restansekilde, arguments, "restanser", Restansekilde.FRAMSKRIVING),
                   _one_of(Aldre, arguments, "aldre", Aldre.PROFIL))


def rolled(plan: Plan, choices: Choices) -> tuple[Rullet, list[Finding]]:
    """The roll, and every finding of the plan it gives.

    Raises
    ------
    UsageError
        If the plan cannot begin in that month.
    """
    months = mulige_starter(plan)
    if choices.start not in months:
        first, last = maned_lang(months[0]), maned_lang(months[-1])
        raise UsageError(f"Ny start må være fra {first} til {last}, etter planens start og ikke etter dens siste måned.")
    text = words.kildetekst(plan.start, choices.kilde is Restansekilde.HISTORIKK)
    found = rull(framskriv(plan), choices.start, kilde=choices.kilde, aldre=choices.aldre, kildetekst=text,
                 bemanningstekst=words.bemanningstekst(choices.start))
    return found, validate(found.plan)


def said(found: Rullet) -> tuple[list[str], list[str]]:
    """What changes, and what is to be looked at, one sentence each."""
    return [words.overskrift(found), *words.endringer(found)], words.advarsler(found)


def _one_of(choices: type[_Choice], arguments: Arguments, option: str, default: _Choice) -> _Choice:
    word = arguments.options.get(option, default.value)
    try:
        return choices(word)
    except ValueError as error:
        raise UsageError(f"«{word}» er ikke et valg for --{option}. Velg {valg([c.value for c in choices])}.") from error
