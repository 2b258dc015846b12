"""One sound plan, and for every code a change that must bring it, with the place it must be found at."""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass, replace

from planning_core import plan as p
from planning_core.months import month
from planning_core.plan import Eier, EnhetType, GevinstType, Plan, Sted

START = month(2026, 1)
END = START + 23


def sound_plan() -> Plan:
    """Two kontor in different kommuner, one FE, two ytelser, 24 months; no finding at all."""
    return Plan(
        "Prøvefylke", START, 24, 4, 1700.0,
        enheter=(
            p.Enhet("Nav Skien", "Nav Skien", EnhetType.NAV_KONTOR, ("Skien",), 55_000.0, 40.0, 12.0, 45.0, 2.0, 3.0,
                    0.06, 0.02, 0.0),
            p.Enhet("Nav Siljan", "Nav Siljan", EnhetType.NAV_KONTOR, ("Siljan",), 2_300.0, 5.4, 3.0, 6.0, 0.35, 1.0,
                    0.06, 0.02, 0.0),
            p.Enhet("NFP Telemark", "NFP Telemark", EnhetType.FORVALTNINGSENHET, (), None, 30.0, 0.0, None, 1.0, 0.0,
                    0.06, 0.02, 0.0),
        ),
        ytelser=(
            p.Ytelse("dagpenger", "arbeid", 42.0, 0.85, 0.0),
            p.Ytelse("AAP", "helse", 60.0, 0.8, 0.0),
        ),
        normtid=tuple(p.Normtid(y, hp, 10.0) for y in ("dagpenger", "AAP") for hp in p.SAKSPROSESSER),
        grensesnitt=(p.Grensesnitt("dagpenger", "HP3", 0.7, None), p.Grensesnitt("dagpenger", "HP3", 1.0, START + 6)),
        saksinngang=(
            *(p.Saksinngang("Nav Skien", "dagpenger", START - 12 + m, 100.0 + m) for m in range(12)),
            p.Saksinngang("Nav Skien", "AAP", None, 40.0),
            p.Saksinngang("Nav Siljan", "AAP", None, 3.0),
        ),
        restanser=(
            p.Restanse("Nav Skien", "dagpenger", 50.0, None, None),
            p.Restanse("NFP Telemark", "AAP", 60.0, 0.0, 3.0),
            p.Restanse("NFP Telemark", "AAP", 20.0, 3.0, None),
        ),
        brukere=(p.Brukere("Nav Skien", "situasjonsbestemt", None, 900.0),
                 p.Brukere("Nav Siljan", "spesielt", START, 60.0)),
        oppfolgingsnorm=(p.Oppfolgingsnorm("situasjonsbestemt", 1.0), p.Oppfolgingsnorm("spesielt", None, 3.0, 60.0)),
        flyttinger=(p.Flytting("Nav Skien", "NFP Telemark", Eier.STAT, 5.0, START + 3, 3.0, 0.2, START + 15, "saker"),),
        gevinster=(
            p.Gevinst("ny løsning", GevinstType.AUTOMATISERING, Sted.BEGGE, "HP3", "dagpenger", 0.1, 0.2, 0.3, START),
            p.Gevinst("samling", GevinstType.SPESIALISERING, Sted.FE, None, None, 0.1, 0.2, 0.3, START),
            p.Gevinst("metode", GevinstType.ANDRE, Sted.NK, "HP5", None, 0.1, 0.2, 0.3, START),
        ),
        kapasitet=(p.Kapasitet("Nav Skien", START + 6, 0.6),),
        innfasing=(p.Innfasing("samling", START, 0.0), p.Innfasing("samling", START + 12, 1.0)),
        gevinstoppfolging=(p.Gevinstoppfolging("samling", START - 1, 0.1, 0.05),),
        kostnader=(p.Kostnad("IKT", "Nav Skien", START, START + 5, 0.5, 100_000.0),),
        restanseteam=(p.Restanseteam("AAP", START, START + 5, 20.0, 0.5),),
        hendelser=(p.Hendelse("Nav Skien", None, START + 2, START + 4, 1.3, "konjunktur"),),
        forutsetninger=(p.Forutsetning("laeretid_mnd", 9.0, 6.0, 12.0, "A", "eget anslag"),
                        p.Forutsetning("sjekk_ved_mottak", False), p.Forutsetning("gevinstniva", "konservativt")),
        scenarier=(p.ScenarioVerdi("lavt", "Enheter", "Nav Skien", "årsverk_stat", "38"),),
        historikk=(p.Historikk("Nav Skien", "dagpenger", START - 3, 100.0, 90.0, 40.0, 2.0, 40.0),),
        kilder=(p.Kilde("Enheter", "årsverk_stat", "A", True, "laget for prøven"),),
    )


@dataclass(frozen=True)
class Case:
    """A change of the sound plan and the one place where the code must stand because of it."""

    code: str
    change: Callable[[Plan], Plan]
    table: str
    row: int | None
    column: str | None


def row(table: str, index: int, **values: object) -> Callable[[Plan], Plan]:
    """Change one row of a table (by attribute name)."""
    def change(plan: Plan) -> Plan:
        rows = list(getattr(plan, table))
        rows[index] = replace(rows[index], **values)
        return replace(plan, **{table: tuple(rows)})
    return change


def more(table: str, *rows: object) -> Callable[[Plan], Plan]:
    """Append rows to a table."""
    return lambda plan: replace(plan, **{table: (*getattr(plan, table), *rows)})


def top(**values: object) -> Callable[[Plan], Plan]:
    """Change fields of the plan itself."""
    return lambda plan: replace(plan, **values)


def both(*changes: Callable[[Plan], Plan]) -> Callable[[Plan], Plan]:
    """Changes one after the other."""
    def change(plan: Plan) -> Plan:
        for each in changes:
            plan = each(plan)
        return plan
    return change


def again(table: str, index: int = 0) -> Callable[[Plan], Plan]:
    """Repeat a row at the end of its table."""
    return lambda plan: more(table, getattr(plan, table)[index])(plan)


SECOND_FE = p.Enhet("NFP Grenland", "NFP Grenland", EnhetType.FORVALTNINGSENHET, arsverk_stat=10.0)


def flytting(**values: object) -> p.Flytting:
    first = p.Flytting("Nav Skien", "NFP Telemark", Eier.STAT, 1.0, START + 1, 0.0, 0.0, None, "annen")
    return replace(first, **values)


def kommunal(**values: object) -> p.Flytting:
    return flytting(**{"til": "Nav Siljan", "eier": Eier.KOMMUNE, **values})


CASES = (
    # any table
    Case("mangler_verdi", row("enheter", 0, enhet=" "), "Enheter", 0, "enhet"),
    Case("mangler_verdi", row("enheter", 0, arsverk_stat=None), "Enheter", 0, "årsverk_stat"),
    Case("mangler_verdi", row("saksinngang", 3, antall=None), "Saksinngang", 3, "antall"),
    Case("mangler_verdi", row("saksinngang", 3, ytelse=""), "Saksinngang", 3, "ytelse"),
    Case("mangler_verdi", more("ruter", p.Rute("Nav Skien", None, "")), "Ruter", 0, "forvaltningsenhet"),
    Case("mangler_verdi", row("forutsetninger", 0, verdi=None), "Forutsetninger", 0, "verdi"),
    Case("mangler_verdi", more("gevinster", p.Gevinst("", GevinstType.ANDRE)), "Gevinster", 3, "navn"),
    Case("ugyldig_tall", row("enheter", 1, arsverk_kommune=math.nan), "Enheter", 1, "årsverk_kommune"),
    Case("ugyldig_tall", row("restanser", 0, antall=math.inf), "Restanser", 0, "antall"),
    Case("ugyldig_tall", row("saksinngang", 1, antall="mange"), "Saksinngang", 1, "antall"),
    Case("ugyldig_tall", row("forutsetninger", 0, verdi=math.nan), "Forutsetninger", 0, "verdi"),
    Case("ugyldig_tall", top(timer_per_arsverk=math.nan), "Plan", None, "timer_per_årsverk"),
    Case("for_stort_tall", row("restanser", 0, antall=1e12), "Restanser", 0, "antall"),
    Case("for_stort_tall", row("kostnader", 0, kroner=-1e300), "Kostnader", 0, "kroner"),
    Case("negativt_tall", row("enheter", 0, arsverk_stat=-1.0), "Enheter", 0, "årsverk_stat"),
    Case("negativt_tall", row("enheter", 1, arsverk_kommune=-1.0), "Enheter", 1, "årsverk_kommune"),
    Case("negativt_tall", row("enheter", 0, ledelse=-0.1), "Enheter", 0, "ledelse"),
    Case("negativt_tall", row("enheter", 0, mottak=-0.1), "Enheter", 0, "mottak"),
    Case("negativt_tall", row("enheter", 0, statsansatte=-1.0), "Enheter", 0, "statsansatte"),
    Case("negativt_tall", row("enheter", 0, innbyggere=-1.0), "Enheter", 0, "innbyggere"),
    Case("negativt_tall", row("ytelser", 0, ytre_grense_dager=-1.0), "Ytelser", 0, "ytre_grense_dager"),
    Case("negativt_tall", row("ytelser", 0, ekstern_ventetid_mnd=-1.0), "Ytelser", 0, "ekstern_ventetid_mnd"),
    Case("negativt_tall", row("normtid", 2, minutter=-5.0), "Normtid", 2, "minutter"),
    Case("negativt_tall", row("normtid", 2, minutter=None, saker_per_ukeverk=-5.0), "Normtid", 2, "saker_per_ukeverk"),
    Case("negativt_tall", more("ressurskartlegging", p.Ressurskartlegging("AAP", "HP1", -1.0)),
         "Ressurskartlegging", 0, "årsverk"),
    Case("negativt_tall", row("saksinngang", 12, antall=-3.0), "Saksinngang", 12, "antall"),
    Case("negativt_tall", row("restanser", 0, antall=-3.0), "Restanser", 0, "antall"),
    Case("negativt_tall", row("restanser", 1, alder_fra_mnd=-1.0), "Restanser", 1, "alder_fra_mnd"),
    Case("negativt_tall", row("brukere", 0, antall=-3.0), "Brukere", 0, "antall"),
    Case("negativt_tall", row("oppfolgingsnorm", 0, timer_per_bruker_mnd=-1.0),
         "Oppfølgingsnorm", 0, "timer_per_bruker_mnd"),
    Case("negativt_tall", row("oppfolgingsnorm", 1, minutter_per_samtale=-1.0),
         "Oppfølgingsnorm", 1, "minutter_per_samtale"),
    Case("negativt_tall", row("flyttinger", 0, arsverk=-2.0), "Flyttinger", 0, "årsverk"),
    Case("negativt_tall", row("flyttinger", 0, innfasing_mnd=-2.0), "Flyttinger", 0, "innfasing_mnd"),
    Case("negativt_tall", row("gevinster", 0, forsinkelse_mnd=-2.0), "Gevinster", 0, "forsinkelse_mnd"),
    Case("negativt_tall", row("kapasitet", 0, faktor=-0.1), "Kapasitet", 0, "faktor"),
    Case("negativt_tall", row("kostnader", 0, arsverk=-0.1), "Kostnader", 0, "årsverk"),
    Case("negativt_tall", row("restanseteam", 0, saker_per_mnd=-0.1), "Restanseteam", 0, "saker_per_mnd"),
    Case("negativt_tall", row("restanseteam", 0, klargjoring_timer=-0.1), "Restanseteam", 0, "klargjøring_timer"),
    Case("negativt_tall", row("hendelser", 0, faktor=-0.1), "Hendelser", 0, "faktor"),
    Case("negativt_tall", row("historikk", 0, restanser=-1.0), "Historikk", 0, "restanser"),
    Case("andel_utenfor_0_1", row("enheter", 0, skjermet=1.1), "Enheter", 0, "skjermet"),
    Case("andel_utenfor_0_1", row("ytelser", 1, andel_komplett=85.0), "Ytelser", 1, "andel_komplett"),
    Case("andel_utenfor_0_1", row("grensesnitt", 1, andel_fe=-0.1), "Grensesnitt", 1, "andel_fe"),
    Case("andel_utenfor_0_1", row("flyttinger", 0, erfaren=2.0), "Flyttinger", 0, "erfaren"),
    Case("andel_utenfor_0_1", row("gevinster", 0, realisering=1.01), "Gevinster", 0, "realisering"),
    Case("andel_utenfor_0_1", row("gevinster", 0, konservativt=-0.1), "Gevinster", 0, "konservativt"),
    Case("andel_utenfor_0_1", row("innfasing", 1, andel=1.5), "Innfasing", 1, "andel"),
    Case("andel_maa_vaere_under_1", row("enheter", 0, fravaer=1.0), "Enheter", 0, "fravær"),
    Case("andel_maa_vaere_under_1", row("enheter", 0, opplaering=1.0), "Enheter", 0, "opplæring"),
    Case("maa_vaere_over_null", row("flyttinger", 0, arsverk=0.0), "Flyttinger", 0, "årsverk"),
    Case("maa_vaere_over_null", row("oppfolgingsnorm", 1, intervall_mnd=0.0), "Oppfølgingsnorm", 1, "intervall_mnd"),
    Case("maa_vaere_over_null", row("normtid", 0, minutter=None, saker_per_ukeverk=0.0),
         "Normtid", 0, "saker_per_ukeverk"),
    Case("maa_vaere_over_null", both(top(normtid=()), more("ressurskartlegging",
         p.Ressurskartlegging("AAP", "HP1", 1.0, 0.0))), "Ressurskartlegging", 0, "saker_per_år"),
    Case("til_foer_fra", row("flyttinger", 0, til_maned=START + 2), "Flyttinger", 0, "til_måned"),
    Case("til_foer_fra", row("kostnader", 0, til_maned=START - 1), "Kostnader", 0, "til_måned"),
    Case("til_foer_fra", row("restanseteam", 0, til_maned=START - 1), "Restanseteam", 0, "til_måned"),
    Case("til_foer_fra", row("hendelser", 0, til_maned=START + 1), "Hendelser", 0, "til_måned"),
    Case("dobbel_rad", again("enheter", 1), "Enheter", 3, "enhet"),
    Case("dobbel_rad", again("ytelser"), "Ytelser", 2, "ytelse"),
    Case("dobbel_rad", more("normtid", p.Normtid("AAP", "HP1", 99.0)), "Normtid", 8, "ytelse"),
    Case("dobbel_rad", more("ressurskartlegging", *2 * (p.Ressurskartlegging("AAP", "HP5", 1.0),)),
         "Ressurskartlegging", 1, "ytelse"),
    Case("dobbel_rad", more("grensesnitt", p.Grensesnitt("dagpenger", "HP3", 0.1, None)), "Grensesnitt", 2, "ytelse"),
    Case("dobbel_rad", more("ruter", *2 * (p.Rute("Nav Skien", None, "NFP Telemark"),)), "Ruter", 1, "enhet"),
    Case("dobbel_rad", more("saksinngang", p.Saksinngang("Nav Skien", "dagpenger", START - 12, 1.0)),
         "Saksinngang", 14, "enhet"),
    Case("dobbel_rad", more("saksinngang", p.Saksinngang("Nav Siljan", "AAP", None, 1.0)), "Saksinngang", 14, "enhet"),
    Case("dobbel_rad", again("restanser", 0), "Restanser", 3, "enhet"),
    Case("dobbel_rad", again("restanser", 1), "Restanser", 3, "enhet"),
    Case("dobbel_rad", again("brukere"), "Brukere", 2, "enhet"),
    Case("dobbel_rad", again("oppfolgingsnorm"), "Oppfølgingsnorm", 2, "brukergruppe"),
    Case("dobbel_rad", again("gevinster", 2), "Gevinster", 3, "navn"),
    Case("dobbel_rad", again("kapasitet"), "Kapasitet", 1, "enhet"),
    Case("dobbel_rad", again("innfasing", 1), "Innfasing", 2, "gevinst"),
    Case("dobbel_rad", again("gevinstoppfolging"), "Gevinstoppfølging", 1, "gevinst"),
    Case("dobbel_rad", again("forutsetninger"), "Forutsetninger", 3, "nøkkel"),
    Case("dobbel_rad", again("scenarier"), "Scenarier", 1, "scenario"),
    Case("dobbel_rad", again("historikk"), "Historikk", 1, "enhet"),
    Case("dobbel_rad", again("kilder"), "Kilder", 1, "ark"),
    Case("mulig_dobbel_rad", again("flyttinger"), "Flyttinger", 1, None),
    Case("mulig_dobbel_rad", again("hendelser"), "Hendelser", 1, None),
    Case("ukjent_enhet", row("saksinngang", 2, enhet="Nav Skein"), "Saksinngang", 2, "enhet"),
    Case("ukjent_enhet", row("restanser", 2, enhet="X"), "Restanser", 2, "enhet"),
    Case("ukjent_enhet", row("brukere", 0, enhet="X"), "Brukere", 0, "enhet"),
    Case("ukjent_enhet", row("flyttinger", 0, fra="X"), "Flyttinger", 0, "fra"),
    Case("ukjent_enhet", row("flyttinger", 0, til="X"), "Flyttinger", 0, "til"),
    Case("ukjent_enhet", row("kapasitet", 0, enhet="X"), "Kapasitet", 0, "enhet"),
    Case("ukjent_enhet", row("kostnader", 0, enhet="X"), "Kostnader", 0, "enhet"),
    Case("ukjent_enhet", row("hendelser", 0, enhet="X"), "Hendelser", 0, "enhet"),
    Case("ukjent_enhet", row("historikk", 0, enhet="X"), "Historikk", 0, "enhet"),
    Case("ukjent_enhet", more("ruter", p.Rute("X", None, "NFP Telemark")), "Ruter", 0, "enhet"),
    Case("ukjent_enhet", more("ruter", p.Rute("Nav Skien", None, "X")), "Ruter", 0, "forvaltningsenhet"),
    Case("ukjent_ytelse", row("normtid", 0, ytelse="dagpeng"), "Normtid", 0, "ytelse"),
    Case("ukjent_ytelse", more("ressurskartlegging", p.Ressurskartlegging("X", "HP1", 1.0)),
         "Ressurskartlegging", 0, "ytelse"),
    Case("ukjent_ytelse", row("grensesnitt", 0, ytelse="X"), "Grensesnitt", 0, "ytelse"),
    Case("ukjent_ytelse", more("ruter", p.Rute("Nav Skien", "X", "NFP Telemark")), "Ruter", 0, "ytelse"),
    Case("ukjent_ytelse", row("saksinngang", 12, ytelse="X"), "Saksinngang", 12, "ytelse"),
    Case("ukjent_ytelse", row("restanser", 0, ytelse="X"), "Restanser", 0, "ytelse"),
    Case("ukjent_ytelse", row("gevinster", 0, ytelse="X"), "Gevinster", 0, "ytelse"),
    Case("ukjent_ytelse", row("restanseteam", 0, ytelse="X"), "Restanseteam", 0, "ytelse"),
    Case("ukjent_ytelse", row("hendelser", 0, ytelse="X"), "Hendelser", 0, "ytelse"),
    Case("ukjent_ytelse", row("historikk", 0, ytelse="X"), "Historikk", 0, "ytelse"),
    Case("ukjent_hovedprosess", row("normtid", 0, hovedprosess="HP6"), "Normtid", 0, "hovedprosess"),
    Case("ukjent_hovedprosess", row("grensesnitt", 0, hovedprosess="x"), "Grensesnitt", 0, "hovedprosess"),
    Case("ukjent_hovedprosess", row("gevinster", 0, hovedprosess="x"), "Gevinster", 0, "hovedprosess"),
    Case("ukjent_gevinst", row("innfasing", 0, gevinst="samlinga"), "Innfasing", 0, "gevinst"),
    Case("ukjent_gevinst", row("gevinstoppfolging", 0, gevinst="X"), "Gevinstoppfølging", 0, "gevinst"),
    Case("ukjent_kategori", row("kostnader", 0, kategori="kaffe"), "Kostnader", 0, "kategori"),
    Case("ukjent_arknavn", row("kilder", 0, ark="Enhet"), "Kilder", 0, "ark"),
    Case("ukjent_grad", row("kilder", 0, grad="B"), "Kilder", 0, "grad"),
    Case("ukjent_grad", row("forutsetninger", 0, grad="B"), "Forutsetninger", 0, "grad"),
    Case("feil_enhetstype", row("saksinngang", 12, enhet="NFP Telemark"), "Saksinngang", 12, "enhet"),
    Case("feil_enhetstype", row("brukere", 0, enhet="NFP Telemark"), "Brukere", 0, "enhet"),
    Case("feil_enhetstype", row("hendelser", 0, enhet="NFP Telemark"), "Hendelser", 0, "enhet"),
    Case("feil_enhetstype", more("ruter", p.Rute("NFP Telemark", None, "NFP Telemark")), "Ruter", 0, "enhet"),
    Case("feil_enhetstype", more("ruter", p.Rute("Nav Skien", None, "Nav Siljan")), "Ruter", 0, "forvaltningsenhet"),
    Case("rad_etter_horisont", more("saksinngang", p.Saksinngang("Nav Skien", "AAP", END + 1, 1.0)),
         "Saksinngang", 14, "måned"),
    Case("rad_etter_horisont", row("flyttinger", 0, fra_maned=END + 1, til_maned=None), "Flyttinger", 0, "fra_måned"),
    Case("rad_etter_horisont", row("enheter", 2, etablert=END + 1), "Enheter", 2, "etablert"),
    Case("rad_foer_start", row("kapasitet", 0, maned=START - 1), "Kapasitet", 0, "måned"),
    Case("rad_foer_start", row("hendelser", 0, fra_maned=None, til_maned=START - 1), "Hendelser", 0, "til_måned"),
    # Plan and Forutsetninger
    Case("ugyldig_start", top(start="2026-01"), "Plan", None, "start"),
    Case("horisont_utenfor_grenser", top(horisont_maneder=11), "Plan", None, "horisont_måneder"),
    Case("horisont_utenfor_grenser", top(horisont_maneder=121), "Plan", None, "horisont_måneder"),
    Case("horisont_utenfor_grenser", top(horisont_maneder=24.5), "Plan", None, "horisont_måneder"),
    Case("ugyldig_steg", top(steg_per_maned=3), "Plan", None, "steg_per_måned"),
    Case("ukjent_forutsetning", row("forutsetninger", 0, nokkel="læretid_mnd"), "Forutsetninger", 0, "nøkkel"),
    Case("forutsetning_paa_annet_ark", row("forutsetninger", 0, nokkel="fravær", verdi=0.1, lav=None, hoy=None),
         "Forutsetninger", 0, "nøkkel"),
    Case("forutsetning_feil_slag", row("forutsetninger", 0, verdi="ni"), "Forutsetninger", 0, "verdi"),
    Case("forutsetning_feil_slag", row("forutsetninger", 0, verdi=True), "Forutsetninger", 0, "verdi"),
    Case("forutsetning_feil_slag", row("forutsetninger", 1, verdi=1.0), "Forutsetninger", 1, "verdi"),
    Case("forutsetning_feil_slag", row("forutsetninger", 2, verdi="middels"), "Forutsetninger", 2, "verdi"),
    Case("forutsetning_utenfor_grenser", row("forutsetninger", 0, verdi=-1.0), "Forutsetninger", 0, "verdi"),
    Case("forutsetning_utenfor_grenser", row("forutsetninger", 0, hoy=500.0), "Forutsetninger", 0, "høy"),
    Case("forutsetning_utenfor_grenser", more("forutsetninger", p.Forutsetning("kroner_per_årsverk", -1.0)),
         "Forutsetninger", 3, "verdi"),
    Case("forutsetning_utenfor_grenser", top(timer_per_arsverk=100.0), "Plan", None, "timer_per_årsverk"),
    Case("lav_over_hoey", row("forutsetninger", 0, lav=12.0, hoy=6.0), "Forutsetninger", 0, "lav"),
    Case("utenfor_vanlig_omraade", row("forutsetninger", 0, verdi=30.0, hoy=40.0), "Forutsetninger", 0, "verdi"),
    Case("utenfor_vanlig_omraade", top(timer_per_arsverk=1000.0), "Plan", None, "timer_per_årsverk"),
    Case("utenfor_vanlig_omraade", row("enheter", 0, fravaer=0.5), "Enheter", 0, "fravær"),
    Case("utenfor_vanlig_omraade", row("ytelser", 0, andel_komplett=0.1), "Ytelser", 0, "andel_komplett"),
    Case("utenfor_eget_omraade", row("forutsetninger", 0, verdi=13.0), "Forutsetninger", 0, "verdi"),
    # units and flyttinger
    Case("kommunale_i_forvaltningsenhet", row("enheter", 2, arsverk_kommune=1.0), "Enheter", 2, "årsverk_kommune"),
    Case("kommunale_i_forvaltningsenhet", more("flyttinger", kommunal(til="NFP Telemark")), "Flyttinger", 1, "til"),
    Case("flytting_uten_ender", more("flyttinger", flytting(fra=None, til=None)), "Flyttinger", 1, "fra"),
    Case("flytting_til_samme_enhet", more("flyttinger", flytting(til="Nav Skien")), "Flyttinger", 1, "til"),
    Case("flytting_foer_start", row("flyttinger", 0, fra_maned=START - 1), "Flyttinger", 0, "fra_måned"),
    Case("krysser_kommunegrense", more("flyttinger", kommunal()), "Flyttinger", 1, "eier"),
    Case("tar_mer_enn_enheten_har", more("flyttinger", flytting(fra="Nav Siljan", arsverk=6.0)),
         "Flyttinger", 1, "årsverk"),
    Case("enhet_uten_arsverk", row("enheter", 1, arsverk_stat=0.0, arsverk_kommune=0.0), "Enheter", 1, "årsverk_stat"),
    Case("under_faste_poster", row("enheter", 1, arsverk_stat=1.3), "Enheter", 1, "årsverk_stat"),
    Case("under_faste_poster", more("flyttinger", flytting(fra="Nav Siljan", arsverk=4.1)),
         "Enheter", 1, "årsverk_stat"),
    Case("faerre_enn_tre_statsansatte", row("enheter", 1, statsansatte=2.0), "Enheter", 1, "statsansatte"),
    Case("faerre_enn_tre_statsansatte", more("flyttinger", flytting(fra="Nav Siljan", arsverk=3.2)),
         "Enheter", 1, "statsansatte"),
    Case("mangler_innbyggere", row("enheter", 0, innbyggere=None), "Enheter", 0, "innbyggere"),
    # saksflyt and oppfølging
    Case("ingen_saksinngang", top(saksinngang=()), "Saksinngang", None, None),
    Case("mangler_maaneder", lambda pl: replace(pl, saksinngang=pl.saksinngang[1:]), "Saksinngang", 0, "måned"),
    Case("mangler_forvaltningsenhet", lambda pl: replace(
        pl, enheter=pl.enheter[:2], flyttinger=(), restanser=pl.restanser[:1]), "Enheter", None, "type"),
    Case("mangler_rute", both(more("enheter", SECOND_FE), more("ruter", p.Rute("Nav Skien", None, "NFP Telemark"))),
         "Ruter", None, "enhet"),
    Case("mangler_normtid", lambda pl: replace(pl, normtid=pl.normtid[:4]), "Ytelser", 1, "ytelse"),
    Case("normtid_null", lambda pl: replace(pl, normtid=(*pl.normtid[:4], p.Normtid("AAP", "HP3", 0.0))),
         "Ytelser", 1, "ytelse"),
    Case("mangler_saker_per_aar", lambda pl: replace(
        pl, normtid=pl.normtid[:7], ressurskartlegging=(p.Ressurskartlegging("AAP", "HP4", 2.0),)),
        "Ressurskartlegging", 0, "saker_per_år"),
    Case("mangler_ytre_grense", row("ytelser", 1, ytre_grense_dager=None), "Ytelser", 1, "ytre_grense_dager"),
    Case("hp5_i_normtid", more("normtid", p.Normtid("AAP", "HP5", 1.0)), "Normtid", 8, "hovedprosess"),
    Case("normtid_mangler_tall", row("normtid", 1, minutter=None), "Normtid", 1, "minutter"),
    Case("normtid_to_tall", row("normtid", 1, saker_per_ukeverk=10.0), "Normtid", 1, "saker_per_ukeverk"),
    Case("hp5_i_grensesnitt", more("grensesnitt", p.Grensesnitt("AAP", "HP5", 0.5)), "Grensesnitt", 2, "hovedprosess"),
    Case("restanser_med_og_uten_alder", more("restanser", p.Restanse("Nav Skien", "dagpenger", 1.0, 0.0, 1.0)),
         "Restanser", 0, "alder_fra_mnd"),
    Case("overlappende_alder", row("restanser", 2, alder_fra_mnd=2.0), "Restanser", 2, "alder_fra_mnd"),
    Case("overlappende_alder", more("restanser", p.Restanse("NFP Telemark", "AAP", 1.0, 3.0, 36.0)),
         "Restanser", 3, "alder_fra_mnd"),
    Case("alder_til_foer_fra", row("restanser", 1, alder_fra_mnd=3.0), "Restanser", 1, "alder_til_mnd"),
    Case("mangler_oevre_alder", row("restanser", 2, alder_fra_mnd=36.0), "Restanser", 2, "alder_til_mnd"),
    Case("norm_mangler_tall", row("oppfolgingsnorm", 1, minutter_per_samtale=None),
         "Oppfølgingsnorm", 1, "timer_per_bruker_mnd"),
    Case("mangler_oppfoelgingsnorm", row("brukere", 1, brukergruppe="andre"), "Brukere", 1, "brukergruppe"),
    Case("ingen_brukere", top(brukere=()), "Brukere", None, None),
    Case("kontor_uten_brukere", lambda pl: replace(pl, brukere=pl.brukere[:1]), "Enheter", 1, "enhet"),
    Case("brukere_starter_sent", row("brukere", 1, maned=START + 2), "Brukere", 1, "måned"),
    Case("kostnad_bare_i_regnskapet", row("kostnader", 0, kategori="turnover"), "Kostnader", 0, "årsverk"),
    # gevinst
    Case("automatisering_maa_vaere_begge", row("gevinster", 0, sted=Sted.NK), "Gevinster", 0, "sted"),
    Case("hp5_med_ytelse", row("gevinster", 2, ytelse="AAP"), "Gevinster", 2, "ytelse"),
    Case("gevinst_over_1", row("gevinster", 1, optimistisk=0.71), "Gevinster", 1, "optimistisk"),
    Case("nivaa_feil_rekkefoelge", row("gevinster", 1, moderat=0.5, optimistisk=0.4), "Gevinster", 1, "optimistisk"),
    Case("nivaa_feil_rekkefoelge", row("gevinster", 1, konservativt=0.5), "Gevinster", 1, "moderat"),
    Case("innfasing_feil_rekkefoelge", row("innfasing", 1, maned=START - 1), "Innfasing", 1, "måned"),
)
"""Every code at least once."""
