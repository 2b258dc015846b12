"""What a kontor's hours go to: name and explanation of every use, in the window and in the result workbook."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BrukTekst:
    """Words of one use of hours."""

    navn: str
    forklaring: str


BRUK_TEKSTER: dict[str, BrukTekst] = {
    "oppfolging_rest": BrukTekst("Statlig oppfølging", "Statlige timer som er igjen når alt annet har fått sitt."),
    "skjermet_oppfolging": BrukTekst(
        "Skjermet oppfølging", "Statlige timer som holdes av før saksarbeidet får sitt."),
    "kommunale_timer": BrukTekst(
        "Kommunal oppfølging", "Den delen av de kommunale årsverkene som går til oppfølging."),
    "saksarbeid": BrukTekst("Saksarbeid", "Arbeid med saker ved kontoret."),
    "henvendelser": BrukTekst("Henvendelser", "Henvendelser om saker som kontoret selv svarer på."),
    "driftskostnader": BrukTekst("Løpende kostnader", "Løpende kostnader som er gitt i årsverk for kontoret."),
    "faste_poster": BrukTekst("Faste poster", "Ledelse og mottak."),
    "absorbert": BrukTekst(
        "Frigjort tid som blir borte", "Tid som blir frigjort når arbeid flyttes, og som likevel ikke blir oppfølging."),
}
"""Use of hours, by its key in the results -> its words."""
