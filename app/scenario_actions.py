"""What the planner does with scenarios, each one step that can be undone."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject

from app.messages import Messages
from app.texts import setning
from models.document import Document
from models.plan_state import PlanState
from models.scenario_commands import (
    ChangeState,
    duplicate_rows,
    free_name,
    new_rows,
    plan_rows,
    remaining_rows,
    renamed_rows,
)
from planning_core.plan import Plan, ScenarioVerdi


class ScenarioActions(QObject):
    """Opens and keeps the scenarios of a document; says why when something cannot be done."""

    def __init__(self, document: Document, messages: Messages, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._messages = messages

    def open(self, name: str | None) -> bool:
        """Open a scenario for editing, or the baseline."""
        if name == self._document.aktivt_scenario:
            return True
        state = self._document.state.opened(name)
        if not isinstance(state, PlanState):
            intro = self.tr("«{navn}» passer ikke til grunnplanen slik den er nå, og er tatt vare på uendret.")
            self._messages.findings(self.tr("Scenarioet kan ikke åpnes"), intro.format(navn=name), state)
            return False
        text = self.tr("Åpne grunnplanen") if name is None else self.tr("Åpne scenarioet «{navn}»").format(navn=name)
        if not self._push(state, text):
            return False
        self._messages.notice(
            self.tr("Grunnplanen er åpen.") if name is None else
            self.tr("Scenarioet «{navn}» er åpent. Endringer du gjør nå, hører til det.").format(navn=name))
        return True

    def new(self) -> str:
        """Make a scenario that changes nothing yet; its name."""
        plan = self._document.grunnplan
        name = free_name(plan, self.tr("Nytt scenario"))
        self._keep(new_rows(plan, name), self.tr("Nytt scenario"))
        return name

    def keep_plan(self, shown: Plan, wanted: str, description: str) -> str:
        """Make a scenario that gives a plan; its name, or an empty one where it cannot be made."""
        plan = self._document.grunnplan
        name = free_name(plan, wanted)
        made = self._keep(plan_rows(plan, shown, name, description), self.tr("Nytt scenario"))
        return name if made else ""

    def duplicate(self, name: str) -> str:
        """Copy a scenario; the name of the copy."""
        plan = self._document.grunnplan
        copy = free_name(plan, self.tr("{navn} – kopi").format(navn=name))
        self._keep(duplicate_rows(plan, name, copy), self.tr("Dupliser «{navn}»").format(navn=name))
        return copy

    def rename(self, name: str, wanted: str) -> str:
        """Give a scenario another name; the name it has afterwards."""
        wanted = " ".join(wanted.split())
        if not wanted or wanted == name:
            return name
        if wanted in self._document.scenarier:
            self._messages.notice(self.tr("Det finnes allerede et scenario som heter «{navn}».").format(navn=wanted))
            return name
        if self._is_locked(name):
            return name
        opened = self._document.aktivt_scenario
        rows = renamed_rows(self._document.grunnplan, name, wanted)
        self._keep(rows, self.tr("Gi «{navn}» nytt navn").format(navn=name), wanted if opened == name else opened)
        return wanted

    def describe(self, name: str, text: str) -> None:
        """Write what a scenario is about."""
        from planning_core.questions.scenarios import BESKRIVELSE, beskrivelse, med_om

        plan = self._document.grunnplan
        if text.strip() == beskrivelse(plan, name) or self._is_locked(name):
            return
        self._keep(med_om(plan, name, BESKRIVELSE, text.strip()), self.tr("Beskriv «{navn}»").format(navn=name))

    def lock(self, name: str, locked: bool) -> None:
        """Lock a scenario against changes, or unlock it."""
        from planning_core.questions.scenarios import LAAST, med_om

        text = self.tr("Lås «{navn}»") if locked else self.tr("Lås opp «{navn}»")
        self._keep(med_om(self._document.grunnplan, name, LAAST, "ja" if locked else "nei"), text.format(navn=name))

    def remove(self, name: str) -> None:
        """Delete a scenario; undo brings it back."""
        if self._is_locked(name):
            return
        opened = self._document.aktivt_scenario
        rows = remaining_rows(self._document.grunnplan, name)
        self._keep(rows, self.tr("Slett «{navn}»").format(navn=name), None if opened == name else opened)
        self._messages.notice(self.tr("Scenarioet «{navn}» er slettet. Angre henter det tilbake.").format(navn=name))

    def mend(self, name: str) -> None:
        """Take away the changes of a scenario that do not fit the baseline; undo brings them back."""
        from planning_core.questions.scenarios import bruk

        if self._is_locked(name):
            return
        plan = self._document.grunnplan
        wrong = {(plan.scenarier[f.row].ark, plan.scenarier[f.row].nokkel)
                 for f in bruk(plan, name)[1] if f.is_error and f.row is not None}
        left = tuple(row for row in plan.scenarier if row.scenario != name or (row.ark, row.nokkel) not in wrong)
        if not any(row.scenario == name for row in left):
            left = new_rows(replace(plan, scenarier=left), name)
        self._keep(left, self.tr("Ta bort det som ikke passer i «{navn}»").format(navn=name))

    def _is_locked(self, name: str) -> bool:
        """Whether a scenario is locked; then the planner has been told."""
        from planning_core.finding_codes import KODER
        from planning_core.findings import Finding
        from planning_core.questions.scenarios import er_laast

        if not er_laast(self._document.grunnplan, name):
            return False
        code = "scenario_laast"
        self._messages.notice(setning(Finding(code, KODER[code], "Scenarier", details={"scenario": name})))
        return True

    def _keep(self, rows: tuple[ScenarioVerdi, ...], text: str, scenario: str | None = "") -> bool:
        """Put other rows in ``Scenarier``; the scenario that is open stays so unless told otherwise."""
        kept = self._document.aktivt_scenario if scenario == "" else scenario
        return self._push(self._document.state.with_scenarier(rows, kept), text)

    def _push(self, state: PlanState, text: str) -> bool:
        self._document.finish_edit()
        errors = self._document.push(ChangeState(self._document, state, text))
        self._document.finish_edit()
        if errors:
            self._messages.notice(setning(errors[0]))
        return not errors
