"""C07: a purged person is in no row, no index, no log, no free page; what still holds them is named."""

import random
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.name_places import where_named
from newsroom.desk.protecting import Alias, protect_person
from newsroom.desk.purge import PurgeReport, finish_purge, purge_person
from newsroom.desk.terms import agree_anonymity
from newsroom.domain.person import Identity, IdentityAlias, Person, Role
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.terms import Terms
from newsroom.storage.backup import make_backup
from newsroom.storage.purge import purge_copies
from newsroom.storage.transaction import Transaction
from newsroom.storage.verify import verify
from tests.builders import log_of
from tests.fill_desk import FilledStory, filled_desk, records_of

NAME = "Quillonax Vastergard"
WORDS = ("Quillonax", "Vastergard", "wobblegauge", "kestrelline", "Ptarmigan", "q.vast@mail.example")
"""Words that stand nowhere else: name, other name, description, code name, address."""


def planted(folder: Path, *, seed: int, protected: bool) -> tuple[Desk, FilledStory, str]:
    """A desk on which somebody speaks in the first story, protected or not."""
    rng = random.Random(seed)
    desk, filled = filled_desk(folder, stories=2, seed=seed)
    first = filled[0]

    def lay(tx: Transaction) -> Person:
        person = tx.add(Person, name=NAME, aliases=("wobblegauge",))
        tx.add(Role, person=person.id, organization=None, title="the kestrelline")
        quote = tx.add(Quote, verbatim="It was foggy.", source=first.source, speaker=person.id)
        use = tx.find(QuoteUse, quote=first.quote)[0]
        tx.put(replace_use(use, quote=quote.id))
        tx.add(Person, name="Somebody " * rng.randint(1, 400))
        return person

    person = desk.run("Add", lay).value
    if protected:
        desk.run(
            "Protect", protect_person, person_id=person.id, code_name="Ptarmigan", contacts="q.vast@mail.example",
            aliases=[Alias("Quillonax", "alias")],
        )  # fmt: skip
        desk.run(
            "Agree", agree_anonymity, record_id=person.id, value="background", agreed_description="the kestrelline"
        )
    return desk, first, person.id


def replace_use(use: QuoteUse, *, quote: str) -> QuoteUse:
    return replace(use, quote=quote, speaker_name=NAME, attribution_text=f"said {NAME}")


def hits(folder: Path) -> list[str]:
    content = b"".join(path.read_bytes() for path in folder.rglob("*") if path.is_file())
    spellings = {word: (word.encode(), word.casefold().encode(), word.encode("utf-16-le")) for word in WORDS}
    return [word for word, forms in spellings.items() if any(form in content for form in forms)]


def purge(desk: Desk, person: str) -> PurgeReport:
    return finish_purge(desk.archive, purged=desk.run("Purge a person", purge_person, person_id=person).value)


@pytest.mark.parametrize("seed", range(20))
def test_no_byte_of_a_purged_person_is_left_on_the_desk(tmp_path: Path, seed: int) -> None:
    desk, first, person = planted(tmp_path / "desk", seed=seed, protected=bool(seed % 2))
    assert "Quillonax" in hits(tmp_path / "desk") and "kestrelline" in hits(tmp_path / "desk")
    report = purge(desk, person)
    assert report.purged.stories == (first.story,)
    assert verify(desk.archive).is_sound
    left = [one for kind in (Person, Identity, IdentityAlias, Role, Terms, Quote) for one in
            records_of(desk.archive, kind).values()]  # fmt: skip
    assert left and not [one for one in left if person in repr(one)]
    desk.close()
    assert hits(tmp_path / "desk") == []


def test_backups_that_still_hold_a_purged_person_are_named_and_can_be_purged(tmp_path: Path) -> None:
    desk, _, person = planted(tmp_path / "desk", seed=3, protected=True)
    before = make_backup(desk.archive)
    assert where_named(desk.archive, person_id=person).backups == ()
    report = purge(desk, person)
    assert [one.folder for one in report.backups] == [before.folder]
    assert any(entry.record == person and entry.after == "removed" for entry in log_of(desk.archive))
    purge_copies(desk.archive, backups=report.backups)
    desk.close()
    assert hits(tmp_path / "desk") == []
