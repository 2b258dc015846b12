"""Words of the figures a kontor is compared with."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication

from app.difference import EXACT_SHARE, SHARE, Better, Quantity
from planning_core import referanser as ref

translate = QCoreApplication.translate

PEOPLE = Quantity()
PER_ARSVERK = Quantity(decimals=1)
SHARES = (ref.KONTAKT_ARBEIDSSOKERE, ref.KONTAKT_NEDSATT)
_HIGHER = (*SHARES, ref.ANSATTE)


@dataclass(frozen=True, slots=True)
class ReferenceWords:
    """``title`` in the table, ``name`` in the read-out and after a number, ``explained`` what it counts and how the
    sources read, ``missing`` why a plan does not know it, ``source`` where it stands."""

    title: str
    name: str
    explained: str
    missing: str
    source: str


def reference_words(nokkel: str) -> ReferenceWords:
    """The words of a figure in :data:`planning_core.referanser.REFERANSER`, or of the fixed posts."""
    title, name, explained = _words(nokkel)
    if nokkel == ref.FASTE:
        return ReferenceWords(title, name, explained, _missing(nokkel), "")
    table = translate("Referanser", "Langeland og Galaasen, tabell 1 (linje {linje})")
    line = translate("Referanser", "Langeland og Galaasen (linje {linje})")
    source = (line if nokkel == ref.ANSATTE else table).format(linje=ref.REFERANSER[nokkel].linje)
    return ReferenceWords(title, name, explained, _missing(nokkel), source)


def quantity_of(nokkel: str) -> Quantity:
    """How the figure is written."""
    if nokkel == ref.FASTE:
        return EXACT_SHARE
    return SHARE if nokkel in SHARES else PEOPLE if nokkel == ref.INNBYGGERE else PER_ARSVERK


def better_of(nokkel: str) -> Better:
    """Which way the figure should go; the size of a kontor is not judged."""
    if nokkel == ref.STORRELSE:
        return Better.NEITHER
    return Better.HIGHER if nokkel in _HIGHER else Better.LOWER


def reference_text(nokkel: str, value: float) -> str:
    """A reference as the source writes it: whole where it is."""
    return whole(nokkel, value).text(value)


def whole(nokkel: str, value: float) -> Quantity:
    """How a reference is written."""
    quantity = quantity_of(nokkel)
    return quantity if quantity.share or not float(value).is_integer() else Quantity()


def _words(nokkel: str) -> tuple[str, str, str]:
    if nokkel == ref.BRUKERE:
        return (translate("Referanser", "Brukere per statlig årsverk"), translate("Referanser", "brukere per statlig årsverk"),
                translate("Referanser", "Landet 2012, uten delvis ledige. Fylkene lå fra like under 50, blant dem Telemark, til "
                                        "omkring 80 i Oslo. 62 er ikke summen av 23 og 45: de er talt ulikt."))
    if nokkel == ref.ARBEIDSSOKERE:
        return (translate("Referanser", "Arbeidssøkere per statlig årsverk"),
                translate("Referanser", "arbeidssøkere per statlig årsverk"), translate("Referanser", "Landet 2012."))
    if nokkel == ref.NEDSATT:
        return (translate("Referanser", "Nedsatt arbeidsevne per statlig årsverk"),
                translate("Referanser", "personer med nedsatt arbeidsevne per statlig årsverk"),
                translate("Referanser", "Landet 2012."))
    if nokkel == ref.INNBYGGERE:
        return (translate("Referanser", "Innbyggere per statlig årsverk"),
                translate("Referanser", "innbyggere per statlig årsverk"),
                translate("Referanser", "Landet 2012. Fylkene lå fra omkring 700 i Finnmark til omkring 1 300 i Rogaland."))
    if nokkel == ref.STORRELSE:
        return (translate("Referanser", "Statlige årsverk per kontor"), translate("Referanser", "statlige årsverk per kontor"),
                translate("Referanser", "Gjennomsnittet for 431 kontor i 2012. For fylket er det snittet av kontorene."))
    if nokkel == ref.ANSATTE:
        return (translate("Referanser", "Statsansatte per kontor"), translate("Referanser", "statsansatte"),
                translate("Referanser", "Kravet i 2013. Antallet er anslått der årsverk er flyttet. For fylket "
                                        "er det kontoret med færrest."))
    if nokkel == ref.FASTE:
        return (translate("Referanser", "Faste poster av statlige årsverk"),
                translate("Referanser", "faste poster av statlige årsverk"),
                translate("Referanser", "Årsverk til ledelse og mottak delt på statlige årsverk. Ingen kilde har en referanse: "
                                        "de faste postene går av årsverkene før noe annet, så andelen er størst i små kontor."))
    if nokkel == ref.KONTAKT_ARBEIDSSOKERE:
        return (translate("Referanser", "Arbeidssøkere med oppfølging siste 3 måneder"),
                translate("Referanser", "arbeidssøkere med oppfølging siste 3 måneder"),
                translate("Referanser", "Målet i 2012. Kontorets eget tall er forventet andel med samtale innen 13 uker."))
    return (translate("Referanser", "Nedsatt arbeidsevne med oppfølging siste 6 måneder"),
            translate("Referanser", "personer med nedsatt arbeidsevne som har fått oppfølging siste 6 måneder"),
            translate("Referanser", "Målet i 2012. Kontorets eget tall er forventet andel med samtale innen 26 uker."))


def _missing(nokkel: str) -> str:
    if nokkel == ref.INNBYGGERE:
        return translate("Referanser", "Mangler innbyggertall i arket Enheter.")
    if nokkel == ref.ANSATTE:
        return translate("Referanser", "Mangler antall statsansatte i arket Enheter.")
    if nokkel == ref.FASTE:
        return translate("Referanser", "Kontoret har ingen statlige årsverk.")
    if nokkel in (ref.BRUKERE, ref.STORRELSE):
        return translate("Referanser", "Mangler brukere eller statlige årsverk.")
    group = ref.GRUPPER[ref.ARBEIDSSOKERE if nokkel in (ref.ARBEIDSSOKERE, ref.KONTAKT_ARBEIDSSOKERE) else ref.NEDSATT]
    if nokkel in (ref.ARBEIDSSOKERE, ref.NEDSATT):
        text = translate("Referanser", "Planen har ingen brukere i en gruppe som heter «{gruppe}».")
    else:
        text = translate("Referanser", "Planen har ingen brukere i en gruppe som heter «{gruppe}», med norm som intervall og "
                                       "minutter per samtale.")
    return text.format(gruppe=group)
