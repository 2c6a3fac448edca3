"""The many ways of offering a founding role, and the founding that others have done."""

from __future__ import annotations

import pytest

from pipeline.inference.founding import founding
from pipeline.inference.scan import read

FOUNDING = [
    "We're looking for a founding engineer.",
    "We are hiring our founding ML engineer.",
    "Join us as a founding engineer.",
    "Join as a founding member of our ML team.",
    "You will be a founding member of the team.",
    "You'd be a founding engineer.",
    "You'll be one of our founding engineers.",
    "As a founding engineer, you will own the models.",
    "As our Founding Data Scientist, you set the course.",
    "As Quillbarn's founding designer you shape it all.",
    "This is a founding role.",
    "This is a founding engineering role.",
    "This is a founding position with real equity.",
    "It's a founding-team role.",
    "Be part of the founding team.",
    "Become part of our founding team.",
    "Join the founding team.",
    "Join our founding engineering team.",
    "We're building out our founding team.",
    "We are assembling a founding team.",
    "Be a founding team member.",
    "Looking for founding team members.",
    "We want a founding AI engineer who ships.",
    "We need a founding full-stack engineer.",
    "Hiring: founding engineers (2).",
    "Hiring founding engineers in Ghent.",
    "We're looking for a dynamic founding operator.",
    "We're looking for a Founding Revenue Operations leader.",
    "Seeking a founding product manager.",
    "Founding Engineer | Remote",
    "Open role: Founding AI Engineer",
    "Opportunity to join as a founding scientist.",
    "You'd be joining as a founding engineer.",
    "We're adding a founding engineer to our team of three.",
    "The founding engineer will report to the CTO.",
    "Your role as founding engineer is to build it.",
    "An early founding role.",
]
NOT_FOUNDING = [
    "Our founding team comes from Delft.",
    "You will work with the founding team.",
    "Work directly with our founding engineers.",
    "You will report to our founding engineer.",
    "I'm a founding engineer at Quillbarn.",
    "I was the founding engineer at Oldmill.",
    "Experience as a founding engineer.",
    "You have been a founding engineer before.",
    "Previous founding engineer experience is a plus.",
    "Since its founding in 2019 Quillbarn has grown.",
    "Our founding story.",
    "Part of the founding team at Oldmill, our CEO left in 2020.",
    "Our founding principles are simple.",
    "The founding date is 2020.",
    "Call with our founding engineer.",
    "Interview with the founding team.",
    "A founding team with deep experience in kilns.",
    "The founding team has shipped satellites.",
    "He was a founding member of Oldmill.",
    "Backed by the founding team of Oldmill.",
    "You'll be supported by a mature founding team.",
    "Several of us have been founders or founding engineers.",
]


@pytest.mark.parametrize("text", FOUNDING)
def test_a_founding_role_is_offered_in_many_ways(text: str) -> None:
    stated = founding(read(text))
    assert stated is not None
    assert stated.quote in text


@pytest.mark.parametrize("text", NOT_FOUNDING)
def test_those_who_founded_the_company_are_not_the_one_being_hired(text: str) -> None:
    assert founding(read(text)) is None


@pytest.mark.parametrize(
    ("text", "is_founding"),
    [
        ("We are hiring our first employees.", True),
        ("We're looking for our first engineers.", True),
        ("We're looking for our first two engineers.", True),
        ("Position: Founding Full Stack", True),
        ("Roles: founding backend, founding frontend", True),
        ("You will be our founding AI engineer, working with the CEO.", True),
        ("Be part of the founding team.", True),
        ("This is a founding-team role.", True),
        ("Our founding team comes from Globex.", False),
        ("Reach out to our founding engineer.", False),
        ("I was the first engineer here.", False),
        ("I'm the founding engineer.", False),
        ("You'll work with the founding team.", False),
        ("Founding story: two friends in a garage.", False),
        ("We've hired our first ten engineers.", False),
        ("Since founding in 2019 we grew.", False),
        ("Experience as a founding engineer or early employee is a plus.", False),
        ("You were a first engineer or founding engineer before.", False),
        ("Our first engineers came from Globex.", False),
        ("You will be one of the first 20 employees.", False),
        ("We were the first to build lamps.", False),
        ("You'll own your first project in week one.", False),
        ("In your first month you'll ship.", False),
        ("We hired our first salesperson last year.", False),
        ("The founding members of our board are known.", False),
        ("You'll report to a founding partner.", False),
        ("Prior founding experience is valued.", False),
        ("You'll mentor our first interns.", False),
        ("Our founding engineers will interview you.", False),
        ("Our product is the first engineer-friendly lamp.", False),
    ],
)
def test_founding_and_first_hires_are_told_of_the_person_hired_alone(text: str, is_founding: bool) -> None:
    assert (founding(read(text)) is not None) is is_founding
