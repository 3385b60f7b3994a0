"""Files made to hurt (reliability.md U07–U11, U15, U18): refused in one sentence within three seconds, or read."""

import io
import plistlib
import re
import resource
import struct
import time
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import pytest

from newsroom.domain.errors import BadInput
from newsroom.importing.capture_text import read_capture
from newsroom.importing.docx_text import read_docx
from newsroom.importing.mail_text import read_mail
from newsroom.importing.pictures import read_picture
from newsroom.importing.transcripts import read_transcript
from newsroom.importing.xml_check import parse_xml
from newsroom.importing.zip_check import check_names, checked_zip, member
from tests.newsroom.reading_files import docx_of, eml_of, paragraph, png_of, word_part, zip_of
from tests.newsroom.test_capture_text import assembled

LAUGHS = (
    '<?xml version="1.0"?><!DOCTYPE lolz [<!ENTITY lol "lol">'
    + "".join(f'<!ENTITY lol{n} "{("&lol%s;" % (n - 1 or "")) * 10}">' for n in range(1, 10))
    + "]>"
)
OUTSIDE = '<?xml version="1.0"?><!DOCTYPE a [<!ENTITY leak SYSTEM "file:///etc/hostname">]>'


def work_done() -> float:
    """Seconds of processor time spent here and in the children that are gone: what else runs does not count."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def with_document(head: str, body: str, *, encoding: str = "utf-8") -> bytes:
    document = head + word_part("document", f"<w:body>{body}</w:body>")
    return zip_of({"word/document.xml": document.encode(encoding)})


def overlapping(entries: int) -> bytes:
    """One kernel that many entries of the directory point at, as a bomb without nesting is built."""
    kernel = zip_of({"word/document.xml": b"<a/>" + b" " * 190_000})
    at = kernel.index(b"PK\x01\x02")
    end = kernel.rindex(b"PK\x05\x06")
    entry = kernel[at:end]
    directory = b"".join(entry.replace(b"word/document.xml", f"word/d{n:07d}.xml".encode()) for n in range(entries))
    return kernel[:at] + directory + struct.pack("<4s4H2LH", b"PK\5\6", 0, 0, entries, entries, len(directory), at, 0)


def pdf_that_unpacks() -> bytes:
    """A page whose content is packed ten thousand times smaller than it is."""
    drawn = zlib.compress(zlib.compress(b"BT /F1 12 Tf (x) Tj ET " * 10_000_000, 1), 9)
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
            b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 612 792] /Contents 4 0 R >>",
            b"<< /Filter [/FlateDecode /FlateDecode] /Length %d >>\nstream\n" % len(drawn) + drawn + b"\nendstream",
            b"<< >>",
        ]
    )


def pdf_of_pages_in_a_circle() -> bytes:
    return assembled(
        [
            b"<< /Type /Catalog /Pages 2 0 R >>",
            b"<< /Type /Pages /Kids [2 0 R 2 0 R] /Count 99999999 >>",
            b"<< >>",
        ]
    )


REFUSED: dict[str, tuple[Callable[[], bytes], str]] = {
    "laughs.docx": (lambda: with_document(LAUGHS, paragraph("&lol9;")), "a document type or an entity"),
    "utf16.docx": (
        lambda: with_document(OUTSIDE, paragraph("&leak;"), encoding="utf-16"),
        "a document type or an entity",
    ),
    "core.docx": (lambda: docx_of(paragraph("x"), core=OUTSIDE + "<a>&leak;</a>"), "a document type or an entity"),
    "utf7.docx": (lambda: with_document('<?xml version="1.0" encoding="UTF-7"?>', paragraph("x")), "written in UTF-7"),
    "bomb.docx": (lambda: zip_of({"word/document.xml": bytes(90_000_000)}), "packed more than 200 times smaller"),
    "big.docx": (lambda: zip_of({f"word/{n}.xml": bytes(30_000_000) for n in range(4)}), "would unpack to 114 MB"),
    "laid-over.docx": (lambda: overlapping(400), "packed more than 200 times smaller"),
    "many.docx": (lambda: zip_of({f"{n}.xml": b"" for n in range(501)}), "holds 501 parts; at most 500"),
    "slip.docx": (lambda: zip_of({"word/document.xml": "<a/>", "../../evil.py": "x"}), "leads out of it"),
    "cut.docx": (lambda: docx_of(paragraph("x"))[:400], "a part of it is missing"),
    "none.docx": (lambda: zip_of({"readme.txt": "x"}), "is no Word document"),
    "damaged.docx": (lambda: docx_of("<w:p>"), "is damaged"),
    "circle.pdf": (lambda: pdf_of_pages_in_a_circle(), "pages; at most 2,000|no PDF"),
    "parts.eml": (lambda: eml_of("--a\r\n\r\n" * 500_000, kind="multipart/mixed; boundary=a"), "more than 2,000 parts"),
    "head.eml": (lambda: b"X-Quay: y\r\n" * 2_000_000, "has a head longer than any message"),
    "tags.webarchive": (lambda: b"<plist>" + b"<array>" * 2_000_000, "more pieces than any saved page"),
    "heavy.docx": (
        lambda: docx_of("".join(f"<a n='{n * 7919 % 99991}'/>" for n in range(2_600_000))),
        "needs more memory",
    ),
    "empty.mhtml": (lambda: b"", "is no message"),
    "laughs.webarchive": (lambda: LAUGHS.encode() + b"<plist><string>&lol9;</string></plist>", "an entity of its own"),
    "cut.webarchive": (
        lambda: plistlib.dumps({"WebMainResource": {}}, fmt=plistlib.FMT_BINARY)[:-9],
        "no web archive|no page",
    ),
}


@pytest.mark.parametrize("file_name", REFUSED)
def test_a_hostile_file_is_refused_in_one_sentence_within_three_seconds(file_name: str) -> None:
    made, words = REFUSED[file_name]
    data = made()
    begun = work_done()

    with pytest.raises(BadInput, match=rf"^“{re.escape(file_name)}” .*(?:{words})") as refusal:
        read_capture(data, file_name=file_name)

    assert work_done() - begun < 3
    assert "\n" not in str(refusal.value)
    assert str(refusal.value).endswith("It can be kept without its text.")


def test_a_pdf_that_unpacks_without_end_is_stopped_and_its_child_is_gone() -> None:
    data = pdf_that_unpacks()
    begun = work_done()

    try:
        told = " ".join(read_capture(data, file_name="bomb.pdf").notices)
    except BadInput as refusal:
        told = str(refusal)

    assert "bomb.pdf" in told or "holds no text" in told
    assert work_done() - begun < 3


@pytest.mark.parametrize("name", ["../a", "/etc/a", "a/../../b", "C:\\a", "c:a", "\\\\host\\a", "..\\a", "a\0b", ""])
def test_a_name_that_leads_out_of_a_zip_condemns_the_whole(name: str) -> None:
    with pytest.raises(BadInput, match="leads out of it"):
        check_names(["good.txt", name])


def test_names_that_are_one_on_some_system_condemn_the_whole() -> None:
    with pytest.raises(BadInput, match="twice"):
        check_names(["word/A.xml", "word/a.XML"])


def test_good_names_pass() -> None:
    check_names(["a/b..c/d.xml", "…/x", "a:b.txt"[2:], "_rels/.rels"])


def test_a_zip_that_lies_about_a_size_gives_no_more_than_it_told() -> None:
    data = bytearray(zip_of({"a.xml": b"x" * 5000}))
    at = data.rindex(b"PK\x01\x02")
    struct.pack_into("<L", data, at + 24, 10)

    with pytest.raises(BadInput, match="cannot be unpacked"):
        member(checked_zip(bytes(data)), "a.xml")


def test_a_locked_zip_says_that_it_is_locked() -> None:
    data = bytearray(zip_of({"a.xml": b"x"}))
    data[data.rindex(b"PK\x01\x02") + 8] |= 1

    with pytest.raises(BadInput, match="locked with a password"):
        checked_zip(bytes(data))


def test_zips_in_a_document_are_told_and_never_opened() -> None:
    inner = zip_of({"bomb": bytes(50_000_000)})
    for _ in range(5):
        inner = zip_of({"inner.zip": inner}, stored=True)
    held = io.BytesIO(docx_of(paragraph("Words"), beside={"embeddings/inner.xlsx": ("package", "")}))
    with zipfile.ZipFile(held, "a") as made:
        made.writestr("word/inner.zip", inner)

    read = read_docx(held.getvalue())

    assert read.text == "Words"
    assert "another file whose words were not read" in " ".join(read.notices)


def test_a_target_that_leads_out_of_a_document_reads_nothing_outside(tmp_path: Path) -> None:
    secret = tmp_path / "secret.xml"
    secret.write_text(word_part("hdr", paragraph("secret")), encoding="utf-8")

    for target in (str(secret), f"../../../..{secret}", f"file://{secret}"):
        data = docx_of(paragraph("Words")).replace(b"unused", b"")
        with zipfile.ZipFile(io.BytesIO(data)) as opened:
            entries = {name: opened.read(name) for name in opened.namelist()}
        entries["word/_rels/document.xml.rels"] = (
            f'<Relationships><Relationship Type="x/header" Target="{target}"/></Relationships>'.encode()
        )
        assert read_docx(zip_of(entries)).text == "Words"


def test_elements_nested_without_end_are_refused_or_read_without_a_crash() -> None:
    deep = "".join(f"<w:sdt w:n='{number * 7919 % 99991}'>" for number in range(50_000)) + "</w:sdt>" * 50_000

    with pytest.raises(BadInput, match="is damaged"):
        read_docx(docx_of(deep))
    assert read_docx(docx_of("<w:sdt>" * 200 + paragraph("Deep") + "</w:sdt>" * 200)).text == "Deep"


def test_more_xml_than_the_child_has_room_for_is_refused_before_it_is_parsed() -> None:
    with pytest.raises(BadInput, match="a part of 41 MB of XML; at most 40 MB"):
        parse_xml(b"<a>" + b" " * (41 * 1024 * 1024) + b"</a>")


@pytest.mark.parametrize(
    "head", ['<?xml version="1.0" encoding="IBM037"?>', "<?xml " + " " * 500 + 'encoding="UTF-7"?>']
)
def test_xml_in_an_encoding_that_could_hide_an_entity_is_refused(head: str) -> None:
    with pytest.raises(BadInput, match=r"written in|first line"):
        parse_xml(head.encode() + b"<a/>")


def test_a_picture_of_a_billion_pixels_is_looked_at_and_not_unpacked() -> None:
    assert "more pixels than any camera gives" in " ".join(read_picture(png_of(60_000, 60_000)).notices)


def test_a_mail_nested_without_end_is_refused() -> None:
    body, kind = "x", "text/plain"
    for number in range(80):
        body = f"--b{number}\r\nContent-Type: {kind}\r\n\r\n{body}\r\n--b{number}--\r\n"
        kind = f'multipart/mixed; boundary="b{number}"'

    with pytest.raises(BadInput, match=r"nested without end|too damaged"):
        read_mail(eml_of(body, kind=kind))


@pytest.mark.parametrize("value", ["=?utf-8?q?a?= ", "a <a@b.example>, ", "(", '"', "\\", ";;"])
def test_a_header_without_end_is_looked_at_for_a_while(value: str) -> None:
    begun = work_done()

    for name in ("To", "Subject", "Date", "From"):
        read_mail(f"{name}: {(value * 100_000)[:900_000]}\r\n\r\nWords".encode())

    assert work_done() - begun < 3


def test_a_mail_of_broken_headers_is_read_as_far_as_it_goes() -> None:
    broken = b"From: =?utf-8?b?///?= <<>@>,,;\r\nDate: 99 Foo 99999\r\nTo: (((\r\nSubject: =?x?q?=ZZ?=\r\n\r\nWords\r\n"

    read = read_mail(broken)

    assert (read.text, read.published) == ("Words", "")


def test_a_line_of_five_megabytes_is_kept_out_of_the_text_and_told() -> None:
    begun = work_done()

    read = read_capture(b"{" + b"x" * 5_000_000, file_name="dump.txt")

    assert (read.text, read.offsets) == ("", "")
    assert "has a line of more than 102,400 characters, too many to show" in " ".join(read.notices)
    assert work_done() - begun < 1


def test_a_hundred_megabytes_of_text_are_kept_without_their_words() -> None:
    begun = work_done()

    read = read_capture(b"a line of text\n" * 6_900_000, file_name="log.txt")

    assert read.text == ""
    assert "more than 5 MB, too many to show" in " ".join(read.notices)
    assert work_done() - begun < 1


def test_nul_bad_utf8_and_mixed_line_ends_are_read_with_a_notice() -> None:
    cue = "1\n00:00:01,000 --> 00:00:02,000\r\nÆ\0b\rc\n".encode() + b"\xff " + "Ø å ø\n".encode()

    read = read_transcript(cue)

    assert read.text == "Æ\ufffdb\nc\n\ufffd Ø å ø"
    assert any("not valid UTF-8" in notice for notice in read.notices)
    assert any("NUL" in notice for notice in read.notices)


def test_signs_nobody_sees_are_kept_as_they_are() -> None:
    words = "pay\u200b\u202eolleh\u202c \u2066x\u2069 p\u0430y\u00ad"

    assert read_docx(docx_of(paragraph(words))).text == words
    assert read_mail(eml_of(words)).text == words
    assert read_transcript(f"00:01.000 --> 00:02.000\n{words}".encode()).text == words
