"""Sentences for what reading a file finds, by finding code."""

from __future__ import annotations

TEKSTER_FIL: dict[str, str] = {
    "tekst_i_tallfelt": "«{kolonne}» skal være et tall, men det står «{verdi}». Skriv et tall.",
    "mangler_ark": "Arket «{ark}» mangler. Legg det til, eller start fra importmalen.",
    "mangler_kolonne": "Kolonnen «{kolonne}» mangler i arket «{ark}». Legg den til, eller start fra importmalen.",
    "ukjent_ark": "Programmet kjenner ikke arket «{ark}» og har ikke lest det. Rett navnet hvis arket skal brukes.",
    "passordbeskyttet": "Filen er beskyttet med passord. Fjern passordet i Excel, og prøv igjen.",
    "skadet_fil": "Filen er skadet og kan ikke leses. Hent en hel kopi, og prøv igjen.",
}
