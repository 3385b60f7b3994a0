"""The preview: the exported page word for word, only what changed drawn anew, and nothing ever fetched."""

import random
import re
import threading
from collections.abc import Iterator
from pathlib import Path
from socketserver import BaseRequestHandler, TCPServer

import pytest
from PySide6.QtCore import QPoint, Qt, QUrl
from PySide6.QtGui import QColor, QImage, QTextCursor, QTextDocument
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from newsroom.domain.anchor import TextEdit
from newsroom.domain.package import StoryPackage
from newsroom.domain.person import Person
from newsroom.export.body_chunks import BodyChunks
from newsroom.settings import Settings
from newsroom.tasks.exports import preview_bytes
from tests.newsroom.reader_pages import full_package, parsed, quoted, words_of
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons
from ui.panes.preview import PreviewPane
from ui.panes.preview_browser import PageBrowser
from ui.panes.preview_page import PageMaker, page_style, with_words
from ui.theme import Look, read_theme, text_font

Canary = tuple[int, list[object]]
PARAGRAPHS = [f"Paragraph {number} of a long story, with a few words to fill its line." for number in range(60)]


class Desk:
    """The window with the preview in its dock, shown and in front."""

    def __init__(self, qtbot: QtBot, icons: Icons, folder: Path) -> None:
        self.window = PaneWindow(qtbot, icons=icons, folder=folder)
        self.pane = PreviewPane(
            desk=self.window.desk, watch=self.window.watch, text=self.window.text, jobs=self.window.jobs,
            look=icons.look, settings=Settings(),
        )  # fmt: skip
        self.editor = self.window.page.editor
        self.editor.caret_moved.connect(self.pane.follow_caret)
        self.window.window.put("preview", self.pane)
        self.window.window.show_pane("preview")

    def open(self, text: str, **fields: object) -> None:
        self.window.open(self.window.lay_story(text, **fields))
        self.editor.setFocus()
        self.until_shown(re.sub(r"\(http\S+\)|[\[\]#>*-]", "", text.split("\n")[-1])[-20:])

    def shown(self) -> str:
        return self.pane.browser.toPlainText()

    def until_shown(self, words: str) -> None:
        self.window.until(lambda: words in self.shown())

    def replace(self, old: str, new: str) -> None:
        document = self.editor.story_document
        assert document is not None
        document.replace([TextEdit(document.text().index(old), old, new)], label="Change")


@pytest.fixture
def desk(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[Desk]:
    made = Desk(qtbot, icons, tmp_path / "desk")
    yield made
    made.window.close()


@pytest.fixture
def browser(qtbot: QtBot, look: Look) -> PageBrowser:
    made = PageBrowser()
    qtbot.addWidget(made)
    made.resize(400, 300)
    made.use_style(page_style(look.theme.colours, size=11, face="Sans"), font=text_font(11))
    return made


def bare(words: str) -> str:
    return re.sub(r"[\s\ufffc]+", "", words)


def page_words(page: bytes) -> str:
    return bare(words_of(next(parsed(page).iter("body"))))


def test_the_page_has_every_word_of_the_export_and_no_other(qtbot: QtBot, icons: Icons, sample_desk: Path) -> None:
    desk = Desk(qtbot, icons, sample_desk)
    desk.window.open(desk.window.desk.queries.stories()[0].id)
    view = desk.window.watch.view
    assert view is not None
    page = preview_bytes(desk.window.desk, checked=view.checked, settings=Settings(), format_name="html")
    desk.window.until(lambda: bare(desk.shown()) == page_words(page))
    assert f"{view.checked.count('ask')} points ask for an answer" in desk.pane.standing.text()
    desk.window.close()


def test_typing_shows_before_anything_is_saved_and_draws_one_paragraph(desk: Desk, qtbot: QtBot) -> None:
    desk.open("\n\n".join(PARAGRAPHS))
    drawn: list[int] = []
    desk.pane.browser.document().contentsChange.connect(lambda at, removed, added: drawn.append(removed + added))
    desk.editor.set_caret(len(PARAGRAPHS[0]) + 2)
    qtbot.keyClicks(desk.editor, "Xylo")
    desk.until_shown("XyloParagraph 1 of")
    assert sum(drawn) <= 8 * len(PARAGRAPHS[1])


def test_emphasis_lists_and_headings_are_drawn_as_they_are_typed(desk: Desk) -> None:
    desk.open("One.\n\nTwo.\n\nThree.")
    desk.replace("Two.", "## Noon\n\n- *first*\n- second")
    desk.until_shown("second")
    document = desk.pane.browser.document()
    heading = document.find("Noon").block()
    assert heading.blockFormat().headingLevel() == 2
    assert document.find("first").charFormat().fontItalic()
    assert document.find("second").block().textList() is not None
    assert document.find("Three").block().textList() is None


def test_the_draft_line_stands_above_when_it_would_leave_as_a_draft(desk: Desk) -> None:
    desk.open("It rained.")
    assert "Draft." not in desk.shown()
    desk.pane.as_draft.click()
    desk.until_shown("Draft. Not edited for publication")


def test_a_protected_name_is_told_above_the_page(desk: Desk) -> None:
    desk.open("It rained, said Ottilie Brandvik.", byline="By Sanne Ulvaeus")
    assert desk.pane.standing.text() == "2 points ask for an answer before this page leaves."
    desk.window.desk.run(
        "Protect", lambda transaction: transaction.add(Person, name="Ottilie Brandvik", protected=True)
    )
    desk.window.until(lambda: "It could not leave now." in desk.pane.standing.text())
    assert "a protected name" in desk.pane.standing.text()
    assert "Ottilie Brandvik" not in desk.pane.standing.text()


def test_a_text_that_cannot_be_converted_says_why_and_keeps_the_last_page(desk: Desk) -> None:
    desk.open("It rained.\n\nThen it stopped.")
    desk.replace("Then it stopped.", "> " * 60 + "deep")
    desk.window.until(desk.pane.trouble.isVisible)
    assert "deeper than a page can show" in desk.pane.trouble.text()
    assert "Then it stopped." in desk.shown()
    desk.replace("> " * 60 + "deep", "It went on.")
    desk.until_shown("It went on.")
    assert not desk.pane.trouble.isVisible()


def test_the_block_at_the_caret_comes_into_view_and_the_focus_stays(desk: Desk) -> None:
    desk.open("\n\n".join(PARAGRAPHS))
    assert visible_words(desk.pane.browser).find("Paragraph 55 of") < 0
    desk.editor.set_caret(desk.editor.toPlainText().index("Paragraph 55"))
    desk.window.until(lambda: "Paragraph 55 of" in visible_words(desk.pane.browser))
    assert QApplication.focusWidget() is desk.editor


def test_while_it_is_hidden_nothing_is_made(desk: Desk) -> None:
    desk.open("It rained.")
    desk.window.window.show_pane("versions")
    desk.replace("rained", "snowed")
    desk.window.settle()
    assert "snowed" not in desk.shown()
    desk.window.window.show_pane("preview")
    desk.until_shown("snowed")


def test_a_link_is_shown_and_copied_and_never_opened(desk: Desk, qtbot: QtBot) -> None:
    desk.open("See [the minutes](https://council.example/minutes).")
    browser = desk.pane.browser
    place = browser.cursorRect(browser.document().find("minutes")).center()
    qtbot.mouseMove(browser.viewport(), place)
    qtbot.mouseClick(browser.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert desk.pane.foot.words.text() == "https://council.example/minutes"
    assert "the minutes" in desk.shown() and browser.source().isEmpty()
    desk.pane.foot.copy.click()
    assert QApplication.clipboard().text() == "https://council.example/minutes"


def test_a_link_under_the_pointer_is_told_in_the_status_bar(desk: Desk) -> None:
    desk.open("See [the minutes](https://council.example/minutes).")
    desk.pane.browser.highlighted.emit(QUrl("https://council.example/minutes"))
    assert desk.window.window.status.currentMessage() == "https://council.example/minutes"


def test_another_look_draws_the_page_in_its_colours(desk: Desk, look: Look, tmp_path: Path) -> None:
    desk.open("See [the minutes](https://council.example/minutes).")
    before = desk.pane.browser.document().find("minutes").charFormat().foreground().color()
    dark = read_theme("dark", cache_folder=tmp_path)
    look.changed.emit(dark)
    after = desk.pane.browser.document().find("minutes").charFormat().foreground().color()
    assert before == look.colour("link") != after == dark.colour("link")


def visible_words(browser: PageBrowser) -> str:
    first = browser.cursorForPosition(QPoint(0, 0))
    first.setPosition(
        browser.cursorForPosition(QPoint(5, browser.viewport().height() - 5)).position(),
        QTextCursor.MoveMode.KeepAnchor,
    )
    return first.selectedText()


def pieces_of(package: StoryPackage) -> list[str]:
    return [piece.html for piece in PageMaker().page(package).pieces]


def test_any_exchange_of_pieces_looks_like_a_page_made_at_once(browser: PageBrowser, look: Look, qtbot: QtBot) -> None:
    text = "# H\n\nA *b* [c](https://c.example/).\n\n> q\n>\n> r\n\n- a\n- b\n\n1. c\n\n| a | b |\n|---|--:|\n| 1 | 2 |\n\n---\n\n```\ncode\n```\n\nTerm\n: def\n\nEnd."  # noqa: E501
    stock = pieces_of(full_package()) + pieces_of(full_package(text=text, is_draft=True))
    numbers = random.Random(7)
    shown: list[str] = []
    for _ in range(60):
        first = numbers.randint(0, len(shown))
        after = numbers.randint(first, min(len(shown), first + 3))
        shown[first:after] = numbers.choices(stock, k=numbers.randint(0, 3))
        browser.show_pieces(shown)
    fresh = PageBrowser()
    qtbot.addWidget(fresh)
    fresh.use_style(page_style(look.theme.colours, size=11, face="Sans"), font=text_font(11))
    fresh.show_pieces(shown)
    assert browser.toHtml() == fresh.toHtml()


def test_what_is_read_stays_where_it_is_when_something_above_it_grows(browser: PageBrowser) -> None:
    pieces = [f"<p>{words}</p>" for words in PARAGRAPHS]
    browser.show()
    browser.show_pieces(pieces)
    browser.verticalScrollBar().setValue(900)
    top = browser.cursorForPosition(QPoint(20, 20)).block().text()
    browser.show_pieces(["<p>" + "Many more words stand here now. " * 40 + "</p>", *pieces[1:]])
    assert browser.cursorForPosition(QPoint(20, 20)).block().text() == top


@pytest.fixture
def canary() -> Iterator[Canary]:
    """A server on the loopback that notes whoever comes."""
    seen: list[object] = []

    class Note(BaseRequestHandler):
        def handle(self) -> None:
            seen.append(self.client_address)

    with TCPServer(("127.0.0.1", 0), Note) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.server_address[1], seen
        server.shutdown()
        thread.join()


def has_red(shot: QImage) -> bool:
    places = ((x, y) for x in range(0, shot.width(), 6) for y in range(0, shot.height(), 6))
    return any(shot.pixelColor(x, y) == QColor(Qt.GlobalColor.red) for x, y in places)


def addresses(port: int, picture: Path) -> list[str]:
    local = picture.as_posix()
    return [
        *(f"{scheme}://127.0.0.1:{port}/a.png" for scheme in ("http", "https", "ftp", "ws", "HTTP", "hTTp")),
        f"//127.0.0.1:{port}/a.png", f"\\\\127.0.0.1@{port}\\a.png", f"http:127.0.0.1:{port}/a.png",
        f"http://user:pass@127.0.0.1:{port}/a.png", f"http://localhost:{port}/a.png", f"http://[::1]:{port}/a.png",
        f"file://{local}", f"file:{local}", f"FILE://{local}", f"file://localhost{local}", f"file:///..{local}", local,
        picture.name, f"./{picture.name}", f"../{picture.parent.name}/{picture.name}", "qrc:/a.png", ":/a.png",
        ":/qt-project.org/styles/commonstyle/images/file-32.png",
        "qrc:/qt-project.org/styles/commonstyle/images/file-32.png", f"unc://server{local}", f"////server{local}",
        f"smb://127.0.0.1:{port}/a", f"jar:file:{local}", f"view-source:file://{local}", f"blob:file://{local}",
        f"about:{local}", f"wss://127.0.0.1:{port}/a.png", f"javascript:fetch('http://127.0.0.1:{port}')",
        f"\x01file://{local}", f" file://{local}",
        f"file&#58;//{local}", f"%66ile://{local}", f"data:text/html,<img src='http://127.0.0.1:{port}/b.png'>",
        "data:image/png;base64,iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==",
    ]  # fmt: skip


def test_no_form_of_address_makes_the_preview_fetch_anything(
    browser: PageBrowser, canary: Canary, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    port, seen = canary
    picture = tmp_path / "seen.png"
    red = QImage(60, 60, QImage.Format.Format_RGB32)
    red.fill(Qt.GlobalColor.red)
    assert red.save(str(picture))
    monkeypatch.chdir(tmp_path)
    forms = addresses(port, picture)
    assert len(forms) >= 40
    browser.show()
    kinds = QTextDocument.ResourceType
    for address in forms:
        for loads in (browser.loadResource, browser.document().resource):
            assert not loads(kinds.StyleSheetResource.value, QUrl(address)), address
            assert not loads(kinds.HtmlResource.value, QUrl(address)), address
            loaded = loads(kinds.ImageResource.value, QUrl(address))
            assert isinstance(loaded, QImage) and loaded.pixelColor(0, 0).alpha() == 0, address
        browser.show_pieces([
            f'<p><img src="{address}"><link rel="stylesheet" href="{address}"><style>@import url("{address}");'
            f'p{{background-image:url("{address}")}}</style></p><table background="{address}"><tr><td>b</td></tr>'
            f"</table>"
            f'<ul style="list-style-image:url(\'{address}\')"><li>c</li></ul><object data="{address}"></object>'
        ])  # fmt: skip
        assert not has_red(browser.grab().toImage()), address
    assert seen == []


def test_a_story_full_of_addresses_shows_words_only(
    desk: Desk, canary: tuple[int, list[object]], tmp_path: Path
) -> None:
    port, seen = canary
    forms = [form for form in addresses(port, tmp_path / "seen.png") if "\x01" not in form]
    desk.open("\n\n".join([*(f'![picture]({form}) <img src="{form}">' for form in forms), "The end."]))
    assert "<img" not in re.sub(r"&lt;", "", desk.pane.browser.toHtml())
    assert "picture" in desk.shown() and seen == []


def test_words_typed_before_the_save_move_the_quotations_with_them() -> None:
    text = "It rained. “All of it,” she said. “None,” he said."
    package = StoryPackage(
        slug="a", text=text, text_sha256="", headline="H",
        quotes=(quoted(text, "“All of it,”", cite_url="https://a.example/"), quoted(text, "“None,”")),
    )  # fmt: skip
    longer = with_words(package, text.replace("All of", "Most of"))
    longer = with_words(longer, longer.text.replace("rained", "snowed and snowed"))
    assert [quote.words for quote in longer.quotes] == ["“Most of it,”", "“None,”"]
    assert BodyChunks().body(longer).html.count("<q") == 2
    assert [quote.words for quote in with_words(package, text.replace("“All of it,” ", "")).quotes] == ["“None,”"]
