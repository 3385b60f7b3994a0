"""A person becomes protected: the name goes behind the wall, a code name stands everywhere else, and no step, log or
search gives the name back."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import Wanted, place_anchors
from newsroom.desk.log_lines import log_lines
from newsroom.desk.name_places import delete_older_backups, read_identity, where_named
from newsroom.desk.outgoing_scan import protected_words
from newsroom.desk.people import add_role, person_named
from newsroom.desk.protecting import (
    Alias,
    add_hidden,
    protect_person,
    protect_speaker,
    set_identity,
    unprotect_person,
)
from newsroom.desk.quotes import set_speaker
from newsroom.desk.sources import KeptFile, add_source, keep_file
from newsroom.desk.terms import KEPT_OUTSIDE, agree_anonymity, agree_terms
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Draft, Note
from newsroom.domain.errors import Refused, StaleUndo
from newsroom.domain.person import Identity, IdentityAlias, Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.domain.story import Story
from newsroom.domain.terms import Terms
from newsroom.storage.backup import make_backup
from newsroom.storage.transaction import Transaction
from newsroom.storage.verify import verify
from newsroom.text.naming import Naming
from newsroom.text.outgoing import scan
from tests.builders import add_story, everything, log_of, new_desk, steady_ids

NAME = "Annika Żółtowska"
MAIL = "a.zol@mail.example"
TEXT = "The pier was unsafe.\n\n“We knew it,” a worker said.\n"


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())
    yield desk
    desk.close()


def plant(tx: Transaction, *, sha256: str, text: str = TEXT) -> tuple[Person, QuoteUse]:
    """A named person who speaks in a story, and the name in every field the desk writes itself."""
    story, _ = add_story(tx, text=text)
    person = tx.add(Person, name=NAME, aliases=("Nika",))
    add_role(tx, person_id=person.id, organization="The Tarnby Yard", title="welder", capacity="witness")
    file = tx.add(
        OriginalFile, sha256=sha256, size=11, media_type="text/plain", file_name=f"Talk with {NAME}.txt",
        kept_at=tx.now,
    )  # fmt: skip
    source = tx.add(Source, type="interview_own", title=f"Talk with {NAME}", authors=(NAME,), description="told Nika")
    tx.add(
        Capture, source=source.id, original_file=file.id, captured_at=tx.now, captured_by="", method="notes",
        text="We knew it.",
    )  # fmt: skip
    quote = tx.add(Quote, verbatim="We knew it", source=source.id, speaker=person.id, occasion=f"with {NAME}")
    use_id = tx.ids.new()
    start = text.index("“")
    (anchor,) = place_anchors(
        tx, story_id=story.id, wanted=[Wanted("quote_use", use_id, start, text.index("”") + 1)]
    )  # fmt: skip
    use = tx.add(
        QuoteUse, id=use_id, story=story.id, quote=quote.id, anchor=anchor.id, speaker_name=NAME,
        attribution_text=f"said {NAME.upper()}",
    )  # fmt: skip
    claim = tx.add(Claim, story=story.id, wording=f"{NAME} knew it.", pending_from=NAME)
    tx.add(Evidence, claim=claim.id, quote=quote.id, note=f"{NAME}'s own words")
    tx.add(CommentRequest, story=story.id, asked_of=NAME, message=f"Dear {NAME}", via_person=person.id)
    tx.add(Note, story=story.id, anchor=None, author="", text=f"ring Nika; {NAME} is on leave")
    return person, use


def planted(desk: Desk, **others: str) -> tuple[Person, QuoteUse]:
    sha256 = desk.archive.files.keep(b"We knew it.")
    person, use = desk.run("Plant", lambda tx: plant(tx, sha256=sha256, **others)).value
    desk.run("Change the title of a source", lambda tx: tx.put(
        replace(tx.find(Source)[0], title=f"{NAME} speaks")))  # fmt: skip
    desk.run("Change a person", lambda tx: tx.put(replace(tx.get(Person, person.id), pronouns="she")))
    return person, use


def hide(desk: Desk, person: Person, **more: object):
    return desk.run("Protect this person", protect_person, person_id=person.id, code_name="Heron", **more)  # type: ignore[arg-type]


def said_anywhere(desk: Desk) -> list[str]:
    """The fields of the desk, behind the wall and outside the log, that still say the name."""
    naming = Naming([NAME, "Nika"])
    return [
        f"{kind}.{name}"
        for kind, rows in everything(desk.archive).items()
        if not kind.startswith("identity")
        for row in rows.values()
        for name in (field for field in dir(row) if not field.startswith("_"))
        if naming.stands_in(str(getattr(row, name)))
    ]


def test_the_name_goes_behind_the_wall_and_the_code_name_stands_everywhere_else(desk: Desk) -> None:
    person, use = planted(desk)
    assert len(said_anywhere(desk)) > 10
    hide(desk, person, aliases=[Alias(MAIL, "address")])
    assert said_anywhere(desk) == []
    queries = desk.queries
    assert queries.get(Person, person.id).code_name == "Heron"
    assert queries.get(QuoteUse, use.id).speaker_name == "Heron"
    assert queries.get(QuoteUse, use.id).attribution_text == "said Heron"
    assert queries.where(Source)[0].authors == ("Heron",)
    assert queries.where(Claim)[0].wording == "Heron knew it."
    known = read_identity(desk.archive, person_id=person.id)
    assert known.real_name == NAME
    assert set(known.aliases) == {
        Alias("Nika", "name"), Alias(MAIL, "address"), Alias(f"Talk with {NAME}.txt", "file_name"),
    }  # fmt: skip
    assert verify(desk.archive).is_sound


def test_search_and_the_log_do_not_know_the_name_any_more(desk: Desk) -> None:
    person, _ = planted(desk)
    assert desk.queries.search("żółtowska")
    hide(desk, person)
    assert desk.queries.search("Żółtowska") == ()
    naming = Naming([NAME, "Nika"])
    values = [str(value) for entry in log_of(desk.archive) for value in (entry.before, entry.after, entry.reason)]
    assert not [value for value in values if naming.stands_in(value)]
    entries = [entry for entry in log_of(desk.archive) if entry.field == "title"]
    assert entries and all(entry.before is None and entry.after is None for entry in entries)
    lines = [line.words for line in log_lines(desk.queries, desk.queries.get(Person, person.id))]
    assert lines and not [line for line in lines if naming.stands_in(line)]


def test_undo_gives_the_name_back_and_redo_takes_it_and_neither_writes_it_in_the_log(desk: Desk) -> None:
    person, use = planted(desk)
    done = hide(desk, person)
    undone = desk.revert(done.changes)
    assert desk.queries.get(Person, person.id).name == NAME
    assert desk.queries.get(QuoteUse, use.id).speaker_name == NAME
    assert desk.queries.where(Identity) == ()
    desk.revert(undone)
    assert said_anywhere(desk) == []
    naming = Naming([NAME, "Nika"])
    assert not [entry for entry in log_of(desk.archive) if naming.stands_in(f"{entry.before} {entry.after}")]


def test_an_older_step_cannot_bring_the_name_back(desk: Desk) -> None:
    person, use = planted(desk)
    named = desk.run("Set the speaker", lambda tx: tx.put(replace(tx.get(QuoteUse, use.id), outlet="The Yard")))
    hide(desk, person)
    with pytest.raises(StaleUndo):
        desk.revert(named.changes)


def test_words_of_the_text_and_of_copies_stay_and_are_listed_without_the_name(desk: Desk) -> None:
    text = TEXT + f"\n{NAME} was there.\n"
    person, _ = planted(desk, text=text)

    def write(tx: Transaction) -> None:
        tx.put(replace(tx.find(Story)[0], headline=f"What {NAME} knew"))
        tx.put(replace(tx.find(Capture)[0], text=f"It was {NAME} who said: We knew it."))

    desk.run("Write", write)
    before = make_backup(desk.archive)
    hide(desk, person)
    assert desk.queries.where(Draft)[0].text == text
    found = where_named(desk.archive, person_id=person.id)
    lines = [place.words for place in found.places]
    assert "“What Heron knew”: headline or another field" in lines
    assert "“What Heron knew”: text" in lines
    assert "Saved copy of “Heron speaks”" in lines
    assert not [line for line in lines if Naming([NAME]).stands_in(line)]
    assert [backup.folder for backup in found.backups] == [before.folder]
    fresh = delete_older_backups(desk.archive, found=found)
    assert fresh.archive.exists() and not before.folder.exists()
    assert where_named(desk.archive, person_id=person.id).backups == ()


def test_what_leaves_is_looked_through_for_everything_that_was_entered(desk: Desk) -> None:
    person, _ = planted(desk)
    hide(desk, person, aliases=[Alias(MAIL, "address"), Alias("The Welder", "alias")], contacts="ring +45 12 34 56 78")
    words = protected_words(desk.archive)
    for leak in (NAME, "zoltowska".title(), MAIL, "Nika", "the welder", "+45 1234 5678", f"Talk with {NAME}.txt"):
        assert scan(f"It was {leak}.".encode(), protected=words), leak


def test_the_name_is_never_required_and_may_come_later(desk: Desk) -> None:
    hidden = desk.run("Protect", add_hidden, code_name="Heron").value.person
    assert desk.queries.where(Identity) == ()
    terms = desk.run(
        "Agree", agree_anonymity, record_id=hidden.id, value="background", agreed_description="a welder at the yard",
        reason="fear_of_retaliation", approved_by=KEPT_OUTSIDE.format(editor="Mara Linde"),
    ).value  # fmt: skip
    assert terms.approved_by == "known to Mara Linde, kept outside this program"
    desk.run("Add", lambda tx: tx.add(Source, type="document", title=f"Letter of {NAME}"))
    desk.run("Say who it is", set_identity, person_id=hidden.id, real_name=NAME)
    assert desk.queries.where(Source)[0].title == "Letter of Heron"
    assert scan(NAME.encode(), protected=protected_words(desk.archive))
    desk.run("Say more", set_identity, person_id=hidden.id, aliases=[Alias("The Welder")])
    desk.run("Say other", set_identity, person_id=hidden.id, aliases=[Alias("Torch")])
    assert [one.value for one in desk.queries.where(IdentityAlias)] == ["Torch"]
    assert read_identity(desk.archive, person_id=hidden.id).real_name == NAME


def test_whoever_is_written_as_speaker_by_the_protected_name_stands_under_the_code_name(desk: Desk) -> None:
    person, use = planted(desk)
    hide(desk, person)
    desk.run("Set the speaker", set_speaker, use_id=use.id, name=f"  {NAME.upper()} ")
    assert desk.queries.get(QuoteUse, use.id).speaker_name == "Heron"
    assert desk.run("Look", person_named, name="Nika").value.id == person.id
    assert len(desk.queries.where(Person)) == 1


def test_what_a_new_file_says_of_a_protected_person_is_kept_under_the_code_name(desk: Desk) -> None:
    person, use = planted(desk)
    hide(desk, person)

    def keep(tx: Transaction) -> tuple[OriginalFile, Source]:
        file = keep_file(tx, file=KeptFile("cd" * 32, 1, "text/plain", f"{NAME}, second talk.txt"))
        fields = {"type": "interview_own", "title": f"{NAME}, second talk", "authors": (NAME, "Lise Krag")}
        return file, add_source(tx, story_id=use.story, fields=fields)

    file, source = desk.run("Keep", keep).value
    assert file.file_name == "Heron, second talk.txt"
    assert (source.title, source.authors) == ("Heron, second talk", ("Heron", "Lise Krag"))


def test_a_second_record_of_the_same_name_becomes_the_protected_one(desk: Desk) -> None:
    person, _ = planted(desk)
    double = desk.run("Add", lambda tx: tx.add(Person, name=NAME.casefold())).value
    quote = desk.run("Add", lambda tx: tx.add(Quote, verbatim="Nobody asked", speaker=double.id)).value
    hide(desk, person)
    assert desk.queries.get(Quote, quote.id).speaker == person.id
    left = desk.queries.get(Person, double.id)
    assert (left.name, left.protected) == ("", True) and left.binned_at is not None


def test_a_speaker_nobody_made_a_person_yet_can_be_protected(desk: Desk) -> None:
    _, use = planted(desk)
    desk.run("Loosen", lambda tx: tx.put(replace(tx.find(Quote)[0], speaker=None)))
    desk.run("Bin", lambda tx: tx.put(replace(tx.find(Person)[0], name="Somebody Else", aliases=())))
    hidden = desk.run("Protect", protect_speaker, use_id=use.id, code_name="Heron").value
    assert desk.queries.get(QuoteUse, use.id).speaker_name == "Heron"
    assert desk.queries.where(Quote)[0].speaker == hidden.person.id
    assert read_identity(desk.archive, person_id=hidden.person.id).real_name == NAME


@pytest.mark.parametrize(
    ("code", "told"),
    [("", "needs a code name"), ("żółtowska", "gives the name away"), ("annika 2", "gives the name away"),
     ("Heron <b>", "letters, digits"), ("Ottilie Brandvik", "Another person is called")],
)  # fmt: skip
def test_a_code_name_that_will_not_do_is_refused_and_nothing_is_changed(desk: Desk, code: str, told: str) -> None:
    person, _ = planted(desk)
    desk.run("Add", lambda tx: tx.add(Person, name="Ottilie Brandvik"))
    before = everything(desk.archive)
    with pytest.raises(Refused, match=told):
        desk.run("Protect", protect_person, person_id=person.id, code_name=code)
    assert everything(desk.archive) == before


def test_a_person_is_named_again_only_with_a_reason_that_does_not_name_them(desk: Desk) -> None:
    person, use = planted(desk)
    hide(desk, person)
    for reason, told in (("  ", "Write why"), (f"{NAME} agreed", "Write it without the name")):
        with pytest.raises(Refused, match=told):
            desk.run("Name again", unprotect_person, person_id=person.id, reason=reason)
    desk.run("Name this person again", unprotect_person, person_id=person.id, reason="went public on 3 March")
    again = desk.queries.get(Person, person.id)
    assert (again.name, again.aliases, again.protected) == (NAME, ("Nika",), False)
    assert desk.queries.get(QuoteUse, use.id).speaker_name == NAME
    assert desk.queries.where(Identity) == () and desk.queries.where(IdentityAlias) == ()
    assert log_of(desk.archive)[-1].reason == "Name this person again: went public on 3 March"
    assert not [entry for entry in log_of(desk.archive) if Naming([NAME]).stands_in(f"{entry.before}{entry.after}")]
    nameless = desk.run("Protect", add_hidden, code_name="Gull").value.person
    with pytest.raises(Refused, match="No name was entered"):
        desk.run("Name again", unprotect_person, person_id=nameless.id, reason="agreed")


def test_what_was_agreed_with_a_protected_person_says_who_and_is_not_logged(desk: Desk) -> None:
    person, _ = planted(desk)
    hide(desk, person)

    def agree(**fields: object) -> Terms:
        return desk.run("Agree", agree_anonymity, record_id=person.id, **fields).value  # type: ignore[arg-type]

    with pytest.raises(Refused, match="tells readers nothing"):
        agree(value="background", agreed_description="an anonymous source.")
    with pytest.raises(Refused, match="stands in the description"):
        agree(value="background", agreed_description=f"{NAME}, a welder")
    with pytest.raises(Refused, match="not on the record"):
        agree(value="on_record")
    agree(value="background", agreed_description="a welder at the yard")
    agree(value="background", agreed_description="a worker at the yard", reason="nda", approved_by="Mara Linde")
    desk.run("Agree", agree_terms, record_id=person.id, value="off_record")
    (terms,) = desk.queries.where(Terms)
    assert (terms.value, terms.reason, terms.agreed_description) == ("off_record", "nda", "a worker at the yard")
    entries = [entry for entry in log_of(desk.archive) if entry.record == terms.id and entry.field]
    assert entries and all(entry.before is None and entry.after is None for entry in entries)


def test_names_are_found_in_any_spelling_and_no_other_word_is_taken_for_one() -> None:
    naming = Naming([NAME, "May", "王小明"])
    told = naming.replaced("So ANNIKA  Zo\u0301łtowska, annika-żółtowska; may or May’s, mayor, 据王小明说", by="Heron")
    assert told == "So Heron, Heron; may or Heron’s, mayor, 据Heron说"
    assert not naming.stands_in("Annikas Żółtowska mayor may")
