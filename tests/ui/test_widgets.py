"""The small widgets of the panes, as a person sees and works them."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import QMimeData, QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QAction, QColor, QGuiApplication, QImage, QPainter, QTextCharFormat
from PySide6.QtWidgets import QLabel, QPushButton, QToolButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from ui.icons import Icons
from ui.notices import Notice, Notices
from ui.theme import Look
from ui.widgets.detail import Detail, DetailRow, Span
from ui.widgets.elided_label import ElidedLabel
from ui.widgets.empty_state import EmptyState
from ui.widgets.flow_buttons import FlowButtons
from ui.widgets.level_mark import LEVELS, LevelMark, level_underline, paint_level_mark
from ui.widgets.notice_bar import NoticeBar
from ui.widgets.record_list import RecordLine, RecordList, RecordListModel


def lines(*ids: str) -> list[RecordLine]:
    return [RecordLine(record_id, f"The claim {record_id}", "two sources", mark="high") for record_id in ids]


@pytest.fixture
def made_list(icons: Icons, qtbot: QtBot) -> Callable[..., RecordList]:
    def make(*ids: str) -> RecordList:
        view = RecordList(name="Claims", icons=icons)
        qtbot.addWidget(view)
        view.resize(260, 300)
        view.show_lines(lines(*ids))
        view.show()
        view.setFocus()
        return view

    return make


# Level marks


def picture_of(level: str, look: Look, *, colour: QColor | None = None) -> QImage:
    image = QImage(24, 24, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.transparent)
    painter = QPainter(image)
    # Whatever brush was used before must not show in the mark.
    painter.setBrush(QColor("red"))
    paint_level_mark(painter, QRectF(0, 0, 24, 24), level, look.theme, colour)
    painter.end()
    return image


def test_the_eight_levels_differ_by_shape_even_in_one_colour(look: Look) -> None:
    shapes = {level: picture_of(level, look, colour=QColor("black")) for level in LEVELS}
    alike = [(a, b) for a in LEVELS for b in LEVELS if a < b and shapes[a] == shapes[b]]
    assert not alike


def test_the_circle_fills_clockwise_from_noon_as_a_claim_grows_stronger(look: Look) -> None:
    middles = {"upper right": (14, 9), "lower right": (14, 14), "lower left": (9, 14), "upper left": (9, 9)}
    filled = {
        level: [where for where, (x, y) in middles.items() if picture_of(level, look).pixelColor(x, y).alpha() > 200]
        for level in LEVELS[:5]
    }
    assert list(filled.values()) == [list(middles)[:quarters] for quarters in range(5)]


def test_a_mark_says_its_level_to_those_who_do_not_see_it(look: Look, qtbot: QtBot) -> None:
    mark = LevelMark("disputed", look=look)
    qtbot.addWidget(mark)
    assert mark.accessibleName() == "disputed"
    mark.show_level("not_ratable")
    assert mark.accessibleName() == "not ratable"


def test_a_mark_takes_the_colour_of_a_new_theme(look: Look, qtbot: QtBot) -> None:
    mark = LevelMark("confirmed", look=look)
    qtbot.addWidget(mark)
    look.use("dark")
    picture = mark.grab().toImage()
    assert picture.pixelColor(picture.width() // 2, picture.height() // 2) == look.colour("level_confirmed")


def test_levels_are_underlined_as_the_table_says_and_never_wavy(look: Look) -> None:
    styles = {level: level_underline(level, look.theme)[0] for level in LEVELS}
    assert styles["disputed"] == QTextCharFormat.UnderlineStyle.DashDotLine
    assert styles["not_ratable"] == QTextCharFormat.UnderlineStyle.NoUnderline
    assert QTextCharFormat.UnderlineStyle.WaveUnderline not in styles.values()
    assert level_underline("high", look.theme)[1] == look.colour("level_high")


# The list of records


def test_the_model_shows_any_list_after_any_other(qtbot: QtBot) -> None:
    model = RecordListModel()
    for ids in ("abc", "cab", "xaybz", "zyx", "", "qr", "rq", "r", "abr"):
        wanted = [replace(line, tail=ids) for line in lines(*ids)]
        model.show(wanted)
        assert list(model.lines) == wanted
        assert [model.row_of(record_id) for record_id in ids] == list(range(len(ids)))


def test_only_the_line_that_differs_is_told(qtbot: QtBot) -> None:
    model = RecordListModel()
    model.show(lines("a", "b", "c"))
    changed: list[int] = []
    model.dataChanged.connect(lambda first, last: changed.extend(range(first.row(), last.row() + 1)))
    with qtbot.assertNotEmitted(model.modelReset):
        model.show([*lines("a"), RecordLine("b", "Reworded"), *lines("c")])
    assert changed == [1]


def test_two_lines_of_one_record_are_refused(qtbot: QtBot) -> None:
    with pytest.raises(ValueError, match="Two lines have the id 'b'"):
        RecordListModel().show(lines("a", "b", "b"))


@pytest.mark.parametrize("after", ["dcba", "bxa", "zab", "b"])
def test_the_selection_stays_with_its_record_and_nothing_is_told(
    after: str, made_list: Callable[..., RecordList], qtbot: QtBot
) -> None:
    view = made_list("a", "b", "c", "d")
    view.choose("b")
    with qtbot.assertNotEmitted(view.chosen):
        view.show_lines(lines(*after))
    assert view.chosen_id == "b"


def test_when_the_chosen_record_goes_its_neighbour_is_chosen_and_told(
    made_list: Callable[..., RecordList], qtbot: QtBot
) -> None:
    view = made_list("a", "b", "c")
    view.choose("b")
    with qtbot.waitSignal(view.chosen) as told:
        view.show_lines(lines("a", "c"))
    assert told.args == [view.chosen_id]
    assert view.chosen_id in ("a", "c")


def test_arrows_choose_and_return_opens(made_list: Callable[..., RecordList], qtbot: QtBot) -> None:
    view = made_list("a", "b", "c")
    chosen: list[str] = []
    opened: list[str] = []
    view.chosen.connect(chosen.append)
    view.opened.connect(opened.append)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Return):
        qtbot.keyClick(view, key)
    assert (chosen, opened) == (["a", "b"], ["b"])


def test_a_double_click_opens(made_list: Callable[..., RecordList], qtbot: QtBot) -> None:
    view = made_list("a", "b")
    place = view.visualRect(view.model().index(1, 0)).center()
    qtbot.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    with qtbot.waitSignal(view.opened) as told:
        qtbot.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert told.args == ["b"]


def test_choosing_by_program_is_not_told_and_says_whether_the_record_is_there(
    made_list: Callable[..., RecordList], qtbot: QtBot
) -> None:
    view = made_list("a", "b")
    with qtbot.assertNotEmitted(view.chosen):
        assert view.choose("b")
        assert not view.choose("nowhere")
    assert view.chosen_id == ""


def test_a_heading_is_passed_over(icons: Icons, qtbot: QtBot) -> None:
    view = RecordList(name="Stories", icons=icons)
    qtbot.addWidget(view)
    view.show_lines([RecordLine("stage", "In work", heading=True), *lines("a")])
    view.choose_first()
    assert view.chosen_id == "a"


def test_a_line_is_read_aloud_with_its_mark_its_words_and_what_is_wrong(icons: Icons, qtbot: QtBot) -> None:
    line = RecordLine("a", "It rose", "one source", mark="low", mark_name="low", tail="2", faint=True, warned=True)
    view = RecordList(name="Claims", icons=icons)
    qtbot.addWidget(view)
    view.show_lines([line, RecordLine("b", "It fell", accessible="Claim, disputed, two sources")])
    spoken = QAccessible.queryAccessibleInterface(view)
    assert spoken.text(QAccessible.Text.Name) == "Claims"
    assert spoken.child(0).text(QAccessible.Text.Name) == "low, It rose, one source, 2, proposal, needs a look"
    assert spoken.child(1).text(QAccessible.Text.Name) == "Claim, disputed, two sources"


def test_a_chosen_line_is_seen_without_colour_by_its_bar(made_list: Callable[..., RecordList], icons: Icons) -> None:
    view = made_list("a", "b")
    view.choose("b")
    row = view.visualRect(view.model().index(1, 0))
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(row.left() + 3, row.center().y()) == icons.look.colour("accent")
    view.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
    picture = view.viewport().grab().toImage()
    assert picture.pixelColor(row.right() - 3, row.center().y()) == icons.look.colour("accent")


def test_a_line_can_be_dragged_when_the_pane_says_as_what(icons: Icons, qtbot: QtBot) -> None:
    def mime_of(line: RecordLine) -> QMimeData:
        mime = QMimeData()
        mime.setText(line.id)
        return mime

    view = RecordList(name="Sources", icons=icons, mime_of=mime_of)
    qtbot.addWidget(view)
    view.show_lines(lines("a", "b"))
    assert view.model().flags(view.model().index(1, 0)) & Qt.ItemFlag.ItemIsDragEnabled
    assert view.model().mimeData([view.model().index(1, 0)]).text() == "b"


# What is said


@pytest.fixture
def bar(icons: Icons, qtbot: QtBot) -> Iterator[tuple[Notices, NoticeBar]]:
    page = QWidget()
    qtbot.addWidget(page)
    notices = Notices(page)
    made = NoticeBar(notices=notices, icons=icons, note_ms=30, parent=page)
    QVBoxLayout(page).addWidget(made)
    page.show()
    yield notices, made


def words_of(bar: NoticeBar) -> str:
    return " ".join(label.text() for label in bar.findChildren(QLabel) if label.isVisible())


def pressable(bar: NoticeBar, name: str) -> QPushButton | QToolButton:
    kinds = [*bar.findChildren(QPushButton), *bar.findChildren(QToolButton)]
    return next(button for button in kinds if button.accessibleName() == name and button.isVisible())


def test_a_note_is_shown_and_goes_by_itself(bar: tuple[Notices, NoticeBar], qtbot: QtBot) -> None:
    notices, made = bar
    assert not made.isVisible()
    notices.note("The story was stored.")
    assert words_of(made) == "The story was stored."
    qtbot.waitUntil(lambda: not made.isVisible())


def test_trouble_stays_and_comes_back_when_a_later_note_has_gone(bar: tuple[Notices, NoticeBar], qtbot: QtBot) -> None:
    notices, made = bar
    notices.say(Notice("The disk is full.", kind="trouble"))
    notices.note("The words were copied.")
    assert words_of(made) == "The words were copied."
    qtbot.waitUntil(lambda: words_of(made) == "The disk is full.")
    qtbot.mouseClick(pressable(made, "Close this notice"), Qt.MouseButton.LeftButton)
    assert not made.isVisible()


def test_a_newer_notice_of_one_key_takes_the_place_and_can_be_withdrawn(bar: tuple[Notices, NoticeBar]) -> None:
    notices, made = bar
    notices.say(Notice("The disk is nearly full.", kind="trouble", key="disk"))
    notices.say(Notice("The disk is full.", kind="trouble", key="disk"))
    assert words_of(made) == "The disk is full."
    notices.withdraw("disk")
    assert made.notice is None and not made.isVisible()


def test_the_verb_of_a_notice_does_it_and_the_details_can_be_copied(
    bar: tuple[Notices, NoticeBar], qtbot: QtBot
) -> None:
    notices, made = bar
    done: list[str] = []
    notices.say(
        Notice("Not stored.", kind="trouble", verb="Keep as a file", act=lambda: done.append("kept"), details="errno")
    )
    qtbot.mouseClick(pressable(made, "Copy details"), Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text() == "errno"
    qtbot.mouseClick(pressable(made, "Keep as a file"), Qt.MouseButton.LeftButton)
    assert done == ["kept"] and not made.isVisible()


def test_the_weight_of_a_notice_is_told_in_words(bar: tuple[Notices, NoticeBar]) -> None:
    notices, made = bar
    notices.say(Notice("A query is open.", kind="refused"))
    assert made.accessibleName() == "Not possible: A query is open."


# Empty panes, details, labels, verbs


def test_an_empty_pane_says_what_why_one_button_and_its_key(icons: Icons, qtbot: QtBot) -> None:
    action = QAction("Keep files…")
    action.setShortcut("Ctrl+Shift+K")
    empty = EmptyState("source", "No sources yet", "Drop saved pages here.", action, icons=icons)
    qtbot.addWidget(empty)
    empty.resize(220, 120)
    empty.show()
    assert [label.text() for label in empty.findChildren(QLabel)] == [
        "No sources yet", "Drop saved pages here.", "Ctrl+Shift+K",
    ]  # fmt: skip
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(empty.findChildren(QPushButton)[0], Qt.MouseButton.LeftButton)
    # In so low a pane it scrolls; sideways nothing is ever cut.
    assert empty.verticalScrollBar().maximum() > 0
    assert empty.widget().width() <= empty.viewport().width()


def test_details_show_every_word_and_never_read_html(icons: Icons, qtbot: QtBot) -> None:
    detail = Detail(name="The claim", icons=icons)
    qtbot.addWidget(detail)
    detail.resize(200, 300)
    detail.show()
    address = "https://register.example/" + "a" * 200
    detail.show_rows([DetailRow("Level", "disputed", mark="disputed"), DetailRow("Source", f"<b>{address}</b>")])
    assert f"<b>{address}</b>" in detail.toPlainText()
    assert detail.document().idealWidth() <= detail.viewport().width()


def test_parts_of_a_value_are_set_off_where_they_stand_even_after_an_emoji(icons: Icons, qtbot: QtBot) -> None:
    detail = Detail(name="The quote", icons=icons)
    qtbot.addWidget(detail)
    detail.show_rows([DetailRow("", "👍 it rose much", spans=(Span(5, 9, "removed"),))])
    block = detail.document().firstBlock()
    pieces = [(piece.fragment().text(), piece.fragment().charFormat().fontStrikeOut()) for piece in block]
    assert pieces == [("👍 it ", False), ("rose", True), (" much", False)]


def test_a_row_with_a_link_can_be_followed_by_keyboard(icons: Icons, qtbot: QtBot) -> None:
    detail = Detail(name="The claim", icons=icons)
    qtbot.addWidget(detail)
    detail.show_rows([DetailRow("Source", "Tax register", link="s1")])
    detail.show()
    detail.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(detail.followed) as told:
        qtbot.keyClick(detail, Qt.Key.Key_Tab)
        qtbot.keyClick(detail, Qt.Key.Key_Return)
    assert told.args == ["s1"]


def test_details_are_written_in_the_colours_of_a_new_theme(icons: Icons, qtbot: QtBot) -> None:
    detail = Detail(name="The claim", icons=icons)
    qtbot.addWidget(detail)
    detail.show_rows([DetailRow("", "It rose")])
    icons.look.use("dark")
    colours = [piece.fragment().charFormat().foreground().color() for piece in detail.document().firstBlock()]
    assert colours == [icons.look.colour("text")]


def test_a_label_that_is_cut_tells_all_in_its_tool_tip_and_aloud(qtbot: QtBot) -> None:
    label = ElidedLabel("The register of tax credits, page 3")
    qtbot.addWidget(label)
    label.resize(80, 20)
    label.show()
    assert label.shown.endswith("…") and label.toolTip() == "The register of tax credits, page 3"
    assert label.accessibleName() == label.text()
    label.resize(800, 20)
    assert label.shown == label.text() and label.toolTip() == ""


@pytest.mark.parametrize("direction", [Qt.LayoutDirection.LeftToRight, Qt.LayoutDirection.RightToLeft])
def test_verbs_go_on_in_the_next_line_of_a_narrow_dock(direction: Qt.LayoutDirection, qtbot: QtBot) -> None:
    dock = QWidget()
    qtbot.addWidget(dock)
    dock.setLayoutDirection(direction)
    actions = [QAction(words, dock) for words in ("Go to the evidence", "Check it again", "Remove the mark")]
    verbs = FlowButtons(actions, parent=dock)
    column = QVBoxLayout(dock)
    column.addWidget(verbs)
    column.addStretch()
    dock.resize(260, 300)
    dock.show()
    buttons = verbs.findChildren(QPushButton)
    assert len({button.y() for button in buttons}) > 1
    corners = [button.mapTo(dock, QPoint(x, button.height())) for button in buttons for x in (0, button.width())]
    assert all(0 <= corner.x() <= 260 and corner.y() <= 300 for corner in corners)
    assert verbs.height() >= max(button.geometry().bottom() for button in buttons)


def test_a_verb_is_pressed_and_greys_with_its_action(qtbot: QtBot) -> None:
    action = QAction("Remove the mark")
    verbs = FlowButtons([action])
    qtbot.addWidget(verbs)
    verbs.show()
    button = verbs.findChildren(QPushButton)[0]
    with qtbot.waitSignal(action.triggered):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    action.setEnabled(False)
    assert not button.isEnabled()
