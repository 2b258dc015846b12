"""What the room Oppfølging draws and lists for a choice: panels of the chart, columns and rows of the table."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import oppfolging_texts as words
from app.charts import oppfolging_series as series
from app.charts.bars import BarPart
from app.charts.panel import Panel, Reference
from app.charts.series import FYLKE, move_dots, unit_place
from app.difference import ARSVERK, HOURS, SHARE, Better, Quantity
from app.framskriving_texts import dots_caption
from app.oppfolging_texts import BEHOV, NIVA, REFERANSER, SAMTALER, SARBARHET, TIMEBRUK
from app.reference_texts import PEOPLE
from app.use_texts import BRUK_TEKSTER
from app.views.oppfolging_cells import Choice, Group, Table, at, kontor_table, pair_cells, pair_columns
from app.views.oppfolging_exposed import exposed_groups, exposed_panels
from app.views.oppfolging_levels import level_panels, level_table
from app.views.oppfolging_references import reference_panels, reference_table
from app.widgets.cells_table import Cell, CellRow, Column
from models.unit_findings import BRUKERE_PER_ARSVERK
from planning_core.plan import Plan
from planning_core.referanser import INNBYGGERE
from planning_core.referanser import REFERANSER as REFERANSER_TALL
from planning_core.results import Projeksjon

PER_ARSVERK = Quantity(decimals=1)
TALKS = Quantity(decimals=1)
_STRENGTHS = {
    "oppfolging_rest": 1.0, "skjermet_oppfolging": 0.75, series.KOMMUNAL: 0.5,
    "saksarbeid": 0.32, "henvendelser": 1.0, "driftskostnader": 0.6, "faste_poster": 0.16, "absorbert": 1.0,
}
translate = QCoreApplication.translate


def panels(plan: Plan, projeksjon: Projeksjon | None, choice: Choice) -> tuple[Panel, ...]:
    """The chart of the choice; without a projection its axes alone."""
    place = words.place_note(plan, choice.enhet)
    if projeksjon is None:
        waiting = translate("Oppfolging", "Framskrivingen beregnes.")
        months = plan.maneder
        return (Panel(words.tab_name(choice.tab), place, "", first=months[0], last=months[-1], empty_text=waiting),)
    drawn = {
        TIMEBRUK: _use_panels, BEHOV: _need_panels, NIVA: level_panels, SAMTALER: _talk_panels, SARBARHET: exposed_panels,
        REFERANSER: reference_panels,
    }.get(choice.tab, _caseload_panels)
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


def table(plan: Plan, projeksjon: Projeksjon | None, choice: Choice) -> Table:
    """The table of the choice in its month; empty without a projection."""
    if projeksjon is None or choice.maned not in projeksjon.plan.maneder:
        return (), ()
    t = projeksjon.plan.maneder.index(choice.maned)
    if choice.tab == TIMEBRUK:
        return _use_table(projeksjon, choice)
    if choice.tab == NIVA:
        return level_table(projeksjon, choice, t)
    if choice.tab == REFERANSER:
        return reference_table(plan, projeksjon, choice, t)
    build = {BEHOV: _need_groups, SAMTALER: _talk_groups, SARBARHET: exposed_groups}.get(choice.tab, _caseload_groups)
    return kontor_table(plan, projeksjon.plan.kontor, build(projeksjon, choice, t))


def _use_table(projeksjon: Projeksjon, choice: Choice) -> Table:
    """Uses in the order of the bars, from the top; then oppfølging and all hours."""
    t = projeksjon.plan.maneder.index(choice.maned)
    rows = []
    for use in reversed(series.USES):
        better = Better.HIGHER if use in series.OPPFOLGING else Better.NEITHER
        values = at(series.use(projeksjon, use, choice.enhet), t)
        name = Cell(BRUK_TEKSTER[use].navn, tip=BRUK_TEKSTER[use].forklaring)
        rows.append(CellRow((name, *pair_cells(*values, HOURS, better)), use))
    every = [series.use(projeksjon, use, choice.enhet) for use in series.USES]
    total = float(sum(p.planen[t] for p in every)), float(sum(p.uten[t] for p in every))
    oppfolging = at(series.series(projeksjon, "oppfolging_timer", choice.enhet), t)
    for key, name, values, better in (
        ("oppfolging", translate("Oppfolging", "Oppfølging i alt"), oppfolging, Better.HIGHER),
        ("timer", translate("Oppfolging", "Alle timer"), total, Better.NEITHER),
    ):
        rows.append(CellRow((Cell(name, strong=True), *pair_cells(*values, HOURS, better)), key, True))
    return (Column(translate("Oppfolging", "Bruk"), words=True), *pair_columns("")), tuple(rows)


def _need_groups(projeksjon: Projeksjon, choice: Choice, t: int) -> list[Group]:
    def of(storrelse: str) -> Callable[[str | None], tuple[float, float]]:
        return lambda unit: at(series.series(projeksjon, storrelse, unit), t)

    return [
        Group(translate("Oppfolging", "Behov, timer"), HOURS, Better.NEITHER, of("oppfolging_behov_timer"),
               translate("Oppfolging", "Timer oppfølgingen av brukerne krever i måneden, etter normene i planen")),
        Group(translate("Oppfolging", "Oppfølging, timer"), HOURS, Better.HIGHER, of("oppfolging_timer"),
               translate("Oppfolging", "Timer kontoret har til oppfølging i måneden, statlige og kommunale")),
        Group(translate("Oppfolging", "Dekning"), SHARE, Better.HIGHER,
               lambda unit: at(series.coverage(projeksjon, unit), t),
               translate(
                   "Oppfolging",
                   "Timer i forhold til behovet. Streken er 100 %, forskjellen er i prosentpoeng",
               ), 1.0,
               translate("Oppfolging", "«–» betyr at kontoret ikke har noe behov.")),
        Group(translate("Oppfolging", "Gap, årsverk"), ARSVERK, Better.LOWER, of("oppfolging_gap_arsverk"),
               translate("Oppfolging", "Årsverk som mangler for å dekke behovet"),
               reason=translate("Oppfolging", "«–» betyr at et kontor med behov ikke har timer i måneden.")),
    ]


def _talk_groups(projeksjon: Projeksjon, choice: Choice, t: int) -> list[Group]:
    if choice.gruppe not in series.groups(projeksjon):
        return []
    nobody = translate("Oppfolging", "«–» betyr at kontoret ikke har brukere i gruppen.")
    found = [Group(
        translate("Oppfolging", "Samtaler per uke"), TALKS, Better.HIGHER,
        lambda unit: at(series.talks(projeksjon, choice.gruppe, unit), t),
        translate("Oppfolging", "Gruppens del av timene, delt på minutter per samtale"), reason=nobody)]
    for mal, (weeks, share) in enumerate(series.MAL):
        title = translate("Oppfolging", "Kontakt innen {uker} uker, mål {andel}")
        found.append(Group(
            title.format(uker=weeks, andel=fmt.prosent(share)), SHARE, Better.HIGHER,
            lambda unit, mal=mal: at(series.reached(projeksjon, choice.gruppe, mal, unit), t),
            translate(
                "Oppfolging",
                "Forventet andel av gruppen som får en samtale. Streken er målet, forskjellen er i prosentpoeng",
            ), share, nobody))
    return found


def _caseload_groups(projeksjon: Projeksjon, choice: Choice, t: int) -> list[Group]:
    without = translate(
        "Oppfolging",
        "«–» betyr at kontoret ikke har brukere, eller ingen timer eller årsverk å dele på.",
    )

    return [
        Group(translate("Oppfolging", "Brukere per statlig årsverk, landet {tall}").format(tall=fmt.tall(BRUKERE_PER_ARSVERK)),
              PER_ARSVERK, Better.LOWER, lambda unit: at(series.users_per_arsverk(projeksjon, unit), t),
              translate("Oppfolging", "Ved månedens slutt. Landstallet er fra 2012"), reason=without),
        Group(translate("Oppfolging", "Innbyggere per statlig årsverk, landet {tall}").format(
                  tall=fmt.tall(REFERANSER_TALL[INNBYGGERE].verdi)),
              PEOPLE, Better.LOWER, lambda unit: at(series.reference(projeksjon, INNBYGGERE, unit), t),
              translate("Oppfolging", "Ved månedens slutt. Landstallet er fra 2012"),
              reason=translate("Oppfolging", "Mangler innbyggertall, eller årsverk å dele på.")),
        Group(translate("Oppfolging", "Brukere per veileder"), PER_ARSVERK, Better.LOWER,
              lambda unit: at(series.users_per_veileder(projeksjon, unit), t),
              translate("Oppfolging", "Brukere per årsverk som timene til oppfølging svarer til"), reason=without),
    ]
