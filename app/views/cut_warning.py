"""Ikke kutt for tidlig, where flyttinger are made: a warning when one goes before the gevinst that is to pay for it, and
the break-even of one that lowers the forvaltningsenhet."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.context import AppContext
from app.gevinst_texts import uttak_sentences
from app.jobs.newest import Newest
from app.texts import setning
from app.theme import theme
from app.widgets.info_box import InfoBox
from models.document import Document
from planning_core.plan import Plan

if TYPE_CHECKING:
    from planning_core.questions.early_cut import IkkeKuttForTidlig

LINK = "gevinst"
LEVEL_LINK = "oppfolging"
PAUSE_MS = 300
"""Milliseconds without a change before the question is asked: every flytting that gevinst pays for is projected several
times, which would be felt while somebody drags."""


def _answer(plan: Plan) -> IkkeKuttForTidlig:
    # Imported in the worker thread: the window does not wait for the question to be read.
    from planning_core.questions.early_cut import ikke_kutt_for_tidlig

    return ikke_kutt_for_tidlig(plan)


class CutWarning(QWidget):
    """Nothing at all in a plan where no gevinst is to be put to use and no forvaltningsenhet is lowered."""

    def __init__(self, document: Document, context: AppContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document, self._context = document, context
        self._asked: Plan | None = None
        self._said: tuple[str, ...] = ()
        self._pulls: tuple[str, ...] = ()
        self._jobs = Newest(self)
        self._jobs.answered.connect(self._on_jobs_answered)
        self._jobs.failed.connect(lambda _: self._show((), ()))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE_MS)
        self._pause.timeout.connect(self._on_pause_timeout)
        self.box = InfoBox(kind="warning", parent=self)
        self.box.link_activated.connect(self._on_link_activated)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.box)
        document.plan_changed.connect(self._ask)
        theme().changed.connect(self._on_theme_changed)
        self._show((), ())
        self._ask()

    @property
    def text(self) -> str:
        """What is said; empty when there is nothing to warn of."""
        return self.box.text

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._ask()

    def _ask(self) -> None:
        plan = self._document.plan
        if plan is self._asked:
            return
        self._asked = plan
        in_use = any(g.bruk is not None and g.realisering > 0 for g in plan.gevinster)
        fe = {e.enhet for e in plan.forvaltningsenheter}
        if not plan.flyttinger or not (in_use or any(f.fra in fe for f in plan.flyttinger)):
            self._pause.stop()
            self._jobs.drop()
            self._show((), ())
            return
        self._pause.start()

    def _on_pause_timeout(self) -> None:
        plan = self._document.plan
        self._jobs.ask(lambda: _answer(plan))

    def _on_jobs_answered(self, answer: IkkeKuttForTidlig) -> None:
        self._show(tuple(setning(f) for f in answer.findings if f.table == "Flyttinger"), uttak_sentences(answer))

    def _show(self, sentences: tuple[str, ...], pulls: tuple[str, ...]) -> None:
        self._said, self._pulls = sentences, pulls
        lines = [
            self._line(sentences, self.tr("Det gjelder {antall} flyttinger."), LINK, self.tr("Se Gevinst")),
            self._line(pulls, self.tr("Det er {antall} uttak i alt."), LEVEL_LINK, self.tr("Se Oppfølging")),
        ]
        text = "<br>".join(filter(None, lines))
        self.box.set_text(text)
        self.setVisible(bool(text))

    @staticmethod
    def _line(sentences: tuple[str, ...], count: str, room: str, words: str) -> str:
        """The first sentence, how many there are, and the room that says more."""
        if not sentences:
            return ""
        more = "" if len(sentences) == 1 else " " + count.format(antall=len(sentences))
        return f'{html.escape(sentences[0])}{more} <a style="color:{theme().palette.link}" href="{room}">{words}</a>'

    def _on_theme_changed(self) -> None:
        self._show(self._said, self._pulls)

    def _on_link_activated(self, room: str) -> None:
        if f"rom.{room}" in self._context.actions:
            self._context.actions[f"rom.{room}"].trigger()
