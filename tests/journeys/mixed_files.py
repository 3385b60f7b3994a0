"""What a reporter drops on the desk in one go: files of every kind, each with a word that stands in no other of them.
Papers, people and outlets are invented."""

import io
import plistlib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from PIL import ExifTags, Image
from PIL.PngImagePlugin import PngInfo

from tests.newsroom.reading_files import docx_of, eml_of, many_parts, paragraph, png_of, zip_of

HARBOUR = (
    "The inner berth at Øyavik has been shut since the {day}, and the {word} that hung over its gate was taken down by "
    "the board. “We could not leave it there with the piles as they are,” said Nia Strand, who keeps the log."
)
BESIDE = (
    "Boats for the islands wait outside until the tide lets them in; the crews were told of it on the evening before."
)


@dataclass(frozen=True, slots=True)
class MixedFile:
    """``word`` is one it can be found by; ``has_text``: whether its words are read at all."""

    name: str
    data: bytes
    word: str
    has_text: bool = True

    @property
    def kind(self) -> str:
        """What its name ends in."""
        return self.name.rpartition(".")[2]


def page(word: str, *, title: str, outlet: str, day: str = "2025-03-12") -> str:
    return (
        f'<!doctype html><html lang="en"><head><meta charset="utf-8"><title>{title}</title>'
        f'<meta property="og:site_name" content="{outlet}">'
        f'<meta property="article:published_time" content="{day}T08:00:00Z"></head><body><article><h1>{title}</h1>'
        f"<p>{HARBOUR.format(day='twelfth', word=word)}</p><p>{BESIDE}</p></article></body></html>"
    )


def web_archive(word: str) -> bytes:
    resource = {
        "WebResourceData": page(word, title="Gate of the berth", outlet="Stagelight Daily").encode(),
        "WebResourceMIMEType": "text/html", "WebResourceTextEncodingName": "UTF-8",
        "WebResourceURL": "https://stagelight.example/gate",
    }  # fmt: skip
    return plistlib.dumps({"WebMainResource": resource}, fmt=plistlib.FMT_BINARY)


def saved_message(word: str) -> bytes:
    kind, body = many_parts(
        [("Content-Type: text/html; charset=utf-8", page(word, title="Log of the pier", outlet="Reel Quarterly"))],
        outer="related",
    )
    return eml_of(body, kind=kind, headers=["Snapshot-Content-Location: https://reel.example/log"])


def pdf(*pages: str) -> bytes:
    """A PDF whose pages hold one line each; an empty one is a page without words."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, words in enumerate(pages):
        drawn = f"BT /F1 12 Tf 72 700 Td ({words}) Tj ET" if words else "0 0 90 90 re f"
        objects.append(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Resources << /Font << /F1 3 0 R >> >> "
            f"/Contents {5 + 2 * number} 0 R >>"
        )
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    made, starts = b"%PDF-1.4\n", list[int]()
    for number, words in enumerate(objects, start=1):
        starts.append(len(made))
        made += f"{number} 0 obj\n{words}\nendobj\n".encode()
    rows = "".join(f"{start:010} 00000 n \n" for start in starts)
    end = (
        f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{rows}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    )
    return made + f"{end}startxref\n{len(made)}\n%%EOF\n".encode()


def photo(word: str) -> bytes:
    exif = Image.Exif()
    exif[ExifTags.Base.Artist] = "Runa Eskildsen"
    exif[ExifTags.Base.DateTime] = "2025:03:11 07:42:00"
    exif[ExifTags.Base.ImageDescription] = f"The {word} over the gate"
    held = io.BytesIO()
    Image.new("RGB", (40, 30), "#456").save(held, "PNG", exif=exif, pnginfo=PngInfo())
    return held.getvalue()


def tracked(word: str) -> str:
    """A paragraph with an insertion and a deletion that nobody has accepted yet."""
    return (
        "<w:p><w:r><w:t xml:space='preserve'>The board pays </w:t></w:r><w:del><w:r><w:delText>forty</w:delText></w:r>"
        f"</w:del><w:ins><w:r><w:t>fifty for the {word}</w:t></w:r></w:ins><w:r><w:t>, and no more.</w:t></w:r></w:p>"
    )


def cues(word: str, *, web: bool) -> bytes:
    mark = "." if web else ","
    rows = [
        f"00:00:0{number}{mark}000 --> 00:00:0{number + 1}{mark}500\n{words}\n"
        for number, words in enumerate(("Who shut the berth?", f"We did, for the {word}.", "Nobody else."), start=1)
    ]
    if web:
        return ("WEBVTT\n\n" + "\n".join(rows)).encode()
    return "\n".join(f"{number}\n{row}" for number, row in enumerate(rows, start=1)).encode()


def bomb() -> bytes:
    """A Word document of a few thousand bytes that would unpack to many millions."""
    return zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": b" " * 12_000_000})


def with_document_type() -> bytes:
    """A Word document whose words are an entity of its own that leads to a file of this machine."""
    inner = '<!DOCTYPE w [<!ENTITY x SYSTEM "file:///etc/hostname">]><w:document xmlns:w="urn:w">&x;</w:document>'
    return zip_of({"[Content_Types].xml": "<Types/>", "word/document.xml": inner})


COURIER = "pier-shut.html"
MINUTES = "minutes-of-march.pdf"
REVIEW = "weirside-echo.html"
LETTER = "strand.eml"
AGAIN = {"pier-shut-again.html": COURIER, "minutes-sent-twice.pdf": MINUTES, "strand-forwarded.eml": LETTER}
"""Files that hold the very bytes of another."""
HOSTILE = ("unpacks-to-much.docx", "names-a-type.docx")
ARTICLE_LIKE = ("night-notes.txt", "handover.md", "tide-table.txt", "questions.md")
"""Dropped anywhere else than on the sources they would open as stories."""

_MAKERS: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    COURIER: ("lantern", lambda word: page(word, title="The pier stays shut", outlet="Tarnby Courier").encode()),
    REVIEW: ("beacon", lambda word: page(word, title="Nobody lands at Øyavik", outlet="Weirside Echo",
                                         day="2025-03-14").encode()),
    "pier-log.mhtml": ("capstan", saved_message),
    "gate.webarchive": ("windlass", web_archive),
    MINUTES: ("hawser", lambda word: pdf("Minutes of the board.", f"The {word} parted on the fourth of March.")),
    "plan-of-berths.pdf": ("bollard", lambda word: pdf(f"Each {word} is numbered from the north.")),
    "contract.docx": ("gantry", lambda word: docx_of(tracked(word))),
    "letter.docx": ("sluice", lambda word: docx_of(paragraph(f"The {word} is to be opened by hand."))),
    "hearing.vtt": ("mooring", lambda word: cues(word, web=True)),
    "radio.srt": ("towline", lambda word: cues(word, web=False)),
    LETTER: ("slipway", lambda word: eml_of(f"Odd,\r\n\r\nthe {word} is free from Monday.\r\n\r\nNia")),
    "falk.eml": ("jetty", lambda word: eml_of(f"Nia,\r\n\r\nkeep the {word} for the night boat.\r\n\r\nOdd")),
    "tonnage.csv": ("dredger", lambda word: f"boat,tons\n{word},412\ntug,90\n".encode()),
    "fees.csv": ("binnacle", lambda word: f"item,crowns\n{word},1200\n".encode()),
    ARTICLE_LIKE[0]: ("fender", lambda word: f"Called the pier at nine.\n\nThe {word} was gone.\n".encode()),
    ARTICLE_LIKE[1]: ("pontoon", lambda word: f"# Handover\n\nAsk about the {word} once more.\n".encode()),
    ARTICLE_LIKE[2]: ("ratline", lambda word: f"High at six.\n\nThe {word} is wet until ten.\n".encode()),
    ARTICLE_LIKE[3]: ("sextant", lambda word: f"* Who has the {word}?\n* Since when?\n".encode()),
    **{
        f"{outlet.lower().replace(' ', '-')}.html": (
            word, lambda word, outlet=outlet, day=day: page(word, title=f"Of the {word}", outlet=outlet,
                                                            day=f"2025-03-{day:02}").encode())
        for day, (outlet, word) in enumerate(
            (("Holm Post", "keelson"), ("Nordlund Times", "bulwark"), ("Screenharbour Daily", "forepeak"),
             ("Weir Weekly", "gunwale"),
             ("Saltholm Echo", "halyard"), ("Evening Post", "lanyard"), ("Quay Review", "marline")), start=15)
    },
    "notice.mhtml": ("mizzen", saved_message),
    "berth-page.mhtml": ("oakum", saved_message),
    "gate-in-april.webarchive": ("rudder", web_archive),
    "second-gate.webarchive": ("scupper", web_archive),
    **{
        f"inquiry-part-{number}.pdf": (word, lambda word: pdf("Of the inquiry.", f"The {word} was never looked at."))
        for number, word in enumerate(("spinnaker", "stanchion", "taffrail", "thwart", "tiller"), start=1)
    },
    **{
        f"draft-{number}.docx": (word, lambda word: docx_of(paragraph(f"A new {word} is to be paid for by the town.")))
        for number, word in enumerate(("topsail", "transom", "yardarm", "ballast", "pintle"), start=1)
    },
    "council.vtt": ("bowsprit", lambda word: cues(word, web=True)),
    "tug-masters.vtt": ("coaming", lambda word: cues(word, web=True)),
    "evening-news.srt": ("davit", lambda word: cues(word, web=False)),
    **{
        f"from-the-board-{number}.eml": (word, lambda word: eml_of(f"Nia,\r\n\r\nnobody took the {word}.\r\n\r\nOdd"))
        for number, word in enumerate(("ferrule", "grapnel", "hatchway"), start=1)
    },
}  # fmt: skip
_WITHOUT_TEXT: Mapping[str, tuple[str, Callable[[str], bytes]]] = {
    "gate-photo.png": ("gangway", photo),
    "north-photo.png": ("jibboom", photo),
    "south-photo.png": ("kedge", photo),
    "chart.png": ("chart", lambda _: png_of(24, 16)),
    "scanned-permit.pdf": ("permit", lambda _: pdf("")),
    "scanned-lease.pdf": ("lease", lambda _: pdf("", "")),
    "ledger-of-berths.xlsx": ("ledger", lambda _: zip_of({"[Content_Types].xml": "<Types/>", "xl/a.xml": "<a/>"})),
    "roster.xlsx": ("roster", lambda _: zip_of({"[Content_Types].xml": "<Types/>", "xl/b.xml": "<b/>"})),
    "call-with-pilot.mp3": ("pilot", lambda _: b"ID3\x03\0\0\0\0\0\x0f" + bytes(2_000)),
    "foghorn.wav": ("foghorn", lambda _: b"RIFF\x24\0\0\0WAVEfmt " + bytes(1_000)),
    HOSTILE[0]: ("unpacks", lambda _: bomb()),
    HOSTILE[1]: ("names", lambda _: with_document_type()),
}  # fmt: skip


def mixed_files() -> tuple[MixedFile, ...]:
    """Sixty files, three of which hold what another holds already (``AGAIN``)."""
    read = [MixedFile(name, make(word), word) for name, (word, make) in _MAKERS.items()]
    unread = [MixedFile(name, make(word), word, has_text=False) for name, (word, make) in _WITHOUT_TEXT.items()]
    known = {one.name: one for one in read}
    again = [MixedFile(name, known[first].data, known[first].word) for name, first in AGAIN.items()]
    return (*read, *again, *unread)


def write_all(folder: Path, files: tuple[MixedFile, ...]) -> dict[str, Path]:
    """Lays the files in the folder; their paths by name."""
    folder.mkdir(parents=True, exist_ok=True)
    for one in files:
        (folder / one.name).write_bytes(one.data)
    return {one.name: folder / one.name for one in files}
