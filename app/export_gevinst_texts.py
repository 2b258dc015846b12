"""Words of the sheets Gevinstregnskap and Gevinstrealiseringsplan."""

from __future__ import annotations

from app import gevinst_texts as words
from planning_core.plan import Bruk, GevinstType

_TYPER = {t.value: words.TYPE[t] for t in GevinstType}

_LINJER = {
    "sum_rader": "Grunnlag, sum av radene under",
    "avrunding": words.AVRUNDING,
    "grunnlag": "Grunnlag",
    "flyttet": "herav flyttet til forvaltningsenhet, brutto",
    **_TYPER,
    "full_avrunding": f"{words.AVRUNDING}, når alt er tatt ut",
    "full_sum": "Sum av typene, når alt er tatt ut",
    "brutto": "Bruttogevinst",
    "igjen": "Igjen i alt",
    "igjen_nk": "herav i NAV-kontor",
    "igjen_fe": "herav i forvaltningsenhet",
    "igjen_rest": f"herav {words.IKKE_FORDELT.lower()}",
    "kostnad": "Kostnader",
    "netto": "Nettogevinst",
}

_DELT = {
    "spesialisering": "Spesiali-\nsering", "automatisering": "Automati-\nsering", "andre": "Andre",
}
"""Names of the types in a narrow column, divided where the word is."""

_KOLONNER = {
    "grunnlag": "Grunnlag\n(årsverk)",
    "andel_fe": "Andel i FE",
    "flyttet": "Flyttet til FE, brutto\n(årsverk)",
    "foer_nk": "I NAV-kontor før gevinst\n(årsverk)",
    **{f"{t}_{s}": f"{name}, {place}\n(andel)" for t, name in _DELT.items() for s, place in (("nk", "NK"), ("fe", "FE"))},
    **{t: f"{name}\n(årsverk)" for t, name in _DELT.items()},
    "igjen_nk": "Igjen i NAV-kontor\n(årsverk)",
    "igjen_fe": "Igjen i FE\n(årsverk)",
    "brutto": "Brutto-\ngevinst\n(årsverk)",
    "avrunding": f"{words.AVRUNDING}\n(årsverk)",
    "kostnad": "Kostnader\n(årsverk)",
    "netto": "Netto-\ngevinst\n(årsverk)",
}

_REALISERING = {
    "tittel": "Gevinstrealiseringsplan",
    "undertittel": "Én rad per gevinst, på {niva} nivå. Mål er årsverk når alt er tatt ut.",
    "ingen": "Planen har ingen gevinster.",
    "navn": "Gevinst",
    "type": "Type",
    "virker": "Virker på",
    "bruk": "Bruk",
    "eier": "Gevinsteier",
    "nullpunkt": "Nullpunkt",
    "mal": "Mål\n(årsverk)",
    "slutt": "Ved planens slutt\n(årsverk)",
    "starter": "Starter",
    "ferdig": "Alt tatt ut",
    "indikator": "Indikator",
    "status": "Status",
    "malt": "Siste måling",
    "plan": "Planlagt\n(årsverk)",
    "faktisk": "Målt\n(årsverk)",
    "avvik": "Avvik\n(årsverk)",
    "risiko": "Risiko",
}

ORD_GEVINST: dict[str, str] = {
    "gevinst.tittel": "Gevinstregnskap",
    "gevinst.undertittel": (
        "Ved utgangen av {maned}, på {niva} nivå. Tallene er formler over radene nederst. Flyttinger flytter folk, ikke "
        "arbeid, så bare kostnadene er ulike uten flyttinger."
    ),
    "gevinst.brutto_netto": words.BRUTTO_NOTE,
    "gevinst.kroner_per_arsverk": "Kroner per årsverk ({ar}-kroner)",
    "gevinst.linje": "Linje",
    "gevinst.arsverk": "Årsverk",
    "gevinst.kroner": "Kroner i året",
    "gevinst.kroner_foert": "Herav ført i Kostnader, siste 12 måneder (kroner)",
    "gevinst.beregnet": "beregnet",
    "gevinst.foert": "ført",
    "gevinst.kostnad": "{kategori}, {slag}",
    "gevinst.tre_nivaer": "De tre nivåene (årsverk)",
    "gevinst.detalj": "Radene regnskapet er laget av",
    "gevinst.ytelse": "Ytelse",
    "gevinst.hovedprosess": "Hoved-\nprosess",
    "gevinst.alle_brukere": words.ytelse_navn(""),
    "gevinst.maneder": "Måned for måned (årsverk ved månedens slutt)",
    "gevinst.diagram": "Brutto- og nettogevinst måned for måned (årsverk)",
    "gevinst.trapp": "Trappen i diagrammet (årsverk)",
    "gevinst.trapp_diagram": "Fra gevinst per type til netto (årsverk)",
    "gevinst.trapp.trinn": "Trinn",
    "gevinst.trapp.under": "Under søylen\n(ikke tegnet)",
    "gevinst.trapp.spart": "Gevinst",
    "gevinst.trapp.kostnad": "Kostnad",
    "gevinst.trapp.kostnad_under": "Kostnad under null",
    "gevinst.trapp.netto": "Netto,\nplanen",
    "gevinst.trapp.netto_uten": "Netto, uten flyttinger",
    "gevinst.kontroll": "ved utgangen av {maned}",
    "gevinst.alle_maneder": "alle måneder",
    "gevinst.hp.alle": "HP1–HP4",
    "gevinst.ytelse.alle": "alle ytelser",
    **{f"gevinst.linje.{k}": v for k, v in _LINJER.items()},
    **{f"gevinst.kolonne.{k}": v for k, v in _KOLONNER.items()},
    **{f"gevinst.kategori.{k}": v for k, v in words.KATEGORI.items()},
    **{f"gevinst.niva.{k}": v.lower() for k, v in words.NIVA.items()},
    **{f"gevinst.type.{k}": v for k, v in _TYPER.items()},
    **{f"gevinst.sted.{s.value}": text for s, text in words.STED_I_SETNING.items()},
    **{f"gevinst.bruk.{b.value}": words.BRUK[b] for b in Bruk},
    "gevinst.bruk.ingen": words.BRUK[None],
    **{f"gevinst.status.{s.value}": text for s, text in words.STATUS.items()},
    **{f"gevinst.risiko.{r.value}": text for r, text in words.RISIKO.items()},
    **{f"realisering.{k}": v for k, v in _REALISERING.items()},
    "om.ark.Gevinstregnskap": "Fra grunnlag via gevinst og kostnader til netto, med radene og månedene",
    "om.ark.Gevinstrealiseringsplan": "Mål, eier, tidspunkt, indikator, status og risiko for hver gevinst",
}
