"""No bytes whatever make a reader fail in another way than by a refusal."""

import contextlib
from collections.abc import Callable

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.domain.errors import BadInput
from newsroom.importing.capture_text import read_capture
from newsroom.importing.captured import CapturedText, captured_from
from newsroom.importing.docx_text import read_docx
from newsroom.importing.html_text import read_page
from newsroom.importing.mail_text import read_mail
from newsroom.importing.pdf_text import read_pdf
from newsroom.importing.pictures import read_picture
from newsroom.importing.saved_page_archives import read_mhtml, read_webarchive
from newsroom.importing.transcripts import read_transcript
from newsroom.text.passage import locator_at
from tests.newsroom.reading_files import docx_of, eml_of, paragraph, png_of
from tests.newsroom.test_capture_text import page_of, pdf_of
from tests.newsroom.test_reading_messages import VTT, mhtml_of

Reader = Callable[[bytes], CapturedText]
WHOLE: dict[Reader, bytes] = {
    read_docx: docx_of(paragraph("The quay is shut.")),
    read_page: page_of(["The quay is shut."]),
    read_mail: eml_of("The quay is shut."),
    read_pdf: pdf_of(["The quay is shut."]),
    read_picture: png_of(4, 4),
    read_mhtml: mhtml_of(page_of(["The quay is shut."])),
    read_webarchive: b"bplist00\xd1\x01\x02_\x10\x0fWebMainResource\x08\x08\x0b\x1d",
    read_transcript: VTT.encode(),
}
SUFFIXES = (".html", ".mhtml", ".webarchive", ".pdf", ".docx", ".vtt", ".srt", ".eml", ".png", ".txt", ".xlsx")


def spoilt(data: bytes, changes: list[tuple[int, bytes]], cut: int) -> bytes:
    held = bytearray(data)
    for at, new in changes:
        held[at % (len(held) + 1) : at % (len(held) + 1) + len(new)] = new
    return bytes(held[: cut % (len(held) + 1)] if cut else held)


def check_reading(read: CapturedText) -> None:
    """What a reader hands over can be kept: it survives the way out of the child, and its marks lie in its text."""
    assert captured_from(read.as_answer()) == read
    assert all(0 <= mark.start <= len(read.text) for mark in read.marks)
    assert "\r" not in read.text
    assert "\0" not in read.text
    locator_at(read.offsets, len(read.text))


@pytest.mark.parametrize("reader", WHOLE, ids=lambda reader: reader.__name__)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(data=st.binary(max_size=2000))
def test_random_bytes_are_read_or_refused(reader: Reader, data: bytes) -> None:
    with contextlib.suppress(BadInput):
        check_reading(reader(data))


@pytest.mark.parametrize("reader", WHOLE, ids=lambda reader: reader.__name__)
@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(
    changes=st.lists(st.tuples(st.integers(0, 4000), st.binary(min_size=1, max_size=8)), max_size=6),
    cut=st.integers(0, 4000),
)
def test_a_spoilt_file_is_read_or_refused(reader: Reader, changes: list[tuple[int, bytes]], cut: int) -> None:
    with contextlib.suppress(BadInput):
        check_reading(reader(spoilt(WHOLE[reader], changes, cut)))


@pytest.mark.parametrize("suffix", SUFFIXES)
def test_bytes_of_all_values_with_any_name_are_read_or_refused_in_a_sentence(suffix: str) -> None:
    try:
        read = read_capture(bytes(range(256)) * 40, file_name=f"quay{suffix}")
    except BadInput as refusal:
        assert str(refusal).startswith(f"“quay{suffix}” ")
    else:
        assert read.text or read.notices
