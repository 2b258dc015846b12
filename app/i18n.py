"""Norwegian: the locale of numbers and dates, and Qt's own words."""

from __future__ import annotations

import logging

from PySide6.QtCore import QCoreApplication, QLocale, QTranslator

from models.io.resources import resource_path

_log = logging.getLogger(__name__)

_WORDS = "qtbase_nb"


def install(app: QCoreApplication) -> bool:
    """Make bokmål the language of Qt's buttons, menus and dialogs; False if its words are missing.

    Asked again it does nothing: every further translator would be searched for each text that is shown.
    """
    if app.findChild(QTranslator, _WORDS) is not None:
        return True
    QLocale.setDefault(QLocale(QLocale.Language.NorwegianBokmal, QLocale.Country.Norway))
    translator = QTranslator(app)
    if not translator.load(str(resource_path("i18n", f"{_WORDS}.qm"))):
        _log.error("qtbase_nb.qm could not be read; Qt's own buttons are in English")
        return False
    translator.setObjectName(_WORDS)
    app.installTranslator(translator)
    return True
