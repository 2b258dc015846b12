"""The texts of the help menu."""

from __future__ import annotations

from html import escape

from PySide6.QtCore import QT_TRANSLATE_NOOP, QCoreApplication
from PySide6.QtGui import QKeySequence

from app.actions import Actions, plain
from app.paths import PROGRAM, log_file
from planning_core.plan import TABELLER
from planning_core.version import VERSION

EDITED_HERE = {
    "Ytelser": QT_TRANSLATE_NOOP("Pages", "ytre grense, andel komplette og ekstern ventetid, i Saksflyt; resten i Excel"),
    "Normtid": QT_TRANSLATE_NOOP("Pages", "i Saksflyt"),
    "Ressurskartlegging": QT_TRANSLATE_NOOP("Pages", "i Saksflyt"),
    "Grensesnitt": QT_TRANSLATE_NOOP("Pages", "i Saksflyt"),
    "Saksinngang": QT_TRANSLATE_NOOP("Pages", "i Saksflyt"),
    "Restanser": QT_TRANSLATE_NOOP("Pages", "i Saksflyt"),
    "Hendelser": QT_TRANSLATE_NOOP("Pages", "i Saksflyt"),
    "Enheter": QT_TRANSLATE_NOOP("Pages", "i Enheter og bemanning"),
    "Ruter": QT_TRANSLATE_NOOP("Pages", "i Enheter og bemanning"),
    "Brukere": QT_TRANSLATE_NOOP("Pages", "i Enheter og bemanning"),
    "Oppfølgingsnorm": QT_TRANSLATE_NOOP("Pages", "i Enheter og bemanning"),
    "Kapasitet": QT_TRANSLATE_NOOP("Pages", "i Enheter og bemanning"),
    "Flyttinger": QT_TRANSLATE_NOOP("Pages", "i Fordeling"),
    "Gevinster": QT_TRANSLATE_NOOP("Pages", "i Gevinst"),
    "Innfasing": QT_TRANSLATE_NOOP("Pages", "i Gevinst"),
    "Gevinstoppfølging": QT_TRANSLATE_NOOP("Pages", "i Gevinst"),
    "Forutsetninger": QT_TRANSLATE_NOOP("Pages", "i Forutsetninger"),
    "Scenarier": QT_TRANSLATE_NOOP("Pages", "i Scenarier"),
    "Historikk": QT_TRANSLATE_NOOP("Pages", "i Saksflyt"),
}
"""Sheets that can be edited in the window, and where."""

HOLDS = {
    "Enheter": QT_TRANSLATE_NOOP("Pages", "NAV-kontor og forvaltningsenheter med årsverk, innbyggere og faste poster"),
    "Ytelser": QT_TRANSLATE_NOOP("Pages", "ytelsene, ytre grense i dager og andelen saker som er komplette"),
    "Normtid": QT_TRANSLATE_NOOP("Pages", "minutter per sak for hver ytelse og hovedprosess"),
    "Ressurskartlegging": QT_TRANSLATE_NOOP("Pages", "årsverk brukt og saker per år for hver ytelse og hovedprosess"),
    "Grensesnitt": QT_TRANSLATE_NOOP("Pages", "hvor stor andel forvaltningsenheten gjør, og fra når"),
    "Ruter": QT_TRANSLATE_NOOP("Pages", "hvilken forvaltningsenhet et kontor sender saker til, når det er flere"),
    "Saksinngang": QT_TRANSLATE_NOOP("Pages", "nye saker per kontor, ytelse og måned"),
    "Restanser": QT_TRANSLATE_NOOP("Pages", "saker som venter ved start, med alder"),
    "Brukere": QT_TRANSLATE_NOOP("Pages", "brukere per kontor, brukergruppe og måned"),
    "Oppfølgingsnorm": QT_TRANSLATE_NOOP("Pages", "timer oppfølging per bruker og måned"),
    "Flyttinger": QT_TRANSLATE_NOOP("Pages", "årsverk som flyttes, med måned, innfasing og varighet"),
    "Gevinster": QT_TRANSLATE_NOOP("Pages", "gevinster med nivå, innfasing og realisering"),
    "Kapasitet": QT_TRANSLATE_NOOP("Pages", "måneder med færre eller flere timer, som ferie"),
    "Innfasing": QT_TRANSLATE_NOOP("Pages", "egne punkter for innfasing av en gevinst"),
    "Gevinstoppfølging": QT_TRANSLATE_NOOP("Pages", "planlagt og faktisk gevinst per måned"),
    "Kostnader": QT_TRANSLATE_NOOP("Pages", "kostnader i årsverk og kroner"),
    "Restanseteam": QT_TRANSLATE_NOOP("Pages", "team som arbeider ned restanser i en periode"),
    "Hendelser": QT_TRANSLATE_NOOP("Pages", "perioder med flere eller færre saker"),
    "Forutsetninger": QT_TRANSLATE_NOOP("Pages", "verdiene modellen regner med, med spenn og kilde"),
    "Scenarier": QT_TRANSLATE_NOOP("Pages", "navngitte endringer av planen"),
    "Historikk": QT_TRANSLATE_NOOP("Pages", "fylkets egne tall, før planen og i den"),
    "Kilder": QT_TRANSLATE_NOOP("Pages", "hvor tallene kommer fra, og hvilke som er syntetiske"),
}
"""What each sheet of the import workbook holds."""


def _tr(text: str) -> str:
    return QCoreApplication.translate("Pages", text)


def about() -> str:
    """About the program, as rich text."""
    tr = QCoreApplication.translate
    return "".join((
        f"<h2>{PROGRAM}</h2>",
        "<p>", tr("Pages", "Versjon {versjon}").format(versjon=VERSION), "</p><p>",
        tr("Pages", "Programmet viser hva det gjør med restanser, saksbehandlingstid og oppfølging når årsverk flyttes "
                    "mellom NAV-kontor og forvaltningsenhet. Alt vises ved siden av den samme planen uten flyttinger."),
        "</p><p>",
        tr("Pages", "Planen og tallene blir på denne maskinen. Programmet bruker ikke nettet og trenger ingen "
                    "personopplysninger, bare antall og årsverk per enhet."),
        "</p><h3>", tr("Pages", "Lisenser"), "</h3><p>",
        tr("Pages", "Programmet er åpen kildekode (MIT). Det bruker Qt og PySide6 (LGPL 3), NumPy og pandas (BSD), "
                    "pyqtgraph, openpyxl, python-calamine og pydantic (MIT), XlsxWriter (BSD), defusedxml (PSF), "
                    "skriften Source Sans 3 (OFL) og ikoner og farger fra Aksel (MIT). "
                    "Lisenstekstene ligger i mappen resources/licenses."),
        "</p><h3>", tr("Pages", "Logg"), "</h3><p>",
        tr("Pages", "Hvis noe går galt, står det mer i {fil}.").format(fil=escape(str(log_file()))), "</p>",
    ))


def shortcuts(actions: Actions) -> str:
    """Every key of the window, as rich text."""
    between = QCoreApplication.translate("Pages", " eller ")
    rows = []
    for name in actions:
        keys = [key.toString(QKeySequence.SequenceFormat.NativeText) for key in actions[name].shortcuts()]
        if keys:
            words = escape(plain(actions[name].text()))
            rows.append(f"<tr><td>{words}</td><td>{escape(between.join(keys))}</td></tr>")
    tr = QCoreApplication.translate
    more = (
        (tr("Pages", "Neste felt, forrige felt"), tr("Pages", "Tab, Shift+Tab")),
        (tr("Pages", "Menyene"), "Alt"),
        (tr("Pages", "Flytt deg i tabeller og diagrammer"), tr("Pages", "piltastene")),
        (tr("Pages", "Endre en celle"), tr("Pages", "Enter, eller begynn å skrive")),
        (tr("Pages", "Lim inn i en tabell"), "Ctrl+V"),
        (tr("Pages", "Tøm merkede celler"), "Delete"),
        (tr("Pages", "Ny rad i en tabell, slett rader"), tr("Pages", "Insert, Ctrl+Delete")),
        (tr("Pages", "Lukk en dialog"), "Esc"),
    )
    rows += [f"<tr><td>{escape(what)}</td><td>{escape(keys)}</td></tr>" for what, keys in more]
    head = f"<tr><th>{tr('Pages', 'Handling')}</th><th>{tr('Pages', 'Taster')}</th></tr>"
    return f"<h2>{tr('Pages', 'Hurtigtaster')}</h2><table>{head}{''.join(rows)}</table>"


def excel_tables() -> str:
    """Which tables are edited in Excel and how, as rich text."""
    tr = QCoreApplication.translate
    steps = (
        tr("Pages", "Velg Fil og Eksporter til Excel. Arbeidsboken har resultatene først og alle tabellene etter dem."),
        tr("Pages", "Rett i arkene under i Excel, og lagre arbeidsboken. Behold navnene på ark og kolonner."),
        tr("Pages", "Velg Fil og Importer fra Excel. Programmet leser hele arbeidsboken, og viser alt som må rettes, og "
                    "hva som blir nytt, endret og fjernet, før noe skjer. Importen er ett steg, så du kan angre den."),
    )
    rows = "".join(
        f"<tr><td><b>{escape(sheet)}</b></td><td>{escape(_tr(HOLDS[sheet]))}</td>"
        f"<td>{escape(_tr(EDITED_HERE[sheet]) if sheet in EDITED_HERE else tr('Pages', 'i Excel'))}</td></tr>"
        for sheet in TABELLER
    )
    head = "".join(f"<th>{word}</th>" for word in (
        tr("Pages", "Ark"), tr("Pages", "Inneholder"), tr("Pages", "Redigeres")))
    return "".join((
        f"<h2>{tr('Pages', 'Tabeller som redigeres i Excel')}</h2>",
        "<p>", tr("Pages", "Noen tabeller redigeres foreløpig i Excel. Slik gjør du det:"), "</p><ol>",
        *(f"<li>{escape(step)}</li>" for step in steps), "</ol>",
        "<p>", tr("Pages", "Har du tallene i en arbeidsbok som ikke følger malen, som Navs statistikk? Velg Fil og Importer "
                           "tabell fra annen arbeidsbok. Programmet foreslår hva kolonnene er, og husker oppsettet til neste "
                           "måned."), "</p>",
        "<p>", tr("Pages", "Fylke, første måned og planperiode står i arket Plan. De redigeres i Forutsetninger."), "</p>",
        f"<table><tr>{head}</tr>{rows}</table>",
    ))
