"""What a room of several pages has in common: a title with tabs, a sentence, and the page that was chosen."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QVBoxLayout, QWidget

from app.context import AppContext
from app.theme.style_sheet import set_look
from app.views.in_sight import in_sight
from app.widgets.flow_row import FlowRow
from app.widgets.page_area import PageArea
from app.widgets.segmented import Option, Segmented
from models.document import Document

Maker = Callable[[Document, AppContext, QWidget], Any]
"""Makes a page, which says in ``stops()`` where the keyboard stops."""


class TabbedRoom(QWidget):
    """A sentence on the whole, and the page that was chosen, also last time; a page is made when it is first entered.

    A subclass says what it is called, which pages it has, and how it shows the plan (:meth:`_refresh`).
    """

    assumptions_wanted = Signal()
    """The reader asked for the assumptions behind the numbers."""
    tab_setting: str
    """Key of the setting that remembers the page."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = self._name()
        self._document = in_sight(document, self)
        self._context = context
        self._makers = self._pages()
        self._made: dict[str, Any] = {}
        self._build()
        self.tabs.chosen.connect(self._on_tab_chosen)
        self._document.plan_changed.connect(self._refresh)
        first = next(iter(self._makers))
        remembered = context.settings.text(self.tab_setting, first)
        self.show_tab(remembered if remembered in self._makers else first)

    # What a subclass says

    def _name(self) -> str:
        """The room's title."""
        raise NotImplementedError

    def _pages(self) -> dict[str, Maker]:
        """Key -> page, in order."""
        raise NotImplementedError

    def _tab_name(self, key: str) -> str:
        """The words of a tab."""
        raise NotImplementedError

    def _refresh(self) -> None:
        """Show the plan as it is now, in the page that is chosen."""
        raise NotImplementedError

    def _welcome(self, page: Any) -> None:
        """Listen to a page that was just made."""

    # What the window asks

    @property
    def sentence(self) -> str:
        """The sentence on top."""
        return self._sentence.text()

    @property
    def page_name(self) -> str:
        """The words of the page that is shown."""
        return self._tab_name(self.tabs.key)

    def tab(self, key: str) -> Any:
        """A page, made when it is first asked for."""
        if key not in self._made:
            made = self._makers[key](self._document, self._context, self._page)
            self._made[key] = made
            self._welcome(made)
            made.hide()
            self._place.addWidget(made, 1)
        return self._made[key]

    def show_tab(self, key: str) -> None:
        """Go to a page."""
        shown = self.tab(key)
        self.tabs.choose(key)
        self._refresh()
        for other in self._made.values():
            other.setVisible(other is shown)
        for before, after in pairwise([*self.tabs.buttons(), *shown.stops()]):
            QWidget.setTabOrder(before, after)

    def show_assumptions(self) -> None:
        """Go to the assumptions the numbers rest on."""
        self.assumptions_wanted.emit()
        if "rom.forutsetninger" in self._context.actions:
            self._context.actions["rom.forutsetninger"].trigger()

    def _build(self) -> None:
        self._page = QWidget(self)
        layout = QVBoxLayout(self._page)
        layout.setContentsMargins(20, 16, 20, 16)
        layout.setSpacing(12)
        title = QLabel(self.title, self._page)
        set_look(title, role="title")
        self.tabs = Segmented([Option(key, self._tab_name(key)) for key in self._makers], self.tr("Vis"), self._page)
        layout.addWidget(FlowRow(title, self.tabs, spacing=16, parent=self._page))
        self._sentence = QLabel(self._page)
        set_look(self._sentence, role="sentence")
        self._sentence.setWordWrap(True)
        self._sentence.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout.addWidget(self._sentence)
        self._place = QVBoxLayout()
        layout.addLayout(self._place, 1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(PageArea(self._page, self))

    def _say(self, sentence: str) -> None:
        self._sentence.setText(sentence)
        self._sentence.setAccessibleName(sentence)

    def _on_tab_chosen(self, key: str) -> None:
        self._context.settings.set_text(self.tab_setting, key)
        self.show_tab(key)
