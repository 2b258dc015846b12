"""Sentences for what is wrong inside a project file that can be opened, by finding code.

The program writes these files itself, so a fault means that something else has changed the file.
"""

from __future__ import annotations

TEKSTER_PROSJEKT: dict[str, str] = {
    "mangler_felt": (
        "Feltet «{kolonne}» mangler i planfilen. Hent en kopi av filen som ikke er endret utenfor programmet."
    ),
    "ukjent_felt": (
        "Planfilen har et felt programmet ikke kjenner: «{kolonne}». "
        "Hent en kopi av filen som ikke er endret utenfor programmet."
    ),
    "ugyldig_valg": "«{verdi}» kan ikke stå i «{kolonne}». Bruk {valg:valg}.",
    "ugyldig_verdi": (
        "Verdien «{verdi}» i «{kolonne}» kan ikke leses. "
        "Hent en kopi av filen som ikke er endret utenfor programmet."
    ),
}
