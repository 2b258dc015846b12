"""What the page Sammenlignet shows, as cells, strips and a sentence: nothing here is a widget."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QCoreApplication

from app import format as fmt
from app.charts import oppfolging_series as series
from app.charts.boxes import BoxPicture, BoxStrip, strips_sentence
from app.oppfolging_texts import place_name
from app.reference_texts import better_of, quantity_of, reference_text, reference_words
from app.texts import liste
from app.views.oppfolging_cells import Table, at, pair_cells, pair_columns
from app.widgets.cells_table import Cell, CellRow, Column
from planning_core import referanser as ref
from planning_core.plan import Plan
from planning_core.results import Projeksjon
from planning_core.sammenligning import MAAL, Spredning, maal, spredning, utenfor

translate = QCoreApplication.translate

Array = NDArray[np.float64]

WARNING, INFORMATION = "warning", "information-square"
"""Marks of a kontor on the wrong side of a reference. Innbyggere tell how large a kontor is to be, not how it fares."""
_ROLE = {WARNING: "warning_text", INFORMATION: "text"}


@dataclass(frozen=True)
class Compared:
    """Every measure at the kontor in one month: planen and uten flyttinger, shape (k,) each."""

    projeksjon: Projeksjon
    t: int
    values: Mapping[str, tuple[Array, Array]]

    @property
    def plan(self) -> Plan:
        """The plan the numbers are of."""
        return self.projeksjon.plan.plan

    @property
    def month(self) -> str:
        return fmt.maned_lang(self.projeksjon.plan.maneder[self.t])

    def outside(self, nokkel: str) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
        """Which kontor are on the wrong side of the reference, in planen and uten flyttinger."""
        planen, uten = self.values[nokkel]
        return utenfor(planen, nokkel, limit(nokkel)), utenfor(uten, nokkel, limit(nokkel))


def compared(projeksjon: Projeksjon, t: int) -> Compared:
    """The measures in the month at position ``t``."""
    return Compared(projeksjon, t, {
        nokkel: (maal(projeksjon.plan, nokkel)[:, t], maal(projeksjon.uten, nokkel)[:, t]) for nokkel in MAAL})


def limit(nokkel: str) -> float | None:
    """What a measure is held against; None where no source has a figure."""
    found = ref.REFERANSER.get(nokkel)
    return None if found is None else found.verdi


def limit_words(nokkel: str) -> str:
    """The reference in two or three words."""
    value = limit(nokkel)
    if value is None:
        return translate("Sammenlignet", "ingen referanse")
    text = (translate("Sammenlignet", "krav: minst {tall}") if ref.REFERANSER[nokkel].mal is not None
            else translate("Sammenlignet", "landet {ar}: {tall}"))
    return text.format(tall=reference_text(nokkel, value), ar=ref.AR)


def about(nokkel: str) -> str:
    """What a measure counts, its reference, and where that stands."""
    names = reference_words(nokkel)
    if limit(nokkel) is None:
        return names.explained
    text = translate("Sammenlignet", "Referanse: {referanse} (grad S). {kilde}")
    parts = [names.explained, text.format(referanse=limit_words(nokkel), kilde=names.source)]
    best = ref.REFERANSER[nokkel].beste
    if best is not None:
        parts.append(translate("Sammenlignet", "De 20 kontorene som ble kalt beste praksis i {ar}: {tall}.").format(
            ar=ref.AR, tall=reference_text(nokkel, best)))
    return "\n\n".join(parts)


# -- the table of kontor ----------------------------------------------------------------------


def kontor_cells(data: Compared) -> Table:
    """A row a kontor with every measure beside its reference and a remark in words; the whole fylke last."""
    columns = [Column(translate("Sammenlignet", "Kontor"), words=True, widest=220),
               Column(translate("Sammenlignet", "Merknad"), words=True, widest=230)]
    for nokkel in MAAL:
        group = f"{reference_words(nokkel).title}\n{limit_words(nokkel)}"
        columns += pair_columns(group, about(nokkel))
    rows = [_kontor_row(data, k, unit) for k, unit in enumerate(data.projeksjon.plan.kontor)]
    return tuple(columns), (*rows, _fylke_row(data))


def _kontor_row(data: Compared, k: int, unit: str) -> CellRow:
    remarks: list[str] = []
    sentences: list[str] = []
    cells: list[Cell] = []
    icon = ""
    for nokkel in MAAL:
        outside, before = (bool(values[k]) for values in data.outside(nokkel))
        pair = _pair(nokkel, *(float(values[k]) for values in data.values[nokkel]))
        if outside:
            said = _outside_sentence(data, nokkel, k, before)
            remarks.append(_remark(nokkel))
            sentences.append(said)
            mark = INFORMATION if nokkel == ref.INNBYGGERE else WARNING
            icon = icon if icon == WARNING else mark
            pair = replace(pair[0], role=_ROLE[mark], tip=said, icon=mark), *pair[1:]
        cells += pair
    remark = Cell(_joined(remarks), _ROLE.get(icon, "text"), tip="\n\n".join(sentences), icon=icon)
    return CellRow((Cell(place_name(data.plan, unit)), remark, *cells), unit)


def _joined(remarks: list[str]) -> str:
    """Remarks as one line: only the first begins with a capital."""
    return ", ".join([*remarks[:1], *(r[:1].lower() + r[1:] for r in remarks[1:])])


def _fylke_row(data: Compared) -> CellRow:
    cells = [cell for nokkel in MAAL for cell in _pair(nokkel, *at(series.reference(data.projeksjon, nokkel), data.t))]
    return CellRow((Cell(place_name(data.plan, None), strong=True), Cell(""), *cells), "", True)


def _pair(nokkel: str, planen: float, uten: float) -> tuple[Cell, Cell, Cell]:
    return pair_cells(planen, uten, quantity_of(nokkel), better_of(nokkel), reason=reference_words(nokkel).missing)


def _remark(nokkel: str) -> str:
    """What is outside, in two or three words."""
    value = reference_text(nokkel, limit(nokkel) or 0.0)
    return {
        ref.BRUKERE: translate("Sammenlignet", "Over {tall} brukere"),
        ref.INNBYGGERE: translate("Sammenlignet", "Over {tall} innbyggere"),
        ref.ANSATTE: translate("Sammenlignet", "Under {tall} ansatte"),
    }[nokkel].format(tall=value)


def _outside_sentence(data: Compared, nokkel: str, k: int, before: bool) -> str:
    planen, uten = (quantity_of(nokkel).text(float(values[k])) for values in data.values[nokkel])
    text = (translate("Sammenlignet", "{tittel}: {planen} mot {referanse}. Slik er det også uten flyttinger ({uten}).") if before
            else translate("Sammenlignet", "{tittel}: {planen} mot {referanse}. Uten flyttinger er det {uten}, og innenfor."))
    return text.format(tittel=reference_words(nokkel).title, planen=planen, uten=uten, referanse=limit_words(nokkel))


# -- the boxes and their twin -----------------------------------------------------------------


def picture(data: Compared) -> BoxPicture:
    """A strip a measure that any kontor has a number of."""
    strips = tuple(
        BoxStrip(reference_words(nokkel).title,
                 translate("Sammenlignet", "ved utgangen av {maned}").format(maned=data.month),
                 *data.values[nokkel], quantity_of(nokkel), better_of(nokkel), limit(nokkel),
                 "" if limit(nokkel) is None else limit_words(nokkel), reference_words(nokkel).missing)
        for nokkel in MAAL)
    names = tuple(place_name(data.plan, unit) for unit in data.projeksjon.plan.kontor)
    return BoxPicture(names, strips, strips_sentence(strips))


def spread_cells(data: Compared) -> Table:
    """The numbers of the boxes: three rows a measure, planen, uten flyttinger and the difference."""
    box = translate("Sammenlignet", "Boks")
    columns = (
        Column(translate("Sammenlignet", "Tall"), words=True, widest=260), Column(translate("Sammenlignet", "Plan"), words=True),
        Column(translate("Sammenlignet", "Kontor\nmed tall")), Column(translate("Sammenlignet", "Minst")),
        Column(translate("Sammenlignet", "Nedre\nkvartil"), box), Column(translate("Sammenlignet", "Median"), box),
        Column(translate("Sammenlignet", "Øvre\nkvartil"), box), Column(translate("Sammenlignet", "Størst")),
        Column(translate("Sammenlignet", "Utenfor\nreferansen")),
        Column(translate("Sammenlignet", "Referanse"), words=True),
    )
    return columns, tuple(row for nokkel in MAAL for row in _spread_rows(data, nokkel))


def _spread_rows(data: Compared, nokkel: str) -> Sequence[CellRow]:
    planen, uten = (spredning(values) for values in data.values[nokkel])
    counts = tuple(int(values.sum()) for values in data.outside(nokkel))
    quantity, better, title = quantity_of(nokkel), better_of(nokkel), reference_words(nokkel).title
    pairs = [pair_cells(a, b, quantity, better) for a, b in zip(_numbers(planen), _numbers(uten), strict=True)]
    names = (translate("Sammenlignet", "Planen"), translate("Sammenlignet", "Uten flyttinger"),
             translate("Sammenlignet", "Forskjell"))
    known = tuple(0 if box is None else box.antall for box in (planen, uten))
    rows = []
    for i, name in enumerate(names):
        judged = limit(nokkel) is not None and nokkel != ref.STORRELSE
        last = Cell(limit_words(nokkel), "secondary", tip=about(nokkel)) if i == 0 else Cell("")
        rows.append(CellRow((
            Cell(title if i == 0 else "", strong=True, tip=about(nokkel) if i == 0 else "", plain=title),
            Cell(name, "text" if i == 0 else "secondary"), _count(known, i), *(pair[i] for pair in pairs),
            _count(counts, i) if judged else Cell(fmt.UNDEFINED, "secondary", plain=""), last,
        ), f"{nokkel} {i}"))
    return rows


def _numbers(box: Spredning | None) -> tuple[float, ...]:
    if box is None:
        return (float("nan"),) * 5
    return box.minst, box.nedre, box.median, box.ovre, box.storst


def _count(counts: tuple[int, ...], i: int) -> Cell:
    """Kontor counted in planen, uten flyttinger, or the difference."""
    if i < 2:
        return Cell(fmt.tall(counts[i]), "text" if i == 0 else "secondary", strong=i == 0)
    return Cell(fmt.endring(counts[0] - counts[1]), "secondary")


# -- words ------------------------------------------------------------------------------------


def sentence(data: Compared) -> str:
    """How many kontor are outside each reference, in planen and uten flyttinger."""
    parts = []
    for nokkel, text in (
        (ref.BRUKERE, translate("Sammenlignet", "{antall} av {alle} kontor over {tall} brukere per statlig årsverk ({uten} uten "
                                                "flyttinger)")),
        (ref.INNBYGGERE, translate("Sammenlignet", "{antall} av {alle} over {tall} innbyggere ({uten} uten flyttinger)")),
        (ref.ANSATTE, translate("Sammenlignet", "{antall} av {alle} under {tall} statsansatte ({uten} uten flyttinger)")),
    ):
        known = int(np.isfinite(data.values[nokkel][0]).sum())
        if known:
            planen, uten = (int(values.sum()) for values in data.outside(nokkel))
            parts.append(text.format(antall=fmt.tall(planen), alle=fmt.tall(known), uten=fmt.tall(uten),
                                     tall=reference_text(nokkel, limit(nokkel) or 0.0)))
    if not parts:
        return translate("Sammenlignet", "Planen mangler brukere, innbyggere og statsansatte, så kontorene kan ikke holdes mot "
                                         "referansene.")
    return translate("Sammenlignet", "Ved utgangen av {maned} er {deler}.").format(maned=data.month, deler=liste(parts))


def method() -> str:
    """What the boxes are, and what the references are not."""
    return translate(
        "Sammenlignet",
        "Boksen går fra nedre til øvre kvartil, med medianen som strek. Kvartilene er lineær interpolasjon mellom de to nærmeste "
        "kontorene, som KVARTIL.INK i Excel. Strekene går til kontoret lengst ute innenfor 1,5 ganger boksens lengde. 62 og "
        "1\u00a0048 er snittet i landet i 2012, ikke mål: halve landet lå over. Tre statsansatte var et krav i 2013.")
