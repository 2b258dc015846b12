"""Every code that reading a workbook gives its findings, with its severity: the one list.

The sentence of each stands in ``app``; what validation finds has its own list in
:mod:`planning_core.finding_codes`, of which ``mangler_verdi`` is used here too.
"""

from __future__ import annotations

from types import MappingProxyType

from planning_core.findings import Severity

_ERRORS = (
    # cells
    "tekst_i_tallfelt", "tvetydig_tall", "prosent_uventet", "dato_i_tallfelt", "ikke_heltall", "ikke_maned",
    "ikke_ja_nei", "ukjent_valg", "tall_i_liste", "feilverdi_i_celle", "formel_uten_verdi", "mangler_verdi",
    "prosent_eller_andel", "skjermet_tall", "tall_mangler_i_kilden",
    # columns
    "mangler_overskrift", "mangler_kolonne", "dobbel_kolonne", "dobbel_maned", "for_mange_rader", "flere_funn",
    # sheets, and the sheet Plan
    "mangler_ark", "tomt_ark", "dobbelt_ark", "mangler_nokkel", "mangler_planverdi", "dobbel_nokkel",
)
_WARNINGS = (
    # the file
    "lest_av_andre_leser", "bare_verdier_lest", "makroer_ikke_kjort", "andre_filer_ikke_hentet",
    # cells and names
    "strek_lest_som_null", "strek_lest_som_tom", "flettede_celler_lest", "navn_lest_som",
    # the rest
    "tom_lest_som_null", "ukjent_kolonne", "lang_og_bred", "skjulte_rader", "skjult_kolonne", "kommentarrader",
    "eksempelrad_endret", "ukjent_ark", "skjult_ark", "ukjent_nokkel", "start_antatt",
)

KODER = MappingProxyType(
    {**dict.fromkeys(_ERRORS, Severity.ERROR), **dict.fromkeys(_WARNINGS, Severity.WARNING)}
)
"""Finding code -> severity."""
