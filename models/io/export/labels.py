"""What the workbook is told by ``app``: every word, and where the numbers come from."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime

from models.io.export.lists import ListTexts
from planning_core.findings import Finding


@dataclass(frozen=True)
class Tekster:
    """Every word of the result workbook.

    Parameters
    ----------
    ord : mapping
        Key -> text; a text may hold ``{name}`` fields.
    parameter : mapping
        Key of :data:`planning_core.parameters.PARAMETERS` -> label.
    funn : callable
        The sentence of a finding.
    maned : callable
        A month index as the user reads it in running text.
    lister : ListTexts
        What is said about a value that is not in its list.
    """

    ord: Mapping[str, str]
    parameter: Mapping[str, str]
    funn: Callable[[Finding], str]
    maned: Callable[[int], str]
    lister: ListTexts

    def __call__(self, key: str, **values: object) -> str:
        """The text of a key, with its fields filled.

        Raises
        ------
        KeyError
            If there is no such text: the catalogue of ``app`` has a hole.
        """
        text = self.ord[key]
        return text.format(**values) if values else text


@dataclass(frozen=True, slots=True)
class Meta:
    """Provenance: what cannot be read from the projection itself.

    Parameters
    ----------
    plan_navn : str
        Name of the plan, such as the name of its file.
    versjon : str
        Version of the program.
    tid : datetime
        Time of the export, as it is to be shown; no time zone.
    setning : str
        The answer in one sentence, shown at the top of ``Sammendrag``.
    scenario : str
        The scenario that was projected; empty for the plan itself.
    """

    plan_navn: str
    versjon: str
    tid: datetime
    setning: str = ""
    scenario: str = ""
