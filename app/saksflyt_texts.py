"""Words of the room Saksflyt: its tabs, the sentence on top, and its three grids."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.assumption_tips import assumption_tip
from app.fordeling_texts import synthetic_sources, unit_name
from models.grids.by_month import MonthGrid
from models.grids.grensesnitt import GrensesnittGrid
from models.grids.grid import Grid, Origin, Place
from models.grids.normtid import MINUTES, SUM, NormtidGrid
from models.grids.saksinngang import AFTER, FYLKE
from planning_core.months import year_of
from planning_core.parameters import default
from planning_core.plan import Normtid, Plan, Ressurskartlegging

translate = QCoreApplication.translate

_WHOLE = 1e-9
"""A number this near a whole one is shown as whole."""

INNGANG, NORMTID, GRENSESNITT, RESTANSER, DOKUMENTER, HISTORIKK = (
    "saksinngang", "normtid", "grensesnitt", "restanser", "dokumenter", "historikk")
TABS = (INNGANG, NORMTID, GRENSESNITT, RESTANSER, DOKUMENTER, HISTORIKK)


def tab_name(tab: str) -> str:
    return {
        INNGANG: translate("Saksflyt", "Saksinngang"), NORMTID: translate("Saksflyt", "Normtid"),
        GRENSESNITT: translate("Saksflyt", "Grensesnitt"), RESTANSER: translate("Saksflyt", "Restanser"),
        DOKUMENTER: translate("Saksflyt", "Dokumenter og henvendelser"), HISTORIKK: translate("Saksflyt", "Historikk"),
    }[tab]


def process_name(hp: str) -> str:
    """What a hovedprosess is, in a few words."""
    return {
        "HP1": translate("Saksflyt", "HP1\nmotta"), "HP2": translate("Saksflyt", "HP2\ninformere"),
        "HP3": translate("Saksflyt", "HP3\nbehandle"), "HP4": translate("Saksflyt", "HP4\nutbetale"),
        SUM: translate("Saksflyt", "Sum\nHP1–HP4"),
    }[hp]


def synthetic_note(plan: Plan, sheets: Sequence[str]) -> str:
    """That numbers of some sheets are made up; empty when none is."""
    made_up = [ark for ark in sheets if any(k.syntetisk and k.ark == ark for k in plan.kilder)]
    if not made_up:
        return ""
    places = [(k.ark, k.kolonne) for k in plan.kilder if k.ark in made_up]
    sources = synthetic_sources(plan, places)
    text = translate("Saksflyt", "Syntetiske tall, laget for eksempelet og ikke hentet fra Nav: {ark}.")
    head = text.format(ark=", ".join(made_up))
    return f"{head} {translate('Saksflyt', 'Kilde:')} {' · '.join(sources)}" if sources else head


def tagged(note: str, plan: Plan, sheet: str) -> str:
    """What stands beside the title of a table, with a mark where its numbers are made up."""
    made_up = any(k.syntetisk and k.ark == sheet for k in plan.kilder)
    return translate("Saksflyt", "{tekst} · syntetiske tall").format(tekst=note) if made_up else note


def uten_ytelser() -> str:
    """Why a table that has a row for each ytelse has none."""
    return translate("Saksflyt", "Planen har ingen ytelser. Legg dem inn i arket Ytelser i Excel, og importer arbeidsboken.")


def sentence(plan: Plan, inflow: float, fe_share: float | None, stock: float) -> str:
    """What comes in, how much of the work is done in FE, and what waits, from the plan's own tables."""
    if not plan.kontor or not plan.ytelser:
        return translate("Saksflyt", "Planen mangler NAV-kontor eller ytelser, så ingen saker kan legges inn ennå.")
    if not plan.saksinngang:
        return translate("Saksflyt", "Planen har ingen saksinngang. Skriv inn saker per måned for hvert kontor, "
                                     "eller hent dem fra Excel.")
    share = fe_share if fe_share is not None else float("nan")
    start = fmt.maned_lang(plan.start)
    if fe_share is None:
        text = translate("Saksflyt", "Det kommer {saker} saker i måneden det første året, og {lager} saker venter ved "
                                     "start i {maned}. Ingen ytelse har normtid, så sakene tar ingen tid.")
    else:
        text = translate("Saksflyt", "Det kommer {saker} saker i måneden det første året. {andel} av arbeidet med dem "
                                     "gjøres i forvaltningsenheten, og {lager} saker venter ved start i {maned}.")
    return text.format(saker=fmt.saker(inflow), lager=fmt.saker(stock), maned=start, andel=fmt.prosent(share))


class GridWords:
    """What the grids say alike."""

    unit = ""
    decimals = 0

    def header(self, grid: Grid, column: int) -> str:
        return translate("Saksflyt", "Ytelse") if column < 0 else process_name(str(grid.heads[column]))

    def group(self, grid: Grid, column: int) -> str:
        return ""

    def name(self, grid: Grid, row: int) -> str:
        return grid.names[row]

    def cell(self, grid: Grid, row: int, column: int) -> str:
        return self.number(grid.cell(row, column).value)

    def number(self, value: float | None) -> str:
        """A number as a cell shows it."""
        if value is None:
            return fmt.UNDEFINED
        return fmt.tall(value, 0 if abs(value - round(value)) < _WHOLE else self.decimals)

    def tip(self, grid: Grid, row: int, column: int) -> str:
        return ""

    def spoken(self, grid: Grid, row: int, column: int) -> str:
        title = " ".join(filter(None, (self.header(grid, column).replace("\n", " "), self.group(grid, column))))
        return f"{self.name(grid, row)}, {title}: {self.cell(grid, row, column)} {self.unit}".rstrip()

    def undo(self, grid: Grid, places: Sequence[Place]) -> str:
        if len(places) == 1:
            return translate("Saksflyt", "endre {ark} for {navn}").format(
                ark=grid.sheet.lower(), navn=self.name(grid, places[0][0]))
        return translate("Saksflyt", "endre {antall} tall i {ark}").format(
            antall=fmt.tall(len(places)), ark=grid.sheet.lower())


class MonthWords(GridWords):
    """Of a grid of units by months; a subclass says what a month's number follows from."""

    first = ""
    """Title of the names."""
    sums: Mapping[str, str] = {}
    """Names of the sums."""

    def header(self, grid: Grid, column: int) -> str:
        if column < 0:
            return self.first
        month = grid.heads[column]
        return translate("Saksflyt", "Hver\nmåned") if month is None else fmt.maned_kort(_int(month)).split()[0]

    def group(self, grid: Grid, column: int) -> str:
        month = grid.heads[column] if column >= 0 else None
        return "" if month is None else str(year_of(_int(month)))

    def name(self, grid: Grid, row: int) -> str:
        assert isinstance(grid, MonthGrid)
        name = grid.names[row]
        return self.sums[name] if row >= len(grid.units) else unit_name(grid.plan, name)

    def cell(self, grid: Grid, row: int, column: int) -> str:
        found = grid.cell(row, column)
        if found.value is None and grid.heads[column] is None:
            return ""
        return fmt.saker(found.value) if found.origin is Origin.SUM else self.number(found.value)

    def tip(self, grid: Grid, row: int, column: int) -> str:
        cell, month = grid.cell(row, column), grid.heads[column]
        if cell.origin is Origin.OWN:
            return (translate("Saksflyt", "Gjelder alle måneder uten eget tall. Delete fjerner tallet.") if month is None
                    else translate("Saksflyt", "Eget tall for måneden. Delete fjerner det."))
        if cell.origin is Origin.EVERY:
            return translate("Saksflyt", "Fra kolonnen Hver måned. Skriv et tall for å gi måneden sitt eget.")
        if cell.origin is Origin.EARLIER:
            return self.earlier.format(maned=fmt.maned_lang(_int(cell.note)))
        return self.default if cell.origin is Origin.DEFAULT and month is not None else ""

    @property
    def earlier(self) -> str:
        """Why a number follows from an earlier month, with a place for its name."""
        return ""

    @property
    def default(self) -> str:
        """What a month without any number counts as."""
        raise NotImplementedError


class SaksinngangWords(MonthWords):
    """See :class:`models.grid_model.GridTexts`."""

    decimals = 1

    def __init__(self) -> None:
        self.unit = translate("Saksflyt", "saker per måned")
        self.first = translate("Saksflyt", "NAV-kontor")
        self.sums = {FYLKE: translate("Saksflyt", "Alle kontor"), AFTER: translate("Saksflyt", "Etter hendelser")}

    @property
    def earlier(self) -> str:
        return translate("Saksflyt", "Fra {maned}, samme kalendermåned i et tidligere år. Skriv et tall for å gi måneden "
                                     "sitt eget.")

    @property
    def default(self) -> str:
        return translate("Saksflyt", "Kontoret har ingen rader for ytelsen, så måneden regnes som 0.")


class NormtidWords(GridWords):
    """See :class:`models.grid_model.GridTexts`."""

    def number(self, value: float | None) -> str:
        # One decimal also where it is 0, so that the column lines up.
        return fmt.tall(value, 1) if value else super().number(value)

    def tip(self, grid: Grid, row: int, column: int) -> str:
        assert isinstance(grid, NormtidGrid)
        cell = grid.cell(row, column)
        if isinstance(cell.note, Ressurskartlegging):
            return derived_tip(grid.plan, cell.note, grid.minutes(row, column))
        if isinstance(cell.note, Normtid):
            return converted_tip(grid, cell.note)
        if cell.origin is Origin.OWN:
            return translate("Saksflyt", "Skrevet inn. Delete fjerner tallet.")
        if cell.origin is Origin.DEFAULT:
            return translate("Saksflyt", "Ingen normtid. Sakene tar ingen tid i denne hovedprosessen.")
        return ""


def derived_tip(plan: Plan, kart: Ressurskartlegging, minutes: float) -> str:
    """How minutes follow from Ressurskartlegging."""
    text = translate(
        "Saksflyt",
        "Regnet ut fra Ressurskartlegging: {arsverk} årsverk × {timer} timer × 60 × (1 − {fravaer} fravær) × "
        "(1 − {opplaering} opplæring) / {saker} saker per år = {minutter} minutter per sak. Skriv et tall for å bruke "
        "det i stedet.",
    )
    return text.format(
        arsverk=fmt.arsverk(kart.arsverk), timer=fmt.timer(plan.timer_per_arsverk), minutter=fmt.tall(minutes, 1),
        fravaer=fmt.tall(default("fravær"), 2), opplaering=fmt.tall(default("opplæring"), 2),
        saker=fmt.saker(kart.saker_per_ar),
    )


def converted_tip(grid: NormtidGrid, norm: Normtid) -> str:
    """How a number follows from the unit it was typed in."""
    hours = fmt.tall(grid.ukeverk_minutes / 60.0, 1)
    if grid.unit == MINUTES:
        text = translate("Saksflyt", "Regnet ut fra {saker} saker per ukeverk: {timer} timer × 60 / {saker}. Skriv et "
                                     "tall for å bruke minutter i stedet.")
        return text.format(saker=fmt.tall(norm.saker_per_ukeverk, 1), timer=hours)
    text = translate("Saksflyt", "Regnet ut fra {minutter} minutter per sak: {timer} timer × 60 / {minutter}. Skriv et "
                                 "tall for å bruke saker per ukeverk i stedet.")
    return text.format(minutter=fmt.tall(norm.minutter, 1), timer=hours)


class GrensesnittWords(GridWords):
    """See :class:`models.grid_model.GridTexts`."""

    decimals = 3

    @property
    def unit(self) -> str:  # type: ignore[override]  # as above
        return translate("Saksflyt", "i forvaltningsenheten")

    def number(self, value: float | None) -> str:
        return fmt.andel(value)

    def tip(self, grid: Grid, row: int, column: int) -> str:
        assert isinstance(grid, GrensesnittGrid)
        cell = grid.cell(row, column)
        where = {
            Origin.OWN: translate("Saksflyt", "Gjelder fra denne datoen. Delete fjerner tallet."),
            Origin.EVERY: translate("Saksflyt", "Gjelder alltid. Skriv en andel for å endre den fra valgt måned."),
            Origin.DEFAULT: translate("Saksflyt", "Standard: HP1 og HP2 gjøres ved NAV-kontoret, HP3 og HP4 i "
                                                  "forvaltningsenheten."),
        }
        if cell.origin is Origin.EARLIER:
            first = translate("Saksflyt", "Gjelder fra {maned}. Skriv en andel for å endre den fra valgt måned.").format(
                maned=fmt.maned_lang(_int(cell.note)))
        else:
            first = where[cell.origin]
        return f"{first}\n\n{relearning_tip(grid.plan)}"


def relearning_tip(plan: Plan) -> str:
    """What a changed share costs while it is learnt, with the value, grade and source it rests on."""
    text = translate(
        "Saksflyt",
        "En endring på 10 prosentpoeng eller mer etter første måned gjør saken dyrere begge steder mens den læres.",
    )
    return f"{text}\n{assumption_tip(plan, 'omstillingstap')}"


def relearning_note(plan: Plan) -> str:
    """The same in a box on the page."""
    return translate(
        "Saksflyt",
        "En endring på 10 prosentpoeng eller mer etter første måned gjør sakene dyrere både ved NAV-kontoret og i "
        "forvaltningsenheten mens den læres: {tap} mer tid i starten, avtagende over {tau} måneder. Begge tallene er "
        "forutsetninger.",
    ).format(tap=fmt.prosent(plan.tall("omstillingstap")), tau=fmt.tall(plan.tall("oppstart_tau_mnd")))


def _int(value: object) -> int:
    assert isinstance(value, int)
    return value
