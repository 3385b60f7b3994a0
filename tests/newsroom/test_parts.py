"""Part of a found sentence made a claim: only what these words name backs it."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.claims import find_in_draft, mark_claim, unmark_claim
from newsroom.desk.desk import Desk, Done
from newsroom.desk.parts import take_guesses
from newsroom.desk.story_view import StoryView, read_story_view
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.errors import Refused
from newsroom.domain.profile import SOLO
from newsroom.tasks.articles import bring_in_article
from tests.builders import everything, new_desk
from tests.newsroom.story_desk import NOW, bare

TEXT = (
    "The city will open the new Orrin bridge in May, the Harbour Post reported on 4 May 2025. It will carry 4,000 cars "
    "a day and cost £12 million, and the union says it is unsafe.\n\n"
    "Ada Roe said the bridge “will never be full,” and traffic fell by 9 percent in 2024.\n"
)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    made = new_desk(tmp_path / "desk")
    yield made
    made.close()


class Found:
    """An article as it was brought in, its statements found and not taken yet."""

    def __init__(self, desk: Desk, folder: Path) -> None:
        path = folder / "bridge.md"
        path.write_text(TEXT, encoding="utf-8")
        self.desk = desk
        self.story = bring_in_article(desk, path=path).result.story.id

    def view(self) -> StoryView:
        return read_story_view(self.desk.queries, self.story, profile=SOLO, now=NOW)

    def mark(self, words: str) -> Done[Claim]:
        start, end = find_in_draft(TEXT, words)
        return self.desk.run("Mark", mark_claim, story_id=self.story, start=start, end=end)

    def behind(self, claim: Claim) -> list[str]:
        view = self.view()
        rested = [view.source_behind(item) for item in view.evidence_by_claim.get(claim.id, ())]
        return [source.publisher for source in rested if source is not None]


@pytest.fixture
def found(desk: Desk, tmp_path: Path) -> Found:
    return Found(desk, tmp_path)


def test_a_part_without_the_attribution_gets_nothing_of_what_was_guessed_for_the_sentence(found: Found) -> None:
    (whole,) = [one for one in found.view().proposals if "the union says" in one.words]
    guessed = found.view().evidence_by_claim[whole.id]
    assert guessed
    marked = found.mark("the union says it is unsafe")
    assert found.behind(marked.value) == []
    assert found.view().claims[marked.value.id].level == "unsourced"
    assert {item.id for item in marked.changes.after(Evidence) if item.binned_at} == {item.id for item in guessed}
    assert all(source.proposed for source in found.view().records.sources)


def test_what_was_left_is_attached_when_a_person_says_so_and_not_once_the_claim_is_gone(found: Found) -> None:
    marked = found.mark("carry 4,000 cars a day")
    left = [item.id for item in marked.changes.after(Evidence) if item.binned_at]
    taken = found.desk.run("Attach", take_guesses, evidence_ids=left)
    assert found.behind(marked.value) == ["Harbour Post"]
    assert not any(source.proposed for source in found.view().records.sources)
    found.desk.revert(taken.changes)
    assert found.behind(marked.value) == []
    found.desk.run("Unmark", unmark_claim, claim_id=marked.value.id)
    with pytest.raises(Refused, match="no claim any more"):
        found.desk.run("Attach", take_guesses, evidence_ids=left)


def test_a_part_that_names_the_outlet_keeps_its_report_and_the_assertion_alone_does_not(found: Found) -> None:
    named = found.mark("open the new Orrin bridge in May, the Harbour Post reported")
    assert found.behind(named.value) == ["Harbour Post"]
    found.desk.revert(named.changes)
    bare_words = found.mark("The city will open the new Orrin bridge in May")
    assert found.behind(bare_words.value) == []


def test_a_part_that_holds_the_quotation_keeps_it_and_one_beside_it_does_not(found: Found) -> None:
    held = found.mark("the bridge “will never be full,”")
    assert [item.quote is not None for item in found.view().evidence_by_claim[held.value.id]] == [True]
    found.desk.revert(held.changes)
    beside = found.mark("traffic fell by 9 percent in 2024")
    assert found.view().evidence_by_claim.get(beside.value.id, ()) == ()


def test_one_undo_brings_the_proposal_back_with_all_that_was_guessed(found: Found) -> None:
    before = bare(everything(found.desk.archive))
    marked = found.mark("carry 4,000 cars a day")
    found.desk.revert(marked.changes)
    assert bare(everything(found.desk.archive)) == before


def test_the_whole_sentence_taken_keeps_all_that_was_guessed(found: Found) -> None:
    words = TEXT[TEXT.index("It will carry") : TEXT.index("unsafe") + len("unsafe")]
    assert found.behind(found.mark(words).value) == ["Harbour Post"]
