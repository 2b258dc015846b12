"""Two or three words for a finding about a unit, and whether it warns or informs."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.texts import setning
from planning_core.findings import Finding

_INFORMATION = frozenset({
    "gap_oppfolging", "laerer", "mangler_innbyggere", "kontor_uten_brukere", "brukere_starter_sent",
    "mangler_maaneder", "rad_etter_horisont",
})
"""Codes that tell, without a need to act."""

_ORDER = (
    "enhet_uten_arsverk", "under_faste_poster", "over_referanse_brukere", "faerre_enn_tre_statsansatte",
    "lavere_dekning", "laerer", "gap_oppfolging",
)
"""Which of several stands in the row; the rest stand in the tooltip."""


def er_varsel(finding: Finding) -> bool:
    """Whether a finding is a warning (triangle, colour), else it is information (square, grey)."""
    return finding.code not in _INFORMATION


def sortert(findings: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings about one unit, the one to show first."""
    return tuple(sorted(findings, key=lambda f: (not er_varsel(f), _rank(f), f.code)))


def _rank(finding: Finding) -> float:
    # What was so before the flyttinger too comes after what they cause.
    if finding.details.get("var_over"):
        return _ORDER.index("lavere_dekning") + 0.5
    return _ORDER.index(finding.code) if finding.code in _ORDER else len(_ORDER)


def varsel_ord(finding: Finding) -> str:
    """The two or three words of a row."""
    details = finding.details
    match finding.code:
        case "over_referanse_brukere":
            return QCoreApplication.translate("Fordeling", "Over {grense}").format(
                grense=fmt.tall(_number(details, "grense")))
        case "lavere_dekning":
            return QCoreApplication.translate("Fordeling", "Lavere dekning")
        case "gap_oppfolging":
            return QCoreApplication.translate("Fordeling", "Mangler {arsverk}").format(
                arsverk=fmt.arsverk(_number(details, "arsverk")))
        case "laerer":
            return QCoreApplication.translate("Fordeling", "Lærer til {ar}").format(
                ar=str(int(_number(details, "siste")) // 12))
        case "faerre_enn_tre_statsansatte":
            return QCoreApplication.translate("Fordeling", "{antall} ansatte, anslått").format(
                antall=fmt.tall(_number(details, "ansatte"), 1))
        case "under_faste_poster":
            return QCoreApplication.translate("Fordeling", "Under faste poster")
        case "enhet_uten_arsverk":
            return QCoreApplication.translate("Fordeling", "Ingen årsverk")
        case "mangler_innbyggere":
            return QCoreApplication.translate("Fordeling", "Uten innbyggertall")
        case "kontor_uten_brukere":
            return QCoreApplication.translate("Fordeling", "Uten brukere")
        case _:
            return QCoreApplication.translate("Fordeling", "Se merknad")


def varsel_setning(finding: Finding) -> str:
    """The full sentence, with what to do."""
    details = finding.details
    values = {
        "enhet": str(details.get("enhet", "")), "maned": fmt.maned_lang(int(_number(details, "maned"))),
        "grense": fmt.tall(_number(details, "grense")), "verdi": fmt.tall(_number(details, "verdi"), 1),
        "dekning": fmt.prosent(_number(details, "dekning")), "uten": fmt.prosent(_number(details, "uten")),
        "arsverk": fmt.arsverk(_number(details, "arsverk")), "siste": fmt.maned_lang(int(_number(details, "siste"))),
    }
    match finding.code:
        case "over_referanse_brukere":
            text = QCoreApplication.translate(
                "Fordeling", "{enhet} har {verdi} brukere per statlig årsverk i {maned}, over referansen på {grense}. "
                "Flytt færre årsverk ut, eller vurder om oppfølgingen tåler det.")
        case "lavere_dekning":
            text = QCoreApplication.translate(
                "Fordeling", "Oppfølgingen i {enhet} dekker {dekning} av behovet i {maned}, mot {uten} uten "
                "flyttinger. Flytt færre årsverk ut, eller senere.")
        case "gap_oppfolging":
            text = QCoreApplication.translate(
                "Fordeling", "{enhet} mangler {arsverk} årsverk på å dekke behovet for oppfølging i {maned}.")
        case "laerer":
            text = QCoreApplication.translate(
                "Fordeling", "Nye i {enhet} produserer ikke for fullt før etter {siste}. "
                "Erfarne ved start i flyttingen gjør tiden kortere.")
        case _:
            return setning(finding)
    return text.format(**values)


def _number(details: dict[str, object], key: str) -> float:
    value = details.get(key)
    return float(value) if isinstance(value, (int, float)) else 0.0
