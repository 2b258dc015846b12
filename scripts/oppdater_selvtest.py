"""Store the numbers that ``selvtest`` compares with: the projection of the sample, as it is now.

Nothing is written while the stored numbers are the same within the tolerances of ``selvtest``, so that another order
of adding does not change the file. Look at what changed before committing it: a difference is either meant or a fault.

    python scripts/oppdater_selvtest.py --skriv
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.selvtest import SAMPLE, differences, stored_path
from models.io.samples import eksempel
from models.io.series_json import series_bytes
from planning_core.projection import framskriv
from planning_core.results import Resultat

DIGITS = 12
"""Significant digits stored: more than the comparison needs, fewer than change with the machine."""


def rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{DIGITS}g}")


def stored_text(resultat: Resultat) -> str:
    """One series a line, so that a change is seen where it is."""
    data = json.loads(series_bytes(resultat))
    lines = [
        json.dumps({**series, "verdier": [rounded(v) for v in series["verdier"]]}, ensure_ascii=False,
                   separators=(",", ":"))
        for series in data["serier"]
    ]
    months = json.dumps(data["maaneder"])
    body = ",\n".join(lines)
    return f'{{"maaneder": {months},\n"serier": [\n{body}\n]}}\n'


def main() -> int:
    path = stored_path()
    resultat = framskriv(eksempel(SAMPLE))
    found = list(differences(resultat, json.loads(path.read_text("utf-8")))) if path.exists() else [f"{path.name} mangler."]
    if not found:
        print(f"{path.name} is up to date.")
        return 0
    if sys.argv[1:] != ["--skriv"]:
        print(*found, f"{path.name} differs from the projection as it is now. Write it with --skriv.", sep="\n")
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(stored_text(resultat), "utf-8", newline="\n")
    print(f"Wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
