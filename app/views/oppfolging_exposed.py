"""The tab Sårbarhet: what one absence costs every kontor, and the competence that is left."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.charts import oppfolging_series as series
from app.charts.panel import Panel, Reference
from app.charts.series import FYLKE, move_dots, unit_place
from app.difference import EXACT_SHARE, HOURS, Better, Quantity
from app.framskriving_texts import dots_caption
from app.views.oppfolging_cells import Choice, Group, at
from app.widgets.cells_table import Cell
from planning_core.plan import Plan
from planning_core.referanser import ANSATTE, REFERANSER
from planning_core.results import Projeksjon

HEADS = Quantity(decimals=1)
translate = QCoreApplication.translate


def exposed_panels(plan: Plan, projeksjon: Projeksjon, choice: Choice, place: str) -> tuple[Panel, ...]:
    """Competence over time, and the heads of one kontor against the minimum."""
    where = FYLKE if choice.enhet is None else unit_place(choice.enhet)
    competence = Panel(
        translate("Oppfolging", "Kompetanse igjen"),
        translate("Oppfolging", "andel av kompetansen ved start, {sted}").format(sted=place),
        translate("Oppfolging", "kompetanse igjen"), series.competence(projeksjon, choice.enhet), EXACT_SHARE, Better.HIGHER,
        top=1.0, dots=move_dots(plan, where), dots_caption=dots_caption(plan, where),
    )
    heads = series.absence(projeksjon, "igjen", choice.enhet)
    text = (translate("Oppfolging", "Velg et kontor for å se hva ett fravær koster.") if choice.enhet is None else
            translate("Oppfolging", "Antall statsansatte ved kontoret er ikke oppgitt."))
    left = Panel(
        translate("Oppfolging", "Igjen når én er borte"), translate("Oppfolging", "andel av kapasiteten, samme måneder"),
        translate("Oppfolging", "igjen når én er borte"), heads, EXACT_SHARE, Better.HIGHER, top=1.0, empty_text=text,
        reference=Reference(translate("Oppfolging", "ved tre ansatte"),
                            np.full(len(heads.maneder), 1.0 - 1.0 / REFERANSER[ANSATTE].verdi)) if not heads.is_empty else None,
    )
    return competence, left


def exposed_groups(projeksjon: Projeksjon, _choice: Choice, t: int) -> list[Group]:
    """Heads, what is left and what is lost when one is away, and competence, by kontor."""
    unknown = translate("Oppfolging", "«–» for hele fylket, og for kontor der antall statsansatte ikke er oppgitt.")

    def of(name: str, unit: str | None) -> tuple[float, float]:
        return at(series.absence(projeksjon, name, unit), t)

    return [
        Group(translate("Oppfolging", "Statsansatte, minst {antall}").format(antall=fmt.tall(REFERANSER[ANSATTE].verdi)),
              HEADS, Better.HIGHER, lambda unit: of("ansatte", unit),
              translate("Oppfolging", "Ved månedens slutt. Anslått der årsverk er flyttet: ansatte ved start pluss "
                                      "endringen i statlige årsverk"),
              reason=unknown, dress=lambda unit, cell: _heads_cell(projeksjon, unit, cell, t)),
        Group(translate("Oppfolging", "Igjen når én er borte"), EXACT_SHARE, Better.HIGHER, lambda unit: of("igjen", unit),
              translate("Oppfolging", "Andel av kapasiteten: 1 minus 1 delt på antall statsansatte. Forskjellen er i "
                                      "prosentpoeng"), reason=unknown),
        Group(translate("Oppfolging", "Oppfølging tapt, timer"), HOURS, Better.NEITHER, lambda unit: of("timer", unit),
              translate("Oppfolging", "Timer oppfølging som blir borte i en måned der én statsansatt er borte. "
                                      "Inntektssikring og henvendelser går først"), reason=unknown),
        Group(translate("Oppfolging", "Kompetanse igjen"), EXACT_SHARE, Better.HIGHER,
              lambda unit: at(series.competence(projeksjon, unit), t),
              translate("Oppfolging", "Faller når statsansatte forlater kontoret, og bygges opp igjen med tiden. "
                                      "Forskjellen er i prosentpoeng"),
              reason=translate("Oppfolging", "«–» betyr at kontoret ikke har statlige årsverk.")),
    ]


def _heads_cell(projeksjon: Projeksjon, unit: str | None, cell: Cell, t: int) -> Cell:
    """Heads that are derived say so; fewer than the minimum has a sign."""
    heads = at(series.absence(projeksjon, "ansatte", unit), t)[0]
    if unit is None or not np.isfinite(heads):
        return cell
    if series.heads_derived(projeksjon, unit, t):
        cell = replace(cell, text=translate("Oppfolging", "anslått {tall}").format(tall=cell.text))
    if heads < REFERANSER[ANSATTE].verdi:
        tip = translate("Oppfolging", "Under {antall} statsansatte.").format(antall=fmt.tall(REFERANSER[ANSATTE].verdi))
        cell = replace(cell, icon="warning", role="warning_text", tip=tip)
    return cell
