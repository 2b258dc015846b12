"""Workbooks written by hand from the import contract, with openpyxl, as a stranger would write them."""

from __future__ import annotations

import copy

import openpyxl

MINIMAL = {
    "Plan": [["nøkkel", "verdi"], ["fylke", "Testfylke"], ["start", "2026-01"], ["horisont_måneder", 12]],
    "Enheter": [
        ["enhet", "type", "kommune", "innbyggere", "årsverk_stat", "årsverk_kommune"],
        ["A", "NAV-kontor", "By", 5000, 10, 4],
        ["F", "forvaltningsenhet", None, None, 20, None],
    ],
    "Ytelser": [["ytelse", "ytre_grense_dager"], ["dagpenger", 28]],
    "Normtid": [["ytelse", "hovedprosess", "minutter"], ["dagpenger", "HP1", 10], ["dagpenger", "HP3", 60]],
    "Saksinngang": [["enhet", "ytelse", "måned", "antall"], ["A", "dagpenger", None, 400]],
    "Brukere": [["enhet", "brukergruppe", "måned", "antall"], ["A", "alle", None, 300]],
    "Oppfølgingsnorm": [["brukergruppe", "timer_per_bruker_mnd"], ["alle", 0.5]],
}
"""A plan without a single finding: sheet -> rows, headers first."""


def sheets(**changes):
    """The minimal workbook's sheets, with sheets replaced, or added rows given as ``Sheet_plus=[row, …]``."""
    result = copy.deepcopy(MINIMAL)
    for name, rows in changes.items():
        if name.endswith("_plus"):
            result[name.removesuffix("_plus")] += rows
        elif rows is None:
            del result[name]
        else:
            result[name] = rows
    return result


def book(content):
    """An openpyxl workbook of those sheets."""
    result = openpyxl.Workbook()
    result.remove(result.active)
    for name, rows in content.items():
        sheet = result.create_sheet(name)
        for row in rows:
            sheet.append(row)
    return result


def write(path, content=None):
    """Write the sheets (the minimal ones by default), or a workbook already made; the path."""
    made = content if isinstance(content, openpyxl.Workbook) else book(content or MINIMAL)
    made.save(path)
    return path
