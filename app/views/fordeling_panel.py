"""What the flyttinger do: a sentence, four key figures as pairs, and what is lost along the way."""

from __future__ import annotations

import math

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from app.difference import CASES, HOURS, MONTHS, Better
from app.fordeling_sentence import effect_sentence
from app.fordeling_texts import synthetic_sources
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.widgets.key_figure import KeyFigureCard
from app.widgets.loss_table import LossTable
from app.widgets.page_area import PageArea
from app.widgets.sparkline import DASH, PLAN_WIDTH, UTEN_WIDTH
from app.widgets.wrap_host import WrapHost
from models.document import Document

WIDTH = 328
_INPUTS = (("Enheter", "årsverk_stat"), ("Enheter", "årsverk_kommune"), ("Saksinngang", "antall"),
           ("Normtid", "minutter"), ("Restanser", "antall"), ("Brukere", "antall"))


class EffectSentence(QFrame):
    """The sentence in its box."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, box="active")
        self._label = QLabel(self)
        self._label.setWordWrap(True)
        self._label.setTextFormat(Qt.TextFormat.RichText)
        self._label.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 8)
        layout.addWidget(self._label)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)

    @property
    def text(self) -> str:
        return self._label.text()

    def show_text(self, text: str, stale: bool) -> None:
        """Show the sentence, grey while it is old."""
        p = theme().palette
        self._label.setStyleSheet(f"color: {p.secondary if stale else p.text};")
        self._label.setText(text)


class PairLegend(QWidget):
    """planen as a blue line, uten flyttinger as a grey dash."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        theme().changed.connect(self.updateGeometry)

    def sizeHint(self) -> QSize:
        return QSize(fonts.pixels(220), fonts.line_height("dense") + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, p = QPainter(self), theme().palette
        painter.setFont(fonts.font("dense"))
        middle, line = self.height() / 2, fonts.pixels(20)
        dashed = QPen(QColor(p.uten), UTEN_WIDTH)
        dashed.setDashPattern([length / UTEN_WIDTH for length in DASH])
        x = 0
        for pen, text in ((QPen(QColor(p.plan_line), PLAN_WIDTH), self.tr("planen")),
                          (dashed, self.tr("uten flyttinger"))):
            painter.setPen(pen)
            painter.drawLine(QPointF(x, middle), QPointF(x + line, middle))
            painter.setPen(QColor(p.secondary))
            x += line + 8
            width = painter.fontMetrics().horizontalAdvance(text)
            painter.drawText(x, 0, width + 4, self.height(), Qt.AlignmentFlag.AlignVCenter, text)
            x += width + fonts.pixels(20)


class FordelingPanel(QWidget):
    """The right panel of the room; in a narrow window a page of its own."""

    def __init__(self, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._month = document.plan.maneder[-1]
        self._columns = 1
        self._shown: tuple[object, ...] = (None,) * 3
        self.sentence = EffectSentence(self)
        self.cards = self._make_cards()
        self.loss = LossTable(self)
        self._note = QLabel(self)
        self._rule = QFrame(self)
        self._rule.setFixedHeight(1)
        self._build()
        document.plan_changed.connect(self._on_document_changed)
        document.projeksjon_changed.connect(self._on_document_changed)
        document.stale_changed.connect(self._on_document_changed)
        theme().changed.connect(self._show)
        self._show()

    def set_month(self, month: int) -> None:
        """Show another month."""
        if month != self._month:
            self._month = month
            self._show()

    def set_wide(self, wide: bool) -> None:
        """As a page of its own: cards two and two, and the sentence stands above the page."""
        self._sentence_host.setVisible(not wide)
        self._heading.setVisible(not wide)
        side = 20 if wide else 16
        self._inside.setContentsMargins(side, 8 if wide else 16, side, 12)
        self._area.set_edge(side)
        columns = 2 if wide else 1
        if columns != self._columns:
            self._columns = columns
            self._place_cards()

    def _make_cards(self) -> dict[str, KeyFigureCard]:
        return {
            "restanser": KeyFigureCard(
                self.tr("Restanser"), self.tr("saker"), quantity=CASES,
                less=self.tr("færre saker"), more=self.tr("flere saker"), parent=self),
            "over_grense": KeyFigureCard(
                self.tr("Over ytre grense"), self.tr("saker"), quantity=CASES,
                less=self.tr("færre saker"), more=self.tr("flere saker"), parent=self),
            "saksbehandlingstid_mnd": KeyFigureCard(
                self.tr("Saksbehandlingstid"), self.tr("måneder"), quantity=MONTHS,
                less=self.tr("kortere"), more=self.tr("lengre"), parent=self),
            "oppfolging_timer": KeyFigureCard(
                self.tr("Oppfølging"), self.tr("timer per måned"), quantity=HOURS, better=Better.HIGHER,
                less=self.tr("mindre oppfølging"), more=self.tr("mer oppfølging"), parent=self),
        }

    def _build(self) -> None:
        self._heading = QLabel(self.tr("Hva flyttingene gjør"), self)
        set_look(self._heading, role="panel")
        inside = QWidget(self)
        inside.setObjectName("inside")
        self._grid = QGridLayout()
        self._grid.setSpacing(8)
        self._place_cards()
        title = QHBoxLayout()
        title.setSpacing(4)
        lost = QLabel(self.tr("Tapt underveis"), inside)
        set_look(lost, role="strong")
        unit = QLabel(self.tr("timer i hele perioden"), inside)
        set_look(unit, role="secondary")
        title.addWidget(lost)
        title.addWidget(unit)
        title.addStretch(1)
        self._note.setWordWrap(True)
        set_look(self._note, role="dense")
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 16, 16, 12)
        self._inside = column
        column.setSpacing(8)
        column.addWidget(self._heading)
        column.addWidget(PairLegend(inside))
        self._sentence_host = WrapHost(self.sentence, inside)
        column.addWidget(self._sentence_host)
        column.addLayout(self._grid)
        column.addWidget(self._rule)
        column.addLayout(title)
        column.addWidget(self.loss)
        self._note_host = WrapHost(self._note, inside)
        column.addWidget(self._note_host)
        column.addStretch(1)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._area = PageArea(inside, self)
        outer.addWidget(self._area)

    def _place_cards(self) -> None:
        for card in self.cards.values():
            self._grid.removeWidget(card)
        for i, card in enumerate(self.cards.values()):
            self._grid.addWidget(card, i // self._columns, i % self._columns)
        for column in range(2):
            self._grid.setColumnStretch(column, 1 if column < self._columns else 0)

    def _on_document_changed(self) -> None:
        """Show each state once: an edit is announced by the plan and by the age of its projection."""
        document = self._document
        state = (document.plan, document.projeksjon, document.is_stale)
        if not all(now is then for now, then in zip(state, self._shown)):
            self._shown = state
            self._show()

    def _show(self) -> None:
        document = self._document
        projeksjon = document.projeksjon
        if projeksjon is not None and self._month not in projeksjon.plan.maneder:
            self._month = projeksjon.plan.maneder[-1]
        stale = document.is_stale
        self._rule.setStyleSheet(f"background: {theme().palette.border};")
        self.sentence.show_text(effect_sentence(document.plan, projeksjon, self._month), stale)
        for name, card in self.cards.items():
            card.set_stale(stale)
            if projeksjon is None:
                card.set_values(math.nan, math.nan, reason=self.tr("Framskrivingen beregnes."))
                continue
            med, uten, _ = projeksjon.par(name)
            t = projeksjon.plan.maneder.index(self._month)
            undefined = math.isnan(med[t]) or math.isnan(uten[t])
            reason = self.tr("Ingen vedtak i måneden, så tiden kan ikke regnes ut.") if undefined else ""
            card.set_values(float(med[t]), float(uten[t]), med, uten, at=t, reason=reason)
        self._show_loss(stale)
        self._show_note()

    def _show_loss(self, stale: bool) -> None:
        # Imported when there are results: the first window does not wait for numpy.
        from planning_core.results import TAP_FORBIGAENDE, TAP_VARIG

        projeksjon = self._document.projeksjon
        if projeksjon is None:
            self.loss.set_values((math.nan, math.nan), (math.nan, math.nan))
            return

        def total(keys: tuple[str, ...]) -> tuple[float, float]:
            return (sum(float(projeksjon.plan.tap[k].sum()) for k in keys),
                    sum(float(projeksjon.uten.tap[k].sum()) for k in keys))

        self.loss.set_values(total(TAP_FORBIGAENDE), total(TAP_VARIG), stale)

    def _show_note(self) -> None:
        sources = synthetic_sources(self._document.plan, _INPUTS)
        self._note_host.setVisible(bool(sources))
        self._note.setText(self.tr("Resultatene bygger på syntetiske tall i planen."))
        self._note.setToolTip("\n".join(sources))
