"""E-mails, transcripts, saved pages in one file and pictures as captures."""

import io
import json
import plistlib

import pytest
from PIL import Image

from newsroom.domain.errors import BadInput
from newsroom.importing.capture_text import read_capture
from newsroom.importing.captured import CapturedText
from newsroom.importing.html_text import read_page
from newsroom.importing.mail_text import read_mail
from newsroom.importing.pictures import read_picture
from newsroom.importing.saved_page_archives import read_webarchive
from newsroom.importing.transcripts import read_transcript
from newsroom.text.passage import locator_at
from tests.newsroom.reading_files import eml_of, many_parts, png_of
from tests.newsroom.test_capture_text import page_of

PARAGRAPHS = [f"Paragraph {n} tells of the harbour board and its long talk about quay number {n}." for n in range(9)]


def told(read: CapturedText) -> str:
    return " ".join(read.notices)


def test_a_mail_is_read_in_the_child_with_sender_day_and_subject() -> None:
    read = read_capture(eml_of("The berth is shut.\r\nUntil May.\r\n\r\nOdd"), file_name="mail.eml")

    assert read.text == "The berth is shut.\nUntil May.\n\nOdd"
    assert json.loads(read.offsets) == {"paragraph": [0, 31]}
    assert (read.title, read.authors) == ("The berth at Øya", ("Nia Strand <nia@quay.example>",))
    assert (read.published, read.media_type) == ("2025-07-14T09:05+02:00", "message/rfc822")
    assert read.description == "To: Odd Falk <odd@pier.example>, desk@pier.example"


def test_of_a_mail_in_two_forms_the_plain_one_is_read_and_attachments_are_named() -> None:
    kind, body = many_parts(
        [
            ("Content-Type: text/plain", "Plain words."),
            ("Content-Type: text/html", "<p>Words of the page.</p>"),
            ('Content-Type: application/pdf; name="quays.pdf"\r\nContent-Disposition: attachment', "%PDF-"),
        ]
    )
    read = read_mail(eml_of(body, kind=kind))

    assert read.text == "Plain words."
    assert "One attachment was not read (“quays.pdf”). Save it" in told(read)


def test_a_mail_written_as_a_page_gives_all_its_words_but_those_it_hides() -> None:
    page = (
        "<style>p {color: red}</style><div style='display:none'>preheader</div><p>Dear Odd,</p><div>the berth"
        "<br>is shut.</div><table><tr><td>Berth</td><td>9</td></tr></table>"
    )

    assert read_mail(eml_of(page, kind="text/html; charset=utf-8")).text == "Dear Odd,\nthe berth\nis shut.\nBerth\t9"


def test_a_mail_without_words_or_one_that_is_locked_says_so() -> None:
    kind, body = many_parts([("Content-Type: application/pgp-encrypted", "Version: 1")], outer="encrypted")

    assert "holds no words" in told(read_mail(eml_of("")))
    assert "encrypted" in told(read_mail(eml_of(body, kind=kind)))


def test_names_in_encoded_words_are_read_in_headers_and_of_attachments() -> None:
    kind, body = many_parts([('Content-Type: image/png; name="=?utf-8?q?K=C3=A6rgr=C3=A5.png?="', "")])
    read = read_mail(eml_of(body, kind=kind).replace(b"To: Odd Falk", b"To: =?utf-8?q?Falk=2C_=C3=98yvind?="))

    assert read.description == "To: Falk, Øyvind <odd@pier.example>, desk@pier.example"
    assert "“Kærgrå.png”" in told(read)


def test_the_character_set_a_mail_names_is_used_and_a_wrong_one_is_made_good() -> None:
    latin = eml_of("", kind="text/plain; charset=iso-8859-2") + "Łódź".encode("iso-8859-2")
    wrong = eml_of("Łódź", kind="text/plain; charset=no-such-set")

    assert (read_mail(latin).text, read_mail(wrong).text) == ("Łódź", "Łódź")


VTT = """WEBVTT - Harbour board, May
Language: en

NOTE not spoken

1
00:00:01.000 --> 00:00:03.500 align:start
<v Nia Strand>The berth is <i>shut</i>.

00:00:03.600 --> 00:00:05.000
It reopens in May &amp; June.

01:02:03.500 --> 01:02:05.000
<v Odd Falk>So be it.
"""


def test_a_transcript_gives_speakers_and_a_time_for_each_line() -> None:
    read = read_capture(VTT.encode(), file_name="board.vtt")

    assert read.text == "Nia Strand: The berth is shut.\n\nIt reopens in May & June.\n\nOdd Falk: So be it."
    assert json.loads(read.offsets)["time"][0] == [0, "00:00:01.000"]
    places = [locator_at(read.offsets, read.text.index(words)) for words in ("shut", "May", "So be")]
    assert places == ["0:01", "0:03", "1:02:03"]
    assert (read.title, read.language, read.notices) == ("Harbour board, May", "en", ())


def test_subtitles_are_read_with_numbers_styles_and_line_ends_taken_off() -> None:
    first = "1\r\n00:00:01,000 --> 00:00:02,000\r\n{\\an8}<i>Shut.</i>\r\n\r\n"
    srt = f"{first}2\r\n00:00:02,500 --> 00:00:04,000\r\nTwo\r\nlines."
    read = read_transcript(srt.encode())

    assert read.text == "Shut.\nTwo\nlines."
    assert read.media_type == "application/x-subrip"
    assert read.notices == ()


def test_captions_a_machine_rolled_are_read_once() -> None:
    vtt = (
        "WEBVTT\n\n00:00:01.000 --> 00:00:03.000\n \nthe<00:00:01.500><c> berth</c>\n\n"
        "00:00:03.000 --> 00:00:03.010\nthe berth\n \n\n"
        "00:00:03.010 --> 00:00:05.000\nthe berth\nis<00:00:03.500><c> shut</c>\n"
    )

    assert read_transcript(vtt.encode()).text == "the berth\nis shut"


def test_a_damaged_cue_is_told_and_the_others_are_kept() -> None:
    srt = "1\n00:00:xx,000 --> 00:00:02,000\nLost.\n\n2\n00:00:09,000 --> 00:00:04,000\nKept.\n"
    read = read_transcript(srt.encode())

    assert read.text == "Kept."
    assert "2 lines left out" in told(read)
    assert "run backwards" in told(read)


def test_a_transcript_without_time_codes_is_read_as_a_text() -> None:
    read = read_transcript(b"WEBVTT\n\nOnly words.")

    assert read.text == "WEBVTT\n\nOnly words."
    assert "No time codes" in told(read)


def mhtml_of(page: bytes) -> bytes:
    head = (
        "From: <Saved by a browser>\r\nSnapshot-Content-Location: https://quaypost.example/saved\r\n"
        "Date: Tue, 15 Jul 2025 08:00:00 +0000\r\nMIME-Version: 1.0\r\n"
        'Content-Type: multipart/related; type="text/html"; boundary="quay"\r\n\r\n'
    )
    part = "--quay\r\nContent-Type: text/html\r\nContent-Transfer-Encoding: 8bit\r\n\r\n"
    picture = "\r\n--quay\r\nContent-Type: image/png\r\nContent-Transfer-Encoding: base64\r\n\r\niVBOR\r\n--quay--\r\n"
    return head.encode() + part.encode() + page + picture.encode()


def test_a_page_saved_in_one_file_is_read_like_the_page() -> None:
    page = page_of(PARAGRAPHS).replace(b'<link rel="canonical" href="https://quaypost.example/harbour">', b"")

    read = read_capture(mhtml_of(page), file_name="saved.mhtml")

    assert all(words in read.text for words in PARAGRAPHS)
    assert (read.title, read.url, read.accessed_at) == (
        "Harbour board meets",
        "https://quaypost.example/saved",
        "2025-07-15T08:00+00:00",
    )


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_web_archive_is_read_in_both_its_forms(form: plistlib.PlistFormat) -> None:
    resource = {
        "WebResourceData": page_of(PARAGRAPHS),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://quaypost.example/other",
    }
    read = read_webarchive(plistlib.dumps({"WebMainResource": resource, "WebSubresources": [resource]}, fmt=form))

    assert all(words in read.text for words in PARAGRAPHS)
    assert read.url == "https://quaypost.example/harbour"


@pytest.mark.parametrize("data", [b"", b"bplist00garbage", plistlib.dumps({"WebMainResource": 1}), b"<plist><dict>"])
def test_what_is_no_web_archive_is_refused(data: bytes) -> None:
    with pytest.raises(BadInput, match=r"web archive|no page"):
        read_webarchive(data)


def test_json_ld_tells_times_to_the_minute_authors_and_outlet() -> None:
    linked = json.dumps(
        {
            "@graph": [
                {"@type": "WebSite", "name": "x"},
                {
                    "@type": ["NewsArticle"],
                    "headline": "Harbour board meets",
                    "datePublished": "2025-07-14T09:05:10+0200",
                    "dateModified": "2025-07-14T11:30:00+02:00",
                    "author": [{"name": "Nia Strand"}, {"name": "Odd Falk"}, "https://quaypost.example/staff"],
                    "publisher": {"name": "Quay Post"},
                    "inLanguage": "en-NO",
                },
            ]
        }
    )
    script = f'<script type="application/ld+json">{{broken</script><script type="application/ld+json">{linked}</script>'
    read = read_page(page_of(PARAGRAPHS).replace(b"</head>", f"{script}</head>".encode()))

    assert (read.published, read.modified) == ("2025-07-14T09:05+02:00", "2025-07-14T11:30+02:00")
    assert (read.authors, read.publisher) == (("Nia Strand", "Odd Falk"), "Quay Post")


def test_a_page_without_an_address_of_its_own_has_the_one_it_was_saved_from() -> None:
    page = (
        b"<!-- saved from url=(0030)https://quaypost.example/short -->\n<html><body><p>Short.</p><p>Words.</p></body>"
    )

    read = read_page(page)

    assert (read.url, read.text) == ("https://quaypost.example/short", "Short.\nWords.")


def test_a_picture_tells_its_size_and_who_took_it_when() -> None:
    exif = Image.Exif()
    exif[0x013B], exif[0x010E] = "Nia Strand", "The quay at dawn"
    exif.get_ifd(0x8769)[0x9003] = "2025:07:14 05:12:33"
    held = io.BytesIO()
    Image.new("RGB", (30, 20)).save(held, "JPEG", exif=exif)

    read = read_capture(held.getvalue(), file_name="quay.jpg")

    assert (read.text, read.media_type) == ("", "image/jpeg")
    assert (read.authors, read.published, read.description) == (("Nia Strand",), "2025-07-14T05:12", "The quay at dawn")
    assert "30 × 20 pixels" in told(read)


def test_a_picture_is_known_by_its_bytes_and_a_damaged_one_is_kept() -> None:
    assert read_capture(png_of(3, 2), file_name="photo").media_type == "image/png"
    assert "damaged" in told(read_picture(png_of(3, 2)[:20]))
