"""Word documents and PDFs as captures: no visible word is lost, and what was left out is told (F04)."""

import io
import json

import pytest
from PIL import Image

from newsroom.domain.errors import BadInput
from newsroom.importing.capture_text import page_picture, read_capture
from newsroom.importing.captured import CapturedText
from newsroom.importing.docx_text import read_docx
from newsroom.importing.pdf_text import read_pdf
from newsroom.text.passage import locator_at
from tests.newsroom.reading_files import docx_of, paragraph, word_part
from tests.newsroom.test_capture_text import pdf_of


def told(read: CapturedText) -> str:
    return " ".join(read.notices)


def test_a_word_document_is_read_in_the_child_with_what_it_says_of_itself() -> None:
    read = read_capture(docx_of(paragraph("The quay is shut.") + paragraph("It reopens in May.")), file_name="a.docx")

    assert read.text == "The quay is shut.\nIt reopens in May."
    assert json.loads(read.offsets) == {"paragraph": [0, 18]}
    assert (read.title, read.authors, read.language) == ("Berth report", ("Nia Strand", "Odd Falk"), "en-GB")
    assert (read.published, read.modified) == ("2025-03-12", "2025-04-01T08:30Z")
    assert read.notices == ()


def test_tracked_insertions_are_text_and_deletions_are_left_out_and_told() -> None:
    read = read_docx(
        docx_of(
            "<w:p><w:r><w:t xml:space='preserve'>Paid </w:t></w:r>"
            "<w:del><w:r><w:delText>forty</w:delText></w:r></w:del>"
            "<w:ins><w:r><w:t>fifty</w:t></w:r></w:ins><w:moveTo><w:r><w:t> kroner</w:t></w:r></w:moveTo>"
            "<w:moveFrom><w:r><w:t>moved away</w:t></w:r></w:moveFrom></w:p>"
        )
    )

    assert read.text == "Paid fifty kroner"
    assert "1 insertion taken as text, 2 deletions left out" in told(read)


def test_words_in_tables_links_boxes_controls_and_fields_are_all_there() -> None:
    read = read_docx(
        docx_of(
            f"<w:tbl><w:tr><w:tc>{paragraph('Berth')}</w:tc><w:tc>{paragraph('Length')}</w:tc></w:tr></w:tbl>"
            "<w:p><w:hyperlink><w:r><w:t>the register</w:t></w:r></w:hyperlink></w:p>"
            f"<w:sdt><w:sdtContent>{paragraph('a control')}</w:sdtContent></w:sdt>"
            "<w:p><w:r><w:instrText>PAGE</w:instrText></w:r>"
            "<w:fldSimple><w:r><w:t>page 7</w:t></w:r></w:fldSimple></w:p>"
            "<w:p><w:r><w:t>beside</w:t><w:pict>"
            f"<w:txbxContent>{paragraph('in the box')}</w:txbxContent></w:pict></w:r></w:p>"
        )
    )

    assert read.text.split("\n") == ["Berth", "Length", "the register", "a control", "page 7", "beside", "in the box"]


def test_of_two_ways_to_draw_a_box_its_words_are_taken_once() -> None:
    box = "<w:txbxContent>{}</w:txbxContent>"
    read = read_docx(
        docx_of(
            f"<w:p><w:r><AlternateContent><Choice>{box.format(paragraph('once'))}</Choice>"
            f"<Fallback>{box.format(paragraph('once'))}</Fallback></AlternateContent></w:r></w:p>"
        )
    )

    assert read.text == "once"


def test_signs_that_are_elements_are_the_characters_they_stand_for() -> None:
    read = read_docx(
        docx_of(
            "<w:p><w:r><w:t>a</w:t><w:tab/><w:t>b</w:t><w:br/><w:t>c</w:t><w:noBreakHyphen/><w:t>d</w:t>"
            "<w:softHyphen/><w:t>e</w:t><w:sym w:font='Wingdings' w:char='F0FC'/></w:r></w:p>"
        )
    )

    assert read.text == "a\tb\nc\u2011d\u00ade\uf0fc"
    assert "1 sign of a font of symbols" in told(read)


def test_hidden_text_is_left_out_and_told() -> None:
    read = read_docx(
        docx_of(
            "<w:p><w:r><w:rPr><w:vanish/></w:rPr><w:t>nobody sees this</w:t></w:r>"
            "<w:r><w:rPr><w:vanish w:val='0'/></w:rPr><w:t>seen</w:t></w:r></w:p>"
        )
    )

    assert read.text == "seen"
    assert "1 piece of hidden text left out" in told(read)


def test_headers_notes_and_comments_follow_the_text_and_are_found_by_their_place() -> None:
    line = f"<w:footnote w:type='separator'>{paragraph('---')}</w:footnote>"
    note = f"{line}<w:footnote>{paragraph('Ask Falk.')}</w:footnote>"
    remark = f"<w:comment w:author='Nia Strand'>{paragraph('Is this so?')}</w:comment>"
    read = read_docx(
        docx_of(
            paragraph("The quay is shut."),
            beside={
                "header1.xml": ("header", word_part("hdr", paragraph("Draft of May"))),
                "header2.xml": ("header", word_part("hdr", paragraph("Draft of May"))),
                "footnotes.xml": ("footnotes", word_part("footnotes", note)),
                "comments.xml": ("comments", word_part("comments", remark)),
                "charts/chart1.xml": ("chart", word_part("chart", "")),
            },
        )
    )

    assert read.text == "The quay is shut.\n\nAsk Falk.\n\nDraft of May\n\nIs this so?"
    places = [locator_at(read.offsets, read.text.index(words)) for words in ("quay", "Falk", "Draft", "so?")]
    assert places == ["paragraph 1", "footnote 1", "header 1", "comment 1"]
    assert "1 comment of Nia Strand" in told(read)
    assert "a chart whose words were not read" in told(read)


def test_a_document_of_the_strict_kind_is_read_like_any_other() -> None:
    data = docx_of(paragraph("Same words"), namespace="http://purl.oclc.org/ooxml/wordprocessingml/main")

    assert read_docx(data).text == "Same words"


def test_a_locked_or_old_word_file_says_how_to_save_it() -> None:
    with pytest.raises(BadInput, match=r"locked with a password, or of the kind before 2007; save it as \.docx"):
        read_docx(b"\xd0\xcf\x11\xe0" + bytes(600))


def test_a_page_of_a_pdf_without_text_is_named() -> None:
    read = read_pdf(pdf_of(["Words", "", "More", ""]))

    assert "Pages 2, 4 hold no text" in told(read)
    assert "beside the page’s picture" in told(read)


def test_the_picture_of_a_page_is_a_png_of_the_width_that_was_asked_for() -> None:
    data = pdf_of(["First", "Second"])

    first, second = (page_picture(data, page=number, width=400) for number in (1, 2))

    with Image.open(io.BytesIO(first)) as picture:
        assert (picture.format, picture.width, picture.height) == ("PNG", 400, 518)
        assert len(picture.getcolors(100_000) or ()) > 1
    assert first != second


def test_a_page_that_is_not_there_and_a_page_beyond_all_size_are_refused_or_made_small() -> None:
    with pytest.raises(BadInput, match=r"“a\.pdf” has no page 3; it has 2"):
        page_picture(pdf_of(["First", "Second"]), page=3, width=400, file_name="a.pdf")

    tall = pdf_of(["Tall"]).replace(b"[0 0 612 792]", b"[0 0 2 99999]")
    with Image.open(io.BytesIO(page_picture(tall, page=1, width=4000))) as picture:
        assert max(picture.width, picture.height) <= 20_000
