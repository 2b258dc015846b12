"""Store the numbers that ``selvtest`` compares with: the projection of the sample, as it is now.

Look at what changed before committing it: a difference is either meant or a fault.

    python scripts/oppdater_selvtest.py --skriv
"""

import json
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from app.selvtest import SAMPLE, stored_path
from models.io.samples import eksempel
from models.io.series_json import series_bytes
from planning_core.projection import framskriv

DIGITS = 8
"""Significant digits stored: far more than the comparison needs, far fewer than change with the machine."""


def rounded(value: float | None) -> float | None:
    return None if value is None else float(f"{value:.{DIGITS}g}")


def stored_text() -> str:
    """One series a line, so that a change is seen where it is."""
    data = json.loads(series_bytes(framskriv(eksempel(SAMPLE))))
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
    text = stored_text()
    if path.exists() and path.read_text("utf-8") == text:
        print(f"{path.name} is up to date.")
        return 0
    if sys.argv[1:] != ["--skriv"]:
        print(f"{path.name} differs from the projection as it is now. Write it with --skriv.")
        return 1
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="\n")
    print(f"Wrote {path}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
