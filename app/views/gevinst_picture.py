"""What the room Gevinst shows, as cells, steps and panels: nothing here is a widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import gevinst_rows as rows
from app import gevinst_texts as words
from app.charts.panel import Panel
from app.charts.series import Pair
from app.charts.waterfall import Step
from app.difference import ARSVERK, Better, difference
from app.gevinst_rows import LinjeSlag, Slag
from app.texts import setning
from app.widgets.cells_table import Cell, CellRow, Column
from planning_core.findings import Finding
from planning_core.parameters import NIVAER
from planning_core.plan import HOVEDPROSESSER, Plan
from planning_core.questions.account import FE, NK, Konto, Regnskap
from planning_core.questions.early_cut import FORSINKELSER, IkkeKuttForTidlig, Kutt, Slipp
from planning_core.questions.gevinst_moves import Forslag
from planning_core.questions.gevinst_status import Status, gevinststatus
from planning_core.questions.work_and_people import ArbeidOgFolk

translate = QCoreApplication.translate

PLAN, UTEN = "planen", "uten"
_FILL = {
    Slag.SUM: "uten", Slag.NK: "uten", Slag.FE: "grey_line", Slag.SPART: "plan_fill", Slag.KOSTNAD: "unfavourable",
    Slag.NETTO: "plan_line",
}


def steps(konto: Konto, uten: Konto) -> tuple[Step, ...]:
    """The waterfall of an account: each bar ends where the next begins, on an axis from zero.

    A netto below zero stands beyond the grunnlag, in the colour of what is unfavourable. What ``uten`` flyttinger has
    otherwise is said beside its bar.
    """
    made = []
    without = {step.navn: step.verdi for step in rows.trapp(uten)}
    for step in rows.trapp(konto):
        down = step.slag is Slag.SPART
        start, end = (step.topp, step.bunn) if down else (step.bunn, step.topp)
        text = fmt.endring(step.verdi, 1) if step.endrer else fmt.arsverk(step.verdi)
        lost = step.slag is Slag.NETTO and step.verdi < 0
        made.append(Step(
            step.navn, start, end, text, "unfavourable" if lost else _FILL[step.slag], "unfavourable" if lost else "text",
            total=step.slag is Slag.SUM, beside=_without(step, without.get(step.navn, 0.0)),
        ))
    return tuple(made)


def _without(step: rows.Trinn, other: float) -> str:
    """The same bar uten flyttinger and the difference; nothing where they are alike."""
    change = fmt.endring(step.verdi - other, 1)
    if change == "0":
        return ""
    value = fmt.endring(other, 1) if step.endrer else fmt.arsverk(other)
    return translate("Gevinst", "uten flyttinger {uten}, forskjell {forskjell}").format(uten=value, forskjell=change)


def _arsverk(value: float | None, *, strong: bool = False, role: str = "text") -> Cell:
    return Cell(ARSVERK.text(value), role if value else "secondary", strong=strong, plain=ARSVERK.plain(value))


def account_table(
    konto: Konto, uten: Konto, levels: Mapping[str, Konto]
) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """The lines of the account: planen, uten flyttinger and the difference, then the three levels."""
    pair = translate("Gevinst", "{niva} nivå, årsverk").format(niva=konto.niva.capitalize())
    three = translate("Gevinst", "Planen på de tre nivåene, årsverk")
    columns = [
        Column(translate("Gevinst", "Linje"), words=True, widest=340), Column(translate("Gevinst", "Planen"), pair),
        Column(translate("Gevinst", "Uten flyttinger"), pair), Column(translate("Gevinst", "Forskjell"), pair),
        *(Column(words.NIVA[niva], three) for niva in NIVAER),
    ]
    if konto.har_kroner:
        year = translate("Gevinst", "Mill. kroner i året, {ar}-kroner").format(ar=f"{konto.prisar:.0f}")
        columns += [Column(translate("Gevinst", "Planen"), year), Column(translate("Gevinst", "Uten flyttinger"), year),
                    Column(translate("Gevinst", "Forskjell"), year)]
    kroner, kroner_uten = ({line.nokkel: line.kroner for line in rows.linjer(k)} for k in (konto, uten))
    made = []
    for line, values in rows.side_om_side({PLAN: konto, UTEN: uten, **levels}):
        own, other = values[0] or 0.0, values[1] or 0.0
        better = Better.HIGHER if line.nokkel == "netto" else Better.NEITHER
        shown = difference(own - other, ARSVERK, better)
        strong = line.slag is LinjeSlag.SUM
        part = "secondary" if line.slag is LinjeSlag.DEL else "text"
        money = [] if not konto.har_kroner else _money(
            kroner.get(line.nokkel, 0.0), kroner_uten.get(line.nokkel, 0.0), better)
        made.append(CellRow((
            Cell(line.navn, part, strong=strong), _arsverk(own, strong=strong, role=part), _arsverk(other, role="secondary"),
            Cell(shown.text, shown.role, plain=ARSVERK.plain(own - other)), *(_arsverk(v, role=part) for v in values[2:]),
            *money,
        ), line.nokkel, line.nokkel in ("brutto", "netto", "igjen")))
    return tuple(columns), tuple(made)


def _money(own: float | None, other: float | None, better: Better) -> list[Cell]:
    """Kroner of a line: planen, uten flyttinger and the difference, in millions."""
    values = [None if x is None else x / 1e6 for x in (own, other, None if own is None or other is None else own - other)]
    shown = difference(values[2], ARSVERK, better)
    return [_arsverk(values[0]), _arsverk(values[1], role="secondary"),
            Cell(shown.text, shown.role, plain=ARSVERK.plain(values[2]))]


def process_table(konto: Konto) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """Årsverk by hovedprosess before and after, and the share each is of the whole."""
    parts = [(words.HP[hp], hp, (slice(None), i)) for i, hp in enumerate(HOVEDPROSESSER)]
    return _part_table(konto, translate("Gevinst", "Hovedprosess"), parts)


def ytelse_table(konto: Konto) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """Årsverk by ytelse before and after, and the share each is of the whole."""
    parts = [(words.ytelse_navn(y), y, (i, slice(None))) for i, y in enumerate(konto.ytelser)]
    return _part_table(konto, translate("Gevinst", "Ytelse"), parts)


def _part_table(
    konto: Konto, what: str, parts: Sequence[tuple[str, str, tuple[Any, Any]]]
) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """Name, key and place in the account's arrays of each part; the sum of all work stands last."""
    group = translate("Gevinst", "Årsverk")
    share = translate("Gevinst", "Andel")
    columns = (
        Column(what, words=True),
        *(Column(title, group) for title in (
            translate("Gevinst", "Grunnlag"), translate("Gevinst", "Flyttet til FE"), translate("Gevinst", "Bruttogevinst"),
            translate("Gevinst", "Igjen i NAV-kontor"), translate("Gevinst", "Igjen i FE"))),
        Column(translate("Gevinst", "Av grunnlaget"), share), Column(translate("Gevinst", "Av det som er igjen"), share),
    )
    total, left = float(konto.base.sum()), float(konto.igjen.sum())
    made = []
    for name, key, at in [*parts, (translate("Gevinst", "Sum av det som er fordelt"), "sum", (slice(None), slice(None)))]:
        base, stays, in_fe = (float(a[at].sum()) for a in (konto.base, konto.igjen[NK], konto.igjen[FE]))
        values = (base, float(konto.flyttet[at].sum()), float(konto.brutto[(..., *at)].sum()), stays, in_fe)
        shares = (base / total if total else None, (stays + in_fe) / left if left else None)
        made.append(CellRow((Cell(name), *(_arsverk(v) for v in values),
                             *(Cell(fmt.prosent(s, 1), plain=fmt.tall(s * 100, 1) if s is not None else "") for s in shares)),
                            key, key == "sum"))
    return columns, tuple(made)


def gevinst_table(account: Regnskap) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """How each gevinst stands: worth, time, status, what was measured, and risk."""
    plan = account.plan
    worth, measured = translate("Gevinst", "Årsverk"), translate("Gevinst", "Siste måling, årsverk")
    time = translate("Gevinst", "Tid")
    columns = (
        Column(translate("Gevinst", "Gevinst"), words=True, widest=220), Column(translate("Gevinst", "Status"), words=True),
        Column(translate("Gevinst", "Alt tatt ut"), worth), Column(translate("Gevinst", "Ved planens slutt"), worth),
        Column(translate("Gevinst", "Starter"), time), Column(translate("Gevinst", "Alt tatt ut"), time),
        Column(translate("Gevinst", "Måned"), measured), Column(translate("Gevinst", "Plan"), measured),
        Column(translate("Gevinst", "Målt"), measured), Column(translate("Gevinst", "Avvik"), measured),
        Column(translate("Gevinst", "Risiko"), words=True, widest=420),
    )
    made = []
    for status in gevinststatus(plan, account):
        gevinst, last = plan.gevinster[status.rad], status.siste
        off, behind = status.status is Status.AV, status.status is Status.BAK_PLAN
        risks = ", ".join(words.RISIKO[r].format(mnd=fmt.tall(gevinst.forsinkelse_mnd)) for r in status.risiko)
        ends = [fmt.UNDEFINED if m is None else fmt.maned_kort(m) for m in (status.starter, status.ferdig)]
        plan_value, found = (last.plan, last.faktisk) if last is not None else (None, None)
        apart = None if plan_value is None or found is None else found - plan_value
        shown = difference(apart, ARSVERK, Better.HIGHER)
        made.append(CellRow((
            Cell(gevinst.navn, "secondary" if off else "text", strong=not off),
            Cell(words.STATUS[status.status], "warning_text" if behind else "secondary" if off else "text",
                 icon="warning" if behind else ""),
            _arsverk(status.mal), _arsverk(status.ved_slutt), Cell(ends[0]), Cell(ends[1]),
            Cell(fmt.UNDEFINED if last is None else fmt.maned_kort(last.maned), "text" if last else "secondary"),
            _arsverk(plan_value), _arsverk(found), Cell(shown.text, shown.role, plain=ARSVERK.plain(apart)),
            Cell(risks, tip=risks),
        ), str(status.rad)))
    return columns, tuple(made)


def offer_table(plan: Plan, offers: tuple[Forslag, ...]) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """Flyttinger that would put a gevinst to its use."""
    columns = (
        Column(translate("Gevinst", "Fra"), words=True), Column(translate("Gevinst", "Til"), words=True),
        Column(translate("Gevinst", "Årsverk")), Column(translate("Gevinst", "Fra måned"), words=True),
        Column(translate("Gevinst", "Innfasing,\nmåneder")),
    )
    made = tuple(
        CellRow((
            Cell(words.unit_name(plan, o.flytting.fra)),
            Cell(words.unit_name(plan, o.flytting.til) if o.flytting.til else translate("Gevinst", "kutt")),
            _arsverk(o.flytting.arsverk), Cell(fmt.maned_kort(o.flytting.fra_maned)), Cell(fmt.tall(o.flytting.innfasing_mnd)),
        ), str(i))
        for i, o in enumerate(offers)
    )
    return columns, made


# -- work against people ----------------------------------------------------------------------


def work_panels(moved: ArbeidOgFolk) -> tuple[Panel, ...]:
    """People and work at the kontor and at the FE, as change from the plan's start."""
    made = []
    for i, title in ((NK, translate("Gevinst", "NAV-kontorene")), (FE, translate("Gevinst", "Forvaltningsenheten"))):
        pair = Pair(moved.plan.maneder, moved.folk_sted[i], moved.arbeid_sted[i])
        made.append(Panel(
            title, translate("Gevinst", "endring fra planens start, årsverk"), title, pair, ARSVERK,
            Better.NEITHER, names=(translate("Gevinst", "folk"), translate("Gevinst", "arbeid")), from_zero=False,
        ))
    return tuple(made)


def work_table(moved: ArbeidOgFolk, month: int) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """Every unit in one month, and when its people are furthest ahead of the work."""
    plan = moved.plan
    t = plan.maneder.index(month)
    now = translate("Gevinst", "{maned}, årsverk").format(maned=fmt.maned_kort(month).capitalize())
    worst = translate("Gevinst", "Folk lengst foran")
    columns = (
        Column(translate("Gevinst", "Enhet"), words=True, widest=240), Column(translate("Gevinst", "Arbeid"), now),
        Column(translate("Gevinst", "Folk"), now), Column(translate("Gevinst", "Folk minus arbeid"), now),
        Column(translate("Gevinst", "Årsverk"), worst), Column(translate("Gevinst", "Måned"), worst),
        Column(translate("Gevinst", "Merknad"), words=True, widest=420),
    )
    said: dict[int | None, list[Finding]] = {}
    for finding in moved.findings():
        said.setdefault(finding.row, []).append(finding)
    positions = {e.enhet: row for row, e in enumerate(plan.enheter)}
    made = [
        _unit_row(words.unit_name(plan, enhet), moved.arbeid[u], moved.folk[u], t, plan, said.get(positions[enhet], []), enhet)
        for u, enhet in enumerate(moved.enheter)
    ]
    for sted, name in ((NK, translate("Gevinst", "Alle NAV-kontor")), (FE, translate("Gevinst", "Alle forvaltningsenheter"))):
        row = _unit_row(name, moved.arbeid_sted[sted], moved.folk_sted[sted], t, plan, [], f"sum {sted}")
        made.append(CellRow(row.cells, row.key, True))
    return columns, tuple(made)


def _unit_row(name: str, work, people, t: int, plan: Plan, findings: list[Finding], key: str) -> CellRow:  # type: ignore[no-untyped-def]  # arrays
    gap = people - work
    at = int(gap.argmin())
    ahead = float(-gap[at])
    has = ahead >= 0.05
    note = ", ".join(words.FOLK_OG_ARBEID[f.code] for f in findings)
    tip = "\n\n".join(setning(f) for f in findings)
    month = Cell(fmt.maned_kort(plan.maneder[at])) if has else Cell(fmt.UNDEFINED, "secondary")
    return CellRow((
        Cell(name), *(_change(float(v)) for v in (work[t], people[t], gap[t])), _arsverk(ahead if has else 0.0), month,
        Cell(note, "warning_text" if note else "text", tip=tip, icon="warning" if note else ""),
    ), key)


def _change(value: float) -> Cell:
    text = fmt.endring(value, 1)
    return Cell(text, "secondary" if text == "0" else "text", plain=ARSVERK.plain(value))


# -- cuts -------------------------------------------------------------------------------------


def cut_table(answer: IkkeKuttForTidlig) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """Each flytting that a gevinst pays for: break-even, what a slip costs, the safe pace."""
    plan = answer.plan
    columns = [
        Column(translate("Gevinst", "Flytting"), words=True, widest=188),
        Column(translate("Gevinst", "Betales av"), words=True, widest=100, wraps=True),
        Column(translate("Gevinst", "Mest i minus")),
        Column(translate("Gevinst", "Balanse"), words=True),
    ]
    for months in FORSINKELSER:
        group = translate("Gevinst", "{mnd} måneder forsinket").format(mnd=months)
        columns += [Column(translate("Gevinst", "Timer"), group), Column(translate("Gevinst", "Restanser"), group)]
    columns.append(Column(translate("Gevinst", "Tryggeste tempo"), words=True, widest=128, wraps=True))
    return tuple(columns), tuple(_cut_row(plan, one) for one in answer.kutt)


def _cut_row(plan: Plan, one: Kutt) -> CellRow:
    name, late = words.kutt_navn(plan, one), one.balanse.foerste_tap is not None
    unit = translate("Gevinst", "timer") if one.kontor else translate("Gevinst", "saker")
    worst = f"{fmt.tall(one.balanse.verst)}{fmt.NBSP}{unit}" if one.balanse.verst >= 0.5 else "0"
    pace, paid = words.tempo_ord(plan, one), words.gevinst_navn(plan, one)
    cells = [
        Cell(words.kutt_kort(plan, one), strong=True, tip=name), Cell(paid, tip=paid),
        Cell(worst, "unfavourable" if late else "secondary"),
        Cell(words.balanse_ord(plan, one), "warning_text" if late else "text", icon="warning" if late else ""),
    ]
    for slip in one.slipp:
        cells += _slip_cells(plan, one, slip)
    return CellRow((*cells, Cell(pace, tip=pace)), str(one.rad))


def _slip_cells(plan: Plan, one: Kutt, slip: Slipp) -> list[Cell]:
    hours, cases = fmt.endring(slip.oppfolging), fmt.endring(slip.restanser)
    tip = words.slipp_setning(plan, one, slip)
    return [
        Cell(hours, "secondary" if hours == "0" else "unfavourable" if slip.oppfolging < 0 else "favourable", tip=tip),
        Cell(cases, "secondary" if cases == "0" else "unfavourable" if slip.restanser > 0 else "favourable", tip=tip),
    ]
