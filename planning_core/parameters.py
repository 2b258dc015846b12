"""Every assumption, declared once: unit, default, bounds, plausible range, grade and source.

Validation, editors, tooltips, Excel and the method note read this table; labels and help
texts are keyed to it in the text catalogue of ``app``. Grades: **S** a source supports the
number, **D** derived from source numbers, **A** an assumption that the planner must be able to
see and change.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, Literal

NIVAER = ("konservativt", "moderat", "optimistisk")
"""The three levels at which a gevinst is stated."""

Kind = Literal["tall", "ja_nei", "nivå"]


@dataclass(frozen=True, slots=True)
class Parameter:
    """One assumption.

    Parameters
    ----------
    key : str
        Key of the import workbook (sheet ``Forutsetninger``), or column of the sheet it is set in.
    default : float, bool, str or None
        Value used where the plan is silent; None means "no default, the result is hidden".
    unit : str
        Unit as shown to the user; empty for choices.
    lower, upper : float or None
        Bounds: a value outside them is an error.
    low, high : float or None
        Plausible range: a value outside it is allowed, and said.
    grade : str
        ``S``, ``D`` or ``A``.
    source : str
        Source of value and range: document and lines, or why there is none.
    sheet : str
        Sheet in which it is set.
    section : str
        Section of ``docs/metode.md`` that uses it.
    kind : str
        ``tall``, ``ja_nei`` or ``nivå``.
    """

    key: str
    default: float | bool | str | None
    unit: str
    lower: float | None
    upper: float | None
    low: float | None
    high: float | None
    grade: str
    source: str
    sheet: str = "Forutsetninger"
    section: str = "3"
    kind: Kind = "tall"


_AFI = "AFI-notat 5/2011"

_ALL = (
    Parameter("timer_per_årsverk", 1700.0, "timer per år", 200.0, 2500.0, 1560.0, 1760.0, "A",
              "Antatt netto arbeidstid etter ferie; kildene gir ingen timer per årsverk", "Plan"),
    Parameter("timer_per_ukeverk", 37.5, "timer per uke", 1.0, 60.0, 35.5, 40.0, "A",
              "Antatt vanlig arbeidsuke; brukes bare der normtid er gitt som saker per ukeverk", section="2"),
    Parameter("fravær", 0.06, "andel av timene", 0.0, 1.0, 0.04, 0.15, "A",
              "Antatt; kildene gir bare at én av ti borte er 10 % av kapasiteten", "Enheter"),
    Parameter("opplæring", 0.02, "andel av timene", 0.0, 1.0, 0.02, 0.15, "A",
              f"Antatt; {_AFI} linje 2843–2845 og 3937 sier bare «tusenvis av timer»", "Enheter"),
    Parameter("skjermet", 0.0, "andel av timene som er igjen", 0.0, 1.0, 0.0, 0.5, "A",
              f"Antatt; {_AFI} linje 3174–3192 sier at inntektssikring går først", "Enheter", "4"),
    Parameter("andel_komplett", 0.85, "andel av sakene", 0.0, 1.0, 0.5, 0.95, "A",
              f"Antatt; {_AFI} linje 4263–4303 og 4350–4370 beskriver retningen, ikke størrelsen", "Ytelser", "4"),
    Parameter("erfaren", 0.0, "andel av de flyttede", 0.0, 1.0, 0.0, 1.0, "A",
              "Antatt; avhenger av hvem som flytter", "Flyttinger"),
    Parameter("realisering", 1.0, "andel av gevinsten", 0.0, 1.0, 0.0, 1.0, "A",
              "Antatt; kildene oppgir gevinst, ikke hvor mye som ble hentet ut", "Gevinster", "6"),
    Parameter("laeretid_mnd", 9.0, "måneder", 0.0, 120.0, 6.0, 18.0, "A",
              f"Antatt; {_AFI} linje 4064–4066: ett lite kontor brukte ett år"),
    Parameter("startproduktivitet", 0.5, "andel av full produksjon", 0.0, 1.0, 0.3, 0.7, "A",
              f"Antatt; {_AFI} linje 2828–2829 og 3067–3069 gir retningen"),
    Parameter("turnover_ar", 0.08, "andel per år", 0.0, 1.0, 0.03, 0.15, "A",
              f"Antatt; {_AFI} linje 4087–4092 og 5529 sier bare «lav» og «normal»"),
    Parameter("vakanse_mnd", 0.0, "måneder", 0.0, 12.0, 0.0, 12.0, "A",
              "Antatt; tiden en stilling står tom når noen slutter"),
    Parameter("omstillingstap", 0.1, "andel av minuttene", 0.0, 1.0, 0.0, 0.3, "A",
              f"Antatt, mindre enn oppstartstapet; {_AFI} linje 5644–5674 og 5683–5686 gir retningen"),
    Parameter("oppstartstap", 0.25, "andel av produksjonen", 0.0, 1.0, 0.1, 0.5, "A",
              f"Antatt; {_AFI} linje 2772–2777 og 2850–2853 gir utfallet, ikke tapet"),
    Parameter("oppstart_tau_mnd", 6.0, "måneder", 0.0, 120.0, 3.0, 18.0, "A",
              f"Antatt; {_AFI} linje 2768: det første året var krevende"),
    Parameter("gjenoppbygging_mnd", 24.0, "måneder", 0.0, 240.0, 12.0, 36.0, "A",
              f"Antatt; {_AFI} linje 4166–4216 beskriver tapet av kompetanse"),
    Parameter("kompetanse_folsomhet", 0.3, "andel", 0.0, 1.0, 0.0, 0.6, "A",
              "Antatt; ingen kilde gir hvor mye tapt kompetanse senker andelen komplette saker", section="3"),
    Parameter("henv_per_sak", 0.5, "henvendelser per sak", 0.0, 50.0, 0.2, 1.0, "A",
              "Antatt; kildene gir ingen henvendelser per sak", section="4"),
    Parameter("henv_per_forsinket_mnd", 1.0, "henvendelser per forsinket sak og måned", 0.0, 50.0, 0.1, 1.0, "A",
              f"Størrelsesorden utledet av 10 000 anrop i måneden til én enhet ({_AFI} linje 4581–4583) "
              "og 110 000–170 000 restanser i 19 fylker (linje 2801–2804)", section="4"),
    Parameter("ks_andel", 0.5, "andel av henvendelsene", 0.0, 1.0, 0.0, 0.8, "A",
              f"Antatt; {_AFI} linje 3412–3426 gir retningen", section="4"),
    Parameter("lekkasje", 0.1, "andel av resten", 0.0, 1.0, 0.0, 1.0, "A",
              f"Antatt; {_AFI} linje 4565–4574: åpen linje gir «nesten alle»", section="4"),
    Parameter("min_per_henvendelse", 10.0, "minutter", 0.0, 480.0, 5.0, 20.0, "D",
              f"Utledet: 10 000 anrop i måneden og 10–15 ansatte ({_AFI} linje 4581–4583) gir 9–14 minutter",
              section="4"),
    Parameter("absorpsjon", 0.3, "andel av frigjorte timer", 0.0, 1.0, 0.0, 1.0, "A",
              f"Antatt; {_AFI} linje 3351–3356 beskriver at frigjort tid blir borte", section="4"),
    Parameter("kommunal_andel", 0.3, "andel av kommunale årsverk", 0.0, 1.0, 0.0, 0.7, "A",
              "Antatt; hvor mye av de kommunale årsverkene som går til oppfølging"),
    Parameter("sjekk_ved_mottak", True, "", None, None, None, None, "A",
              f"Antatt; {_AFI} linje 2890–2895 beskriver begge måtene", section="4", kind="ja_nei"),
    Parameter("ventetid_dok_mnd", 1.0, "måneder", 0.0, 24.0, 0.5, 2.0, "A",
              "Antatt; kildene gir ingen ventetid på dokumentasjon", section="4"),
    Parameter("ekstra_handtering", 0.3, "andel av FE-minuttene", 0.0, 5.0, 0.2, 0.6, "A",
              f"Antatt; {_AFI} linje 2890–2895 og 4332–4336 gir retningen", section="4"),
    Parameter("fleksibilitet", 0.5, "andel av timene", 0.0, 1.0, 0.0, 1.0, "A",
              f"Antatt; {_AFI} linje 3493–3496 og 5374–5377 gir retningen", section="4"),
    Parameter("eldste_forst", 1.0, "andel av timene", 0.0, 1.0, 0.0, 1.0, "A",
              f"Antatt; {_AFI} linje 2897–2901 beskriver begge måtene", section="4"),
    Parameter("radgivning", 0.03, "andel av FE-timene", 0.0, 1.0, 0.0, 0.1, "A",
              f"Antatt; {_AFI} linje 2971–2980 og 3137–3144 gir retningen", section="4"),
    Parameter("restarbeid_min", 0.0, "minutter per sak", 0.0, 600.0, 0.0, 120.0, "A",
              "Antatt; papirer som fortsatt samles inn lokalt når saken avgjøres i forvaltningsenheten", section="2"),
    Parameter("gevinstniva", "moderat", "", None, None, None, None, "A",
              "Valgt nivå for gevinstene; Delta oppga det moderate", section="6", kind="nivå"),
    Parameter("timer_per_arbeidsevnevurdering", 4.0, "timer", 0.0, 40.0, 3.0, 5.0, "S",
              f"{_AFI} linje 5395–5396: 3–5 timer", "Oppfølgingsnorm", "5"),
    Parameter("kroner_per_årsverk", None, "kroner", 0.0, None, None, None, "A",
              "Ingen kilde; tomt skjuler kroner", section="6"),
    Parameter("prisår", None, "år", 1900.0, 2200.0, None, None, "A",
              "Ingen kilde; tomt skjuler kroner", section="6"),
    Parameter("oppgitt_årsverk", None, "årsverk", 0.0, 1e9, None, None, "A",
              "Ingen kilde før planen har en; summen slik kartleggingens egen kilde oppgir den", section="6"),
    Parameter("oppgitt_gevinst", None, "årsverk", 0.0, 1e9, None, None, "A",
              "Ingen kilde før planen har en; moderat gevinst slik gevinstenes egen kilde summerer den", section="6"),
)

PARAMETERS: Mapping[str, Parameter] = MappingProxyType({p.key: p for p in _ALL})
"""All assumptions by key."""

NOKLER = tuple(p.key for p in _ALL if p.sheet == "Forutsetninger")
"""Keys that the sheet ``Forutsetninger`` may set."""


def default(key: str) -> Any:
    """Declared default of a parameter.

    Raises
    ------
    KeyError
        If no parameter has that key.

    Examples
    --------
    >>> default("startproduktivitet")
    0.5
    """
    return PARAMETERS[key].default
