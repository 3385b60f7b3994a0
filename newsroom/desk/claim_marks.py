"""What a person says of a claim in place of a source: everybody knows it, or we saw it; and the note of what we saw."""

from newsroom.desk.claims import attach_evidence, set_claim_fields
from newsroom.desk.levels import RatedClaim
from newsroom.desk.own_notes import OwnNotes, finish_notes, keep_notes
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.errors import BadInput
from newsroom.storage.transaction import Transaction
from newsroom.text.dates import days_named
from newsroom.text.language.en import ENGLISH

NOTHING_MORE = "Nothing more is needed: everybody knows it."
NOTE_IT = "Note when and where it was seen."
_LONGEST_TITLE = 60


def mark_words(claim: Claim) -> str:
    """``common knowledge``, ``we saw it``; empty where neither was said."""
    said = ("common knowledge" if claim.common_knowledge else "", "we saw it" if claim.own_observation else "")
    return ", ".join(words for words in said if words)


def wants_note(one: RatedClaim) -> bool:
    """Whether somebody said that we saw it, and no note of that, nor other record of ours, is attached."""
    ours = (item for item in one.items if item.authority == "witness" and item.stance in ("supports", "partial"))
    return one.claim.own_observation and not any(ours)


def step_of(one: RatedClaim) -> str | None:
    """What is to be done next for a claim: what the rule says, but nothing where everybody knows it, and first the note
    where we saw it. That somebody contradicts it still counts."""
    if one.level not in ("disputed", "refuted"):
        if one.claim.common_knowledge:
            return NOTHING_MORE
        if wants_note(one):
            return NOTE_IT
    return one.assessment.next_step


def note_seen(transaction: Transaction, *, claim_id: str, words: str) -> Evidence:
    """Keeps what we saw as notes of our own, dated today, and backs the claim with them; says that we saw it. Of a day
    the words name it speaks of that day. Refused: no words."""
    said = words.strip()
    if not said:
        raise BadInput("Write when and where it was seen, and by whom: these words are what the claim rests on then.")
    claim = set_claim_fields(transaction, claim_id=claim_id, fields={"own_observation": True})
    notes = OwnNotes("observation", _short(claim.wording), "on_record", said)
    kept = keep_notes(transaction, story_id=claim.story, notes=notes)
    finish_notes(transaction, capture_id=kept.capture)
    fields = {"excerpt": said, "locator": "paragraph 1", "as_of": _day_of(transaction, said)}
    return attach_evidence(
        transaction, claim_id=claim_id, source_id=kept.source, authority="witness", fields=fields
    )  # fmt: skip


def _day_of(transaction: Transaction, words: str) -> str:
    today = transaction.today.isoformat()
    days = (day.near(transaction.today) for day in days_named(words, language=ENGLISH) if day.day)
    return next((day for day in days if day is not None and day <= today), today)


def _short(wording: str) -> str:
    line = " ".join(wording.split()).rstrip(".")
    return line if len(line) <= _LONGEST_TITLE else f"{line[: _LONGEST_TITLE - 1].rstrip()}…"
