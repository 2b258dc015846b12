"""The panel of what a share of oppfølging takes: two readings, on the plan's mapping and on the source's example."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QSpinBox, QVBoxLayout, QWidget

from app import format as fmt
from app.difference import ARSVERK, SHARE
from app.messages import Messages
from app.theme.style_sheet import set_look
from app.widgets.cells_panel import CellsPanel
from app.widgets.cells_table import Cell, CellRow, Column
from app.widgets.flow_row import FlowRow
from app.widgets.labelled_field import LabelledField
from models.document import Document
from planning_core.plan import Plan
from planning_core.questions.readings import (
    KILDENS_ANDEL,
    KILDENS_EKSEMPEL,
    Lesning,
    Ytelsesniva,
    oppfolging_til_andel,
    oppfolgingsniva,
    under_andel,
)


class ReadingsPanel(QWidget):
    """Årsverk that oppfølging grows by to be a share of the work, per ytelse. ``changed`` when the share is another."""

    changed = Signal()

    def __init__(self, document: Document, messages: Messages, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._niva: tuple[Ytelsesniva, ...] = ()
        self.share = QSpinBox(self)
        self.share.setRange(1, 99)
        self.share.setValue(round(KILDENS_ANDEL * 100))
        self.share.setSuffix(f"{fmt.NBSP}%")
        self.share.setAccessibleName(self.tr("Oppfølging som andel av arbeidet"))
        self.share.lineEdit().setAccessibleName(self.share.accessibleName())
        self.share.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.share.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.share.valueChanged.connect(self._on_share_value_changed)
        self._sentence = QLabel(self)
        self._sentence.setWordWrap(True)
        self._about = QLabel(self)
        self._about.setWordWrap(True)
        set_look(self._about, role="secondary")
        self.panel = CellsPanel(document, messages, self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(FlowRow(LabelledField(self.tr("Oppfølging som andel av arbeidet"), self.share), parent=self))
        layout.addWidget(self._sentence)
        layout.addWidget(self.panel)
        layout.addWidget(self._about)

    @property
    def sentence(self) -> str:
        """What the share takes, in both readings."""
        return self._sentence.text()

    def focus_order(self) -> list[QWidget]:
        """The controls as one reads."""
        return [self.share, *self.panel.exports.buttons(), self.panel.table]

    def show_plan(self, plan: Plan) -> None:
        """Show the readings of a plan's mapping."""
        self._niva = oppfolgingsniva(plan)
        self._show()

    def _on_share_value_changed(self, _value: int) -> None:
        self._show()
        self.changed.emit()

    def _show(self) -> None:
        share = self.share.value() / 100.0
        self._sentence.setText(self._said(share))
        self._sentence.setAccessibleName(self._sentence.text())
        self.panel.set_title(self.tr("Oppfølging per ytelse, to lesninger av {andel}").format(andel=fmt.prosent(share)))
        self.panel.table.show_cells(self.tr("Tabell, oppfølging per ytelse"), self._columns(), self._rows(share))
        self._about.setText(self.tr(
            "Uendret sum: oppfølgingen tar årsverk fra annet arbeid med de samme ytelsene. Resten beholdes: annet arbeid er som "
            "før, og summen vokser til oppfølgingen er så stor. Kildens eksempel er sykepenger, rehabiliteringspenger og "
            "tidsbegrenset uføretrygd i 2007 (AFI-notat 5/2011, linje 5415–5444); forfatteren regner med uendret sum."))

    def _said(self, share: float) -> str:
        if not self._niva:
            return self.tr(
                "Planen har ikke kartlagt oppfølging (HP5) ved siden av annet arbeid, så det kan ikke regnes hva {andel} "
                "oppfølging tar. Fyll inn Ressurskartlegging i rommet Saksflyt, siden Normtid. Tabellen viser kildens eksempel.",
            ).format(andel=fmt.prosent(share))
        low = under_andel(self._niva, share)
        if not low.alt > 0:
            return self.tr("Alle kartlagte ytelser har minst {andel} oppfølging.").format(andel=fmt.prosent(share))
        same, grown = (r.okning for r in oppfolging_til_andel(low.alt, low.oppfolging, share))
        return self.tr(
            "Skal oppfølgingen bli {andel} av arbeidet i ytelsene som ligger under, trengs {uendret} årsverk mer når summen er "
            "uendret, og {beholdt} når resten beholdes og summen vokser.",
        ).format(andel=fmt.prosent(share), uendret=fmt.arsverk(same), beholdt=fmt.arsverk(grown))

    def _columns(self) -> tuple[Column, ...]:
        today, same, grown = (self.tr("I dag, årsverk"), self.tr("Uendret sum, årsverk"),
                              self.tr("Resten beholdes, årsverk"))
        after, more, total = self.tr("Oppfølging"), self.tr("Økning"), self.tr("I alt")
        return (
            Column(self.tr("Ytelse"), words=True, widest=300),
            Column(total, today), Column(after, today), Column(self.tr("Andel"), today),
            Column(after, same), Column(more, same), Column(after, grown), Column(more, grown), Column(total, grown),
        )

    def _rows(self, share: float) -> Sequence[CellRow]:
        rows = [_row(n.ytelse, n, share, above=self._above(n, share)) for n in self._niva]
        low = under_andel(self._niva, share)
        if low.alt > 0 and len(self._niva) > 1:
            rows.append(_row(self.tr("Ytelser under {andel}").format(andel=fmt.prosent(share)), low, share, is_sum=True))
        example = self.tr("Kildens eksempel, 2007")
        return (*rows, _row(example, KILDENS_EKSEMPEL, share, above=self._above(KILDENS_EKSEMPEL, share), key="kilde"))

    def _above(self, niva: Ytelsesniva, share: float) -> str:
        """Why there is nothing to reach; empty where there is."""
        return "" if niva.andel < share else self.tr("Oppfølgingen er allerede {andel} av arbeidet.").format(
            andel=fmt.prosent(niva.andel))


def _row(name: str, niva: Ytelsesniva, share: float, *, above: str = "", is_sum: bool = False, key: str = "") -> CellRow:
    numbers = [_number(niva.alt), _number(niva.oppfolging), Cell(SHARE.text(niva.andel), plain=SHARE.plain(niva.andel))]
    if above:
        after = [Cell(fmt.UNDEFINED, "secondary", plain="", tip=above)] * 5
    else:
        found = {r.lesning: r for r in oppfolging_til_andel(niva.alt, niva.oppfolging, share)}
        same, grown = found[Lesning.UENDRET_SUM], found[Lesning.RESTEN_BEHOLDES]
        after = [_number(same.oppfolging), _growth(same.okning), _number(grown.oppfolging), _growth(grown.okning),
                 _number(grown.sum_etter)]
    return CellRow((Cell(name, strong=is_sum), *numbers, *after), key or name, is_sum)


def _number(value: float) -> Cell:
    return Cell(ARSVERK.text(value), plain=ARSVERK.plain(value))


def _growth(value: float) -> Cell:
    return Cell(ARSVERK.change(value), strong=True, plain=ARSVERK.plain(value))
