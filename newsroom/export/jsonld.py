"""schema.org for the reader's page: the article, what it cites, the words it quotes, its pictures and corrections.

Nothing of our own confidence goes out here: ``ClaimReview`` is for the fact checks of others' claims.
"""

import json
import re

from newsroom.domain.package import CitedSource, QuotedWords, StoryPackage
from newsroom.domain.source import SourceType
from newsroom.domain.story import StoryKind
from newsroom.export.sanitise import is_public_address

_ARTICLE_TYPES: dict[StoryKind, str] = {
    "report": "ReportageNewsArticle", "explainer": "BackgroundNewsArticle", "analysis": "AnalysisNewsArticle",
    "opinion": "OpinionNewsArticle", "interview": "NewsArticle", "fact_check": "NewsArticle",
}  # fmt: skip
_SOURCE_TYPES: dict[SourceType, str] = {
    "interview_published": "NewsArticle", "news_report": "NewsArticle", "trade_report": "NewsArticle",
    "wire_copy": "NewsArticle", "own_story": "NewsArticle", "aggregator_post": "BlogPosting",
    "official_site": "WebPage", "social_post": "SocialMediaPosting", "email": "Message", "letter": "Message",
    "message": "Message", "public_record": "Report", "poll": "Report", "report": "Report", "dataset": "Dataset",
    "study": "ScholarlyArticle", "book": "Book", "photo": "ImageObject", "document": "DigitalDocument",
}  # fmt: skip
_CORRECTIONS = frozenset({"correction", "clarification", "retraction"})
_OUTER_MARKS = "\"'“”„‟‘’‚‛«»‹›"
_BYLINE_LEAD = re.compile(r"\A\s*by\s+", re.IGNORECASE)
_BYLINE_JOIN = re.compile(r"\s*(?:,|;|&|/|\band\b)\s*", re.IGNORECASE)
_MARKUP = re.compile(r"[*_`~]+|(?<!\w)#+(?=\s)|\]\([^)\s]{0,600}\)|[\[\]]")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_UNSAFE = re.compile(
    "[<>&\u2028\u2029\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "\ud800-\udfff]"
)


def json_ld(package: StoryPackage, *, headline: str) -> dict[str, object]:
    """The page's ``application/ld+json`` as a value; fields without content are left out."""
    shown = [seen for seen in package.appearances if seen.published_at]
    first = min((seen.published_at or "" for seen in shown), default="")
    changes = [note.at for note in package.reader_notes if note.kind != "refile"]
    latest = max([*changes, *(seen.published_at or "" for seen in shown)], default="")
    address = next((seen.address for seen in reversed(shown) if is_public_address(seen.address)), "")
    content: dict[str, object] = {
        "@context": "https://schema.org",
        "@type": _ARTICLE_TYPES[package.kind],
        "headline": headline,
        "alternativeHeadline": package.dek,
        "url": address,
        "author": [{"@type": "Person", "name": name} for name in authors_of(package.byline)],
        "datePublished": first,
        "dateModified": latest if first and latest > first else "",
        "dateline": package.dateline,
        "articleSection": package.section,
        "keywords": list(package.tags),
        "inLanguage": package.language,
        "wordCount": len(_WORD.findall(_MARKUP.sub("", package.text))),
        "creativeWorkStatus": "Draft" if package.is_draft else "",
        "image": [
            _filled({"@type": "ImageObject", "caption": picture.caption, "creditText": picture.credit})
            for picture in package.pictures
        ],
        "citation": [_citation(source) for source in package.sources],
        "hasPart": [_quotation(quote) for quote in package.quotes if quote.speaker or quote.cite_url],
        "correction": [
            {"@type": "CorrectionComment", "text": note.text, "datePublished": note.at}
            for note in package.reader_notes
            if note.kind in _CORRECTIONS
        ],
    }
    return _filled(content)


def authors_of(byline: str) -> tuple[str, ...]:
    """The names of a byline: ``By A. Writer and B. Editor`` → two."""
    names = _BYLINE_JOIN.split(_BYLINE_LEAD.sub("", byline))
    return tuple(name.strip() for name in names if name.strip())


def script_text(content: object) -> str:
    """``content`` as JSON that may stand in a ``script`` element: no sign of it can end the element or the line."""
    return _UNSAFE.sub(_escaped, json.dumps(content, ensure_ascii=False, indent=1))


def _escaped(match: re.Match[str]) -> str:
    units = match.group().encode("utf-16-be", "surrogatepass")
    return "".join(f"\\u{units[at] << 8 | units[at + 1]:04x}" for at in range(0, len(units), 2))


def _filled(content: dict[str, object]) -> dict[str, object]:
    return {name: value for name, value in content.items() if value not in ("", [], None)}


def _citation(source: CitedSource) -> dict[str, object]:
    return _filled(
        {
            "@type": _SOURCE_TYPES.get(source.type, "CreativeWork"),
            "name": source.title,
            "url": source.url if is_public_address(source.url) else "",
            "publisher": {"@type": "Organization", "name": source.publisher} if source.publisher else "",
            "author": [{"@type": "Person", "name": name} for name in source.authors],
            "datePublished": source.published or "",
            "inLanguage": source.language,
        }
    )


def _quotation(quote: QuotedWords) -> dict[str, object]:
    creator: dict[str, object] | str = ""
    if quote.speaker:
        field = "name" if quote.speaker_is_named else "description"
        creator = {"@type": "Person", field: quote.speaker}
    return _filled(
        {
            "@type": "Quotation",
            "text": quote.words.strip().strip(_OUTER_MARKS).strip(),
            "creator": creator,
            "isBasedOn": quote.cite_url if is_public_address(quote.cite_url) else "",
        }
    )
