"""The panel that shows the marked reference at every kontor."""

from __future__ import annotations

from app import format as fmt
from app.oppfolging_texts import REFERANSER
from app.reference_texts import reference_words
from app.views.oppfolging_cells import Choice
from app.views.oppfolging_references import kontor_references
from app.widgets.cells_panel import CellsPanel
from planning_core.plan import Plan
from planning_core.results import Projeksjon


class KontorReferences(CellsPanel):
    """In sight only where the tab is that of the references."""

    def show_choice(self, plan: Plan, projeksjon: Projeksjon | None, chosen: Choice, *, stale: bool) -> None:
        """Show the figure of a choice in its month."""
        if chosen.tab != REFERANSER or projeksjon is None or chosen.maned not in projeksjon.plan.maneder:
            self.hide()
            return
        columns, rows = kontor_references(plan, projeksjon, chosen, projeksjon.plan.maneder.index(chosen.maned))
        title = reference_words(chosen.referanse).title
        self.set_title(title, self.tr("alle kontor, {maned}").format(maned=fmt.maned_lang(chosen.maned)))
        self.table.show_cells(self.tr("Tabell, {name}, alle kontor").format(name=title), columns, rows, stale=stale)
        self.table.choose(chosen.enhet or "")
        self.setVisible(bool(plan.kontor))
