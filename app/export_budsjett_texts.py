"""Words of the sheet Budsjett, the names of key figures, and the notes on cells."""

from __future__ import annotations

from app.parameter_texts import GRADES

_NAVN = {
    "restanser": "Restanser_ved_slutt",
    "over_grense": "Over_ytre_grense_ved_slutt",
    "saksbehandlingstid_mnd": "Saksbehandlingstid_ved_slutt",
    "forventet_tid_mnd": "Forventet_tid_ved_slutt",
    "oppfolging_timer": "Oppfølging_timer_ved_slutt",
    "dekning": "Oppfølging_dekning_ved_slutt",
    "oppfolging_gap_arsverk": "Oppfølging_mangler_årsverk_ved_slutt",
    "budsjett_arsverk.fylke.alt": "Budsjett_årsverk_{ar}",
    "budsjett_arsverk.fylke.stat": "Budsjett_årsverk_stat_{ar}",
    "budsjett_arsverk.fylke.kommune": "Budsjett_årsverk_kommune_{ar}",
    "budsjett_arsverk.kontor.stat": "Budsjett_årsverk_stat_NAV_kontor_{ar}",
    "budsjett_arsverk.fe.stat": "Budsjett_årsverk_stat_forvaltningsenhet_{ar}",
    "budsjett_kroner": "Budsjett_kroner_{ar}",
    "kroner_per_arsverk": "Kroner_per_årsverk",
    "brutto": "Bruttogevinst_årsverk",
    "netto": "Nettogevinst_årsverk",
    "netto_kroner": "Nettogevinst_kroner",
    "storste_avvik": "Kontroll_største_avvik",
    "plan": "_planen",
    "uten": "_uten_flyttinger",
    "forskjell": "_forskjell",
}
"""Names of cells: letters, digits and underscore only, and never like the address of a cell."""

ORD_BUDSJETT: dict[str, str] = {
    "budsjett.tittel": "Budsjett",
    "budsjett.undertittel": (
        "Årsverk er gjennomsnittet av månedene i planen det året. Alle tall er formler over arket Årsverk."
    ),
    "budsjett.uten_kroner": (
        "Bare årsverk: planen har ikke både kroner_per_årsverk og prisår i arket Forutsetninger."
    ),
    "budsjett.arsverk": "Årsverk\n(gjennomsnitt av månedene)",
    "budsjett.kroner": "Kroner\n({ar}-kroner)",
    "budsjett.kroner_i_alt": "Kroner",
    "budsjett.ar": "År",
    "budsjett.maneder": "Måneder",
    "budsjett.niva": "Nivå",
    "budsjett.enhet": "Enhet",
    "budsjett.eier": "Eier",
    "budsjett.fylket": "Fylket",
    "budsjett.eier.stat": "stat",
    "budsjett.eier.kommune": "kommune",
    "budsjett.eier.kostnader": "kostnader",
    "budsjett.eier.alt": "i alt",
    "diagram.budsjett.flyttet": "Statlige årsverk i {ar}: forskjell fra uten flyttinger",
    "diagram.budsjett.fe": "Statlige årsverk i forvaltningsenhet, snitt for året",
    "diagram.budsjett.fylke": "Årsverk i alt, snitt for året",
    "om.ark.Budsjett": "Årsverk per enhet, eier og år, og hva de koster i kroner",
    "om.navn": "Navn på nøkkeltall",
    "om.navn_hjelp": (
        "Navnene kan brukes i formler, også fra andre arbeidsbøker. De gjelder planens siste måned der år ikke står i navnet."
    ),
    **{f"navn.{key}": name for key, name in _NAVN.items()},
    **{f"notat.grad.{grade}": text for grade, text in GRADES.items()},
    "notat.kilde": "Kilde: {kilde}",
}
