"""Every visible word of the sample Word documents is in the text that is read from them, or told (F04)."""

import re
import zipfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from xml.etree import ElementTree

import pytest

from newsroom.importing.capture_text import read_capture
from newsroom.importing.docx_text import read_docx
from newsroom.text.passage import locator_at
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance
WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
PARTS = re.compile(r"word/(?:document|header\d*|footer\d*|footnotes|endnotes|comments)\.xml")


@pytest.fixture
def documents() -> list[Path]:
    found = sorted((shared_folder() / "corpora" / "docx").glob("*.docx"))
    assert len(found) > 30
    return found


def visible_pieces(element: ElementTree.Element) -> Iterator[str]:
    """The words of the text elements, found another way than the reader does it: by recursion over the plain tree."""
    if element.tag in (f"{WORD}del", f"{WORD}moveFrom", FALLBACK):
        return
    if element.tag == f"{WORD}t":
        yield element.text or ""
    if element.tag in (f"{WORD}p", f"{WORD}tab", f"{WORD}br", f"{WORD}cr"):
        yield " "
    for child in element:
        yield from visible_pieces(child)


def visible_words(path: Path) -> Counter[str]:
    """Each word as often as a part that has it most: a header on all pages is one header."""
    most: Counter[str] = Counter()
    with zipfile.ZipFile(path) as opened:
        for name in opened.namelist():
            if PARTS.fullmatch(name):
                root = ElementTree.fromstring(opened.read(name))
                most |= Counter("".join(visible_pieces(root)).split())
    return most


def test_no_visible_word_of_the_samples_is_lost(documents: list[Path]) -> None:
    seen = 0
    for path in documents:
        wanted, read = visible_words(path), read_docx(path.read_bytes())
        missing = wanted - Counter(read.text.split())

        assert not missing, f"{path.name} lost {dict(missing)}"
        assert wanted or "holds no words" in " ".join(read.notices), path.name
        seen += wanted.total()
    assert seen > 500


def test_charts_diagrams_and_pictures_of_the_samples_are_told(documents: list[Path]) -> None:
    path = next(path for path in documents if path.name == "shp-inline-shape-access.docx")

    told = " ".join(read_docx(path.read_bytes()).notices)

    assert all(words in told for words in ("a chart", "a diagram", "pictures"))


def test_the_comments_of_the_samples_have_their_place_and_their_author(documents: list[Path]) -> None:
    path = next(path for path in documents if path.name == "comments-rich-para.docx")

    read = read_capture(path.read_bytes(), file_name=path.name)

    assert any("comment" in notice for notice in read.notices)
    assert locator_at(read.offsets, len(read.text) - 1).startswith("comment ")


def test_what_a_document_says_of_itself_is_proposed(documents: list[Path]) -> None:
    path = next(path for path in documents if path.name == "doc-coreprops.docx")

    read = read_docx(path.read_bytes())

    assert read.title
    assert read.authors
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", read.published)
