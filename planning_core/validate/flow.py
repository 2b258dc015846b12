"""Saksflyt and oppfølging: months, routes, norms, ages and users that a projection needs."""

from __future__ import annotations

from planning_core.memo import LastTable
from planning_core.plan import HOVEDPROSESSER, KUN_REGNSKAP, SAKSPROSESSER, Saksinngang
from planning_core.validate.duplicates import age_span
from planning_core.validate.report import Report, is_number

HP5 = HOVEDPROSESSER[4]

_checked = LastTable()


def check(report: Report) -> None:
    """Findings on how cases and users run through the units."""
    _check_normtid(report)
    _check_ressurskartlegging(report)
    _check_minutes(report)
    for row, grensesnitt in enumerate(report.plan.grensesnitt):
        if grensesnitt.hovedprosess == HP5 and grensesnitt.andel_fe != 0:
            report.add("hp5_i_grensesnitt", "Grensesnitt", row, "hovedprosess", HP5)
    _check_saksinngang(report)
    _check_routes(report)
    _check_ages(report)
    _check_users(report)
    for row, ytelse in enumerate(report.plan.ytelser):
        if ytelse.ytre_grense_dager is None:
            report.add("mangler_ytre_grense", "Ytelser", row, "ytre_grense_dager", None, ytelse=ytelse.ytelse)
    for row, kostnad in enumerate(report.plan.kostnader):
        if kostnad.enhet is not None and kostnad.kategori in KUN_REGNSKAP and kostnad.arsverk:
            report.add(
                "kostnad_bare_i_regnskapet", "Kostnader", row, "årsverk", kostnad.arsverk, kategori=kostnad.kategori,
            )


def _check_normtid(report: Report) -> None:
    for row, norm in enumerate(report.plan.normtid):
        if norm.hovedprosess == HP5:
            report.add("hp5_i_normtid", "Normtid", row, "hovedprosess", HP5, ytelse=norm.ytelse)
        if norm.minutter is None and norm.saker_per_ukeverk is None:
            report.add("normtid_mangler_tall", "Normtid", row, "minutter", None, ytelse=norm.ytelse)
        elif norm.minutter is not None and norm.saker_per_ukeverk is not None:
            report.add(
                "normtid_to_tall", "Normtid", row, "saker_per_ukeverk", norm.saker_per_ukeverk, ytelse=norm.ytelse,
            )


def _check_ressurskartlegging(report: Report) -> None:
    """Cases per year are needed where they give the minutes of a ytelse that is projected."""
    declared = {y.ytelse for y in report.plan.ytelser}
    own_norm = {(n.ytelse, n.hovedprosess) for n in report.plan.normtid}
    for row, kart in enumerate(report.plan.ressurskartlegging):
        key = (kart.ytelse, kart.hovedprosess)
        if kart.ytelse not in declared or kart.hovedprosess not in SAKSPROSESSER or key in own_norm:
            continue
        if kart.saker_per_ar == 0:
            report.add("maa_vaere_over_null", "Ressurskartlegging", row, "saker_per_år", 0.0)
        elif kart.saker_per_ar is None and kart.arsverk:
            report.add(
                "mangler_saker_per_aar", "Ressurskartlegging", row, "saker_per_år", None,
                ytelse=kart.ytelse, hovedprosess=kart.hovedprosess,
            )


def _check_minutes(report: Report) -> None:
    """Ytelser whose cases take no time."""
    if not report.plan.enheter:
        return
    given: dict[str, bool] = {}
    for norm in report.plan.normtid:
        given[norm.ytelse] = given.get(norm.ytelse, False) or bool(norm.minutter or norm.saker_per_ukeverk)
    for kart in report.plan.ressurskartlegging:
        if kart.hovedprosess in SAKSPROSESSER and kart.saker_per_ar:
            given[kart.ytelse] = given.get(kart.ytelse, False) or bool(kart.arsverk)
    used = {r.ytelse for r in report.plan.saksinngang}
    for row, ytelse in enumerate(report.plan.ytelser):
        if ytelse.ytelse not in given:
            report.add("mangler_normtid", "Ytelser", row, "ytelse", ytelse.ytelse)
        elif not given[ytelse.ytelse] and ytelse.ytelse in used:
            report.add("normtid_null", "Ytelser", row, "ytelse", ytelse.ytelse)


def _check_saksinngang(report: Report) -> None:
    rows = report.plan.saksinngang
    if not any(r.antall for r in rows):
        report.add("ingen_saksinngang", "Saksinngang")
    if not report.dated:
        return
    start, horisont = report.plan.start, report.plan.horisont_maneder
    for row, (enhet, ytelse), missing in _checked.get(
        "Saksinngang", rows, lambda: _gaps(rows, start, horisont), start, horisont,
    ):
        if enhet in report.kontor and ytelse in report.ytelser:
            report.add(
                "mangler_maaneder", "Saksinngang", row, "måned", None,
                enhet=report.unit_name(enhet), ytelse=ytelse, maneder=missing,
            )


def _gaps(
    rows: tuple[Saksinngang, ...], start: int, horisont: int,
) -> list[tuple[int, tuple[str, str], tuple[int, ...]]]:
    """First row, unit and ytelse, and months without cases, where some months of the horizon have no row."""
    first_row: dict[tuple[str, str], int] = {}
    months: dict[tuple[str, str], list[int | None]] = {}
    for row, r in enumerate(rows):
        thing = (r.enhet, r.ytelse)
        if thing not in months:
            first_row[thing] = row
            months[thing] = []
        months[thing].append(r.maned)
    found = []
    for thing, given in months.items():
        if None not in given:
            missing = missing_months([m for m in given if m is not None], start, horisont)
            if missing:
                found.append((first_row[thing], thing, missing))
    return found


def missing_months(given: list[int], start: int, horisont: int) -> tuple[int, ...]:
    """Months of the horizon without a row of their own or of the same calendar month in an earlier year.

    Examples
    --------
    >>> missing_months(list(range(24300, 24311)), 24312, 12)
    (24323,)
    """
    earliest: dict[int, int] = {}
    for maned in given:
        season = maned % 12
        if maned < earliest.get(season, maned + 1):
            earliest[season] = maned
    return tuple(m for m in range(start, start + horisont) if earliest.get(m % 12, m + 1) > m)


def _check_routes(report: Report) -> None:
    """Every kontor and ytelse with cases needs to know where they are decided; with one FE there is no doubt."""
    if len(report.forvaltningsenheter) == 1:
        return
    needed: dict[str, dict[str, None]] = {}
    for enhet, ytelse in dict.fromkeys(
        (r.enhet, r.ytelse) for table in (report.plan.saksinngang, report.plan.restanser) for r in table
    ):
        if enhet in report.kontor and ytelse in report.ytelser:
            needed.setdefault(enhet, {})[ytelse] = None
    if needed and not report.forvaltningsenheter:
        report.add("mangler_forvaltningsenhet", "Enheter", None, "type")
    if len(report.forvaltningsenheter) < 2:
        return
    given = {(r.enhet, r.ytelse) for r in report.plan.ruter}
    for enhet, ytelser in needed.items():
        missing = () if (enhet, None) in given else tuple(y for y in ytelser if (enhet, y) not in given)
        if missing:
            report.add(
                "mangler_rute", "Ruter", None, "enhet", enhet, enhet=report.unit_name(enhet), ytelser=missing,
                forvaltningsenheter=tuple(report.unit_name(f) for f in sorted(report.forvaltningsenheter)),
            )


def _check_ages(report: Report) -> None:
    for row, restanse in enumerate(report.plan.restanser):
        fra, til = restanse.alder_fra_mnd, restanse.alder_til_mnd
        if age_span(restanse) is not None or any(a is not None and not _is_age(a) for a in (fra, til)):
            continue
        if til is None:
            report.add("mangler_oevre_alder", "Restanser", row, "alder_til_mnd", None, fra=fra)
        else:
            report.add("alder_til_foer_fra", "Restanser", row, "alder_til_mnd", til, fra=fra or 0.0, til=til)


def _is_age(value: float) -> bool:
    """A number >= 0; what is not is found with the other numbers."""
    return is_number(value) and value >= 0


def _check_users(report: Report) -> None:
    for row, norm in enumerate(report.plan.oppfolgingsnorm):
        if norm.timer_per_bruker_mnd is None and (norm.intervall_mnd is None or norm.minutter_per_samtale is None):
            report.add(
                "norm_mangler_tall", "Oppfølgingsnorm", row, "timer_per_bruker_mnd", None,
                brukergruppe=norm.brukergruppe,
            )
    _check_groups(report)
    _check_kontor_without_users(report)


def _check_groups(report: Report) -> None:
    plan = report.plan
    normed = {n.brukergruppe for n in plan.oppfolgingsnorm}
    first_row: dict[str, int] = {}
    earliest: dict[tuple[str, str], tuple[int, int] | None] = {}
    for row, r in enumerate(plan.brukere):
        if r.brukergruppe not in normed and r.brukergruppe not in first_row:
            first_row[r.brukergruppe] = row
            report.add("mangler_oppfoelgingsnorm", "Brukere", row, "brukergruppe", r.brukergruppe)
        thing = (r.enhet, r.brukergruppe)
        if r.maned is None:
            earliest[thing] = None
        else:
            before = earliest.get(thing, (r.maned, row))
            earliest[thing] = None if before is None else min(before, (r.maned, row))
    for (enhet, brukergruppe), first in earliest.items():
        if first is not None and report.dated and first[0] > plan.start:
            report.add(
                "brukere_starter_sent", "Brukere", first[1], "måned", first[0],
                enhet=report.unit_name(enhet), brukergruppe=brukergruppe, maned=first[0],
            )


def _check_kontor_without_users(report: Report) -> None:
    counted = {r.enhet for r in report.plan.brukere}
    without = [e for e in report.plan.enheter if e.er_kontor and e.enhet not in counted]
    if without and not report.plan.brukere:
        report.add("ingen_brukere", "Brukere")
        return
    for enhet in without:
        report.add(
            "kontor_uten_brukere", "Enheter", report.unit_rows[enhet.enhet], "enhet", enhet.enhet,
            enhet=report.unit_name(enhet.enhet),
        )
