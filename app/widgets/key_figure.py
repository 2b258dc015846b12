"""A key figure: planen, the same uten flyttinger, and the difference, never apart."""

from __future__ import annotations

import math
from collections.abc import Sequence

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeyEvent, QKeySequence, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QSizePolicy, QWidget

from app import format as fmt
from app.difference import CASES, Better, Quantity, difference, relative
from app.theme import fonts, theme
from app.theme.style_sheet import set_look
from app.widgets.copying import claims_copy
from app.widgets.focus_ring import paint_focus_ring
from app.widgets.sparkline import Sparkline


class KeyFigureCard(QFrame):
    """One key figure of the pair.

    Parameters
    ----------
    label, unit : str
        Such as "Restanser" and "saker".
    quantity : Quantity
        How the values are written.
    better : Better
        Which way is favourable; ``NEITHER`` shows the difference without judgement.
    less, more : str
        Words after a negative and a positive difference, such as "færre saker" and "flere saker".
    """

    def __init__(
        self,
        label: str,
        unit: str,
        *,
        quantity: Quantity = CASES,
        better: Better = Better.LOWER,
        less: str,
        more: str,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._name = label
        self._unit_text = unit
        self._quantity = quantity
        self._better = better
        self._less = less
        self._more = more
        self._planen = math.nan
        self._uten = math.nan
        self._reason = ""
        self._stale = False
        set_look(self, panel=True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._build()
        self._add_copy_action()
        theme().changed.connect(self._on_theme_changed)
        self._on_theme_changed()

    def set_values(
        self,
        planen: float,
        uten: float,
        planen_serie: Sequence[float] = (),
        uten_serie: Sequence[float] = (),
        *,
        at: int | None = None,
        reason: str = "",
    ) -> None:
        """Show the pair; the point of the small line stands at position ``at``, where the values are, or last.

        ``reason`` says in the tooltip why a value is undefined (NaN).
        """
        self._planen, self._uten, self._reason = planen, uten, reason
        self._sparkline.set_series(planen_serie, uten_serie, at)
        self._show()

    def set_stale(self, stale: bool) -> None:
        """Grey the numbers while a new projection is on its way; nothing moves."""
        if stale != self._stale:
            self._stale = stale
            self._sparkline.set_stale(stale)
            self._show()

    def sentence(self) -> str:
        """The whole card as one sentence, for the screen reader and the clipboard."""
        pair = self.tr("{label}: {planen} {unit} i planen, {uten} uten flyttinger").format(
            label=self._name, planen=self._quantity.text(self._planen), unit=self._unit_text,
            uten=self._quantity.text(self._uten),
        )
        change = self._quantity.change(self._planen - self._uten)
        if change == fmt.UNDEFINED:
            return f"{pair}. {self._reason}".rstrip()
        if change == "0":
            return self.tr("{pair}, ingen forskjell.").format(pair=pair)
        share = self._share_text()
        text = self.tr("{pair}, forskjell {change} {word}").format(pair=pair, change=change, word=self._word())
        return f"{text} ({share})." if share else f"{text}."

    def copy(self) -> None:
        """Put the sentence on the clipboard."""
        QGuiApplication.clipboard().setText(self.sentence())

    def event(self, event: QEvent) -> bool:
        if claims_copy(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
            event.accept()
            return
        super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.hasFocus():
            paint_focus_ring(self)

    def _build(self) -> None:
        self._label = QLabel(self)
        set_look(self._label, role="strong")
        self._unit = QLabel(self)
        set_look(self._unit, role="secondary")
        self._figure = QLabel(self)
        set_look(self._figure, role="figure")
        self._beside = QLabel(self)
        set_look(self._beside, role="secondary")
        self._difference = QLabel(self)
        self._difference.setTextFormat(Qt.TextFormat.RichText)
        self._share = QLabel(self)
        set_look(self._share, role="secondary")
        self._sparkline = Sparkline(self)
        right = Qt.AlignmentFlag.AlignRight
        grid = QGridLayout(self)
        grid.setContentsMargins(12, 12, 12, 12)
        grid.setVerticalSpacing(0)
        grid.setHorizontalSpacing(8)
        grid.addWidget(self._label, 0, 0)
        grid.addWidget(self._unit, 0, 1, right)
        grid.addWidget(self._figure, 1, 0)
        grid.addWidget(self._beside, 2, 0)
        grid.addWidget(self._sparkline, 1, 1, 2, 1)
        grid.addWidget(self._difference, 3, 0, 1, 1)
        grid.addWidget(self._share, 3, 1, right)
        grid.setRowMinimumHeight(3, fonts.line_height() + 8)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)

    def _add_copy_action(self) -> None:
        action = QAction(self.tr("Kopier som setning"), self)
        action.triggered.connect(self.copy)
        self.addAction(action)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.ActionsContextMenu)

    def _word(self) -> str:
        return self._less if self._planen < self._uten else self._more

    def _share_text(self) -> str:
        """The difference in per cent; a share has percentage points only."""
        share = relative(self._planen, self._uten)
        if self._quantity.share or math.isnan(share):
            return ""
        change = fmt.endring(share * 100, 1 if abs(share) < 0.0995 else 0)
        return change + fmt.NBSP + "%"

    def _on_theme_changed(self) -> None:
        layout = self.layout()
        assert isinstance(layout, QGridLayout)
        layout.setRowMinimumHeight(3, fonts.line_height() + 8)
        self._show()

    def _show(self) -> None:
        colours = theme().palette
        self._label.setText(self._name)
        self._unit.setText(self._unit_text)
        self._figure.setText(self._quantity.text(self._planen))
        self._figure.setStyleSheet(f"color: {colours.secondary if self._stale else colours.text};")
        self._beside.setText(self.tr("uten {value}").format(value=self._quantity.text(self._uten)))
        shown = difference(self._planen - self._uten, self._quantity, self._better)
        role = "secondary" if self._stale else shown.role
        word = self._word() if shown.triangle else ""
        self._difference.setText(
            f'<span style="color:{getattr(colours, role)};font-weight:600">{shown.text}</span> {word}'.rstrip()
        )
        self._share.setText(self._share_text() if shown.triangle else "")
        sentence = self.sentence()
        self.setToolTip(self._reason)
        self.setAccessibleName(self._name)
        self.setAccessibleDescription(sentence)
