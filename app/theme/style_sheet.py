"""The small style sheet that Fusion and the palette cannot express.

A few object properties choose a look: ``primary`` on a button (the one blue button of a room),
``flat`` (no border until hover), ``chip`` (28 high), ``panel`` on a frame (bordered box),
``box`` on a frame or label (``info`` or ``warning``), ``role`` on a label (``title``, ``panel``,
``sentence``, ``secondary``, ``dense``, ``figure``). Set them with :func:`set_look`.
"""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from app.theme import fonts, icons
from app.theme.palette import Palette

_TEMPLATE = """
QWidget {{ color: {text}; }}
QWidget:disabled {{ color: {disabled}; }}
QToolTip {{ background: {panel}; color: {text}; border: 1px solid {border}; padding: 4px; }}

QMenuBar {{ background: {panel}; border-bottom: 1px solid {row_line}; }}
QMenuBar::item {{ padding: 4px 8px; background: transparent; border-radius: 4px; }}
QMenuBar::item:selected {{ background: {selected_fill}; color: {selected_text}; }}
QMenu {{ background: {panel}; border: 1px solid {border}; padding: 4px; icon-size: {icon}px; }}
QMenu::item {{ padding: {menu_pad}px {menu_side}px {menu_pad}px {menu_side}px; border-radius: 4px; }}
QMenu::icon {{ padding-left: {menu_pad}px; }}
QMenu::right-arrow {{ image: url({chevron_right}); width: {arrow}px; height: {arrow}px; margin-right: 4px; }}
QMessageBox QLabel#qt_msgbox_informativelabel {{ min-width: {message}px; }}
QMessageBox QLabel#qt_msgbox_label {{ font-size: {panel_size}px; font-weight: 600; }}
QDialogButtonBox {{ dialogbuttonbox-buttons-have-icons: 0; }}
QMenu::item:selected {{ background: {selected_fill}; color: {selected_text}; }}
QMenu::item:disabled {{ color: {disabled}; background: transparent; }}
QMenu::separator {{ height: 1px; background: {row_line}; margin: 4px 8px; }}

QPushButton, QToolButton[button="true"] {{
    background: {panel}; border: 1px solid {input_border}; border-radius: 4px;
    min-height: {control_inner}px; padding: 0 12px;
}}
QPushButton:hover, QToolButton[button="true"]:hover {{ background: {hover}; }}
QPushButton:pressed, QToolButton[button="true"]:pressed {{ background: {row_line}; }}
QPushButton:checked, QToolButton[button="true"]:checked {{
    background: {selected_fill}; color: {selected_text}; border-color: {plan_line}; font-weight: 600;
}}
QPushButton:disabled {{ border-color: {border}; color: {disabled}; }}
QPushButton[primary="true"] {{
    background: {primary}; border-color: {primary}; color: {primary_text}; font-weight: 600;
}}
QPushButton[primary="true"]:hover {{ background: {primary_hover}; border-color: {primary_hover}; }}
QPushButton[primary="true"]:disabled {{ background: {row_line}; border-color: {row_line}; color: {disabled}; }}
QPushButton[flat="true"] {{ background: transparent; border-color: transparent; padding: 0 8px; }}
QPushButton[flat="true"]:hover {{ background: {hover}; }}
QPushButton[chip="true"] {{ min-height: {chip_inner}px; padding: 0 10px; border-color: {border}; }}
QPushButton[chip="true"]:checked {{ border-color: {plan_line}; }}
QPushButton[status="true"] {{
    background: transparent; border: 2px solid transparent; min-height: 0; padding: 0 4px;
    color: {secondary}; font-size: {dense}px;
}}
QPushButton[status="true"]:hover {{ color: {link}; text-decoration: underline; }}
QPushButton:focus, QToolButton[button="true"]:focus {{
    border: 2px solid {focus}; min-height: {control_focused}px; padding: 0 11px;
}}
QPushButton[primary="true"]:focus {{ border-color: {focus}; }}
QPushButton[flat="true"]:focus {{ border-color: {focus}; padding: 0 7px; }}
QPushButton[status="true"]:focus {{ border-color: {focus}; min-height: 0; padding: 0 4px; }}
QPushButton[chip="true"]:focus {{ border-color: {focus}; min-height: {chip_focused}px; padding: 0 9px; }}
QToolButton {{ border: none; border-radius: 4px; padding: 4px; background: transparent; }}
QToolButton:hover {{ background: {hover}; }}
QToolButton:focus {{ border: 2px solid {focus}; padding: 2px; }}

QLineEdit, QComboBox, QAbstractSpinBox, QPlainTextEdit, QTextEdit {{
    background: {panel}; border: 1px solid {input_border}; border-radius: 4px;
    selection-background-color: {primary}; selection-color: {primary_text};
}}
QLineEdit, QComboBox, QAbstractSpinBox {{ min-height: {control_inner}px; }}
QLineEdit, QComboBox {{ padding: 0 8px; }}
QAbstractSpinBox {{ padding-right: {icon}px; }}
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus {{
    border: 2px solid {focus}; min-height: {control_focused}px;
}}
QLineEdit:focus, QComboBox:focus {{ padding: 0 7px; }}
QPlainTextEdit:focus, QTextEdit:focus {{ border: 2px solid {focus}; }}
QAbstractSpinBox QLineEdit:focus, QAbstractSpinBox QLineEdit {{
    border: none; min-height: 0; padding: 0 6px; background: transparent;
}}
QLineEdit:disabled, QComboBox:disabled, QAbstractSpinBox:disabled {{ border-color: {border}; }}
QComboBox::drop-down {{ border: none; width: {icon}px; padding-right: 6px; }}
QComboBox::down-arrow {{ image: url({chevron_down}); width: {icon}px; height: {icon}px; }}
QPushButton::menu-indicator {{
    image: url({chevron_down}); width: {icon}px; height: {icon}px;
    subcontrol-origin: padding; subcontrol-position: right center; right: 4px;
}}
QCheckBox, QRadioButton {{ spacing: 8px; border: 2px solid transparent; border-radius: 4px; }}
QCheckBox:focus, QRadioButton:focus {{ border-color: {focus}; }}
QCheckBox::indicator, QAbstractItemView::indicator {{
    width: {icon}px; height: {icon}px; border: 1px solid {input_border}; border-radius: 4px; background: {panel};
}}
QCheckBox::indicator:hover {{ background: {hover}; }}
QCheckBox::indicator:checked, QAbstractItemView::indicator:checked {{
    background: {primary}; border-color: {primary}; image: url({check});
}}
QCheckBox::indicator:disabled {{ border-color: {border}; background: {header}; }}
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button {{
    subcontrol-origin: border; width: {icon}px; border: none; background: transparent; margin: 1px;
}}
QAbstractSpinBox::up-button:hover, QAbstractSpinBox::down-button:hover {{ background: {hover}; }}
QAbstractSpinBox::up-arrow {{ image: url({chevron_up}); width: {arrow}px; height: {arrow}px; }}
QAbstractSpinBox::down-arrow {{ image: url({chevron_down}); width: {arrow}px; height: {arrow}px; }}
QComboBox QAbstractItemView {{
    background: {panel}; border: 1px solid {input_border}; outline: none; padding: 4px;
    selection-background-color: {selected_fill}; selection-color: {selected_text};
}}
QAbstractItemView QLineEdit, QAbstractItemView QAbstractSpinBox, QAbstractItemView QComboBox {{
    min-height: 0; padding: 0 4px; border: 2px solid {focus}; border-radius: 2px;
}}

QAbstractItemView {{ background: {panel}; border: 1px solid {border}; outline: none; }}
QAbstractItemView:focus {{ border-color: {focus}; }}
QTableView {{
    gridline-color: {row_line}; selection-background-color: {active_row}; selection-color: {text};
}}
QTableView[lines="true"]::item {{ padding: {cell_pad}px 8px; border-bottom: 1px solid {row_line}; }}
QTableView[lines="true"]::item:selected {{ background: {active_row}; color: {text}; }}
QTableView::item:focus {{ border: 2px solid {focus}; }}
QHeaderView {{ background: {header}; border: none; }}
QHeaderView::section {{
    background: {header}; color: {secondary}; border: none; border-bottom: 1px solid {border};
    padding: 4px 8px; font-weight: 600; font-size: {dense}px;
}}
QTableCornerButton::section {{ background: {header}; border: none; }}

QScrollArea {{ border: none; background: transparent; }}
QScrollArea:focus {{ border: 2px solid {focus}; }}
QScrollBar {{ background: transparent; border: none; margin: 0; }}
QScrollBar:vertical {{ width: 12px; }}
QScrollBar:horizontal {{ height: 12px; }}
QScrollBar::handle {{ background: {grey_line}; border-radius: 3px; margin: 3px; }}
QScrollBar::handle:vertical {{ min-height: 24px; }}
QScrollBar::handle:horizontal {{ min-width: 24px; }}
QScrollBar::handle:hover {{ background: {input_border}; }}
QScrollBar::add-line, QScrollBar::sub-line {{ width: 0; height: 0; }}
QScrollBar::add-page, QScrollBar::sub-page {{ background: transparent; }}

QTabWidget::pane {{ border: 1px solid {border}; background: {panel}; }}
QTabBar::tab {{ padding: 6px 12px; border: none; border-bottom: 3px solid transparent; color: {secondary}; }}
QTabBar::tab:selected {{ border-bottom-color: {plan_line}; color: {selected_text}; font-weight: 600; }}
QTabBar:focus {{ border: 2px solid {focus}; border-radius: 4px; }}
QTabBar::tab:hover {{ background: {hover}; }}

QProgressBar {{ border: none; border-radius: 3px; background: {row_line}; max-height: 6px; }}
QProgressBar::chunk {{ background: {plan_fill}; border-radius: 3px; }}
QSplitter::handle {{ background: {border}; }}

QFrame[panel="true"] {{ background: {panel}; border: 1px solid {border}; border-radius: 4px; }}
QFrame[box="info"] {{ background: {info_fill}; border: 1px solid {info_border}; border-radius: 4px; }}
QFrame[box="warning"] {{ background: {warning_fill}; border: 1px solid {warning_rule}; border-radius: 4px; }}
QFrame[box="active"] {{ background: {active_row}; border: 1px solid {info_border}; border-radius: 4px; }}
QLabel[role="title"], QLabel[role="figure"] {{ font-size: {title}px; font-weight: 600; }}
QLabel[role="panel"] {{ font-size: {panel_size}px; font-weight: 600; }}
QLabel[role="sentence"] {{ font-size: {panel_size}px; }}
QLabel[role="strong"] {{ font-weight: 600; }}
QLabel[role="secondary"] {{ color: {secondary}; }}
QLabel[role="heading"] {{ color: {secondary}; padding: {heading_pad}px 4px; }}
QLabel[role="dense"] {{ color: {secondary}; font-size: {dense}px; }}
QLabel[role="warning"] {{ color: {warning_text}; }}
QLabel[role="error"] {{ color: {error}; }}
"""

_PICTURES = (
    ("chevron-down", "secondary"), ("chevron-up", "secondary"), ("chevron-right", "secondary"), ("check", "primary_text"),
)


def style_sheet(palette: Palette, pictures: Path) -> str:
    """The style sheet in a palette at the text size in force.

    A style sheet takes pictures from files alone, so the few it needs are written in their colour
    to the folder ``pictures``.
    """
    urls = {
        name.replace("-", "_"): _picture(pictures, name, getattr(palette, role))
        for name, role in _PICTURES
    }
    names = [name for name in palette.__dataclass_fields__ if name not in ("categories", "fan_share")]
    colours = {name: getattr(palette, name) for name in names}
    body = fonts.line_height("body")
    return _TEMPLATE.format(
        **colours,
        control_inner=body + 12,
        control_focused=body + 10,
        chip_inner=body + 8,
        chip_focused=body + 6,
        heading_pad=(fonts.row_height() - body) // 2,
        menu_side=fonts.pixels(28),
        message=fonts.pixels(340),
        cell_pad=fonts.pixels(5),
        menu_pad=fonts.pixels(5),
        icon=fonts.pixels(16),
        title=fonts.pixels(20),
        panel_size=fonts.pixels(15),
        dense=fonts.pixels(12),
        arrow=fonts.pixels(12),
        **urls,
    )


def _picture(folder: Path, name: str, colour: str) -> str:
    target = folder / f"{name}-{colour.lstrip('#')}.svg"
    if not target.exists():
        target.write_bytes(icons.coloured(name, colour))
    return target.as_posix()


def set_look(widget: QWidget, **properties: str | bool) -> None:
    """Set properties that the style sheet reads, and draw the widget anew."""
    for name, value in properties.items():
        widget.setProperty(name, value)
    widget.style().unpolish(widget)
    widget.style().polish(widget)
