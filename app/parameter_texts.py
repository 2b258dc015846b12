"""Label and help of every assumption, by the key of :mod:`planning_core.parameters`.

Unit, range, grade and source are read from the declaration; here stand only the words. A help text
says what the number is, and what a higher one does.
"""

from __future__ import annotations

from planning_core.parameters import PARAMETERS

LABELS: dict[str, str] = {
    "timer_per_årsverk": "Timer per årsverk",
    "timer_per_ukeverk": "Timer per ukeverk",
    "fravær": "Fravær",
    "opplæring": "Opplæring",
    "skjermet": "Skjermet oppfølging",
    "andel_komplett": "Komplette saker",
    "erfaren": "Erfarne blant de flyttede",
    "realisering": "Realisering av gevinst",
    "laeretid_mnd": "Læretid",
    "startproduktivitet": "Produktivitet ved start",
    "turnover_ar": "Turnover",
    "vakanse_mnd": "Vakanse når noen slutter",
    "omstillingstap": "Tap ved endret grensesnitt",
    "oppstartstap": "Tap ved oppstart av en ny enhet",
    "oppstart_tau_mnd": "Varighet av oppstartstap",
    "gjenoppbygging_mnd": "Gjenoppbygging av kompetanse",
    "kompetanse_folsomhet": "Virkning av tapt kompetanse",
    "henv_per_sak": "Henvendelser per ny sak",
    "henv_per_forsinket_mnd": "Henvendelser per forsinket sak",
    "ks_andel": "Andel besvart av kontaktsenter",
    "lekkasje": "Andel rett til forvaltningsenheten",
    "min_per_henvendelse": "Tid per henvendelse",
    "absorpsjon": "Frigjort tid som blir borte",
    "kommunal_andel": "Kommunale årsverk i oppfølging",
    "sjekk_ved_mottak": "Sakene sjekkes ved mottak",
    "ventetid_dok_mnd": "Ventetid på dokumentasjon",
    "ekstra_handtering": "Merarbeid ved manglende dokumentasjon",
    "fleksibilitet": "Fleksibilitet mellom ytelser",
    "eldste_forst": "Eldste saker først",
    "radgivning": "Rådgivning fra forvaltningsenheten",
    "restarbeid_min": "Restarbeid ved NAV-kontoret",
    "gevinstniva": "Nivå for gevinstene",
    "timer_per_arbeidsevnevurdering": "Tid per arbeidsevnevurdering",
    "kroner_per_årsverk": "Kroner per årsverk",
    "prisår": "Prisår",
    "oppgitt_årsverk": "Årsverk i alt ifølge kilden",
    "oppgitt_gevinst": "Gevinst i alt ifølge kilden",
}

HELP: dict[str, str] = {
    "timer_per_årsverk": (
        "Timer ett årsverk arbeider i året etter ferie, før fravær og opplæring er trukket fra. "
        "Et høyere tall gir alle enheter flere timer."
    ),
    "timer_per_ukeverk": (
        "Timer i ett ukeverk. Brukes bare der normtiden er gitt som saker per ukeverk. "
        "Et høyere tall gir flere minutter per sak."
    ),
    "fravær": (
        "Andel av timene som går bort til sykdom og annet fravær. En høyere andel gir enheten færre timer."
    ),
    "opplæring": (
        "Andel av timene som går til kurs og opplæring. En høyere andel gir enheten færre timer."
    ),
    "skjermet": (
        "Andel av NAV-kontorets timer som holdes av til oppfølging før saksarbeidet får sitt. En høyere andel "
        "verner oppfølgingen og gir færre timer til saker."
    ),
    "andel_komplett": (
        "Andel av sakene som har all dokumentasjon når de kommer til forvaltningsenheten. En høyere andel gir mindre "
        "venting og mindre merarbeid."
    ),
    "erfaren": (
        "Andel av de flyttede årsverkene som kan arbeidet fra første dag. En høyere andel gir mindre tap "
        "mens folk lærer."
    ),
    "realisering": (
        "Andel av gevinsten som faktisk tas ut. En høyere andel gir større gevinst."
    ),
    "laeretid_mnd": (
        "Måneder det tar før det meste av tapet er borte når noen er ny i arbeidet (omtrent to tredeler er lært "
        "etter denne tiden). Flere måneder gjør tapet ved flytting og turnover større."
    ),
    "startproduktivitet": (
        "Hvor mye en ny medarbeider får gjort den første tiden, som andel av full produksjon. En høyere andel gir "
        "mindre tap ved flytting og turnover."
    ),
    "turnover_ar": (
        "Andel av de statsansatte som slutter og blir erstattet i løpet av et år. En høyere andel gir flere som er "
        "under opplæring til enhver tid."
    ),
    "vakanse_mnd": (
        "Måneder en stilling står tom når noen slutter. Flere måneder gir færre timer så lenge noen slutter."
    ),
    "omstillingstap": (
        "Hvor mye ekstra tid sakene tar rett etter at grensesnittet mellom kontor og forvaltningsenhet er endret, "
        "som andel av minuttene. En høyere andel gjør endringen dyrere den første tiden."
    ),
    "oppstartstap": (
        "Hvor mye produksjon en ny enhet mister rett etter at den er etablert, som andel. En høyere andel gir en "
        "tyngre start."
    ),
    "oppstart_tau_mnd": (
        "Måneder det tar før det meste av tapet ved oppstart og endret grensesnitt er borte. Flere måneder gjør "
        "tapet mer langvarig."
    ),
    "gjenoppbygging_mnd": (
        "Måneder det tar å bygge opp igjen mesteparten av kompetansen et kontor mister når folk flytter. Flere måneder "
        "gjør at saker mangler dokumentasjon lenger."
    ),
    "kompetanse_folsomhet": (
        "Hvor mye lavere andelen komplette saker blir når et kontor har mistet all kompetanse. En høyere andel gir "
        "flere mangelfulle saker etter at folk er flyttet."
    ),
    "henv_per_sak": (
        "Henvendelser som hver ny sak fører med seg. Et høyere tall bruker mer tid på telefon og mindre på oppfølging."
    ),
    "henv_per_forsinket_mnd": (
        "Henvendelser i måneden fra hver sak som er eldre enn ytre grense. Et høyere tall gjør at restanser tar "
        "mer tid fra oppfølgingen."
    ),
    "ks_andel": (
        "Andel av henvendelsene som kontaktsenteret besvarer. En høyere andel sparer kontor og forvaltningsenhet for "
        "tid, men kontaktsenteret må finne timene. Virkningen på kvaliteten er ikke med."
    ),
    "lekkasje": (
        "Andel av henvendelsene kontaktsenteret ikke tar, som går rett til forvaltningsenheten. En høyere andel "
        "flytter arbeid fra NAV-kontoret til forvaltningsenheten."
    ),
    "min_per_henvendelse": (
        "Minutter én henvendelse tar. Flere minutter gir mindre tid til saker og oppfølging."
    ),
    "absorpsjon": (
        "Andel av timene som blir frigjort ved kontoret når arbeid flyttes, og som likevel ikke blir til oppfølging. "
        "En høyere andel gir mindre igjen til oppfølging."
    ),
    "kommunal_andel": (
        "Andel av de kommunale årsverkene som går til oppfølging av brukerne i planen. En høyere andel gir flere "
        "timer til oppfølging."
    ),
    "sjekk_ved_mottak": (
        "Om forvaltningsenheten sjekker dokumentasjonen straks saken kommer. Med ja bes det om mangler med en gang. "
        "Med nei oppdages manglene først når saken tas opp, og ventetiden begynner da."
    ),
    "ventetid_dok_mnd": (
        "Måneder saken venter når det mangler dokumentasjon. Flere måneder gir flere saker som venter og lengre "
        "saksbehandlingstid."
    ),
    "ekstra_handtering": (
        "Merarbeid med en sak som mangler dokumentasjon, som andel av minuttene i forvaltningsenheten. En høyere "
        "andel gjør mangelfulle saker dyrere."
    ),
    "fleksibilitet": (
        "Andel av forvaltningsenhetens timer som kan brukes på den ytelsen som trenger det mest. En høyere andel "
        "jevner ut køene. 0 betyr at hver ytelse bare har sine egne timer."
    ),
    "eldste_forst": (
        "Andel av timene som går til de eldste sakene først. Resten fordeles likt på alle saker. En lavere andel "
        "gjør at noen saker blir svært gamle."
    ),
    "radgivning": (
        "Andel av forvaltningsenhetens timer som går til råd og veiledning til NAV-kontorene. En høyere andel gir "
        "færre timer til saker. Virkningen på kvaliteten er ikke med."
    ),
    "restarbeid_min": (
        "Minutter NAV-kontoret fortsatt bruker på hver sak som avgjøres i forvaltningsenheten. Flere minutter gir "
        "mindre igjen til oppfølging."
    ),
    "gevinstniva": (
        "Hvilket av de tre anslagene for hver gevinst som brukes: konservativt, moderat eller optimistisk. Et mer "
        "optimistisk nivå gir kortere tid per sak."
    ),
    "timer_per_arbeidsevnevurdering": (
        "Timer en arbeidsevnevurdering tar. Flere timer gir større behov for oppfølging."
    ),
    "kroner_per_årsverk": (
        "Hva ett årsverk koster i året, i kroner. Tomt felt skjuler alle kronebeløp. Endrer ikke framskrivingen."
    ),
    "prisår": (
        "Året kronebeløpene er oppgitt i. Tomt felt skjuler alle kronebeløp. Endrer ikke framskrivingen."
    ),
    "oppgitt_årsverk": (
        "Årsverkene i ressurskartleggingen slik kilden selv summerer dem. Avviker radene, står forskjellen som «avrunding i "
        "kilden» i gevinstregnskapet. Ingenting blir skalert. Tomt felt betyr at radene er summen."
    ),
    "oppgitt_gevinst": (
        "Samlet gevinst når alt er tatt ut, på moderat nivå, slik kilden selv oppgir den. Avviker gevinstene, står "
        "forskjellen som «avrunding i kilden» i gevinstregnskapet. Tomt felt betyr at gevinstene er summen."
    ),
}

SECTIONS: dict[str, str] = {
    "2": "Arbeid per sak",
    "3": "Bemanning og læring",
    "4": "Saksflyt og henvendelser",
    "5": "Oppfølging",
    "6": "Gevinst og kroner",
}
"""Heading of each group of assumptions, by the section that uses them."""

GRADES: dict[str, str] = {
    "S": "Kilde: en kilde oppgir tallet",
    "D": "Utledet: regnet ut fra tall i en kilde",
    "A": "Antatt: et anslag du bør vurdere og kan endre",
}
"""What the grade of a number means."""


def brukes_i(nokkel: str) -> str:
    """The group an assumption belongs to.

    Raises
    ------
    KeyError
        If no parameter has that key.
    """
    return SECTIONS[PARAMETERS[nokkel].section]
