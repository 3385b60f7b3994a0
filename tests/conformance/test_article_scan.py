"""The scan on the article beside the checkout: what must be proposed on it (issue "In")."""

from collections.abc import Iterator

import pytest

from newsroom.text.scan import Scan, scan
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance


@pytest.fixture(scope="module")
def article() -> str:
    (path,) = sorted((shared_folder() / "articles").glob("*.txt"))
    return path.read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def found(article: str) -> Iterator[Scan]:
    yield scan(article)


def test_the_four_full_quotations_have_speaker_outlet_and_date(found: Scan) -> None:
    direct = [quote for quote in found.quotes if quote.type == "direct"]
    assert [(q.text[1:9], q.speaker, q.outlet, q.said_on, q.outlet_state) for q in direct] == [
        ("We have ", "Maggie Q", "The Hollywood Reporter", "2025-07-14", "explicit"),
        ("This ind", "Maggie Q", "The Hollywood Reporter", "2025-07-14", "inferred"),
        ("It has t", "Michael Connelly", "Entertainment Weekly", "2025-05-22", "explicit"),
        ("When we ", "Michael Connelly", "Entertainment Weekly", "2025-05-22", "inferred"),
    ]
    assert [quote.text[-9:-1] for quote in direct] == ["xciting.", "ference.", "inctive,", "La Brea,"]


def test_the_fragments_are_found_and_the_title_in_the_caption_is_not_speech(found: Scan) -> None:
    fragments = [quote.text.strip("“”,.") for quote in found.quotes if quote.type == "fragment"]
    assert fragments == ["declined comment", "very likely", "declined comment", "distinctive"]
    assert [quote.text for quote in found.quotes if quote.type == "not_speech"] == ['"Ballard"']


def test_the_sources_are_proposed_with_their_types(found: Scan) -> None:
    types = {source.name: (source.type, source.said_on) for source in found.sources}
    assert types["Deadline"] == ("trade_report", "2025-10-04")
    assert types["California Film Commission"][0] == "public_record"
    assert types["The Hollywood Reporter"] == ("interview_published", "2025-07-14")
    assert types["Entertainment Weekly"] == ("interview_published", "2025-05-22")
    assert [name for name, (kind, _) in types.items() if kind == "official_site" and name.startswith("Amazon")]
    assert len(types) == 5


def test_the_photo_credit_and_the_glued_date_are_found(article: str, found: Scan) -> None:
    (photo,) = found.photos
    assert photo.credit == "Maya Dehlin Spach/WireImage"
    assert photo.caption.startswith("(L-R)")
    (field,) = found.metadata
    assert (field.key, field.value, article[field.start : field.end]) == ("date", "2025-10-05", "date 2025-10-05")


def test_absences_rumour_and_the_tax_credit_are_proposed_as_claims(found: Scan) -> None:
    absences = [claim.text for claim in found.claims if claim.kind == "absence"]
    assert [text.split()[:2] for text in absences] == [["no", "formal"], ["a", "corporate"], ["no", "press-site"]]
    assert [claim.kind for claim in found.claims if "rumors" in claim.text] == ["forecast"]
    assert len([claim for claim in found.claims if "$14.84M" in claim.text]) == 2
    renewal = found.claims[0]
    assert (renewal.kind, renewal.strength) == ("fact", "attributed")


def test_the_findings_of_the_article_are_flagged(found: Scan) -> None:
    codes = [flag.code for flag in found.flags]
    assert codes.count("UNDATED_ABSENCE") == 3
    assert {"RUMOUR", "VAGUE_SOURCE", "COUNT_NOT_LISTED"} <= set(codes)
