"""Reading the small tables of the samples: semicolons, decimal points, ``#`` lines that say what they hold."""

from __future__ import annotations

import csv

from models.io.resources import resource_path
from planning_core.months import parse_month
from planning_core.plan import (
    Bruk,
    Eier,
    Flytting,
    Forutsetning,
    Gevinst,
    Gevinstoppfolging,
    GevinstType,
    Hendelse,
    Innfasing,
    Kilde,
    Kostnad,
    ScenarioVerdi,
    Sted,
)

Row = dict[str, str]


def read_table(sample: str, name: str) -> list[Row]:
    """Rows of ``resources/samples/<sample>/<name>.csv``, each by header.

    Raises
    ------
    ValueError
        If a row has more or fewer cells than there are headers: the shipped table is wrong.
    """
    with open(resource_path("samples", sample, f"{name}.csv"), encoding="utf-8", newline="") as file:
        lines = [line for line in file if line.strip() and not line.startswith("#")]
    header, *rows = csv.reader(lines, delimiter=";")
    for row in rows:
        if len(row) != len(header):
            raise ValueError(f"{sample}/{name}.csv: {row}")
    return [dict(zip(header, row)) for row in rows]


def number(text: str) -> float | None:
    """The number of a cell; None where it is empty."""
    return float(text) if text else None


def month_or_none(text: str) -> int | None:
    """The month of a cell; None where it is empty."""
    return parse_month(text) if text else None


def yes(text: str) -> bool:
    """Whether a cell says ja.

    Raises
    ------
    ValueError
        If it says neither ja nor nei.
    """
    if text not in ("ja", "nei"):
        raise ValueError(text)
    return text == "ja"


def flyttinger(sample: str) -> tuple[Flytting, ...]:
    """Rows of the sample's ``flyttinger.csv``."""
    return tuple(
        Flytting(
            row["fra"] or None, row["til"] or None, Eier(row["eier"]), float(row["årsverk"]),
            parse_month(row["fra_måned"]), float(row["innfasing_mnd"]), float(row["erfaren"]),
            month_or_none(row["til_måned"]), row["årsak"],
        )
        for row in read_table(sample, "flyttinger")
    )


def gevinster(sample: str) -> tuple[Gevinst, ...]:
    """Rows of the sample's ``gevinster.csv``, each for all ytelser, whole and in time."""
    return tuple(
        Gevinst(
            row["navn"], GevinstType(row["type"]), Sted(row["sted"]), row["hovedprosess"] or None, None,
            float(row["konservativt"]), float(row["moderat"]), float(row["optimistisk"]), parse_month(row["fra_måned"]),
            float(row["innfasing_mnd"]), bruk=Bruk(row["bruk"]), gevinsteier=row["gevinsteier"],
            nullpunkt=row["nullpunkt"], indikator=row["indikator"],
        )
        for row in read_table(sample, "gevinster")
    )


def innfasing(sample: str) -> tuple[Innfasing, ...]:
    """Rows of the sample's ``innfasing.csv``."""
    return tuple(
        Innfasing(row["gevinst"], parse_month(row["måned"]), float(row["andel"]))
        for row in read_table(sample, "innfasing")
    )


def gevinstoppfolging(sample: str) -> tuple[Gevinstoppfolging, ...]:
    """Rows of the sample's ``gevinstoppfolging.csv``."""
    return tuple(
        Gevinstoppfolging(row["gevinst"], parse_month(row["måned"]), number(row["plan"]), number(row["faktisk"]))
        for row in read_table(sample, "gevinstoppfolging")
    )


def kostnader(sample: str) -> tuple[Kostnad, ...]:
    """Rows of the sample's ``kostnader.csv``."""
    return tuple(
        Kostnad(
            row["kategori"], row["enhet"] or None, month_or_none(row["fra_måned"]), month_or_none(row["til_måned"]),
            float(row["årsverk"]), float(row["kroner"]),
        )
        for row in read_table(sample, "kostnader")
    )


def hendelser(sample: str) -> tuple[Hendelse, ...]:
    """Rows of the sample's ``hendelser.csv``."""
    return tuple(
        Hendelse(
            row["enhet"] or None, row["ytelse"] or None, month_or_none(row["fra_måned"]),
            month_or_none(row["til_måned"]), float(row["faktor"]), row["årsak"],
        )
        for row in read_table(sample, "hendelser")
    )


def scenarier(sample: str) -> tuple[ScenarioVerdi, ...]:
    """Rows of the sample's ``scenarier.csv``: overrides of the plan its other tables give."""
    return tuple(ScenarioVerdi(*row.values()) for row in read_table(sample, "scenarier"))


def forutsetninger(sample: str) -> tuple[Forutsetning, ...]:
    """Rows of the sample's ``forutsetninger.csv``: the assumptions it sets itself."""
    return tuple(
        Forutsetning(
            row["nøkkel"], float(row["verdi"]), number(row["lav"]), number(row["høy"]), row["grad"], row["kilde"]
        )
        for row in read_table(sample, "forutsetninger")
    )


def kilder(sample: str) -> tuple[Kilde, ...]:
    """Rows of the sample's ``kilder.csv``: where its numbers come from and which are synthetic."""
    return tuple(
        Kilde(row["ark"], row["kolonne"], row["grad"], yes(row["syntetisk"]), row["kilde"])
        for row in read_table(sample, "kilder")
    )


def reference(sample: str, table: str) -> dict[str, float]:
    """Key -> value of a table of single numbers."""
    return {row["nokkel"]: float(row["verdi"]) for row in read_table(sample, table)}


def as_typed(value: float) -> float:
    """A derived number with the fifteen digits that spreadsheets keep.

    LibreOffice saves no more, so a sample with sixteen would come back from it as another plan.

    Examples
    --------
    >>> as_typed(0.08314293869083669)
    0.0831429386908367
    """
    return float(f"{value:.15g}")
