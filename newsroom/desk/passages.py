"""A passage of a source, picked or typed by a person, as what a sentence rests on."""

from newsroom.desk.cite import cite_source
from newsroom.desk.claims import set_evidence_fields
from newsroom.domain.claim import Evidence
from newsroom.domain.errors import Refused
from newsroom.storage.transaction import Transaction


def back_with_passage(
    transaction: Transaction, *, story_id: str, start: int, end: int, source_id: str, excerpt: str, locator: str
) -> Evidence:
    """Makes the words from ``start`` to ``end`` (code points of the draft) a claim, where they are none, and the
    passage what backs it, in place of another passage of that source. Refused: a passage without words, and a
    quotation nobody made a claim, which rests on words that were said."""
    words, place = excerpt.strip(), " ".join(locator.split())
    if not words and not place:
        raise Refused("Type what stands there, or where it stands, such as page 3.")
    cited = cite_source(
        transaction, story_id=story_id, start=start, end=end, source=source_id, passage=words
    )  # fmt: skip
    if cited.evidence is None:
        raise Refused("The caret stands in a quotation. Take the passage as a quote, or put the caret in a sentence.")
    return set_passage(transaction, evidence_id=cited.evidence.id, excerpt=words, locator=place)


def set_passage(transaction: Transaction, *, evidence_id: str, excerpt: str, locator: str) -> Evidence:
    """Says which passage an item of evidence rests on, and where it stands."""
    return set_evidence_fields(transaction, evidence_id=evidence_id, fields={"excerpt": excerpt, "locator": locator})
