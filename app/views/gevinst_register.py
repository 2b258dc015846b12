"""The gevinst register: every gevinst as a row that is typed in, how each stands, and what would put it to use."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app import gevinst_texts as words
from app.context import AppContext
from app.texts import liste, setning
from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.views import gevinst_picture as picture
from app.views.gevinst_moves import open_flytting
from app.widgets.cells_table import CellsTable
from app.widgets.flow_row import FlowRow
from app.widgets.info_box import InfoBox
from app.widgets.panel import TitledPanel
from app.widgets.table_export import TableButtons
from app.widgets.table_panel import RowsPanel
from models import gevinst_edits as edits
from models.document import Document
from models.rows_command import SetTables
from planning_core.findings import Finding
from planning_core.plan import Gevinst, GevinstType, Plan
from planning_core.questions.account import Regnskap
from planning_core.questions.gevinst_moves import Forslag, forslag, uten_flytting

FIELDS = ("navn", "type", "sted", "hovedprosess", "ytelse", "konservativt", "moderat", "optimistisk", "fra_maned",
          "innfasing_mnd", "forsinkelse_mnd", "realisering", "bruk", "gevinsteier", "nullpunkt", "indikator")
WIDTH = 760
"""Pixels at 100 % of the tables with few columns: numbers too far from their names are hard to follow."""


class RegisterTab(QWidget):
    """Rows, buttons for the chosen one, how each stands, points, follow-up and offers of flyttinger."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._context = document, context
        self._offers: tuple[Forslag, ...] = ()
        self._before_off: dict[str, float] = {}
        """Name -> what was realised of a gevinst before it was switched off here."""
        self._build()
        self.rows.table.selectionModel().currentRowChanged.connect(self._show_chosen)
        self.status.row_chosen.connect(lambda key: self.choose(int(key)))
        self.offers.row_chosen.connect(lambda _: self._show_buttons())

    def stops(self) -> list[QWidget]:
        """Where the keyboard stops, in order."""
        return [self.new_button, self.edit_button, self.copy_button, self.up_button, self.down_button, self.off_button,
                self.remove_button, self.preset_button, *self.rows.stops(),
                *self.status_exports.buttons(), self.status, self.offer_button, *self.offer_exports.buttons(), self.offers,
                *self.points.stops(), *self.follow.stops()]

    @property
    def chosen(self) -> int | None:
        """Row of the gevinst that is marked."""
        index = self.rows.table.currentIndex()
        return index.row() if index.isValid() and index.row() < len(self._document.plan.gevinster) else None

    def choose(self, row: int) -> None:
        """Mark a gevinst."""
        index = self.rows.model.index(row, 0)
        if index.isValid() and row != self.chosen:
            self.rows.table.mark(index)

    # Building

    def _build(self) -> None:
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(12)
        self.new_button = self._button(self.tr("Ny gevinst"), "plus", self.new_gevinst, "primary_text")
        set_look(self.new_button, primary=True)
        self.edit_button = self._button(self.tr("Endre"), "pencil", self.edit_gevinst)
        self.copy_button = self._button(self.tr("Dupliser"), "copy", self._on_copy_button_clicked)
        self.up_button = self._button(self.tr("Opp"), "chevron-up", lambda: self._move(-1))
        self.down_button = self._button(self.tr("Ned"), "chevron-down", lambda: self._move(1))
        self.off_button = self._button(self.tr("Slå av"), "stop", self._on_off_button_clicked)
        self.remove_button = self._button(self.tr("Slett"), "trash", self._on_remove_button_clicked)
        self.preset_button = QPushButton(f"{words.UTEN_IKT} …", self)
        self.preset_button.clicked.connect(self.use_preset)
        self.preset_button.setToolTip(self.tr("Vis hvorfor, og slå av spesialisering og automatisering"))
        layout.addWidget(FlowRow(self.new_button, self.edit_button, self.copy_button, self.up_button, self.down_button,
                                 self.off_button, self.remove_button, self.preset_button, parent=self))
        self.rows = RowsPanel(
            self._document, self._context.messages, "Gevinster", self, fields=FIELDS, grows=False, most=12,
            empty=self.tr("Ingen gevinster ennå. En gevinst sier hvor mye tid som spares, hvor og fra når, og hva den skal "
                          "brukes til. Velg Ny gevinst."))
        self.rows.set_heading(self.tr("Gevinster"), self.tr("skriv rett i tabellen, eller velg Endre"))
        layout.addWidget(self.rows)
        self.warning = InfoBox(kind="warning", parent=self)
        layout.addWidget(self.warning)
        self.status = CellsTable(self)
        self.status_exports = self._exports(self.status)
        self._status_panel = TitledPanel(self.status, self.status_exports, title=self.tr("Slik står det til"), parent=self)
        layout.addWidget(self._status_panel)
        self.offers = CellsTable(self)
        self.offer_button = QPushButton(self.tr("Lag flyttingen …"), self)
        self.offer_button.clicked.connect(self.make_offered)
        self.offer_exports = self._exports(self.offers)
        self._offer_panel = TitledPanel(self.offers, self.offer_button, self.offer_exports, parent=self)
        layout.addWidget(self._offer_panel)
        messages = self._context.messages
        self.points = RowsPanel(self._document, messages, "Innfasing", self, most=8, suggest=self._suggest, empty=self.tr(
            "Ingen punkter. Uten punkter fases gevinsten inn rett, over månedene i «Innfasing»."))
        self.points.set_heading(self.tr("Innfasing i punkter"), self.tr("erstatter den rette innfasingen"))
        self.follow = RowsPanel(self._document, messages, "Gevinstoppfølging", self, most=8, suggest=self._suggest,
                                empty=self.tr("Ingen oppfølging ennå. Skriv hva som var planlagt og hva som ble målt."))
        self.follow.set_heading(self.tr("Plan og faktisk"), self.tr("årsverk, måned for måned"))
        layout.addWidget(self.points)
        layout.addWidget(self.follow)
        layout.addStretch(1)
        theme().changed.connect(self._fit)
        self._fit()

    def _exports(self, table: CellsTable) -> TableButtons:
        return TableButtons(lambda: table, self._document, self._context.messages, self)

    def _fit(self) -> None:
        for panel in (self.points, self.follow):
            panel.setMaximumWidth(fonts.pixels(WIDTH))

    def _button(self, text: str, icon: str, act: Callable[[], None], role: str = "text") -> QPushButton:
        button = QPushButton(text, self)
        icons.follow(button, icon, role)
        button.clicked.connect(act)
        return button

    # What the reader does

    def new_gevinst(self) -> None:
        """Open the dialog on a gevinst that starts with the plan."""
        plan = self._document.plan
        name = edits.ledig_navn(plan, self.tr("Ny gevinst"))
        self._open(None, Gevinst(name, GevinstType.ANDRE, fra_maned=plan.start))

    def edit_gevinst(self) -> None:
        """Open the dialog on the chosen gevinst."""
        if self.chosen is not None:
            self._open(self.chosen, self._document.plan.gevinster[self.chosen])

    def _open(self, row: int | None, draft: Gevinst) -> None:
        # Imported when it is needed: the room is painted first.
        from app.dialogs.gevinst_dialog import GevinstDialog

        dialog = GevinstDialog(self._document.plan, row, draft, self)
        dialog.submitted.connect(self._on_submitted)
        dialog.open()

    def _on_submitted(self, row: int | None, gevinst: Gevinst) -> None:
        text = self.tr("ny gevinst") if row is None else self.tr("endre gevinst")
        wanted = edits.bytt(self._document.plan, row, gevinst)
        if self._push(wanted, text):
            self.choose(len(wanted.gevinster) - 1 if row is None else row)

    def _on_copy_button_clicked(self) -> None:
        row, plan = self.chosen, self._document.plan
        if row is not None:
            name = edits.ledig_navn(plan, plan.gevinster[row].navn)
            if self._push(edits.dupliser(plan, row, name), self.tr("duplisere gevinst")):
                self.choose(row + 1)
                if plan.gevinster[row].realisering:
                    self._before_off[name] = plan.gevinster[row].realisering
                self._context.messages.notice(self.tr("Kopien er slått av, så samme tid ikke spares to ganger."))

    def _move(self, by: int) -> None:
        row, plan = self.chosen, self._document.plan
        if row is not None and self._push(edits.flytt(plan, row, by), self.tr("flytte gevinst i listen")):
            self.choose(row + by)

    def _on_off_button_clicked(self) -> None:
        row, plan = self.chosen, self._document.plan
        if row is None:
            return
        gevinst = plan.gevinster[row]
        on = gevinst.realisering == 0
        wanted = edits.slaa(plan, row, paa=on, realisering=self._before_off.get(gevinst.navn))
        if not self._push(wanted, self.tr("slå på gevinst") if on else self.tr("slå av gevinst")):
            return
        self._before_off[gevinst.navn] = wanted.gevinster[row].realisering if on else gevinst.realisering
        if on:
            self._context.messages.notice(self.tr("«{navn}» er slått på, med {andel} av den sparte tiden realisert.").format(
                navn=gevinst.navn, andel=fmt.prosent(wanted.gevinster[row].realisering)))

    def _on_remove_button_clicked(self) -> None:
        row, plan = self.chosen, self._document.plan
        if row is None or not self._push(edits.fjern(plan, row), self.tr("slette gevinst")):
            return
        name = plan.gevinster[row].navn
        resting = list(dict.fromkeys(f"«{r.scenario}»" for r in plan.scenarier if (r.ark, r.nokkel) == ("Gevinster", name)))
        if resting:
            self._context.messages.notice(self.tr(
                "«{navn}» er slettet. Scenarioer som endrer den, kan ikke brukes nå: {scenarioer}. Angre med Ctrl+Z.",
            ).format(navn=name, scenarioer=liste(resting)))

    def use_preset(self) -> None:
        """Show why, and switch off what a unit of one fylke without new IKT cannot expect."""
        plan = self._document.plan
        wanted = edits.uten_ny_ikt(plan)
        off = [g.navn for g, after in zip(plan.gevinster, wanted.gevinster, strict=True) if g != after]
        reasons = "\n\n".join(words.UTEN_IKT_GRUNN)
        listed = self.tr("Dette slås av: {navn}.").format(navn=liste(off)) if off else self.tr(
            "Planen har ingen gevinster av de to typene som er på, så ingenting endres.")
        if not off:
            self._context.messages.inform(words.UTEN_IKT, "".join(f"<p>{r}</p>" for r in (*words.UTEN_IKT_GRUNN, listed)))
            return
        if self._context.messages.confirm(words.UTEN_IKT, f"{reasons}\n\n{listed}", self.tr("Slå av")):
            self._push(wanted, self.tr("bruke «{navn}»").format(navn=words.UTEN_IKT))

    def make_offered(self) -> None:
        """Open the dialog Ny flytting on the marked offer."""
        offer = self._marked_offer()
        if offer is not None:
            open_flytting(self._document, self._context.messages, None, offer.flytting, self)

    def _marked_offer(self) -> Forslag | None:
        at = self.offers.currentIndex().row()
        return self._offers[at] if 0 <= at < len(self._offers) else self._offers[0] if self._offers else None

    def _push(self, wanted: Plan, text: str) -> bool:
        errors = self._document.push(SetTables(self._document, wanted, text))
        self._document.finish_edit()
        if errors:
            self._context.messages.notice(setning(errors[0]))
        return not errors

    def _suggest(self) -> dict[str, object]:
        row, plan = self.chosen, self._document.plan
        return {} if row is None else {"gevinst": plan.gevinster[row].navn}

    # Showing

    def show_plan(self) -> None:
        """Show the plan as it is now."""
        plan = self._document.plan
        account = Regnskap(plan)
        has = bool(plan.gevinster)
        if self.chosen is None and has:
            self.choose(0)
        self.status.show_cells(self.tr("Slik står gevinstene"), *picture.gevinst_table(account))
        found = [*(f for f in self._document.findings if f.table == "Gevinster"), *uten_flytting(plan),
                 *(f for f in account.findings() if f.table == "Gevinster" and f.row is not None)]
        self.warning.set_text(" ".join(self._said(f) for f in found))
        for widget in (self._status_panel, self.points, self.follow):
            widget.setVisible(has)
        self._show_chosen()

    def _said(self, finding: Finding) -> str:
        """A warning with the gevinst it is about, which a sentence on a cell leaves to the place."""
        text, gevinster = setning(finding), self._document.plan.gevinster
        name = gevinster[finding.row].navn if finding.row is not None and finding.row < len(gevinster) else ""
        return text if name in text else self.tr("«{navn}»: {tekst}").format(navn=name, tekst=text)

    def _show_chosen(self, *_: object) -> None:
        plan, row = self._document.plan, self.chosen
        self._offers = () if row is None else forslag(plan, row)
        self._offer_panel.setVisible(bool(self._offers))
        if row is not None and self._offers:
            name, use = plan.gevinster[row].navn, words.BRUK[plan.gevinster[row].bruk].lower()
            self._offer_panel.title.setText(self.tr("Flyttinger som tar «{navn}» i bruk til {bruk}").format(navn=name, bruk=use))
            self.offers.show_cells(self._offer_panel.title.text(), *picture.offer_table(plan, self._offers))
        if row is not None:
            self.status.choose(str(row))
        self._show_buttons()

    def _show_buttons(self) -> None:
        plan, row = self._document.plan, self.chosen
        for button in (self.edit_button, self.copy_button, self.off_button, self.remove_button):
            button.setEnabled(row is not None)
        self.up_button.setEnabled(row is not None and row > 0)
        self.down_button.setEnabled(row is not None and row < len(plan.gevinster) - 1)
        off = row is not None and plan.gevinster[row].realisering == 0
        self.off_button.setText(self.tr("Slå på") if off else self.tr("Slå av"))
        self.preset_button.setEnabled(bool(plan.gevinster))
        self.offer_button.setEnabled(bool(self._offers))
