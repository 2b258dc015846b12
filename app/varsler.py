"""Two or three words for a finding about a unit, and which of several comes first."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QCoreApplication

from app import format as fmt
from models.unit_findings import er_varsel
from planning_core.findings import Finding

_ORDER = (
    "enhet_uten_arsverk", "under_faste_poster", "over_referanse_brukere", "faerre_enn_tre_statsansatte",
    "lavere_dekning", "laerer", "gap_oppfolging",
)
"""Which of several stands in the row; the rest stand in the tooltip."""


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


def _number(details: dict[str, object], key: str) -> float:
    value = details.get(key)
    return float(value) if isinstance(value, (int, float)) else 0.0
