"""What a person types into the search line, taken apart; no string is wrong, at worst it finds nothing.

Words must all be there, the last one may be only begun. ``"two words"`` stand together, ``-word`` must not be there,
``type:note`` looks among notes alone, ``story:slug`` (or ``in:slug``) at what belongs to one story.
"""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace

from newsroom.domain.folding import FoldMap, fold

KIND_WORDS: Mapping[str, str] = {
    "story": "headlines", "draft": "texts", "source": "sources", "capture": "saved copies", "quote": "quotes",
    "claim": "claims", "note": "notes",
}  # fmt: skip
"""Kinds of records that are searched, each with the word a person reads for several of them."""
MOST_TERMS = 32
LONGEST_QUERY = 2000
"""Code points; what stands behind them is not looked for."""

_OTHER_NAMES: Mapping[str, str] = {
    "stories": "story", "headline": "story", "headlines": "story", "text": "draft", "texts": "draft",
    "drafts": "draft", "sources": "source", "captures": "capture", "copy": "capture", "copies": "capture",
    "quotes": "quote", "claims": "claim", "notes": "note",
}  # fmt: skip
_PART = re.compile(
    r"""(?P<field>type|kind|story|in):(?:["“”„](?P<quoted>[^"“”„]*)["“”„]?|(?P<value>[^\s"“”„]+))"""
    r"""|(?P<no>(?<!\S)[-−](?=[^\W_]|["“„]))?(?:["“”„](?P<phrase>[^"“”„]*)(?P<closed>["“”„])?|(?P<word>[^\s"“”„]+))""",
    re.IGNORECASE,
)
_TOKEN = re.compile(r"[^\W_]+")
_UNFIT = re.compile("[\x00\ud800-\udfff]")


@dataclass(frozen=True, slots=True)
class Term:
    """Words that stand behind one another, ``tokens`` those of ``folded``; of the last one, ``is_begun`` tells, more
    letters may follow. ``folded`` holds no quotation mark."""

    tokens: tuple[str, ...]
    folded: str
    shown: str
    is_begun: bool = False


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """``terms`` must all be there, ``without`` must not. ``story`` is a slug or the end of an id, as typed."""

    terms: tuple[Term, ...]
    without: tuple[Term, ...] = ()
    kinds: tuple[str, ...] = ()
    story: str = ""


def parse_query(words: str) -> SearchQuery:
    """Takes any string apart. A filter nobody knows (``type:boat``) counts as words."""
    text = _UNFIT.sub(" ", words[:LONGEST_QUERY])
    terms: list[Term] = []
    without: list[Term] = []
    kinds: list[str] = []
    story = ""
    last_is_open = False
    for part in _PART.finditer(text):
        given = part["quoted"] if part["quoted"] is not None else part["value"]
        field = (part["field"] or "").lower()
        if field in ("type", "kind") and (kind := _kind_named(given)):
            kinds.append(kind)
        elif field in ("story", "in"):
            story = given.strip()
        elif (term := _term(part)) is not None:
            (without if part["no"] else terms).append(term)
            last_is_open = not part["no"] and not part["closed"]
    kept = terms[:MOST_TERMS]
    if kept and last_is_open and len(terms) == len(kept):
        kept[-1] = replace(kept[-1], is_begun=True)
    return SearchQuery(tuple(kept), tuple(without[:MOST_TERMS]), tuple(dict.fromkeys(kinds)), story)


def _kind_named(word: str) -> str | None:
    plain = word.strip().casefold()
    return plain if plain in KIND_WORDS else _OTHER_NAMES.get(plain)


def _term(part: re.Match[str]) -> Term | None:
    shown = part["phrase"] if part["phrase"] is not None else part["word"] or part[0]
    folded = " ".join(fold(shown).replace('"', " ").split())
    tokens = tuple(_TOKEN.findall(folded))
    return Term(tokens, folded, " ".join(shown.split())) if tokens else None


def term_pattern(terms: Iterable[Term]) -> re.Pattern[str]:
    """Finds the terms in folded words: whole ones, and the begun one to the end of its word."""
    told = [
        r"[\W_]+".join(map(re.escape, term.tokens)) + (r"[^\W_]*" if term.is_begun else r"(?![^\W_])") for term in terms
    ]
    return re.compile(rf"(?<![^\W_])(?:{'|'.join(told)})")


def first_place(words: str, text: str) -> tuple[int, int] | None:
    """The first place (code points) in a text where one of the words looked for stands; None when there is none."""
    terms = parse_query(words).terms
    found = term_pattern(terms).search(fold(text)) if terms else None
    return FoldMap(text).span(found.start(), found.end()) if found is not None else None


def explain_query(words: str) -> str:
    """One sentence about what a search will find, for people."""
    query = parse_query(words)
    if not query.terms:
        if query.without:
            return "Add a word that must be there: words to leave out find nothing by themselves."
        if query.kinds or query.story:
            narrowed = f"among {_listed([KIND_WORDS[kind] for kind in query.kinds])}" if query.kinds else "in one story"
            return f"Add a word to look for {narrowed}: “type:” and “story:” find nothing by themselves."
        return "Type a word to look for."
    wanted = _listed([_told(term) for term in query.terms])
    unwanted = f", but not {_listed([_told(term) for term in query.without], last='or')}" if query.without else ""
    among = f" among {_listed([KIND_WORDS[kind] for kind in query.kinds])}" if query.kinds else ""
    story = f" in the story “{query.story}”" if query.story else ""
    return f"Looks{among}{story} for {wanted}{unwanted}; capitals and accents make no difference."


def _told(term: Term) -> str:
    if not term.is_begun:
        return f"“{term.shown}”"
    *before, last = term.shown.split()
    begun = f"a word that begins with “{last}”"
    return f"“{' '.join(before)}” and then {begun}" if before else begun


def _listed(parts: Sequence[str], *, last: str = "and") -> str:
    return parts[0] if len(parts) == 1 else f"{', '.join(parts[:-1])} {last} {parts[-1]}"
