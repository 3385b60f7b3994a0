"""The words people read instead of stored values (ux.md section 4): shape first, then word."""

from newsroom.domain.claim import Authority, ClaimKind, Grade, Level, ReasonCode, Stance
from newsroom.domain.draft import CheckMark, RevisionWhy
from newsroom.domain.person import Capacity
from newsroom.domain.source import HoldingState, SourceType
from newsroom.domain.story import Stage
from newsroom.domain.terms import AnonymityReason, TermsValue

LEVEL_MARKS: dict[Level, str] = {
    "unsourced": "○", "low": "◔", "moderate": "◑", "high": "◕", "confirmed": "●",
    "disputed": "▲", "refuted": "✕", "not_ratable": "–",
}  # fmt: skip

LEVEL_NAMES: dict[Level, str] = {
    "unsourced": "unsourced", "low": "low", "moderate": "moderate", "high": "high", "confirmed": "confirmed",
    "disputed": "disputed", "refuted": "refuted", "not_ratable": "not ratable",
}  # fmt: skip

STANCE_NAMES: dict[Stance, str] = {
    "supports": "backs it", "partial": "backs part of it", "contradicts": "contradicts it",
    "no_position": "would not say", "context": "background",
}  # fmt: skip

AUTHORITY_NAMES: dict[Authority, str] = {
    "record": "official record", "witness": "we saw or recorded it", "party": "their own decision or words",
    "interested": "their side of it", "insider": "in a position to know", "document": "private document",
    "interviewer": "their interview", "publication": "published report", "aggregator": "repeats others",
    "unknown": "nobody identified",
}  # fmt: skip

FLAG_NAMES: dict[str, str] = {
    "SINGLE_ORIGIN": "one source",
    "COLLAPSED": "several articles, one source",
    "UNINSPECTED": "no copy saved",
    "ONE_SIDE_ONLY": "one side only",
    "ANONYMOUS_ONLY": "unnamed only",
    "CONTESTED": "denied, carry the denial",
    "CONTRADICTED": "contradicted",
    "WEAK_CONTRADICTION": "weakly contradicted",
    "SUPERSEDED": "overtaken",
    "STALE": "check again",
    "RUMOUR": "rumour",
    "NO_USABLE_EVIDENCE": "nothing that counts",
    "LABEL_AS_ANALYSIS": "say it is our reading",
    "ATTRIBUTE_OR_LABEL": "opinion, say whose",
    "QUOTE_ALTERED": "words changed",
    "QUOTE_UNVERIFIED": "not compared yet",
    "NO_POSITION": "somebody would not say",
    "OFF_RECORD_IGNORED": "off the record, not counted",
    "EMBARGO_IGNORED": "embargoed, not counted",
    "RETRACTED_IGNORED": "corrected or taken back, not counted",
    "SELF_CITATION_IGNORED": "our own story, not counted",
}
_BACKING = frozenset({"SINGLE_ORIGIN", "COLLAPSED"})
_AGAINST = frozenset({"CONTESTED", "CONTRADICTED", "WEAK_CONTRADICTION"})

KIND_NAMES: dict[ClaimKind, str] = {
    "fact": "something that happened or is so", "speech": "what somebody said",
    "absence": "nothing there yet", "forecast": "what will happen",
    "inference": "our reading of the facts", "opinion": "an opinion",
}  # fmt: skip

TERMS_NAMES: dict[TermsValue, str] = {
    "on_record": "on the record", "background": "not by name, as agreed",
    "deep_background": "no attribution at all", "off_record": "off the record",
    "not_for_attribution": "not for attribution", "unspecified": "not agreed yet",
}  # fmt: skip

CAPACITY_NAMES: dict[Capacity, str] = {
    "spokesperson": "spokesperson", "official": "official", "expert": "expert", "witness": "witness",
    "subject": "somebody it is about", "other": "other",
}  # fmt: skip

ANONYMITY_REASON_NAMES: dict[AnonymityReason, str] = {
    "not_authorised_to_speak": "not allowed to speak about it",
    "fear_of_retaliation": "fear of what would be done to them",
    "fear_of_legal_action": "fear of being sued or charged", "personal_safety": "their safety",
    "minor": "they are under age", "victim": "they are a victim", "privacy": "their private life",
    "nda": "they signed that they would not tell", "negotiations": "talks that are going on", "other": "another reason",
}  # fmt: skip

GRADE_NAMES: dict[Grade, str] = {
    "A": "always reliable (A)", "B": "usually reliable (B)", "C": "fairly reliable (C)",
    "D": "often unreliable (D)", "E": "unreliable (E)", "F": "not rated",
}  # fmt: skip

REASON_NAMES: dict[ReasonCode, str] = {
    "source_track_record": "we know the source better",
    "source_conflict_of_interest": "the source has a stake",
    "evidence_misgraded": "the evidence is misgraded",
    "other": "another reason",
    "additional_unrecorded_knowledge": "we know more than is noted here",
    "expert_judgment": "an expert judged it",
    "legal_advice": "the lawyer advised it",
    "time_sensitive": "it cannot wait",
}
"""The first four are offered, the others under “more”."""

FIDELITY_NAMES: dict[str, str] = {
    "exact": "word for word",
    "marked_edit": "edited, and marked so",
    "unmarked_edit": "words changed",
    "not_found": "not found in the saved copy",
    "ambiguous": "found at more than one place",
    "not_compared": "not compared yet",
}

CHECK_NAMES: dict[CheckMark, str] = {
    "verified": "holds", "verified_changed": "holds after a change", "not_checkable": "cannot be checked",
    "wrong": "is wrong", "cannot_verify": "could not be verified", "query": "a question is open",
    "on_author": "the author vouches for it", "cut": "cut",
}  # fmt: skip

STAGE_NAMES: dict[Stage, str] = {
    "draft": "draft", "submitted": "handed in", "checking": "being checked", "editing": "back with the writer",
    "checked": "checked", "legal": "with the lawyer", "cleared": "cleared by the lawyer", "approved": "approved",
    "exported": "exported", "updated": "updated", "corrected": "corrected", "retracted": "retracted",
    "held": "held back", "spiked": "dropped",
}  # fmt: skip

SOURCE_TYPE_NAMES: dict[SourceType, str] = {
    "interview_own": "our interview", "interview_published": "published interview", "news_report": "news report",
    "trade_report": "trade report", "wire_copy": "agency copy", "aggregator_post": "post that repeats others",
    "press_release": "press release", "official_site": "official site", "official_statement": "official statement",
    "social_post": "social media post", "email": "email", "letter": "letter", "message": "message",
    "court_filing": "court filing", "ruling": "ruling", "public_record": "public record", "dataset": "data set",
    "poll": "poll", "study": "study", "report": "report", "book": "book", "broadcast": "broadcast",
    "podcast": "podcast", "photo": "photo", "creative_work": "film, series or other work",
    "observation": "our own look", "own_story": "our own story", "document": "document",
}  # fmt: skip

HOLDING_NAMES: dict[HoldingState, str] = {"unread": "unread", "read": "read", "key": "key source"}

REVISION_NAMES: dict[RevisionWhy, str] = {
    "autosave": "saved while writing", "named": "named", "import": "as brought in",
    "before_restore": "before going back", "submitted": "handed in", "approved": "approved", "exported": "exported",
}  # fmt: skip


def level_with_mark(level: Level) -> str:
    """``◑ moderate``."""
    return f"{LEVEL_MARKS[level]} {LEVEL_NAMES[level]}"


def flag_words(flags: frozenset[str]) -> str:
    """The flags in words, in the order of the list above, parted by ``·``. How many sources back it is said once."""
    backing = _backing_words(flags)
    told = [words for flag, words in FLAG_NAMES.items() if flag in flags and flag not in _BACKING]
    return " · ".join([backing, *told] if backing else told)


def _backing_words(flags: frozenset[str]) -> str:
    if "SINGLE_ORIGIN" not in flags:
        return "more articles than sources" if "COLLAPSED" in flags else ""
    words = FLAG_NAMES["COLLAPSED" if "COLLAPSED" in flags else "SINGLE_ORIGIN"]
    # Whoever speaks against it is a source as well, and is counted where all are.
    return f"{words} for it" if flags & _AGAINST else words


def plain(value: str) -> str:
    """A stored word of several parts as people write it: ``trade_report`` → ``trade report``."""
    return value.replace("_", " ")
