"""Sentences for what validation and the projection find in a plan, by finding code."""

from __future__ import annotations

TEKSTER_PLAN: dict[str, str] = {
    "ukjent_enhet": "«{verdi}» står ikke i arket Enheter. Rett navnet, eller legg til enheten.",
}
