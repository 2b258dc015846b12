"""The Delta account of a plan."""

from __future__ import annotations

from typing import Any

import numpy as np

from app import gevinst_rows as rows
from app import gevinst_texts as words
from app.gevinst_rows import Slag
from app.svar import delta_tables
from app.svar.answer import Diagram, DiagramSlag, Farge, Format, Kolonne, Svar, Tabell, Verdi
from app.texts import setning
from models.io.samples_delta import FYLKE
from planning_core.months import month_text
from planning_core.parameters import NIVAER
from planning_core.plan import HOVEDPROSESSER, GevinstType, Plan, uten_flyttinger
from planning_core.questions.account import FE, NK, Konto, Regnskap, Serie, tre_nivaer
from planning_core.questions.gevinst_moves import uten_flytting
from planning_core.questions.scenarios import bruk, navn

NAVN, TITTEL = "gevinst", "Gevinstregnskap"


def besvar(plan: Plan) -> Svar:
    """The account at the end of the plan and when everything is in, at three levels, by month, process and ytelse."""
    account = Regnskap(plan)
    konto = account.konto(plan.maneder[-1])
    if not konto.base.any():
        return Svar(NAVN, TITTEL, (words.UTEN_GRUNNLAG,), (), {"grunnlag": 0.0})
    levels = tre_nivaer(plan, plan.maneder[-1])
    series = account.serie()
    sentences = (
        *words.gevinst_sentences(account, konto, Regnskap(uten_flyttinger(plan)).konto(plan.maneder[-1]), levels),
        *(setning(f) for f in (*account.findings(), *uten_flytting(plan))),
    )
    tables = [_account(konto, account.konto()), _levels(konto, levels), _steps(konto), _by_month(series, account, konto)]
    tables += [_by_process(konto), _by_ytelse(konto)]
    if plan.gevinster:
        tables.append(_register(account))
    if plan.scenarier:
        tables.append(_scenarios(plan, konto))
    if plan.fylke == FYLKE:
        tables += delta_tables.tabeller(plan)
        sentences = (*sentences, *delta_tables.SETNINGER)
    return Svar(NAVN, TITTEL, sentences, tuple(tables), as_json(account, konto, levels, series))


def _account(konto: Konto, full: Konto) -> Tabell:
    kroner = konto.har_kroner
    year = "" if konto.prisar is None else f"{konto.prisar:.0f}-kroner i året"
    columns = [Kolonne("Linje"), Kolonne(words.dato(konto).capitalize(), "årsverk", Format.ARSVERK),
               Kolonne("Alt tatt ut", "årsverk", Format.ARSVERK)]
    if kroner:
        columns += [Kolonne(words.dato(konto).capitalize(), year, Format.KRONER), Kolonne("Alt tatt ut", year, Format.KRONER)]
    prices, full_prices = ({line.nokkel: line.kroner for line in rows.linjer(k)} for k in (konto, full))
    made: list[tuple[Verdi, ...]] = []
    for line, values in rows.side_om_side({"dato": konto, "alt": full}):
        money = (prices.get(line.nokkel), full_prices.get(line.nokkel)) if kroner else ()
        made.append((line.navn, *values, *money))
    return Tabell("Regnskap", tuple(columns), tuple(made), None,
                  f"Fra grunnlag til nettogevinst på {konto.niva} nivå. {words.BRUTTO_NOTE}")


def _levels(konto: Konto, levels: dict[str, Konto]) -> Tabell:
    columns = (Kolonne("Linje"), *(Kolonne(words.NIVA[n], "årsverk", Format.ARSVERK) for n in NIVAER))
    made = tuple((line.navn, *values) for line, values in rows.side_om_side(levels))
    return Tabell("Tre nivåer", columns, made, None, f"De tre nivåene side om side, {words.dato(konto)}.")


_STEP_COLUMNS = {
    Slag.SUM: ("Grunnlag", Farge.HELE), Slag.SPART: ("Spart", Farge.GEVINST), Slag.NK: ("NAV-kontor", Farge.HELE),
    Slag.FE: ("FE", Farge.DEL), Slag.KOSTNAD: ("Kostnader", Farge.TAP), Slag.NETTO: ("Netto", Farge.SUM),
}
"""Kind of step -> its column and colour."""


def _steps(konto: Konto) -> Tabell:
    """The waterfall from zero: an invisible base carries each step."""
    kinds = list(_STEP_COLUMNS)
    columns = (
        Kolonne("Trinn"), Kolonne("Endring eller nivå", "årsverk", Format.ARSVERK),
        Kolonne("Under søylen", "årsverk", Format.ARSVERK),
        *(Kolonne(name, "årsverk", Format.ARSVERK) for name, _ in _STEP_COLUMNS.values()),
    )
    made: list[tuple[Verdi, ...]] = []
    for step in rows.trapp(konto):
        parts: list[Verdi] = [None] * len(kinds)
        parts[kinds.index(step.slag)] = step.topp - step.bunn
        made.append((step.navn, step.verdi, step.bunn, *parts))
    title = f"Fra grunnlag til nettogevinst (årsverk, {words.dato(konto)})"
    chart = Diagram(DiagramSlag.STABLET, title, 0, tuple(range(2, 3 + len(kinds))), usynlige=frozenset({2}),
                    farger=tuple(colour for _, colour in _STEP_COLUMNS.values()))
    return Tabell("Trapp", columns, tuple(made), chart,
                  "Bruttogevinsten henger fra grunnlaget ned til det som er igjen. Kostnadene tar av den nedenfra.")


def _by_month(series: Serie, account: Regnskap, konto: Konto) -> Tabell:
    columns = [
        Kolonne("Måned", "", Format.MANED), Kolonne("Flyttet til FE, brutto", "årsverk", Format.ARSVERK),
        *(Kolonne(words.TYPE[t], "årsverk", Format.ARSVERK) for t in GevinstType),
        Kolonne(words.AVRUNDING, "årsverk", Format.ARSVERK, True),
        Kolonne("Bruttogevinst", "årsverk", Format.ARSVERK), Kolonne("Kostnader", "årsverk", Format.ARSVERK),
        Kolonne("Nettogevinst", "årsverk", Format.ARSVERK, True),
        Kolonne("Igjen i NAV-kontor", "årsverk", Format.ARSVERK), Kolonne("Igjen i FE", "årsverk", Format.ARSVERK),
        Kolonne("Netto til nå", "årsverk ganger år", Format.ARSVERK, True),
        Kolonne("Førte kostnader", "kroner i måneden", Format.KRONER),
    ]
    if series.akkumulert_kroner is not None:
        columns.append(Kolonne("Netto til nå", f"{konto.prisar:.0f}-kroner", Format.KRONER, True))
    types = series.brutto.sum(axis=1)
    made = []
    for t, month in enumerate(series.maneder):
        saved = [float(v) for v in types[:, t]]
        money = () if series.akkumulert_kroner is None else (float(series.akkumulert_kroner[t]),)
        made.append((
            month, float(series.flyttet[t]), *saved, float(series.bruttogevinst[t]) - sum(saved),
            float(series.bruttogevinst[t]), float(series.kostnad[t]), float(series.netto[t]),
            float(series.igjen[NK, t]), float(series.igjen[FE, t]), float(series.akkumulert[t]),
            float(series.kostnad_kroner[t]), *money,
        ))
    chart = Diagram(DiagramSlag.LINJE, "Brutto- og nettogevinst (årsverk)", 0, (6, 8), fra_null=False)
    return Tabell("Måned for måned", tuple(columns), tuple(made), chart,
                  f"Ved slutten av hver måned, på {account.niva} nivå.")


def _parts(konto: Konto, y: Any, hp: Any) -> tuple[float, ...]:
    """Base, moved, left at each place, each type and brutto of a part of the work."""
    saved = [float(np.sum(konto.brutto[i][:, y, hp])) for i in range(len(GevinstType))]
    return (
        float(np.sum(konto.base[y, hp])), float(np.sum(konto.flyttet[y, hp])), *saved, float(sum(saved)),
        float(np.sum(konto.igjen[NK][y, hp])), float(np.sum(konto.igjen[FE][y, hp])),
    )


_PARTS = ("Grunnlag", "Flyttet til FE, brutto", "Spesialisering", "Automatisering", "Andre", "Bruttogevinst",
          "Igjen i NAV-kontor", "Igjen i FE")


def _by_process(konto: Konto) -> Tabell:
    columns = (Kolonne("Hovedprosess"), *(Kolonne(n, "årsverk", Format.ARSVERK) for n in _PARTS),
               Kolonne("Andel av grunnlaget", "andel", Format.ANDEL), Kolonne("Andel av det som er igjen", "andel", Format.ANDEL))
    total, left = float(konto.base.sum()), float(konto.igjen.sum())
    made: list[tuple[Verdi, ...]] = []
    for i, hp in enumerate(HOVEDPROSESSER):
        own = _parts(konto, slice(None), i)
        made.append((words.HP[hp], *own, own[0] / total, (own[6] + own[7]) / left if left else None))
    made.append(("Sum", *_parts(konto, slice(None), slice(None)), 1.0, 1.0 if left else None))
    chart = Diagram(DiagramSlag.STABLET, f"Igjen etter hovedprosess (årsverk, {words.dato(konto)})", 0, (7, 8, 6),
                    farger=(Farge.HELE, Farge.DEL, Farge.GEVINST))
    return Tabell("Hovedprosess", columns, tuple(made[:-1]), chart,
                  f"Etter hovedprosess, {words.dato(konto)}. Avrunding i kilden er ikke fordelt.")


def _by_ytelse(konto: Konto) -> Tabell:
    columns = (Kolonne("Ytelse"), *(Kolonne(n, "årsverk", Format.ARSVERK) for n in _PARTS))
    made = tuple((words.ytelse_navn(y), *_parts(konto, i, slice(None))) for i, y in enumerate(konto.ytelser))
    return Tabell("Ytelse", columns, made, None, f"Etter ytelse, {words.dato(konto)}. Avrunding i kilden er ikke fordelt.")


def _register(account: Regnskap) -> Tabell:
    plan = account.plan
    columns = (
        Kolonne("Gevinst"), Kolonne("Type"), Kolonne("Virker på"), Kolonne("Bruk"),
        *(Kolonne(words.NIVA[n], "andel av tiden", Format.ANDEL) for n in NIVAER),
        Kolonne("Realisering", "andel", Format.ANDEL), Kolonne("Starter", "", Format.MANED),
        Kolonne("Forsinkelse", "måneder", Format.MND), Kolonne("Tatt ut ved slutten", "andel", Format.ANDEL),
        Kolonne("I NAV-kontor", "årsverk", Format.ARSVERK), Kolonne("I FE", "årsverk", Format.ARSVERK),
        Kolonne("Alt tatt ut", "årsverk", Format.ARSVERK), Kolonne("Gevinsteier"),
    )
    now, full = account.av_gevinst(plan.maneder[-1]), account.av_gevinst()
    made = tuple(
        (g.navn, words.TYPE[g.type], words.gevinst_beskrivelse(g), words.BRUK[g.bruk], g.konservativt, g.moderat,
         g.optimistisk, g.realisering, g.fra_maned or None, g.forsinkelse_mnd, float(account.faser[i, -1]),
         float(now[i, NK]), float(now[i, FE]), float(full[i].sum()), g.gevinsteier)
        for i, g in enumerate(plan.gevinster)
    )
    return Tabell("Gevinster i planen", columns, made, None, f"Hver gevinst på {account.niva} nivå ved planens slutt.")


def _scenarios(plan: Plan, konto: Konto) -> Tabell:
    """The plan beside each of its scenarios; one that cannot be applied stands empty and says so."""
    made = {"Planen": konto}
    refused = []
    for name in navn(plan):
        changed, findings = bruk(plan, name)
        if any(f.is_error for f in findings):
            refused.append(name)
        else:
            made[name] = Regnskap(changed).konto(changed.maneder[-1])
    columns = (Kolonne("Linje"), *(Kolonne(name, "årsverk", Format.ARSVERK) for name in made))
    lines = tuple((line.navn, *values) for line, values in rows.side_om_side(made))
    said = f" Kan ikke brukes: {', '.join(refused)}." if refused else ""
    return Tabell("Scenarier", columns, lines, None, f"Planen og scenarioene ved planens slutt.{said}")


def as_json(account: Regnskap, konto: Konto, levels: dict[str, Konto], series: Serie) -> dict[str, Any]:
    """The account for a script: at the end of the plan, when all is in, at three levels and by month."""
    types = series.brutto.sum(axis=1)
    return {
        "niva": account.niva,
        "enhet": "årsverk",
        "dato": month_text(account.plan.maneder[-1]),
        "konto": _plain(konto),
        "alt_inne": _plain(account.konto()),
        "nivaer": {niva: _plain(k) for niva, k in levels.items()},
        "hovedprosesser": {
            hp: dict(zip(("grunnlag", "flyttet", *(t.value for t in GevinstType), "brutto", "igjen_nk", "igjen_fe"),
                         _parts(konto, slice(None), i), strict=True))
            for i, hp in enumerate(HOVEDPROSESSER)
        },
        "maaneder": [month_text(m) for m in series.maneder],
        "serier": {
            "flyttet": series.flyttet.tolist(), **{t.value: types[i].tolist() for i, t in enumerate(GevinstType)},
            "bruttogevinst": series.bruttogevinst.tolist(), "kostnad": series.kostnad.tolist(),
            "nettogevinst": series.netto.tolist(), "igjen_nk": series.igjen[NK].tolist(),
            "igjen_fe": series.igjen[FE].tolist(), "akkumulert_arsverk": series.akkumulert.tolist(),
            "akkumulert_kroner": None if series.akkumulert_kroner is None else series.akkumulert_kroner.tolist(),
        },
    }


def _plain(konto: Konto) -> dict[str, Any]:
    return {
        "grunnlag": konto.sum_base, "flyttet": float(konto.flyttet.sum()),
        **{t.value: konto.av_type(t) for t in GevinstType},
        "avrunding_grunnlag": konto.avrunding_base, "avrunding": konto.avrunding_gevinst, "igjen": konto.sum_igjen,
        "igjen_nk": float(konto.igjen[NK].sum()), "igjen_fe": float(konto.igjen[FE].sum()),
        "bruttogevinst": konto.bruttogevinst,
        "kostnader": [{"kategori": c.kategori, "beregnet": c.beregnet, "arsverk": c.arsverk, "kroner": c.kroner}
                      for c in konto.kostnader],
        "nettogevinst": konto.nettogevinst, "nettogevinst_kroner": konto.nettogevinst_kroner, "prisar": konto.prisar,
    }
