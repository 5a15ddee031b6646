"""Yields tests of the table of weapons and craft: designations as news write them, and words that only look like one."""

from __future__ import annotations

from pathlib import Path

import pytest

import dragoman.codebook
from dragoman.codebook import load_codebook
from dragoman.codebook.gazetteer import NamePattern, load_gazetteer

TABLE = load_gazetteer(Path(dragoman.codebook.__file__).parent).patterns

# key of the row: designations that must be read whole; type words behind are the names' stage's to add
DESIGNATIONS = """
S-300: S-300 missile; S300 system; S-300PMU2 missiles
S-400: S-400 Triumf; S-400 batteries
S-75: S-75 Dvina; S-75 missile
S-125: S-125 Neva; S-125 Pechora missile
Pantsir: Pantsir-S1; Pantsir missile system; Pantsyr-S1
Buk: Buk-M1; Buk-M2 missile system
9M missiles: 9M729; 9M723 missile
2K12 Kub: 2K12 Kub; 2K12
Tunguska: 2K22 Tunguska; Tunguska air defence system
Shilka: ZSU-23-4 Shilka; Shilka
ZU-23: ZU-23-2; ZU-23s
MIM missiles: MIM-104 Patriot; MIM-23 Hawk missiles
PAC-3: PAC-3 MSE; PAC-3 missiles; PAC-2 interceptors
Patriot: Patriot missiles; Patriot PAC-3 missile; Patriot batteries
Standard Missile: SM-3; SM-6 missiles; SM-3 Block IIA
Sidewinder: AIM-9X Sidewinder; AIM-9 missiles; Sidewinder missile
AMRAAM: AIM-120C-7; AMRAAM missiles; AIM-120 AMRAAMs
AGM missiles: AGM-114; AGM-158 missile; AGM-88E
GBU bombs: GBU-57; GBU-39s; GBU-31 munitions
Hellfire: Hellfire missiles; Hellfires; Hellfire R9X
PrSM: PrSM; Precision Strike Missile; Precision Strike Missiles
JASSM: JASSM-ER; JASSMs
LRASM: LRASM; LRASMs
Mistral: Mistral missiles; Mistral air defence systems
Aster: Aster 30; Aster-15 missiles
RBS: RBS 70; RBS-15 missile; RBS 70 NG
Naval Strike Missile: Naval Strike Missile; Naval Strike Missiles
Barak: Barak 8; Barak-8 missile
Akash: Akash missile; Akash-NG
Hyunmoo: Hyunmoo-5; Hyunmoo-3 missiles
Chunmoo: Chunmoo; K239 Chunmoo launchers
Hsiung Feng: Hsiung Feng III; Hsiung Feng missiles
Cheongung: Cheongung II; KM-SAM; Cheongung missiles
Voevoda: R-36M2 Voevoda; RS-20
Bulava: Bulava missile; RSM-56 Bulava
SS-designated missiles: SS-18 Satan; SS-20 missiles; SS-N-22
Oniks: Oniks missiles; P-800 Oniks
3M missiles: 3M-54; 3M22
KAB bombs: KAB-500; KAB-1500L
R-37: R-37M; R-37 missile
FAB bombs: FAB-500; FAB-3000s
Flamingo: FP-5 Flamingo; Flamingo missiles; Flamingo cruise missiles
Palianytsia: Palianytsia; Palianytsia drone
Magura: Magura V5; Magura drones
Bohdana: Bohdana howitzers; 2S22 Bohdana
AS-90: AS-90; AS90 howitzers; AS-90s
M howitzers: M198 howitzer; M119A2 howitzers
Fajr: Fajr-5; Fajr-3 rockets
Sejjil: Sejjil; Sejil-2 missile
Fattah: Fattah-1; Fattah missile; Fattah-2 hypersonic missile
Kheibar Shekan: Kheibar Shekan; Kheibar Shekan missiles
Badr rockets: Badr-1; Badr-F missile
YJ missiles: YJ-18; YJ-12 missiles; YJ-21
CJ missiles: CJ-10; CJ-100 missile
PL missiles: PL-15; PL-15E missiles
KN missiles: KN-23; KN-25 missiles
Hwasal: Hwasal-2; Hwasal-1 missile
Humvee: Humvees; Humvee; HMMWV
M113: M113; M113s; M113A3
CV90: CV90; CV90s; CV9040
BMD: BMD-4M; BMD-2s
T tanks: T-72B3 tank; T-90M; T-55 tanks
Leopard: Leopard 2A6 tanks; Leopard-1; Leopard 2s
AR-15: AR-15; AR-15s
Glock: Glock 19; Glocks
Agent Orange: Agent Orange
B61: B61-12; B61
American warheads: W76-2 warhead; W88 nuclear warhead
Little Boy: Little Boy bomb
Castle Bravo: Castle Bravo
Shahed: Shahed-136 drones; Shaheds; Shahed drone
Hermes drone: Hermes 450; Hermes-900 drone
Triton: MQ-4C Triton; MQ-4C drone
Gray Eagle: MQ-1C Gray Eagle; Gray Eagles
SkyGuardian: MQ-9B SkyGuardian; SeaGuardian drones
Kizilelma: Kizilelma; Kızılelma drone
Mavic: DJI Mavic 3; Mavic drones
Okhotnik: S-70 Okhotnik; Okhotnik-B drone
Boeing: Boeing 737-800; Boeing 747SP; Boeing 777-300ER jet; Boeing 737 MAX 8 aircraft
Airbus: Airbus A320neo; A330-900neo; Airbus A350-1000 passenger jet; A321XLR
Dreamliner: 787 Dreamliner; Dreamliners; 787-9 Dreamliner jet
BAe 146: BAe 146; Avro RJ85
Bombardier: Dash 8-300; Dash 8 Q400 aircraft
De Havilland Canada: DHC-6 Twin Otter; Twin Otters; DHC-2 Beaver
King Air: Beechcraft King Air; King Air 350; King Airs
Learjet: Learjet 45; Learjet jet; Learjets
SJ-100: SJ-100; SJ-100 passenger jet
MC-21: MC-21-310; MS-21 airliner; MC-21 aircraft
Sukhoi: Su-34 jets; Su-75; SU-57 fighter; Su-25s
Mil helicopters: Mi-8 helicopter; Mi-171; Mi-28NM helicopters
Kamov: Ka-52 helicopters; Ka-226T
MiG: MiG-31K fighter; MiG-29s
American fighters: F-16 jets; F-35A fighter; F/A-18 aircraft
F-47: F-47 fighter; F/A-XX
Super Étendard: Super Étendard; Super Etendards
Skyhawk: A-4 Skyhawk; Skyhawk jet
Galaxy: C-5M Super Galaxy; C-5 Galaxy aircraft
Globemaster: C-17 Globemaster III; C-17s; C-17A aircraft
A400M: A400M transport aircraft; A400Ms; A400M Atlas
KF-21: KF-21 Boramae; KF-21 fighter
Y-20: Y-20 aircraft; Y-20A
KJ radar aircraft: KJ-500 aircraft; KJ-600
Beriev: Be-200; Be-200ES aircraft; Be-12
AgustaWestland: AW139 helicopter; AgustaWestland AW109
NH90: NH90 helicopters; NH-90
CH-53: CH-53E Super Stallion; CH-53K helicopters
Seahawk: MH-60R Seahawk; SH-60 helicopter
Robinson: Robinson R44; Robinson R66 helicopter
Air Force One: Air Force One; VC-25B
Ariane: Ariane 6; Ariane 5
Long March: Long March 5B; Long March-2F
Kilo class: Kilo-class submarine; Kilo-class submarines
Arleigh Burke class: Arleigh Burke-class destroyer; Arleigh Burke-class guided-missile destroyers
Nimitz class: Nimitz-class aircraft carrier; Nimitz-class
Borei class: Borei-class submarine; Borei-A class submarines
Type 45: Type 45 destroyer; Type 45 destroyers
Chinese destroyers: Type 055 destroyer; Type 052D destroyers
Warship: HMNZS Canterbury; USS Nimitz; HNLMS Tromp
"""
# everyday words, names of people and places, and plain numbers: none of the table's rows may read any part of them
NEAR_MISSES = """
the buck stops here; a tall order; he took a bow and an arrow; the patriot act of kindness; a hawk circled above; the grad student left;
a hurricane came ashore; the mirage in the desert; a spike in prices; an iron door; a javelin thrower won; he was stung by wasps; the tornado killed nine;
a typhoon made landfall; the meteor shower; the falcon nested; the gazelle ran; a tiger escaped; the puma in the zoo; a black hawkmoth; the lynx cub;
the leopard cub; the panther slept; a cobra bit him; the cougar fled; a bronze statue; the harrier bird; the viper hissed; a kite and a heron; the stork;
Gabriel Boric spoke; Ehud Barak resigned; Abdel Fattah el-Sissi flew home; Dana Lowe testified; Carl Gustaf of Sweden opened it;
Davy Crockett was born in Tennessee; Mistral winds blew; Milan won 2-1; the Archer family; Arjun Kapoor sang; Maverick Carter said; Titan of industry;
Meteor Crater; Nike shares rose; Nike and Adidas; Warrior spirit; the Bushmaster snake; Puma shares fell; Trophy hunters; Phalanx of guards;
Tiger Woods won; Wildcat strike; Merlin the wizard; Polaris star; the Orion nebula; Hermes scarves; Hermes handbags; Lucas scored; Apollo was a god;
Luna the cat; the Vulcan name; Comet tails; a Constellation prize; Orion Pictures; Gazelle boys; the Sejong City council; Excalibur legend;
Rampage in the city; Coyote tracks; Mersad left; Babur the emperor; the Altay mountains; Bastion of freedom; Bal harbour; Sapsan train; Ariete of Italy;
Leclerc won in Monaco; on page 300; room 400; 5,000 troops; 72 hours; 1,200 people; at 9.30 a.m.; in 1979; May 17; 17 May 2024; 50 per cent; 400 metres;
a 777 jackpot; 747 votes; 320 seats; a score of 3-2; the G-7 summit; the G20; route M4; the A1 motorway; the M25; Highway 101; COVID-19; B12 vitamins;
vitamin K2; the E10 fuel; the T20 match; Formula 1; iPhone 15; a D-30 grade; the C-section rate; level B2 in French; Class A drugs; Section 230;
9M 2023 revenue; 3M shares; the K9 unit searched; K-pop bands; the R-value; the Y-axis; Z-scores; an H-index; J-pop; the L-shaped room; S-bend; T-shirts;
X-rays; V-neck; U-turn; A-levels; F-words; P-values; E-mail; B-sides; Flamingo parks; the Challenger party; the Enterprise reported; a first-class stamp;
a working-class town; world-class players; business-class seats; a Virginia classroom; the Ohio class of 1999; Columbia classes; Ford classics;
the Queen Elizabeth Hall; Type 2 diabetes; Type 1 error; type 45 words; Long March of the Communists; the Starship Enterprise song; a Progress report;
the Triton shower; Dreamline beds; a new Glenn novel; the dolphin class visited
"""
EVERYDAY = """\
On Monday morning the children walked to school past the bakery, where Anna Petrenko had put fresh bread in the window. It cost 45 cents more than in
May. The mayor, who is 57, told a crowd of 300 that Route 14 would be mended by 2026, and that the 8:15 bus would stop at the market again. Nobody
clapped. A dog barked at a magpie. In the evening the team lost 2-3 to visitors from Lyon; a storm had turned the pitch to mud. "We were the better
side," said Tom Baker. The next match is on 12 October at 7 p.m. Rents have risen by 4.5 per cent since January, and flats of 72 square metres now
cost 1,400 a month. Economists at the bank in Frankfurt see little relief before the third quarter. The library will lend seeds, tools and a canoe. A
violinist played Bach. The hospital hired 30 nurses and two surgeons; its director thanked donors from Milan, Geneva and New Orleans."""


def cases(block: str, parted: str = ";") -> list[str]:
    return [case.strip() for line in block.strip().splitlines() for case in line.split(parted) if case.strip()]


PAIRS = [(line.split(":", 1)[0], case) for line in DESIGNATIONS.strip().splitlines() for case in cases(line.split(":", 1)[1])]


@pytest.fixture(scope="module")
def type_words() -> frozenset[str]:
    language = load_codebook().language
    return language.words("names", "weapon_words") | language.words("names", "craft_words")


def read(pattern: NamePattern, text: str) -> list[tuple[int, int]]:
    """Spans of a row's matches that do not begin inside a word, as the names' stage takes them."""
    return [m.span() for m in pattern.pattern.finditer(text) if not (m.start() and text[m.start() - 1].isalnum())]


@pytest.mark.parametrize(("key", "case"), PAIRS)
def test_a_designation_is_read_whole(type_words: frozenset[str], key: str, case: str) -> None:
    text = f"Officials said that {case} was seen."
    start, end = text.index(case), text.index(case) + len(case)
    found = [span for pattern in TABLE if pattern.key == key for span in read(pattern, text) if span[0] == start]
    assert found, "the row does not match here"
    behind = text[max(stop for _, stop in found) : end].split()
    assert all(word.lower() in type_words for word in behind)


@pytest.mark.parametrize("case", cases(NEAR_MISSES))
def test_a_near_miss_is_no_weapon_and_no_craft(case: str) -> None:
    text = f"They said: {case}."
    assert [(p.key, text[slice(*span)]) for p in TABLE for span in read(p, text)] == []


def test_a_page_of_everyday_english_has_none() -> None:
    assert [(p.key, EVERYDAY[slice(*span)]) for p in TABLE for span in read(p, EVERYDAY)] == []


def test_there_are_enough_cases() -> None:
    assert len(PAIRS) >= 150
    assert len(cases(NEAR_MISSES)) >= 100


def test_no_two_rows_have_the_same_name_or_pattern() -> None:
    assert len({p.key for p in TABLE}) == len(TABLE) == len({p.pattern.pattern for p in TABLE})
