"""A desk with something of most kinds in it, for tests that damage, back up, restore or purge it. All is invented."""

import random
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.desk import Desk
from newsroom.domain.claim import Claim, Evidence, Override
from newsroom.domain.comment_request import Attempt, CommentRequest
from newsroom.domain.draft import Anchor, Check, Dismissal, Draft, Note, Revision
from newsroom.domain.person import Identity, IdentityAlias, Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Derivation, Holding, OriginalFile, Source, SourceNotice
from newsroom.domain.story import Asset, Story
from newsroom.domain.terms import Terms
from newsroom.storage.archive import Archive
from newsroom.storage.schema import TABLES
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, sha256_of_text, steady_ids

NAMES = ("Ottilie Brandvik", "Halvard Quist", "Marit Sunde", "Janus Ekeblad", "Pia Lorentz")
PLACES = ("the ferry quay", "pier nine", "the harbour office", "the old ice house", "Tarnby lock")
ACTS = ("was closed for the winter", "cost 1.4 million more than planned", "will open in March", "was never inspected")


def sentence(rng: random.Random) -> str:
    return f"{rng.choice(NAMES)} said that {rng.choice(PLACES)} {rng.choice(ACTS)}, case {rng.randint(1000, 9999)}."


def paragraph(rng: random.Random, *, sentences: int) -> str:
    return " ".join(sentence(rng) for _ in range(sentences))


@dataclass(frozen=True, slots=True)
class FilledStory:
    """What ``add_full_story`` made, by id."""

    story: str
    draft: str
    source: str
    capture: str
    quote: str
    claim: str
    sha256: str


def add_full_story(desk: Desk, rng: random.Random, *, number: int, sentences: int = 12) -> FilledStory:
    """A story with its draft, revisions, source, kept file, quote, claim and evidence."""
    content = f"<p>{paragraph(rng, sentences=sentences)}</p>".encode()
    sha256 = desk.archive.files.keep(content)
    return desk.run("Fill", _fill, rng=rng, number=number, sha256=sha256, content=content, sentences=sentences).value


def _fill(
    tx: Transaction, *, rng: random.Random, number: int, sha256: str, content: bytes, sentences: int
) -> FilledStory:
    text = "\n\n".join(paragraph(rng, sentences=4) for _ in range(sentences // 4))
    story = tx.add(Story, slug=f"story-{number}", headline=f"Tarnby counts ferries, part {number}", tags=("harbour",))
    draft = tx.add(Draft, story=story.id, text=text, sha256=sha256_of_text(text))
    tx.add(Revision, story=story.id, seq=tx.next_seq(), text=text, sha256=sha256_of_text(text), why="import")
    file = tx.add(
        OriginalFile, sha256=sha256, size=len(content), media_type="text/html", file_name=f"page-{number}.html",
        kept_at=tx.now,
    )  # fmt: skip
    source = tx.add(Source, type="news_report", title=f"Tarnby Courier, page {number}", publisher="Tarnby Courier")
    parent = tx.add(Source, type="press_release", title=f"Harbour board, release {number}")
    tx.add(Derivation, child=source.id, parent=parent.id, kind="restates")
    tx.add(Holding, story=story.id, source=source.id, why="named in the text")
    tx.add(SourceNotice, source=source.id, kind="corrected", reach="passage", at=tx.now, note="A date was put right.")
    capture = tx.add(
        Capture, source=source.id, original_file=file.id, captured_at=tx.now, captured_by=tx.actor,
        method="saved_page", text=content.decode(),
    )  # fmt: skip
    person = tx.add(Person, name=rng.choice(NAMES), aliases=("the harbour master",))
    quote = tx.add(Quote, verbatim=sentence(rng), source=source.id, capture=capture.id, speaker=person.id)
    place = tx.add(Anchor, story=story.id, owner_kind="claim", owner="", exact=text[:20])
    tx.add(QuoteUse, story=story.id, quote=quote.id, anchor=place.id, outlet="Tarnby Courier")
    claim = tx.add(Claim, story=story.id, wording=sentence(rng))
    tx.add(Evidence, claim=claim.id, source=source.id, excerpt=sentence(rng))
    tx.add(Evidence, claim=claim.id, quote=quote.id)
    return FilledStory(story.id, draft.id, source.id, capture.id, quote.id, claim.id, sha256)


def add_trimmings(desk: Desk, filled: FilledStory) -> None:
    """The rarer kinds of records around a story: checks, notes, requests, terms, a protected person."""
    desk.run("Fill", _trim, filled=filled)


def _trim(tx: Transaction, *, filled: FilledStory) -> None:
    place = tx.find(Anchor, story=filled.story)[0]
    tx.add(Check, story=filled.story, anchor=place.id, mark="query", by=tx.actor, at=tx.now, note="Ask the keeper.")
    note = tx.add(Note, story=filled.story, anchor=place.id, author=tx.actor, text="Who counted them?")
    tx.add(Note, story=filled.story, anchor=None, author=tx.actor, text="The keeper did.", thread=note.id)
    tx.add(
        Dismissal, story=filled.story, finding="UNINSPECTED", record=filled.source, anchor=None, reason="Seen.",
        by=tx.actor, at=tx.now,
    )  # fmt: skip
    request = tx.add(
        CommentRequest, story=filled.story, asked_of="the harbour board", claims=(filled.claim,),
        reply_quote=filled.quote,
    )  # fmt: skip
    tx.add(Attempt, request=request.id, at=tx.now, channel="telephone")
    tx.add(Terms, record=filled.source, value="background", agreed_description="a person at the harbour")
    tx.add(
        Override, claim=filled.claim, level="low", reason_code="other", note="One side only.", by=tx.actor, at=tx.now,
        suggested_then="moderate", evidence_hash="",
    )  # fmt: skip
    person = tx.add(Person, name="", protected=True, code_name="Heron")
    identity = tx.add(Identity, person=person.id, real_name="Vidkun Aaberg", contacts="0 12 34 56")
    tx.add(IdentityAlias, identity=identity.id, kind="alias", value="Vidde")
    tx.add(Asset, story=filled.story, caption="The quay in fog.", credit="Photo: Pia Lorentz")


def filled_desk(
    folder: Path, *, stories: int = 4, seed: int = 5, sentences: int = 12
) -> tuple[Desk, list[FilledStory]]:
    """A new desk with some stories in it; the first has the rarer kinds too."""
    rng = random.Random(seed)
    desk = new_desk(folder, ids=steady_ids(seed))
    filled = [add_full_story(desk, rng, number=number, sentences=sentences) for number in range(1, stories + 1)]
    add_trimmings(desk, filled[0])
    return desk, filled


def stored_rows(archive: Archive) -> dict[str, dict[str, tuple[object, ...]]]:
    """Kind → id → row as it is stored, digest last, of all that is on a desk, the log too."""
    found: dict[str, dict[str, tuple[object, ...]]] = {}
    with archive.read() as connection:
        for table in TABLES.values():
            rows = connection.exec_driver_sql(f'SELECT * FROM "{table.name}"').fetchall()
            found[table.name] = {str(row[0]): tuple(row) for row in rows}
    return found


def records_of(archive: Archive, record_type: type[Record]) -> dict[str, Record]:
    """Id → record of one kind, straight from the archive."""
    with archive.read() as connection:
        rows = connection.execute(TABLES[record_type].select()).all()
    return {row.id: record_type(*row[:-1]) for row in rows}
