"""What the Delta account and the cuts that rest on it say in words; no Qt, so that a script hears the same."""

from __future__ import annotations

from app import format as fmt
from planning_core.parameters import NIVAER
from planning_core.plan import Bruk, Gevinst, GevinstType, Plan, Sted
from planning_core.questions.account import Konto, Regnskap
from planning_core.questions.account_base import AV_BRUKERE
from planning_core.questions.account_costs import Kostnadslinje
from planning_core.questions.early_cut import Balanse, IkkeKuttForTidlig, Kutt, Slipp, Uttak
from planning_core.questions.gevinst_status import Risiko, Status
from planning_core.questions.work_and_people import ArbeidOgFolk

TYPE = {
    GevinstType.SPESIALISERING: "Spesialisering",
    GevinstType.AUTOMATISERING: "Automatisering",
    GevinstType.ANDRE: "Andre",
}
STED = {Sted.NK: "NAV-kontor", Sted.FE: "Forvaltningsenhet", Sted.BEGGE: "Begge"}
STED_I_SETNING = {Sted.NK: "NAV-kontor", Sted.FE: "forvaltningsenhet", Sted.BEGGE: "begge steder"}
BRUK = {Bruk.OPPFOLGING: "Oppfølging", Bruk.RESTANSER: "Restanser", Bruk.KUTT: "Kutt", None: "Ikke bestemt"}
STATUS = {
    Status.AV: "Slått av",
    Status.PLANLAGT: "Planlagt",
    Status.I_GANG: "I gang",
    Status.TATT_UT: "Tatt ut",
    Status.I_RUTE: "I rute",
    Status.BAK_PLAN: "Bak planen",
}
RISIKO = {
    Risiko.UTEN_VIRKNING: "sparer ikke noe arbeid i planen",
    Risiko.IKT: "krever IKT som må komme i tide",
    Risiko.ORGANISERING: "krever en enhet som er stor nok",
    Risiko.FORSINKET: "forsinket {mnd} mnd.",
    Risiko.DELVIS: "ventes bare delvis tatt ut",
    Risiko.UTEN_FLYTTING: "ingen flytting tar den i bruk",
    Risiko.UTEN_EIER: "mangler gevinsteier",
    Risiko.UTEN_NULLPUNKT: "mangler nullpunkt",
    Risiko.UTEN_BRUK: "bruken er ikke bestemt",
}
FOLK_OG_ARBEID = {
    "folk_foer_arbeidet": "Folk før arbeidet",
    "folk_uten_arbeidet": "Folk uten arbeidet",
    "arbeid_foer_folkene": "Arbeid før folkene",
    "arbeid_uten_folkene": "Arbeid uten folkene",
    "fe_arbeid_foer_folk": "Arbeid før folk",
    "fe_arbeid_uten_folk": "Arbeid uten folk",
}
"""A few words for what a unit is warned of, by finding code."""
HP = {
    "HP1": "HP1 Motta bestilling",
    "HP2": "HP2 Informere",
    "HP3": "HP3 Behandle sak",
    "HP4": "HP4 Utbetale",
    "HP5": "HP5 Bistå og følge opp",
}
NIVA = {"konservativt": "Konservativt", "moderat": "Moderat", "optimistisk": "Optimistisk"}
AVRUNDING = "Avrunding i kilden"
IKKE_FORDELT = "Ikke fordelt i kilden"
ALT_INNE = "alt tatt ut"
KATEGORI = {
    "IKT": "IKT", "kompetanse": "Kompetanse", "produktivitetstap": "Produktivitetstap", "tomgangsleie": "Tomgangsleie",
    "turnover": "Turnover", "rådgivning": "Rådgivning", "transaksjon": "Transaksjon", "dobbeltarbeid": "Dobbeltarbeid",
}

UTEN_IKT = "Fylkesvis uten ny IKT"
UTEN_IKT_GRUNN = (
    "Spesialisering er satt til 0: en enhet for ett fylke er for liten til at arbeidet kan ventes å bli mer spesialisert. "
    "Delta var mer forsiktig og kalte det en utfordring (AFI-notat 5/2011 linje 5220–5222), mens forfatteren mener at "
    "gevinsten ikke kan ventes (linje 5246–5247 og 5568–5570).",
    "Automatisering er satt til 0: den hviler på ny IKT, og IKT-en kom ikke (linje 5570–5574). Den var 74\u00a0% av Deltas "
    "gevinst (linje 5202).",
    "Da er bare «andre» igjen, 8\u00a0% av Deltas gevinst (linje 5202). At dette er det som blir igjen, er utledet (D). Du kan "
    "sette realiseringen opp igjen for hver gevinst.",
)
UTEN_GEVINSTER = (
    "Planen har ingen gevinster. Regnskapet viser bare grunnlaget og det som er flyttet til forvaltningsenheten."
)
UTEN_GRUNNLAG = "Planen har ingen årsverk å regne gevinst av. Fyll inn arket Ressurskartlegging, eller normtid og saksinngang."
INGEN_KUTT = (
    "Ingen flytting er betalt av en gevinst. Sett «bruk» på gevinsten, og lag flyttingen den skal betale for."
)
BRUTTO_NOTE = (
    "Delta regnet brutto: ingen kostnader var trukket fra. Årsverk til produktivitetstap, turnover og rådgivning regner "
    "programmet selv ut; resten er det som er ført i arket Kostnader."
)


def ytelse_navn(navn: str) -> str:
    """A ytelse of the account; oppfølging that is known per user has none."""
    return "oppfølging, alle brukere" if navn == AV_BRUKERE else navn


def dato(konto: Konto) -> str:
    """``desember 2028``, or that everything is in."""
    return ALT_INNE if konto.maned is None else fmt.maned_lang(konto.maned)


def kostnad_navn(line: Kostnadslinje) -> str:
    """The category, and whether the model gave it."""
    return f"{KATEGORI[line.kategori]}, {'beregnet' if line.beregnet else 'ført'}"


def gevinst_sentences(account: Regnskap, konto: Konto, uten: Konto, levels: dict[str, Konto]) -> tuple[str, ...]:
    """The account at a date, the first sentence standing alone; ``uten`` is the same account uten flyttinger."""
    if not konto.base.any():
        return (UTEN_GRUNNLAG,)
    if not account.plan.gevinster:
        moved = f"{fmt.arsverk(konto.flyttet.sum())} av {fmt.arsverk(konto.sum_base)} årsverk gjøres i forvaltningsenheten."
        return (UTEN_GEVINSTER, moved)
    return tuple(filter(None, (
        _headline(konto), _without(konto, uten), _levels(levels), _types(konto), _costs(konto), _kroner(konto),
        _rest(account, konto),
    )))


def _headline(konto: Konto) -> str:
    share = fmt.prosent(konto.bruttogevinst / konto.sum_base) if konto.sum_base else fmt.UNDEFINED
    costs = f"minus {fmt.arsverk(konto.kostnad_arsverk)} i kostnader" if konto.kostnader else "uten at noen kostnad er ført"
    when = "Når alt er tatt ut," if konto.maned is None else f"I {fmt.maned_lang(konto.maned)}"
    return (
        f"{when} er nettogevinsten {fmt.arsverk(konto.nettogevinst)} årsverk på {konto.niva} nivå: "
        f"{fmt.arsverk(konto.bruttogevinst)} brutto ({share} av {fmt.arsverk(konto.sum_base)} årsverk), {costs}."
    )


def _without(konto: Konto, uten: Konto) -> str:
    change = fmt.endring(konto.nettogevinst - uten.nettogevinst, 1)
    if change == "0":
        return "Uten flyttinger er den like stor."
    return f"Uten flyttinger er den {fmt.arsverk(uten.nettogevinst)}, forskjellen er {change}."


def _levels(levels: dict[str, Konto]) -> str:
    shown = [fmt.arsverk(levels[niva].nettogevinst) for niva in NIVAER]
    if len(set(shown)) == 1:
        return "Netto er det samme på de tre nivåene."
    parts = [f"{niva} {text}" for niva, text in zip(NIVAER, shown, strict=True)]
    return f"Netto på de tre nivåene: {parts[0]}, {parts[1]} og {parts[2]} årsverk."


def _types(konto: Konto) -> str:
    parts = [f"{fmt.arsverk(konto.av_type(t))} fra {TYPE[t].lower()}" for t in GevinstType]
    rounding = ""
    if abs(konto.avrunding_gevinst) >= 0.05:
        rounding = f" Avrunding i kilden er {fmt.endring(konto.avrunding_gevinst, 1)}."
    return f"Brutto kommer {parts[0]}, {parts[1]} og {parts[2]}.{rounding}"


def _costs(konto: Konto) -> str:
    if not konto.kostnader:
        return "Ingen kostnader er ført eller beregnet. " + BRUTTO_NOTE
    shown = [line for line in sorted(konto.kostnader, key=lambda c: -abs(c.arsverk)) if abs(line.arsverk) >= 0.05]
    if not shown:
        return ""
    parts = [f"{KATEGORI[c.kategori].lower() if c.kategori != 'IKT' else 'IKT'} {fmt.arsverk(c.arsverk)} "
             f"({'beregnet' if c.beregnet else 'ført'})" for c in shown[:3]]
    return f"De største kostnadene i årsverk: {', '.join(parts)}."


def _kroner(konto: Konto) -> str:
    value = konto.nettogevinst_kroner
    if value is None or konto.prisar is None:
        return ""
    return (
        f"I kroner er nettogevinsten {mill(value)} millioner i året ({konto.prisar:.0f}-kroner), etter "
        f"{mill(konto.kostnad_kroner)} millioner i førte kostnader de siste tolv månedene."
    )


def mill(value: float) -> str:
    """Kroner in millions, one decimal."""
    return fmt.tall(value / 1e6, 1)


def _rest(account: Regnskap, konto: Konto) -> str:
    full = account.konto()
    later = full.bruttogevinst - konto.bruttogevinst
    if konto.maned is None or later < 0.05:
        return ""
    return f"Når alt er tatt ut, er bruttogevinsten {fmt.arsverk(full.bruttogevinst)} årsverk, {fmt.arsverk(later)} mer."


# -- work against people ----------------------------------------------------------------------


def moved_sentence(moved: ArbeidOgFolk) -> str:
    """Work and people out of the kontor, where they differ the most, and at the end."""
    plan = moved.plan
    if not moved.enheter and not moved.arbeid_sted.any():
        return "Planen har verken enheter eller arbeid, så ingenting kan flyttes."
    if not moved.enheter:
        return "Planen har ingen enheter, så ingen folk kan flyttes. Bare arbeidet er regnet."
    work, people = moved.arbeid_sted[0], moved.folk_sted[0]
    end = (
        f"I {fmt.maned_lang(plan.maneder[-1])} har grensesnitt og gevinst endret arbeidet ved NAV-kontorene med "
        f"{fmt.endring(work[-1], 1)} årsverk, og flyttingene folkene med {fmt.endring(people[-1], 1)}."
    )
    gap = people - work
    worst = int(abs(gap).argmax())
    if abs(gap[worst]) < 0.05:
        return end + " Folk og arbeid følger hverandre."
    if gap[worst] < 0:
        return end + (
            f" Størst er forskjellen i {fmt.maned_lang(plan.maneder[worst])}: folkene ligger {fmt.arsverk(-gap[worst])} årsverk "
            "foran arbeidet.")
    return end + (
        f" Størst er forskjellen i {fmt.maned_lang(plan.maneder[worst])}: arbeidet ligger {fmt.arsverk(gap[worst])} årsverk "
        "foran folkene.")


# -- cuts -------------------------------------------------------------------------------------


def unit_name(plan: Plan, enhet: str | None) -> str:
    """A unit's name as the user wrote it."""
    return next((e.navn or e.enhet for e in plan.enheter if e.enhet == enhet), enhet or "")


def kutt_navn(plan: Plan, kutt: Kutt | Uttak) -> str:
    """The flytting in a few words: what, from whom, to whom."""
    flytting = plan.flyttinger[kutt.rad]
    to = "kutt" if flytting.til is None else f"til {unit_name(plan, flytting.til)}"
    what = f"{fmt.arsverk(flytting.arsverk)} årsverk fra {unit_name(plan, flytting.fra)}"
    return f"{what}, {to}, {fmt.maned_kort(flytting.fra_maned)}"


def kutt_kort(plan: Plan, kutt: Kutt) -> str:
    """The flytting in a table, ``4,5 Skien → FE, mars 2026``: gevinst pays for moves between a kontor and an FE, and cuts."""
    return _kort(plan, kutt.rad, kutt.kontor)


def uttak_kort(plan: Plan, uttak: Uttak) -> str:
    """As :func:`kutt_kort`."""
    return _kort(plan, uttak.rad, False)


def _kort(plan: Plan, row: int, from_kontor: bool) -> str:
    flytting = plan.flyttinger[row]
    giver = _short(plan, flytting.fra) if from_kontor else "FE"
    receiver = "kutt" if flytting.til is None else "FE" if from_kontor else _short(plan, flytting.til)
    return f"{fmt.arsverk(flytting.arsverk)} {giver} → {receiver}, {fmt.maned_kort(flytting.fra_maned)}"


def _short(plan: Plan, enhet: str | None) -> str:
    return unit_name(plan, enhet).removeprefix("Nav ").removeprefix("NAV ")


def slipp_setning(plan: Plan, kutt: Kutt, slipp: Slipp) -> str:
    """What a slip of the gevinst does, whole."""
    place = "der" if kutt.kontor else "i fylket"
    return (
        f"{slipp.maneder} måneder forsinket: oppfølgingen {place} endres med {fmt.endring(slipp.oppfolging)} timer i hele "
        f"planen, og fylkets restanser med {fmt.endring(slipp.restanser)} saker i {fmt.maned_lang(plan.maneder[-1])}. "
        f"Balanse: {balanse_av(plan, slipp.balanse)}."
    )


def gevinst_navn(plan: Plan, kutt: Kutt) -> str:
    return ", ".join(plan.gevinster[g].navn for g in kutt.gevinster)


def balanse_ord(plan: Plan, kutt: Kutt) -> str:
    """When a flytting is in balance."""
    return balanse_av(plan, kutt.balanse)


def balanse_av(plan: Plan, balance: Balanse) -> str:
    """The month of balance in words."""
    if balance.foerste_tap is None:
        return "aldri i minus"
    if balance.balanse is None:
        return "ikke innen planperioden"
    return fmt.maned_lang(plan.maneder[balance.balanse - 1])


def tempo_ord(plan: Plan, kutt: Kutt) -> str:
    """The safe pace in words."""
    pace, flytting = kutt.tempo, plan.flyttinger[kutt.rad]
    if pace.fra_maned is None:
        if pace.dekket < 0.05:
            return "Ingen del er dekket av arbeid som er borte."
        return f"Arbeidet dekker bare {fmt.arsverk(pace.dekket)} av {fmt.arsverk(flytting.arsverk)} årsverk."
    ramp = "alt på én gang" if pace.innfasing_mnd == 0 else f"over {fmt.tall(pace.innfasing_mnd)} måneder"
    if (pace.fra_maned, pace.innfasing_mnd) == (flytting.fra_maned, flytting.innfasing_mnd):
        return "Tempoet i planen er trygt."
    return f"Fra {fmt.maned_lang(pace.fra_maned)}, {ramp}."


def kutt_sentences(answer: IkkeKuttForTidlig) -> tuple[str, ...]:
    """How many of the cuts are paid for too late, and each in a sentence."""
    plan = answer.plan
    if not answer.kutt:
        return (INGEN_KUTT,)
    early, total = sum(k.balanse.foerste_tap is not None for k in answer.kutt), len(answer.kutt)
    if not early:
        first = "Ingen flytting går før gevinsten som skal betale den, er hentet ut."
    else:
        who = "Flyttingen" if total == 1 else f"Alle {total} flyttingene" if early == total else f"{early} av {total} flyttinger"
        first = f"{who} som en gevinst skal betale, går før gevinsten er hentet ut."
    return (first, *(_one_cut(plan, k) for k in answer.kutt))


def _one_cut(plan: Plan, kutt: Kutt) -> str:
    unit = "timer oppfølging" if kutt.kontor else "saker i restanser"
    balance = kutt.balanse
    own = f"{kutt_navn(plan, kutt)} (betales av {gevinst_navn(plan, kutt)})"
    if balance.foerste_tap is None:
        said = f"{own}: aldri i minus."
    else:
        said = f"{own}: opptil {fmt.tall(balance.verst)} {unit} i minus, balanse {balanse_ord(plan, kutt)}."
    slips = " ".join(
        f"{s.maneder} måneders forsinkelse endrer oppfølgingen {'der' if kutt.kontor else 'i fylket'} med "
        f"{fmt.endring(s.oppfolging)} timer til sammen." for s in kutt.slipp
    )
    return f"{said} {slips} Tryggeste tempo: {tempo_ord(plan, kutt)}"


def uttak_sentences(answer: IkkeKuttForTidlig) -> tuple[str, ...]:
    """The break-even of each flytting that lowers the FE, the earliest first."""
    last = len(answer.plan.maneder) + 1
    soonest = sorted(answer.uttak, key=lambda u: (u.vendepunkt.nummer if u.vendepunkt is not None else None) or last)
    return tuple(f"{kutt_navn(answer.plan, one)}. {uttak_ord(answer.plan, one)}" for one in soonest)


def uttak_ord(plan: Plan, uttak: Uttak) -> str:
    """From when it costs the fylke more oppfølging than it gives."""
    turning = uttak.vendepunkt
    if turning is None:
        return "Vendepunktet kan ikke regnes ut, for en senere flytting tar årsverkene videre."
    if turning.nummer is None:
        return ("Vendepunkt: ikke synlig i planperioden. Uttaket gir ikke mindre oppfølging i fylket i noen av månedene, men "
                "en lengre planperiode kan vise et vendepunkt.")
    month = fmt.maned_lang(plan.maneder[turning.nummer - 1])
    return f"Vendepunkt: {month}. Fra da gir uttaket mindre oppfølging i fylket enn om årsverkene ble i forvaltningsenheten."


def gevinst_beskrivelse(gevinst: Gevinst) -> str:
    """Where a gevinst works: process, ytelse and place."""
    hp = "HP1–HP4" if gevinst.hovedprosess is None else gevinst.hovedprosess
    return f"{hp}, {gevinst.ytelse or 'alle ytelser'}, {STED_I_SETNING[gevinst.sted]}"
