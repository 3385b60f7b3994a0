"""Bytes become text: what is read is told, what cannot be held is replaced and counted, nothing else changes."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsroom.importing.decode import clean_text, decode

WORDS = "Café “naïve” — 5 € für Łódź 🎉\n"


@pytest.mark.parametrize(
    ("mark", "codec", "found"),
    [
        (b"\xef\xbb\xbf", "utf-8", "utf-8"),
        (b"\xff\xfe", "utf-16-le", "utf-16-le"),
        (b"\xfe\xff", "utf-16-be", "utf-16-be"),
        (b"\xff\xfe\x00\x00", "utf-32-le", "utf-32-le"),
        (b"\x00\x00\xfe\xff", "utf-32-be", "utf-32-be"),
        (b"", "utf-8", "utf-8"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_text(mark: bytes, codec: str, found: str) -> None:
    decoded = decode(mark + WORDS.encode(codec))

    assert (decoded.text, decoded.encoding) == (WORDS, found)
    assert bool(decoded.notices) == (found != "utf-8")


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
def test_unmarked_utf16_is_recognised_and_told(codec: str) -> None:
    decoded = decode("A plain report on the mill".encode(codec))

    assert decoded.text == "A plain report on the mill"
    assert "UTF-16" in decoded.notices[0]


@pytest.mark.parametrize(
    ("data", "text", "encoding", "name"),
    [
        ("a “café” – so".encode("cp1252"), "a “café” – so", "cp1252", "Windows-1252"),
        (b"caf\xe9 \x81", "café \x81", "latin-1", "Latin-1"),
    ],
)
def test_bytes_that_are_not_utf8_are_read_as_western_and_the_notice_names_it(
    data: bytes, text: str, encoding: str, name: str
) -> None:
    decoded = decode(data)

    assert (decoded.text, decoded.encoding) == (text, encoding)
    assert len(decoded.notices) == 1
    assert name in decoded.notices[0]


def test_a_few_wrong_bytes_in_utf8_do_not_spoil_the_rest() -> None:
    decoded = decode("Łódź żółw “gęś”".encode() + b" \xff\xfe end")

    assert decoded.text == "Łódź żółw “gęś” \ufffd\ufffd end"
    assert decoded.notices == ("2 bytes of the file were not valid UTF-8 and were replaced by \ufffd.",)


@pytest.mark.parametrize(
    ("data", "text", "words"),
    [
        (b"a\r\nb\r\n", "a\nb\n", "2 line ends of the kind CRLF were"),
        (b"a\rb", "a\nb", "1 line end of the kind CR was"),
        (b"a\r\nb\rc\nd", "a\nb\nc\nd", "CRLF and 1 line end of the kind CR were"),
        ("a\u2029b".encode(), "a\nb", "U+2029 was"),
        (b"a\0b\0", "a\ufffdb\ufffd", "2 NUL characters were"),
        ("a\ufdd0b\ufdd1".encode(), "a\ufffdb\ufffd", "2 characters U+FDD0 or U+FDD1 were"),
        ("a\ud800b".encode("utf-16-le", "surrogatepass").join([b"\xff\xfe", b""]), "a\ufffdb", "1 lone surrogate was"),
        ("ab".encode("utf-16-le").join([b"\xff\xfe", b"\x41"]), "ab\ufffd", "ends within a character"),
        (b"\xff\xfe\x00\x00\x00\x00\x11\x00", "\ufffd", "damaged"),
    ],
)
def test_what_the_editor_cannot_hold_is_replaced_and_counted(data: bytes, text: str, words: str) -> None:
    decoded = decode(data)

    assert decoded.text == text
    assert words in decoded.notices[-1]


def test_every_other_code_point_comes_back_as_it_was() -> None:
    replaced = {"\0", "\r", "\u2029", "\ufdd0", "\ufdd1"}
    kept = "".join(chr(code) for code in range(0x110000) if not 0xD800 <= code <= 0xDFFF and chr(code) not in replaced)

    decoded = decode(kept.encode())

    assert decoded.text == kept
    assert decoded.notices == ()


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=200))
def test_no_bytes_are_refused_and_nothing_unheld_is_left(data: bytes) -> None:
    decoded = decode(data)

    assert not set(decoded.text) & {"\0", "\r", "\u2029", "\ufdd0", "\ufdd1"}
    assert decoded.text.encode("utf-8").decode("utf-8") == decoded.text
    assert clean_text(decoded.text).text == decoded.text
