"""Every word of the import template: instructions, and the notes of the columns."""

from __future__ import annotations

from app import format as fmt
from app.column_texts import help_of
from app.parameter_texts import HELP, LABELS
from models.io.excel_schema import SHEETS
from models.io.excel_template import Line, TemplateTexts
from models.io.export.lists import ListTexts
from planning_core.parameters import NOKLER, PARAMETERS, Parameter

_SHEETS: dict[str, str] = {
    "Plan": "Navn på fylket, første måned og hvor langt planen går. Må fylles ut.",
    "Enheter": "Én rad for hvert NAV-kontor og hver forvaltningsenhet. Må fylles ut.",
    "Ytelser": "Én rad for hver ytelse. Må fylles ut.",
    "Normtid": "Minutter per sak for hver ytelse og hovedprosess. Manglende rad er 0.",
    "Ressurskartlegging": "Årsverk og saker per år. Gir gevinstregnskapet, og normtid der Normtid ikke har rad.",
    "Grensesnitt": "Hvor mye av hver hovedprosess som gjøres i forvaltningsenheten.",
    "Ruter": "Hvilken forvaltningsenhet som avgjør sakene fra et kontor. Tomt ark når det bare er én.",
    "Saksinngang": "Saker inn per måned. Kan også ha én kolonne per måned i stedet for måned og antall.",
    "Restanser": "Saker som venter ved start, gjerne delt på alder.",
    "Brukere": "Brukere som skal følges opp. Kan også ha én kolonne per måned.",
    "Oppfølgingsnorm": "Timer per bruker og måned, eller intervall og minutter per samtale.",
    "Flyttinger": "Årsverk som flyttes. Tom «fra» er nye midler, tom «til» er kutt.",
    "Gevinster": "Tiltak som sparer tid, på tre nivåer.",
    "Kapasitet": "Timer en måned i forhold til en vanlig måned, for eksempel ferie.",
    "Innfasing": "Punkter som erstatter jevn innfasing av en gevinst.",
    "Gevinstoppfølging": "Plan og faktisk gevinst per måned.",
    "Kostnader": "Kostnader i årsverk og kroner.",
    "Restanseteam": "Midlertidig hjelp som avgjør gamle saker.",
    "Hendelser": "Perioder med mer eller mindre saksinngang enn vanlig.",
    "Forutsetninger": "Egne verdier for forutsetningene i listen nederst. Utelatte får standardverdien.",
    "Scenarier": "Endringer av planen med eget navn. Framskrives ved siden av planen slik den står i de andre arkene.",
    "Historikk": "Fylkets egne tall, for månedene før planen og de månedene av den som er gått.",
    "Kilder": "Hvor tallene kommer fra, og om de er syntetiske.",
}

_RULES = (
    "Raden som begynner med «Eksempel:» blir ikke lest. Skriv dine egne rader under den, eller slett den. "
    "Skriver du over den, må du også ta bort «Eksempel:».",
    "Du kan legge til ark og kolonner, og flytte på dem. Behold navnene på dem som står her.",
    "Måneder skrives som 2026-01, jan. 2026 eller som dato. Tom måned betyr hver måned.",
    "Andeler skrives mellom 0 og 1, for eksempel 0,25 for 25\u00a0%. Ja og nei skrives som ja eller nei.",
    "Hold musen over en overskrift for å se hva kolonnen er, hvilken enhet den har, og om den må fylles ut.",
    "Navn på enheter, ytelser og gevinster må skrives likt i alle ark.",
)


LISTER = ListTexts(
    list_title="Velg fra listen",
    list_message="Verdien står ikke i listen. Velg en som står der, eller legg den til først.",
    share_title="Andel mellom 0 og 1",
    share_message="Skriv en andel mellom 0 og 1, for eksempel 0,25 for 25\u00a0%.",
)
"""What a spreadsheet says about a value that is not in its list; the result workbook says the same."""


def template_texts() -> TemplateTexts:
    """The words of the template, with the assumptions as they are declared."""
    return TemplateTexts(
        read_me=_read_me("Importmal for Bemanningsplan", "Fyll ut arkene, lagre filen, og importer den i programmet."),
        plan_read_me=_read_me("Plan fra Bemanningsplan", "Endre tallene, lagre filen, og importer den i programmet."),
        help={c.key: help_of(c.key) for sheet in SHEETS.values() for c in sheet.columns},
        unit="Enhet: {enhet}.",
        choices="Velg blant: {valg}.",
        required="Må fylles ut.",
        optional="Kan stå tom.",
        month="Måned, for eksempel 2026-01.",
        key_range=(NOKLER[0], NOKLER[-1]),
        lists=LISTER,
    )


def _read_me(title: str, sentence: str) -> tuple[Line, ...]:
    lines = [Line((title,), "title"), Line((sentence,)), Line(()), Line(("Slik fyller du ut",), "heading")]
    lines += [Line((rule,)) for rule in _RULES]
    lines += [Line(()), Line(("Ark", "Innhold"), "header")]
    lines += [Line((name, _SHEETS[name])) for name in SHEETS]
    lines += [Line(()), Line(("Forutsetninger (nøkkel)", "Navn", "Standardverdi", "Enhet", "Forklaring"), "header")]
    lines += [_parameter_line(PARAMETERS[key]) for key in NOKLER]
    return tuple(lines)


def _parameter_line(parameter: Parameter) -> Line:
    key = parameter.key
    return Line((key, LABELS[key], _default(parameter), parameter.unit, HELP[key]))


def _default(parameter: Parameter) -> str:
    value = parameter.default
    if value is None:
        return "tom"
    if isinstance(value, bool):
        return "ja" if value else "nei"
    return value if isinstance(value, str) else fmt.tall(value, 3).rstrip("0").rstrip(",")
