"""The parts of an answer, as the modules of this package build it."""

from models.io.svar import Diagram, DiagramSlag, Farge, Format, Kolonne, Svar, Tabell, Verdi

__all__ = ["Diagram", "DiagramSlag", "Farge", "Format", "Kolonne", "Svar", "Tabell", "Verdi"]
