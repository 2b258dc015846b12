"""The card Vendepunkt: from which month one årsverk less in the FE costs more oppfølging than it gives."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app import kritisk_texts as words
from app.theme.style_sheet import set_look
from app.widgets.turning_bar import TurningBar
from planning_core.questions.levels import KritiskNiva, Vendepunkt


@dataclass(frozen=True)
class TurningPart:
    """One of the pair: whose it is, the month, a sentence, and the bar."""

    name: QLabel
    title: QLabel
    text: QLabel
    bar: TurningBar
    gap: QWidget


class TurningCard(QFrame):
    """Planen beside uten flyttinger; one of them where the plan has no flyttinger."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, panel=True)
        inside = QVBoxLayout(self)
        inside.setContentsMargins(12, 12, 12, 12)
        inside.setSpacing(4)
        self.parts = tuple(self._part(inside) for _ in range(2))

    def show_result(self, result: KritiskNiva, *, stale: bool = False) -> None:
        """Show the break-even months of an answer."""
        cases: list[tuple[str, Vendepunkt | None]] = [(self.tr("planen"), result.vendepunkt_planen)]
        if result.plan.flyttinger:
            cases.append((self.tr("uten flyttinger"), result.vendepunkt_uten))
        for i, part in enumerate(self.parts):
            shown = i < len(cases)
            part.gap.setVisible(shown and i > 0)
            part.name.setVisible(shown and len(cases) > 1)
            part.title.setVisible(shown)
            part.text.setVisible(shown)
            part.bar.setVisible(shown and cases[i][1] is not None)
            if shown:
                self._fill(part, result, *cases[i], stale=stale)

    def _fill(
        self, part: TurningPart, result: KritiskNiva, whose: str, turning: Vendepunkt | None, *, stale: bool
    ) -> None:
        part.name.setText(whose)
        part.title.setText(words.turning_title(result, turning))
        part.text.setText(words.turning_sentence(result, turning))
        part.bar.setAccessibleName(f"{whose}: {part.title.text()}. {part.text.text()}")
        if turning is not None:
            part.bar.set_values(result.plan.maneder, turning.nummer, stale=stale)

    def _part(self, inside: QVBoxLayout) -> TurningPart:
        gap, name, title, text, bar = QWidget(self), QLabel(self), QLabel(self), QLabel(self), TurningBar(self)
        gap.setFixedHeight(8)
        set_look(name, role="dense")
        set_look(title, role="panel")
        for label in (title, text):
            label.setWordWrap(True)
        for widget in (gap, name, title, text, bar):
            inside.addWidget(widget)
        return TurningPart(name, title, text, bar, gap)
