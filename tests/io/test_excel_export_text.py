"""Text is only text: whatever names, causes and scenarios hold, the formulas of the workbook are the same."""

from __future__ import annotations

import re
import zipfile
from dataclasses import fields, replace
from datetime import datetime
from xml.etree import ElementTree

import openpyxl
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from app.export import eksporter
from app.template_texts import template_texts
from models.io.excel_export import RESULTATARK
from models.io.excel_import import les_plan
from models.io.excel_schema import SHEETS
from models.io.excel_template import skriv_plan
from planning_core.plan import (
    TABELLER,
    Bruk,
    Brukere,
    Forutsetning,
    Gevinst,
    Gevinstoppfolging,
    GevinstType,
    Grensesnitt,
    Hendelse,
    Historikk,
    Innfasing,
    Kapasitet,
    Kilde,
    Kostnad,
    Oppfolgingsnorm,
    Plan,
    Ressurskartlegging,
    Restanseteam,
    Rute,
    ScenarioVerdi,
    Sted,
)
from planning_core.projection import framskriv_par
from tests.helpers.large_plan import START, large_plan
from tests.helpers.libreoffice import Job, needs_libreoffice, run

FREE = {
    "enhet", "navn", "kommune", "ytelse", "omrade", "forvaltningsenhet", "brukergruppe", "fra", "til", "arsak", "gevinst",
    "gevinsteier", "nullpunkt", "indikator", "kilde", "scenario",
}
"""Fields that hold what somebody has typed; the others are keys, choices and numbers."""


def everything() -> Plan:
    """A plan with a row in every sheet."""
    plan = large_plan(kontor=2, fe=1, ytelser=1, months=12, flyttinger=1)
    unit, ytelse = plan.enheter[0].enhet, plan.ytelser[0].ytelse
    return replace(
        plan,
        gevinster=(Gevinst("IKT", GevinstType.AUTOMATISERING, Sted.BEGGE, None, ytelse, 0.1, 0.2, 0.3, START, bruk=Bruk.KUTT,
                           gevinsteier="eier", nullpunkt="null", indikator="mål"),),
        innfasing=(Innfasing("IKT", START, 0.5),), gevinstoppfolging=(Gevinstoppfolging("IKT", START, 1.0, 0.5),),
        kostnader=(Kostnad("IKT", unit, None, None, 0.1, 1000.0),),
        restanseteam=(Restanseteam(ytelse, None, None, 1.0, 0.1),), hendelser=(Hendelse(unit, ytelse, START, None, 1.1, "uro"),),
        brukere=(Brukere(unit, "gruppe", None, 10.0),), oppfolgingsnorm=(Oppfolgingsnorm("gruppe", 2.0),),
        historikk=(Historikk(unit, ytelse, START, inn=1.0, restanser=2.0),),
        forutsetninger=(Forutsetning("kroner_per_årsverk", 9e5, kilde="lønn"), Forutsetning("prisår", 2026.0)),
        kilder=(Kilde("Enheter", "", "A", True, "laget"),),
        ruter=tuple(Rute(k.enhet, ytelse, plan.enheter[-1].enhet) for k in plan.kontor),
        ressurskartlegging=(Ressurskartlegging(ytelse, "HP3", 2.0, 100.0),),
        grensesnitt=(Grensesnitt(ytelse, "HP3", 0.7, None),), kapasitet=(Kapasitet(unit, START, 0.5),),
        scenarier=(ScenarioVerdi("Flere", "Scenario", "beskrivelse", "verdi", "x"),
                   ScenarioVerdi("Flere", "Plan", "timer_per_årsverk", "verdi", "1600")),
    )


def with_prefix(plan: Plan, prefix: str) -> Plan:
    """Every text that somebody can type begins with the prefix; names still name each other."""
    def text(value):
        if isinstance(value, tuple):
            return tuple(prefix + v for v in value)
        return prefix + value if isinstance(value, str) else value

    changed = {}
    for attribute, row_class in TABELLER.values():
        names = [f.name for f in fields(row_class) if f.name in FREE]
        changed[attribute] = tuple(replace(row, **{n: text(getattr(row, n)) for n in names}) for row in getattr(plan, attribute))
    return replace(plan, fylke=prefix + plan.fylke, **changed)


def written(folder, prefix):
    plan = with_prefix(everything(), prefix)
    path = folder / "ut.xlsx"
    eksporter(path, framskriv_par(plan), [], plan_navn=prefix + "plan", scenario=prefix, tid=datetime(2026, 1, 5))
    return path


def what_is_alive(path):
    """Formulas by place, names, and what the charts and the validations point at."""
    book = openpyxl.load_workbook(path)
    formulas = {(s.title, c.coordinate): c.value for s in book for row in s.iter_rows() for c in row if c.data_type == "f"}
    links = [(s.title, c.coordinate) for s in book for row in s.iter_rows() for c in row if c.hyperlink]
    archive = zipfile.ZipFile(path)
    parts = {n: archive.read(n) for n in sorted(archive.namelist()) if n.endswith(".xml")}
    charts = {n: re.findall(rb"<c:f>(.*?)</c:f>", part) for n, part in parts.items() if "/charts/" in n}
    for part in parts.values():
        ElementTree.fromstring(part)
    names = {name: book.defined_names[name].attr_text for name in book.defined_names}
    return {"formulas": formulas, "links": links, "charts": charts, "names": names, "sheets": book.sheetnames,
            "parts": [n for n in archive.namelist() if "externalLink" in n or "vba" in n]}


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("tekst")


@pytest.fixture(scope="module")
def neutral(folder):
    return what_is_alive(written(folder, "x"))


def test_every_sheet_is_under_test(neutral):
    """Each input sheet has a row, and nothing but our own functions is there to begin with."""
    plan = everything()
    assert [name for name, (attribute, _) in TABELLER.items() if not getattr(plan, attribute)] == []
    assert neutral["sheets"] == [*RESULTATARK, *SHEETS]
    assert len(neutral["formulas"]) > 1000
    assert len(neutral["names"]) > 20


@settings(max_examples=10, suppress_health_check=list(HealthCheck), deadline=None)
@given(prefix=st.text(min_size=1, max_size=12))
@example(prefix="=1+1")
@example(prefix="=HYPERLINK(\"http://x\";\"y\")")
@example(prefix="@SUM(A1)|' /C calc'!A0")
@example(prefix="{=1}")
@example(prefix="\t=1")
@example(prefix="'=\"\x00\x1f\ufffe")
@example(prefix="https://nav.no/")
@example(prefix="{0}{navn}%s&G")
def test_no_text_becomes_a_formula_a_link_or_a_name(folder, neutral, prefix):
    assert what_is_alive(written(folder, prefix)) == neutral


MARKS = ("# ", "#", "Eksempel: ", "Eksempel:", "'# ", "' '#", "''Eksempel:")
"""How a row begins that is not read as data, and what stands before such a beginning in a workbook of our own."""


@pytest.mark.parametrize("prefix", MARKS)
def test_what_looks_like_an_example_or_a_comment_comes_back_as_it_was(tmp_path, prefix):
    plan = with_prefix(everything(), prefix)
    skriv_plan(tmp_path / "mal.xlsx", plan, template_texts())
    for path in (written(tmp_path, prefix), tmp_path / "mal.xlsx"):
        found = les_plan(path)
        assert found.plan == plan
        assert not [f for f in found.findings if f.code in ("eksempelrad_endret", "kommentarrader")]


@needs_libreoffice
def test_libreoffice_keeps_what_looks_like_a_comment(tmp_path):
    plan = with_prefix(everything(), "# ")
    run(tmp_path, [Job(written(tmp_path, "# "), tmp_path / "lagret.xlsx", ())])
    assert les_plan(tmp_path / "lagret.xlsx").plan == plan
