"""Fill Saksinngang from a year's cases, how they fall on the months, and a growth: with the result beside today's."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from app import format as fmt
from app.dialogs.frame import fit_over, lay_out
from app.fordeling_texts import unit_name
from app.theme import fonts
from app.theme.style_sheet import set_look
from app.widgets.cells_table import Cell, CellRow, CellsTable, Column
from app.widgets.scroll_page import scrolling
from models.grids.saksinngang import SaksinngangGrid
from models.grids.season import EVEN, season_of, spread
from models.io.numbers import Unreadable, number_text, parse_number
from planning_core.months import year_of
from planning_core.plan import Plan

LARGEST_GROWTH = 10.0
Months = dict[str, tuple[float, ...]]


class SeasonDialog(QDialog):
    """``submitted`` carries kontor -> cases in every month of the plan."""

    submitted = Signal(object)

    def __init__(self, plan: Plan, ytelse: str, kontor: str | None, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._plan = plan
        self._ytelse = ytelse
        self._grid = SaksinngangGrid(plan, ytelse)
        self._now = self._months_now()
        self._result: Months = {}
        self._sum = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(self.tr("Årstall og sesong for {ytelse}").format(ytelse=ytelse))
        self._make_fields(kontor)
        self._build()
        self._load()
        self.kontor.currentIndexChanged.connect(lambda _: self._load())
        for field in (self.total, self.growth, *self.shares):
            field.textChanged.connect(self._on_changed)
        self.ok.clicked.connect(self.accept)
        self.cancel.clicked.connect(self.reject)
        self.even.clicked.connect(self._on_even_clicked)
        self.total.setFocus(Qt.FocusReason.OtherFocusReason)
        self.total.selectAll()

    @property
    def months(self) -> Months:
        """What would be written; empty while something is wrong."""
        return self._result

    def accept(self) -> None:
        if self._result:
            self.submitted.emit(self._result)
            super().accept()

    # Building

    def _make_fields(self, kontor: str | None) -> None:
        self.kontor = QComboBox(self)
        self.kontor.setAccessibleName(self.tr("NAV-kontor"))
        self.kontor.addItem(self.tr("Alle kontor, fordelt som nå"), None)
        for unit in self._plan.kontor:
            self.kontor.addItem(unit_name(self._plan, unit.enhet), unit.enhet)
        self.kontor.setCurrentIndex(max(self.kontor.findData(kontor) if kontor else 0, 0))
        self.total = self._field(self.tr("Saker det første året"))
        self.growth = self._field(self.tr("Vekst per år, prosent"))
        self.growth.setToolTip(self.tr("Hvert nytt år fra planens start ganges med veksten. Valgt av deg; "
                                       "ingen kilde gir et tall."))
        self.shares = [self._field(self.tr("Andel i {maned}, prosent").format(maned=fmt.maned_navn(m)))
                       for m in range(12)]
        for field in self.shares:
            field.setFixedWidth(fonts.pixels(72))  # six beside each other at 200 % text too
        self.even = QPushButton(self.tr("Likt alle måneder"), self)
        set_look(self.even, flat=True)
        self.reason = QLabel(self)
        self.reason.setWordWrap(True)
        self.share_sum = QLabel(self)
        set_look(self.share_sum, role="secondary")
        self.preview = CellsTable(self)
        self.ok = QPushButton(self.tr("Fyll månedene"), self)
        set_look(self.ok, primary=True)
        self.ok.setDefault(True)
        self.cancel = QPushButton(self.tr("Avbryt"), self)

    def _field(self, name: str) -> QLineEdit:
        field = QLineEdit(self)
        field.setAccessibleName(name)
        field.setAlignment(Qt.AlignmentFlag.AlignRight)
        field.setFixedWidth(fonts.pixels(84))
        return field

    def _build(self) -> None:
        inside = QWidget(self)
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 8, 0)
        column.setSpacing(12)
        form = QGridLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(8)
        form.setColumnStretch(3, 1)
        for row, (text, field, unit) in enumerate((
            (self.tr("NAV-&kontor"), self.kontor, ""), (self.tr("&Saker det første året"), self.total, self.tr("saker")),
            (self.tr("&Vekst per år"), self.growth, "%"),
        )):
            label = QLabel(text, inside)
            label.setBuddy(field)
            form.addWidget(label, row, 0)
            form.addWidget(field, row, 1, 1, 2 if not unit else 1)
            if unit:
                form.addWidget(self._grey(unit), row, 2)
        column.addLayout(form)
        head = QHBoxLayout()
        title = QLabel(self.tr("Fordeling på månedene, prosent av året"), inside)
        set_look(title, role="strong")
        head.addWidget(title)
        head.addWidget(self.share_sum)
        head.addWidget(self.even)
        head.addStretch(1)
        column.addLayout(head)
        shares = QGridLayout()
        shares.setHorizontalSpacing(8)
        shares.setVerticalSpacing(4)
        for m, field in enumerate(self.shares):
            shares.addWidget(self._grey(fmt.maned_navn(m)), 2 * (m // 6), m % 6)
            shares.addWidget(field, 2 * (m // 6) + 1, m % 6)
        shares.setColumnStretch(6, 1)
        column.addLayout(shares)
        caption = QLabel(self.tr("Saker per måned, nå og ny"), inside)
        set_look(caption, role="strong")
        column.addWidget(caption)
        column.addWidget(self.preview)
        column.addStretch(1)
        area = scrolling(inside, self)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        lay_out(self, area, (self.cancel, self.ok), words=self.reason)
        fit_over(self, fonts.pixels(860), fonts.pixels(560))

    def _grey(self, text: str) -> QLabel:
        label = QLabel(text, self)
        set_look(label, role="secondary")
        return label

    # What is shown

    def _months_now(self) -> Months:
        """Today's cases in every month, by kontor; 0 where a month is missing."""
        grid = self._grid
        return {name: tuple(grid.cell(row, c).value or 0.0 for c in range(1, len(grid.heads)))
                for row, name in enumerate(grid.names[: len(self._plan.kontor)])}

    def _chosen_now(self) -> tuple[float, ...]:
        """Today's cases in every month of what is chosen."""
        kontor = self.kontor.currentData()
        if kontor is not None:
            return self._now[kontor]
        return tuple(sum(month) for month in zip(*self._now.values(), strict=True))

    def _load(self) -> None:
        now = self._chosen_now()
        self.total.setText(number_text(round(sum(now[:12]), 1)))
        if not self.growth.text():
            self.growth.setText("0")
        for field, weight in zip(self.shares, season_of(now, self._plan.start), strict=True):
            field.setText(number_text(round(weight / 12 * 100, 2)))
        self._on_changed()

    def _on_even_clicked(self) -> None:
        for field, weight in zip(self.shares, EVEN, strict=True):
            field.setText(number_text(round(weight / 12 * 100, 2)))

    def _on_changed(self) -> None:
        problem, series = self._read()
        said = self.tr("Radene for alle månedene i planen skrives på nytt. Du kan angre.")
        rescaled = not problem and self._sum != fmt.prosent(1.0, 1)
        if rescaled:
            said = self.tr("Andelene er {sum} til sammen, og regnes om i samme forhold. {resten}").format(
                sum=self._sum, resten=said)
        set_look(self.reason, role="error" if problem else "warning" if rescaled else "secondary")
        self.reason.setText(problem or said)
        self.reason.setAccessibleName(self.reason.text())
        self.ok.setEnabled(not problem)
        self._result = self._shared(series) if series else {}
        self._show_preview(series)

    def _read(self) -> tuple[str, tuple[float, ...]]:
        """What is wrong, or the cases of every month."""
        try:
            total, growth = parse_number(self.total.text()), parse_number(self.growth.text().rstrip(" %")) / 100
            weights = [parse_number(field.text().rstrip(" %")) for field in self.shares]
        except Unreadable as error:
            self._sum = ""
            self.share_sum.setText("")
            return self.tr("«{tekst}» er ikke et tall. Skriv et tall med desimalkomma.").format(tekst=error.text), ()
        self._sum = fmt.prosent(sum(weights) / 100, 1)
        self.share_sum.setText(self.tr("sum {sum}").format(sum=self._sum))
        if total < 0 or any(w < 0 for w in weights):
            return self.tr("Saker og andeler kan ikke være negative. Skriv 0 eller mer."), ()
        if not sum(weights) > 0:
            return self.tr("Minst én måned må ha en andel over 0."), ()
        if not -1.0 < growth <= LARGEST_GROWTH:
            return self.tr("Veksten må være over −100 % og høyst 1 000 %."), ()
        return "", spread(total, weights, growth, self._plan.start, self._plan.horisont_maneder)

    def _shared(self, series: tuple[float, ...]) -> Months:
        """The cases by kontor: of the chosen one, or of all in the proportions of today's first year."""
        kontor = self.kontor.currentData()
        if kontor is not None:
            return {kontor: series}
        first_year = {name: sum(months[:12]) for name, months in self._now.items()}
        whole = sum(first_year.values())
        shares = {name: x / whole if whole > 0 else 1.0 / len(first_year) for name, x in first_year.items()}
        return {name: tuple(share * x for x in series) for name, share in shares.items() if share > 0}

    def _show_preview(self, series: tuple[float, ...]) -> None:
        now, months = self._chosen_now(), self._plan.maneder
        columns = [Column(self.tr("År"), words=True),
                   *(Column(fmt.maned_kort(m).split()[0]) for m in range(12)), Column(self.tr("Sum"))]
        rows = []
        for year in dict.fromkeys(year_of(m) for m in months):
            rows.append(self._row(self.tr("{ar} nå").format(ar=year), now, year, "secondary"))
            rows.append(self._row(self.tr("{ar} ny").format(ar=year), series, year, "text"))
        self.preview.show_cells(self.tr("Forhåndsvisning, saker per måned"), columns, rows)

    def _row(self, name: str, series: tuple[float, ...], year: int, role: str) -> CellRow:
        by_month = dict(zip(self._plan.maneder, series, strict=False))
        values = [by_month.get(12 * year + m) for m in range(12)]
        given = [x for x in values if x is not None]
        cells = [Cell(name, role), *(Cell(fmt.saker(x), role) for x in values),
                 Cell(fmt.saker(sum(given)) if given else fmt.UNDEFINED, role, strong=role == "text")]
        return CellRow(tuple(cells), key=name)
