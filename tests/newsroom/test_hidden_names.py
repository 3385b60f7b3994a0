"""A protected name in what the desk writes by itself: claims, requests, lines about places, also by a part of it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.anchors import accept_wording
from newsroom.desk.claims import accept_claim, mark_claim, set_claim_fields
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import save_draft
from newsroom.desk.name_places import where_named
from newsroom.desk.pending import wait_for
from newsroom.desk.people import person_named
from newsroom.desk.person_purge import look_before_purge
from newsroom.desk.protecting import Alias, add_hidden
from newsroom.desk.quote_insertion import insert_quote
from newsroom.desk.quotes import make_quote_at, set_quote_fields, set_use_fields
from newsroom.desk.requests import add_attempt, ask_for_comment, set_outcome, write_letter
from newsroom.desk.sources import add_source
from newsroom.desk.stories import start_story
from newsroom.domain.anchor import Place
from newsroom.domain.claim import Claim
from newsroom.domain.comment_request import Attempt, CommentRequest
from newsroom.domain.draft import Anchor
from newsroom.domain.errors import Refused
from newsroom.domain.person import Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Source
from newsroom.domain.story import Story
from newsroom.domain.terms import Terms
from newsroom.storage.transaction import Transaction
from newsroom.tasks.articles import bring_in_article
from tests.builders import log_of, new_desk, steady_ids

NAME, CODE = "Ines Marlow", "Heron"
TEXT = "Ines Marlow was in the hold that night. It was locked, Marlow’s brother told us, and Inesita had the key.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())
    desk.run("Protect", add_hidden, code_name=CODE, real_name=NAME, aliases=(Alias("Inesita"),))
    yield desk
    desk.close()


def started(desk: Desk, text: str = TEXT) -> Story:
    return desk.run("Start", start_story, fields={"headline": "The hold"}, text=text).value


def marked(desk: Desk, words: str, *, story: Story, text: str = TEXT, **fields: object) -> Claim:
    start, end = text.index(words), text.index(words) + len(words)
    return desk.run("Mark", mark_claim, story_id=story.id, start=start, end=end, fields=fields).value


# Whoever is asked for comment.


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Marlow", "Heron"), ("Ines Marlow", "Heron"), ("Inesita", "Heron"), ("Marlow’s office", "Heron’s office"),
        ("Marlowe", "Marlowe"),
    ],
)  # fmt: skip
def test_whoever_is_asked_stands_under_the_code_name_also_by_the_surname(desk: Desk, told: str, asked: str) -> None:
    story = started(desk)
    request = desk.run("Ask", ask_for_comment, story_id=story.id, asked_of=told).value
    assert request.asked_of == asked


def test_a_reply_an_article_tells_of_a_protected_person_is_proposed_under_the_code_name(desk: Desk) -> None:
    bring_in_article(desk, data=b"# The hold\n\nMarlow declined to comment.\n", file_name="hold.md")
    (request,) = desk.queries.where(CommentRequest)
    assert (request.asked_of, request.outcome) == (CODE, "declined")


def test_a_surname_that_somebody_who_may_be_named_bears_too_stays(desk: Desk) -> None:
    story = started(desk)
    desk.run("Add", person_named, name="Tom Marlow")
    asked = [
        desk.run("Ask", ask_for_comment, story_id=story.id, asked_of=name).value.asked_of
        for name in ("Marlow", "Tom Marlow", "Ines Marlow")
    ]
    assert asked == ["Marlow", "Tom Marlow", CODE]


def test_a_surname_two_protected_people_bear_says_neither_code_name(desk: Desk) -> None:
    desk.run("Protect", add_hidden, code_name="Gull", real_name="Ada Marlow")
    request = desk.run("Ask", ask_for_comment, story_id=started(desk).id, asked_of="Marlow").value
    assert request.asked_of == "somebody protected"


def test_what_is_written_about_a_request_says_no_protected_name(desk: Desk) -> None:
    given = {"channel": "Marlow’s office", "message": "Dear Ines Marlow,", "reason": "Inesita is away"}
    request = desk.run("Ask", ask_for_comment, story_id=started(desk).id, asked_of=NAME, fields=given).value
    assert (request.channel, request.message, request.reason) == ("Heron’s office", "Dear Heron,", "Heron is away")
    desk.run("Write", write_letter, request_id=request.id, message="Ms Marlow, we write")
    desk.run("Try", add_attempt, request_id=request.id, channel="Marlow’s phone", note="Ines Marlow hung up")
    desk.run("Told", set_outcome, request_id=request.id, outcome="declined", reason="Marlow would not say")
    after, tried = desk.queries.get(CommentRequest, request.id), desk.queries.where(Attempt)[0]
    assert (after.message, after.reason) == ("Ms Heron, we write", "Heron would not say")
    assert (tried.channel, tried.note) == ("Heron’s phone", "Heron hung up")


# The wording of claims.


def test_a_claim_is_worded_with_the_code_name_and_its_mark_keeps_the_words(desk: Desk) -> None:
    story = started(desk)
    claim = marked(desk, TEXT.strip(), story=story, pending_from="Marlow")
    assert claim.wording == (
        "Heron was in the hold that night. It was locked, Heron’s brother told us, and Heron had the key."
    )
    assert claim.pending_from == CODE
    (anchor,) = desk.queries.where(Anchor, owner=claim.id)
    assert anchor.exact == TEXT.strip()
    changed = desk.run("Word", set_claim_fields, claim_id=claim.id, fields={"wording": "Marlow had the key"}).value
    assert changed.wording == "Heron had the key"
    accepted = desk.run("Take", accept_claim, claim_id=claim.id, fields={"wording": "Inesita had it"}).value
    assert accepted.wording == "Heron had it"


def test_a_claim_found_in_an_article_and_part_of_it_taken_says_the_code_name(desk: Desk) -> None:
    words = "The Weir Board paid Ines Marlow 1.4 million euros in March 2025, and Marlow left the board in May 2025."
    story = bring_in_article(desk, data=f"# The weir\n\n{words}\n".encode(), file_name="weir.md").result.story
    (found,) = desk.queries.where(Claim, story=story.id)
    assert found.proposed and "Heron" in found.wording and "Marlow" not in found.wording

    text = desk.queries.draft(story.id).text
    taken = marked(desk, "paid Ines Marlow 1.4 million euros in March 2025", story=story, text=text)

    assert (taken.id, taken.wording) == (found.id, "paid Heron 1.4 million euros in March 2025")


def test_a_claim_that_follows_its_words_follows_them_under_the_code_name(desk: Desk) -> None:
    story = started(desk, "Nobody was in the hold.\n")
    claim = marked(desk, "Nobody was in the hold", story=story, text="Nobody was in the hold.\n")
    (anchor,) = desk.queries.where(Anchor, owner=claim.id)
    new = "Ines Marlow was in the hold.\n"
    places = {anchor.id: Place(0, len("Ines Marlow was in the hold"), "reworded")}
    desk.run("Save", save_draft, story_id=story.id, text=new, positions=places)

    desk.run("Take", accept_wording, anchor_id=anchor.id)

    assert desk.queries.get(Claim, claim.id).wording == "Heron was in the hold"
    desk.run("Wait", wait_for, claim_id=claim.id, what="Marlow’s word")
    assert desk.queries.claims_waiting()[0].pending == "Heron’s word"


# What is told of the places a name stands at.


def test_a_line_about_a_place_says_no_part_of_the_name(desk: Desk) -> None:
    person = desk.queries.where(Person)[0]
    desk.run("Start", start_story, fields={"headline": "Marlow and the harbour"}, text=TEXT)
    named, purged = (one(desk.archive, person_id=person.id) for one in (where_named, look_before_purge))
    for lines in (named.places, purged.places):
        assert "“Heron and the harbour”: text" in [line.words for line in lines]
        assert not [line for line in lines if "Marlow" in line.words or "Ines" in line.words]


# The speaker and the words round a quotation.


def test_a_speaker_typed_by_the_surname_is_the_protected_person(desk: Desk) -> None:
    text = "“It was locked,” Marlow said.\n"
    story = started(desk, text)
    use = desk.run("Quote", make_quote_at, story_id=story.id, start=0, end=16, speaker_name="Marlow").value
    assert use.speaker_name == CODE and [one.name for one in desk.queries.where(Person)] == [""]
    fields = {"attribution_text": "Marlow said", "outlet": "told to Inesita"}
    changed = desk.run("Print", set_use_fields, use_id=use.id, fields=fields).value
    assert (changed.attribution_text, changed.outlet) == ("Heron said", "told to Heron")
    kept = desk.run(
        "Note", set_quote_fields, quote_id=use.quote or "", fields={"occasion": "a call with Ines Marlow"}
    ).value
    assert kept.occasion == "a call with Heron"


def test_an_attribution_that_names_a_protected_speaker_is_refused_and_of_another_says_the_code_name(desk: Desk) -> None:
    text = "“It was locked,” a deckhand said.\n"
    story = started(desk, text)

    def insert(speaker: str, attribution: str) -> QuoteUse:
        def act(tx: Transaction) -> QuoteUse:
            quote = tx.add(Quote, verbatim="It was locked")
            tx.add(Terms, record=quote.id, value="background", agreed_description="a deckhand")
            return insert_quote(
                tx, story_id=story.id, places=[(0, 16)], kind="direct_full", attribution_text=attribution,
                quote_id=quote.id, speaker_name=speaker,
            )[0]  # fmt: skip

        return desk.run("Insert", act).value

    for attribution in ("Ines Marlow said", "said Marlow, a deckhand", "Inesita told us"):
        with pytest.raises(Refused, match="is protected"):
            insert(NAME, attribution)
    assert not desk.queries.where(QuoteUse)
    used = insert("Marlow", "a deckhand said")
    assert (used.speaker_name, used.attribution_text) == (CODE, "a deckhand said")
    assert insert("Bo Lind", "said Bo Lind, who knows Marlow").attribution_text == "said Bo Lind, who knows Heron"


# Protecting later does as much.


def test_a_surname_gives_way_where_it_says_who_is_meant_when_somebody_is_protected_later(desk: Desk) -> None:
    text = "Tarrow was in the hold, the Tarrow Gazette reported.\n"
    story = started(desk, text)
    claim = marked(desk, "Tarrow was in the hold", story=story, text=text, pending="word of Tarrow")
    request = desk.run("Ask", ask_for_comment, story_id=story.id, asked_of="Tarrow").value
    gazette = {"type": "news_report", "title": "The hold", "publisher": "Tarrow Gazette"}
    source = desk.run("Add", add_source, story_id=story.id, fields=gazette).value
    desk.run("Know", person_named, name="Leif Tarrow")

    done = desk.run("Protect", add_hidden, code_name="Gull", real_name="Leif Tarrow")

    known = desk.queries.get(Claim, claim.id)
    assert (known.wording, known.pending) == ("Gull was in the hold", "word of Gull")
    assert desk.queries.get(CommentRequest, request.id).asked_of == "Gull"
    assert [one.name for one in desk.queries.where(Person)] == ["", ""]
    assert desk.queries.get(Source, source.id).publisher == "Tarrow Gazette"
    about = [one for one in log_of(desk.archive) if one.record in (claim.id, request.id)]
    assert about and "Tarrow" not in repr(about)

    desk.revert(done.changes)

    assert desk.queries.get(Claim, claim.id).wording == "Tarrow was in the hold"
    assert desk.queries.named(Person, "Leif Tarrow", field="name").protected is False
