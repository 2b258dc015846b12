"""Words of the sheet ``Plan mot faktisk``."""

from __future__ import annotations

ORD_HISTORIKK = {
    "faktisk.tittel": "Planen mot faktiske tall",
    "faktisk.undertittel": (
        "Fylkets egne tall fra arket Historikk, i planens måneder. Avvik er faktisk minus planen. En sum står bare i måneder "
        "der alle enheter og ytelser som hører med, har tall."
    ),
    "faktisk.tom": (
        "Planen har ingen faktiske tall fra og med startmåneden. Skriv dem i arket Historikk, så stilles de opp mot planen her."
    ),
    "faktisk.inn": "Saker inn, saker i måneden",
    "faktisk.vedtak": "Vedtak, saker i måneden",
    "faktisk.restanser": "Restanser, saker ved månedens slutt",
    "faktisk.over_grense": "Over ytre grense, saker ved månedens slutt",
    "faktisk.arsverk": "Statlige årsverk ved månedens slutt",
    "faktisk.diagram": "Restanser, {navn}, saker ved månedens slutt",
    "faktisk.kontroll": "sum av avvik",
    "variant.faktisk": "faktisk",
    "variant.avvik": "avvik",
}
