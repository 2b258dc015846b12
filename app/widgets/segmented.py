"""One choice out of a few: segments that hang together, and chips that wrap."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QActionGroup, QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QMenu, QPushButton, QSizePolicy, QWidget

from app.theme import fonts, icons, theme
from app.theme.style_sheet import set_look
from app.widgets.flow_layout import FlowLayout

CHIP_PAD = 10
"""Room beside a chip's words, as the style sheet has it."""


@dataclass(frozen=True, slots=True)
class Option:
    """A choice: its key, its text, and perhaps an icon."""

    key: str
    text: str
    icon: str = ""


class _Choice(QWidget):
    """Exclusive buttons; the arrow keys move the choice, Tab goes past the group."""

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}

    @property
    def key(self) -> str:
        """Key of the choice in force."""
        checked = self._group.checkedButton()
        return next((key for key, button in self._buttons.items() if button is checked), "")

    def button(self, key: str) -> QPushButton:
        """The button of a choice."""
        return self._buttons[key]

    def buttons(self) -> list[QPushButton]:
        """The buttons in the order of the keyboard."""
        return list(self._buttons.values())

    def choose(self, key: str) -> None:
        """Make a choice without announcing it."""
        if key in self._buttons:
            self._buttons[key].setChecked(True)
            self._set_tab_stop()

    def set_available(self, key: str, available: bool, reason: str = "") -> None:
        """Enable a choice, or disable it and say why in its tooltip."""
        button = self._buttons[key]
        button.setEnabled(available)
        button.setToolTip("" if available else reason)
        button.setAccessibleDescription("" if available else reason)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            forward = event.key() in (Qt.Key.Key_Right, Qt.Key.Key_Down)
            if forward or event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Up):
                self._step(1 if forward else -1)
                return True
        return super().eventFilter(watched, event)

    def _add(self, option: Option) -> QPushButton:
        button = QPushButton(option.text, self)
        button.setCheckable(True)
        button.setAccessibleName(option.text)
        button.installEventFilter(self)
        button.clicked.connect(lambda: self._on_button_clicked(option.key))
        self._group.addButton(button)
        self._buttons[option.key] = button
        return button

    def _on_button_clicked(self, key: str) -> None:
        self._set_tab_stop()
        self.chosen.emit(key)

    def _step(self, by: int) -> None:
        """Choose the next enabled and visible button, round the ends."""
        keys = [key for key, button in self._buttons.items() if button.isEnabled() and not button.isHidden()]
        if len(keys) < 2:
            return
        here = keys.index(self.key) if self.key in keys else 0
        button = self._buttons[keys[(here + by) % len(keys)]]
        button.setFocus(Qt.FocusReason.OtherFocusReason)
        button.click()

    def _set_tab_stop(self) -> None:
        checked = self._group.checkedButton()
        if checked is not None:
            checked.raise_()  # its blue line lies over its neighbours'
        for button in self._buttons.values():
            tabbed = button is checked or checked is None
            button.setFocusPolicy(Qt.FocusPolicy.StrongFocus if tabbed else Qt.FocusPolicy.ClickFocus)


class Segmented(_Choice):
    """A control in parts, such as Diagram / Tabell / Begge."""

    def __init__(self, options: Sequence[Option], name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        layout = FlowLayout(self, spacing=-1, row_spacing=4)  # neighbours share one line
        for option in options:
            button = self._add(option)
            if option.icon:
                icons.follow(button, option.icon)
            layout.addWidget(button)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.choose(options[0].key)
        theme().changed.connect(self._dress)
        self._dress()

    def _dress(self) -> None:
        """Square the corners where the parts meet, and let neighbours share one line."""
        buttons = list(self._buttons.values())
        line = theme().palette.border
        chosen = QFontMetrics(fonts.font("body", semibold=True))
        for i, button in enumerate(buttons):
            # The chosen part is semibold: room for that, or its words would be cut.
            icon = 0 if button.icon().isNull() else button.iconSize().width() + 4
            button.setMinimumWidth(chosen.horizontalAdvance(button.text()) + icon + 2 * 12 + 2)
            left = "4px" if i == 0 else "0"
            right = "4px" if i == len(buttons) - 1 else "0"
            button.setStyleSheet(
                f"QPushButton {{ border-color: {line}; border-top-left-radius: {left};"
                f" border-bottom-left-radius: {left}; border-top-right-radius: {right};"
                f" border-bottom-right-radius: {right}; }}"
                f"QPushButton:checked {{ border-color: {theme().palette.plan_line}; }}"
                f"QPushButton:focus {{ border-color: {theme().palette.focus}; }}"
            )


class ChipGroup(_Choice):
    """Chips that wrap; what does not stand among the first goes into a menu at the end.

    Parameters
    ----------
    options : sequence of Option
    name : str
        What is chosen, for the screen reader.
    shown : int
        How many stand as chips; the rest are in the menu.
    more : str
        Text of the menu button; it takes the name of a choice made in the menu.
    """

    def __init__(
        self, options: Sequence[Option], name: str, *, shown: int = 99, more: str = "", parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self._more_text = more
        self._more_button: QPushButton | None = None
        self._rest: dict[str, str] = {}
        self._rest_key = ""
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self._layout = FlowLayout(self)
        self.set_options(options, shown)
        theme().changed.connect(self._show_more_button)
        theme().changed.connect(self._widen)

    @property
    def key(self) -> str:
        return self._rest_key or super().key

    def set_options(self, options: Sequence[Option], shown: int = 99) -> None:
        """Replace all choices; the first is chosen."""
        self._clear()
        for option in options[:shown]:
            button = self._add(option)
            set_look(button, chip=True)
            self._layout.addWidget(button)
        self._make_room()
        self._rest = {option.key: option.text for option in options[shown:]}
        if self._rest:
            self._add_more_button()
        self._widen()
        if options:
            self.choose(options[0].key)

    def _widen(self) -> None:
        """The chosen chip is semibold: room for that, or its words would be cut."""
        chosen = QFontMetrics(fonts.font("body", semibold=True))
        for button in self._buttons.values():
            button.setMinimumWidth(chosen.horizontalAdvance(button.text()) + 2 * 10 + 2)

    def buttons(self) -> list[QPushButton]:
        return super().buttons() + ([self._more_button] if self._more_button is not None else [])

    def choose(self, key: str) -> None:
        if key in self._rest:
            self._rest_key = key
            checked = self._group.checkedButton()
            if checked is not None:
                # An exclusive group never lets go of its last checked button otherwise.
                self._group.setExclusive(False)
                checked.setChecked(False)
                self._group.setExclusive(True)
        elif key in self._buttons:
            self._rest_key = ""
            super().choose(key)
        self._show_more_button()

    def _on_button_clicked(self, key: str) -> None:
        self._rest_key = ""
        self._show_more_button()
        super()._on_button_clicked(key)

    def set_available(self, key: str, available: bool, reason: str = "") -> None:
        if key in self._buttons:
            super().set_available(key, available, reason)
        elif key in self._rest and self._more_button is not None:
            for action in self._more_button.menu().actions():
                if action.data() == key:
                    action.setEnabled(available)
                    action.setToolTip(reason)
            some = any(action.isEnabled() for action in self._more_button.menu().actions())
            self._more_button.setEnabled(some)
            self._more_button.setToolTip("" if some else reason)

    def _make_room(self) -> None:
        """The chosen chip is semibold: room for that, or its words would be cut."""
        chosen = QFontMetrics(fonts.font("body", semibold=True))
        for button in self._buttons.values():
            button.setMinimumWidth(chosen.horizontalAdvance(button.text()) + 2 * CHIP_PAD + 4)

    def _clear(self) -> None:
        while (item := self._layout.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for button in self._buttons.values():
            self._group.removeButton(button)
        self._buttons.clear()
        self._more_button = None
        self._rest_key = ""

    def _add_more_button(self) -> None:
        button = QPushButton(self._more_text, self)
        set_look(button, chip=True)
        menu = QMenu(button)
        menu.setToolTipsVisible(True)
        actions = QActionGroup(menu)
        for key, text in self._rest.items():
            action = menu.addAction(text)
            action.setCheckable(True)
            action.setData(key)
            actions.addAction(action)
        menu.triggered.connect(lambda action: self._on_menu_triggered(action.data()))
        button.setMenu(menu)
        self._layout.addWidget(button)
        self._more_button = button

    def _on_menu_triggered(self, key: str) -> None:
        self.choose(key)
        self.chosen.emit(key)

    def _show_more_button(self) -> None:
        button = self._more_button
        if button is None:
            return
        button.setText(self._rest.get(self._rest_key, self._more_text))
        colours = theme().palette
        button.setStyleSheet(
            f"QPushButton {{ background: {colours.selected_fill}; color: {colours.selected_text};"
            f" border-color: {colours.plan_line}; font-weight: 600; }}" if self._rest_key else ""
        )
        button.setAccessibleName(button.text())
        for action in button.menu().actions():
            action.setChecked(action.data() == self._rest_key)
