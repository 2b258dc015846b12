"""Where a finding about the open plan is mended in the window: the room, and the row in it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QScrollArea, QWidget

from app.enheter_texts import BRUKERE, ENHETER, KAPASITET
from app.saksflyt_texts import DOKUMENTER, GRENSESNITT, HISTORIKK, INNGANG, NORMTID, RESTANSER
from app.views import ROOMS
from app.widgets.table_panel import RowsPanel
from planning_core.findings import Finding
from planning_core.plan import TABELLER

if TYPE_CHECKING:
    from app.main_window import MainWindow

_REGISTER = "register"
_PLACES = {
    "Plan": ("forutsetninger", ""),
    "Enheter": ("enheter", ENHETER),
    "Ruter": ("enheter", ENHETER),
    "Brukere": ("enheter", BRUKERE),
    "Oppfølgingsnorm": ("enheter", BRUKERE),
    "Kapasitet": ("enheter", KAPASITET),
    "Flyttinger": ("fordeling", ""),
    "Gevinster": ("gevinst", _REGISTER),
    "Innfasing": ("gevinst", _REGISTER),
    "Gevinstoppfølging": ("gevinst", _REGISTER),
    "Saksinngang": ("saksflyt", INNGANG),
    "Hendelser": ("saksflyt", INNGANG),
    "Normtid": ("saksflyt", NORMTID),
    "Ressurskartlegging": ("saksflyt", NORMTID),
    "Grensesnitt": ("saksflyt", GRENSESNITT),
    "Restanser": ("saksflyt", RESTANSER),
    "Ytelser": ("saksflyt", DOKUMENTER),
    "Historikk": ("saksflyt", HISTORIKK),
    "Forutsetninger": ("forutsetninger", ""),
    "Scenarier": ("scenarier", ""),
}
"""Sheet -> room, and its page. Sheets that are edited in Excel alone are not here."""


_BY_MOVES = frozenset({"over_referanse_brukere", "lavere_dekning", "gap_oppfolging", "laerer"})
"""What a unit has in a month: it stands in the sheet of units, but is mended by flyttinger."""


class FindingRooms:
    """Goes to the place of a finding in the rooms of a window."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window

    def room_of(self, finding: Finding) -> str:
        """Name of the room; empty where the sheet is edited in Excel alone."""
        index = self._index(finding)
        return "" if index is None else ROOMS[index].words

    def go_to(self, finding: Finding) -> None:
        """Show the room with the finding's row marked, and give it the keyboard."""
        index = self._index(finding)
        if index is None:
            return
        self._window.show_room(index)
        view: Any = self._window.room_view(index)
        page = _place(finding)[1]
        if page:
            view.show_tab(page)
        target = self._mark(view, page, finding)
        if target is not None:
            _bring_in_sight(target)
            target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _index(self, finding: Finding) -> int | None:
        key = _place(finding)[0]
        return next((i for i, room in enumerate(ROOMS) if room.key == key), None)

    def _mark(self, view: Any, page: str, finding: Finding) -> QWidget | None:
        """Mark the row of a finding; the widget it is marked in."""
        row = self._row(finding)
        if row is None:
            return None
        if finding.code in _BY_MOVES:
            view.table.select_unit(row.enhet)
            return view.table
        match finding.table:
            case "Brukere" | "Kapasitet":
                marked: QWidget = view.tab(page).show_row(row)
                return marked
            case "Flyttinger":
                view.moves.choose(finding.row)
                return view.moves.table if view.moves.table.isVisible() else view.moves.timeline
            case "Forutsetninger":
                view.show_parameter(row.nokkel)
                return view.table
            case "Scenarier":
                view.choose(row.scenario)
                return view.table
            case "Saksinngang":
                view.tab(page).choose(row.ytelse)
                return view.tab(page).grid.table
            case "Restanser":
                # The row may be one that the choice of unit or ytelse leaves out.
                for box in (view.tab(page).enhet, view.tab(page).ytelse):
                    box.setCurrentIndex(0)
        panel = next((p for p in view.findChildren(RowsPanel) if p.model.sheet == finding.table), None)
        if panel is None:
            return None
        panel.mark_row(finding.row, finding.column)
        return panel.table

    def _row(self, finding: Finding) -> Any:
        """The row of the plan that is shown; None where a whole table is meant, or the plan is another by now."""
        if finding.table not in TABELLER or finding.row is None:
            return None
        rows = getattr(self._window.document.plan, TABELLER[finding.table][0])
        return rows[finding.row] if finding.row < len(rows) else None


def _place(finding: Finding) -> tuple[str, str]:
    """The room and its page; empty where there is none."""
    return ("fordeling", "") if finding.code in _BY_MOVES else _PLACES.get(finding.table, ("", ""))


def _bring_in_sight(widget: QWidget) -> None:
    around = widget.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(widget)
        around = around.parentWidget()
