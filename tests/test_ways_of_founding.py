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
