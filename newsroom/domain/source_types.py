"""The table of source types (domain.md section 5): what each is called elsewhere, and whose word it is by default."""

import re
from collections.abc import Mapping
from dataclasses import dataclass

from newsroom.domain.claim import Authority, ClaimKind
from newsroom.domain.person import Capacity
from newsroom.domain.source import SourceType


@dataclass(frozen=True, slots=True)
class SourceTypeRow:
    """``csl`` is the CSL-JSON type, ``schema_org`` the schema.org class, ``authority`` the one for content."""

    csl: str
    schema_org: str
    authority: Authority
    speech_authority: Authority


def _row(csl: str, schema_org: str, authority: Authority, speech: Authority | None = None) -> SourceTypeRow:
    return SourceTypeRow(csl, schema_org, authority, speech or authority)


SOURCE_TYPES: Mapping[SourceType, SourceTypeRow] = {
    "interview_own": _row("interview", "CreativeWork", "insider", "witness"),
    "interview_published": _row("article-newspaper", "NewsArticle", "interviewer"),
    "news_report": _row("article-newspaper", "NewsArticle", "publication"),
    "trade_report": _row("article-magazine", "NewsArticle", "publication"),
    "wire_copy": _row("article-newspaper", "NewsArticle", "publication"),
    "aggregator_post": _row("post-weblog", "BlogPosting", "aggregator"),
    "press_release": _row("document", "CreativeWork", "interested", "party"),
    "official_site": _row("webpage", "WebPage", "interested", "party"),
    "official_statement": _row("document", "CreativeWork", "interested", "party"),
    "social_post": _row("post", "SocialMediaPosting", "unknown"),
    "email": _row("personal_communication", "Message", "insider", "party"),
    "letter": _row("personal_communication", "Message", "insider", "party"),
    "message": _row("personal_communication", "Message", "insider", "party"),
    "court_filing": _row("legal_case", "CreativeWork", "interested", "record"),
    "ruling": _row("legal_case", "Report", "record"),
    "public_record": _row("report", "Report", "record"),
    "dataset": _row("dataset", "Dataset", "record"),
    "poll": _row("report", "Report", "record"),
    "study": _row("article-journal", "ScholarlyArticle", "publication"),
    "report": _row("report", "Report", "publication"),
    "book": _row("book", "Book", "publication"),
    "broadcast": _row("broadcast", "CreativeWork", "publication", "witness"),
    "podcast": _row("broadcast", "CreativeWork", "publication", "witness"),
    "photo": _row("graphic", "ImageObject", "witness"),
    "creative_work": _row("motion_picture", "CreativeWork", "record"),
    "observation": _row("document", "CreativeWork", "witness"),
    "own_story": _row("article-newspaper", "NewsArticle", "publication"),
    "document": _row("document", "DigitalDocument", "document"),
}

_ACTORS_OWN = frozenset({"press_release", "official_site", "official_statement"})
_DECISION = re.compile(
    r"\b(announc|renew|cancel|appoint|cast(?:s|ing)?\b|launch|pric(?:e|ing)|dat(?:e|es|ed|ing)\b|apolog"
    r"|premier|release|post(?:s|ed)?\b)",
    re.IGNORECASE,
)


_BY_ROLE = frozenset({"interview_own", "email", "letter", "message", "social_post"})
"""Types whose word counts by the role of whoever speaks or writes there."""
_A_SIDE = frozenset({"spokesperson", "subject"})


def goes_by_role(source_type: SourceType) -> bool:
    """Whether it matters who speaks or writes there, beside what it is."""
    return source_type in _BY_ROLE


def default_authority(
    source_type: SourceType, *, claim_kind: ClaimKind, wording: str = "", capacity: Capacity | None = None
) -> Authority:
    """Whose word it is until a person says otherwise. The actor's own statement is ``party`` for speech and for what
    it alone decides (announce, renew, cancel, appoint, cast, launch, price, date, apologise), else ``interested``.

    ``capacity`` is that of whoever speaks in an interview of ours or writes a message; None: not known. Who speaks for
    somebody, or is whom the story is about, is a side; an official, an expert or a witness is in a position to know.
    """
    row = SOURCE_TYPES[source_type]
    side = capacity in _A_SIDE and source_type in _BY_ROLE
    if claim_kind == "speech":
        return "party" if side and source_type == "social_post" else row.speech_authority
    speaks_for_the_actor = source_type in _ACTORS_OWN or (side and capacity == "spokesperson")
    if speaks_for_the_actor and (claim_kind == "absence" or _DECISION.search(wording)):
        return "party"
    return "interested" if side else row.authority
