"""A room whose pages are tables of the plan: under them it says which of their numbers are made up."""

from __future__ import annotations

from app import saksflyt_texts as words
from app.views.tabbed_room import TabbedRoom
from app.widgets.info_box import InfoBox


class SheetsRoom(TabbedRoom):
    """Every page says in ``sheets`` which sheets of the plan it shows."""

    def _build(self) -> None:
        super()._build()
        self._synthetic = InfoBox(parent=self._page)
        self._page.layout().addWidget(self._synthetic)

    def _show_synthetic(self) -> None:
        """Say what is made up of the page that is shown."""
        self._synthetic.set_text(words.synthetic_note(self._document.plan, self.tab(self.tabs.key).sheets))
