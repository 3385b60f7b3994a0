"""Files of every kind laid on a desk: what each is guessed to be, where its words stand, and nothing kept by halves."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from newsroom.desk.cite import cite_source
from newsroom.desk.read_behind import put_behind
from newsroom.domain.claim import Evidence
from newsroom.domain.source import Capture, Source
from newsroom.tasks.citing import keep_unread, read_behind
from newsroom.tasks.sources import CannotRead, KeptSource, keep_source_file
from tests.builders import everything
from tests.newsroom.reading_files import docx_of, eml_of, paragraph, png_of, zip_of
from tests.newsroom.story_desk import TEXT, StoryDesk, pier_desk
from tests.newsroom.test_capture_text import page_of, pdf_of
from tests.newsroom.test_reading_messages import VTT, mhtml_of

KNOWN = "Nobody knows until when."
SAID = "Nobody at the harbour board knows until when the pier stays shut."
FILES = {
    "page.html": (page_of([SAID]), "news_report", "saved_page"),
    "page.mhtml": (mhtml_of(page_of([SAID])), "news_report", "saved_page"),
    "report.pdf": (pdf_of([SAID]), "document", "pdf"),
    "report.docx": (docx_of(paragraph(SAID)), "document", "upload"),
    "notes.md": (SAID.encode(), "document", "upload"),
    "berths.csv": (f"berth;words\n9;{SAID}\n".encode(), "document", "upload"),
    "board.vtt": (VTT.replace("It reopens in May", SAID).encode(), "broadcast", "transcript"),
    "mail.eml": (eml_of(SAID), "email", "upload"),
}
WORDLESS = {
    "quay.png": (png_of(8, 4), "photo", "upload"),
    "berths.xlsx": (zip_of({"xl/workbook.xml": "<a/>"}), "document", "upload"),
    "talk.mp3": (b"ID3", "broadcast", "recording"),
    "model.step": (b"ISO-10303-21;", "document", "upload"),
}


@pytest.fixture
def pier(tmp_path: Path) -> Iterator[StoryDesk]:
    made = pier_desk(tmp_path / "desk")
    yield made
    made.desk.close()


def keep(pier: StoryDesk, data: bytes, file_name: str) -> KeptSource:
    return keep_source_file(pier.desk, story_id=pier.story.id, data=data, file_name=file_name)


def kept_files(folder: Path) -> list[Path]:
    return sorted(path for path in (folder / "desk" / "files").rglob("*") if path.is_file())


@pytest.mark.parametrize("file_name", FILES)
def test_a_file_with_words_becomes_a_source_whose_guesses_are_to_be_confirmed(pier: StoryDesk, file_name: str) -> None:
    data, guessed, method = FILES[file_name]

    kept = keep(pier, data, file_name)

    assert kept.capture is not None
    assert SAID in kept.capture.text
    assert (kept.source.type, kept.capture.method) == (guessed, method)
    assert {"type", "title"} <= set(kept.source.to_confirm)


@pytest.mark.parametrize("file_name", WORDLESS)
def test_a_file_without_words_is_kept_with_a_notice(pier: StoryDesk, file_name: str) -> None:
    data, guessed, method = WORDLESS[file_name]

    kept = keep(pier, data, file_name)

    assert kept.capture is not None
    assert (kept.capture.text, kept.source.type, kept.capture.method) == ("", guessed, method)
    assert kept.notices
    assert (
        pier.desk.archive.files.read(pier.desk.queries.original_files([kept.capture.original_file or ""])[0].sha256)
        == data
    )


@pytest.mark.parametrize(("file_name", "place"), [
    ("board.vtt", "0:03"), ("report.pdf", "page 1"), ("mail.eml", "paragraph 1"), ("report.docx", "paragraph 1"),
])  # fmt: skip
def test_a_file_cited_before_it_is_read_gets_its_words_and_the_place_behind_the_act(
    pier: StoryDesk, file_name: str, place: str
) -> None:
    start = TEXT.index(KNOWN)
    kept = keep_unread(pier.desk, data=FILES[file_name][0], file_name=file_name)
    done = pier.desk.run(
        "Cite", cite_source, story_id=pier.story.id, start=start, end=start + len(KNOWN), source=kept.source,
        capture=kept.capture,
    )  # fmt: skip

    pier.desk.run("Read the file", put_behind, read=read_behind(pier.desk, changes=done.changes))

    assert done.value.evidence is not None
    evidence = pier.desk.queries.where(Evidence, id=done.value.evidence.id)[0]
    source = pier.desk.queries.where(Source, id=evidence.source)[0]
    assert evidence.locator == place
    assert SAID in evidence.excerpt
    assert source.type == FILES[file_name][1]


def test_what_a_mail_says_of_itself_becomes_guesses_of_its_source(pier: StoryDesk) -> None:
    source = keep(pier, eml_of(SAID), "mail.eml").source

    assert (source.title, source.published) == ("The berth at Øya", "2025-07-14T09:05+02:00")
    assert source.description.startswith("To: Odd Falk")
    assert {"authors", "published", "description"} <= set(source.to_confirm)


def test_the_day_a_file_was_changed_is_told_with_its_source(pier: StoryDesk) -> None:
    source = keep(pier, docx_of(paragraph(SAID)), "report.docx").source

    assert source.description == "Changed 2025-04-01 08:30Z, as the file itself says."


@pytest.mark.parametrize("file_name", ["bomb.docx", "broken.pdf", "empty.eml", "list.webarchive"])
def test_of_a_refused_file_nothing_is_kept_until_a_person_wants_it_without_its_words(
    pier: StoryDesk, tmp_path: Path, file_name: str
) -> None:
    data = zip_of({"word/document.xml": bytes(30_000_000)}) if file_name == "bomb.docx" else b"broken"
    before, files = everything(pier.desk.archive), kept_files(tmp_path)

    with pytest.raises(CannotRead, match="can be kept without its text"):
        keep(pier, data, file_name)

    assert everything(pier.desk.archive) == before
    assert kept_files(tmp_path) == files
    kept = keep_source_file(pier.desk, story_id=pier.story.id, data=data, file_name=file_name, without_text=True)
    assert pier.desk.queries.where(Capture, source=kept.source.id)[0].text == ""
    assert len(kept_files(tmp_path)) == len(files) + 1
