"""Outlets, bodies and institutes that a text cites: the phrases round their names, and the type each suggests."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.dates import dates_in
from newsroom.text.institutions import Institution, institutions_in
from newsroom.text.language import en_outlets as known
from newsroom.text.language.base import Language
from newsroom.text.spans import Span


@dataclass(frozen=True, slots=True)
class FoundSource:
    """A source named in the text, at its first mention. type: a word of domain.md section 5; said_on an ISO date."""

    name: str
    type: str
    said_on: str | None
    start: int
    end: int
    url: str | None = None


_APART = r"(?:,\s[^,.;:]{1,60},)?\s(?:(?:has|have|had)\s)?(?:(?:also|first|later|earlier|then|since|\w+ly)\s){0,2}"
_REPORTED = re.compile(
    _APART + r"(?:(?:reported|reports|report)\b(?!\s(?:an?|its|their|record|net|quarterly|annual)\s[^.;]{0,30}?"
    r"\b(?:loss|losses|profit|profits|earnings|revenue|sales|turnover|income)\b)"
    r"|(?:wrote|writes|revealed|reveals|uncovered|learned|learnt|noted|cited|cites|quoted|quotes|estimated|counted)\b"
    r"|(?:broke|carried|carries|ran|picked up|published|publishes|printed|obtained|repeated)\s(?:the|a|an|its|this)\b"
    r"|(?:put|puts)\s[^.;]{1,40}?\sat\b|(?:described|describes|called|calls)\s"
    r"|(?:said|says|saying)\s(?:in|on)\s(?:an?|its|the|their)\s(?:\w+\s){0,2}?"
    r"(?:report|story|article|editorial|dispatch|review|column|investigation|profile)\b)"
)
_DECIDED = re.compile(
    _APART + rf"(?P<verb>set\saside|struck\sdown|{'|'.join(sorted(known.DECISIONS))})\b(?!\s(?:him|her|them)\b)"
)
_NOUN = re.compile(
    r"(?:/[A-Z]\w+(?:\s[A-Z]\w+)*)?(?P<owned>[’']s?)?\s(?:(?:own|official|latest|annual|monthly|weekly|new|recent|current|exclusive|public|online|earlier|"
    r"front-page|\d{4})\s){0,2}(?P<noun>[a-z][a-z\-]*)\b(?!\s(?:board|page|team|writer|editor|director|desk)s?\b)"
    r"(?P<object>\s(?:a|an|the|its|that)\b)?"
)
_CITING = re.compile(
    r"(?:\b[Aa]ccording\sto|\b[Aa]s\sper|\b[Pp]er|\b[Vv]ia|\b[Cc]iting|\b[Cc]redit(?:ed|ing|s)|\b[Cc]ited|\b[Qq]uoting"
    r"|\battributed\sto|\b[Rr]eported\s(?:by|in)|\bpublished\s(?:by|in)|\breleased\sby|\bseen\sby"
    r"|\b[Aa]ccording\sto\s[^.;,]{1,60}\sand|\b[Aa]s\s(?:first\s)?(?:reported|noted|put|described)\s(?:by|in))\s(?:[Tt]he\s|an?\s)?\Z"
)
_FROM = re.compile(
    r"\b(?P<noun>[A-Za-z][a-z\-]*)\s(?:(?:published|released|issued|compiled|gathered|obtained|printed|done|conducted)\s)?"
    r"(?:by|from|in|of)\s(?:the\s|an?\s)?\Z"
)
_TOLD = re.compile(
    r"\b(?:told|tells|telling|(?:spoke|speaks|speaking|talked|talking)\s(?:to|with)|[Ss]peaking\s(?:to|with)|interview(?:ed)?\s"
    r"(?:\w+\s){0,3}?(?:with|by|on|in|to|for)|[Tt]elling)\s(?:[A-Z]\w+\s){0,3}(?:of\s)?(?:the\s)?\Z"
)
_OWN_MAN = re.compile(r"[’']s?\s[A-Z]\w+(?:\s[A-Z]\w+){0,2}\s(?:reported|reports|wrote|writes)\b")
_TURNED = re.compile(r"[,\ufffc]\s(?:reported|reports|wrote|writes)\s(?:the\s)?\Z")
_ON_AIR = re.compile(
    r"\b(?:said|says|asked|speaking|appearing|appeared|appearance|aired)\s(?:\w+\s){0,2}?on\s(?:the\s)?\Z"
)
_FILED = re.compile(r"\bfiled\s(?:[a-z]+\s){0,2}?(?:in|with|at|to)\s(?:the\s|an?\s)?\Z")
_DATED = re.compile(
    r"(?:[’']s)?(?:\s[a-z\-]+){0,3}?,?\s(?:dated|published|on|of|from|released|issued)\s(?:on\s)?(?=\d|[A-Z][a-z]{2,8}\.?\s\d)"
)
_LEAD = 90
_TAIL = 160


def cited_in(text: str, blocks: Sequence[Span], *, language: Language) -> list[FoundSource]:
    """Every place where an institution is cited, in order. `text` has its quotations masked."""
    found: list[FoundSource] = []
    longer: dict[str, Institution] = {}
    for block in blocks:
        for institution in institutions_in(text, block, language=language):
            words = institution.words
            known_as = longer.get(words[0]) if len(words) == 1 else None
            if len(words) > 1:
                # "The Post", "the Commission" and initials mean the latest longer name they fit.
                longer[words[-1]] = longer["".join(word[0] for word in words)] = institution
            type_found = _cited_as(text, institution, (known_as or institution).kind, block)
            if type_found:
                said_on = _said_on(text, institution, block, language)
                name = known_as or institution
                found.append(FoundSource(name.name, type_found, said_on, name.start, name.end))
    return found


def _cited_as(text: str, named: Institution, kind: str, block: Span) -> str:
    """The type of source the phrase round a name makes of it, "" where nothing cites it."""
    before = text[max(block.start, named.start - _LEAD) : named.start]
    after = text[named.end : min(block.end, named.end + _TAIL)]
    if kind in ("outlet", "agency", "paper"):
        return _outlet_cited(named, kind, before, after)
    cited = _body_cited(kind, before, after)
    # Initials nobody explained are a body only by what it gives out; a common word alone never is.
    return "" if kind == "short" and (cited == "official_statement" or not named.name.isupper()) else cited


def _outlet_cited(named: Institution, kind: str, before: str, after: str) -> str:
    if _TOLD.search(before):
        return "interview_published"
    noun = _noun(before, after, known.REPORTED)
    plain = known.REPORTED.get(noun, "")
    if plain and plain != "news_report":
        return plain
    cited = _CITING.search(before) or _TURNED.search(before) or _REPORTED.match(after) or _OWN_MAN.match(after)
    if not plain and not cited:
        return "broadcast" if kind == "outlet" and _ON_AIR.search(before) else ""
    if kind == "agency":
        return "wire_copy"
    return "trade_report" if known.TRADES & set(named.words) else "news_report"


def _body_cited(kind: str, before: str, after: str) -> str:
    if _FILED.search(before):
        return "court_filing" if kind == "court" else "public_record"
    given = known.GIVEN_OUT.get(_noun(before, after, known.GIVEN_OUT), "")
    if given:
        return "court_filing" if kind == "court" and given == "public_record" and "ruling" not in given else given
    if kind == "pollster":
        return "poll" if _CITING.search(before) else ""
    decided = _DECIDED.match(after) if kind in ("body", "court") else None
    if decided is not None:
        if kind == "court" and (decided["verb"] in known.RULED or decided["verb"].startswith("struck")):
            return "ruling"
        return "official_statement" if decided["verb"] in known.STATED else "public_record"
    return "official_statement" if _CITING.search(before) else ""


def _noun(before: str, after: str, nouns: dict[str, str]) -> str:
    """What is said to be theirs: "the Carrow Post’s report", "Carrow Post figures", "a study by the Carrow Post"."""
    behind = _NOUN.match(after)
    if behind is not None and behind["noun"] in nouns:
        verb = not behind["owned"] and (behind["noun"] == "reports" or behind["object"])
        return "" if verb else behind["noun"]
    lead = _FROM.search(before)
    return lead["noun"].lower() if lead is not None and lead["noun"].lower() in nouns else ""


def _said_on(text: str, named: Institution, block: Span, language: Language) -> str | None:
    """A full date right behind the name and its verb or noun; "on Tuesday" is none."""
    dated = _DATED.match(text, named.end, min(block.end, named.end + _TAIL))
    if dated is None:
        return None
    following = dates_in(text, language=language, start=dated.end(), end=min(block.end, dated.end() + 24))
    return following[0].iso if following and following[0].start == dated.end() else None
