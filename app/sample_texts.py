"""What the samples are called, and what the start pane says about the plan that is open."""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication

from planning_core.plan import Plan

_NAMES = (
    ("telemark", QT_TRANSLATE_NOOP("Samples", "Telemark")),
    ("nord-gudbrandsdal", QT_TRANSLATE_NOOP("Samples", "Nord-Gudbrandsdal")),
    ("delta-2007", QT_TRANSLATE_NOOP("Samples", "Delta 2007")),
    ("etablering-2008", QT_TRANSLATE_NOOP("Samples", "Etablering 2008")),
)
_MAX_LISTED = 3


def samples() -> tuple[tuple[str, str], ...]:
    """Key and name of every sample, in the order they are offered."""
    return tuple((key, QCoreApplication.translate("Samples", text)) for key, text in _NAMES)


def sample_sentence(plan: Plan) -> str:
    """Which plan is shown, and which of its tables hold synthetic numbers."""
    tr = QCoreApplication.translate
    sentence = tr("Samples", "Du ser planen for {fylke}. Flytt årsverk i Fordeling, og se hva det gjør.").format(
        fylke=plan.fylke
    )
    sheets = tuple(dict.fromkeys(row.ark for row in plan.kilder if row.syntetisk))
    if not sheets:
        return sentence
    if len(sheets) > _MAX_LISTED:
        listed = tr("Samples", "{forste} og {antall} tabeller til").format(
            forste=", ".join(sheets[:_MAX_LISTED]), antall=len(sheets) - _MAX_LISTED
        )
    elif len(sheets) > 1:
        listed = tr("Samples", "{forste} og {siste}").format(forste=", ".join(sheets[:-1]), siste=sheets[-1])
    else:
        listed = sheets[0]
    return sentence + " " + tr("Samples", "Det er syntetiske tall i {ark}.").format(ark=listed)
