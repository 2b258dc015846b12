"""Sentences for what reading an unknown workbook by a mapping finds, by finding code (see :mod:`app.texts`)."""

from __future__ import annotations

TEKSTER_KARTLEGGING: dict[str, str] = {
    # what the user must decide
    "felt_uten_kolonne": "«{kolonne}» må fylles. Velg kolonnen i arket, eller skriv en fast verdi.",
    "mangler_tallkolonne": "Velg kolonnen som gir {felt:valg}.",
    "ingen_manedskolonner": (
        "Ingen overskrift i tabellen er en måned. Velg en annen rad for overskriftene, eller les tabellen med én rad per tall."
    ),
    "navn_uten_valg": (
        "{antall:tall} navn i «{kolonne}» er ikke koblet til planen: {navn:liste}. Velg hva de er, eller hopp over dem."
    ),
    "prosent_ikke_valgt": (
        "«{kolonne}» har tall uten prosenttegn, for eksempel {verdi}. Velg om det er en andel fra 0 til 1 eller prosent."
    ),
    "tegn_uten_valg": "«{verdi}» står i stedet for tall {antall:steder}. Velg hva tegnet betyr.",
    "ingen_rader": "Ingen rader i tabellen kan brukes slik den er satt opp nå.",
    "fast_verdi_uleselig": "Den faste verdien «{verdi}» kan ikke brukes i «{kolonne}». Skriv den på nytt.",
    "flere_celler": "{antall:celler} til kan ikke leses. Rett disse først, eller velg en annen kolonne.",
    # what is good to know
    "navn_utelatt": "{antall:rader} er hoppet over, slik du har valgt: {navn:liste}.",
    "skjulte_tall_utelatt": (
        "«{verdi}» står i stedet for tall {antall:steder} og er ikke regnet med. Summene kan bli litt for lave."
    ),
    "rader_uten_navn": "{antall:rader} med tall mangler navn og er hoppet over. Se etter om det er sumrader.",
    "skjulte_rader_utelatt": "{antall:skjulte} er ikke tatt med.",
    "skjulte_rader_lest": "{antall:skjulte} er tatt med.",
    "skjult_kolonne_lest": "Kolonnen «{kolonne}» er skjult i arbeidsboken, og leses likevel.",
    "skjult_ark_lest": "Arket er skjult i arbeidsboken, og leses likevel.",
    "rader_lagt_sammen": (
        "{antall:tall} tall er lagt til andre tall om det samme, og tabellen får {rader:rader}. "
        "Se etter at delene hører sammen, som kvinner og menn eller flere kommuner i ett kontor."
    ),
    "kan_telle_dobbelt": (
        "«{kolonne}» har både {helhet} og delene ({verdier:liste}). Lagt sammen telles alle to ganger. "
        "Velg å ta med bare {helhet}."
    ),
}
"""Finding code -> sentence template."""
