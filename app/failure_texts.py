"""What a file failure says to the user: what is wrong, with which file, what to do. Needs no Qt."""

from __future__ import annotations

from models.io import errors
from models.io.errors import FileError

_BY_REASON: dict[str, str] = {
    "filen_finnes_ikke": "Filen «{navn}» finnes ikke. Se om navnet er riktig, og om den er flyttet.",
    "er_en_mappe": "«{navn}» er en mappe. Velg en fil.",
    "mappen_finnes_ikke": "Mappen «{mappe}» finnes ikke. Velg en annen mappe.",
    "ingen_tilgang": "Du har ikke tilgang til «{navn}» her. Velg en annen mappe, eller be om tilgang.",
    "skrivebeskyttet": "Mappen «{mappe}» er skrivebeskyttet. Velg en annen mappe.",
    "full_disk": "Det er ikke plass til «{navn}» på disken. Frigjør plass, eller velg en annen disk.",
    "for_langt_navn": "Filnavnet er for langt. Velg et kortere navn.",
    "laast": "«{navn}» er åpen i et annet program{hvem}. Lukk den der, og prøv igjen.",
    "passordbeskyttet": "«{navn}» er beskyttet med passord. Fjern passordet, og prøv igjen.",
    "nyere_format": "«{navn}» er laget med en nyere utgave av programmet. Oppdater programmet for å åpne den.",
    "tom_fil": "«{navn}» er tom. Velg en annen fil.",
    "ukjent_filtype": "«{navn}» er ikke en plan eller en Excel-arbeidsbok. Velg en .bplan- eller .xlsx-fil.",
    "fremmed_zip": "«{navn}» er ikke en plan fra dette programmet. Velg en .bplan- eller .xlsx-fil.",
    "html_fil": (
        "«{navn}» er en nettside som er lagret med et regnearknavn. Åpne den i Excel, lagre den som .xlsx, og prøv "
        "igjen."
    ),
    "tekst_fil": (
        "«{navn}» er en tekstfil (CSV). Hent tabellen i den med «Importer tabell fra annen arbeidsbok …» i programmet, "
        "eller åpne den i Excel, se at kolonnene er riktige, lagre den som .xlsx, og prøv igjen."
    ),
    "xml_fil": "«{navn}» er et XML-regneark fra Excel 2003. Åpne det i Excel, lagre det som .xlsx, og prøv igjen.",
    "for_gammelt_excel": (
        "«{navn}» er fra en svært gammel utgave av Excel. Åpne den i Excel, lagre den som .xlsx, og prøv "
        "igjen."
    ),
    "ikke_vanlig_fil": "«{navn}» er ikke en vanlig fil. Velg en annen fil.",
    "farlig_innhold": (
        "«{navn}» inneholder noe som ikke hører hjemme i en arbeidsbok, og er ikke lest. Hent en ny kopi fra den "
        "som laget den."
    ),
    "for_stor_fil": "«{navn}» er for stor til å være en plan. Ta bort ark og celler som ikke trengs, og prøv igjen.",
    "leseren_stoppet": "Lesingen av «{navn}» stoppet. Prøv igjen. Stopper den igjen, lagre filen på nytt fra Excel.",
    "for_sen_lesing": "Det tok for lang tid å lese «{navn}». Lagre den på nytt fra Excel, og prøv igjen.",
}

UNKNOWN_WORKBOOK = (
    "{navn} følger ikke importmalen. Er det en arbeidsbok fra et annet system, åpner du programmet og velger Fil, "
    "«Importer tabell fra annen arbeidsbok …». Der henter du én tabell om gangen inn i en plan."
)
"""What is said of a workbook that was not made for the program, where there is no window to hand it on to."""

_BY_CLASS: tuple[tuple[type[FileError], str], ...] = (
    (errors.FileMissing, _BY_REASON["filen_finnes_ikke"]),
    (errors.FileLocked, _BY_REASON["laast"]),
    (errors.NewerFormat, _BY_REASON["nyere_format"]),
    (errors.ProtectedFile, _BY_REASON["passordbeskyttet"]),
    (errors.DamagedFile, "«{navn}» er skadet og kan ikke leses. Hent en hel kopi, og prøv igjen."),
    (errors.UnknownFormat, _BY_REASON["ukjent_filtype"]),
    (errors.CannotRead, "«{navn}» kan ikke leses. Se om disken eller nettverket er tilgjengelig, og prøv igjen."),
    (errors.CannotWrite, "«{navn}» kan ikke skrives. Velg en annen mappe, og prøv igjen."),
)


def failure_text(error: FileError) -> str:
    """The sentences of a file failure, by reason and else by class; never raises for want of a text."""
    template = _BY_REASON.get(error.reason)
    if template is None:
        template = next((text for kind, text in _BY_CLASS if isinstance(error, kind)),
                        "«{navn}» kan ikke brukes. Velg en annen fil.")
    host = error.details.get("host")
    return template.format(
        navn=error.path.name or str(error.path),
        mappe=error.path.parent,
        hvem=f" på maskinen {host}" if host else "",
    )
