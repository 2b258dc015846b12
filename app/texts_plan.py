"""Sentences for what validation and the projection find in a plan, by finding code.

Each says what is wrong, where, and what to do.
"""

from __future__ import annotations

TEKSTER_PLAN: dict[str, str] = {
    # any table
    "mangler_verdi": "«{kolonne}» er tom. Fyll inn en verdi, eller slett raden.",
    "ugyldig_tall": "«{kolonne}» skal være et tall, men inneholder «{verdi}». Skriv et tall.",
    "for_stort_tall": "{verdi} er for stort for «{kolonne}». Sjekk enheten og desimaltegnet.",
    "negativt_tall": "«{kolonne}» er {verdi}, men kan ikke være negativ. Skriv 0 eller et tall over 0.",
    "andel_utenfor_0_1": (
        "«{kolonne}» er {verdi}, men er en andel og må ligge mellom 0 og 1 (100\u00a0%). Skriv for eksempel "
        "25\u00a0% eller 0,25."
    ),
    "andel_maa_vaere_under_1": (
        "«{kolonne}» er {verdi}, men må være minst 0 og lavere enn 1 (100\u00a0%). Skriv for eksempel 6\u00a0% eller 0,06."
    ),
    "maa_vaere_over_null": "«{kolonne}» er {verdi}, men må være over 0. Skriv et høyere tall, eller slett raden.",
    "til_foer_fra": (
        "Siste måned ({til:maned}) kommer før første måned ({fra:maned}). Bytt om månedene, eller la siste måned stå tom."
    ),
    "dobbel_rad": "Dette står allerede i en tidligere rad ({forste_rad:sted}): {nokkel:nokkel}. Behold bare den ene raden.",
    "mulig_dobbel_rad": (
        "Raden er helt lik en tidligere rad ({forste_rad:sted}), og begge regnes med. Slett den ene hvis det er en gjentakelse."
    ),
    "utenfor_tabellen": (
        "Det er mer enn tabellen har plass til: «{verdi}» kommer utenfor. Begynn lenger opp eller til venstre, eller "
        "kopier færre rader og kolonner."
    ),
    "ukjent_enhet": "«{verdi}» står ikke i arket Enheter.{forslag:forslag} Rett navnet, eller legg til enheten.",
    "ukjent_ytelse": "«{verdi}» står ikke i arket Ytelser.{forslag:forslag} Rett navnet, eller legg til ytelsen.",
    "ukjent_hovedprosess": "«{verdi}» er ikke en hovedprosess. Bruk HP1, HP2, HP3, HP4 eller HP5.",
    "ukjent_gevinst": "«{verdi}» står ikke i arket Gevinster.{forslag:forslag} Rett navnet, eller legg til gevinsten.",
    "ukjent_kategori": "«{verdi}» er ikke en kostnadskategori.{forslag:forslag} Bruk {kjente:valg}.",
    "ukjent_arknavn": "«{verdi}» er ikke navnet på et ark i planen.{forslag:forslag} Rett navnet.",
    "ukjent_grad": "«{verdi}» er ikke en grad. Bruk S (kilde), D (utledet) eller A (antatt), eller la feltet stå tomt.",
    "feil_enhetstype": "{enhet} er {er:slag}, men her må det stå {ventet:slag}. Velg en annen enhet.",
    "rad_etter_horisont": (
        "{maned:maned} kommer etter planperioden, som slutter i {siste:maned}{antall:flere}. "
        "Forleng planperioden hvis raden skal brukes."
    ),
    "rad_foer_start": (
        "{maned:maned} er før planen starter i {start:maned}, så raden har ingen virkning{antall:flere}. "
        "Rett måneden, eller slett raden."
    ),
    # Plan and Forutsetninger
    "ugyldig_start": "Startmåneden «{verdi}» kan ikke leses. Skriv år og måned, for eksempel 2026-01.",
    "horisont_utenfor_grenser": (
        "Planperioden er {verdi} måneder, men må være mellom {lavest:tall} og {hoyest:tall} hele måneder. "
        "Rett antallet."
    ),
    "ugyldig_steg": "Måneden er delt i {verdi} steg, men kan bare deles i 1, 2 eller 4. Velg ett av dem.",
    "ukjent_forutsetning": (
        "Programmet har ingen forutsetning som heter «{verdi}».{forslag:forslag} Rett nøkkelen, eller slett "
        "raden."
    ),
    "forutsetning_paa_annet_ark": "«{verdi}» settes i arket {riktig_ark}. Flytt verdien dit, og slett raden her.",
    "forutsetning_feil_slag": "{navn:forutsetning} er satt til «{verdi}», men skal være {slag:slag}. Rett verdien.",
    "forutsetning_utenfor_grenser": (
        "{navn:forutsetning} er {verdi}, men må være {omraade:omraade}. Rett «{kolonne}»."
    ),
    "lav_over_hoey": "{navn:forutsetning} har lav verdi {lav}, som er over høy verdi {hoy}. Bytt om «lav» og «høy».",
    "utenfor_vanlig_omraade": (
        "{navn:forutsetning} er {verdi}, utenfor det vanlige området {lav} til {hoy} ({enhet}). Sjekk at "
        "tallet er ment slik."
    ),
    "utenfor_eget_omraade": (
        "{navn:forutsetning} er {verdi}, utenfor området som er satt i raden ({lav} til {hoy}). "
        "Rett verdien, eller utvid området."
    ),
    # units and flyttinger
    "kommunale_i_forvaltningsenhet": (
        "{arsverk:arsverk} kommunale årsverk er lagt til {enhet}, men kommunale årsverk kan ikke ligge i en "
        "forvaltningsenhet. "
        "Velg et NAV-kontor, eller før dem som statlige."
    ),
    "flytting_uten_ender": "Flyttingen har verken en enhet å ta fra eller en enhet å gi til. Velg minst én av dem.",
    "flytting_til_samme_enhet": "Flyttingen går fra {enhet} til samme enhet. Velg en annen enhet i «fra» eller «til».",
    "flytting_foer_start": (
        "Flyttingen begynner i {maned:maned}, før planen starter i {start:maned}. "
        "Sett en senere måned, eller legg flyttingen inn i enhetenes årsverk."
    ),
    "krysser_kommunegrense": (
        "De kommunale årsverkene ved {enhet} ({kommuner:liste}) kan ikke flyttes til en annen kommune "
        "({mottaker}: {mottaker_kommuner:liste}). Velg et kontor i samme kommune, eller sett "
        "kommunale_kan_flyttes til ja for {enhet}."
    ),
    "tar_mer_enn_enheten_har": (
        "{rader:flyttingen_tar} {tatt:arsverk} {eier:statlige} årsverk fra {enhet}, men enheten har bare {har:arsverk} "
        "i {maned:maned}, så det mangler {mangler:knapt}. Sett ned årsverkene eller flytt startmåneden."
    ),
    "enhet_uten_arsverk": (
        "{enhet} har ingen årsverk i hele planperioden og får ikke gjort noe arbeid. Legg inn årsverk, eller "
        "slett enheten."
    ),
    "under_faste_poster": (
        "{enhet} kommer ned i {arsverk:arsverk} statlige årsverk, under de {faste:arsverk} som går til "
        "ledelse og mottak, "
        "første gang i {maned:maned}. Gi enheten flere årsverk, eller sett ned ledelse og mottak."
    ),
    "faerre_enn_tre_statsansatte": (
        "{enhet} kommer ned i {ansatte:tall1} statsansatte (anslått), under minstekravet på {minst:tall}, "
        "første gang i {maned:maned}. Vurder å flytte færre årsverk."
    ),
    "mangler_innbyggere": (
        "{enhet} mangler innbyggertall, så tall per 1\u00a0000 innbyggere blir ikke vist. Fyll inn antall innbyggere."
    ),
    # saksflyt and oppfølging
    "ingen_saksinngang": (
        "Planen har ingen saksinngang, så framskrivingen viser bare null. Fyll inn arket Saksinngang for å framskrive."
    ),
    "mangler_maaneder": (
        "Saksinngangen for {ytelse} ved {enhet} mangler {maneder:maneder}. Legg inn månedene, "
        "eller en rad uten måned som gjelder hver måned."
    ),
    "mangler_forvaltningsenhet": (
        "Planen har saker, men ingen forvaltningsenhet som kan avgjøre dem. Legg til en forvaltningsenhet i "
        "arket Enheter."
    ),
    "mangler_rute": (
        "Det er flere forvaltningsenheter, og planen sier ikke hvem som avgjør sakene fra {enhet} ({ytelser:liste}). "
        "Legg til en rad i arket Ruter med {forvaltningsenheter:valg}."
    ),
    "mangler_normtid": "{verdi} har ingen normtid, så sakene tar ingen tid. Fyll inn minutter i arket Normtid.",
    "normtid_null": (
        "{verdi} har saksinngang, men normtiden er 0 i alle hovedprosesser, så sakene tar ingen tid. Sjekk "
        "arket Normtid."
    ),
    "mangler_saker_per_aar": (
        "{ytelse} {hovedprosess} mangler saker per år, så minutter per sak kan ikke regnes ut og blir 0. "
        "Fyll inn saker_per_år, eller en rad i Normtid."
    ),
    "hp5_i_normtid": "HP5 er oppfølging og måles per bruker, ikke per sak. Slett raden, og bruk arket Oppfølgingsnorm.",
    "normtid_mangler_tall": "Normtiden for {ytelse} mangler tall. Fyll inn enten minutter eller saker_per_ukeverk.",
    "normtid_to_tall": "Normtiden for {ytelse} har både minutter og saker_per_ukeverk. Behold bare ett av tallene.",
    "hp5_i_grensesnitt": "HP5 er oppfølging og blir alltid ved NAV-kontoret, så raden har ingen virkning. Slett raden.",
    "mangler_ytre_grense": (
        "{ytelse} har ingen ytre grense for saksbehandlingstid, så ingen saker regnes som for gamle. "
        "Fyll inn ytre_grense_dager hvis det finnes en grense."
    ),
    "restanser_med_og_uten_alder": (
        "Restansene for {ytelse} ved {enhet} står både med og uten alder. Gi alle radene alder, eller ingen av dem."
    ),
    "overlappende_alder": (
        "Restansene for {ytelse} ved {enhet} har aldere som overlapper: {fra}–{til} og "
        "{annen_fra}–{annen_til} måneder. "
        "Rett alderne slik at hver sak telles én gang."
    ),
    "alder_til_foer_fra": "Alderen går fra {fra} til {til} måneder, men «til» må være høyere enn «fra». Rett alderne.",
    "mangler_oevre_alder": (
        "Alderen begynner på {fra} måneder uten å si hvor den slutter, og en tom øvre alder betyr 36. Fyll "
        "inn alder_til_mnd."
    ),
    "norm_mangler_tall": (
        "Normen for {brukergruppe} mangler tall. Fyll inn timer_per_bruker_mnd, eller både intervall_mnd og "
        "minutter_per_samtale."
    ),
    "mangler_oppfoelgingsnorm": (
        "Brukergruppen «{verdi}» har ingen norm, så oppfølgingen av den regnes ikke med i behovet. "
        "Legg til gruppen i arket Oppfølgingsnorm."
    ),
    "ingen_brukere": "Planen har ingen brukere, så behovet for oppfølging blir 0. Fyll inn arket Brukere.",
    "kontor_uten_brukere": (
        "{enhet} har ingen brukere, så kontorets behov for oppfølging blir 0. Fyll inn arket Brukere."
    ),
    "brukere_starter_sent": (
        "Brukerne i {brukergruppe} ved {enhet} er først gitt fra {maned:maned}, så månedene før regnes med 0. "
        "Legg inn en rad for planens første måned."
    ),
    "kostnad_bare_i_regnskapet": (
        "Programmet regner selv ut tapte timer til {kategori}, så årsverkene i raden vises bare i regnskapet. "
        "Velg en annen kategori hvis raden skal ta timer."
    ),
    # gevinst
    "automatisering_maa_vaere_begge": (
        "Gevinsten «{navn}» er automatisering og sparer like mye begge steder, men sted er {verdi}. Sett "
        "sted til begge."
    ),
    "hp5_med_ytelse": "Gevinsten «{navn}» gjelder HP5, som ikke deles på ytelser. La ytelse stå tom.",
    "gevinst_over_1": (
        "Gevinstene {gevinster:navneliste} tar til sammen {sum:prosent1} av arbeidet i {hovedprosess:liste} ({sted:liste}) "
        "for {ytelser:ytelser}, på nivå {niva:liste}. Sett ned satsene eller realiseringen til høyst 100\u00a0% i sum."
    ),
    "nivaa_feil_rekkefoelge": (
        "Gevinsten «{navn}» sparer {andel:prosent_fri} på {lavere} nivå, men {hoeyere_andel:prosent_fri} på {hoeyere}. "
        "Konservativt skal være lavest og optimistisk høyest. Rett satsene."
    ),
    "innfasing_feil_rekkefoelge": (
        "Punktene for «{gevinst}» står ikke i tidsrekkefølge: {maned:maned} kommer etter {forrige:maned}. "
        "Sorter radene etter måned."
    ),
    "scenario_finner_ikke_rad": (
        "Scenarioet «{scenario}» endrer «{nokkel}» i arket {ark}, men planen har ingen slik rad. "
        "Rett nøkkelen, eller ta bort endringen."
    ),
    "scenario_ukjent_felt": (
        "Scenarioet «{scenario}» endrer kolonnen «{felt}», men arket {ark} har ingen slik kolonne. Rett kolonnenavnet."
    ),
    "scenario_ugyldig_verdi": (
        "Scenarioet «{scenario}» setter «{felt}» i arket {ark} til «{verdi}», som ikke passer der. "
        "Skriv en verdi av samme slag som i arket."
    ),
    "scenario_mangler_felt": (
        "Scenarioet «{scenario}» legger til en rad i arket {ark}, men mangler {mangler:kolonner}. "
        "Legg inn verdiene som mangler."
    ),
    "scenario_laast": (
        "Scenarioet «{scenario}» er låst og kan ikke endres. Lås det opp i rommet Scenarier, eller dupliser det."
    ),
    # One unit in one month (models.unit_findings).
    "over_referanse_brukere": (
        "{enhet} har {brukere:tall1} brukere per statlig årsverk i {maned:maned}, over referansen på {grense:tall}. "
        "Flytt færre årsverk ut, eller vurder om oppfølgingen tåler det."
    ),
    "lavere_dekning": (
        "Oppfølgingen i {enhet} dekker {dekning:prosent1} av behovet i {maned:maned}, mot {uten:prosent1} uten "
        "flyttinger. Flytt færre årsverk ut, eller senere."
    ),
    "gap_oppfolging": (
        "{enhet} mangler {arsverk:arsverk} årsverk på å dekke behovet for oppfølging i {maned:maned}."
    ),
    "laerer": (
        "Nye i {enhet} produserer ikke for fullt før etter {siste:maned}. Erfarne ved start i flyttingen gjør tiden "
        "kortere."
    ),
    # Questions (planning_core.questions).
    "kilden_summerer_ikke_grunnlag": (
        "Radene i Ressurskartlegging gir {sum:tall} årsverk, {andel:prosent1} av de {oppgitt:tall} kilden oppgir. "
        "Forskjellen står som «avrunding i kilden», og ingenting er skalert. Sjekk at kilden er lest riktig."
    ),
    "kilden_summerer_ikke_gevinst": (
        "Gevinstene gir {sum:tall} årsverk når alt er tatt ut, {andel:prosent1} av de {oppgitt:tall} kilden oppgir. "
        "Forskjellen står som «avrunding i kilden», og ingenting er skalert. Sjekk at kilden er lest riktig."
    ),
    "kostnad_baade_foert_og_beregnet": (
        "Årsverk til {kategori} er både ført i arket Kostnader og regnet ut av programmet. Begge trekkes fra i "
        "regnskapet. Slett raden hvis det er samme kostnad."
    ),
    "regnskap_uten_grunnlag": (
        "Planen har ingen årsverk å regne gevinst av. Fyll inn arket Ressurskartlegging, eller normtid og saksinngang."
    ),
    "gevinst_uten_flytting": (
        "Gevinsten «{navn}» skal brukes til {bruk}, men ingen flytting tar den i bruk. Lag flyttingen, eller endre «bruk»."
    ),
    "folk_uten_arbeidet": (
        "{enhet} har avgitt {folk:arsverk} årsverk i {maned:maned}, men {arbeid:bare_arbeid} er borte. "
        "Forskjellen på {forskjell:arsverk} står ut planperioden. Flytt færre, eller flytt arbeidet med."
    ),
    "folk_foer_arbeidet": (
        "{enhet} avgir folk før arbeidet: fra {fra:maned} til {til:maned} er forskjellen opptil {forskjell:arsverk} årsverk. "
        "Utsett flyttingen, eller gi den lengre innfasing."
    ),
    "arbeid_uten_folkene": (
        "{arbeid:arsverk} årsverk arbeid er borte fra {enhet} i {maned:maned}, men {folk:bare_folk} følger etter. "
        "Bestem hva de {forskjell:arsverk} årsverkene skal brukes til, ellers blir en del av tiden borte."
    ),
    "arbeid_foer_folkene": (
        "Arbeidet forlater {enhet} før folkene: fra {fra:maned} til {til:maned} er forskjellen opptil {forskjell:arsverk} "
        "årsverk. Flytt folkene tidligere, eller bestem hva tiden skal brukes til."
    ),
    "fe_arbeid_uten_folk": (
        "{enhet} får {forskjell:arsverk} årsverk mer arbeid enn folk i {maned:maned}, og det står ut planperioden. "
        "Flytt flere årsverk dit, eller la kontorene beholde mer av arbeidet."
    ),
    "fe_arbeid_foer_folk": (
        "{enhet} får arbeidet før folkene: fra {fra:maned} til {til:maned} er forskjellen opptil {forskjell:arsverk} årsverk. "
        "Flytt folkene tidligere, eller arbeidet senere."
    ),
    "kutt_foer_gevinst": (
        "{arsverk:arsverk} årsverk går fra {enhet} i {verdi} før gevinsten ({gevinster:navneliste}) er hentet ut. "
        "Oppfølgingen der taper opptil {tap:tall} timer, og er i balanse først i {balanse:maned}. Utsett flyttingen."
    ),
    "kutt_betales_ikke": (
        "{arsverk:arsverk} årsverk går fra {enhet} fra {verdi}, men gevinsten ({gevinster:navneliste}) betaler dem ikke innen "
        "{siste:maned}: oppfølgingen der taper opptil {tap:tall} timer. Flytt færre, eller senere."
    ),
    "uttak_fe_foer_gevinst": (
        "{arsverk:arsverk} årsverk går fra {enhet} i {verdi} før gevinsten ({gevinster:navneliste}) er hentet ut. Restansene der "
        "blir opptil {tap:tall} saker høyere, og er i balanse først i {balanse:maned}. Utsett flyttingen."
    ),
    "uttak_fe_betales_ikke": (
        "{arsverk:arsverk} årsverk går fra {enhet} fra {verdi}, men gevinsten ({gevinster:navneliste}) betaler dem ikke innen "
        "{siste:maned}: restansene der blir opptil {tap:tall} saker høyere. Flytt færre, eller senere."
    ),
    "gevinst_uten_arbeid": (
        "Gevinsten «{navn}» treffer ikke noe arbeid i planen og gir derfor ingen årsverk. Sjekk hovedprosess, ytelse "
        "og sted."
    ),
    "niva_tommer_kontorene": (
        "Nivåer fra {niva:arsverk} årsverk i forvaltningsenheten ville tømme NAV-kontorene og er ikke regnet. "
        "Velg lavere nivåer."
    ),
    "niva_tommer_kontoret": (
        "Nivåer fra {niva:arsverk} årsverk i forvaltningsenheten tar alle årsverkene {enhet} har, og er ikke regnet. "
        "Velg lavere nivåer, eller la alle kontorene dele."
    ),
    "niva_uten_forvaltningsenhet": (
        "Et nivå på 0 årsverk eller lavere ville tømme forvaltningsenheten og er ikke regnet. Velg høyere nivåer."
    ),
    "for_lite_for_marginalt": (
        "{enhet} har mindre enn ett statlig årsverk i deler av planperioden, så ett årsverk mindre er ikke regnet."
    ),
}
