"""The words people read instead of stored values (ux.md section 4): shape first, then word."""

from newsroom.domain.claim import Authority, Level, Stance

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
    "RETRACTED_IGNORED": "taken back, not counted",
    "SELF_CITATION_IGNORED": "our own story, not counted",
}

FIDELITY_NAMES: dict[str, str] = {
    "exact": "word for word",
    "marked_edit": "edited, and marked so",
    "unmarked_edit": "words changed",
    "not_found": "not found in the saved copy",
    "ambiguous": "found at more than one place",
    "not_compared": "not compared yet",
}


def level_with_mark(level: Level) -> str:
    """``◑ moderate``."""
    return f"{LEVEL_MARKS[level]} {LEVEL_NAMES[level]}"


def flag_words(flags: frozenset[str]) -> str:
    """The flags in words, in the order of the list above, parted by ``·``."""
    return " · ".join(words for flag, words in FLAG_NAMES.items() if flag in flags)


def plain(value: str) -> str:
    """A stored word of several parts as people write it: ``trade_report`` → ``trade report``."""
    return value.replace("_", " ")
