"""Sources a text names: outlets and bodies by the phrases that cite them, and links."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from urllib.parse import urlsplit

from newsroom.text.citations import FoundSource, cited_in
from newsroom.text.language.base import Language
from newsroom.text.language.en_outlets import PUBLISHED, RECORD_BODIES, TRADES
from newsroom.text.official_pages import official_pages
from newsroom.text.outlets import OutletMention, outlet_mentions
from newsroom.text.spans import Span

__all__ = ["FoundSource", "host_of", "merge_key", "sources_in"]

_LINK = re.compile(r"(?<!!)\[(?P<words>[^\]\n]{1,300})\]\((?P<url>https?://[^\s)]{1,2000})\)")
_BARE = re.compile(r"(?<![(\w/])https?://[^\s<>()\[\]\"”’]{3,2000}")
# Types that say the least; what another mention of the same source says is taken instead.
_WEAK = ("news_report", "official_statement")
_REPORTS = ("news_report", "trade_report", "wire_copy")


def sources_in(
    text: str, blocks: Sequence[Span], *, language: Language, interviewers: frozenset[str] = frozenset()
) -> tuple[FoundSource, ...]:
    """The sources of a text in order, each once. `interviewers`: outlets that quotations were given to."""
    found = [_given_to(source, interviewers) for source in cited_in(text, blocks, language=language)]
    cited = {source.start: source for source in found}
    for block in blocks:
        mentions = outlet_mentions(text, block, language=language)
        found.extend(_outlet(mention, interviewers) for mention in mentions if not _part_of(mention, cited))
        found.extend(official_pages(text, block))
    ends = blocks[-1].end if blocks else 0
    links = _links(text[:ends]) if "://" in text else []
    return tuple(_merged([*sorted(found, key=lambda source: source.start), *links]))


def _given_to(source: FoundSource, interviewers: frozenset[str]) -> FoundSource:
    given = source.name in interviewers and source.type in _REPORTS
    return replace(source, type="interview_published") if given else source


def _part_of(mention: OutletMention, cited: Mapping[int, FoundSource]) -> bool:
    """ "The Post" of "The Post and Courier": cut short where the phrase ends, and cited whole already."""
    whole = cited.get(mention.start)
    return whole is not None and whole.end > mention.end


def _outlet(mention: OutletMention, interviewers: frozenset[str]) -> FoundSource:
    kind = PUBLISHED.get(mention.noun, "")
    trade = any(part.lower() in TRADES for part in mention.name.split())
    body = mention.name.split()[-1].lower() in RECORD_BODIES
    if mention.name in interviewers and kind in ("", "news_report", "trade_report"):
        kind = "interview_published"
    elif trade and kind in ("", "news_report"):
        kind = "trade_report"
    elif body and kind in ("", "news_report"):
        kind = "public_record"
    return FoundSource(mention.name, kind or "news_report", mention.said_on, mention.start, mention.end)


def _links(text: str) -> list[FoundSource]:
    found: list[FoundSource] = []
    covered: list[tuple[int, int]] = []
    for match in _LINK.finditer(text):
        covered.append(match.span())
        found.append(FoundSource(match["words"].strip("*_ "), "news_report", None, *match.span("words"), match["url"]))
    starts = {start for start, _ in covered}
    ends = iter([*covered, (len(text) + 1, len(text) + 1)])
    current = next(ends)
    for match in _BARE.finditer(text):
        while current[1] <= match.start():
            current = next(ends)
        if current[0] <= match.start() < current[1] or match.start() in starts:
            continue
        address = match.group().rstrip(".,;:!?")
        found.append(
            FoundSource(host_of(address), "news_report", None, match.start(), match.start() + len(address), address)
        )
    return found


def host_of(address: str) -> str:
    """The host without "www.", or the whole address where it cannot be taken apart."""
    try:
        host = urlsplit(address).netloc
    except ValueError:
        host = ""
    return host.removeprefix("www.") or address


def merge_key(name: str) -> str:
    """What makes two mentions one source: case, article and possessive aside, and all official pages of one owner."""
    key = name.lower().replace("’", "'")
    official = re.match(r"(.+?)'s?\s(?:official\s|own\s|corporate\s)?(?:press|web|site|news|overview|home|blog)", key)
    if official is not None:
        return f"{official.group(1)} (official)"
    return key.removeprefix("the ").removesuffix("'s").strip()


def _short_forms(key: str) -> list[str]:
    """Initials ("AP"), and what a channel is called without its last word ("Fox" for "Fox News")."""
    words = key.split()
    if len(words) < 2:
        return []
    return ["".join(word[0] for word in words), *([key.removesuffix(" news")] if words[-1] == "news" else [])]


def _merged(found: Sequence[FoundSource]) -> list[FoundSource]:
    merged: dict[str, FoundSource] = {}
    short: dict[str, str] = {}
    sites = {source.start for source in found if source.type == "official_site" and " " in source.name}
    for source in found:
        if source.start in sites and " " not in source.name:
            # "per Harbourline’s official site": the owner's name alone is not a second source.
            continue
        key = merge_key(source.name)
        linked = next((name for name in merged if source.url and name and name in key), None) if source.url else None
        linked = linked or (short.get(key) if key not in merged else None)
        known = merged.get(linked or key)
        if known is None:
            merged[key] = source
            short.update(dict.fromkeys(_short_forms(key), key))
            continue
        better = source.type if known.type in _WEAK else known.type
        merged[linked or key] = replace(
            known, type=better, said_on=known.said_on or source.said_on, url=known.url or source.url
        )
    return sorted(merged.values(), key=lambda source: source.start)
