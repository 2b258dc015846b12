"""Label, unit and one-sentence explanation of every series of a projection.

Two waiting times stand beside each other and are never called the same: how long the cases decided
this month *have taken*, and how long a case that arrives now *can expect to take*.
"""

from __future__ import annotations

from dataclasses import dataclass

from planning_core.results import SERIER


@dataclass(frozen=True, slots=True)
class SerieTekst:
    """Words of one series; ``enhet`` is the unit as shown, ``gunstig`` the direction that is good (+1, -1, 0)."""

    navn: str
    enhet: str
    forklaring: str
    gunstig: int
    desimaler: int = 0


_TEKSTER: dict[str, SerieTekst] = {
    "inn": SerieTekst("Saker inn", "saker per måned", "Saker som kommer inn i løpet av måneden.", 0),
    "vedtak": SerieTekst("Vedtak", "saker per måned", "Saker som blir avgjort i løpet av måneden.", 1),
    "restanser": SerieTekst(
        "Restanser", "saker", "Alle saker som ikke er avgjort ved utgangen av måneden, uansett hvor de ligger.", -1),
    "restanser_nk": SerieTekst(
        "Restanser ved NAV-kontor", "saker", "Saker som ligger ved NAV-kontor ved utgangen av måneden.", -1),
    "restanser_fe": SerieTekst(
        "Restanser i forvaltningsenhet", "saker",
        "Saker som er klare til behandling i forvaltningsenheten ved utgangen av måneden.", -1),
    "venter_dok": SerieTekst(
        "Venter på dokumentasjon", "saker",
        "Saker i forvaltningsenheten som venter på dokumentasjon ved utgangen av måneden.", -1),
    "over_grense": SerieTekst(
        "Over ytre grense", "saker", "Saker som er eldre enn ytre grense ved utgangen av måneden.", -1),
    "saksbehandlingstid_mnd": SerieTekst(
        "Saksbehandlingstid for månedens vedtak", "måneder",
        "Gjennomsnittlig tid fra søknad til vedtak for sakene som ble avgjort i måneden: det sakene har tatt.", -1, 1),
    "forventet_tid_mnd": SerieTekst(
        "Forventet ventetid for nye saker", "måneder",
        "Tiden en sak som kommer inn nå, må regne med å vente på vedtak: det nye saker kommer til å ta.", -1, 1),
    "andel_innen_grense": SerieTekst(
        "Avgjort innen ytre grense", "andel av månedens vedtak",
        "Andel av månedens vedtak som kom innen ytre grense.", 1, 2),
    "tid_nk_mnd": SerieTekst(
        "Tid ved NAV-kontoret", "måneder",
        "Gjennomsnittlig tid fra søknad til saken sendes videre fra NAV-kontoret.", -1, 1),
    "henvendelser": SerieTekst(
        "Henvendelser", "henvendelser per måned",
        "Henvendelser om saker i løpet av måneden, før de fordeles på kontaktsenter, kontor og forvaltningsenhet.", -1),
    "ks_timer": SerieTekst(
        "Timer i kontaktsenteret", "timer per måned",
        "Timer kontaktsenteret må finne for å besvare sin del av henvendelsene.", -1),
    "arsverk": SerieTekst(
        "Statlige årsverk", "årsverk",
        "Statlige årsverk i enheten ved utgangen av måneden, medregnet flyttinger.", 0, 1),
    "arsverk_kommune": SerieTekst(
        "Kommunale årsverk", "årsverk",
        "Kommunale årsverk i enheten ved utgangen av måneden, medregnet flyttinger.", 0, 1),
    "effektive_arsverk": SerieTekst(
        "Effektive årsverk", "årsverk",
        "Statlige årsverk som gir full produksjon, etter tap til læring, vakanse og oppstart.", 1, 1),
    "oppfolging_timer": SerieTekst(
        "Timer til oppfølging", "timer per måned",
        "Timer NAV-kontoret har til oppfølging i måneden, statlige og kommunale.", 1),
    "oppfolging_behov_timer": SerieTekst(
        "Behov for oppfølging", "timer per måned",
        "Timer oppfølgingen av brukerne krever i måneden etter normene i planen.", 0),
    "oppfolging_gap_arsverk": SerieTekst(
        "Manglende årsverk til oppfølging", "årsverk",
        "Årsverk som mangler for å dekke behovet for oppfølging.", -1, 1),
    "udekket_timer": SerieTekst(
        "Udekkede timer", "timer per måned",
        "Arbeid enheten ikke rekker: faste poster og henvendelser i måneden, og saker som fortsatt venter "
        "ved utgangen.", -1),
}

SERIE_TEKSTER: dict[str, SerieTekst] = {d.navn: _TEKSTER[d.navn] for d in SERIER}
"""Series name -> its words, in the order of the contract."""
