"""A view made of the one before equals a view made anew, whatever was done in between."""

import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from itertools import count
from pathlib import Path
from typing import Any, TypeVar

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from benchmarks.large_desk import large_desk
from newsroom.desk.claims import attach_evidence
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import save_draft
from newsroom.desk.story_view import read_story_view
from newsroom.domain.anchor import unpack_positions
from newsroom.domain.claim import Claim, Evidence, Override
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Check, Dismissal, Draft, Note
from newsroom.domain.errors import NewsroomError
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import (
    Capture,
    Derivation,
    Holding,
    Publisher,
    ReliabilityRating,
    Source,
    SourceNotice,
)
from newsroom.domain.story import Story
from newsroom.domain.terms import Terms
from newsroom.settings import read_profile
from newsroom.storage.opening import open_archive
from newsroom.storage.transaction import Transaction

R = TypeVar("R", bound=Record)
NOW = datetime(2026, 3, 12, 22, tzinfo=UTC)
Act = Callable[[Transaction, random.Random], object]

CHANGES: tuple[tuple[type[Record], dict[str, tuple[object, ...]]], ...] = (
    (Claim, {"kind": ("fact", "speech", "absence", "opinion"), "ttl_days": (None, 0, 3), "accusation": (True,),
             "proposed": (True, False), "common_knowledge": (True, False), "wording": ("Pier nine was closed",)}),
    (Evidence, {"stance": ("supports", "partial", "contradicts", "no_position"), "authority": ("record", "unknown"),
                "terms": ("on_record", "off_record", "background"), "as_of": (None, "2026-03-10")}),
    (Source, {"embargo_until": (None, "2026-03-13", "2026-03-12T23:00+00:00"), "publisher": ("The Weir Post", ""),
              "proposed": (True, False), "type": ("own_story", "interview_own"), "url": ("https://weir.example/a",)}),
    (Quote, {"proposed": (True, False), "speaker": (None,), "source": (None,), "corrected": ("nobody said so", None)}),
    (QuoteUse, {"kind": ("direct_full", "scare", "indirect"), "proposed": (True, False), "speaker_name": ("",)}),
    (Capture, {"text": ("Somebody else said something else.",)}),
    (Person, {"name": ("Ottilie Roe",), "protected": (True, False), "aliases": (("the keeper",),)}),
    (Story, {"headline": ("Pier nine was closed for the winter", "Planks"), "stage": ("draft", "checking", "held"),
             "kind": ("report", "opinion"), "embargo_until": (None, "2030-01-01")}),
    (Holding, {"state": ("read", "key")}),
)  # fmt: skip


def change(tx: Transaction, rng: random.Random) -> None:
    kind, fields = rng.choice(CHANGES)
    record = any_of(tx, kind, rng)
    name = rng.choice(list(fields))
    changed: dict[str, Any] = {name: rng.choice(fields[name])}
    tx.put(replace(record, **changed))


def to_bin(tx: Transaction, rng: random.Random) -> None:
    record = any_of(tx, rng.choice((Claim, Evidence, Source, Quote, QuoteUse, Capture, Holding)), rng)
    tx.put(replace(record, binned_at=None if record.binned_at else tx.now))


def take_out(tx: Transaction, rng: random.Random) -> None:
    tx.remove(any_of(tx, rng.choice((Evidence, Holding)), rng))


def cite(tx: Transaction, rng: random.Random) -> None:
    """Evidence from a source of the file, a quote, a copy, or a source nobody named before."""
    claim, what = any_of(tx, Claim, rng), rng.randrange(4)
    if what == 3:
        source = tx.add(Source, type="news_report", title="Late lamps", publisher="The Weir Post")
        tx.add(Capture, source=source.id, original_file=None, captured_at=tx.now, captured_by=tx.actor,
               method="pasted", text="The lamps came late.")  # fmt: skip
        attach_evidence(tx, claim_id=claim.id, source_id=source.id)
        return
    kind, field = ((Source, "source"), (Quote, "quote"), (Capture, "capture"))[what]
    tx.add(Evidence, claim=claim.id, **{field: any_of(tx, kind, rng).id})


def say_where_from(tx: Transaction, rng: random.Random) -> None:
    child, parent = sorted(tx.find(Source), key=lambda one: one.id)[:2]
    if rng.random() < 0.4 and tx.find(Derivation):
        tx.remove(any_of(tx, Derivation, rng))
    elif rng.random() < 0.5:
        later = any_of(tx, Source, rng)
        if later.id > parent.id:
            tx.add(Derivation, child=later.id, parent=child.id, kind="restates")
    else:
        outlet = tx.add(Publisher, name="Tarnby Courier 3")
        tx.add(ReliabilityRating, publisher=outlet.id, grade=rng.choice("ABE"), rated_from="2026-01-01", reason="Seen.",
               by=tx.actor)  # fmt: skip


def add_trimming(tx: Transaction, rng: random.Random) -> None:
    story, claim, use = tx.find(Story)[0], any_of(tx, Claim, rng), any_of(tx, QuoteUse, rng)
    adds: tuple[Callable[[], object], ...] = (
        lambda: tx.add(SourceNotice, source=any_of(tx, Source, rng).id, kind="retracted", reach="whole", at=tx.now,
                       note="Made up."),
        lambda: tx.add(Terms, record=any_of(tx, rng.choice((Source, Quote, Person)), rng).id, value="background",
                       agreed_description="a person at the harbour"),
        lambda: tx.add(Override, claim=claim.id, level="high", reason_code="other", note="", by=tx.actor, at=tx.now,
                       suggested_then="low", evidence_hash=""),
        lambda: tx.add(CommentRequest, story=story.id, asked_of="the harbour board", claims=(claim.id,)),
        lambda: tx.add(Dismissal, story=story.id, finding="OVER_CLAIMS", record=claim.id, anchor=None, reason="Seen.",
                       by=tx.actor, at=tx.now),
        lambda: tx.add(Note, story=story.id, anchor=use.anchor, author=tx.actor, text="Who counted?"),
        lambda: tx.add(Check, story=story.id, anchor=use.anchor, mark="verified", by=tx.actor, at=tx.now),
    )  # fmt: skip
    rng.choice(adds)()


def write(tx: Transaction, rng: random.Random) -> None:
    draft = tx.find(Draft)[0]
    at = rng.randrange(len(draft.text))
    words = rng.choice(("x", " It was late.\n\n", "“No,” Ottilie Brandvik said. "))
    places = {
        anchor: place._replace(
            start=place.start + len(words) * (place.start >= at), end=place.end + len(words) * (place.end > at)
        )
        for anchor, place in unpack_positions(draft.positions).items()
    }
    save_draft(tx, story_id=draft.story, text=f"{draft.text[:at]}{words}{draft.text[at:]}", positions=places)


def any_of(tx: Transaction, kind: type[R], rng: random.Random) -> R:
    return rng.choice(tx.find(kind))


ACTS: tuple[Act, ...] = (change, change, change, to_bin, take_out, cite, cite, say_where_from, add_trimming, write)


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("filled") / "desk"
    large_desk(folder, share=125).close()
    return folder


@pytest.fixture
def desk(filled: Path, tmp_path: Path) -> Desk:
    return Desk(open_archive(_copy(filled, tmp_path / "desk")), actor="Ida Renner")


def _copy(filled: Path, folder: Path) -> Path:
    from shutil import copytree

    return Path(copytree(filled, folder))


NUMBERS = count()


@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(seed=st.integers(0, 1 << 30), profile=st.sampled_from(("solo", "full")))
def test_whatever_is_done_the_view_made_of_the_last_equals_one_made_anew(
    seed: int, profile: str, filled: Path, tmp_path: Path
) -> None:
    rng = random.Random(seed)
    desk = Desk(open_archive(_copy(filled, tmp_path / str(next(NUMBERS)))), actor="Ida Renner")
    story, house, now = desk.queries.stories()[0].id, read_profile(profile), NOW
    known = read_story_view(desk.queries, story, profile=house, now=now)
    done: list[Any] = []
    for _ in range(8):
        for _ in range(rng.randint(1, 2)):
            try:
                if done and rng.random() < 0.25:
                    desk.revert(done.pop())
                else:
                    done.append(desk.run("Act", rng.choice(ACTS), rng).changes)
            except (NewsroomError, IndexError):
                continue
        now += timedelta(minutes=rng.choice((0, 1, 70, 60 * 30)))
        known = read_story_view(desk.queries, story, profile=house, now=now, known=known)
        anew = read_story_view(desk.queries, story, profile=house, now=now)
        assert known.records == anew.records
        assert known.checked.claims == anew.checked.claims
        assert known.checked.findings == anew.checked.findings
        assert known == anew
    desk.close()


def test_after_one_new_piece_of_evidence_only_its_claim_is_rated_again(desk: Desk) -> None:
    story, house = desk.queries.stories()[0].id, read_profile("solo")
    known = read_story_view(desk.queries, story, profile=house, now=NOW)
    claim = known.records.claims[0].id
    attached = {one.source for one in known.records.evidence if one.claim == claim}
    other = next(held.source.id for held in known.held if held.evidence and held.source.id not in attached)
    desk.run("Cite", attach_evidence, claim_id=claim, source_id=other, authority="record")
    view = read_story_view(desk.queries, story, profile=house, now=NOW, known=known)
    again = [one.claim.id for one in view.checked.claims if one is not known.claims[one.claim.id]]
    assert again == [claim]
    assert view.claims[claim].level == "confirmed"
    assert view.checked.quotes is known.checked.quotes
    desk.close()


def test_terms_noted_on_evidence_bar_its_quotes_in_the_view_made_of_the_last(desk: Desk) -> None:
    """A word taken over that is off the record now would print it, so this does not wait for chance to draw it."""
    story, house = desk.queries.stories()[0].id, read_profile("solo")
    known = read_story_view(desk.queries, story, profile=house, now=NOW)
    (quoted, *_) = [use.quote for use in known.records.quote_uses if not use.proposed]
    claim = known.records.claims[0].id
    desk.run("Cite", Transaction.add, Evidence, claim=claim, quote=quoted)
    known = read_story_view(desk.queries, story, profile=house, now=NOW, known=known)
    before = known.checked.count("stop")
    (item,) = [one for one in known.records.evidence if one.quote == quoted and one.claim == claim]
    desk.run("Note the terms", Transaction.put, replace(item, terms="off_record"))
    view = read_story_view(desk.queries, story, profile=house, now=NOW, known=known)
    assert view.checked.count("stop") > before
    assert view == read_story_view(desk.queries, story, profile=house, now=NOW)
    desk.close()


def test_the_first_evidence_of_a_claim_and_its_last_change_how_its_words_are_taken(desk: Desk) -> None:
    story, house = desk.queries.stories()[0].id, read_profile("full")
    known = read_story_view(desk.queries, story, profile=house, now=NOW)
    for stance in ("supports", "contradicts"):
        for claim in known.records.claims[:6]:
            gone = [one for one in known.records.evidence if one.claim == claim.id]
            for act in (_without(gone), _with(claim.id, known.held[0].source.id, stance)):
                desk.run("Act", act)
                known = read_story_view(desk.queries, story, profile=house, now=NOW, known=known)
                assert known == read_story_view(desk.queries, story, profile=house, now=NOW)
    desk.close()


def _without(items: list[Evidence]) -> Callable[[Transaction], None]:
    def act(tx: Transaction) -> None:
        for one in items:
            tx.remove(tx.get(Evidence, one.id))

    return act


def _with(claim: str, source: str, stance: str) -> Callable[[Transaction], object]:
    return lambda tx: tx.add(Evidence, claim=claim, source=source, stance=stance, authority="record")
