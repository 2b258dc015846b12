"""Every code the core's findings carry, with its severity: the one list.

The sentence of each code is written in ``app``; a test finds codes without one. What reading a
file finds is listed with the reader.
"""

from __future__ import annotations

from types import MappingProxyType

from planning_core.findings import Severity

_ERRORS = (
    # any table
    "mangler_verdi", "ugyldig_tall", "for_stort_tall", "negativt_tall", "andel_utenfor_0_1", "andel_maa_vaere_under_1",
    "maa_vaere_over_null", "til_foer_fra", "dobbel_rad",
    "ukjent_enhet", "ukjent_ytelse", "ukjent_hovedprosess", "ukjent_gevinst", "ukjent_kategori", "ukjent_arknavn",
    "feil_enhetstype",
    # Plan and Forutsetninger
    "ugyldig_start", "horisont_utenfor_grenser", "ugyldig_steg", "ukjent_forutsetning", "forutsetning_paa_annet_ark",
    "forutsetning_feil_slag", "forutsetning_utenfor_grenser", "lav_over_hoey",
    # units and flyttinger
    "kommunale_i_forvaltningsenhet", "flytting_uten_ender", "flytting_til_samme_enhet", "flytting_foer_start",
    "krysser_kommunegrense", "tar_mer_enn_enheten_har",
    # saksflyt and oppfølging
    "mangler_maaneder", "mangler_forvaltningsenhet", "mangler_rute", "hp5_i_normtid", "normtid_mangler_tall",
    "normtid_to_tall", "restanser_med_og_uten_alder", "overlappende_alder", "alder_til_foer_fra", "mangler_oevre_alder",
    "norm_mangler_tall",
    # gevinst
    "automatisering_maa_vaere_begge", "hp5_med_ytelse", "gevinst_over_1", "innfasing_feil_rekkefoelge",
    # scenarier
    "scenario_finner_ikke_rad", "scenario_ukjent_felt", "scenario_ugyldig_verdi", "scenario_mangler_felt",
    "scenario_laast",
)

_WARNINGS = (
    "rad_etter_horisont", "rad_foer_start", "mulig_dobbel_rad", "ukjent_grad", "utenfor_vanlig_omraade",
    "utenfor_eget_omraade", "ingen_saksinngang",
    "enhet_uten_arsverk", "under_faste_poster", "faerre_enn_tre_statsansatte", "mangler_innbyggere",
    "mangler_normtid", "normtid_null", "mangler_saker_per_aar", "mangler_ytre_grense", "hp5_i_grensesnitt",
    "ingen_brukere", "kontor_uten_brukere", "brukere_starter_sent", "mangler_oppfoelgingsnorm",
    "kostnad_bare_i_regnskapet", "nivaa_feil_rekkefoelge",
)

KODER = MappingProxyType(
    {**dict.fromkeys(_ERRORS, Severity.ERROR), **dict.fromkeys(_WARNINGS, Severity.WARNING)}
)
"""Finding code -> severity."""
