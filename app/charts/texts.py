"""The words a chart writes beside its lines."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication


def plan_word() -> str:
    return QCoreApplication.translate("PairChart", "planen")


def uten_word() -> str:
    return QCoreApplication.translate("PairChart", "uten flyttinger")


def uten_short_word() -> str:
    return QCoreApplication.translate("PairChart", "uten")


def difference_word() -> str:
    return QCoreApplication.translate("PairChart", "forskjell")


def moved_word() -> str:
    return QCoreApplication.translate("PairChart", "flyttes, årsverk")


def history_word() -> str:
    return QCoreApplication.translate("PairChart", "historikk")


def actual_word() -> str:
    return QCoreApplication.translate("PairChart", "faktisk")


def deviation_word() -> str:
    return QCoreApplication.translate("PairChart", "avvik fra planen")


def forecast_word() -> str:
    return QCoreApplication.translate("PairChart", "framskriving")


def versus(planen: str, uten: str) -> str:
    """The pair in one cell of the read-out."""
    return QCoreApplication.translate("PairChart", "{planen} mot {uten}").format(planen=planen, uten=uten)


def axis_note(low_text: str) -> str:
    """Said in the title where a value axis does not start at zero."""
    return QCoreApplication.translate("PairChart", "aksen starter på {low}").format(low=low_text)
