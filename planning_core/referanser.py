"""What a kontor is compared with: NAV-kontor of the country in 2012, and the targets they had.

The figures are those of table 1 in the article by Langeland and Galaasen that the plan has numbers for;
docs/kilder.md has them with their lines. "Årsverk" is state årsverk. Users per årsverk (62) is not the sum
of the two groups (23 and 45): they are counted differently, and are never added.
"""

from __future__ import annotations

from dataclasses import dataclass

BRUKERE, INNBYGGERE, STORRELSE, ANSATTE = "brukere", "innbyggere", "storrelse", "statsansatte"
FASTE = "faste_poster"
"""Ledelse and mottak as a share of state årsverk: no source has a figure to hold it against."""
ARBEIDSSOKERE, NEDSATT = "arbeidssokere", "nedsatt"
KONTAKT_ARBEIDSSOKERE, KONTAKT_NEDSATT = "kontakt_arbeidssokere", "kontakt_nedsatt"

GRUPPER = {ARBEIDSSOKERE: "arbeidssøkere", NEDSATT: "nedsatt arbeidsevne"}
"""The table's two user groups, as a plan names them."""

KONTAKTMAL = ((13, 0.80), (26, 0.75))
"""Share of a group that is to have had a talk within so many weeks: 80 % in 3, 75 % in 6 months (S)."""

AR = 2012
"""The year of the table; the minimum of employees is of 2013."""


@dataclass(frozen=True, slots=True)
class Referanse:
    """One figure to compare with; all are of grade S.

    Parameters
    ----------
    nokkel : str
    landet, beste : float or None
        Of all NAV-kontor, and of the 20 called best practice.
    mal : float or None
        What the figure is to be at least.
    linje : str
        Where it stands in the source.
    """

    nokkel: str
    landet: float | None
    beste: float | None
    mal: float | None
    linje: str

    @property
    def verdi(self) -> float:
        """What a kontor is held against: the target, else the mean of the country."""
        value = self.mal if self.mal is not None else self.landet
        assert value is not None
        return value


REFERANSER = {r.nokkel: r for r in (
    Referanse(BRUKERE, 62.0, 65.0, None, "69–97"),
    Referanse(ARBEIDSSOKERE, 23.0, 24.0, None, "69–97"),
    Referanse(NEDSATT, 45.0, 46.0, None, "69–97"),
    Referanse(INNBYGGERE, 1048.0, 1068.0, None, "69–97"),
    Referanse(STORRELSE, 11.0, 24.0, None, "69–97"),
    Referanse(ANSATTE, None, None, 3.0, "232"),
    Referanse(KONTAKT_ARBEIDSSOKERE, 0.81, 0.84, KONTAKTMAL[0][1], "69–97"),
    Referanse(KONTAKT_NEDSATT, 0.77, 0.78, KONTAKTMAL[1][1], "69–97"),
)}
"""By key, in the order they are shown."""

OPPFOLGING = (ARBEIDSSOKERE, NEDSATT, KONTAKT_ARBEIDSSOKERE, KONTAKT_NEDSATT)
"""Those that are about oppfølging; the others are about how the kontor are staffed."""


def gruppe(brukergrupper: tuple[str, ...], nokkel: str) -> str | None:
    """The plan's own name of one of the table's user groups; None where it has none.

    Examples
    --------
    >>> gruppe(("Arbeidssøkere", "AAP"), ARBEIDSSOKERE), gruppe(("AAP",), NEDSATT)
    ('Arbeidssøkere', None)
    """
    return next((name for name in brukergrupper if name.strip().casefold() == GRUPPER[nokkel]), None)
