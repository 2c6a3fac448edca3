"""What a title says of the work, and when the text is asked."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.inference.scan import read
from pipeline.inference.title import title_facts

FAMILIES = {
    "ml_engineer": [
        "Machine Learning Engineer",
        "Senior ML Engineer",
        "Senior Staff MLE",
        "Founding ML Engineer",
        "AI/ML Engineer",
        "Software Engineer, ML",
        "Member of Technical Staff (ML)",
        "Intern – Deep Learning",
        "Staff Computer Vision Engineer (m/f/d)",
        "Robotic Perception Engineer",
        "Head of ML (first ML hire)",
        "Engineering Manager, Machine Learning",
        "Machine Learning Engineer, Applied Research and Model Development",
        "NLP Engineer / Data Engineer",
    ],
    "ai_engineer": [
        "AI Engineer",
        "AI Engineer (LLM apps)",
        "Applied AI Engineer",
        "Forward Deployed AI Engineer",
        "AI Forward Deployed Engineer",
        "Senior AI / LLM Engineer (Python)",
        "Full Stack / Applied AI Engineer",
        "Software Engineer, AI Agents",
        "Platform Engineer (Agentic AI)",
        "AI Product Engineer",
        "AI Engineer (GTM)",
        "Tech Lead - Agent Platform",
    ],
    "research_scientist": [
        "Research Scientist",
        "Applied Scientist II",
        "AI Researcher",
        "ML Scientist",
        "Founding Researcher",
        "Research Intern, PhD (AI, Robotics)",
    ],
    "research_engineer": [
        "Research Engineer",
        "Research Engineer, Inference",
        "ML Research Engineer",
        "Member of Technical Staff - Research Engineer",
    ],
    "data_scientist": ["Data Scientist", "Senior Data Scientist, Inference", "Quantitative Researcher"],
    "ml_platform": [
        "ML Infra / MLOps",
        "Machine Learning Infrastructure Engineer",
        "MLE (Ops/Infra)",
        "LLM Inference Engineer",
        "Senior Software Engineer, AI Infra",
        "Software Engineer - ML Developer Experience",
        "GPU Kernel Engineer",
        "Member of Technical Staff - Inference",
    ],
    "other": [
        "Sales Engineer, AI",
        "Data Scientist, Analytics",
        "Marketing Lead – ML platform",
        "Head of AI Sales",
        "Product Manager, Machine Learning",
        "Technical Recruiter, AI Engineers",
        "AI Solutions Architect",
        "ML Data Engineer",
        "AI-Native Technical Operations Lead",
        "Senior Software Engineer, Full-Stack & AI Systems",
        "Senior Software Engineer - AI Cloud",
        "Real Estate Agent",
        "Forward Deployed Engineer",
        "Software Engineer",
        "Applied AI/Bio Scientist",
        "Developer Advocate, AI/ML",
    ],
}


@pytest.mark.parametrize(
    ("family", "title"), [(family, title) for family, titles in FAMILIES.items() for title in titles]
)
def test_a_title_is_of_its_family(family: str, title: str) -> None:
    assert title_facts(title).role_family == family


@pytest.mark.parametrize(
    ("title", "seniority"),
    [
        ("Founding ML Engineer", None),
        ("Member of Technical Staff", None),
        ("Chief of Staff", None),
        ("Senior Staff MLE", "staff"),
        ("Senior/Staff Software Engineer", "senior"),
        ("Staff / Principal Engineer", "staff"),
        ("Sr. SRE", "senior"),
        ("Software Engineer, AI (New Grad OK)", "junior"),
        ("Research Engineer Intern", "intern"),
        ("Mid-level DevOps Engineer", "mid"),
        ("Tech Lead - Applied ML", "lead"),
        ("Engineering Manager", "manager"),
        ("Product Manager", None),
        ("Director of Infrastructure", "head"),
        ("Head of ML (first ML hire)", "head"),
        ("CTO", "executive"),
        ("VP Engineering", "executive"),
    ],
)
def test_seniority_is_what_the_title_says_and_the_lower_of_several(title: str, seniority: str | None) -> None:
    assert title_facts(title).seniority == seniority


@pytest.mark.parametrize(
    ("title", "is_founding", "is_first"),
    [
        ("Founding Engineer", True, False),
        ("Head of ML (first ML hire)", True, True),
        ("First Data Engineer", True, True),
        ("Engineer #1", True, True),
        ("First-Class Support Engineer", False, False),
        ("Senior Engineer", False, False),
    ],
)
def test_founding_and_first_of_its_function(title: str, is_founding: bool, is_first: bool) -> None:
    facts = title_facts(title)
    assert (facts.is_founding, facts.first_in_function) == (is_founding, is_first)


@pytest.mark.parametrize(
    ("title", "text", "family"),
    [
        ("Software Engineer", "You'll build AI agents that book freight.", "ai_engineer"),
        ("Founding Engineer", "You will design and ship our RAG pipelines.", "ai_engineer"),
        ("Software Engineer", "- Train and evaluate deep learning models for crop yield", "ml_engineer"),
        (
            "Member of Technical Staff",
            "You'll train large language models from scratch.",
            "research_engineer",
        ),
        ("Software Engineer", "Acme builds AI agents. You'll own our billing service.", "other"),
        ("Software Engineer", "You'll build our API with AI coding tools every day.", "other"),
        ("Backend Engineer", "You'll build AI agents that book freight.", "other"),
        ("Senior Engineer", "Bonus: experience building LLM apps.", "other"),
    ],
)
def test_a_general_title_is_decided_by_what_the_person_will_do(title: str, text: str, family: str) -> None:
    facts = title_facts(title, read(text))
    assert facts.role_family == family
    if facts.family_quote:
        assert facts.family_quote in text


def test_a_research_title_without_a_word_of_machine_learning_in_a_long_text_is_no_ml_role() -> None:
    text = "You will run assays on soil samples and keep the cold store in order. " * 30
    assert title_facts("Research Scientist", read(text)).role_family == "other"
    assert title_facts("Research Scientist", read(text + "We use machine learning.")).is_ml


@pytest.mark.parametrize(
    ("text", "is_founding"),
    [
        ("We are looking for a founding engineer to own the backend.", True),
        ("Join our founding team in Lisbon.", True),
        ("As a founding member of our team you will shape the product.", True),
        ("We're hiring for five founding engineering roles:", True),
        ("Acme | Founding Team | Oslo", True),
        ("Our founding team comes from large banks.", False),
        ("I was a founding engineer at Globex before this.", False),
        ("You have experience as a founding engineer.", False),
        ("Write to our founding engineer.", False),
        ("You will be one of the first hires outside of the founding team.", False),
    ],
)
def test_the_text_makes_a_role_founding_only_when_it_speaks_of_the_person_hired(
    text: str, is_founding: bool
) -> None:
    facts = title_facts("Software Engineer", read(text))
    assert facts.is_founding is is_founding
    assert facts.founding_quote is None or facts.founding_quote in text


@given(st.text(max_size=400), st.text(max_size=2_000))
def test_any_title_and_text_have_facts_and_quotes_that_stand_in_them(title: str, text: str) -> None:
    facts = title_facts(title, read(text))
    for quote in (facts.family_quote, facts.founding_quote):
        assert quote is None or quote in text or quote in title


def test_a_title_of_a_million_characters_is_read_at_once() -> None:
    assert title_facts("ML Engineer, " * 80_000).role_family == "ml_engineer"
