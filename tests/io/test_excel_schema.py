"""The declaration of the import workbook against the contract and the plan it fills."""

import dataclasses

import pytest

from models.io.excel_columns import folded, header_keys, names_of, sheet_names
from models.io.excel_schema import PLAN_KEYS, RESULT_SHEETS, SHEETS, rows_of
from planning_core.months import month
from planning_core.plan import TABELLER, Eier, Flytting, Gevinst, GevinstType, Plan

CONTRACT = {
    "Plan": "nøkkel, verdi",
    "Enheter": "enhet, navn, type, kommune, innbyggere, årsverk_stat, årsverk_kommune, statsansatte, ledelse, mottak, "
               "fravær, opplæring, skjermet, etablert, kommunale_kan_flyttes",
    "Ytelser": "ytelse, område, ytre_grense_dager, andel_komplett, ekstern_ventetid_mnd",
    "Normtid": "ytelse, hovedprosess, minutter, saker_per_ukeverk",
    "Ressurskartlegging": "ytelse, hovedprosess, årsverk, saker_per_år",
    "Grensesnitt": "ytelse, hovedprosess, andel_fe, gyldig_fra",
    "Ruter": "enhet, ytelse, forvaltningsenhet",
    "Saksinngang": "enhet, ytelse, måned, antall",
    "Restanser": "enhet, ytelse, antall, alder_fra_mnd, alder_til_mnd",
    "Brukere": "enhet, brukergruppe, måned, antall",
    "Oppfølgingsnorm": "brukergruppe, timer_per_bruker_mnd, intervall_mnd, minutter_per_samtale, er_brukere",
    "Flyttinger": "fra, til, eier, årsverk, fra_måned, innfasing_mnd, erfaren, til_måned, årsak",
    "Gevinster": "navn, type, sted, hovedprosess, ytelse, konservativt, moderat, optimistisk, fra_måned, "
                 "innfasing_mnd, forsinkelse_mnd, realisering, bruk, gevinsteier, nullpunkt, indikator",
    "Kapasitet": "enhet, måned, faktor",
    "Innfasing": "gevinst, måned, andel",
    "Gevinstoppfølging": "gevinst, måned, plan, faktisk",
    "Kostnader": "kategori, enhet, fra_måned, til_måned, årsverk, kroner",
    "Restanseteam": "ytelse, fra_måned, til_måned, saker_per_mnd, klargjøring_timer",
    "Hendelser": "enhet, ytelse, fra_måned, til_måned, faktor, årsak",
    "Forutsetninger": "nøkkel, verdi, lav, høy, grad, kilde",
    "Scenarier": "scenario, ark, nøkkel, felt, verdi",
    "Historikk": "enhet, ytelse, måned, inn, vedtak, restanser, over_grense, årsverk",
    "Kilder": "ark, kolonne, grad, syntetisk, kilde",
}


def test_headers_are_the_contract():
    assert {name: ", ".join(sheet.headers) for name, sheet in SHEETS.items()} == CONTRACT


@pytest.mark.parametrize("name", TABELLER)
def test_columns_fill_the_row_class(name):
    fields = dataclasses.fields(TABELLER[name][1])
    columns = SHEETS[name].columns
    assert [c.field for c in columns] == [f.name for f in fields]
    for column, field in zip(columns, fields, strict=True):
        if field.default is not dataclasses.MISSING:
            assert column.blank == field.default, column.key


def test_plan_keys_fill_the_plan():
    assert [c.header for c in PLAN_KEYS] == [
        "fylke", "start", "horisont_måneder", "steg_per_måned", "timer_per_årsverk",
    ]
    defaults = {f.name: f.default for f in dataclasses.fields(Plan) if f.default is not dataclasses.MISSING}
    assert {c.field: c.blank for c in PLAN_KEYS if c.field in defaults} == {
        c.field: defaults[c.field] for c in PLAN_KEYS if c.field in defaults
    }


def test_no_name_means_two_things():
    for sheet in SHEETS.values():
        names = [name for column in sheet.columns for name in names_of(column)]
        assert len(names) == len(set(names)), sheet.name
    sheets = [name for sheet in SHEETS.values() for name in sheet_names(sheet)]
    assert len(sheets) == len(set(sheets))
    assert not {folded(name) for name in RESULT_SHEETS} & set(sheets)


@pytest.mark.parametrize(
    "header",
    ["årsverk_stat", "Årsverk (stat)", "ÅRSVERK STAT", " årsverk-stat ", "arsverk_stat", "årsverk_stat (årsverk)",
     "Statlige årsverk", "a\u030arsverk_stat", "årsverk\nstat", "årsverk\u00a0_stat:"],
)
def test_headers_are_recognised_however_they_are_typed(header):
    assert set(header_keys(header)) & names_of(SHEETS["Enheter"].column("arsverk_stat"))


def test_rows_are_written_in_the_order_of_the_headers():
    plan = Plan(
        "Fylke", month(2026, 1),
        flyttinger=(Flytting("A", None, Eier.STAT, 2.5, month(2026, 3), til_maned=month(2026, 12), arsak="=1+1"),),
        gevinster=(Gevinst("G", GevinstType.ANDRE, moderat=0.1),),
    )
    assert rows_of(plan, "Plan")[1:3] == [["start", "2026-01"], ["horisont_måneder", 36]]
    assert rows_of(plan, "Flyttinger") == [["A", None, "stat", 2.5, "2026-03", 0.0, 0.0, "2026-12", "=1+1"]]
    # Month 0 of a gevinst is "always": an empty cell.
    assert rows_of(plan, "Gevinster")[0][:9] == ["G", "andre", "begge", None, None, 0.0, 0.1, 0.0, None]
    assert rows_of(plan, "Enheter") == []
    with pytest.raises(KeyError):
        rows_of(plan, "Sammendrag")
