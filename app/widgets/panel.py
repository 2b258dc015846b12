"""The white frame of the window's parts: around anything, and with a title and its tools above."""

from __future__ import annotations

from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from app.theme.style_sheet import set_look
from app.widgets.flow_row import FlowRow


def framed(content: QWidget, *above: QWidget, parent: QWidget | None = None) -> QFrame:
    """A panel that ``content`` fills to the edge, under the words ``above`` it."""
    frame = QFrame(parent)
    set_look(frame, panel=True)
    layout = QVBoxLayout(frame)
    layout.setContentsMargins(1, 1, 1, 1)
    layout.setSpacing(0)
    for widget in above:
        widget.setContentsMargins(8, 8, 8, 4)
        layout.addWidget(widget)
    layout.addWidget(content, 1)
    return frame


class TitledPanel(QFrame):
    """A panel with a title, and the tools of what it holds beside it.

    Parameters
    ----------
    content : QWidget
        Goes to the edge, as a table does.
    tools : QWidget
        Wrap under the title where there is no room beside it; the last stands at the right.
    inset : bool
        Keep the content away from the edge, as a drawing wants it.
    """

    def __init__(self, content: QWidget, *tools: QWidget, title: str = "", inset: bool = False,
                 parent: QWidget | None = None) -> None:
        super().__init__(parent)
        set_look(self, panel=True)
        self.title = QLabel(title, self)
        self.title.setContentsMargins(0 if inset else 8, 0, 16, 0)  # over the names of what it holds
        set_look(self.title, role="strong")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(*((12, 8, 12, 8) if inset else (1, 4, 1, 1)))
        layout.setSpacing(4)
        # As over every table: what takes it out stands last, at the right.
        layout.addWidget(FlowRow(self.title, *tools, last_right=True, parent=self))
        layout.addWidget(content)
