"""Search over headlines, texts, sources, saved copies, quotes, claims and notes (U16, U17)."""

import random
import sqlite3
import unicodedata
from collections.abc import Iterator, Sequence
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.sources import bin_source
from newsroom.desk.stories import bin_story, bring_story_back
from newsroom.domain.claim import Claim
from newsroom.domain.draft import Draft, Note
from newsroom.domain.folding import FoldMap, fold
from newsroom.domain.person import Identity, IdentityAlias, Person
from newsroom.domain.quote import Quote
from newsroom.domain.search_query import explain_query, parse_query
from newsroom.domain.source import Capture, Holding, Source
from newsroom.domain.story import Story
from newsroom.storage.search_hits import BUDGET, SearchHit
from newsroom.storage.transaction import Transaction
from tests.builders import add_story, new_desk, rewrite, steady_ids


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    opened = new_desk(tmp_path / "desk", ids=steady_ids())
    yield opened
    opened.close()


def add_everything(tx: Transaction) -> dict[str, str]:
    """One record of each kind that is searched, each with the word "lanternfish" in it; kind → id."""
    story, draft = add_story(tx, slug="lanternfish-quay", text="They sold a lanternfish on the quay.")
    source = tx.add(Source, type="news_report", title="Lanternfish landed", publisher="Tarnby Courier")
    tx.add(Holding, story=story.id, source=source.id)
    capture = tx.add(
        Capture, source=source.id, original_file=None, captured_at=tx.now, captured_by="", method="pasted",
        text="A page that speaks of a lanternfish.",
    )  # fmt: skip
    quote = tx.add(Quote, verbatim="“I saw the lanternfish,” she said.", source=source.id)
    claim = tx.add(Claim, story=story.id, wording="The lanternfish was sold.")
    note = tx.add(Note, story=story.id, anchor=None, author="", text="Ask who caught the lanternfish.")
    records = (story, draft, source, capture, quote, claim, note)
    return {type(record).__name__.lower(): record.id for record in records}


def add_notes(tx: Transaction, *, texts: Sequence[str]) -> tuple[Note, ...]:
    story, _ = add_story(tx, slug=f"story-{len(texts)}", text="")
    return tx.add_all(Note, [{"story": story.id, "anchor": None, "author": "", "text": text} for text in texts])


def shown(hit: SearchHit) -> list[str]:
    return [hit.snippet[start:end] for start, end in hit.marks]


def found(desk: Desk, words: str) -> list[str]:
    """The snippets of what is found, which must be the same records both ways."""
    newest, best = desk.queries.search(words), desk.queries.search_ranked(words)
    assert {hit.id for hit in newest} == {hit.id for hit in best}
    return [hit.snippet for hit in newest]


def test_a_word_is_found_in_every_kind_of_record_while_it_is_typed(desk: Desk) -> None:
    made = desk.run("Fill", add_everything).value
    for typed in ("lan", "lantern", "LANTERNFISH"):
        for hits in (desk.queries.search(typed), desk.queries.search_ranked(typed)):
            assert {hit.kind: hit.id for hit in hits} == made, typed
            assert all(fold(shown(hit)[0]) == "lanternfish" for hit in hits)
    assert desk.queries.search("antern") == ()


def test_the_newest_comes_first_and_the_headline_comes_first_when_ranked(desk: Desk) -> None:
    made = desk.run("Fill", add_everything).value
    assert desk.queries.search("lanternfish")[0].id == made["note"]
    desk.run("Write", rewrite, made["draft"], "The lanternfish again.")
    assert desk.queries.search("lanternfish")[0].id == made["draft"]
    best = desk.queries.search_ranked("lanternfish")
    assert best[0].kind == "story"
    assert best[0].title == "Lanternfish quay"


def test_a_record_that_says_a_word_more_often_ranks_before_a_newer_one(desk: Desk) -> None:
    often, seldom = desk.run(
        "Fill", add_notes, texts=["Ferry, ferry, and ferry.", "The council spoke of one ferry and no more."]
    ).value
    assert [hit.id for hit in desk.queries.search("ferry")] == [seldom.id, often.id]
    assert [hit.id for hit in desk.queries.search_ranked("ferry")] == [often.id, seldom.id]


def test_of_a_very_frequent_word_the_newest_are_ranked_by_the_same_rule(desk: Desk) -> None:
    texts = ["The ferry left the quay in the morning fog."] * (BUDGET + 40)
    texts[20] = texts[-5] = "Ferry ferry ferry."
    notes = desk.run("Fill", add_notes, texts=texts).value
    best = desk.queries.search_ranked("ferry", limit=3)
    assert best[0].id == notes[-5].id
    assert notes[20].id not in {hit.id for hit in best}
    assert best[0].marks == ((0, 5), (6, 11), (12, 17))


def test_a_snippet_shows_the_letters_as_they_were_written(desk: Desk) -> None:
    before = "Ça s’est passé à l’Hôtel. " * 40
    desk.run("Fill", add_notes, texts=[f"{before}Straße ﬁnie, NAÏVE e\u0301tude\u0301!"])
    for typed, written in (("etude", "e\u0301tude\u0301"), ("strasse", "Straße"), ("naive", "NAÏVE"), ("fini", "ﬁnie")):
        (hit,) = desk.queries.search(typed)
        assert written in shown(hit), typed
        assert hit.snippet.startswith("…")


def test_folding_leads_back_to_the_letter_each_folded_one_came_from() -> None:
    rng = random.Random(3)
    letters = "aéßİﬁØ\u0301 שָׁ한ǅ\u0345Ω🛳x" + "".join(map(chr, rng.sample(range(0xA0, 0x2FFF), 300)))
    for size in (0, 1, 40, 300, 2047, 2048, 2049, 6000):
        words = "".join(rng.choices(letters, k=size))
        folded, back = fold(words), FoldMap(words)
        slow = (c for c in unicodedata.normalize("NFD", words.casefold()) if not unicodedata.combining(c))
        assert folded == "".join(slow)
        for at in rng.sample(range(len(folded)), k=min(20, len(folded))):
            place = back.origin(at)
            assert len(fold(words[:place])) <= at < len(fold(words[: place + 1]))
        assert back.origin(len(folded)) == len(words)


@pytest.mark.parametrize(
    ("typed", "numbers"),
    [
        ("pier nine", [0, 1, 2]),
        ("nine pier", [0, 1, 2]),
        ('"pier nine"', [0, 1]),
        ('"pier ni', [0, 1]),
        ("“pier nine”", [0, 1]),
        ("pier -strike", [0, 2]),
        ('pier -"nine strike"', [0, 2]),
        ("pier - strike", [1]),
        ("pier -", [0, 1, 2]),
        ("pier — nine", [0, 1, 2]),
        ("-strike", []),
        ("pier type:note", [0, 1, 2]),
        ("pier type:claims", []),
        ("pier type:boat", []),
        ("ni pier", []),
        ("o'hare", [3]),
        ("O’Har", [3]),
        ("pier NOT strike", []),
        ("pier OR hare", []),
    ],
)
def test_operators_do_what_their_explanation_says(desk: Desk, typed: str, numbers: list[int]) -> None:
    texts = ["Pier nine.", "At pier nine, strike.", "Nine men at the pier.", "Off to O'Hare."]
    desk.run("Fill", add_notes, texts=texts)
    assert sorted(texts.index(words) for words in found(desk, typed)) == numbers


@pytest.mark.parametrize(
    ("typed", "told"),
    [
        ("", "Type a word to look for."),
        ("—", "Type a word to look for."),
        ("-strike", "Add a word that must be there: words to leave out find nothing by themselves."),
        ("type:quote", "Add a word to look for among quotes: “type:” and “story:” find nothing by themselves."),
        ("story:quay", "Add a word to look for in one story: “type:” and “story:” find nothing by themselves."),
        ("harbour fer", "Looks for “harbour” and a word that begins with “fer”; capitals and accents make no "
         "difference."),
        ('type:claims story:quay "pier nine" -strike', "Looks among claims in the story “quay” for “pier nine”, but "
         "not “strike”; capitals and accents make no difference."),
        ('"pier ni', "Looks for “pier” and then a word that begins with “ni”; capitals and accents make no "
         "difference."),
    ],
)  # fmt: skip
def test_a_query_is_explained_in_one_sentence(typed: str, told: str) -> None:
    assert explain_query(typed) == told


def test_a_story_narrows_the_search_to_its_own_records_and_the_sources_in_its_file(desk: Desk) -> None:
    made = desk.run("Fill", add_everything).value
    other = desk.run("Fill", add_notes, texts=["Another lanternfish."]).value[0]
    elsewhere = desk.run("Add", lambda tx: tx.add(Source, type="book", title="Lanternfish of the North")).value
    own = set(made.values())
    for words in ("lanternfish story:lanternfish-quay", f"in:{made['story'][-6:]} lanternfish"):
        assert {hit.id for hit in desk.queries.search_ranked(words)} == own
    assert {hit.id for hit in desk.queries.search("lanternfish", story_id=made["story"])} == own
    assert [hit.id for hit in desk.queries.search("lanternfish", story_id=other.story)] == [other.id]
    assert desk.queries.search("lanternfish story:story-1", story_id=made["story"]) == ()
    assert desk.queries.search("lanternfish story:no-such-story") == ()
    assert {hit.id for hit in desk.queries.search("lanternfish", kinds=("source", "quote"))} == {
        made["source"], made["quote"], elsewhere.id,
    }  # fmt: skip
    assert desk.queries.search("lanternfish type:note", kinds=("source",)) == ()


def test_a_filter_finds_the_few_among_very_many(desk: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = desk.run("Fill", add_everything).value
    monkeypatch.setattr("newsroom.storage.search_hits.FEW", 0)
    assert {hit.id for hit in desk.queries.search("lanternfish", story_id=made["story"])} == set(made.values())
    assert [hit.id for hit in desk.queries.search("lanternfish", kinds=("claim",))] == [made["claim"]]


def test_what_lies_in_the_bin_or_in_a_binned_story_or_source_is_not_found(desk: Desk) -> None:
    made = desk.run("Fill", add_everything).value
    desk.run("Bin", lambda tx: tx.put(replace(tx.get(Note, made["note"]), binned_at=tx.now)))
    assert made["note"] not in {hit.id for hit in desk.queries.search("lanternfish")}
    desk.run("Bin", bin_story, story_id=made["story"])
    assert {hit.kind for hit in desk.queries.search_ranked("lanternfish")} == {"source", "capture", "quote"}
    desk.run("Bin", bin_source, source_id=made["source"])
    assert found(desk, "lanternfish") == []
    desk.run("Bring back", bring_story_back, story_id=made["story"])
    assert {hit.kind for hit in desk.queries.search("lanternfish")} == {"story", "draft", "claim"}


def test_protected_people_are_never_found(desk: Desk) -> None:
    def hide(tx: Transaction) -> None:
        person = tx.add(Person, name="", protected=True, code_name="HERON", aliases=("Quorvex of the quay",))
        identity = tx.add(Identity, person=person.id, real_name="Quorvex Aldane", contacts="quorvex@mail.example")
        tx.add(IdentityAlias, identity=identity.id, kind="alias", value="Quorvex")

    desk.run("Fill", add_everything)
    desk.run("Hide", hide)
    for words in ("quorvex", "Aldane", "heron", "mail.example"):
        assert found(desk, words) == []


def test_no_string_is_an_error(desk: Desk) -> None:
    desk.run("Fill", add_everything)
    rng = random.Random(16)
    syntax = (
        '"', "*", "^", "(", ")", ":", "{", "}", "+", "-", "AND", "OR", "NOT", "NEAR(a b)", "words:", "\\", "'", ";--",
        "%", "_", "\x00", "\ud800", "\u202e", "type:", "story:", 'in:"', "𝓪", "한", "ﷺ", "\uf8ff", "🛳", "a",
    )  # fmt: skip
    typed = ["".join(rng.choices(syntax, k=rng.randint(1, 12))) for _ in range(300)]
    typed += [" ".join(rng.choices(syntax, k=rng.randint(1, 12))) for _ in range(300)]
    typed += ["a" * 100_000, "a " * 50_000, '"' * 5000, "-a " * 5000, "story:x'; DROP TABLE story;-- a"]
    for words in typed:
        desk.queries.search(words)
        desk.queries.search_ranked(words)
        assert explain_query(words).endswith(".")
        parse_query(words)
    assert desk.queries.counts()["story"] == 1


def test_a_damaged_record_keeps_nobody_from_the_other_hits(desk: Desk) -> None:
    made = desk.run("Fill", add_everything).value
    with closing(sqlite3.connect(desk.archive.places.archive, isolation_level=None)) as connection:
        connection.execute("UPDATE claim SET wording = 'The lanternfish was stolen.'")
    hits = {hit.id: hit for hit in desk.queries.search("lanternfish")}
    assert hits.keys() == set(made.values())
    assert "stolen" not in hits[made["claim"]].snippet
    assert "damaged" in hits[made["claim"]].snippet


def test_the_words_of_a_story_are_searched_as_they_stand(desk: Desk) -> None:
    made = desk.run("Fill", add_everything).value
    desk.run("Write", rewrite, made["draft"], "Now of the cuttlefish.")
    assert made["draft"] not in {hit.id for hit in desk.queries.search("lanternfish")}
    assert [hit.snippet for hit in desk.queries.search("cuttlefish")] == ["Now of the cuttlefish."]
    assert desk.queries.get(Draft, made["draft"]).text == "Now of the cuttlefish."
    assert desk.queries.get(Story, made["story"]).headline == "Lanternfish quay"
