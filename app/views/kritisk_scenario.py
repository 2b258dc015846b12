"""A level of the sweep becomes a scenario: which level, how it is staffed, and where the scenario is found."""

from __future__ import annotations

import html

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QVBoxLayout, QWidget

from app import format as fmt
from app import kritisk_texts as words
from app.context import AppContext
from app.scenario_actions import ScenarioActions
from app.theme import icons, theme
from app.theme.style_sheet import set_look
from app.widgets.flow_row import FlowRow
from app.widgets.labelled_field import LabelledField
from app.widgets.segmented import Option, Segmented
from models.document import Document
from planning_core.questions.curve import ToppStatus
from planning_core.questions.level_plans import med_flyttinger, som_kurven
from planning_core.questions.levels import KritiskNiva

KURVE, FLYTTINGER = "kurve", "flyttinger"
LINK = "scenarier"


class LevelScenario(QFrame):
    """``level_wanted`` carries the position of a level that was asked for by name."""

    level_wanted = Signal(int)

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._context = context
        self._does = ScenarioActions(document, context.messages, self)
        self._result: KritiskNiva | None = None
        self._t = -1
        self._position: int | None = None
        self._stale = True
        self._named: dict[QPushButton, int] = {}
        self._made = ""
        set_look(self, panel=True)
        self._build()

    @property
    def made(self) -> str:
        """Name of the scenario made last, while the plan has it."""
        return self._made if self._made in self._document.scenarier else ""

    def controls(self) -> list[QWidget]:
        """The controls as one reads."""
        return [self.top_button, self.cliff_button, *self.way.buttons(), self.make_button, self.link]

    def _build(self) -> None:
        title = QLabel(self.tr("Gjør et nivå til et scenario"), self)
        set_look(title, role="strong")
        self.top_button = self._level_button()
        self.cliff_button = self._level_button()
        self.way = Segmented([Option(KURVE, self.tr("Fast, som kurven")), Option(FLYTTINGER, self.tr("Med flyttinger"))],
                             self.tr("Bemanning i scenarioet"))
        self.way.chosen.connect(self._show)
        self.make_button = QPushButton(self.tr("Lag scenario"), self)
        icons.follow(self.make_button, "plus")
        self.make_button.clicked.connect(self._on_make_button_clicked)
        self.note = QLabel(self)
        set_look(self.note, role="secondary")
        self.note.setWordWrap(True)
        self.link = QLabel(self)
        self.link.setWordWrap(True)
        self.link.setTextInteractionFlags(Qt.TextInteractionFlag.TextBrowserInteraction)
        self.link.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.link.linkActivated.connect(self._on_link_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(12, 8, 12, 12)
        layout.setSpacing(8)
        layout.addWidget(title)
        layout.addWidget(FlowRow(self.top_button, self.cliff_button, LabelledField(self.tr("Bemanning"), self.way),
                                 self.make_button, parent=self))
        layout.addWidget(self.note)
        layout.addWidget(self.link)

    def _level_button(self) -> QPushButton:
        button = QPushButton(self)
        button.clicked.connect(lambda: self.level_wanted.emit(self._named[button]))
        return button

    def show_level(self, result: KritiskNiva | None, t: int, position: int | None, *, stale: bool) -> None:
        """Offer the level at a position (None while none is chosen) of an answer in month ``t``."""
        self._result, self._t, self._position, self._stale = result, t, position, stale
        self._show()

    def _show(self) -> None:
        result = self._result
        if result is None:
            return
        top, cliff = result.topp(self._t), result.stup(self._t)
        at_top = top.posisjon if top.status is ToppStatus.FUNNET else None
        at_cliff = None if cliff is None else self._position_of(cliff.niva)
        self._offer(self.top_button, at_top, self.tr("Velg høyeste, {niva}"))
        self._offer(self.cliff_button, at_cliff, self.tr("Velg kanten av stupet, {niva}"))
        self.make_button.setText(self._verb())
        self.make_button.setEnabled(self._position is not None and not self._stale and not self._changes_nothing())
        self.note.setText(self._explained())
        self._show_link()

    def _offer(self, button: QPushButton, position: int | None, text: str) -> None:
        button.setVisible(position is not None)
        if position is not None and self._result is not None:
            self._named[button] = position
            button.setText(text.format(niva=fmt.arsverk(self._result.niva[position])))

    def _position_of(self, level: float) -> int | None:
        assert self._result is not None
        return next((i for i, x in enumerate(self._result.niva.tolist()) if abs(x - level) < 1e-9), None)

    def _verb(self) -> str:
        if self._position is None or self._result is None:
            return self.tr("Lag scenario")
        return self.tr("Lag scenario med {niva}").format(niva=fmt.arsverk(self._result.niva[self._position]))

    def _changes_nothing(self) -> bool:
        """Whether the level is the baseline as it stands: today's staffing, and no flyttinger to leave out."""
        result = self._result
        return (result is not None and self._position == result.i_dag and not result.plan.flyttinger
                and self._document.aktivt_scenario is None)

    def _explained(self) -> str:
        """What the scenario will hold, or how a level is chosen."""
        result, position = self._result, self._position
        if result is None or position is None:
            return self.tr("Klikk på et nivå i diagrammet, gå dit med piltastene, eller merk en rad i tabellen.")
        if self._changes_nothing():
            return self.tr("Nivået er dagens bemanning, så et scenario ville ikke endret noe.")
        if self.way.key == FLYTTINGER:
            return self.tr(
                "Scenarioet får flyttinger i første måned som gir {niva} årsverk i {fe}, fra og til {giver}. De kommer i "
                "stedet for planens egne flyttinger. Læretid og tapt kompetanse er med, så tallene blir andre enn på "
                "kurven.",
            ).format(**self._values())
        return self.tr(
            "Scenarioet har {niva} årsverk i {fe} fra første måned, tatt fra eller gitt til {giver}, og ingen "
            "flyttinger. Framskrivingen gir kurvens egne tall: {timer} timer oppfølging og {saker} restanser i {maned}.",
        ).format(**self._values())

    def _values(self) -> dict[str, str]:
        result, position = self._result, self._position
        assert result is not None
        assert position is not None
        return {
            "niva": fmt.arsverk(result.niva[position]), "fe": words.fe_word(result.plan),
            "giver": words.giver_words(result), "timer": fmt.timer(result.oppfolging[position, self._t]),
            "saker": fmt.saker(result.restanser[position, self._t]),
            "maned": fmt.maned_lang(result.plan.maneder[self._t]),
        }

    def _show_link(self) -> None:
        self.link.setVisible(bool(self.made))
        if self.made:
            text = self.tr("«{navn}» er laget.").format(navn=self.made)
            look = self.tr("Se det i Scenarier")
            self.link.setText(f'{html.escape(text)} <a href="{LINK}" style="color:{theme().palette.link}">'
                              f"{html.escape(look)}</a>")

    def _on_make_button_clicked(self) -> None:
        result, position = self._result, self._position
        if result is None or position is None:
            return
        values = self._values()
        if self.way.key == FLYTTINGER:
            plan = med_flyttinger(result, position, self.tr("Til nivået {niva}").format(niva=values["niva"]))
            name = self.tr("Flytt til {niva} i {fe}")
            about = self.tr("Laget i Kritisk nivå: flyttinger i første måned i stedet for planens egne.")
        else:
            plan = som_kurven(result, position)
            name = self.tr("{niva} årsverk i {fe}")
            about = self.tr("Laget i Kritisk nivå: fast bemanning fra første måned, uten flyttinger.")
        self._made = self._does.keep_plan(plan, name.format(**values), about)
        if self.made:
            self._context.messages.notice(self.tr("Scenarioet «{navn}» er laget. Angre tar det bort.").format(navn=self.made))
        self._show()

    def _on_link_activated(self, _link: str) -> None:
        if "rom.scenarier" in self._context.actions:
            self._context.actions.lead("rom.scenarier", self.made)
