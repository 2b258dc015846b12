"""What the room Oppfølging draws and lists for a choice: panels of the chart, columns and rows of the table."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import oppfolging_texts as words
from app.charts import oppfolging_series as series
from app.charts.bars import BarPart
from app.charts.panel import Panel, Reference
from app.charts.series import FYLKE, Pair, move_dots, unit_place
from app.difference import ARSVERK, HOURS, SHARE, Better, Quantity, difference
from app.framskriving_texts import dots_caption
from app.oppfolging_texts import BEHOV, SAMTALER, TIMEBRUK
from app.use_texts import BRUK_TEKSTER
from app.widgets.cells_table import Cell, CellRow, Column
from models.unit_findings import BRUKERE_PER_ARSVERK
from planning_core.plan import Plan
from planning_core.results import Projeksjon

PER_ARSVERK = Quantity(decimals=1)
TALKS = Quantity(decimals=1)
_STRENGTHS = {
    "oppfolging_rest": 1.0, "skjermet_oppfolging": 0.75, series.KOMMUNAL: 0.5,
    "saksarbeid": 0.32, "henvendelser": 1.0, "driftskostnader": 0.6, "faste_poster": 0.16, "absorbert": 1.0,
}
translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True)
class Choice:
    """What the room shows: the tab, the kontor (None is all), the month and the user group."""

    tab: str = TIMEBRUK
    enhet: str | None = None
    maned: int = 0
    gruppe: str = ""


def panels(plan: Plan, projeksjon: Projeksjon | None, choice: Choice) -> tuple[Panel, ...]:
    """The chart of the choice; without a projection its axes alone."""
    place = words.place_note(plan, choice.enhet)
    if projeksjon is None:
        waiting = translate("Oppfolging", "Framskrivingen beregnes.")
        months = plan.maneder
        return (Panel(words.tab_name(choice.tab), place, "", first=months[0], last=months[-1], empty_text=waiting),)
    drawn = {TIMEBRUK: _use_panels, BEHOV: _need_panels, SAMTALER: _talk_panels}.get(choice.tab, _caseload_panels)
    return drawn(plan, projeksjon, choice, place)


def _use_panels(plan: Plan, projeksjon: Projeksjon, choice: Choice, place: str) -> tuple[Panel, ...]:
    parts = []
    for use in series.USES:
        pair = series.use(projeksjon, use, choice.enhet)
        if (pair.planen > 0).any() or (pair.uten > 0).any():
            blue = use in series.OPPFOLGING
            parts.append(BarPart(BRUK_TEKSTER[use].navn, pair, blue, _STRENGTHS[use], use == "absorbert"))
    unit = translate("Oppfolging", "timer per måned, stolpene er planen, {sted}")
    return (Panel(
        words.tab_name(TIMEBRUK), unit.format(sted=place),
        translate("Oppfolging", "oppfølging i alt"),
        series.series(projeksjon, "oppfolging_timer", choice.enhet), HOURS, Better.HIGHER,
        bars=tuple(parts), line_name=translate("Oppfolging", "oppfølging"),
    ),)


def _need_panels(plan: Plan, projeksjon: Projeksjon, choice: Choice, place: str) -> tuple[Panel, ...]:
    where = FYLKE if choice.enhet is None else unit_place(choice.enhet)
    need = series.series(projeksjon, "oppfolging_behov_timer", choice.enhet)
    hours = Panel(
        translate("Oppfolging", "Timer til oppfølging"),
        translate("Oppfolging", "timer per måned, {sted}").format(sted=place),
        translate("Oppfolging", "timer til oppfølging"),
        series.series(projeksjon, "oppfolging_timer", choice.enhet), HOURS, Better.HIGHER,
        dots=move_dots(plan, where), dots_caption=dots_caption(plan, where),
        reference=Reference(translate("Oppfolging", "behov"), need.planen),
    )
    gap = Panel(
        translate("Oppfolging", "Gap"),
        translate("Oppfolging", "årsverk som mangler, samme måneder"),
        translate("Oppfolging", "gap, årsverk"),
        series.series(projeksjon, "oppfolging_gap_arsverk", choice.enhet), ARSVERK, Better.LOWER,
    )
    return hours, gap


def _talk_panels(plan: Plan, projeksjon: Projeksjon, choice: Choice, place: str) -> tuple[Panel, ...]:
    if choice.gruppe not in series.groups(projeksjon):
        return ()
    found = []
    for mal, (weeks, share) in enumerate(series.MAL):
        pair = series.reached(projeksjon, choice.gruppe, mal, choice.enhet)
        title = translate("Oppfolging", "Kontakt innen {uker} uker").format(uker=weeks)
        subtitle = translate("Oppfolging", "forventet andel av {gruppe}, {sted}")
        target = translate("Oppfolging", "mål")
        found.append(Panel(
            title, subtitle.format(gruppe=choice.gruppe, sted=place), title[:1].lower() + title[1:],
            pair, SHARE, Better.HIGHER, top=1.0, reference=Reference(target, np.full(len(pair.maneder), share)),
            empty_text=translate("Oppfolging", "Kontoret har ingen brukere i gruppen."),
        ))
    return tuple(found)


def _caseload_panels(plan: Plan, projeksjon: Projeksjon, choice: Choice, place: str) -> tuple[Panel, ...]:
    pair = series.users_per_arsverk(projeksjon, choice.enhet)
    reference = Reference(translate("Oppfolging", "referanse"),
                          np.full(len(pair.maneder), BRUKERE_PER_ARSVERK))
    where = FYLKE if choice.enhet is None else unit_place(choice.enhet)
    first = Panel(
        translate("Oppfolging", "Brukere per statlig årsverk"),
        translate("Oppfolging", "ved månedens slutt, {sted}").format(sted=place),
        translate("Oppfolging", "brukere per statlig årsverk"), pair, PER_ARSVERK, Better.LOWER,
        dots=move_dots(plan, where), dots_caption=dots_caption(plan, where), reference=reference,
    )
    second = Panel(
        translate("Oppfolging", "Brukere per veileder"),
        translate("Oppfolging", "per årsverk som går til oppfølging, samme måneder"),
        translate("Oppfolging", "brukere per veileder"),
        series.users_per_veileder(projeksjon, choice.enhet), PER_ARSVERK, Better.LOWER,
    )
    return first, second


@dataclass(frozen=True, slots=True)
class _Group:
    """Three columns: planen, uten, forskjell of one measure; ``target`` is where the tick of the bar stands."""

    title: str
    quantity: Quantity
    better: Better
    values: Callable[[str | None], tuple[float, float]]
    tip: str = ""
    target: float | None = None
    reason: str = ""


def columns_of(groups: Sequence[_Group], first: str) -> tuple[Column, ...]:
    planen = translate("Oppfolging", "Planen")
    uten = translate("Oppfolging", "Uten")
    forskjell = translate("Oppfolging", "Forskjell")
    found = [Column(first, words=True, widest=220)]
    for group in groups:
        found += [Column(title, group.title, tip=group.tip) for title in (planen, uten, forskjell)]
    return tuple(found)


def pair_cells(planen: float, uten: float, quantity: Quantity, better: Better, *, bar: float | None = None,
               reason: str = "") -> tuple[Cell, Cell, Cell]:
    """Planen, uten flyttinger and the difference as three cells."""
    shown = difference(planen - uten, quantity, better)
    undefined = reason if fmt.UNDEFINED in (quantity.text(planen), quantity.text(uten)) else ""
    return (
        Cell(quantity.text(planen), strong=True, bar=bar, plain=quantity.plain(planen), tip=undefined),
        Cell(quantity.text(uten), "secondary", plain=quantity.plain(uten), tip=undefined),
        Cell(shown.text, shown.role, strong=True, plain=quantity.plain(planen - uten), tip=undefined),
    )


def table(plan: Plan, projeksjon: Projeksjon | None, choice: Choice) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """The table of the choice in its month; empty without a projection."""
    if projeksjon is None or choice.maned not in projeksjon.plan.maneder:
        return (), ()
    if choice.tab == TIMEBRUK:
        return _use_table(projeksjon, choice)
    t = projeksjon.plan.maneder.index(choice.maned)
    build = {BEHOV: _need_groups, SAMTALER: _talk_groups}.get(choice.tab, _caseload_groups)
    groups = build(projeksjon, choice, t)
    if not groups:
        return (), ()
    units: list[str | None] = [*projeksjon.plan.kontor, None]
    rows = tuple(
        CellRow((Cell(words.place_name(plan, unit), strong=unit is None),
                 *(cell for group in groups for cell in _group_cells(group, unit))), unit or "", unit is None)
        for unit in units
    )
    return columns_of(groups, translate("Oppfolging", "Kontor")), rows


def _group_cells(group: _Group, unit: str | None) -> tuple[Cell, Cell, Cell]:
    planen, uten = group.values(unit)
    bar = planen / group.target if group.target else None
    return pair_cells(planen, uten, group.quantity, group.better, bar=bar, reason=group.reason)


def _at(pair: Pair, t: int) -> tuple[float, float]:
    return float(pair.planen[t]), float(pair.uten[t])


def _use_table(projeksjon: Projeksjon, choice: Choice) -> tuple[tuple[Column, ...], tuple[CellRow, ...]]:
    """Uses in the order of the bars, from the top; then oppfølging and all hours."""
    t = projeksjon.plan.maneder.index(choice.maned)
    rows = []
    for use in reversed(series.USES):
        better = Better.HIGHER if use in series.OPPFOLGING else Better.NEITHER
        values = _at(series.use(projeksjon, use, choice.enhet), t)
        name = Cell(BRUK_TEKSTER[use].navn, tip=BRUK_TEKSTER[use].forklaring)
        rows.append(CellRow((name, *pair_cells(*values, HOURS, better)), use))
    every = [series.use(projeksjon, use, choice.enhet) for use in series.USES]
    total = float(sum(p.planen[t] for p in every)), float(sum(p.uten[t] for p in every))
    oppfolging = _at(series.series(projeksjon, "oppfolging_timer", choice.enhet), t)
    for key, name, values, better in (
        ("oppfolging", translate("Oppfolging", "Oppfølging i alt"), oppfolging, Better.HIGHER),
        ("timer", translate("Oppfolging", "Alle timer"), total, Better.NEITHER),
    ):
        rows.append(CellRow((Cell(name, strong=True), *pair_cells(*values, HOURS, better)), key, True))
    columns = (
        Column(translate("Oppfolging", "Bruk"), words=True), Column(translate("Oppfolging", "Planen")),
        Column(translate("Oppfolging", "Uten")), Column(translate("Oppfolging", "Forskjell")),
    )
    return columns, tuple(rows)


def _need_groups(projeksjon: Projeksjon, choice: Choice, t: int) -> list[_Group]:
    def of(storrelse: str) -> Callable[[str | None], tuple[float, float]]:
        return lambda unit: _at(series.series(projeksjon, storrelse, unit), t)

    return [
        _Group(translate("Oppfolging", "Behov, timer"), HOURS, Better.NEITHER, of("oppfolging_behov_timer"),
               translate("Oppfolging", "Timer oppfølgingen av brukerne krever i måneden, etter normene i planen")),
        _Group(translate("Oppfolging", "Oppfølging, timer"), HOURS, Better.HIGHER, of("oppfolging_timer"),
               translate("Oppfolging", "Timer kontoret har til oppfølging i måneden, statlige og kommunale")),
        _Group(translate("Oppfolging", "Dekning"), SHARE, Better.HIGHER,
               lambda unit: _at(series.coverage(projeksjon, unit), t),
               translate(
                   "Oppfolging",
                   "Timer i forhold til behovet. Streken er 100 %, forskjellen er i prosentpoeng",
               ), 1.0,
               translate("Oppfolging", "«–» betyr at kontoret ikke har noe behov.")),
        _Group(translate("Oppfolging", "Gap, årsverk"), ARSVERK, Better.LOWER, of("oppfolging_gap_arsverk"),
               translate("Oppfolging", "Årsverk som mangler for å dekke behovet"),
               reason=translate("Oppfolging", "«–» betyr at et kontor med behov ikke har timer i måneden.")),
    ]


def _talk_groups(projeksjon: Projeksjon, choice: Choice, t: int) -> list[_Group]:
    if choice.gruppe not in series.groups(projeksjon):
        return []
    nobody = translate("Oppfolging", "«–» betyr at kontoret ikke har brukere i gruppen.")
    found = [_Group(
        translate("Oppfolging", "Samtaler per uke"), TALKS, Better.HIGHER,
        lambda unit: _at(series.talks(projeksjon, choice.gruppe, unit), t),
        translate("Oppfolging", "Gruppens del av timene, delt på minutter per samtale"), reason=nobody)]
    for mal, (weeks, share) in enumerate(series.MAL):
        title = translate("Oppfolging", "Kontakt innen {uker} uker, mål {andel}")
        found.append(_Group(
            title.format(uker=weeks, andel=fmt.prosent(share)), SHARE, Better.HIGHER,
            lambda unit, mal=mal: _at(series.reached(projeksjon, choice.gruppe, mal, unit), t),
            translate(
                "Oppfolging",
                "Forventet andel av gruppen som får en samtale. Streken er målet, forskjellen er i prosentpoeng",
            ), share, nobody))
    return found


def _caseload_groups(projeksjon: Projeksjon, choice: Choice, t: int) -> list[_Group]:
    without = translate(
        "Oppfolging",
        "«–» betyr at kontoret ikke har brukere, eller ingen timer eller årsverk å dele på.",
    )

    def away(unit: str | None) -> tuple[float, float]:
        return (float("nan"), float("nan")) if unit is None else series.one_away(projeksjon, unit)

    return [
        _Group(translate("Oppfolging", "Brukere per statlig årsverk"), PER_ARSVERK, Better.LOWER,
               lambda unit: _at(series.users_per_arsverk(projeksjon, unit), t),
               translate(
                   "Oppfolging",
                   "Ved månedens slutt. Referansen er {tall}",
               ).format(tall=fmt.tall(BRUKERE_PER_ARSVERK)),
               reason=without),
        _Group(translate("Oppfolging", "Brukere per veileder"), PER_ARSVERK, Better.LOWER,
               lambda unit: _at(series.users_per_veileder(projeksjon, unit), t),
               translate("Oppfolging", "Brukere per årsverk som timene til oppfølging svarer til"), reason=without),
        _Group(translate("Oppfolging", "Igjen når én er borte, ved planens slutt"), SHARE, Better.HIGHER, away,
               translate(
                   "Oppfolging",
                   "Andel av kapasiteten som er igjen når én statsansatt er borte. Antall ansatte er anslått",
               ),
               reason=translate(
                   "Oppfolging",
                   "«–» for hele fylket, og for kontor der antall statsansatte ikke er oppgitt.",
               )),
    ]
