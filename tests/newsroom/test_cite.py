"""Cite: one act from a sentence to its source, and the reading of the file behind it."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.cite import Cited, NewSource, cite_quote, cite_source, rank_sources
from newsroom.desk.claims import mark_claim, set_evidence_fields
from newsroom.desk.desk import Done
from newsroom.desk.read_behind import ReadBehind, put_behind, unread_copies
from newsroom.desk.sources import add_source
from newsroom.domain.changes import Changes, merge_changes
from newsroom.domain.claim import Claim
from newsroom.domain.errors import BadInput, Refused
from newsroom.domain.source import Holding, Source
from newsroom.tasks.articles import bring_in_article
from newsroom.tasks.citing import address_source, keep_pasted, keep_unread, read_behind, read_left_behind
from tests.builders import everything
from tests.newsroom.story_desk import CLOSED, SPOKEN, TEXT, StoryDesk, bare, pier_desk

KNOWN = "Nobody knows until when."
PAGE = (
    "<html><head><title>Pier shut for winter</title><meta name='author' content='Bo Lund'>"
    "<meta property='og:site_name' content='Weirside Review'></head><body><article><p>The ferry was late, and "
    "the passengers waited for an hour in the cold hall.</p><p>Nobody at the harbour board knows until when the pier "
    "stays shut, three members of it said after the meeting.</p></article></body></html>"
)


@pytest.fixture
def pier(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def cite(pier: StoryDesk, words: str, source: str | NewSource, **given: object) -> Done[Cited]:
    start = TEXT.index(words)
    return pier.desk.run(
        "Cite", cite_source, story_id=pier.story.id, start=start, end=start + len(words), source=source, **given
    )  # pyright: ignore


def cite_page(pier: StoryDesk, words: str = KNOWN) -> Done[Cited]:
    kept = keep_unread(pier.desk, data=PAGE.encode(), file_name="page.html")
    return cite(pier, words, kept.source, capture=kept.capture)


def filled(pier: StoryDesk, read: ReadBehind) -> Changes:
    return pier.desk.run("Read the file", put_behind, read=read).changes


def test_a_sentence_cites_a_source_of_the_story_where_the_copy_says_it(pier: StoryDesk) -> None:
    start = TEXT.index(CLOSED)
    done = pier.act(
        cite_source, story_id=pier.story.id, start=start, end=start + len(CLOSED) + 1, source=pier.source.id
    )
    assert done.claim is not None
    assert done.evidence is not None
    assert done.claim.id == pier.claim.id
    assert (done.evidence.stance, done.evidence.authority, done.evidence.locator) == (
        "supports", "publication", "paragraph 2",
    )  # fmt: skip
    assert done.evidence.excerpt.startswith("It has closed the pier for the whole winter")
    assert set(done.evidence.to_confirm) == {"authority", "as_of", "locator"}
    assert pier.view().claims[pier.claim.id].level != "unsourced"


def test_a_sentence_that_is_no_claim_yet_becomes_one(pier: StoryDesk) -> None:
    cited = cite(pier, KNOWN, pier.source.id).value
    assert cited.claim is not None
    assert cited.claim.wording == KNOWN
    assert pier.words(pier.view().anchors_of(cited.claim.id)[0]) == KNOWN


def test_the_passage_a_person_selected_is_no_guess(pier: StoryDesk) -> None:
    passage = "The council met on Friday evening."
    item = cite(pier, CLOSED, pier.source.id, passage=passage).value.evidence
    assert item is not None
    assert (item.locator, item.excerpt) == ("paragraph 2", passage)
    assert "locator" not in item.to_confirm


def test_citing_the_same_source_twice_changes_nothing_the_second_time(pier: StoryDesk) -> None:
    first = cite(pier, CLOSED, pier.source.id).value
    again = cite(pier, CLOSED, pier.source.id)
    assert again.value.evidence == first.evidence
    assert again.changes.rows == ()


def test_words_inside_quotation_marks_become_a_quote_of_the_source(pier: StoryDesk) -> None:
    start = TEXT.index("costs")
    cited = pier.act(cite_source, story_id=pier.story.id, start=start, end=start + 5, source=pier.source.id)
    assert (cited.claim, cited.evidence) == (None, None)
    assert cited.use is not None
    assert cited.quote is not None
    assert pier.words(cited.use.anchor) == SPOKEN
    assert (cited.quote.source, cited.quote.locator) == (pier.source.id, "paragraph 3")


def test_a_quotation_inside_a_claim_backs_it(pier: StoryDesk) -> None:
    pier.desk.run("Cite", cite_source, story_id=pier.story.id, start=TEXT.index(SPOKEN), end=len(TEXT),
                  source=pier.source.id)  # fmt: skip
    cited = cite(pier, "costs", pier.source.id).value
    assert cited.evidence is not None
    assert cited.quote is not None
    assert (cited.evidence.quote, cited.evidence.source) == (cited.quote.id, None)


def mark(pier: StoryDesk, words: str) -> Claim:
    start = TEXT.index(words)
    return pier.desk.run("Mark", mark_claim, story_id=pier.story.id, start=start, end=start + len(words)).value


def test_words_inside_several_claims_cite_for_the_smallest_and_a_whole_sentence_for_itself(pier: StoryDesk) -> None:
    part, other = mark(pier, "Nobody knows"), mark(pier, "until when")
    assert cite(pier, "Nobody", pier.source.id).value.claim == part
    assert cite(pier, "until when.", pier.source.id).value.claim == other
    whole = cite(pier, KNOWN, pier.source.id).value.claim
    assert whole is not None
    assert (whole.wording, whole.id in (part.id, other.id)) == (KNOWN, False)
    assert cite(pier, "knows", pier.source.id).value.claim == part


def test_one_part_marked_is_not_given_what_is_cited_for_the_whole_sentence(pier: StoryDesk) -> None:
    part = mark(pier, "Nobody knows")
    whole = cite(pier, KNOWN, pier.source.id).value.claim
    assert whole is not None
    assert whole.id != part.id
    assert pier.view().evidence_by_claim.get(part.id, ()) == ()


def test_a_quote_is_cited_for_the_claim_at_the_words_and_a_sentence_without_one_becomes_it(pier: StoryDesk) -> None:
    quote = cite(pier, "costs", pier.source.id).value.quote
    assert quote is not None
    given = {"story_id": pier.story.id, "quote_id": quote.id}
    item = pier.act(cite_quote, start=3, end=8, **given)
    assert (item.claim, item.quote, item.source) == (pier.claim.id, quote.id, None)
    assert pier.desk.run("Cite", cite_quote, start=3, end=8, **given).changes.rows == ()
    start = TEXT.index(KNOWN)
    made = pier.act(cite_quote, start=start, end=start + len(KNOWN), **given)
    assert pier.view().claims[made.claim].claim.wording == KNOWN


def test_inside_a_quotation_the_claim_at_the_words_meant_is_backed_and_no_other(pier: StoryDesk) -> None:
    plan, cost = mark(pier, "We have a plan"), mark(pier, "costs 1.4 million")
    cited = cite(pier, "costs 1.4 million", pier.source.id).value
    assert cited.claim == cost
    assert cited.use is not None
    assert pier.view().evidence_by_claim.get(plan.id, ()) == ()
    assert cite(pier, SPOKEN, pier.source.id).value.claim is None


def test_an_address_is_cited_as_a_source_without_a_copy_and_known_the_second_time(pier: StoryDesk) -> None:
    new = address_source("https://weirside.example/pier")
    first = cite(pier, KNOWN, new).value
    assert first.source.to_confirm == ("type", "title", "publisher")
    assert first.capture is None
    assert cite(pier, CLOSED, new).value.source.id == first.source.id
    with pytest.raises(BadInput, match="no address"):
        address_source("weirside")


def test_a_pasted_passage_is_kept_as_its_own_copy(pier: StoryDesk) -> None:
    kept = keep_pasted(pier.desk, words="Nobody at the board knows until when.", url="https://weirside.example/pier")
    cited = cite(pier, KNOWN, kept.source, capture=kept.capture).value
    assert cited.capture is not None
    assert (cited.capture.method, cited.capture.text) == ("pasted", "Nobody at the board knows until when.")
    assert cited.evidence is not None
    assert cited.evidence.excerpt == cited.capture.text
    assert unread_copies(pier.desk.queries, story_id=pier.story.id) == ()


def test_a_place_without_a_word_is_refused_and_nothing_is_made(pier: StoryDesk) -> None:
    before = everything(pier.desk.archive)
    with pytest.raises(Refused, match="no sentence"):
        cite(pier, "\n\n", pier.source.id)
    assert everything(pier.desk.archive) == before


def test_a_file_read_behind_fills_in_its_words_its_source_and_the_place(pier: StoryDesk) -> None:
    done = cite_page(pier)
    assert done.value.evidence is not None
    assert (done.value.source.title, done.value.evidence.locator) == ("page.html", "")
    filled(pier, read_behind(pier.desk, changes=done.changes))
    view = pier.view()
    source = view.sources[done.value.source.id]
    assert (source.title, source.publisher, source.authors) == (
        "Pier shut for winter", "Weirside Review", ("Bo Lund",),
    )  # fmt: skip
    assert {"title", "publisher", "authors"} <= set(source.to_confirm)
    item = view.evidence_by_claim[done.value.claim.id if done.value.claim else ""][0]
    assert item.excerpt.startswith("Nobody at the harbour board knows until when")
    assert item.locator == "paragraph 2"
    assert "locator" in item.to_confirm


def test_one_undo_takes_back_the_cite_and_what_was_read_behind_it(pier: StoryDesk) -> None:
    before = everything(pier.desk.archive)
    done = cite_page(pier)
    whole = merge_changes(done.changes, filled(pier, read_behind(pier.desk, changes=done.changes)))
    after = everything(pier.desk.archive)
    assert whole.label == "Cite"
    undone = pier.desk.revert(whole)
    assert bare(everything(pier.desk.archive)) == bare(before)
    pier.desk.revert(undone)
    assert bare(everything(pier.desk.archive)) == bare(after)


def test_a_cite_taken_back_before_its_file_was_read_stays_taken_back(pier: StoryDesk) -> None:
    before = everything(pier.desk.archive)
    done = cite_page(pier)
    read = read_behind(pier.desk, changes=done.changes)
    redone = pier.desk.revert(done.changes)
    assert filled(pier, read).rows == ()
    assert bare(everything(pier.desk.archive)) == bare(before)
    again = pier.desk.revert(redone)
    filled(pier, read_behind(pier.desk, changes=again))
    assert next(one for one in pier.view().sources.values() if one.id == done.value.source.id).authors == ("Bo Lund",)


def test_what_a_person_set_meanwhile_is_left_and_both_steps_can_be_taken_back(pier: StoryDesk) -> None:
    before = everything(pier.desk.archive)
    done = cite_page(pier)
    item = done.value.evidence
    assert item is not None
    step = pier.desk.run("Set", set_evidence_fields, evidence_id=item.id, fields={"locator": "page 9"})
    follow = filled(pier, read_behind(pier.desk, changes=done.changes))
    assert pier.view().evidence_by_claim[item.claim][0].locator == "page 9"
    pier.desk.revert(step.changes)
    pier.desk.revert(merge_changes(done.changes, follow))
    assert bare(everything(pier.desk.archive)) == bare(before)


def test_a_copy_of_what_the_text_names_already_is_laid_on_that_source(pier: StoryDesk) -> None:
    text = "Nobody knows until when the pier stays shut, per a Weirside Review report.\n"
    story = bring_in_article(pier.desk, data=text.encode(), file_name="other.txt").result.story
    other = replace(pier, story=story)
    before = everything(pier.desk.archive)
    named = other.view().held[0].source
    kept = keep_unread(pier.desk, data=PAGE.encode(), file_name="page.html")
    done = pier.desk.run(
        "Cite", cite_source, story_id=story.id, start=0, end=len(text), source=kept.source, capture=kept.capture
    )
    follow = filled(other, read_behind(pier.desk, changes=done.changes))
    view = other.view()
    assert [held.source.id for held in view.held] == [named.id]
    assert not view.held[0].source.proposed
    assert len(view.held[0].captures) == 1
    assert [item.source for item in view.held[0].evidence] == [named.id]
    pier.desk.revert(merge_changes(done.changes, follow))
    assert bare(everything(pier.desk.archive)) == bare(before)


def test_a_file_nobody_can_read_is_kept_without_its_text_and_not_tried_for_ever(pier: StoryDesk) -> None:
    kept = keep_unread(pier.desk, data=b"%PDF-1.7 broken", file_name="list.pdf")
    done = cite(pier, KNOWN, kept.source, capture=kept.capture)
    assert [copy.id for copy in unread_copies(pier.desk.queries, story_id=pier.story.id)] == [
        copy.id for copy in done.changes.after(type(done.value.capture)) if copy
    ]  # fmt: skip
    filled(pier, read_behind(pier.desk, changes=done.changes))
    assert done.value.capture is not None
    assert pier.view().captures[done.value.capture.id].text == ""
    assert unread_copies(pier.desk.queries, story_id=pier.story.id) == ()


def test_a_reading_that_a_sudden_end_cut_short_is_made_up_for(pier: StoryDesk) -> None:
    done = cite_page(pier)
    filled(pier, read_left_behind(pier.desk, story_id=pier.story.id))
    assert done.value.evidence is not None
    view = pier.view()
    assert view.sources[done.value.source.id].publisher == "Weirside Review"
    assert view.evidence_by_claim[done.value.evidence.claim][0].locator == "paragraph 2"


def test_sources_that_share_most_with_the_sentence_come_first_after_the_last_cited(pier: StoryDesk) -> None:
    def add(title: str) -> str:
        fields = {"type": "report", "title": title}
        return pier.desk.run("Add", add_source, story_id=pier.story.id, fields=fields).value.id

    other, ferry = add("Annual accounts of the harbour"), add("Ottilie Brandvik on pier nine and 1.4 million")
    held = pier.view().held
    sentence = "Ottilie Brandvik wants 1.4 million for pier nine."
    assert rank_sources(sentence, held) == (ferry, pier.source.id, other)
    assert rank_sources(sentence, held, last_cited=other) == (other, ferry, pier.source.id)


def test_merged_changes_keep_the_first_before_and_the_last_after(pier: StoryDesk) -> None:
    one = pier.desk.run("A", lambda tx: tx.put(replace(tx.get(Source, pier.source.id), title="A"))).changes
    two = pier.desk.run("B", lambda tx: tx.put(replace(tx.get(Source, pier.source.id), title="B"))).changes
    made = pier.desk.run("C", lambda tx: tx.add(Holding, story=pier.story.id, source=pier.source.id)).changes
    gone = pier.desk.run("D", lambda tx: tx.remove(tx.get(Holding, made.rows[0].id))).changes
    merged = merge_changes(merge_changes(one, two), merge_changes(made, gone))
    assert [(row.before.title, row.after.title) for row in merged.rows if isinstance(row.before, Source)  # pyright: ignore
            ] == [("Pier closed", "B")]  # fmt: skip
    assert merged.ids("holding") == frozenset()
    assert (merged.label, merged.seq) == ("A", gone.seq)
