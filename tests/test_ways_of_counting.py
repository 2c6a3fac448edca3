"""The many ways in which founders say how many they are, and the counts that are of other people."""

from __future__ import annotations

import pytest

from pipeline.inference.scan import read
from pipeline.inference.team_size import engineering_team_size, team_size
from pipeline.inference.text import Count

COMPANY = [
    ("Join our small, highly technical team of 7.", 7, 7),
    ("Headquartered in Ghent, we are already over 170 FTEs.", 170, None),
    ("We're currently nine people (two founders).", 9, 9),
    ("There are 14 of us, spread over three countries.", 14, 14),
    ("There's only six of us right now.", 6, 6),
    ("We're a 20-ish person company.", 20, 20),
    ("Quillbarn is 37 people, most of them in Ghent.", 37, 37),
    ("Quillbarn has 40 people in two offices.", 40, 40),
    ("Quillbarn has 52 employees.", 52, 52),
    ("Quillbarn B.V. is 28 people.", 28, 28),
    ("Quillbarn Labs is now about 280 people.", 280, 280),
    ("Quillbarn is three people and a kiln.", 3, 3),
    ("Quillbarn employs 85 people.", 85, 85),
    ("Headcount: 45", 45, 45),
    ("Headcount is 45.", 45, 45),
    ("Current headcount is around 60.", 60, 60),
    ("Our headcount is 120 across two sites.", 120, 120),
    ("Team size: 12", 12, 12),
    ("Team: 12 people", 12, 12),
    ("We've grown to 30.", 30, 30),
    ("We have grown to 30 people since the spring.", 30, 30),
    ("Small team (6 FTE), big customers.", 6, 6),
    ("Small team: 8 people, no managers.", 8, 8),
    ("13 people in Warsaw and Ghent, seed-funded.", 13, 13),
    ("31 people in a hangar, one wind tunnel.", 31, 31),
    ("Sixteen of us between Porto and Lyon.", 16, 16),
    ("10 of us, all in one room.", 10, 10),
    ("We make glaze sensors.\n13 of us, pre-seed.", 13, 13),
    ("Eleven of us and a dog.", 11, 11),
    ("We are now about 280 people.", 280, 280),
    ("A profitable company with about 65 people.", 65, 65),
    ("We are a team of nine: five engineers, two textile people, and two founders who met at school.", 9, 9),
    ("We're 9 people: two founders, five engineers, a designer and an office manager.", 9, 9),
    ("6 people: two founders and four employees.", 6, 6),
    ("We are already over 170 FTEs and continue to grow.", 170, None),
    ("20-person team, backgrounds in optics and logistics.", 20, 20),
    ("We're a company of 25.", 25, 25),
    ("We're a tight-knit group of 11 people.", 11, 11),
    ("You'd be joining a team of 18.", 18, 18),
    ("You will join a company of 45 people.", 45, 45),
    ("You'll be joining 12 other people who care.", 12, 12),
    ("We are 22 strong.", 22, 22),
    ("A crew of seven, based in Oslo.", 7, 7),
    ("Today we're 33 people.", 33, 33),
    ("As of today we are 15 people.", 15, 15),
    ("We're 7 full-time people plus two part-timers.", 7, 7),
    ("We are 8 full-time employees.", 8, 8),
    ("Our team of 24 is split between product and field work.", 24, 24),
    ("Our 19-person company builds kilns.", 19, 19),
    ("We have 11 employees.", 11, 11),
    ("We have a team of 14 and are profitable.", 14, 14),
    ("We currently have around 40 employees in Leeds.", 40, 40),
    ("We're small (5 people) and like it that way.", 5, 5),
    ("We went from 4 to 16 people this year.", 16, 16),
    ("The whole company is 12 people.", 12, 12),
    ("The entire team is 9 people.", 9, 9),
    ("The team is 17 people today.", 17, 17),
    ("The team is currently 7.", 7, 7),
    ("Our team is small, just 4 people.", 4, 4),
    ("With just 9 people we serve half of the ports of Europe.", 9, 9),
    ("Only 9 people work here.", 9, 9),
    ("There are 35 people at Quillbarn today.", 35, 35),
    ("Fewer than 20 people, and it will stay that way for a while: we are fewer than 20 people.", None, 20),
    ("We are between 10 and 15 people.", 10, 15),
    ("More than 100 people work at Quillbarn.", 100, None),
    ("We're a group of 6 engineers, designers and one lawyer.", 6, 6),
    ("We are a dozen people.", 12, 12),
    ("We're two dozen people.", 24, 24),
    ("We are just the two of us, two founders, for now.", 2, 2),
    ("It's just the three of us so far.", 3, 3),
    ("We’re a remote team of ~35.", 35, 35),
    ("A remote team of 16 people across Europe.", 16, 16),
    ("Quillbarn | 50 employees | Series A", 50, 50),
    ("Quillbarn | 12 people | Remote", 12, 12),
    ("Quillbarn (15 people, Berlin) builds kilns.", 15, 15),
    ("Company: seed-stage, 9 people, Berlin", 9, 9),
    ("About us: founded 2021, 26 people, profitable.", 26, 26),
    ("Nous sommes une équipe; in English: we are a team of 8 people.", 8, 8),
    ("We're a small startup with 6 employees.", 6, 6),
]
ENGINEERING = [
    ("Our engineering team is ~12.", 12, 12),
    ("The engineering team is 12 people.", 12, 12),
    ("The engineering team is about 8 people today.", 8, 8),
    ("The entire engineering org is about 350 people.", 350, 350),
    ("6 engineers today, no managers.", 6, 6),
    ("We have 6 engineers today.", 6, 6),
    ("You'd join an engineering team of 9.", 9, 9),
    ("You will be joining four other engineers.", 4, 4),
    ("Our tech team has 15 people.", 15, 15),
    ("Engineering is 10 people.", 10, 10),
    ("Engineering is currently 7 people.", 7, 7),
    ("We're a small engineering team (5 people).", 5, 5),
    ("We have an engineering team of around 20.", 20, 20),
    ("There are 8 engineers here.", 8, 8),
    ("There are currently five engineers on the team.", 5, 5),
    ("A team of 10 engineers builds it all.", 10, 10),
    ("25 people, 11 of them engineers.", 11, 11),
    ("25 people, including 11 engineers.", 11, 11),
    ("60 employees, of which 20 are engineers.", 20, 20),
    ("Our dev team is six people.", 6, 6),
    ("The technical team is 5.", 5, 5),
    ("Half of our 12-person tech team works remotely.", 12, 12),
    ("We're about 40 engineers.", 40, 40),
    ("We are a small team of 4 developers.", 4, 4),
    ("Quillbarn has 30 engineers.", 30, 30),
]
ENGINEERING += [
    ("You'll join 8 other engineers on a single flat team.", 8, 8),
    ("Join a team of ~20 world-class engineers.", 20, 20),
    ("We have about 15 software engineers today.", 15, 15),
    ("Our team is 15 engineers, 3 designers and a PM.", 15, 15),
    ("There are 6 of us in engineering.", 6, 6),
    ("Our engineering team of ~40 spans 6 countries.", 40, 40),
    ("Engineering team: 12 people", 12, 12),
    ("In our engineering department of 40 you will own billing.", 40, 40),
    ("We have grown the engineering team from 3 to 14 in a year.", 14, 14),
    ("The engineering team is small (6 people) and senior.", 6, 6),
    ("Our developers (14 in total) are spread over Europe.", 14, 14),
    ("We currently have 3 full-time engineers.", 3, 3),
    ("Our R&D department has 25 engineers.", 25, 25),
    ("You'll be joining an eng team of 4 (soon 6).", 4, 4),
]
BOTH = [
    ("We're a team of 30 with 18 engineers.", (30, 30), (18, 18)),
    ("The company is 20 people and the tech team is 5.", (20, 20), (5, 5)),
    ("A company of 40 with a 12-person engineering team.", (40, 40), (12, 12)),
    ("Under 10 engineers, about 25 people total.", (25, 25), (None, 10)),
    ("We're 6 (4 engineers).", (6, 6), (4, 4)),
    ("Quillbarn is 37 people, 14 of them engineers.", (37, 37), (14, 14)),
    ("We're 60 people, about half of them in engineering.", (60, 60), None),
    ("We are 45 people; the engineering team is 12.", (45, 45), (12, 12)),
    ("~80 employees (25 engineers).", (80, 80), (25, 25)),
    ("We employ more than 120 people, but our technical team has 13 members.", (120, None), (13, 13)),
    ("We are a team of four engineers and a designer.", None, (4, 4)),
]
NEITHER = [
    "6 personnes: two founders and four employees.",
    "We're 50|50 tech and marketing.",
    "Experience owning people functions at a high-growth software company, with at least 200 people.",
    "There are 4 engineers on the backend team.",
    "You work with a 20-person startup at a time.",
    "Experience with a 10-person engineering team.",
    "It loads machines at night in shops with five employees.",
    "Built for bakeries with 10 to 50 people.",
    "Our customers are firms with 200 employees.",
    "Our customer Oldmill has 5,000 employees.",
    "I help startups (10-100 people, Series A-C) avoid mistakes.",
    "Companies of 50 people use it daily.",
    "A small business of 10 people can run it.",
    "We serve teams of 5 as well as teams of 500.",
    "You will lead a team of 6 engineers.",
    "You will manage 8 people.",
    "You would hire and grow a team of 5.",
    "Build a team of 10 within a year.",
    "You grew a team from 5 to 20 people.",
    "Experience at a company with fewer than 50 people.",
    "You have worked in a company of 20 people.",
    "You were one of the first 20 people at a startup.",
    "We'll be 30 people by Christmas.",
    "We want to be 25 by the summer.",
    "Our plan is to reach 40 people in 2027.",
    "We are growing from 10 to 20 people this year.",
    "We are hiring 12 people this year.",
    "We're looking for 3 people.",
    "We need four engineers.",
    "Over 400 people applied last time.",
    "2 million people use our app.",
    "It feeds 300 people a day.",
    "The conference drew 6,000 people.",
    "In London we are a team of 3.",
    "Our London office has 12 people.",
    "The sales team is 14 people.",
    "The ML team is 6 people.",
    "You'll join the ML team of 4.",
    "You will work in a squad of 5.",
    "A cross-functional team of 6.",
    "You will work with a team of 3 data scientists.",
    "Our founding team of three has shipped satellites.",
    "Two founders, both engineers, with exits.",
    "Founded by four engineers from Delft.",
    "Started by a team of 5 researchers.",
    "We interviewed 40 engineers for this.",
    "Dinner for 12 people on Fridays.",
    "We have 30 people on the waiting list.",
    "We work with 15 engineers at our customer's plant.",
    "A network of 500 engineers in Africa.",
    "A community of 3,000 developers.",
    "Our parent has 9,000 employees.",
    "We are part of a group of 4,000 employees.",
    "We were 5 people when we started.",
    "We were acquired by a company of 3,000 people.",
    "We are 5 years old and growing.",
    "We're 100% remote.",
    "We're 3 weeks from launch.",
    "We are 2 blocks from the station.",
    "We are 10x faster than others.",
    "There are three of these robots in the field.",
    "There are 4 rounds of interviews.",
    "Two of us will interview you.",
    "You'll talk with three of us.",
    "Only 5 people have ever climbed it.",
]


def _counts(text: str) -> tuple[Count | None, Count | None]:
    read_text = read(text)
    company, engineering = team_size(read_text), engineering_team_size(read_text)
    return company.value if company else None, engineering.value if engineering else None


@pytest.mark.parametrize(("text", "low", "high"), COMPANY)
def test_founders_count_everyone_in_many_ways(text: str, low: int | None, high: int | None) -> None:
    assert _counts(text)[0] == Count(low, high)


@pytest.mark.parametrize(("text", "low", "high"), ENGINEERING)
def test_founders_count_engineers_in_many_ways(text: str, low: int | None, high: int | None) -> None:
    assert _counts(text)[1] == Count(low, high)


@pytest.mark.parametrize(
    ("text", "company", "engineers"),
    BOTH,
)
def test_the_two_counts_are_kept_apart(
    text: str, company: tuple[int | None, int | None] | None, engineers: tuple[int | None, int | None] | None
) -> None:
    assert _counts(text) == (company and Count(*company), engineers and Count(*engineers))


@pytest.mark.parametrize("text", NEITHER)
def test_a_count_of_others_is_no_head_count(text: str) -> None:
    assert _counts(text) == (None, None)
