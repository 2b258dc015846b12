"""Every word of the result workbook; what a series is called and means is taken from :mod:`app.series_texts`."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from app import format as fmt
from app.export_budsjett_texts import ORD_BUDSJETT
from app.export_gevinst_texts import ORD_GEVINST
from app.export_historikk_texts import ORD_HISTORIKK
from app.parameter_texts import LABELS
from app.series_texts import SERIE_TEKSTER
from app.template_texts import LISTER
from app.texts import setning
from app.use_texts import BRUK_TEKSTER
from models.io.excel_export import Tekster

_BAND_NAVN = {
    "alder_0_1": "under 1 måned",
    "alder_1_3": "1–3 måneder",
    "alder_3_6": "3–6 måneder",
    "alder_6_12": "6–12 måneder",
    "alder_12_": "over 12 måneder",
}

_TIMEBRUK = {use: text.navn for use, text in BRUK_TEKSTER.items()}

_KORT = {
    "restanser_nk": "NAV-kontor",
    "restanser_fe": "Forvaltningsenhet",
    "venter_dok": "Venter på dokumentasjon",
    "inn": "Saker inn",
    "vedtak": "Vedtak",
    "behov": "Behov",
    **_BAND_NAVN,
    **_TIMEBRUK,
}


def _forklaringer(*series: str) -> str:
    return "\n".join(f"{SERIE_TEKSTER[s].navn}: {SERIE_TEKSTER[s].forklaring}" for s in series)


def _hoder() -> dict[str, str]:
    """Header of each quantity, with its unit."""
    headers = {f"storrelse.{s}": f"{t.navn}\n({t.enhet})" for s, t in SERIE_TEKSTER.items()}
    headers |= {f"storrelse.{k}": f"Restanser, alder {name}\n(saker)" for k, name in _BAND_NAVN.items()}
    headers |= {f"storrelse.{k}": f"{name}\n(timer per måned)" for k, name in _TIMEBRUK.items()}
    headers["storrelse.restanser"] = "Restanser i alt\n(saker)"
    headers["storrelse.dekning"] = "Dekning\n(timer i prosent av behovet)"
    headers["storrelse.andel_innen_grense"] = "Avgjort innen ytre grense\n(prosent av månedens vedtak)"
    return headers


def _diagrammer() -> dict[str, str]:
    """Title of each chart, with the unit on the value axis."""
    titles = {f"diagram.{s}": f"{t.navn} ({t.enhet})" for s, t in SERIE_TEKSTER.items()}
    return titles | {
        "diagram.restanser": "Restanser i alt (saker ved månedens slutt)",
        "diagram.over_grense": "Over ytre grense (saker ved månedens slutt)",
        "diagram.restanser_sted": "Restanser etter sted (saker)",
        "diagram.inn_vedtak": "Saker inn og vedtak (saker per måned)",
        "diagram.alder_plan": "Restanser etter alder, planen (saker)",
        "diagram.alder_uten": "Restanser etter alder, uten flyttinger (saker)",
        "diagram.timebruk_plan": "Bruk av timene, planen (timer per måned)",
        "diagram.timebruk_uten": "Bruk av timene, uten flyttinger (timer per måned)",
        "diagram.andel_innen_grense": "Avgjort innen ytre grense (prosent)",
    }


_TOM = "En tom celle betyr at tallet ikke finnes der, eller ikke lar seg regne ut."

_ARK = {
    "tittel.Årsverk": "Årsverk per enhet og måned",
    "tittel.Restanseutvikling": "Restanser, saker inn og vedtak",
    "tittel.Saksbehandlingstid": "Saksbehandlingstid og ventetid",
    "tittel.Oppfølging": "Oppfølging ved NAV-kontor",
    "undertittel.Årsverk": "Årsverk ved månedens slutt. Summene er formler over enhetene nedenfor.",
    "undertittel.Restanseutvikling": (
        "Restanser ved månedens slutt, saker inn og vedtak i måneden. "
        "Tallene for fylket er formler over ytelsene nedenfor."
    ),
    "undertittel.Saksbehandlingstid": "De to ventetidene er ulike mål og skal ikke blandes: se forklaringen.",
    "undertittel.Oppfølging": "Timer i måneden. Tallene for fylket er formler over kontorene nedenfor.",
    "forklaring.Årsverk": _forklaringer("arsverk", "arsverk_kommune", "effektive_arsverk") + "\n" + _TOM,
    "forklaring.Restanseutvikling": (
        "Restanser i alt: summen av NAV-kontor, forvaltningsenhet og saker som venter på dokumentasjon, ved "
        "månedens slutt.\n"
        "Over ytre grense: saker som er eldre enn ytelsens grense. Et NAV-kontor viser bare sin egen kø.\n"
        "Saker inn: for fylket og NAV-kontor nye søknader, for forvaltningsenheten saker som er sendt over.\n"
        "Alder: restansene etter hvor lenge de har ventet.\n" + _TOM
    ),
    "forklaring.Saksbehandlingstid": (
        _forklaringer("saksbehandlingstid_mnd", "forventet_tid_mnd", "tid_nk_mnd") + "\n"
        "En tom celle betyr at tallet ikke finnes der eller ikke lar seg regne ut: ingen vedtak i måneden, eller at "
        "køen ikke blir avgjort før planperioden er slutt."
    ),
    "forklaring.Oppfølging": (
        _forklaringer("oppfolging_timer", "oppfolging_behov_timer", "oppfolging_gap_arsverk", "udekket_timer") + "\n"
        "Faste poster er ledelse og mottak. De statlige timene dekker faste poster, løpende kostnader, henvendelser, "
        "skjermet oppfølging og saksarbeid, i den rekkefølgen. Det som er igjen, går til oppfølging.\n" + _TOM
    ),
}

_TABELL = {
    "kolonne.maned": "Måned",
    "kolonne.niva": "Nivå",
    "kolonne.gjelder": "Gjelder",
    "variant.plan": "planen",
    "variant.uten": "uten flyttinger",
    "variant.forskjell": "forskjell",
    "variant.forskjell_pp": "forskjell\n(%-poeng)",
    "niva.fylke": "Fylket",
    "niva.sum": "Sum",
    "niva.ytelse": "Ytelse",
    "niva.kontor": "NAV-kontor",
    "niva.fe": "Forvaltningsenhet",
    "alle.kontor": "Alle NAV-kontor",
    "alle.fe": "Alle forvaltningsenheter",
    "alle.ytelse": "Alle ytelser",
}

_SAMMENDRAG = {
    "sammendrag.tittel": "Bemanningsplan for {fylke}",
    "sammendrag.periode": "{plan}. Planperiode {fra} til {til} ({antall} måneder).",
    "sammendrag.nokkeltall": "Nøkkeltall for fylket",
    "sammendrag.maned_nr": "{maned} (måned {nr})",
    "sammendrag.restanser": "Restanser (saker)",
    "sammendrag.over_grense": "Over ytre grense (saker)",
    "sammendrag.saksbehandlingstid_mnd": "Saksbehandlingstid, avgjort i måneden (mnd)",
    "sammendrag.forventet_tid_mnd": "Forventet tid, sak som kommer nå (mnd)",
    "sammendrag.oppfolging_timer": "Oppfølging (timer i måneden)",
    "sammendrag.dekning": "Dekning av behovet for oppfølging (%)",
    "sammendrag.oppfolging_gap_arsverk": "Mangler til oppfølging (årsverk)",
    "sammendrag.tom_celle": (
        "Saksbehandlingstid er hvor lang tid månedens vedtak har tatt. Forventet tid er hvor lenge en sak som kommer "
        "ved månedens slutt, må vente; den er tom når køen ikke blir avgjort før planperioden er slutt. Forskjellen i "
        "dekning er i prosentpoeng."
    ),
    "sammendrag.flyttinger": "Flyttinger i planen",
    "sammendrag.ingen_flyttinger": "Ingen flyttinger. Planen er lik uten flyttinger.",
    "sammendrag.flere_flyttinger": "Og {antall} til. Alle står i arket Flyttinger.",
    "sammendrag.advarsler": "Advarsler",
    "sammendrag.ingen_advarsler": "Ingen advarsler.",
    "sammendrag.flere_advarsler": "Og {antall} til. Alle står i arket Om.",
    "flytting.fra": "Fra",
    "flytting.til": "Til",
    "flytting.eier": "Eier",
    "flytting.arsverk": "Årsverk",
    "flytting.fra_maned": "Fra måned",
    "flytting.til_maned": "Til måned",
    "flytting.arsak": "Årsak",
    "flytting.varig": "varig",
    "flytting.nye_midler": "nye midler",
    "flytting.kutt": "kutt",
    "syntetisk_kort": "Bygger på konstruerte tall (syntetiske): se arket Om.",
    "syntetisk": "Bygger på konstruerte tall (syntetiske, ikke virkelige): {ark}.",
}

_OM = {
    "om.tittel": "Om denne arbeidsboken",
    "om.plan": "Plan",
    "om.scenario": "Scenario",
    "om.grunnplan": "ingen (grunnplanen)",
    "om.fylke": "Fylke",
    "om.forste_maned": "Første måned",
    "om.siste_maned": "Siste måned",
    "om.horisont": "Planperiode (måneder)",
    "om.steg": "Steg per måned i beregningen",
    "om.enheter": "Enheter (antall)",
    "om.program": "Laget med",
    "om.program_navn": "Bemanningsplan, versjon {versjon}",
    "om.tid": "Laget",
    "om.fingeravtrykk": "Fingeravtrykk av inndata (SHA-256)",
    "om.fingeravtrykk_hjelp": "To arbeidsbøker med samme fingeravtrykk bygger på nøyaktig samme plan.",
    "om.innhold": "Innhold",
    "om.ark.Sammendrag": "Nøkkeltall, diagrammer, flyttinger og advarsler på én side",
    "om.ark.Årsverk": "Statlige, kommunale og effektive årsverk per enhet og måned",
    "om.ark.Restanseutvikling": "Restanser etter sted, ytelse, enhet og alder, saker inn og vedtak",
    "om.ark.Saksbehandlingstid": "Tiden månedens vedtak har tatt, og tiden en ny sak kan vente",
    "om.ark.Oppfølging": "Timer til oppfølging mot behovet, og hva timene ved hvert kontor går til",
    "om.ark.Kontroll": "Programmets summer ved siden av de samme summene regnet ut i arbeidsboken",
    "om.ark.Om": "Plan, versjon, kilder og forutsetninger",
    "om.inndata": "De andre arkene",
    "om.inndata_hjelp": "Planen selv. Arbeidsboken kan importeres i programmet og gir da den samme planen tilbake.",
    "om.kilder": "Hvor tallene kommer fra",
    "om.ingen_kilder": "Planen oppgir ingen kilder (arket Kilder er tomt).",
    "om.ark": "Ark",
    "om.kolonne": "Kolonne",
    "om.hele_arket": "hele arket",
    "om.grad": "Grad",
    "om.syntetisk": "Konstruert",
    "om.syntetisk_ja": "ja, syntetisk",
    "om.syntetisk_nei": "nei",
    "om.kilde": "Kilde",
    "om.forutsetninger": "Forutsetninger som gjelder",
    "om.grader": (
        "Grad: S står i en kilde, D er utledet fra tall i en kilde, A er antatt. Lav og høy er det rimelige spennet."
    ),
    "om.advarsler": "Alle advarsler",
    "forutsetning.navn": "Forutsetning",
    "forutsetning.nokkel": "Nøkkel",
    "forutsetning.verdi": "Verdi",
    "forutsetning.enhet": "Enhet",
    "forutsetning.lav": "Lav",
    "forutsetning.hoy": "Høy",
    "forutsetning.grad": "Grad",
    "forutsetning.satt": "Satt i",
    "forutsetning.kilde": "Kilde",
    "forutsetning.i_planen": "planen",
    "forutsetning.i_arket": "arket {ark}",
    "forutsetning.standard": "standard",
    "ja": "ja",
    "nei": "nei",
    "inndata.enhet": "Enhet: {enhet}",
    "inndata.syntetisk": "Konstruerte tall (syntetiske, ikke virkelige).",
    "utskrift.side": "Side &P av &N",
    "utskrift.versjon": "Bemanningsplan {versjon}",
}

_SCENARIER = {
    "scenario.tittel": "Scenarier mot grunnplanen",
    "scenario.grunnplan_urort": "Tall for fylket. Grunnplanen er urørt av scenariene og har fingeravtrykk {fingeravtrykk}.",
    "scenario.grunnplan": "Grunnplan",
    "scenario.scenario": "Scenario",
    "scenario.nokkeltall": "{maned} (måned {nr})",
    "scenario.verdi": "verdi",
    "scenario.forskjell": "forskjell fra grunnplanen",
    "scenario.kan_ikke_brukes": "{navn} (kan ikke brukes)",
    "scenario.laast": "{navn} (låst)",
    "scenario.brukes_ikke": "Scenarioet kan ikke brukes på grunnplanen slik den er, og er tatt vare på uendret.",
    "scenario.ingen_endringer": "Ingen endringer fra grunnplanen.",
    "scenario.alle_rader": "alle radene i {maned}",
    "scenario.ingen": "Planen har ingen scenarier. Tallene under er grunnplanen alene.",
    "scenario.maneder": "Tallene i diagrammene, måned for måned",
    "om.ark.Plan mot faktisk": "Fylkets egne tall ved siden av planen, måned for måned, med avvik",
    "om.ark.Scenariosammenligning": "Scenariene ved siden av grunnplanen: nøkkeltall, forskjell og hva som er endret",
}

_KONTROLL = {
    "kontroll.tittel": "Kontroll av summene",
    "kontroll.forklaring": (
        "Programmets sum over alle måneder ved siden av den samme summen lest fra arkene med formler. "
        "Avviket er 0 så lenge ingen celle er endret."
    ),
    "kontroll.sum": "{navn} (sum)",
    "kontroll.enkeltvis": "{navn}, enkeltvis",
    "kontroll.storste": "Største avvik",
    "kontroll.ark": "Ark",
    "kontroll.storrelse": "Størrelse",
    "kontroll.variant": "Variant",
    "kontroll.omfang": "Omfang",
    "kontroll.program": "Programmets sum",
    "kontroll.ark_sum": "Sum fra arket",
    "kontroll.avvik": "Avvik",
}

ORD: dict[str, str] = {
    **_hoder(), **{f"kort.{k}": v for k, v in _KORT.items()}, **_diagrammer(), **_ARK, **_TABELL, **_SAMMENDRAG, **_OM,
    **_KONTROLL, **_SCENARIER, **ORD_GEVINST, **ORD_BUDSJETT, **ORD_HISTORIKK,
}
"""Key -> text of the result workbook."""


def tekster(flere: Mapping[str, str] = MappingProxyType({})) -> Tekster:
    """The words handed to the export; ``flere`` are those of one kind of workbook alone."""
    return Tekster({**ORD, **flere}, LABELS, setning, fmt.maned_lang, LISTER)
