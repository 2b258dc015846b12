"""The questions that can be asked of a plan without a window. Nothing here imports Qt.

A question is a module with ``besvar(plan: Plan) -> Svar``. A question that has no meaning for a plan
is answered with a plain sentence.
"""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from app.svar.answer import Svar
    from planning_core.plan import Plan

SPORSMAL: MappingProxyType[str, str] = MappingProxyType({
    # name on the command line -> module, imported when it is asked
    "gevinst": "app.svar.gevinst",
    "kritisk": "app.svar.kritisk",
    "marginalt": "app.svar.marginalt",
    "kutt": "app.svar.kutt",
    "bidrag": "app.svar.bidrag",
    "folsomhet": "app.svar.folsomhet",
})
"""Every question there is, in the order the help names them."""


def besvar(navn: str, plan: Plan) -> Svar:
    """Ask a question.

    Parameters
    ----------
    navn : str
        A name in :data:`SPORSMAL`.
    plan : Plan
        A plan without validation errors.

    Raises
    ------
    KeyError
        If there is no such question.
    """
    return import_module(SPORSMAL[navn]).besvar(plan)
