"""The picture of a claim: one box for each origin, a line for each item, both levels where one was set by hand."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from newsroom.desk.claims import attach_evidence, mark_claim, override_level
from newsroom.desk.sources import add_source, derive_source
from newsroom.domain.overview import EvidenceTold
from tests.ui.pane_window import PaneWindow
from ui.icons import Icons
from ui.panes.claims_detail import ClaimView
from ui.panes.claims_picture import MOST, ClaimPicture, Picture

ITEM = EvidenceTold("1", "The Weir Post", "supports", "published report", "a", "The Weir Post", 2, None)
COPIED = replace(ITEM, id="2", what="Ostmark Post", strength=1)
AGAINST = replace(ITEM, id="3", what="quote of Bo Holt", stance="contradicts", origin="b", origin_name="Bo Holt")
ASKED = replace(
    AGAINST, id="4", what="The board", stance="no_position", origin="c", origin_name="The board", strength=0
)


@pytest.fixture
def picture(qtbot: QtBot, icons: Icons) -> ClaimPicture:
    drawn = ClaimPicture(look=icons.look)
    qtbot.addWidget(drawn)
    drawn.resize(340, 400)
    return drawn


def test_two_items_of_one_origin_hang_on_one_box_twice_as_high(picture: ClaimPicture) -> None:
    picture.show_picture("disputed", None, [ITEM, AGAINST, COPIED])
    (first, one), (second, other) = picture.origin_boxes()
    assert (first, second) == ("The Weir Post", "Bo Holt")
    assert one.height() == 2 * other.height() and one.bottom() < other.top()


def test_its_description_tells_everything_that_is_drawn(picture: ClaimPicture) -> None:
    picture.show_picture("low", "moderate", [ITEM, COPIED, AGAINST, ASKED])
    assert picture.accessibleDescription() == (
        "Level: low, suggested moderate. "
        "From The Weir Post, 2 items: The Weir Post backs it, good; Ostmark Post backs it, weak. "
        "From Bo Holt, 1 item: quote of Bo Holt contradicts it, good. "
        "From The board, 1 item: The board would not say, does not count."
    )


def test_what_is_too_much_to_draw_is_told(picture: ClaimPicture) -> None:
    many = [replace(ITEM, id=str(number), origin=str(number)) for number in range(MOST + 3)]
    picture.show_picture("high", None, many)
    assert len(picture.origin_boxes()) == MOST
    assert picture.accessibleDescription().endswith("And 3 more in the list below.")


def test_without_evidence_there_is_no_picture(picture: ClaimPicture) -> None:
    picture.show_picture("unsourced", None, [])
    assert picture.isHidden()


def test_how_an_item_stands_to_the_claim_is_told_by_the_form_of_its_line(picture: ClaimPicture) -> None:
    drawn: set[bytes] = set()
    for stance in ("supports", "partial", "contradicts", "context"):
        picture.show_picture("low", None, [replace(ITEM, stance=stance)])
        picture.resize(340, picture.sizeHint().height())
        picture.show()
        image = QImage(picture.size(), QImage.Format.Format_Grayscale8)
        image.fill(0)
        picture.render(image, QPoint())
        box = picture.origin_boxes()[0][1]
        # Below the words, from the box of the origin to that of the level.
        line = image.copy(round(box.right()) + 1, round(box.bottom()) - 12, 340 - round(box.right()), 14)
        drawn.add(bytes(line.constBits()))
    assert len(drawn) == 4


@pytest.fixture
def window(qtbot: QtBot, icons: Icons, tmp_path: Path) -> Iterator[PaneWindow]:
    made = PaneWindow(qtbot, icons=icons, folder=tmp_path / "desk")
    yield made
    made.close()


def test_the_claim_in_the_pane_is_drawn_with_both_levels_and_tab_comes_to_the_picture(
    window: PaneWindow, icons: Icons
) -> None:
    desk, story = window.desk, window.lay_story("The ferry was late.")
    claim = desk.run("Mark", mark_claim, story_id=story, start=0, end=19).value
    posts: list[str] = []
    for name in ("The Weir Post", "Ostmark Post"):
        fields = {"type": "news_report", "title": "Late", "publisher": name}
        posts.append(desk.run("Add", add_source, story_id=story, fields=fields).value.id)
        desk.run("Attach", attach_evidence, claim_id=claim.id, source_id=posts[-1])
    desk.run("Derive", derive_source, child_id=posts[1], parent_id=posts[0])
    window.open(story)
    assert window.watch.view is not None
    rated = window.watch.view.claims[claim.id]
    desk.run(
        "Set", override_level, claim_id=claim.id, level="unsourced", reason_code="other",
        note="The reporter was never on the pier.", suggested=rated.suggested, evidence_hash=rated.evidence_hash,
    )  # fmt: skip
    window.settle()
    shown = ClaimView(icons=icons, parent=window.window)
    shown.show_claim(window.watch.view, claim.id)
    shown.show()
    picture = shown.picture
    assert [name for name, _ in picture.origin_boxes()] == ["The Weir Post"]
    assert isinstance(picture.picture, Picture)
    assert (picture.picture.level, picture.picture.suggested) == ("unsourced", rated.suggested)
    assert "unsourced, suggested low" in picture.accessibleDescription()
    assert picture.focusPolicy() & Qt.FocusPolicy.TabFocus
