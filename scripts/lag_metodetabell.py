"""Keep the tables of docs/metode.md equal to what the program declares: assumptions and series.

    python scripts/lag_metodetabell.py            say whether the tables are up to date
    python scripts/lag_metodetabell.py --skriv    write them between their markers
"""

import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app import format as fmt
from app.parameter_texts import LABELS, SECTIONS
from app.series_texts import SERIE_TEKSTER
from app.texts import verdi_tekst
from planning_core.parameters import PARAMETERS, Parameter
from planning_core.results import SERIER, SerieDef

PATH = Path(__file__).resolve().parents[1] / "docs" / "metode.md"


def line(*cells: str) -> str:
    return "| " + " | ".join(cells) + " |"


def span(p: Parameter, low: float | None, high: float | None) -> str:
    if low is None and high is None:
        return fmt.UNDEFINED
    if high is None:
        return f"minst {number(p, low)}"
    return f"{number(p, low)} til {number(p, high)}"


def number(p: Parameter, value: float | None) -> str:
    """A bound; years have no thousands separator."""
    return f"{value:.0f}" if p.key == "prisår" else verdi_tekst(value)


def parameter_line(p: Parameter) -> str:
    default = "ingen" if p.default is None else verdi_tekst(p.default)
    return line(
        LABELS[p.key], f"`{p.key}`", p.sheet, p.unit or fmt.UNDEFINED, default, span(p, p.low, p.high),
        span(p, p.lower, p.upper), p.grade, p.source,
    )


def parameter_table() -> str:
    """Every assumption, grouped by the section that uses it."""
    parts = []
    for section, heading in SECTIONS.items():
        parts += [
            f"**Del {section}: {heading}**", "",
            line("Forutsetning", "Nøkkel", "Ark", "Enhet", "Standard", "Vanlig område", "Grenser", "Grad", "Kilde"),
            line("---", "---", "---", "---", "---:", "---", "---", ":---:", "---"),
            *(parameter_line(p) for p in PARAMETERS.values() if p.section == section),
            "",
        ]
    return "\n".join(parts).rstrip()


def places(d: SerieDef) -> str:
    """Where a series is given."""
    units = [name for name, there in (("NAV-kontor", d.kontor), ("forvaltningsenhet", d.fe)) if there]
    words = "fylket" + "".join(f", {name}" for name in units)
    if not d.per_ytelse:
        return words
    return f"{words}; også per ytelse" if d.enhet_per_ytelse or not units else f"{words}; fylket også per ytelse"


def series_table() -> str:
    """Every series, with unit, places and meaning."""
    rows = [line("Størrelse", "Navn i filer", "Enhet", "Gis for", "Hva den er"), line("---", "---", "---", "---", "---")]
    for d in SERIER:
        words = SERIE_TEKSTER[d.navn]
        rows.append(line(words.navn, f"`{d.navn}`", words.enhet, places(d), words.forklaring))
    return "\n".join(rows)


TABLES = {"forutsetninger": parameter_table, "serier": series_table}
"""What stands between ``<!-- navn: start -->`` and ``<!-- navn: slutt -->``."""


def with_tables(text: str) -> str:
    """The text with every table as it should be.

    Raises
    ------
    ValueError
        If a marker is missing.
    """
    for name, table in TABLES.items():
        start, end = f"<!-- {name}: start -->", f"<!-- {name}: slutt -->"
        before, found_start, rest = text.partition(start)
        _, found_end, after = rest.partition(end)
        if not found_start or not found_end:
            raise ValueError(f"{PATH.name} lacks the markers of {name}")
        text = f"{before}{start}\n\n{table()}\n\n{end}{after}"
    return text


def main() -> int:
    text = PATH.read_text("utf-8")
    wanted = with_tables(text)
    if wanted == text:
        print(f"{PATH.name} is up to date.")
        return 0
    if sys.argv[1:] != ["--skriv"]:
        print(f"{PATH.name} differs from what the program declares. Write it with --skriv.")
        return 1
    PATH.write_text(wanted, "utf-8", newline="\n")
    print(f"Wrote {PATH.name}.")
    return 0


if __name__ == "__main__":
    sys.exit(main())
