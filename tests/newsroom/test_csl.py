"""CSL-JSON and RIS in, CSL-JSON out (F01, F05, U19)."""

import json
import random
import string
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.domain.errors import BadInput
from newsroom.domain.package import CitedSource
from newsroom.domain.source_types import SOURCE_TYPES
from newsroom.export.csl import render_csl
from newsroom.importing.csl import read_csl
from newsroom.importing.decode import clean_text
from newsroom.importing.exchange import LARGEST, ReadSources
from newsroom.importing.ris import read_ris
from tests.builders import random_words

FIELDS = ("type", "title", "publisher", "authors", "published", "url", "language", "accessed_at")


def csl(*records: object) -> bytes:
    return json.dumps(records).encode()


def only(read: ReadSources) -> dict[str, Any]:
    assert read.bad == ()
    (source,) = read.sources
    return dict(source.fields)


def cited(read: ReadSources) -> list[CitedSource]:
    return [CitedSource(**{name: source.fields[name] for name in FIELDS}) for source in read.sources]  # type: ignore[arg-type]


words = st.text(st.characters(exclude_categories=("Cs",)), max_size=30).map(lambda line: clean_text(line).text)
moments = st.sampled_from((None, "2025", "2025-07", "2025-07-14", "2025-07-14T10:30", "0987-01-02", "no date at all"))
sources = st.builds(
    CitedSource,
    type=st.sampled_from(sorted(SOURCE_TYPES)), title=words.filter(bool), publisher=words,
    authors=st.lists(words, max_size=3).map(tuple), published=moments, url=words, language=words, accessed_at=moments,
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(st.lists(sources, max_size=4))
def test_what_is_exported_reads_back_equal_and_is_exported_to_the_same_bytes(given_sources: list[CitedSource]) -> None:
    content = render_csl(given_sources)
    read = read_csl(content)
    assert (read.bad, read.notices) == ((), ())
    assert sorted(cited(read), key=repr) == sorted(given_sources, key=repr)
    assert render_csl(cited(read)) == content


def test_a_source_is_written_by_the_table_of_types_with_its_date_as_far_as_it_is_known() -> None:
    source = CitedSource(
        "wire_copy", "Pier shut", publisher="Norrland Wire", authors=("Ida Renner",), published="2025-07",
        url="https://wire.example/pier", accessed_at="2025-10-05T09:30:00.000Z", language="en",
    )  # fmt: skip
    assert json.loads(render_csl([source])) == [
        {
            "id": "norrland-wire-2025-pier-shut", "type": "article-newspaper", "title": "Pier shut",
            "author": [{"literal": "Ida Renner"}], "container-title": "Norrland Wire", "source": "Norrland Wire",
            "issued": {"date-parts": [[2025, 7]]}, "accessed": {"date-parts": [[2025, 10, 5]]},
            "URL": "https://wire.example/pier", "language": "en",
            "custom": {"newsroom": {"type": "wire_copy", "accessed": "2025-10-05T09:30:00.000Z"}},
        }
    ]  # fmt: skip


def test_two_sources_that_would_bear_one_citation_id_get_two() -> None:
    twins = [CitedSource("book", "Tides", url="https://a.example"), CitedSource("book", "Tides")]
    assert {record["id"] for record in json.loads(render_csl(twins))} == {"tides", "tides-2"}


ZOTERO = {
    "id": "http://zotero.org/users/1/items/ABCD2345",
    "type": "article-journal",
    "title": "On the <i>lanternfish</i> of <span class=\"nocase\">Tarnby</span>",
    "container-title": "Harbour Studies",
    "publisher": "Quay Press",
    "abstract": "What swims there.",
    "DOI": "10.1234/HS.56",
    "URL": "https://studies.example/56",
    "language": "en-GB",
    "note": "DOI: 10.9999/not-this\nRead at the library.\nLanguage: da",
    "author": [
        {"family": "Beethoven", "given": "Ludwig", "non-dropping-particle": "van"},
        {"family": "Alembert", "given": "Jean", "dropping-particle": "d’"},
        {"family": "Roe", "given": "Ada", "suffix": "Jr.", "comma-suffix": True},
        {"literal": "The Harbour Board"},
    ],
    "issued": {"date-parts": [["2025", "07", 4]]},
    "accessed": {"date-parts": [["2025", 10, "5"]]},
}  # fmt: skip


def test_a_record_as_zotero_writes_it_is_read_with_its_type_to_confirm() -> None:
    assert only(read_csl(csl(ZOTERO))) == {
        "type": "study",
        "title": "On the lanternfish of Tarnby",
        "publisher": "Harbour Studies",
        "authors": ("Ludwig van Beethoven", "Jean d’Alembert", "Ada Roe, Jr.", "The Harbour Board"),
        "published": "2025-07-04",
        "accessed_at": "2025-10-05",
        "url": "https://studies.example/56",
        "language": "en-GB",
        "description": "What swims there.\nRead at the library.\ndoi:10.1234/hs.56",
        "to_confirm": ("type",),
    }


@pytest.mark.parametrize(
    ("issued", "published", "is_guess"),
    [
        ({"date-parts": [[2025]]}, "2025", False),
        ({"date-parts": [["2025", "7"]]}, "2025-07", False),
        ({"date-parts": [[2025, 2, 31]]}, "2025-02", False),
        ({"date-parts": [[2025, 7, 1], [2025, 7, 9]]}, "2025-07-01", False),
        ({"date-parts": [[2025]], "season": "1"}, "2025", False),
        ({"date-parts": [[1850]], "circa": True}, "1850", True),
        ({"date-parts": [2025, 7]}, "2025-07", False),
        ({"date-parts": [[-44]]}, None, False),
        ({"date-parts": [[]]}, None, False),
        ({"date-parts": [[20250714]]}, None, False),
        ({"literal": "Summer 2025"}, "2025", True),
        ({"raw": "2025-07-14"}, "2025-07-14", False),
        ({"raw": "July 14, 2025"}, "2025-07-14", True),
        ({"literal": "in press"}, None, False),
        ("2025-07-14/2025-07-16", "2025-07-14", True),
        ("2025", "2025", False),
        (2025, "2025", False),
        ([2025], None, False),
        (None, None, False),
    ],
)
def test_every_way_of_writing_a_date_is_read_as_far_as_it_goes(
    issued: object, published: str | None, is_guess: bool
) -> None:
    fields = only(read_csl(csl({"type": "book", "id": 1, "title": "Tides", "issued": issued})))
    assert (fields["published"], "published" in fields["to_confirm"]) == (published, is_guess)


@pytest.mark.parametrize(
    ("record", "type_here"),
    [
        ({"type": "webpage"}, "news_report"),
        ({"type": "newspaperArticle"}, "news_report"),
        ({"type": "post-weblog"}, "aggregator_post"),
        ({"type": "document", "genre": "Press Release"}, "press_release"),
        ({"type": "document", "note": "type: dataset"}, "dataset"),
        ({"type": "interview"}, "interview_published"),
        ({}, "document"),
    ],
)
def test_types_of_other_programs_are_taken_for_the_weaker_of_what_they_may_be(
    record: dict[str, object], type_here: str
) -> None:
    assert only(read_csl(csl({"title": "Tides", **record})))["type"] == type_here


def test_an_unknown_type_is_a_document_and_is_told() -> None:
    read = read_csl(csl({"type": "scroll", "title": "Tides"}))
    assert read.sources[0].fields["type"] == "document"
    assert read.notices == ("Record 1: Its type “scroll” is unknown; it was taken as a document.",)


def test_an_address_no_browser_opens_is_kept_in_words() -> None:
    fields = only(read_csl(csl({"type": "book", "title": "Tides", "URL": "javascript:alert(1)", "DOI": "10.1000/182"})))
    assert fields["url"] == "https://doi.org/10.1000/182"
    assert fields["description"] == "Address as given: javascript:alert(1)"
    assert only(read_csl(csl({"type": "book", "title": "T", "URL": "www.quay.example"})))["url"].startswith("https://")


def nested(depth: int) -> str:
    return '{"type":"book","title":"Deep","x":' + "[" * depth + "]" * depth + "}"


@pytest.mark.parametrize(
    "damage",
    [
        "5", '"words"', "null", "[]", "{}", '{"type": "book"}', '{"type": "book", "title": ["x"]}', '{"title": NaN}',
        '{"title": "x", }', '{"title": "half', '{"title" "x"}', '{"title": ' + "9" * 5000 + "}", nested(60),
        nested(100_000), '{"title": "\\ud800"', "'x'",
    ],
)  # fmt: skip
def test_a_bad_record_is_told_and_the_good_ones_are_kept(damage: str) -> None:
    good = '{"type": "book", "title": "First"}', '{"type": "book", "title": "Last"}'
    read = read_csl(f"[{good[0]}, {damage}, {good[1]}]".encode())
    assert [source.fields["title"] for source in read.sources][:1] == ["First"]
    assert read.bad[0].number == 2
    assert read.bad[0].sentence.endswith(".")
    if "half" not in damage and "ud800" not in damage:
        assert [source.fields["title"] for source in read.sources] == ["First", "Last"]


def test_the_parts_of_a_broken_record_are_taken_for_no_records() -> None:
    broken = json.dumps(ZOTERO).replace('"type"', "type", 1)
    read = read_csl(f'[{broken}, {{"type": "book", "title": "Tides"}}]'.encode())
    assert [source.fields["title"] for source in read.sources] == ["Tides"]
    assert [bad.number for bad in read.bad] == [1]


def test_a_file_made_to_be_slow_is_read_at_once() -> None:
    assert read_csl(b"[x" + b',{"a":[0' * 500_000).sources == ()


def test_a_file_cut_off_anywhere_gives_the_records_before_the_cut() -> None:
    content = csl(*({"type": "book", "title": f"Tides {number}"} for number in range(4))).decode()
    for cut in range(1, len(content)):
        read = read_csl(content[:cut].encode())
        assert [one.fields["title"] for one in read.sources] == [f"Tides {n}" for n in range(len(read.sources))]
        assert len(read.sources) == content[:cut].count("}")


@pytest.mark.parametrize(
    "content",
    [b"", b"   ", b"words", b"7", b"<xml/>", b"\x00\xff\xfe", b'{"a": 1}', b'{"type"', b"[" * 3_000_000,
     b"[" + b" " * LARGEST],
)  # fmt: skip
def test_what_is_no_list_of_records_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        read_csl(content)


def test_lists_inside_an_object_and_single_records_are_read_too() -> None:
    record = {"type": "book", "title": "Tides"}
    for root in ({"items": [record]}, {"references": [record]}, record):
        assert only(read_csl(json.dumps(root).encode()))["title"] == "Tides"
    assert only(read_csl(b"\xef\xbb\xbf" + csl(record)))["title"] == "Tides"
    assert only(read_csl(csl(record).decode().encode("utf-16")))["title"] == "Tides"


def test_random_damage_to_a_list_never_ends_in_anything_but_a_sentence() -> None:
    rng = random.Random(19)
    whole = csl(*[{**ZOTERO, "title": random_words(rng) or "Tides"} for _ in range(5)])
    for _ in range(400):
        content = bytearray(whole)
        for _ in range(rng.randint(1, 6)):
            at = rng.randrange(len(content))
            content[at : at + rng.randint(0, 3)] = rng.choice(string.printable + '[]{}",:\\').encode()
        for read in (read_csl, read_ris):
            try:
                found = read(bytes(content))
            except BadInput as error:
                assert str(error).endswith(".")
            else:
                assert all(bad.sentence.endswith(".") for bad in found.bad)


RIS = """Provider: somebody
1.
TY  - NEWS
T1  - The pier
      stays shut
AU  - Renner, Ida
AU  - Roe, Ada, Jr.
AU  - The Harbour Board
JF  - Tarnby Courier
DA  - 2025/07/14/
PY  - 2025
UR  - https://courier.example/1; https://courier.example/2
DO  - https://doi.org/10.1234/ABC
N2  - First line
second line
ER  -

TY  - NEWS
N1  - nothing else
ER  -
TY  - SCROLL
TI  - Not ended
TY  - BOOK
TI  - Tides
PB  - Quay Press
Y1  - 1999//
ER  -
"""


def test_ris_is_read_record_by_record() -> None:
    read = read_ris(RIS.replace("\n", "\r\n").encode())
    first, unended, book = (dict(source.fields) for source in read.sources)
    assert first == {
        "type": "news_report", "title": "The pier stays shut", "publisher": "Tarnby Courier",
        "authors": ("Ida Renner", "Ada Roe, Jr.", "The Harbour Board"), "published": "2025-07-14",
        "accessed_at": None, "url": "https://courier.example/1", "language": "",
        "description": "First line\nsecond line\ndoi:10.1234/abc", "to_confirm": ("type",),
    }  # fmt: skip
    assert (unended["title"], unended["type"]) == ("Not ended", "document")
    assert (book["publisher"], book["published"]) == ("Quay Press", "1999")
    assert [bad.number for bad in read.bad] == [2]
    assert len(read.notices) == 1


@pytest.mark.parametrize("content", [b"", b"TI  - No record", b"\xff\x00", b" " * (LARGEST + 1)])
def test_what_is_no_ris_is_refused_in_a_sentence(content: bytes) -> None:
    with pytest.raises(BadInput, match=r"\.$"):
        read_ris(content)


def test_the_readers_keep_to_their_limit_of_records() -> None:
    many = b"TY  - BOOK\nTI  - T\nER  - \n" * 20_001
    read = read_ris(many)
    assert len(read.sources) == 20_000
    assert read.notices == ("Only the first 20,000 records were read. Divide the file for the others.",)
