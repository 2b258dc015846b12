"""The door to the user, held by a test: it keeps what was said and answers what it was told to."""

from __future__ import annotations

from app.messages import Messages, Unsaved


class RecordedMessages(Messages):
    """``said`` holds what was said, in order, each as (kind, title, …).

    Answers are set beforehand; a question without one fails the test, so nothing is agreed to by chance.
    """

    def __init__(self, parent=None):
        super().__init__(parent)
        self.said = []
        self.notices = []
        self.to_open = []
        self.to_save = []
        self.printers = []
        self.confirmations = []
        self.unsaved_answers = []
        self.import_answers = []
        self.notice_given.connect(self.notices.append)

    def of(self, kind):
        """What was said of one kind: error, inform, findings, confirm, unsaved, import, open, save."""
        return [entry[1:] for entry in self.said if entry[0] == kind]

    def error(self, title, text, details=""):
        self.said.append(("error", title, text, details))

    def inform(self, title, text):
        self.said.append(("inform", title, text))

    def confirm(self, title, text, yes, no=""):
        self.said.append(("confirm", title, text, yes))
        return self.confirmations.pop(0)

    def ask_unsaved(self, name):
        self.said.append(("unsaved", name))
        answer = self.unsaved_answers.pop(0)
        assert isinstance(answer, Unsaved)
        return answer

    def findings(self, title, intro, findings, origin=None):
        self.said.append(("findings", title, intro, tuple(findings)))

    def import_preview(self, before, found, source):
        self.said.append(("import", before, found, source))
        # As in the dialog, errors leave nothing to agree to.
        return self.import_answers.pop(0) if found.plan is not None else False

    def open_file(self, title, filters, folder=None):
        self.said.append(("open", title, folder))
        return self.to_open.pop(0)

    def save_file(self, title, filters, suggested, suffix):
        self.said.append(("save", title, suggested))
        return self.to_save.pop(0)

    def choose_printer(self, layout):
        self.said.append(("printer", layout))
        return self.printers.pop(0)
