"""From one posting to its roles: which words each conclusion may be drawn from, and the evidence for it.

Invariant: fields of the source win over words; a role's own passage wins over its post's header, and that
over the rest of the post, from which the passages of the other roles are left out. Every quote is a slice
of the posting's plain text or of its title.
"""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from pipeline.inference.clean import text_from_html, tidy
from pipeline.inference.employer import MANY_EMPLOYERS, Employer, employer_of_board
from pipeline.inference.employment_type import employment_type
from pipeline.inference.equity import equity
from pipeline.inference.founding import founding, founding_by_header
from pipeline.inference.hire_number import hire_numbers
from pipeline.inference.opening import Company, Opening, Words
from pipeline.inference.places import places
from pipeline.inference.proof import Proof, span
from pipeline.inference.published_pay import published_pay
from pipeline.inference.salary import country_hint, salary
from pipeline.inference.scan import read
from pipeline.inference.skills import skills
from pipeline.inference.text import (
    Equity,
    HireOrdinal,
    Pay,
    Places,
    Stated,
    Text,
    ThreadPost,
)
from pipeline.inference.thread_post import forum_text, read_thread_post
from pipeline.inference.title import MAX_TITLE, title_facts
from pipeline.inference.visa import visa
from pipeline.inference.work_mode import work_modes, work_modes_in
from pipeline.roles import PostingContext, Role
from scrapers.items import JobPosting

NO_TEXT = Text("")
UNTITLED = "Untitled role"


def assemble(posting: JobPosting, context: PostingContext) -> list[Role]:
    """The roles of a posting: one for a board's, any number for a forum's (which has no title field)."""
    html = posting.description_html or ""
    if posting.title is None and context.source in MANY_EMPLOYERS:
        return _forum_roles(posting, context, html)
    return [_board_role(posting, context, html, read(text_from_html(html)) if html else NO_TEXT)]


def _title(posting: JobPosting) -> str:
    """The title on one line, without control characters, of at most MAX_TITLE characters."""
    return " ".join(tidy((posting.title or "")[: 2 * MAX_TITLE]).split())[:MAX_TITLE].strip() or UNTITLED


def _board_role(posting: JobPosting, context: PostingContext, html: str, text: Text) -> Role:
    words = Words(_title(posting), (text,))
    opening = Opening(
        words=words,
        company=Company.of(posting, text),
        employer=employer_of_board(posting, context, html),
        where=places(posting.locations, posting.countries, text),
        modes=work_modes(posting, text),
        pay=published_pay(posting.pay) or _pay_in_words(posting),
        role_id=_role_id(context, posting, 0),
    )
    return _role(posting, context, opening)


def _pay_in_words(posting: JobPosting) -> Pay | None:
    """Pay that a source gives in a field of its own, but as text ("$75k - $95k")."""
    texts = (one.raw for one in posting.pay if one.raw and one.min is None and one.max is None)
    said = (salary(read(text)) for text in texts)
    return next((stated.value for stated in said if stated), None)


def _forum_roles(posting: JobPosting, context: PostingContext, html: str) -> list[Role]:
    plain = forum_text(html)
    post = read_thread_post(html, plain)
    if not post.roles:
        return []
    whole = read(plain)
    header = read(post.header)
    modes, where = work_modes_in(header), places((), (), header)
    company = Company.of(posting, whole)
    employer = Employer(post.company_name, post.company_domain, None, from_text=True)
    roles = []
    for number, offered in enumerate(post.roles):
        words = Words(offered.title, _scopes(post, number, header, whole))
        own = words.scopes[0]
        opening = Opening(
            words=words,
            company=company,
            employer=employer,
            where=_places_of(own, where, whole),
            modes=(work_modes_in(own) if own is not header else None) or modes or work_modes_in(whole),
            pay=None,
            role_id=_role_id(context, posting, number),
            yc_batch=post.yc_batch,
        )
        roles.append(_role(posting, context, opening))
    return roles


def _places_of(own: Text, header: Places, whole: Text) -> Places:
    found = places((), (), own) if own is not whole else Places()
    if found.countries or found.regions:
        return found
    if header.countries or header.regions or header.cities:
        return header
    return places((), (), whole)


def _scopes(post: ThreadPost, number: int, header: Text, whole: Text) -> tuple[Text, ...]:
    """A role's passage, the header, and the post without the passages of the others."""
    if len(post.roles) == 1:
        return (whole,)
    own = post.roles[number].passage
    shared = whole.value
    for other in post.roles:
        if other.passage not in (own, post.header):
            shared = shared.replace(other.passage, "\n")
    rest = replace(whole, value=shared)
    return (header, rest) if own == post.header else (read(own), header, rest)


def _role_id(context: PostingContext, posting: JobPosting, number: int) -> str:
    base = f"{context.source}/{context.board}/{posting.posting_id}"
    return base if number == 0 else f"{base}#{number + 1}"


def _role(posting: JobPosting, context: PostingContext, opening: Opening) -> Role:
    words, company, employer = opening.words, opening.company, opening.employer
    proof = Proof(company.text.value, words.title, context.observed_at)
    work = title_facts(words.title, words.scopes[0])
    if not work.is_founding and len(words.scopes) > 1 and (stated := _founding_beside(words)):
        work = replace(work, is_founding=True, founding_quote=stated.quote)
    proof.title_facts(work)

    size = proof.count("team_size", company.team)
    engineers = proof.count("eng_size", company.engineers)
    stage = proof.stated("funding_stage", company.stage)
    company_hire, function_hire = _hires(words, proof)
    said = (
        None
        if opening.pay
        else words.nearest(partial(salary, country_hint=country_hint(opening.where.countries)))
    )
    pay = proof.pay(opening.pay, said)
    shares = _equity(posting, words, proof)
    sponsors = proof.stated("visa_sponsorship", words.nearest(visa))
    modes = proof.modes(opening.modes)
    for signal in company.reasons:
        proof.quote(f"signal_{signal.reason}", signal.reason, signal.quote)
    proof.places(posting, opening.where)
    proof.employer(employer, opening.yc_batch)
    first = work.first_in_function or (function_hire.low, function_hire.high) == (1, 1)
    is_founding = work.is_founding or first or (company_hire.low, company_hire.high) == (1, 1)
    proof.first_hires(work, first, is_founding)

    return Role.unchecked(
        {
            "role_id": opening.role_id,
            "source": context.source,
            "board": context.board,
            "posting_id": posting.posting_id,
            "url": posting.url,
            "apply_url": posting.apply_url,
            "title": words.title,
            "company_name": employer.name,
            "company_domain": employer.domain,
            "company_slug": employer.slug,
            "role_family": work.role_family,
            "is_ml": work.is_ml,
            "seniority": work.seniority,
            "is_founding": is_founding,
            "first_in_function": first,
            "team_size_min": size.low,
            "team_size_max": size.high,
            "eng_size_min": engineers.low,
            "eng_size_max": engineers.high,
            "funding_stage": stage,
            "hire_number_min": company_hire.low,
            "hire_number_max": company_hire.high,
            "function_hire_number_min": function_hire.low,
            "function_hire_number_max": function_hire.high,
            "yc_batch": opening.yc_batch,
            "work_modes": modes,
            "countries": tuple(opening.where.countries),
            "regions": tuple(opening.where.regions),
            "cities": tuple(opening.where.cities),
            "locations_raw": "; ".join(posting.locations) or None,
            "salary_min": pay.min if pay else None,
            "salary_max": pay.max if pay else None,
            "salary_currency": pay.currency if pay else None,
            "salary_period": pay.period if pay else None,
            "salary_raw": pay.raw if pay else None,
            "equity_offered": shares.offered if shares else None,
            "equity_min_pct": shares.min_pct if shares else None,
            "equity_max_pct": shares.max_pct if shares else None,
            "visa_sponsorship": sponsors,
            "employment_type": employment_type(posting.employment_type, words.title, words.scopes[0]),
            "department": posting.department or posting.team,
            "skills": skills(words.scopes[0]),
            "language": company.language,
            "description_text": company.text.value or None,
            "description_html": posting.description_html or None,
            "published_at": posting.published_at,
            "valid_through": posting.valid_through,
            "opening_id": posting.opening_id,
            "evidence": proof.evidence(),
        }
    )


def _founding_beside(words: Words) -> Stated[bool] | None:
    """What the header or the shared part of a post says of all its roles."""
    return founding_by_header(words.scopes[-2], words.title) or founding(words.scopes[-1])


def _hires(words: Words, proof: Proof) -> tuple[HireOrdinal, HireOrdinal]:
    found = hire_numbers(words.scopes[0], words.title)
    if not found and len(words.scopes) > 1:
        found = hire_numbers(words.scopes[-1], words.title)
    by_scope = {stated.value.scope: stated for stated in found}
    ordinals = []
    for scope, name in (("company", "hire_number"), ("function", "function_hire_number")):
        stated = by_scope.get(scope)
        ordinals.append(stated.value if stated else HireOrdinal(None, None, scope))
        if stated:
            proof.quote(name, span(stated.value.low, stated.value.high), stated.quote)
    return ordinals[0], ordinals[1]


def _percent_span(low: float | None, high: float | None) -> tuple[float | None, float | None]:
    """Published percentages as they can be meant: within 0 to 100, the smaller one first."""
    known = [value for value in (low, high) if value is not None]
    if any(not 0 <= value <= 100 for value in known):
        return None, None
    return (high, low) if len(known) == 2 and known[0] > known[1] else (low, high)


def _equity(posting: JobPosting, words: Words, proof: Proof) -> Equity | None:
    if published := posting.equity:
        proof.field("equity_offered", "true", published.raw)
        return Equity(True, *_percent_span(published.min_pct, published.max_pct))
    stated: Stated[Equity] | None = words.nearest(equity)
    if stated is None:
        return None
    proof.quote("equity_offered", str(stated.value.offered).lower(), stated.quote)
    return stated.value
