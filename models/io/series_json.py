"""Every series of a projection as JSON, for scripts and analysts."""

from __future__ import annotations

import json
import math

from planning_core.months import month_text
from planning_core.results import Resultat


def series_bytes(resultat: Resultat) -> bytes:
    """The series as UTF-8 JSON, one series a line.

    ``{"maaneder": ["2026-01", …], "serier": [{"storrelse", "enhet", "ytelse", "verdier"}]}``; ``enhet``
    null is the whole fylke, ``ytelse`` null is all, a value that is not defined is null.
    """
    months = json.dumps([month_text(m) for m in resultat.maneder])
    lines = [
        json.dumps(
            {"storrelse": s.storrelse, "enhet": s.enhet, "ytelse": s.ytelse,
             "verdier": [v if math.isfinite(v) else None for v in s.verdier.tolist()]},
            ensure_ascii=False, allow_nan=False,
        )
        for s in resultat.serier()
    ]
    body = ",\n".join(lines)
    return f'{{"maaneder": {months},\n"serier": [\n{body}\n]}}\n'.encode()
