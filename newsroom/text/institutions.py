"""Names of outlets, bodies and institutes in a text, told by the words they are made of; people and firms are not."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.language import en_outlets as known
from newsroom.text.language.base import Language
from newsroom.text.spans import Span

_TOKEN = r"(?:[A-Z]\.){2,}|[A-Z]\w*(?:[&\-]\w+|[’'](?!s\b)\w+|\.(?:com|org|net|co)\b)*"
_NAME = re.compile(rf"\b(?:The\s)?(?:{_TOKEN})(?:\s(?:(?:of|for|and|on|&)\s(?:the\s)?)?(?!The\b)(?:{_TOKEN})){{0,9}}")
_JOINTS = frozenset(("of", "for", "and", "on", "&", "the"))


_TELLING = (
    known.MEDIA_WORDS
    | known.PAPERS
    | known.OUTLETS
    | known.AGENCIES
    | known.RECORD_BODIES
    | known.COURTS
    | known.INSTITUTES
    | known.POLLSTERS
    | known.ALONE
    | frozenset(("voice", "agence", "press", "associated"))
)


@dataclass(frozen=True, slots=True)
class Institution:
    """A name and its place; kind: outlet, agency, body, court, institute, pollster, or short (one word of a name)."""

    name: str
    start: int
    end: int
    kind: str

    @property
    def words(self) -> list[str]:
        return [word for word in self.name.lower().split() if word not in _JOINTS]


def institutions_in(text: str, block: Span, *, language: Language) -> list[Institution]:
    """The institutions named in a paragraph, in order; nothing yet says that one of them is cited."""
    found: list[Institution] = []
    leading = _leading(language)
    for match in _NAME.finditer(text, block.start, block.end):
        tokens_of_name = _tokens(match)
        if not any(_telling(token) for token, _ in tokens_of_name):
            continue
        for tokens in _parted(_trimmed(tokens_of_name, leading, language)):
            named = _institution(text, tokens, block, language)
            if named is not None:
                found.append(named)
    return found


def _tokens(match: re.Match[str]) -> list[tuple[str, int]]:
    return [(part.group(), match.start() + part.start()) for part in re.finditer(r"\S+", match.group())]


def _telling(token: str) -> bool:
    """Whether a word can make a name that of an institution; most names are people and places, and are passed over."""
    return token.lower() in _TELLING or (token.isupper() and len(token) > 1) or _is_host(token)


def _leading(language: Language) -> frozenset[str]:
    grammar = language.grammar
    closed = grammar.prepositions | grammar.conjunctions | grammar.subordinators | grammar.adverbs
    return closed | ((grammar.determiners | grammar.pronouns.keys()) - {"the", "us"})


def _trimmed(tokens: list[tuple[str, int]], closed: frozenset[str], language: Language) -> list[tuple[str, int]]:
    """Without what only begins the sentence ("On Tuesday Reuters …") or dates it ("… Carrow Post Tuesday")."""
    grammar = language.grammar
    days = grammar.weekdays | grammar.months.keys()
    dated = False
    months = grammar.months.keys() - {"may"}
    while tokens and (
        tokens[0][0].lower() in closed
        or (dated and tokens[0][0].lower() in days)
        or (len(tokens) > 1 and tokens[0][0].lower() in months)
    ):
        dated = dated or tokens[0][0].lower() in ("on", "last", "this", "since", "in", "by", "until")
        tokens = tokens[1:]
    while tokens and (tokens[-1][0].lower() in days or tokens[-1][0] in _JOINTS):
        tokens = tokens[:-1]
    while tokens and tokens[0][0] in _JOINTS:
        tokens = tokens[1:]
    return tokens


def _parted(tokens: list[tuple[str, int]]) -> list[list[tuple[str, int]]]:
    """ "Reuters and Carrow News" are two outlets, the "Film and Television Office" is one body."""
    for at, (word, _) in enumerate(tokens):
        left, right = tokens[:at], tokens[at + 1 :]
        if word in ("and", "&") and _outlet([name for name, _ in left]) and _outlet([name for name, _ in right]):
            return [left, *_parted([pair for pair in right if pair[0] != "the"])]
        if word == "of" and at and _outlet([name for name, _ in right]):
            # "told Ada Roe of Carrow News": the name before is somebody who works there.
            return _parted([pair for pair in right if pair[0] != "the"])
    return [tokens] if tokens else []


def _institution(text: str, tokens: list[tuple[str, int]], block: Span, language: Language) -> Institution | None:
    start = tokens[0][1]
    end = tokens[-1][1] + len(tokens[-1][0])
    before = text[max(block.start, start - 4) : start]
    article = before.lower() == "the " or tokens[0][0] == "The"
    kind = _kind([word for word, _ in tokens], article=article, language=language)
    if kind in ("body", "court", "institute") and tokens[0][0] == "The":
        start = tokens[1][1]
    return Institution(text[start:end], start, end, kind) if kind else None


def _kind(names: Sequence[str], *, article: bool, language: Language) -> str:
    bare = [name.lower() for name in names if name != "The"]
    if not bare:
        return ""
    whole, last, head = " ".join(bare), bare[-1], _head(bare)
    if len(bare) == 1:
        return _kind_of_one(names[-1], article=article)
    if any(agency in whole for agency in known.AGENCY_NAMES) or last in known.AGENCIES:
        return "agency"
    if _outlet(names):
        person = len(bare) == 2 and bare[0] in language.naming.first_names and not article
        return "" if person else "outlet"
    if known.COURTS & {last, head} or (known.COURTS & set(bare) and "of" in bare):
        return "court"
    if head in known.RECORD_BODIES - {"city", "county"} or last in known.RECORD_BODIES - {"city", "county"}:
        return "body"
    if last in ("city", "county") and article:
        return "body"
    return "institute" if head in known.INSTITUTES or last in known.INSTITUTES else ""


def _kind_of_one(name: str, *, article: bool) -> str:
    lower = name.lower()
    written = name.isupper() or lower not in known.AGENCIES or lower in ("reuters", "xinhua", "tass")
    if lower in known.AGENCIES and written and name[0].isupper():
        return "agency"
    if lower in known.ALONE:
        return "body"
    if lower in known.POLLSTERS:
        return "pollster"
    if article and lower in known.PAPERS:
        return "paper"
    if article and (lower in known.RECORD_BODIES or lower in known.INSTITUTES):
        return "short"
    if _outlet([name]):
        return "outlet"
    return "short" if name.isupper() and 2 <= len(name) <= 6 and name.isalpha() else ""


def _outlet(names: Sequence[str]) -> bool:
    bare = [name.lower() for name in names if name not in ("The", "the")]
    if not bare:
        return False
    if len(bare) == 1:
        lone = names[-1]
        short = bare[0] in known.OUTLETS and (lone.isupper() or bare[0] not in ("abc", "cbs", "nbc", "pbs"))
        return short or bare[0] in known.AGENCIES or _is_host(bare[0])
    if bare[-1] in known.SELDOM_MEDIA and bare[-2] not in known.BROADCASTS:
        return False
    if bare[-1] in known.MEDIA_WORDS or bare[-1] in known.AGENCIES or _is_host(bare[-1]):
        return True
    return bare[0] in ("times", "journal", "news", "voice", "herald") and bare[1] == "of"


def _is_host(word: str) -> bool:
    return word.endswith((".com", ".org", ".net", ".co"))


def _head(bare: Sequence[str]) -> str:
    """The noun that "of" or "for" hangs on: "Court of Appeal", "Carrow Bureau for Fisheries"."""
    at = next((i for i, word in enumerate(bare) if word in ("of", "for", "on") and i), None)
    return bare[at - 1] if at is not None else bare[-1]
