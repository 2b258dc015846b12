"""Sentences for what reading a workbook finds, by finding code.

Each says what is wrong, where, and what to do. Files that cannot be read at all are in
:mod:`app.failure_texts`.
"""

from __future__ import annotations

TEKSTER_FIL: dict[str, str] = {
    # the file
    "lest_av_andre_leser": (
        "Filen er skadet eller lagret på en uvanlig måte, og bare verdiene er lest. Skjulte rader, feilceller og formler "
        "uten verdi ser ut som vanlige eller tomme celler. Lagre filen på nytt i Excel for å få alt kontrollert."
    ),
    "bare_verdier_lest": (
        "Fra {format} leses bare verdiene. Skjulte rader, feilceller og formler uten verdi ser ut som vanlige eller "
        "tomme celler. Lagre filen som .xlsx for å få alt kontrollert."
    ),
    "makroer_ikke_kjort": "Filen inneholder makroer. De er ikke kjørt, og tallene er de som sist ble lagret.",
    "andre_filer_ikke_hentet": (
        "Filen viser til andre filer eller programmer. De er ikke åpnet, og tallene er de som sist ble lagret. "
        "Oppdater koblingene i Excel først hvis tallene kan være gamle."
    ),
    # cells
    "tekst_i_tallfelt": "«{kolonne}» skal være et tall, men det står «{verdi}». Skriv et tall.",
    "tvetydig_tall": (
        "«{verdi}» kan leses på to måter: punktum og komma kan være desimaltegn eller tusenskille. "
        "Skriv tallet som tall i Excel, eller med desimalkomma og uten tusenskille."
    ),
    "prosent_uventet": "«{kolonne}» er ikke en andel, men det står «{verdi}». Skriv tallet uten prosenttegn.",
    "dato_i_tallfelt": (
        "«{kolonne}» skal være et tall, men cellen er en dato ({verdi}). "
        "Sett formatet til tall, og skriv tallet på nytt."
    ),
    "prosent_eller_andel": (
        "{verdi} i «{kolonne}» kan være {som_prosent:prosent_fri} eller andelen {verdi}, som er {som_andel:prosent_fri}. "
        "{andre_over_1:prosenttegn}"
    ),
    "skjermet_tall": (
        "«{verdi}» i «{kolonne}» betyr vanligvis at tallet er skjermet. Det er ikke lest som 0. "
        "Skriv et anslag, eller slett raden."
    ),
    "tall_mangler_i_kilden": (
        "«{verdi}» i «{kolonne}» betyr vanligvis at kilden ikke har tallet. Det er ikke lest som 0. "
        "Skriv et anslag, eller slett raden."
    ),
    "strek_lest_som_null": "«{verdi}» i «{kolonne}» er lest som 0, altså ingen. Skriv tallet hvis det er et annet.",
    "strek_lest_som_tom": "«{verdi}» i «{kolonne}» er lest som en tom celle. Skriv tallet hvis det skal være et.",
    "flettede_celler_lest": (
        "{antall:rader} har fått navnet fra en flettet celle over. Se over radene, eller fjern flettingen."
    ),
    "navn_lest_som": "«{verdi}» er lest som «{som}». Skriv «{som}» for å slippe tolkning.",
    "ikke_heltall": "«{kolonne}» er {verdi}, men må være et helt tall. Rett tallet.",
    "ikke_maned": (
        "«{verdi}» kan ikke leses som en måned i «{kolonne}». Skriv år og måned, for eksempel 2026-01 eller jan. 2026."
    ),
    "ikke_ja_nei": "«{kolonne}» skal være ja eller nei, men det står «{verdi}». Skriv ja eller nei.",
    "ukjent_valg": "«{verdi}» kan ikke stå i «{kolonne}». Bruk {lovlige:valg}.",
    "tall_i_liste": (
        "«{kolonne}» inneholder desimaltallet {verdi}, som kan være to nummer med komma mellom. "
        "Skill dem med semikolon."
    ),
    "feilverdi_i_celle": "Cellen viser feilen {verdi}. Rett formelen, eller skriv verdien.",
    "formel_uten_verdi": "Formelen i cellen er ikke regnet ut. Åpne filen i Excel, lagre den, og prøv igjen.",
    "tom_lest_som_null": "«{kolonne}» er tom og lest som 0. Skriv 0, eller slett raden.",
    # columns and rows
    "mangler_overskrift": (
        "Fant ingen overskrifter i arket «{ark}». Skriv {mangler:liste} i en rad over tallene, "
        "eller start fra importmalen."
    ),
    "mangler_kolonne": (
        "Kolonnen «{kolonne}» mangler i arket «{ark}».{lignende:lignende} Legg den til, eller start fra importmalen."
    ),
    "dobbel_kolonne": "Kolonnen «{kolonne}» står to ganger, også i {forste}. Behold bare den ene.",
    "dobbel_maned": "{maned:hver_maned} har to kolonner, også {forste}. Behold bare den ene.",
    "ukjent_kolonne": "Kolonnen «{kolonne}» er ikke lest.{forslag:forslag} Rett overskriften hvis den skal brukes.",
    "lang_og_bred": (
        "Arket har både en kolonne for antall og kolonner for måneder. Bare antall er lest. "
        "Fjern den ene delen, eller del den i to filer."
    ),
    "for_mange_rader": (
        "Arket har flere enn {antall:tall} rader, og resten er ikke lest. Ta bort rader som ikke trengs."
    ),
    "flere_funn": "Arket har flere enn {antall:tall} funn, og resten er ikke lest. Rett de første, og prøv igjen.",
    "skjulte_rader": "Arket har {antall:skjulte} som er lest. Slett det som ikke skal være med.",
    "skjult_kolonne": "Kolonnen er skjult, men lest. Slett den hvis den ikke skal være med.",
    "eksempelrad_endret": "Raden begynner med «Eksempel:» og er ikke lest. Ta bort «Eksempel:» hvis den skal være med.",
    "kommentarrader": "{antall:rader} begynner med # og er ikke lest. Fjern tegnet hvis noe skal være med.",
    # sheets
    "mangler_ark": "Arket «{ark}» mangler.{lignende:lignende} Legg det til, eller start fra importmalen.",
    "tomt_ark": "Arket «{ark}» har ingen rader. Fyll det ut.",
    "dobbelt_ark": "Arket står to ganger, også som «{annet}». Behold bare det ene.",
    "ukjent_ark": "Arket «{ark}» er ikke lest.{forslag:forslag} Rett navnet hvis arket skal brukes.",
    "skjult_ark": "Arket «{ark}» er skjult, men lest. Slett det hvis det ikke skal være med.",
    # the sheet Plan
    "mangler_nokkel": "Nøkkelen «{kolonne}» mangler i arket Plan. Legg til en rad med nøkkelen og verdien.",
    "mangler_planverdi": "«{kolonne}» er tom i arket Plan. Fyll inn verdien.",
    "ukjent_nokkel": "Nøkkelen «{verdi}» er ukjent og ikke lest. Rett nøkkelen, eller slett raden.",
    "dobbel_nokkel": "Nøkkelen «{kolonne}» står to ganger, også i {forste}. Behold bare den ene.",
    "start_antatt": (
        "Arket Plan mangler, så planen er satt til å starte i {maned:maned}. Regnskapet påvirkes ikke. "
        "Legg til arket Plan for å velge en annen måned."
    ),
}
