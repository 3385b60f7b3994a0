"""A desk with one very large story on it: 2,000 claims, 3,000 quotes, 1,000 sources with a saved copy each. All is
invented."""

import hashlib
import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.desk import Desk
from newsroom.domain.anchor import Place, pack_positions
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.draft import Anchor, Draft
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Capture, Holding, Source
from newsroom.domain.story import Story
from newsroom.storage.opening import open_archive
from newsroom.storage.transaction import Transaction

CLAIMS, QUOTES, SOURCES, PEOPLE = 2_000, 3_000, 1_000, 200
NAMES = ("Ottilie", "Halvard", "Marit", "Janus", "Pia", "Sanne", "Vidkun", "Ada")
FAMILIES = ("Brandvik", "Quist", "Sunde", "Ekeblad", "Lorentz", "Ulvaeus", "Roe", "Renner", "Tangen", "Skov")
PLACES = ("The ferry quay", "Pier nine", "The harbour office", "The old ice house", "Tarnby lock", "The east mole")
ACTS = ("was closed for the winter", "cost 1.4 million more than planned", "opened in March", "was never inspected",
        "lost its lamps in a storm", "took in fewer boats than promised")  # fmt: skip
SAYINGS = ("we counted every plank of it", "nobody told us what it would cost", "the crews were there at dawn",
           "it has to be built again", "there was no money left for lamps", "I saw the cracks myself")  # fmt: skip


@dataclass(frozen=True, slots=True)
class _Passage:
    """One thing of the text: a claim or a quotation, and where its words stand."""

    kind: str
    words: str
    start: int
    by: int = 0
    """Which of the people said it."""


def large_desk(folder: Path, *, share: int = 1) -> Desk:
    """A new desk with the story, or with one ``share``-th of it."""
    desk = Desk(open_archive(folder, create=True), actor="Ida Renner")
    desk.run("Fill", _fill, share=share)
    return desk


def _fill(tx: Transaction, *, share: int) -> None:
    rng = random.Random(11)
    crowd = max(1, PEOPLE // share)
    text, passages = _text(rng, claims=CLAIMS // share, quotes=QUOTES // share, people=crowd)
    story = tx.add(Story, slug="every-plank", headline="Tarnby counts every plank", byline="Ida Renner")
    said = [one for one in passages if one.kind == "quote"]
    told = [one for one in passages if one.kind == "claim"]
    sources = _sources(tx, story, [one.words for one in said], count=SOURCES // share)
    people = tx.add_all(Person, [{"name": _name(number)} for number in range(crowd)])
    quotes = tx.add_all(Quote, [
        {"verbatim": one.words[1:-1], "source": sources[number % len(sources)].id,
         "speaker": people[one.by].id}
        for number, one in enumerate(said)
    ])  # fmt: skip
    claims = tx.add_all(Claim, [{"story": story.id, "wording": one.words} for one in told])
    tx.add_all(Evidence, _evidence(claims, sources, quotes))
    places = _marked(tx, story, claims, told) | _used(tx, story, quotes, said)
    sha256 = hashlib.sha256(text.encode()).hexdigest()
    tx.add(Draft, story=story.id, text=text, sha256=sha256, positions=pack_positions(places))


def _text(rng: random.Random, *, claims: int, quotes: int, people: int) -> tuple[str, list[_Passage]]:
    kinds = ["claim"] * claims + ["quote"] * quotes
    rng.shuffle(kinds)
    parts: list[str] = []
    passages: list[_Passage] = []
    length = 0
    for number, kind in enumerate(kinds):
        if kind == "claim":
            words = f"{rng.choice(PLACES)} {rng.choice(ACTS)}, case {number} of {2 * number + 7}"
            written = f"{words}."
        else:
            words = f"“{rng.choice(SAYINGS).capitalize()}, on day {number} of {number + 31},”"
            written = f"{words} {_name(number % people)} said."
        passages.append(_Passage(kind, words, length, number % people))
        written += "\n\n## Day after day\n\n" if number % 60 == 59 else "\n\n" if number % 4 == 3 else " "
        parts.append(written)
        length += len(written)
    return "".join(parts), passages


def _name(number: int) -> str:
    return f"{NAMES[number % 8]} {FAMILIES[number // 8 % 10]}{'by' * (number // 80)}"


def _sources(tx: Transaction, story: Story, said: list[str], *, count: int) -> tuple[Source, ...]:
    sources = tx.add_all(Source, [
        {"type": "news_report" if number % 3 else "public_record", "title": f"Planks and lamps, part {number}",
         "publisher": f"Tarnby Courier {number % 40}", "published": f"2025-{1 + number % 12:02d}-{1 + number % 28:02d}"}
        for number in range(count)
    ])  # fmt: skip
    tx.add_all(Holding, [{"story": story.id, "source": source.id} for source in sources])
    tx.add_all(Capture, [
        {"source": source.id, "original_file": None, "captured_at": tx.now, "captured_by": tx.actor,
         "method": "saved_page",
         "text": " ".join((f"{source.title}.", *(f"{words} somebody said." for words in said[number::count])))}
        for number, source in enumerate(sources)
    ])  # fmt: skip
    return sources


def _evidence(
    claims: tuple[Claim, ...], sources: tuple[Source, ...], quotes: tuple[Quote, ...]
) -> Iterator[dict[str, object]]:
    for number, claim in enumerate(claims):
        source = sources[number % len(sources)]
        authority = "record" if source.type == "public_record" else "publication"
        yield {"claim": claim.id, "source": source.id, "authority": authority, "excerpt": "As the planks were counted"}
        if number % 2:
            yield {"claim": claim.id, "quote": quotes[number % len(quotes)].id, "authority": "insider"}


def _marked(tx: Transaction, story: Story, claims: tuple[Claim, ...], told: list[_Passage]) -> dict[str, Place]:
    anchors = tx.add_all(Anchor, [
        {"story": story.id, "owner_kind": "claim", "owner": claim.id, "exact": one.words}
        for claim, one in zip(claims, told, strict=True)
    ])  # fmt: skip
    return {anchor.id: _place(one) for anchor, one in zip(anchors, told, strict=True)}


def _used(tx: Transaction, story: Story, quotes: tuple[Quote, ...], said: list[_Passage]) -> dict[str, Place]:
    ids = [tx.ids.new() for _ in quotes]
    anchors = tx.add_all(Anchor, [
        {"story": story.id, "owner_kind": "quote_use", "owner": use, "exact": one.words}
        for use, one in zip(ids, said, strict=True)
    ])  # fmt: skip
    tx.add_all(QuoteUse, [
        {"id": use, "story": story.id, "quote": quote.id, "anchor": anchor.id, "speaker_name": _name(one.by)}
        for use, quote, anchor, one in zip(ids, quotes, anchors, said, strict=True)
    ])  # fmt: skip
    return {anchor.id: _place(one) for anchor, one in zip(anchors, said, strict=True)}


def _place(one: _Passage) -> Place:
    return Place(one.start, one.start + len(one.words), "attached")
