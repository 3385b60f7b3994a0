"""The program's own icons: each drawn as its file says, in a colour of the theme, sharp at every scale."""

import gc

import pytest
from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QColor, QIcon, QImage, QPainter
from PySide6.QtSvg import QSvgRenderer
from PySide6.QtWidgets import QApplication, QToolBar
from pytestqt.qtbot import QtBot

from ui.actions import TABLE
from ui.icons import Icons, icon_names, paint_drawing, read_drawing
from ui.resources import resource


def blank(side: int) -> QImage:
    image = QImage(side, side, QImage.Format.Format_ARGB32_Premultiplied)
    image.fill(Qt.GlobalColor.white)
    return image


def strongest(image: QImage) -> QColor:
    """The colour of the pixel that is least transparent."""
    pixels = [image.pixelColor(x, y) for x in range(image.width()) for y in range(image.height())]
    return max(pixels, key=lambda pixel: pixel.alpha())


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_is_painted_as_its_file_says(name: str, qapp: QApplication) -> None:
    ours, theirs = blank(48), blank(48)
    painter = QPainter(ours)
    paint_drawing(painter, QRectF(0, 0, 48, 48), read_drawing(name), QColor("black"))
    painter.end()
    painter = QPainter(theirs)
    QSvgRenderer(str(resource("icons") / f"{name}.svg")).render(painter, QRectF(0, 0, 48, 48))
    painter.end()
    apart = [
        (x, y)
        for x in range(48)
        for y in range(48)
        if abs(ours.pixelColor(x, y).red() - theirs.pixelColor(x, y).red()) > 40
    ]
    # Where strokes cross, the two smooth a handful of the 2304 pixels differently.
    assert len(apart) <= 8
    assert any(ours.pixelColor(x, y).red() < 80 for x in range(48) for y in range(48))


@pytest.mark.parametrize("name", icon_names())
def test_an_icon_keeps_clear_of_the_edge(name: str, qapp: QApplication) -> None:
    drawing = read_drawing(name)
    drawn = drawing.strokes.boundingRect().united(drawing.fills.boundingRect())
    assert min(drawn.left(), drawn.top()) >= 1.5
    assert max(drawn.right(), drawn.bottom()) <= 22.5


def test_every_icon_an_action_names_is_there() -> None:
    assert {spec.icon for spec in TABLE if spec.icon} <= set(icon_names())


def test_an_icon_nobody_drew_is_refused_by_its_name(icons: Icons) -> None:
    with pytest.raises(LookupError, match="There is no icon 'unicorn'"):
        icons.icon("unicorn")


@pytest.mark.parametrize(
    ("mode", "role"),
    [(QIcon.Mode.Normal, "icon"), (QIcon.Mode.Disabled, "disabled"), (QIcon.Mode.Selected, "text")],
)
def test_an_icon_has_the_colour_of_its_state(mode: QIcon.Mode, role: str, icons: Icons) -> None:
    picture = icons.icon("add").pixmap(QSize(24, 24), 1.0, mode).toImage()
    assert strongest(picture).name() == icons.look.colour(role).name()


def test_an_icon_is_drawn_and_not_enlarged_on_a_screen_of_twice_the_pixels(icons: Icons) -> None:
    pixmap = icons.icon("add").pixmap(QSize(24, 24), 2.0)
    assert pixmap.size() == QSize(48, 48) and pixmap.devicePixelRatio() == 2.0
    column = [pixmap.toImage().pixelColor(x, 12).alpha() for x in range(48)]
    # The upright stroke of 1.75 units is 3.5 pixels wide here; an enlarged picture would bleed over six or more.
    assert 3 <= sum(alpha > 0 for alpha in column) <= 5


def test_an_action_follows_the_theme_without_being_given_its_icon_anew(icons: Icons, qtbot: QtBot) -> None:
    bar = QToolBar()
    qtbot.addWidget(bar)
    action = QAction(icons.icon("add"), "Add", bar)
    bar.addAction(action)
    bar.show()
    icons.look.use("dark")
    assert strongest(action.icon().pixmap(24, 24).toImage()).name() == icons.look.colour("icon").name()


def test_an_icon_can_be_copied_and_changed_like_any_other(icons: Icons) -> None:
    for _ in range(3):
        copy = QIcon(icons.icon("cite"))
        copy.addPixmap(icons.icon("add").pixmap(16, 16))
        del copy
        gc.collect()
    assert strongest(icons.icon("cite").pixmap(24, 24).toImage()).alpha() > 200


def test_an_icon_is_made_once(icons: Icons) -> None:
    assert icons.icon("undo") is icons.icon("undo")
    assert icons.icon("undo", "accent") is not icons.icon("undo")
