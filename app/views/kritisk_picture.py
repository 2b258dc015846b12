"""What the tab Kritisk nivå shows of an answer: the picture, its table twin, and the marginal årsverk."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app import kritisk_texts as words
from app.charts.levels import Cliff, LevelMark, LevelPanel, LevelPicture
from app.difference import ARSVERK, CASES, HOURS, Better, Quantity, difference
from app.svar.kritisk import KORT, marks
from app.widgets.cells_table import Cell, CellRow, Column
from planning_core.questions.curve import ToppStatus
from planning_core.questions.levels import KritiskNiva
from planning_core.questions.marginal import Marginalt

translate = QCoreApplication.translate

DAYS = Quantity(decimals=1)


def picture(result: KritiskNiva, t: int) -> LevelPicture:
    """The curves in month ``t`` of the horizon."""
    month = fmt.maned_lang(result.plan.maneder[t])
    main = LevelPanel(
        translate("KritiskNiva", "Oppfølging"),
        translate("KritiskNiva", "timer i måneden, hele fylket, {maned}").format(maned=month),
        translate("KritiskNiva", "oppfølging, timer"), result.oppfolging[:, t], **_short(result, t),
        quantity=HOURS, better=Better.HIGHER, from_zero=False,
    )
    below = LevelPanel(
        translate("KritiskNiva", "Restanser"),
        translate("KritiskNiva", "saker ved slutten av {maned}").format(maned=month),
        translate("KritiskNiva", "restanser, saker"), result.restanser[:, t], quantity=CASES,
    )
    moves = bool(result.plan.flyttinger) and result.i_dag is not None
    today = 0.0 if result.i_dag is None else float(result.niva[result.i_dag])
    change = result.planen.niva - today
    return LevelPicture(
        levels=result.niva, panels=(main, below),
        caption=translate("KritiskNiva", "statlige årsverk i {fe} (fylkets sum er fast: {sum})").format(
            fe=words.fe_word(result.plan), sum=fmt.arsverk(result.sum_arsverk)),
        today=result.i_dag, marks=tuple(_marks(result, t)), cliff=_cliff(result, t),
        move=translate("KritiskNiva", "planen flytter {arsverk}").format(arsverk=fmt.arsverk(abs(change)))
        if moves and fmt.arsverk(change) != fmt.arsverk(0.0) else "",
        move_ends=(today, result.planen.niva), summary=" ".join(words.level_sentences(result, t)),
    )


def _short(result: KritiskNiva, t: int) -> dict:
    """The same after twelve months, where the month shown is a later one."""
    if t % len(result.plan.maneder) <= KORT - 1:
        return {}
    early = result.topp(KORT - 1)
    top = (translate("KritiskNiva", "høyest på {niva}").format(niva=fmt.arsverk(early.niva))
           if early.status is ToppStatus.FUNNET else translate("KritiskNiva", "ingen topp"))
    return {
        "other": result.oppfolging[:, KORT - 1],
        "other_label": translate("KritiskNiva", "etter {antall} måneder: {topp}").format(antall=KORT, topp=top),
        "other_name": translate("KritiskNiva", "etter {antall} måneder").format(antall=KORT),
    }


def _marks(result: KritiskNiva, t: int) -> list[LevelMark]:
    found = []
    top = result.topp(t)
    hours = translate("KritiskNiva", "{timer} timer")
    top_is_today = top.status is ToppStatus.FUNNET and top.posisjon == result.i_dag
    if top.status is ToppStatus.FUNNET and not top_is_today:
        found.append(LevelMark(
            "top", top.niva, translate("KritiskNiva", "Høyest {niva}").format(niva=fmt.arsverk(top.niva)),
            hours.format(timer=fmt.timer(top.timer)), (top.timer, float(result.restanser[top.posisjon, t])),
        ))
    if result.i_dag is not None:
        values = float(result.oppfolging[result.i_dag, t]), float(result.restanser[result.i_dag, t])
        detail = translate("KritiskNiva", "{timer} timer, uten flyttinger").format(timer=fmt.timer(values[0]))
        level = float(result.niva[result.i_dag])
        title = (translate("KritiskNiva", "I dag og høyest {niva}") if top_is_today else
                 translate("KritiskNiva", "I dag {niva}")).format(niva=fmt.arsverk(level))
        found.append(LevelMark("today", level, title, detail, values))
    if result.plan.flyttinger:
        own = result.planen
        values = float(own.oppfolging[t]), float(own.restanser[t])
        title = translate("KritiskNiva", "Planen {niva}").format(niva=fmt.arsverk(own.niva))
        found.append(LevelMark("plan", own.niva, title, hours.format(timer=fmt.timer(values[0])), values))
    return found


def _cliff(result: KritiskNiva, t: int) -> Cliff | None:
    found = result.stup(t)
    if found is None:
        return None
    return Cliff(
        found.til, found.niva,
        translate("KritiskNiva", "Stupet: under {niva}").format(niva=fmt.arsverk(found.niva)),
        (translate("KritiskNiva", "minst {timer} timer").format(timer=fmt.timer(result.stup_timer)),
         translate("KritiskNiva", "per årsverk ut")),
    )


def twin(result: KritiskNiva, t: int) -> tuple[list[Column], list[CellRow]]:
    """The picture as a table: a row a level, whose key is its position, and the plan itself among them."""
    shows_short = bool(_short(result, t))
    columns = [
        Column(translate("KritiskNiva", "I {fe}\nårsverk").format(fe=words.fe_word(result.plan))),
        Column(translate("KritiskNiva", "Oppfølging\ntimer")),
        *([Column(translate("KritiskNiva", "Etter {antall}\nmåneder, timer").format(antall=KORT))] if shows_short else []),
        Column(translate("KritiskNiva", "Mot i dag\ntimer")),
        Column(translate("KritiskNiva", "Restanser\nsaker")),
        Column(translate("KritiskNiva", "Over ytre\ngrense, saker")),
        Column(translate("KritiskNiva", "Merke"), words=True),
    ]
    named = marks(result, t)
    rows = []
    for i, level in enumerate(result.niva.tolist()):
        hours = result.oppfolging[i]
        change = np.nan if result.i_dag is None else hours[t] - result.oppfolging[result.i_dag, t]
        rows.append(CellRow((
            _number(level, ARSVERK, strong=i in named), _number(hours[t], HOURS, strong=i in named),
            *([_number(hours[KORT - 1], HOURS, role="secondary")] if shows_short else []),
            _change(change, HOURS, Better.HIGHER), _number(result.restanser[i, t], CASES),
            _number(result.over_grense[i, t], CASES), Cell(named.get(i, "")),
        ), key=str(i)))
    if result.plan.flyttinger:
        place = int(np.searchsorted(result.niva, result.planen.niva, side="right"))
        rows.insert(place, _plan_row(result, t, shows_short))
    return columns, rows


def _plan_row(result: KritiskNiva, t: int, shows_short: bool) -> CellRow:
    own = result.planen
    change = np.nan if result.i_dag is None else own.oppfolging[t] - result.oppfolging[result.i_dag, t]
    return CellRow((
        _number(own.niva, ARSVERK, strong=True), _number(own.oppfolging[t], HOURS, strong=True),
        *([_number(own.oppfolging[KORT - 1], HOURS, role="secondary")] if shows_short else []),
        _change(change, HOURS, Better.HIGHER), _number(own.restanser[t], CASES), _number(own.over_grense[t], CASES),
        Cell(translate("KritiskNiva", "planen slik den er lagt"), "plan_line", strong=True),
    ), key="planen")


def _number(value: float, quantity: Quantity, *, strong: bool = False, role: str = "text") -> Cell:
    return Cell(quantity.text(float(value)), role, strong=strong, plain=quantity.plain(float(value)))


def _change(value: float, quantity: Quantity, better: Better) -> Cell:
    shown = difference(float(value), quantity, better)
    return Cell(shown.text, shown.role, plain=quantity.plain(float(value)))


def marginal_table(result: Marginalt, more: bool) -> tuple[list[Column], list[CellRow]]:
    """One årsverk more (or less) in each unit, ranked; each row's tooltip is its sentence."""
    effects, way = (result.mer, 1.0) if more else (result.mindre, -1.0)
    # A bar is what one expects: more from one more, less from one less. What goes the other way has none.
    longest = max((way * e.slutt.oppfolging for e in effects), default=0.0)
    fe = {e.enhet for e in result.plan.forvaltningsenheter}
    columns = [
        Column(translate("KritiskNiva", "Enhet"), words=True),
        Column(translate("KritiskNiva", "Oppfølging\ntimer/mnd")),
        Column(translate("KritiskNiva", "Restanser\nsaker")),
        Column(translate("KritiskNiva", "Tid\ndager"), tip=translate("KritiskNiva", "Saksbehandlingstid")),
        Column(translate("KritiskNiva", "Over grense\nsaker")),
    ]
    rows = []
    for i, effect in enumerate(effects, start=1):
        end, strong = effect.slutt, effect.enhet in fe
        tip = words.marginal_sentence(result.plan, effect)
        share = max(way * end.oppfolging, 0.0) / longest if longest > 0 else 0.0
        name = f"{i}{fmt.NBSP} {words.unit_name(result.plan, effect.enhet)}"
        rows.append(CellRow((
            Cell(name, strong=strong, tip=tip, plain=words.unit_name(result.plan, effect.enhet)),
            Cell(HOURS.change(end.oppfolging), strong=strong, bar=share, ranked=True,
                 plain=HOURS.plain(end.oppfolging), tip=tip),
            *(Cell(q.change(v), strong=strong, plain=q.plain(v), tip=tip)
              for q, v in ((CASES, end.restanser), (DAYS, end.dager), (CASES, end.over_grense))),
        ), key=effect.enhet))
    return columns, rows
