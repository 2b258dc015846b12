"""The figures of Delta 2007 beside its account: two tables that never are merged, the example, the readings, the FE plan."""

from __future__ import annotations

from app.svar.answer import Diagram, DiagramSlag, Format, Kolonne, Tabell
from models.io.samples_delta import DELTA_SUM, HP5_SERIEN, DeltaTall, delta_tall
from planning_core.months import month
from planning_core.plan import Plan
from planning_core.questions.account import Regnskap
from planning_core.questions.readings import Lesning, oppfolging_til_andel
from planning_core.questions.scenarios import bruk, navn

LESNING = {
    Lesning.UENDRET_SUM: "A: summen er uendret, oppfølgingen tar fra annet arbeid",
    Lesning.RESTEN_BEHOLDES: "B: resten beholdes, summen vokser",
}
SETNINGER = (
    "«Delta sum» og «HP5-serien» er to tabeller i kilden som ikke passer sammen (26\u00a0% av 7\u00a0255 er 1\u00a0886, ikke "
    "1\u00a0988). De står hver for seg og blir aldri slått sammen.",
    "Forvaltningsenhetene var planlagt med 1\u00a0550 årsverk og hadde 2\u00a0478 ved utgangen av mars 2010: 928 flere, "
    "60\u00a0%.",
)
_AR = (2007, 2009, 2013)


def tabeller(plan: Plan) -> tuple[Tabell, ...]:
    """The tables of the sample: what the account gives by year, and what stands in the sources."""
    known = delta_tall()
    tables = [_by_year(plan, DELTA_SUM, "Andelene av 7 255 og av 3 143 årsverk. Kilden fordeler ikke på hovedprosesser.")]
    if HP5_SERIEN in navn(plan):
        series, findings = bruk(plan, HP5_SERIEN)
        if not any(f.is_error for f in findings):
            tables.append(_by_year(series, HP5_SERIEN, (
                "Oppfølgingen faller i årsverk mens andelen stiger. Satsene (HP5 23,9 %, HP1–HP4 50,6 %) er utledet (D).")))
    return (*tables, _shares(known), _example(known), _follow_up(known), _readings(known), _staffing(known))


def _by_year(plan: Plan, name: str, explanation: str) -> Tabell:
    account = Regnskap(plan)
    columns = (
        Kolonne("År"), Kolonne("Igjen i alt", "årsverk", Format.ARSVERK), Kolonne("Gevinst", "årsverk", Format.ARSVERK),
        Kolonne("HP5", "årsverk", Format.ARSVERK), Kolonne("HP1–HP4", "årsverk", Format.ARSVERK),
        Kolonne("HP5 av alt", "andel", Format.ANDEL),
    )
    made = []
    for year in _AR:
        # The first year is the mapping itself: nothing is in when the year begins.
        konto = account.konto(plan.start, dict.fromkeys((g.navn for g in plan.gevinster), 0.0)) if year == _AR[0] else (
            account.konto(month(year, 12)))
        hp5 = float(konto.igjen[:, :, 4].sum())
        cases = float(konto.igjen.sum()) - hp5
        made.append((str(year), konto.sum_igjen, konto.bruttogevinst, hp5, cases, hp5 / konto.sum_igjen))
    chart = Diagram(DiagramSlag.STABLET, f"{name}: igjen (årsverk)", 0, (3, 4))
    return Tabell(name, columns, tuple(made), chart, explanation)


def _shares(known: DeltaTall) -> Tabell:
    columns = (Kolonne("Del"), Kolonne("Andel i kilden", "andel", Format.ANDEL), Kolonne("Av 6 172", "årsverk", Format.ARSVERK),
               Kolonne("Av 3 143", "årsverk", Format.ARSVERK))
    made: list[tuple[str | float | None, ...]] = [
        (hp, share, part, None)
        for (hp, share), part in zip(known.hovedprosesser.items(), known.kartlagt.deler, strict=True)
    ]
    made.append(("Avrunding i kilden", 1.0 - known.kartlagt.sum_andel, known.kartlagt.avrunding, None))
    made += [
        (t.value, share, None, part) for (t, share), part in zip(known.gevinsttyper.items(), known.gevinst.deler, strict=True)
    ]
    made.append(("Avrunding i kilden", 1.0 - known.gevinst.sum_andel, None, known.gevinst.avrunding))
    return Tabell("Andeler i kilden", columns, tuple(made), None,
                  "Hovedprosessene summerer til 99 % og gevinsttypene til 101 %. Ingenting er skalert (linje 5084–5088 og 5202).")


def _example(known: DeltaTall) -> Tabell:
    n = known.tall
    stays = n["eksempel_arsverk"] - n["eksempel_flyttet"]
    after = n["eksempel_igjen_nk"] + n["eksempel_igjen_fe"]
    columns = (Kolonne("Linje"), Kolonne("NAV lokal", "årsverk", Format.ARSVERK),
               Kolonne("Spesialenhet", "årsverk", Format.ARSVERK), Kolonne("I alt", "årsverk", Format.ARSVERK))
    made = (
        ("I dag", n["eksempel_arsverk"], 0.0, n["eksempel_arsverk"]),
        ("Brutto flyttet", stays, n["eksempel_flyttet"], n["eksempel_arsverk"]),
        ("Etter alle gevinster", n["eksempel_igjen_nk"], n["eksempel_igjen_fe"], after),
        ("Bruttogevinst", stays - n["eksempel_igjen_nk"], n["eksempel_flyttet"] - n["eksempel_igjen_fe"],
         n["eksempel_arsverk"] - after),
    )
    return Tabell("Deltas eksempel", columns, made, None, "Oppdiktet eksempel i Delta-rapporten (linje 5161–5183).")


def _follow_up(known: DeltaTall) -> Tabell:
    columns = (Kolonne("Ytelse"), Kolonne("Tidligere etat"), Kolonne("I alt", "årsverk", Format.ARSVERK),
               Kolonne("Herav oppfølging", "årsverk", Format.ARSVERK), Kolonne("Trykt i kilden", "andel", Format.ANDEL),
               Kolonne("Regnet", "andel", Format.ANDEL))
    made = tuple((r.ytelse, r.etat, r.arsverk, r.oppfolging, r.trykt, r.oppfolging / r.arsverk) for r in known.oppfolging)
    chart = Diagram(DiagramSlag.LIGGENDE, "Oppfølging i seks ytelser (andel av årsverkene)", 0, (5,))
    return Tabell("Oppfølging i seks ytelser", columns, made, chart,
                  "Deltas tabell 22 og 23 (linje 5415–5427). Individstønader er trykt som 44 %, men blir 44,7.")


def _readings(known: DeltaTall) -> Tabell:
    chosen = [r for r in known.oppfolging if r.i_eksempelet]
    groups = [(r.ytelse, r.arsverk, r.oppfolging) for r in chosen]
    groups.append(("De tre samlet", sum(r.arsverk for r in chosen), sum(r.oppfolging for r in chosen)))
    columns = (
        Kolonne("Ytelse"), Kolonne("Lesning"), Kolonne("I dag", "årsverk", Format.ARSVERK),
        Kolonne("Oppfølging etter", "årsverk", Format.ARSVERK), Kolonne("Økning", "årsverk", Format.ARSVERK, True),
        Kolonne("Alt arbeid etter", "årsverk", Format.ARSVERK),
    )
    made = tuple(
        (name, LESNING[r.lesning], now, r.oppfolging, r.okning, r.sum_etter)
        for name, total, now in groups for r in oppfolging_til_andel(total, now, known.tall["oppfolging_andel"])
    )
    return Tabell("45 prosent, to lesninger", columns, made, None,
                  "Oppfølging til 45 % av arbeidet (linje 5433–5444) kan leses på to måter: 334 eller 607 årsverk mer.")


def _staffing(known: DeltaTall) -> Tabell:
    n = known.tall
    columns = (Kolonne("Linje"), Kolonne("Årsverk", "årsverk", Format.ARSVERK))
    made = (
        ("Plan: fra NAV-kontor", n["fe_plan_nk"]), ("Plan: fra enheter som fantes", n["fe_plan_aetat"]),
        ("Plan: fra fylkeskontor", n["fe_plan_fylke"]), ("Plan i alt", n["fe_plan"]),
        ("Faktisk, mars 2010", n["fe_faktisk"]), ("Faktisk minus plan", n["fe_faktisk"] - n["fe_plan"]),
    )
    chart = Diagram(DiagramSlag.LIGGENDE, "Forvaltningsenhetene, plan og faktisk (årsverk)", 0, (1,))
    return Tabell("FE plan og faktisk", columns, made, chart,
                  "Bemanningen i forvaltningsenhetene ble 60 % høyere enn planlagt (linje 5265–5268 og 5549–5551).")
