"""What readers are told of a story that is out already: updates, corrections and their like, on a person's word."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from newsroom.domain.errors import Refused
from newsroom.domain.partial_date import date_in_words
from newsroom.domain.source import Source
from newsroom.domain.source_types import goes_by_role
from newsroom.domain.story import PostPublication, PostPublicationKind, Publication, Story
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.terms import TermsValue
from newsroom.domain.wording import SOURCE_TYPE_NAMES
from newsroom.storage.queries import Queries
from newsroom.storage.transaction import Transaction

NOTICE_NAMES: Mapping[PostPublicationKind, str] = {
    "update": "update: new facts", "correction": "correction: something was wrong",
    "clarification": "clarification: true, but misleading", "editors_note": "editor’s note",
    "refile": "typing error, same meaning", "retraction": "retraction: the text is withdrawn",
    "takedown": "taken down",
}  # fmt: skip
_NEEDS_NO_WORDS = frozenset({"refile", "takedown"})


@dataclass(frozen=True, slots=True)
class Published:
    """How a story is out: ``published`` or only exported, and since when; ``told`` are the notices recorded so far."""

    is_published: bool
    since: str
    told: tuple[PostPublication, ...]

    @property
    def words(self) -> str:
        """``published on 3 October 2025``, ``exported on 3 October 2025``; exported is not published."""
        how = "published" if self.is_published else "exported"
        return f"{how} on {date_in_words(self.since[:10])}" if self.since else how

    def told_of(self, claims: Sequence[str]) -> PostPublication | None:
        """The newest notice that speaks of all these claims."""
        return next((one for one in reversed(self.told) if set(claims) <= set(one.claims)), None)


def published_as(queries: Queries, records: StoryRecords) -> Published | None:
    """How readers have the story; None while it is with the desk alone, drafts that left aside."""
    told = tuple(sorted(queries.where(PostPublication, story=records.story.id), key=lambda one: one.at))
    out = [one for one in queries.where(Publication, story=records.story.id) if one.taken_down_at is None]
    if out:
        since = min((one.published_at for one in out if one.published_at), default="")
        return Published(is_published=True, since=since, told=told)
    left = [receipt for receipt in records.receipts if not receipt.is_draft]
    return Published(is_published=False, since=left[-1].created_at, told=told) if left else None


def record_notice(
    transaction: Transaction,
    *,
    story_id: str,
    kind: PostPublicationKind,
    reader_text: str,
    before: str = "",
    after: str = "",
    claims: Sequence[str] = (),
    reason: str = "",
) -> PostPublication:
    """Records what readers are told; it stands on the reader's page from the next export on. A correction must say what
    was wrong (``before``) and what is right (``after``)."""
    story = transaction.get(Story, story_id)
    if kind == "correction" and not (before.strip() and after.strip()):
        raise Refused("A correction says what was wrong and what is right. Write both.")
    if kind not in _NEEDS_NO_WORDS and not reader_text.strip():
        raise Refused("Readers are told nothing yet. Write the sentence they are to read.")
    return transaction.add(
        PostPublication,
        story=story.id, kind=kind, at=transaction.now, before=before.strip(), after=after.strip(),
        claims=tuple(claims), reason=reason.strip(), reader_text=reader_text.strip(),
    )  # fmt: skip


def named_for_readers(source: Source, *, terms: TermsValue) -> str:
    """What came, as a sentence for readers may call it: ``an official statement by …``. Nobody is named whose word came
    to us alone, and where anything but the record was agreed, or the source is confidential, not even its kind."""
    if terms != "on_record" or source.confidentiality != "normal":
        return "new information"
    came_to_us = goes_by_role(source.type) and source.type != "social_post"
    who = "" if came_to_us else source.publisher or ", ".join(source.authors)
    kind = SOURCE_TYPE_NAMES[source.type]
    article = "" if kind.startswith("our ") else "an " if kind[0] in "aeiou" else "a "
    return f"{article}{kind} by {who}" if who else f"{article}{kind}"


def offered_text(kind: PostPublicationKind, *, day: str, source: str, wordings: Sequence[str]) -> str:
    """A sentence for readers to begin from; ``day`` is an ISO date, ``source`` what came, ``wordings`` what the story
    said."""
    when = date_in_words(day)
    said = "; ".join(f"“{' '.join(wording.split()).rstrip('.')}”" for wording in wordings)
    if kind == "correction":
        return f"Corrected on {when}: an earlier version of this story said {said}. That was wrong."
    if kind == "clarification":
        return f"Clarified on {when}: this story said {said}. {source} says otherwise."
    return f"Updated on {when} after {source}. An earlier version of this story said {said}."
