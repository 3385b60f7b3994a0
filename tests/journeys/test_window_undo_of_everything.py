"""One undo for everything: whatever is done in the window, the same key takes it back, and the other does it again."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from newsroom.domain.anchor import Place
from newsroom.domain.person import Member
from tests.journeys.coldwater import ARTICLE, LISTING, LISTING_NAME, RENEWAL, RUMOUR
from tests.journeys.command_line import done, written
from tests.journeys.person import Person, Records, differing, words_in
from ui.editor.find_bar import FindBar
from ui.panes.claims import ClaimsPane
from ui.panes.quotes import QuotesPane
from ui.panes.readiness import ReadinessLine
from ui.panes.sources import SourcesPane
from ui.panes.status import StatusLine
from ui.panes.stories import StoriesPane
from ui.panes.versions import VersionsPane
from ui.welcome import WelcomeBar
from ui.widgets.place_bar import PlaceBar

TAX = "In August the North Sound Film Office approved an estimated $9.2M tax credit"
GUESS = "Filming could begin in spring, but that remains a guess until Oriva confirms it."
Act = Callable[[Person], None]
State = tuple[str, dict[str, Place], Records]


@pytest.fixture
def one(qtbot: QtBot, tmp_path: Path, own_home: Path) -> Iterator[Person]:
    """At the article, which was imported the day before; a page was saved a moment ago, and another story lies by."""
    done("import", written(tmp_path / "other.md", "The quay is closed.\n"), desk=tmp_path / "desk")
    done("import", written(tmp_path / "coldwater.txt", ARTICLE), desk=tmp_path / "desk")
    written(own_home / "Downloads" / LISTING_NAME, LISTING)
    person = Person(qtbot, tmp_path / "desk")
    assert person.shell.text == ARTICLE
    yield person
    person.shell.end()


def state_of(one: Person) -> State:
    document = one.editor.story_document
    assert document is not None
    return one.shell.text, document.places(), one.records()


def assert_same_words(one: State, other: State) -> None:
    """The same words, and every mark at its place in them."""
    assert one[:2] == other[:2]


def assert_same(one: State, other: State) -> None:
    assert_same_words(one, other)
    assert differing(one[2], other[2]) == []


# What can be done to the words and the fields above them.


def type_a_sentence(one: Person) -> None:
    one.put_caret(GUESS, into=0)
    one.write("The council of Tarnby said “we shall wait for the boat” on Monday. ")


def change_the_headline(one: Person) -> None:
    one.fill(one.page.headline, "The ferry goes on")


def move_the_stage(one: Person) -> None:
    one.choose(one.page.stage, "submitted")


def make_words_bold(one: Person) -> None:
    one.select("somebody")
    one.press("Ctrl+B")


def replace_everywhere(one: Person) -> None:
    one.editor.setFocus()
    one.press("Ctrl+H")
    bar = one.part(FindBar)
    bar.words.setFocus()
    bar.words.selectAll()
    one.write("Coldwater")
    bar.instead.setFocus()
    one.write("Coldwell")
    one.click("Replace all", bar)
    assert "Coldwater" not in one.shell.text
    one.press("Esc")


def go_back_to_a_version(one: Person) -> None:
    pane = one.pane("versions", VersionsPane)
    one.settle()
    one.pick(pane.list, pane.list.lines[-1].id)
    one.do("restore_version")
    assert "Coldwater" in one.shell.text


def name_the_words(one: Person) -> None:
    one.do("name_version")
    one.fill(one.part(VersionsPane).name.line, "As sent")


# Claims and quotes.


def take_a_proposal(one: Person) -> None:
    one.put_caret(RENEWAL)
    one.press("Alt+Return")


def drop_a_proposal(one: Person) -> None:
    one.put_caret("no announcement has been")
    one.press("Alt+Delete")


def take_all_certain(one: Person) -> None:
    one.do("take_certain")


def make_a_claim(one: Person) -> None:
    one.put_caret("The cast reportedly heard")
    one.press("Ctrl+Shift+C")


def make_a_quote(one: Person) -> None:
    one.put_caret("we shall wait")
    one.press("Ctrl+Shift+Q")


def cite_the_page(one: Person) -> None:
    one.put_caret("The cast reportedly heard")
    one.press("Ctrl+Shift+A")
    one.press("Return")
    one.settle()
    assert one.said().startswith("Cited ")


def looked_at_claim(one: Person, words: str) -> ClaimsPane:
    pane = one.pane("claims", ClaimsPane)
    one.pick(pane.list, one.claim(words).claim.id)
    return pane


def change_the_evidence(one: Person) -> None:
    pane = looked_at_claim(one, "The cast reportedly heard")
    item = one.view.evidence_by_claim[one.claim("The cast reportedly heard").claim.id][-1]
    row = pane.claim.evidence.row(item.id)
    assert row is not None
    row.opener.click()
    assert row.form is not None
    one.choose(row.form.stance, "contradicts")


def change_the_kind(one: Person) -> None:
    pane = looked_at_claim(one, "The cast reportedly heard")
    one.click("About the claim", pane)
    one.choose(pane.claim.fields.kind, "opinion")


def set_the_level_by_hand(one: Person) -> None:
    pane = looked_at_claim(one, RENEWAL[:40])
    one.click("Set by hand…", pane)
    one.choose(pane.claim.override.level, "moderate")
    one.choose(pane.claim.override.reason, "source_track_record")
    pane.claim.override.note.setPlainText("The desk knows both of the people behind the report.")
    one.click("Set the level", pane)
    name = one.desk.queries.get(Member, one.desk.actor).name
    assert f"Set by hand by {name}: we know the source better." in words_in(pane)
    assert one.claim(RENEWAL[:40]).level == "moderate"


def name_the_speaker(one: Person) -> None:
    pane = one.pane("quotes", QuotesPane)
    one.pick(pane.list, next(line.id for line in pane.list.lines if "we shall wait" in line.title + line.subtitle))
    one.fill(pane.quote.speaker, "Runa Eskildsen")


def take_the_words_as_they_stand(one: Person) -> None:
    one.put_caret("reportedly heard", into=len("reportedly heard"))
    one.write(" late")
    one.settle()
    one.do("check_again")
    assert "heard late" in one.claim("The cast reportedly heard").claim.wording


def find_a_place_again(one: Person) -> None:
    """The words of a quote went with the version; they are written anew, a little otherwise, and the mark put there."""
    one.put_caret(RUMOUR, into=0)
    one.write("“We shall wait for that boat,” they said. ")
    one.settle()
    one.do("find_again")
    one.click("It stands here now", one.part(PlaceBar))


def remove_a_mark(one: Person) -> None:
    one.put_caret("We shall wait")
    one.do("remove_mark")


def let_a_point_stand(one: Person) -> None:
    line = one.part(ReadinessLine)
    one.editor.setFocus()
    for _ in line.open:
        one.press("F4")
        if line.point.let_stand.isVisible():
            break
    one.click("Dismiss…", line)
    one.fill(line.point.reason, "The editor knows.")


# Sources, the story as a whole, the desk.


def sources_details(one: Person, outlet: str) -> SourcesPane:
    pane = one.pane("sources", SourcesPane)
    one.pick(pane.list, next(line.id for line in pane.list.lines if outlet in line.title + line.subtitle))
    pane.sheet.tabs.setCurrentIndex(1)
    return pane


def change_a_source(one: Person) -> None:
    pane = sources_details(one, "Reel Quarterly")
    one.fill(pane.sheet.fields.title, "Rivers and pens")


def agree_on_terms(one: Person) -> None:
    pane = sources_details(one, "Rivers and pens")
    one.choose(pane.sheet.fields.terms, "background")


def say_how_far_it_was_read(one: Person) -> None:
    pane = sources_details(one, "Rivers and pens")
    one.choose(pane.sheet.fields.state, "read")


def keep_a_file(one: Person) -> None:
    one.drop(written(one.desk.archive.places.folder.parent / "notes.html", LISTING.replace("eleven", "nine")))


def set_a_goal(one: Person) -> None:
    status = one.part(StatusLine)
    status.words.button.click()
    one.fill(status.words.field, "600")


def set_the_due_time(one: Person) -> None:
    one.do("set_due")
    one.fill(one.part(StoriesPane).due.line, "18:00")


def bin_another_story(one: Person) -> None:
    pane = one.pane("stories", StoriesPane)
    other = next(story.id for story in one.desk.queries.stories() if story.id != one.shell.program.focus.story)
    pane.list.setFocus()
    pane.list.choose(other)
    one.press("Delete")
    assert "is in the bin" in one.said()


def say_who_writes(one: Person) -> None:
    name = next(
        field for field in one.part(WelcomeBar).findChildren(QLineEdit) if field.accessibleName() == "Your name"
    )
    one.fill(name, "Ida Renner-Holt")


ACTS: tuple[tuple[Act, *tuple[str, ...]], ...] = (
    (take_a_proposal, "Take the statement"), (drop_a_proposal, "Drop the statement"),
    (take_all_certain, "Take all that are certain"), (type_a_sentence, "Typing"),
    (change_the_headline, "Change the headline"), (move_the_stage, "Move the stage"),
    (make_a_claim, "Make it a claim"), (cite_the_page, f"Cite {LISTING_NAME}"),
    (change_the_evidence, "Change the evidence"), (change_the_kind, "Change the kind of claim"),
    (set_the_level_by_hand, "Set the level by hand"), (make_a_quote, "Make it a quote"),
    (name_the_speaker, "Set the speaker"), (make_words_bold, "Bold"), (name_the_words, "Name a version"),
    (replace_everywhere, "Replace all"), (go_back_to_a_version, "Go back to a version"),
    (take_the_words_as_they_stand, "Typing", "Take the words as they stand"),
    (find_a_place_again, "Typing", "Find its place again"), (remove_a_mark, "Remove the quote"),
    (let_a_point_stand, "Let the point stand"), (change_a_source, "Change the title of a source"),
    (agree_on_terms, "Note what was agreed"), (say_how_far_it_was_read, "Say how far it was read"),
    (keep_a_file, "Add notes.html"), (set_a_goal, "Set the word goal"), (set_the_due_time, "Set the due time"),
    (bin_another_story, "Move a story to the bin"), (say_who_writes, "Change your name"),
)  # fmt: skip


def test_everything_done_in_the_window_is_taken_back_by_one_key_and_done_again_by_another(one: Person) -> None:
    states, names = [state_of(one)], [""]
    for act, *labels in ACTS:
        act(one)
        one.settle()
        assert one.in_menu("Edit", "undo") == f"Undo {labels[-1]}", act.__name__
        names += labels
        # Within an act of two steps nobody looks.
        states += [*[states[-1]] * (len(labels) - 1), state_of(one)]
    for number in range(len(names) - 1, 0, -1):
        one.editor.setFocus()
        assert (one.in_menu("Edit", "undo")) == f"Undo {names[number]}"
        one.press("Ctrl+Z")
        assert one.in_menu("Edit", "redo") == f"Redo {names[number]}"
        if states[number - 1] is not states[number - 2]:
            assert_same_words(state_of(one), states[number - 1])
    one.settle()
    assert not one.actions["undo"].isEnabled()
    assert_same(state_of(one), states[0])
    assert one.redo_all() == [f"Redo {name}" for name in names[1:]]
    assert_same(state_of(one), states[-1])
    one.undo_all()
    assert_same(state_of(one), states[0])
    assert [notice.words for notice in one.shell.said if notice.kind != "note"] == []
