"""Every action of the program as data: name, words, key and icon; and the menus they stand in."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication, QObject
from PySide6.QtGui import QAction, QActionGroup, QKeySequence

from app.theme import icons

_CONTEXT = "Actions"


@dataclass(frozen=True, slots=True)
class ActionSpec:
    """One action.

    Parameters
    ----------
    name : str
        ``menu.action``, such as ``fil.lagre``.
    text : str
        The words in the menu, with a mnemonic.
    keys : tuple of str
        Shortcuts, the first one shown.
    icon : str
        Icon name, or empty.
    group : str
        Actions of one group exclude each other and can be checked.
    """

    name: str
    text: str
    keys: tuple[str, ...] = ()
    icon: str = ""
    group: str = ""


SPECS = (
    ActionSpec("fil.apne", QT_TRANSLATE_NOOP("Actions", "&Åpne …"), ("Ctrl+O",), "open"),
    ActionSpec("fil.lagre", QT_TRANSLATE_NOOP("Actions", "&Lagre"), ("Ctrl+S",), "save"),
    ActionSpec("fil.lagre_som", QT_TRANSLATE_NOOP("Actions", "Lagre &som …"), ("Ctrl+Shift+S",)),
    ActionSpec("fil.importer", QT_TRANSLATE_NOOP("Actions", "&Importer fra Excel …"), ("Ctrl+I",), "import"),
    ActionSpec("fil.importer_tabell", QT_TRANSLATE_NOOP("Actions", "Importer &tabell fra annen arbeidsbok …"),
               ("Ctrl+Shift+I",), "table"),
    ActionSpec("fil.eksporter", QT_TRANSLATE_NOOP("Actions", "&Eksporter til Excel …"), ("Ctrl+E",), "export"),
    ActionSpec("fil.csv_tabell", QT_TRANSLATE_NOOP("Actions", "&Tabellen du står i …"), ("Ctrl+Shift+E",), "table"),
    ActionSpec("fil.csv_serier", QT_TRANSLATE_NOOP("Actions", "&Framskrivingen, alle serier …")),
    ActionSpec("fil.csv_scenarier", QT_TRANSLATE_NOOP("Actions", "Framskrivingen med alle &scenarier …")),
    ActionSpec("fil.csv_plan", QT_TRANSLATE_NOOP("Actions", "&Planens tabeller, samlet i en zip-fil …")),
    ActionSpec("fil.pdf", QT_TRANSLATE_NOOP("Actions", "Lagre rommet som P&DF …"), ("Ctrl+Shift+P",), "pdf"),
    ActionSpec("fil.skriv_ut", QT_TRANSLATE_NOOP("Actions", "S&kriv ut rommet …"), ("Ctrl+P",)),
    ActionSpec("fil.mal", QT_TRANSLATE_NOOP("Actions", "Lagre tom &mal for Excel …"), (), "excel"),
    ActionSpec("fil.start", QT_TRANSLATE_NOOP("Actions", "&Startside"), (), "home"),
    ActionSpec("fil.avslutt", QT_TRANSLATE_NOOP("Actions", "&Avslutt"), ("Ctrl+Q",)),
    ActionSpec("rediger.angre", QT_TRANSLATE_NOOP("Actions", "&Angre"), ("Ctrl+Z",), "undo"),
    ActionSpec("rediger.gjor_om", QT_TRANSLATE_NOOP("Actions", "&Gjør om"), ("Ctrl+Y", "Ctrl+Shift+Z"), "redo"),
    ActionSpec("rediger.kopier", QT_TRANSLATE_NOOP("Actions", "&Kopier"), ("Ctrl+C",), "copy"),
    ActionSpec("rediger.rull", QT_TRANSLATE_NOOP("Actions", "&Rull til ny startmåned …"), (), "calendar"),
    ActionSpec("vis.system", QT_TRANSLATE_NOOP("Actions", "Følg &systemet"), (), "", "tema"),
    ActionSpec("vis.lys", QT_TRANSLATE_NOOP("Actions", "&Lys"), (), "", "tema"),
    ActionSpec("vis.mork", QT_TRANSLATE_NOOP("Actions", "&Mørk"), (), "", "tema"),
    ActionSpec("vis.tekst_100", QT_TRANSLATE_NOOP("Actions", "&100 %"), (), "", "tekst"),
    ActionSpec("vis.tekst_125", QT_TRANSLATE_NOOP("Actions", "12&5 %"), (), "", "tekst"),
    ActionSpec("vis.tekst_150", QT_TRANSLATE_NOOP("Actions", "1&50 %"), (), "", "tekst"),
    ActionSpec("vis.tekst_200", QT_TRANSLATE_NOOP("Actions", "&200 %"), (), "", "tekst"),
    ActionSpec("vis.storre", QT_TRANSLATE_NOOP("Actions", "&Større tekst"), ("Ctrl++", "Ctrl+=")),
    ActionSpec("vis.mindre", QT_TRANSLATE_NOOP("Actions", "&Mindre tekst"), ("Ctrl+-",)),
    ActionSpec("vis.merknader", QT_TRANSLATE_NOOP("Actions", "&Advarsler i planen …"), ("Ctrl+M",), "warning"),
    ActionSpec("vis.innstillinger", QT_TRANSLATE_NOOP("Actions", "&Innstillinger …"), ("Ctrl+,",), "settings"),
    ActionSpec("hjelp.excel", QT_TRANSLATE_NOOP("Actions", "&Tabeller som redigeres i Excel …"), (), "excel"),
    ActionSpec("hjelp.taster", QT_TRANSLATE_NOOP("Actions", "&Hurtigtaster …"), ("F1",)),
    ActionSpec("hjelp.om", QT_TRANSLATE_NOOP("Actions", "&Om programmet …")),
)

SEPARATOR = "-"
ROOMS_HERE = "*rom"
"""Stands for one action per room."""


@dataclass(frozen=True, slots=True)
class MenuSpec:
    """A menu: its words and what stands in it (action names, :data:`SEPARATOR`, :data:`ROOMS_HERE`, menus).

    A menu with a ``name`` and no entries is filled by the window.
    """

    text: str
    entries: tuple[str | MenuSpec, ...] = ()
    name: str = ""


MENUS = (
    MenuSpec(QT_TRANSLATE_NOOP("Actions", "&Fil"), (
        MenuSpec(QT_TRANSLATE_NOOP("Actions", "&Ny fra eksempel"), (), "eksempler"),
        "fil.apne",
        MenuSpec(QT_TRANSLATE_NOOP("Actions", "Siste &filer"), (), "siste"),
        SEPARATOR, "fil.lagre", "fil.lagre_som",
        SEPARATOR, "fil.importer", "fil.importer_tabell", "fil.eksporter",
        MenuSpec(QT_TRANSLATE_NOOP("Actions", "Eksporter &data (CSV)"), (
            "fil.csv_tabell", "fil.csv_serier", "fil.csv_scenarier", "fil.csv_plan",
        )),
        "fil.mal",
        SEPARATOR, "fil.skriv_ut", "fil.pdf",
        SEPARATOR, "fil.start", "fil.avslutt",
    )),
    MenuSpec(QT_TRANSLATE_NOOP("Actions", "&Rediger"), (
        "rediger.angre", "rediger.gjor_om", SEPARATOR, "rediger.kopier",
        SEPARATOR, "rediger.rull",
    )),
    MenuSpec(QT_TRANSLATE_NOOP("Actions", "&Vis"), (
        ROOMS_HERE, SEPARATOR, "vis.merknader", SEPARATOR,
        MenuSpec(QT_TRANSLATE_NOOP("Actions", "&Utseende"), ("vis.system", "vis.lys", "vis.mork")),
        MenuSpec(QT_TRANSLATE_NOOP("Actions", "&Tekststørrelse"), (
            "vis.tekst_100", "vis.tekst_125", "vis.tekst_150", "vis.tekst_200",
            SEPARATOR, "vis.storre", "vis.mindre",
        )),
        "vis.innstillinger",
    )),
    MenuSpec(QT_TRANSLATE_NOOP("Actions", "&Hjelp"), ("hjelp.excel", "hjelp.taster", SEPARATOR, "hjelp.om")),
)


def words(text: str) -> str:
    """A text of this module in the reader's language."""
    return QCoreApplication.translate(_CONTEXT, text)


def plain(text: str) -> str:
    """The words without mnemonic and dots, as a tooltip or an accessible name says them."""
    return text.replace("&&", "\0").replace("&", "").replace("\0", "&").removesuffix("…").rstrip()


class Actions:
    """The actions of one window, by name."""

    def __init__(self, parent: QObject) -> None:
        self._parent = parent
        self._actions: dict[str, QAction] = {}
        self._groups: dict[str, QActionGroup] = {}
        for spec in SPECS:
            self.add(spec)

    def lead(self, name: str, what: str, month: int | None = None) -> None:
        """Trigger an action that leads to a room, which is asked to show ``what`` (its :meth:`wanted`) in a month."""
        action = self._actions[name]
        action.setData((what, month))
        action.trigger()
        action.setData(None)

    def wanted(self, name: str) -> str:
        """What the room of an action is being led to; empty where nobody asked."""
        return self._led(name)[0]

    def wanted_month(self, name: str) -> int | None:
        """The month the room is led to; None where it keeps its own."""
        return self._led(name)[1]

    def _led(self, name: str) -> tuple[str, int | None]:
        action = self._actions.get(name)
        led: tuple[str, int | None] | None = None if action is None else action.data()
        return led or ("", None)

    def add(self, spec: ActionSpec) -> QAction:
        """Make one more action (a room's, or a sample's)."""
        action = QAction(words(spec.text), self._parent)
        action.setObjectName(spec.name)
        action.setShortcuts([QKeySequence(key) for key in spec.keys])
        if spec.icon:
            icons.follow(action, spec.icon)
        if spec.group:
            action.setCheckable(True)
            if spec.group not in self._groups:
                self._groups[spec.group] = QActionGroup(self._parent)
            self._groups[spec.group].addAction(action)
        self._actions[spec.name] = action
        return action

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    def __contains__(self, name: object) -> bool:
        return name in self._actions

    def __iter__(self) -> Iterator[str]:
        return iter(self._actions)
