"""Deliberate leaks on the way out of a desk: each is stopped, told by its place and never by the name, and no file is
left. What leaves holds no byte of a picture."""

import base64
import io
import json
import os
import stat
import struct
import unicodedata
import zipfile
import zlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import quote

import pytest

from newsroom.desk.desk import Desk
from newsroom.desk.drafts import add_draft
from newsroom.desk.packages import cited_sources
from newsroom.desk.protecting import Alias, protect_person
from newsroom.desk.release import Leaving, preview, release, release_sources
from newsroom.desk.sources import KeptFile, hold_source, keep_file
from newsroom.desk.stories import new_story
from newsroom.domain.errors import Refused
from newsroom.domain.person import Person
from newsroom.domain.source import Capture, Source
from newsroom.domain.story import Asset, Story
from newsroom.export.csl import render_csl
from newsroom.export.formats import format_named
from newsroom.storage.transaction import Transaction
from tests.builders import new_desk, steady_ids
from tests.newsroom.reader_pages import CSS

NAME = "Annika Żółtowska"
GIVEN, SURNAME = NAME.split()
NICK = "Torchbearer"
MAIL = "a.zol@mail.example"
PHONE = "+45 12 34 56 78"
FILE = "annika at the yard.mp3"
TEXT = "The last ferry will not sail.\n\n“We have no second pier,” a worker said.\n"


def in_zip(name: str, content: bytes) -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def said(words: str) -> bytes:
    return f"The board met.\nSo said {words} that night.\n".encode()


LEAKS: dict[str, Callable[[], bytes]] = {
    "as it is": lambda: said(NAME),
    "possessive": lambda: said(f"{SURNAME}’s friends"),
    "capitals": lambda: said(NAME.upper()),
    "small letters": lambda: said(NAME.lower()),
    "without accents": lambda: said("Annika Zoltowska"),
    "letters with marks": lambda: said(unicodedata.normalize("NFD", NAME)),
    "turned round": lambda: said(f"{SURNAME}, {GIVEN}"),
    "surname alone": lambda: said(SURNAME),
    "initial": lambda: said(f"A. {SURNAME}"),
    "nickname": lambda: said(NICK),
    "mail address": lambda: said(f"<a href='mailto:{MAIL.upper()}'>write</a>"),
    "telephone": lambda: said("+4512345678"),
    "file name": lambda: said(f"src='{quote(FILE)}'"),
    "title of a sealed source": lambda: said("https://x.example/annika-%C5%BB%C3%B3%C5%82towska"),
    "soft hyphen": lambda: said(f"{NAME[:9]}\u00ad{NAME[9:]}"),
    "zero width": lambda: said("\u200b".join(NAME)),
    "direction marks": lambda: said(f"\u202a{GIVEN}\u202c \u2067{SURNAME}\u2069"),
    "split by tags": lambda: said(f"{NAME[:3]}<b>{NAME[3:9]}</b><i>{NAME[9:]}</i>"),
    "split by comment": lambda: said(f"{GIVEN} Żół<!-- x -->towska"),
    "split by marks": lambda: said(f"**{GIVEN}** _Żół_towska"),
    "link between": lambda: said(f"[{GIVEN}](https://x.example/a) {SURNAME}"),
    "over two lines": lambda: said(f"{GIVEN} Żół-\ntowska"),
    "backwards": lambda: said(NAME[::-1]),
    "look-alikes": lambda: said(NAME.translate(str.maketrans("aoi", "аоі"))),
    "named entities": lambda: said("Annika &Zdot;&oacute;&lstrok;towska"),
    "numbered entities": lambda: said("".join(f"&#{ord(sign)};" for sign in NAME)),
    "hexadecimal entities": lambda: said("".join(f"&#x{ord(sign):x};" for sign in NAME)),
    "entities twice": lambda: said("".join(f"&amp;#{ord(sign)};" for sign in NAME)),
    "percent": lambda: said(quote(NAME)),
    "percent twice": lambda: said(quote(quote(NAME))),
    "JSON escapes": lambda: said(json.dumps(NAME)),
    "escapes of every letter": lambda: said("".join(f"\\u{ord(sign):04x}" for sign in NAME)),
    "quoted-printable": lambda: said("".join(f"={byte:02X}" for byte in NAME.encode())),
    "base64": lambda: said(base64.b64encode(NAME.encode()).decode()),
    "base64 of an address": lambda: said(f"data:text/plain;base64,{base64.b64encode(f'to {MAIL}!'.encode()).decode()}"),
    "base64 of UTF-16": lambda: said(base64.b64encode(NAME.encode("utf-16-be")).decode()),
    "UTF-16 little": lambda: said(NAME).decode().encode("utf-16-le"),
    "UTF-16 big": lambda: said(NAME).decode().encode("utf-16-be"),
    "UTF-16 with a mark": lambda: said(NAME).decode().encode("utf-16"),
    "UTF-16 inside": lambda: b"picture: " + NAME.encode("utf-16-le") + b" end",
    "member of a zip": lambda: in_zip("word/document.xml", said(NAME)),
    "name of a member": lambda: in_zip(f"{NAME}.txt", b"nothing"),
    "runs in a member": lambda: in_zip("word/document.xml", f"<w:t>{NAME[:5]}</w:t><w:t>{NAME[5:]}</w:t>".encode()),
    "JSON-LD": lambda: said(f'<script type="application/ld+json">{json.dumps({"name": NAME})}</script>'),
    "alt text": lambda: said(f'<img alt="{NAME} at work">'),
    "style": lambda: said(f"<p style=\"--by: '{NAME}'\">x</p>"),
}


@dataclass(frozen=True)
class Room:
    """A desk with a story and a protected person, and a folder things may leave to."""

    desk: Desk
    story: Story
    out: Path

    def leaving(self, render: Callable[..., bytes], *, extension: str = ".html") -> Leaving:
        return Leaving(story_id=self.story.id, format="html", extension=extension, render=render)

    def export(self, name: str) -> bytes:
        chosen = format_named(name, css=CSS)
        made = release(self.desk, leaving=self.leaving(chosen.render, extension=chosen.extension), folder=self.out)
        return made.path.read_bytes()

    @property
    def left(self) -> list[str]:
        return sorted(path.name for path in self.out.rglob("*")) if self.out.exists() else []


def furnished(folder: Path) -> Room:
    desk = new_desk(folder / "desk", ids=steady_ids())

    def lay(tx: Transaction) -> Story:
        story = new_story(tx, fields={"slug": "night-ferry", "headline": "Night ferry stays moored"})
        add_draft(tx, story_id=story.id, text=TEXT)
        source = tx.add(Source, type="news_report", title="Ferry moored", publisher="Tarnby Courier")
        hold_source(tx, story_id=story.id, source_id=source.id)
        return story

    story = desk.run("Add", lay).value
    person = desk.run("Add", lambda tx: tx.add(Person, name=NAME)).value
    desk.run(
        "Protect", protect_person, person_id=person.id, code_name="Heron", contacts=PHONE,
        aliases=[Alias(NICK), Alias(MAIL, "address"), Alias(FILE, "file_name")],
    )  # fmt: skip
    return Room(desk, story, folder / "out")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    room = furnished(tmp_path)
    yield room
    room.desk.close()


def test_every_one_of_the_deliberate_leaks_is_stopped_told_by_place_and_leaves_no_file(room: Room) -> None:
    assert len(LEAKS) >= 30
    passed: list[str] = []
    for how, leak in LEAKS.items():
        content = leak()
        for let_go in (
            lambda content=content: release(room.desk, leaving=room.leaving(lambda _: content), folder=room.out),
            lambda content=content: preview(room.desk, leaving=room.leaving(lambda _: content)),
        ):
            try:
                let_go()
                passed.append(how)
            except Refused as told:
                assert not any(word in str(told).lower() for word in ("annika", "towska", "mail.example", "torch")), how
    assert passed == []
    assert room.left == []
    assert room.export("html") and room.export("markdown")


def test_a_leak_in_the_list_of_sources_or_the_name_of_the_file_is_stopped(room: Room) -> None:
    desk, story = room.desk, room.story.id
    for render, name in (
        (lambda _: said(NAME), "sources.json"), (lambda _: b"[]", f"{NAME}.json"), (lambda _: b"[]", f"{NICK}.json"),
    ):  # fmt: skip
        with pytest.raises(Refused, match="Nothing was exported"):
            release_sources(desk, story_id=story, render=render, target=room.out / name)
    assert room.left == []
    assert release_sources(desk, story_id=story, render=render_csl, target=room.out / "sources.json").count == 1


PICTURE_SECRET = b"Exif GPS 55.61 12.97 Heron"


def picture() -> bytes:
    """A PNG with words in its metadata."""

    def chunk(kind: bytes, content: bytes) -> bytes:
        return struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))

    return b"\x89PNG\r\n\x1a\n" + b"".join((
        chunk(b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)), chunk(b"tEXt", b"Author\x00" + PICTURE_SECRET),
        chunk(b"IDAT", zlib.compress(b"\x00\x7f")), chunk(b"IEND", b""),
    ))  # fmt: skip


@pytest.mark.parametrize("name", ["html", "html_body", "markdown"])
def test_a_picture_leaves_as_caption_and_credit_and_never_as_bytes(room: Room, name: str) -> None:
    content = picture()
    sha256 = room.desk.archive.files.keep(content)

    def lay(tx: Transaction) -> None:
        file = keep_file(tx, file=KeptFile(sha256, len(content), "image/png", "pier.png"))
        tx.add(Asset, story=room.story.id, original_file=file.id, caption="The pier at dawn", credit="Ola Fisk")

    room.desk.run("Add a picture", lay)
    out = room.export(name)
    # Markdown has no place for a picture: there not even its words leave.
    assert (b"The pier at dawn" in out and b"Ola Fisk" in out) is (name != "markdown")
    for traces in (content[:8], PICTURE_SECRET, b"pier.png", sha256.encode(), base64.b64encode(content)[8:40]):
        assert traces not in out
    assert b"<img" not in out and b"data:image" not in out


@pytest.mark.parametrize("mask", [0o000, 0o022, 0o077], ids=oct)
def test_what_leaves_can_be_read_by_its_owner_alone_whatever_the_umask(tmp_path: Path, mask: int) -> None:
    before = os.umask(mask)
    try:
        room = furnished(tmp_path)
        room.export("html")
        room.export("markdown")
        release_sources(room.desk, story_id=None, render=render_csl, target=room.out / "all.json")
        room.desk.close()
    finally:
        os.umask(before)
    modes = {stat.S_IMODE(path.stat().st_mode) for path in room.out.iterdir()}
    assert modes == {0o600} and len(room.left) == 3
    assert stat.S_IMODE(room.out.stat().st_mode) == 0o700


def test_the_sources_of_a_protected_person_are_left_out_of_a_list(room: Room) -> None:
    def lay(tx: Transaction) -> None:
        source = tx.add(Source, type="interview_own", title="Talk with Heron", confidentiality="sealed")
        hold_source(tx, story_id=room.story.id, source_id=source.id)
        tx.add(Capture, source=source.id, original_file=None, captured_at=tx.now, captured_by="", method="notes")

    room.desk.run("Add", lay)
    found = cited_sources(room.desk.archive, story_id=room.story.id, now="2025-10-06T00:00:00.000Z")
    assert ([one.title for one in found.sources], found.left_out) == (["Ferry moored"], 1)
