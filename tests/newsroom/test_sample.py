"""The sample story that comes with the program: every passage stands where it is said to, every level computes."""

import re
from collections.abc import Iterator, Mapping
from datetime import date, timedelta
from functools import cache
from typing import Any, get_args

import pypdfium2
import pytest
import trafilatura
import yaml

from newsroom.domain.claim import Authority, ClaimKind, Grade, Stance
from newsroom.domain.comment_request import Outcome
from newsroom.domain.confidence import ClaimFacts, EvidenceItem, assess
from newsroom.domain.draft import CheckMark
from newsroom.domain.grades import QuoteMatch
from newsroom.domain.origins import Item, Link, origins
from newsroom.domain.person import Capacity, MemberRole
from newsroom.domain.quote import HeardBy, QuoteUseKind
from newsroom.domain.source import CaptureMethod, DerivationKind, HoldingState, SourceType, UpstreamSourcing
from newsroom.domain.story import AssetRights, Story, StoryKind
from newsroom.domain.terms import TermsValue
from newsroom.text.attribution import find_attributions
from newsroom.text.fidelity import compare_quote
from newsroom.text.strength import strength_of
from tests.newsroom.resource_files import RESOURCES, assert_needs_only_a_strict_reader, publishers
from tests.shared_material import shared_folder

SAMPLE = RESOURCES / "sample"
FRONT_MATTER = {"headline", "slug", "dek", "byline", "dateline", "section", "language", "kind", "tags"}
GRADED_AS_OUTLETS = ("publication", "aggregator")

Entry = Mapping[str, Any]


@cache
def wiring() -> Entry:
    return yaml.safe_load((SAMPLE / "sample.yml").read_text(encoding="utf-8"))


@cache
def story() -> str:
    return (SAMPLE / wiring()["story"]).read_text(encoding="utf-8")


def body() -> str:
    return story().split("---\n", 2)[2]


def entries(kind: str) -> list[Entry]:
    return wiring()[kind]


def by_key(kind: str) -> dict[str, Entry]:
    found = {entry["key"]: entry for entry in entries(kind)}
    assert len(found) == len(entries(kind)), f"a key of {kind} stands twice"
    return found


def all_evidence() -> Iterator[Entry]:
    for claim in entries("claims"):
        yield from claim["evidence"]


def source_key_of(item: Entry) -> str:
    return item["source"] if "source" in item else by_key("quotes")[item["quote"]]["source"]


def one_space(text: str) -> str:
    return " ".join(text.split())


@cache
def pages_of(file: str) -> tuple[str, ...]:
    document = pypdfium2.PdfDocument(SAMPLE / file)
    try:
        pages: list[str] = []
        for page in document:
            words = page.get_textpage()
            pages.append(words.get_text_range())
            words.close()
            page.close()
        return tuple(pages)
    finally:
        document.close()


@cache
def captured_text(source_key: str) -> str:
    file = by_key("sources")[source_key]["file"]
    if file.endswith(".pdf"):
        return "\n".join(pages_of(file))
    text = (SAMPLE / file).read_text(encoding="utf-8")
    return trafilatura.extract(text) or "" if file.endswith(".html") else text


def passages() -> Iterator[tuple[str, str]]:
    for kind in ("claims", "assets", "checks", "planted"):
        for entry in entries(kind):
            yield kind, entry["text"]
            yield from ((kind, words) for words in entry.get("other_texts", ()))
    yield from (("quotes", quote["used"]) for quote in entries("quotes"))
    yield from (("comment_requests", words) for asked in entries("comment_requests") for words in asked["texts"])


def test_every_passage_of_the_wiring_stands_exactly_once_in_the_body_of_the_story() -> None:
    counted = {(kind, words): (story().count(words), body().count(words)) for kind, words in passages()}
    assert len(counted) > 30
    assert not {passage: count for passage, count in counted.items() if count != (1, 1)}


def test_the_story_has_its_front_matter_and_the_length_of_a_real_article() -> None:
    fields = yaml.safe_load(story().split("---\n", 2)[1])
    assert set(fields) == FRONT_MATTER
    assert set(fields) <= set(Story.__dataclass_fields__)
    assert fields["kind"] in get_args(StoryKind)
    assert all(isinstance(tag, str) for tag in fields["tags"])
    assert 450 <= len(body().split()) <= 700
    assert len(re.findall(r"(?m)^## ", body())) >= 3


def test_the_story_uses_curly_marks_in_pairs_and_no_straight_ones() -> None:
    assert '"' not in body()
    assert "'" not in body()
    assert body().count("“") == body().count("”") == len(entries("quotes"))


def test_every_quote_stands_word_for_word_in_the_copy_of_its_source() -> None:
    assert len({quote["source"] for quote in entries("quotes")}) == 2
    missing = [
        quote["key"]
        for quote in entries("quotes")
        if one_space(captured_text(quote["source"])).count(one_space(quote["verbatim"])) != 1
    ]
    assert not missing


def test_every_excerpt_of_evidence_stands_in_the_copy_of_its_source_at_its_locator() -> None:
    for item in all_evidence():
        key, excerpt, locator = source_key_of(item), one_space(item["excerpt"]), item["locator"]
        text = captured_text(key)
        assert excerpt in one_space(text), f"{key}: {excerpt}"
        if locator.startswith("page "):
            page = pages_of(by_key("sources")[key]["file"])[int(locator.removeprefix("page ")) - 1]
            assert excerpt in one_space(page), f"{key}: {excerpt} is not on {locator}"
        if re.fullmatch(r"\d\d:\d\d:\d\d", locator):
            turn = next(line for line in text.splitlines() if line.startswith(f"[{locator}]"))
            assert excerpt in turn, f"{key}: {excerpt} was not said at {locator}"


def test_the_tax_credit_list_has_four_pages_and_the_project_with_its_amount_on_the_third() -> None:
    pages = [one_space(page) for page in pages_of("captures/tax-credit-list.pdf")]
    assert len(pages) == 4
    assert [("Lantern Quay, season two" in page, "$11,260,000" in page) for page in pages] == [
        (False, False), (False, False), (True, True), (False, False)
    ]  # fmt: skip


def test_the_saved_pages_tell_their_title_author_day_outlet_and_address() -> None:
    for source in entries("sources"):
        if not source["file"].endswith(".html"):
            continue
        read = trafilatura.extract_metadata((SAMPLE / source["file"]).read_text(encoding="utf-8"))
        told = (read.title, read.author, read.date, read.sitename, read.url)
        published = source["published"][:10]
        assert told == (source["title"], source["authors"][0], published, source["publisher"], source["url"])


def test_every_copy_is_small_and_every_file_of_the_folder_is_used() -> None:
    used = {source["file"] for source in entries("sources")}
    there = {path.relative_to(SAMPLE).as_posix() for path in (SAMPLE / "captures").iterdir()}
    assert used == there
    assert all((SAMPLE / file).stat().st_size < 8_000 for file in used)


@pytest.mark.parametrize(
    ("kind", "field", "allowed"),
    [
        ("sources", "type", SourceType),
        ("sources", "method", CaptureMethod),
        ("sources", "terms", TermsValue),
        ("sources", "upstream_sourcing", UpstreamSourcing),
        ("sources", "state", HoldingState),
        ("derivations", "kind", DerivationKind),
        ("people", "capacity", Capacity),
        ("quotes", "kind", QuoteUseKind),
        ("quotes", "heard_by", HeardBy),
        ("claims", "kind", ClaimKind),
        ("comment_requests", "outcome", Outcome),
        ("assets", "rights", AssetRights),
        ("checks", "mark", CheckMark),
    ],
)
def test_every_word_of_a_list_of_values_is_one_the_records_take(kind: str, field: str, allowed: Any) -> None:
    assert {entry[field] for entry in entries(kind)} <= set(get_args(allowed))


def test_every_item_of_evidence_is_one_the_records_take() -> None:
    for item in all_evidence():
        assert ("source" in item) != ("quote" in item)
        assert item["stance"] in get_args(Stance)
        assert item["authority"] in get_args(Authority)
        assert item["terms"] in get_args(TermsValue)
        assert isinstance(item["first_hand"], bool)
        assert date.fromisoformat(item["as_of"])
    for member in entries("members"):
        assert set(member["roles"]) <= set(get_args(MemberRole))


def test_every_name_the_wiring_points_at_is_declared() -> None:
    sources, people, quotes, claims = (set(by_key(kind)) for kind in ("sources", "people", "quotes", "claims"))
    members = set(by_key("members"))
    assert {name for link in entries("derivations") for name in (link["child"], link["parent"])} <= sources
    assert {quote["source"] for quote in entries("quotes")} <= sources
    assert {quote["speaker"] for quote in entries("quotes")} <= people
    assert {item["source"] for item in all_evidence() if "source" in item} <= sources
    assert {item["quote"] for item in all_evidence() if "quote" in item} == quotes
    assert {check["by"] for check in entries("checks")} <= members
    assert {source["captured_by"] for source in entries("sources")} <= members
    for asked in entries("comment_requests"):
        assert set(asked["claims"]) <= claims
        assert asked["via_person"] in people
        assert asked["asked_by"] in members
        assert asked["reply_source"] in sources
    assert {line["claim"] for line in wiring()["expected"]["claims"]} == claims
    assert {line["quote"] for line in wiring()["expected"]["quotes"]} == quotes


def test_the_wiring_needs_no_more_than_a_strict_reader_of_yaml() -> None:
    assert_needs_only_a_strict_reader(SAMPLE / "sample.yml")


def test_each_quote_is_as_faithful_as_the_sample_says() -> None:
    quotes = by_key("quotes")
    for expected in wiring()["expected"]["quotes"]:
        quote = quotes[expected["quote"]]
        found = compare_quote(quote["used"], captured_text(quote["source"]))
        assert (found.kind, found.detail) == (expected["fidelity"], expected["detail"]), expected["quote"]


def test_the_altered_quote_differs_by_a_single_word() -> None:
    quote = by_key("quotes")["farrant_promise"]
    found = compare_quote(quote["used"], captured_text(quote["source"]))
    assert found.changes == (("replace", "business", "trade"),)


def reliability_of(item: Entry) -> Grade:
    """The defaults of the rule: outlets as the list says, anonymous voices and unvetted documents F, else B."""
    if item["authority"] in GRADED_AS_OUTLETS:
        grades: dict[str, Any] = {outlet["name"]: outlet["grade"] for outlet in publishers()}
        return grades.get(by_key("sources")[source_key_of(item)]["publisher"], "F")
    unvetted = item["authority"] == "document" or (item["authority"] == "insider" and item["terms"] != "on_record")
    return "F" if unvetted else "B"


def items_of(claim: Entry) -> list[EvidenceItem]:
    quotes = by_key("quotes")
    plain = [
        Item(
            id=str(number),
            source=item.get("source"),
            speaker=quotes[item["quote"]]["speaker"] if "quote" in item else None,
            used=item["stance"] in ("supports", "partial"),
        )
        for number, item in enumerate(claim["evidence"])
    ]
    links = [Link(link["child"], link["parent"], link["kind"]) for link in entries("derivations")]
    found = origins(plain, links)
    return [
        EvidenceItem(
            id=one.id, origin=found[one.id], stance=item["stance"], authority=item["authority"], terms=item["terms"],
            reliability=reliability_of(item), firsthand=item["first_hand"], as_of=date.fromisoformat(item["as_of"]),
        )
        for one, item in zip(plain, claim["evidence"], strict=True)
    ]  # fmt: skip


def facts_of(claim: Entry) -> ClaimFacts:
    match: QuoteMatch | None = None
    if claim["kind"] == "speech":
        quote = by_key("quotes")[claim["evidence"][0]["quote"]]
        match = compare_quote(quote["used"], captured_text(quote["source"])).kind  # pyright: ignore[reportAssignmentType]
    return ClaimFacts(kind=claim["kind"], ttl_days=claim.get("ttl_days"), quote_match=match)


def level_and_flags(key: str, *, today: date) -> tuple[str, list[str]]:
    claim = by_key("claims")[key]
    assessment = assess(facts_of(claim), items_of(claim), today=today)
    return assessment.level, sorted(assessment.flags)


def test_each_claim_has_the_level_and_all_the_flags_the_sample_says() -> None:
    today = date.fromisoformat(wiring()["today"])
    for expected in wiring()["expected"]["claims"]:
        told = (expected["level"], expected["flags"])
        assert level_and_flags(expected["claim"], today=today) == told, expected["claim"]


def test_two_days_later_the_look_at_the_press_page_has_gone_stale() -> None:
    later = date.fromisoformat(wiring()["today"]) + timedelta(days=2)
    assert level_and_flags("nothing_announced", today=later) == ("low", ["SINGLE_ORIGIN", "STALE"])


def test_no_evidence_of_a_quote_is_later_than_what_it_is_about() -> None:
    spoken = [claim for claim in entries("claims") if claim["kind"] == "speech"]
    assert spoken
    assert all(item["as_of"] <= claim["about_date"] for claim in spoken for item in claim["evidence"])


def test_the_finder_of_quotes_finds_each_quote_with_its_speaker() -> None:
    people = by_key("people")
    found = {quote.text: quote.speaker for quote in find_attributions(story())}
    assert found == {quote["used"]: people[quote["speaker"]]["name"] for quote in entries("quotes")}


def test_the_heading_says_flatly_what_the_body_attributes() -> None:
    renewal = by_key("claims")["renewal"]
    words = [renewal["text"], *renewal["other_texts"]]
    names = [source["publisher"] for source in entries("sources") if source["publisher"]]
    places = [(body().index(said), body().index(said) + len(said)) for said in words]
    strengths = [strength_of(body(), start, end, source_names=names).word for start, end in places]
    assert strengths == ["attributed", "flat"]


def test_the_paragraph_edited_after_its_check_read_differently_then() -> None:
    assert {check["changed_after"] for check in entries("checks")} == {True, False}
    for check in entries("checks"):
        assert check["changed_after"] == ("text_then" in check)
        assert check.get("text_then", "—") not in story()


def test_the_picture_has_a_credit_and_no_alt_text() -> None:
    picture = entries("assets")[0]
    assert picture["credit"] in picture["text"]
    assert picture["caption"] in picture["text"]
    assert picture["alt_text"] == ""


def test_every_outlet_of_the_sample_is_on_the_list_of_publishers() -> None:
    kinds = ("trade_report", "aggregator_post", "interview_published")
    outlets = {source["publisher"]: source["url"] for source in entries("sources") if source["type"] in kinds}
    assert len(outlets) == 3
    listed = {outlet["name"]: outlet["domains"] for outlet in publishers()}
    assert all(address.split("/")[2] in listed[name] for name, address in outlets.items())


def eights(text: str) -> set[tuple[str, ...]]:
    words = re.findall(r"\w+", text.casefold())
    return {tuple(words[at : at + 8]) for at in range(len(words) - 7)}


@pytest.mark.conformance
def test_the_sample_shares_no_name_and_no_eight_words_with_the_test_article() -> None:
    articles = "\n".join(
        path.read_text(encoding="utf-8") for path in sorted((shared_folder() / "articles").glob("*.txt"))
    )
    ours = [story(), *(captured_text(key) for key in by_key("sources"))]
    assert not {words for text in ours for words in eights(text) & eights(articles)}
    people = [entry["name"] for kind in ("people", "members") for entry in entries(kind)]
    outlets = [source["publisher"] for source in entries("sources") if source["publisher"]]
    assert not [name for name in (*people, *outlets, "Lantern Quay", "Vantry") if name in articles]
