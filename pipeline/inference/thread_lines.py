"""The titles that one line or one sentence of a forum post offers.

Invariant: a line gives the titles at its head, in order; what follows them (links, pay, places, duties) is
left out.
"""

from __future__ import annotations

import re

from pipeline.inference.thread_titles import URL, field_title, pieces_and_joints, tidy, titles_in
from pipeline.inference.thread_words import (
    DUTY_VERBS,
    MAX_TITLE,
    NOT_FIRST,
    NOUN,
    PARENS,
    ends_in_job,
    is_engineers_field,
    is_field,
    is_generic,
    is_place_or_mode,
    is_title,
)

LOOKING = r"hiring|looking for|seeking|searching for|recruiting"
BULLET = re.compile(
    r"^\s*(?:(?:[-*•·‣▪►→>+–—#∙◦●=]+\s*|\[\d{1,2}\]\s*|\(?\d{1,2}[.):/]\s+|\(?\d{1,2}[.)]|\d{1,2}\s+-\s+|"
    r"[a-d]\)\s+))+"
)
_LEADING_LABEL = re.compile(
    r"^(?:\[[^\]]{1,24}\]\s*[-–:]?\s*)?(?:\d+\+?\s?(?:yrs|years|yoe)\s*[-–:]\s*)?(?:\((?:remote|onsite|"
    r"on-site|hybrid)\)\s*)?"
    r"(?:(?:the )?(?:roles?|position|title|job|opening|hiring)\s*#?\d?\s*[:–-]\s*)?",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    r"\s*(?::(?!//)|\s?[-–—=]+>|\s[-–—|]+(?:\s|$)|\s?[-–—]{2}\s?|[–—]|\s?\bhttps?://|\s\((?=http|remote|"
    r"onsite|full-?\s?time)|\s[•·]\s|"
    r"\s?->|\s?=>|\s?→|"
    r"(?<!\b[SsJj]r)\.\s|\||\[|\s[@]\s|$)",
    re.IGNORECASE,
)
_QUALIFIER = re.compile(
    r"^\s*[A-Z][\w/&+,]*(?:\s(?:[A-Z&/][\w/&+,]*|and|of|the|team)){0,5}"
    r"(?=\s*(?:\(|:|$|\s[-–—|]\s|\s?http|\s?(?:→|->|=>)))"
)
"""What may follow a title after a dash and belong to it ("Software Engineer - Data Plane")."""
_MARKED_LINK = re.compile(r"\[([^\[\]]{3,80})\]\s?\((https?://[^\s()]+)\)")
_LINK_FIRST = re.compile(r"^\s*(https?://\S+)\s+(?:[-–—:|>]+\s+)?([A-Z][^\n]{3,60})$")
_FIRST_PART = re.compile(r",|\s&\s|\sand\s")
_BARRED = re.compile(r"^\s*([A-Z][\w&/ -]{1,30}?)[\s:-]*(?=https?://)")
"""A qualifier between a bar and a link ("Forward Deployed Engineer | Agentic AI https://...")."""
_SEVERAL = re.compile(
    r"^(?:multiple|several|various|many) (?:\w+ )?(?:roles|positions|openings)[;:,]\s+", re.IGNORECASE
)
_ARTICLE = re.compile(r"^an?\s+(?=[A-Z])", re.IGNORECASE)
_OF_A_FIELD = re.compile(
    r"^[^,()]*\b(?:engineer|developer|manager|designer|scientist|analyst|lead|associate|specialist)s?, "
    r"[A-Za-z&/-]+(?: [A-Za-z&/-]+)?\s*$",
    re.IGNORECASE,
)
"""One title with its field after a comma ("Product Engineer, Growth")."""
_ENGINEERING = re.compile(r"^\W*engineering\b", re.IGNORECASE)
_LIST_LABEL = re.compile(
    rf"^[^:|]{{0,100}}?\b(?:{LOOKING}|roles|positions|openings|need|jobs|vacancies|hire|available)\b"
    r"[^:|.]{0,60}:\s+(?=\S)",
    re.IGNORECASE,
)
OFFER = re.compile(
    rf"\b(?:{LOOKING}|in need of|we need|looking to (?:hire|add|bring on)|in search of|openings? for|"
    rf"we seek|expanding our team with|"
    r"(?:interested to hear|interested in hearing|love to hear|happy to hear) from|"
    r"join (?:us|our team) as|opportunity for|want to (?:hire|bring on|add)|could use|we want|is hiring "
    r"for|you(?:['’]ll| will) be|"
    r"(?:roles|positions|openings) include|roles? (?:\w+ ){0,2}\w+:|role:|position:|roles? open for|"
    r"needs? (?:is|are) for|\bas an?):?\s+"
    r"(?:for\s+)?([^\n.!?|]{3,400})",
    re.IGNORECASE,
)
"""A sentence that offers work; its group begins with what is offered."""
_CLAUSE = (
    r"\s(?:to|who|that|with|for|in|at|on|across|interested|based|willing|excited|focused|working|located|"
    r"passionate|from|able|"
    r"experienced|capable|is|are|will|as we|because|so|which|where|eager|ready|comfortable|of all|here|"
    r"roles?|positions?|"
    r"outside|familiar|"
    r"building|helping|by|like|via|ideally|preferably|but|if|you|we|since|after|during|looking|join)\b|"
    r"[“”\"]|\s?(?:[-–—=]+>|→)|,\s(?:you|we|who|with|but|so|ideally|preferably|as)\b"
)
_CLAUSE_END = re.compile(rf"{_CLAUSE}|\s[-–—]\s|:|\)\s", re.IGNORECASE)
_ITEM_END = re.compile(_CLAUSE, re.IGNORECASE)
"""A list's item may have a dash or parentheses in its title; a sentence's job ends there."""
_DASHED = re.compile(r"\w\s[-–—]\s[A-Z]")
_SUCH_AS = re.compile(
    r"^[^,.:]{0,60}?\b(?:roles|positions|openings|engineers|people|folks)\b,?\s+(?:including|such as|"
    r"like)\s+",
    re.IGNORECASE,
)
_WHO_DO = re.compile(
    r"^\W*((?:[A-Z][\w/&+-]*\s){1,4}(?:Engineers|Developers|Scientists|Designers|Managers|Researchers)) "
    r"(?:to|who)\s"
)
"""A line that begins with whom it is looking for ("Core Systems Engineers to design our APIs")."""
_IS_HIRING = re.compile(r"^\W*(?:[A-Z][\w.&]*\s){1,4}is hiring (?:for )?((?:an? )?[^.:!?]{4,70})[.!]?\s*$")
_SENTENCE_END = re.compile(r"(?<!\b[SsJj]r)\.\s+(?=[A-Z])")
_OR_A = re.compile(r"\s+or\s+(?=an?\s)", re.IGNORECASE)
_SOMEONE = re.compile(r"^\s*(?:someone|somebody|anyone|people)\b", re.IGNORECASE)
_SENTENCE = re.compile(r"^\s*(?:you|we|i|who|from|with|to|they)\b", re.IGNORECASE)
_ONE_MORE = re.compile(r"^(?:an?|another|one|two|\d)\s", re.IGNORECASE)
_SIGNATURE = re.compile(
    r"\bco-?founder\b|\bfounder\b|\bceo\b|^[A-Z][a-z]+ (?:[A-Z][a-z]+)?,\s*(?:cto|vp|head)|—\s*cto\b",
    re.IGNORECASE,
)
_NO_JOB_LABEL = re.compile(
    r"\b(?:stack|tech\w*|require\w*|respons\w*|experience|nice|bonus|contact|apply|about|team|backend|"
    r"frontend|skills|email|"
    r"you|our|founders?|investors?|customers?|process|interview|reports?)\b",
    re.IGNORECASE,
)


def listed(phrase: str, *, is_list: bool) -> list[str]:
    """The jobs in a sentence ("a data engineer to own X, and a designer"); a list has a colon before it."""
    bare = _OR_A.sub(", ", _SUCH_AS.sub("", URL.sub(" ", phrase)))
    pieces, joints = pieces_and_joints(_SENTENCE_END.split(bare, maxsplit=1)[0])
    kept = ""
    was_cut = False
    for piece, joint in zip(pieces, ["", *joints], strict=True):
        if not piece.strip():
            continue
        if kept and _SENTENCE.match(piece):
            break
        if was_cut and not is_list and not (_ONE_MORE.match(piece.strip()) or _stands_alone(piece)):
            break
        noun = NOUN.search(piece)
        if _SOMEONE.match(piece) or (was_cut and not noun):
            continue
        cut = _CLAUSE_END.search(piece, noun.end() - 1 if noun else 0)
        was_cut = was_cut or cut is not None
        bare = piece[: cut.start()] if cut else piece
        bare += ")" * (bare.count("(") - bare.count(")"))
        if len(bare.split()) > 9:
            break
        kept = f"{kept}{', ' if was_cut and noun else f' {joint} '}{bare.strip()}" if kept else bare.strip()
    return titles_in(kept)


def _stands_alone(piece: str) -> bool:
    """True for a capitalised title that goes on with a list after a clause ("..., Data Scientists")."""
    words = PARENS.sub("", piece).split()
    return 2 <= len(words) <= 4 and words[0][:1].isupper() and bool(NOUN.fullmatch(words[-1].strip(".,")))


def titles_of_header(line: str) -> list[str]:
    """The titles of a second header inside the body ("Acme | Founding Engineer | Berlin")."""
    titles: list[str] = []
    for segment in line.split("|"):
        offer = re.split(r"\s[-–—]\s", segment)[0] if titles or NOUN.search(segment) else segment
        if NOUN.search(offer) and len(offer) <= 160:
            titles += [title for title in titles_in(offer) if not is_generic(title) or not titles]
    return titles


def titles_of_line(line: str, in_section: bool) -> list[str]:
    """The titles that one line offers: a list item, or a title before a colon, a dash, a link."""
    line = _LINK_FIRST.sub(r"\2 \1", _MARKED_LINK.sub(r"\1 \2", line))
    if (told := _IS_HIRING.match(line)) and ends_in_job(told.group(1)):
        return titles_in(told.group(1))
    if who := _WHO_DO.match(line):
        return titles_in(who.group(1))
    label = _LIST_LABEL.match(line)
    if (
        label
        and not line.lstrip().startswith("http")
        and (offered := _after_list_label(line[label.end() :], label.group()))
    ):
        return offered
    bullet = BULLET.match(line)
    if bullet and in_section and (offer := OFFER.match(line, bullet.end())):
        return listed(offer.group(1), is_list=False)
    bare = _LEADING_LABEL.sub("", (line[bullet.end() :] if bullet else line).strip(" *_"))
    head, rest = _head_and_rest(_ARTICLE.sub("", bare) if bullet or in_section else bare)
    noun = NOUN.search(head)
    is_one = bool(bullet) or bool(_ARTICLE.match(bare))
    if in_section and is_one and noun and (cut := _ITEM_END.search(head, noun.end() - 1)):
        head = head[: cut.start()]
    is_item = bool(bullet) or in_section
    if not noun and rest and _labels_a_job(head, in_section):
        after_label = _after_label(rest)
        if in_section and "," in rest and len(many := listed(rest, is_list=True)) > 1:
            return many
        if after_label or not (is_field(head) or (bullet and in_section and field_title(head))):
            return after_label
    if not _may_be_title(head):
        return []
    if not noun:
        field = field_title(head)
        linked = bullet is not None and "http" in bare
        founding = is_item and bool(field) and str(field).lower().startswith("founding")
        named = bool(field) and ((in_section and _is_capitalised(head)) or linked or founding)
        return [field] if field and named else []
    if not (is_item or "http" in bare or rest or _ends_line(bare, head)):
        return []
    if _SIGNATURE.search(head) or not (in_section or _is_capitalised(head) or _starts_a_title(head)):
        return []
    if (bullet or rest.lstrip().startswith("http")) and _OF_A_FIELD.match(head):
        return [title] if is_title(title := tidy(head)) else []
    return [title for title in titles_in(head) if is_title(title)]


def _ends_line(bare: str, head: str) -> bool:
    """True when nothing but a colon follows."""
    return len(head) == len(bare.rstrip(" :*_"))


def _after_list_label(items: str, label: str) -> list[str]:
    """The titles after "Open roles:" or "Engineering (3 roles):"; one with a qualifier after a dash is no
    list."""
    fields = [item.strip(" .*_") for item in items.split(",")]
    if len(fields) > 1 and _ENGINEERING.match(label) and any(map(is_engineers_field, fields)):
        engineers = [f"{item} Engineer" if is_engineers_field(item) else item for item in fields]
        return [title for item in engineers for title in titles_in(item)]
    if "," not in URL.sub("", items) and _DASHED.search(items):
        head, _ = _head_and_rest(items)
        return [title for title in titles_in(head) if is_title(title)]
    return listed(_SEVERAL.sub("", items), is_list=True)


def _head_and_rest(bare: str) -> tuple[str, str]:
    """What may be a title, with the qualifier after a dash that belongs to it, and the rest of the line."""
    ended = _TITLE_END.search(bare)
    if not ended:
        return bare, ""
    head, rest = bare[: ended.start()], bare[ended.end() :]
    mark = ended.group().strip()
    if mark == "|" and NOUN.search(head) and (barred := _BARRED.match(rest)):
        if not is_place_or_mode(barred.group(1)):
            return f"{head.strip()} - {barred.group(1).strip()}", rest[barred.end() :]
    elif mark in ("-", "–", "—") and NOUN.search(head):
        more = _QUALIFIER.match(rest)
        if more and more.group().count(",") > 1:
            first = more.group().split(",")[0].strip()
            return (f"{head} - {first}" if is_engineers_field(first) else head), rest[more.end() :] or " "
        if more and not is_place_or_mode(more.group().strip()):
            return f"{head} - {more.group().strip()}", rest[more.end() :] or " "
    return head, rest


def _may_be_title(head: str) -> bool:
    words = head.split()
    if not words or len(head) > MAX_TITLE + 40 or len(words) > 13 or head.rstrip().endswith((".", "!", "?")):
        return False
    first = words[0].strip("*_(,").casefold()
    if first in DUTY_VERBS and len(words) > 1 and not head.lower().startswith("architect,"):
        return False
    begins = any(map(is_plain_title, (head, " ".join(words[:2]), _FIRST_PART.split(head, maxsplit=1)[0])))
    return not ("'" in first or "’" in first or (first in NOT_FIRST and not begins))


def _after_label(rest: str) -> list[str]:
    """The title after a label and a colon ("New York: ML Engineer")."""
    titled = _TITLE_END.split(rest, maxsplit=1)[0].strip()
    words = PARENS.sub("", titled).split()
    if not words or len(words) > 6 or not ends_in_job(titled) or not words[0][:1].isupper():
        return []
    return [title for title in titles_in(titled) if is_title(title)]


def _labels_a_job(head: str, in_section: bool) -> bool:
    """True for what may stand before a title and a colon: a place ("Oslo: ML Engineer"), a team, a mode."""
    if is_place_or_mode(head):
        return True
    words = head.split()
    short = in_section and 0 < len(words) <= 3 and all(word[:1].isupper() for word in words)
    return short and not _NO_JOB_LABEL.search(head)


def _is_capitalised(head: str) -> bool:
    words = [word for word in PARENS.sub("", head).split() if len(word) > 3 or word.isupper()]
    capitals = sum(word[:1].isupper() or not word[:1].isalpha() for word in words)
    return capitals >= 0.6 * len(words)


def _starts_a_title(head: str) -> bool:
    """True for "Full stack engineers": a few words, the first with a capital, the last an occupation."""
    words = PARENS.sub("", head).split()
    return 0 < len(words) <= 5 and words[0][:1].isupper() and bool(NOUN.fullmatch(words[-1].strip(".,:*_")))


def is_plain_title(head: str) -> bool:
    """True for capitalised words that end in an occupation; the first may be a verb ("Lead iOS Dev")."""
    if len(head) > MAX_TITLE:
        return False
    words = re.sub(r"\([^)]*\)?|\bI{1,3}\b", "", head).split(",")[0].split()
    ends = bool(words) and bool(NOUN.fullmatch(words[-1].strip(".,:*_")))
    return ends and 2 <= len(words) <= 6 and all(word[:1].isupper() or len(word) < 4 for word in words)
