"""The program's icons: single-colour drawings on a grid of 24, painted in a colour of the theme when they are needed.

An icon is a small SVG file of strokes: ``path`` with the absolute commands M L H V C Q Z, ``circle`` and ``rect``. They
are painted by the few lines below and not by QtSvg, so that they are sharp at every scale, take the colour of the theme
in use at each painting, and cost a start nothing but those that are seen.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QIconEngine, QPainter, QPainterPath, QPen, QPixmap

from ui.resources import resource
from ui.theme import Look

GRID = 24.0
STROKE = 1.75
THINNEST = 1.25
"""No stroke is painted thinner than this, in the painter's pixels."""
ELEMENT = re.compile(r"<(path|circle|rect)\b([^>]*)>")
ATTRIBUTE = re.compile(r'([a-z]+)="([^"]*)"')
TOKEN = re.compile(r"[MLHVCQZ]|-?[0-9.]+")


class Drawing(NamedTuple):
    """What is stroked and what is filled, on the grid."""

    strokes: QPainterPath
    fills: QPainterPath


class Icons:
    """Icons by name; each follows the theme by itself, so that nobody needs to set it anew."""

    def __init__(self, *, look: Look) -> None:
        self._look = look
        self._drawings: dict[str, Drawing] = {}
        self._icons: dict[tuple[str, str], QIcon] = {}

    @property
    def look(self) -> Look:
        return self._look

    def icon(self, name: str, role: str = "icon") -> QIcon:
        """The icon of that name in the colour of a role of the theme; grey when disabled, the text's when selected."""
        key = (name, role)
        if key not in self._icons:
            self.drawing(name)
            self._icons[key] = QIcon(_Engine(name=name, role=role, icons=self, kept=[]))
        return self._icons[key]

    def paint(self, painter: QPainter, rect: QRectF, name: str, colour: QColor) -> None:
        """Paints the drawing into the middle of the rectangle, as large as its shorter side."""
        paint_drawing(painter, rect, self.drawing(name), colour)

    def drawing(self, name: str) -> Drawing:
        """The drawing of that name; refuses one there is no file for."""
        if name not in self._drawings:
            self._drawings[name] = read_drawing(name)
        return self._drawings[name]


def icon_names() -> tuple[str, ...]:
    """Every icon that comes with the program, in the order of the alphabet."""
    return tuple(sorted(path.stem for path in resource("icons").glob("*.svg")))


def read_drawing(name: str) -> Drawing:
    """The strokes and filled parts of an icon's file."""
    try:
        text = (resource("icons") / f"{name}.svg").read_text(encoding="utf-8")
    except FileNotFoundError as error:
        raise LookupError(f"There is no icon '{name}' in resources/icons. Draw it or name another.") from error
    drawing = Drawing(QPainterPath(), QPainterPath())
    for kind, attributes in ELEMENT.findall(text):
        values = dict(ATTRIBUTE.findall(attributes))
        target = drawing.fills if "fill" in values else drawing.strokes
        _add_element(target, kind, values)
    return drawing


def _add_element(target: QPainterPath, kind: str, values: dict[str, str]) -> None:
    if kind == "path":
        _add_path(target, values["d"])
        return
    numbers = {name: float(value) for name, value in values.items() if name not in ("fill", "stroke")}
    if kind == "circle":
        target.addEllipse(QPointF(numbers["cx"], numbers["cy"]), numbers["r"], numbers["r"])
    else:
        target.addRoundedRect(
            QRectF(numbers["x"], numbers["y"], numbers["width"], numbers["height"]), numbers["rx"], numbers["rx"]
        )


def _add_path(target: QPainterPath, words: str) -> None:
    tokens = TOKEN.findall(words)
    command, at = "M", 0
    while at < len(tokens):
        if tokens[at].isalpha():
            command, at = tokens[at], at + 1
        if command == "Z":
            target.closeSubpath()
            continue
        count = {"M": 2, "L": 2, "H": 1, "V": 1, "C": 6, "Q": 4}[command]
        _draw(target, command, [float(token) for token in tokens[at : at + count]])
        at += count


def _draw(target: QPainterPath, command: str, numbers: list[float]) -> None:
    here = target.currentPosition()
    match command:
        case "M":
            target.moveTo(*numbers)
        case "L":
            target.lineTo(*numbers)
        case "H":
            target.lineTo(numbers[0], here.y())
        case "V":
            target.lineTo(here.x(), numbers[0])
        case "C":
            target.cubicTo(*numbers)
        case _:
            target.quadTo(*numbers)


def paint_drawing(painter: QPainter, rect: QRectF, drawing: Drawing, colour: QColor) -> None:
    """Paints a drawing into the middle of the rectangle, as large as its shorter side."""
    side = max(1.0, min(rect.width(), rect.height()))
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    scale = side / GRID
    painter.scale(scale, scale)
    pen = QPen(colour, max(STROKE, THINNEST / scale))
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    painter.strokePath(drawing.strokes, pen)
    painter.fillPath(drawing.fills, colour)
    painter.restore()


class _Engine(QIconEngine):
    """Paints one icon at whatever size and in whatever theme is asked for."""

    def __init__(self, *, name: str, role: str, icons: Icons, kept: list[QIconEngine]) -> None:
        super().__init__()
        self._name = name
        self._role = role
        self._icons = icons
        self._kept = kept

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        role = {QIcon.Mode.Disabled: "disabled", QIcon.Mode.Selected: "text"}.get(mode, self._role)
        self._icons.paint(painter, QRectF(rect), self._name, self._icons.look.colour(role))

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(0, 0, size.width(), size.height()), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        # Qt does not take hold of what is returned here, so it is kept by all that were cloned from one another.
        other = _Engine(name=self._name, role=self._role, icons=self._icons, kept=self._kept)
        self._kept.append(other)
        return other
