"""What can be told of a part of the window by looking at its widgets and pixels: names, keys, colours, cut words."""

from collections import Counter
from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QColor, QImage, QKeySequence, QPainter, QShortcut, QTextCursor
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QDockWidget,
    QHeaderView,
    QLabel,
    QLineEdit,
    QMenuBar,
    QPlainTextEdit,
    QRadioButton,
    QScrollArea,
    QStyle,
    QStyleOptionComboBox,
    QTabBar,
    QTextEdit,
    QToolBar,
    QWidget,
)

from ui.widgets.elided_label import ElidedLabel
from ui.wrapping_line import WrappingLine

USED = (
    QAbstractButton, QAbstractItemView, QAbstractSpinBox, QComboBox, QLineEdit, QPlainTextEdit, QTabBar, QTextEdit
)  # fmt: skip
"""Kinds of widgets a person uses or reads whatever they are called."""
SHARP = 2
"""Pictures are taken at this many pixels a point, or thin strokes would be paler than their colour."""
WORDS, MARKS = 4.5, 3.0
MOST_LINKS = 40
"""Within a page of text Tab goes from link to link before it leaves."""
SMALLEST_LETTER = 5
"""Lower bands of ink are lines, not letters; points."""


def parts(root: QWidget) -> list[QWidget]:
    """The widgets that can be seen, without those Qt makes inside of others."""
    return [one for one in (root, *root.findChildren(QWidget)) if _is_shown(one) and not _is_inside(one)]


def _is_shown(widget: QWidget) -> bool:
    """A dock behind another counts as visible for Qt."""
    dock: QWidget | None = widget
    while dock is not None and not isinstance(dock, QDockWidget):
        dock = None if dock.isWindow() else dock.parentWidget()
    return widget.isVisible() and (dock is None or not dock.visibleRegion().isEmpty())


def _is_inside(widget: QWidget) -> bool:
    parent = widget.parentWidget()
    if isinstance(widget, QHeaderView) or (widget.objectName().startswith("qt_") and not isinstance(widget, QTabBar)):
        return True
    return isinstance(parent, QComboBox | QAbstractSpinBox | QLineEdit) or type(parent).__name__ == "QKeySequenceEdit"


def called(widget: QWidget) -> str:
    """How a failure names a widget."""
    words = widget.text() if isinstance(widget, QAbstractButton | QLabel | QLineEdit) else ""
    return f"{type(widget).__name__}({widget.objectName() or widget.accessibleName() or words})"


def spoken_name(widget: QWidget) -> str:
    """What a screen reader calls it: its own name, its words, or those of the label that leads to it."""
    interface = QAccessible.queryAccessibleInterface(widget)
    return interface.text(QAccessible.Text.Name).strip() if interface is not None else ""


def takes_tab(widget: QWidget) -> bool:
    # PySide reads a policy as a set of flags, so the bit has to be asked for.
    return bool(widget.focusPolicy() & Qt.FocusPolicy.TabFocus) and widget.isEnabled() and widget.focusProxy() is None


def unnamed(root: QWidget) -> list[str]:
    """What can be used or reached and has no name to be read aloud."""
    used = [one for one in parts(root) if isinstance(one, USED) or takes_tab(one)]
    return [called(one) for one in used if not spoken_name(one)]


def wordless_buttons(root: QWidget) -> list[str]:
    """Buttons with neither words on them nor a tool tip that says what they do."""
    buttons = [one for one in parts(root) if isinstance(one, QAbstractButton)]
    return [called(one) for one in buttons if not one.text().strip() and not one.toolTip().strip()]


def reachable(root: QWidget) -> list[QWidget]:
    """What Tab has to come to; of radio buttons that go together one is enough."""
    found = [one for one in parts(root) if takes_tab(one) and not isinstance(one.parentWidget(), QToolBar)]
    return [one for one in found if not isinstance(one, QRadioButton) or one.isChecked()]


def walk_by_tab(start: QWidget, *, back: bool = False) -> list[QWidget]:
    """Presses Tab from ``start`` until it is there again; a trap ends the walk too."""
    start.setFocus(Qt.FocusReason.TabFocusReason)
    visited: list[QWidget] = []
    key = Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab
    while (here := QApplication.focusWidget()) is not None and here not in visited:
        visited.append(here)
        for _ in range(MOST_LINKS):
            QTest.keyClick(here, key)
            if QApplication.focusWidget() is not here:
                break
    return visited


def against_the_layout(visited: list[QWidget], root: QWidget) -> list[str]:
    """Steps of the Tab key that go up, or back in a line; a new column may begin at the top."""
    outside = [at for at, one in enumerate(visited) if not root.isAncestorOf(one)]
    # The walk may have begun anywhere in the ring: it is read from where it comes in, or from the corner.
    if outside:
        first = outside[-1]
    else:
        corners = [_box(one, root).top() + _box(one, root).left() for one in visited]
        first = corners.index(min(corners))
    inside = [one for one in visited[first:] + visited[:first] if root.isAncestorOf(one)]
    wrong: list[str] = []
    for before, after in pairwise(inside):
        first, second = _two_boxes(before, after, root)
        is_above = second.bottom() <= first.top() and second.left() < first.right()
        is_back = second.right() <= first.left() and second.top() < first.bottom() and first.top() < second.bottom()
        if is_above or is_back:
            wrong.append(f"{called(before)} → {called(after)}")
    return wrong


def _box(widget: QWidget, root: QWidget) -> QRect:
    return QRect(widget.mapTo(root, QPoint(0, 0)), widget.size())


def _two_boxes(one: QWidget, other: QWidget, root: QWidget) -> tuple[QRect, QRect]:
    """Where two parts stand. What is scrolled out of sight stands somewhere in what scrolls it, seen from outside."""
    areas = _area(one, root), _area(other, root)
    if areas[0] is areas[1]:
        return _box(one, root), _box(other, root)
    first, second = (_as_scrolled(part, area, root) for part, area in zip((one, other), areas, strict=True))
    return first, second


def _as_scrolled(widget: QWidget, area: QScrollArea | None, root: QWidget) -> QRect:
    box = _box(widget, root)
    if area is None:
        return box
    around = _box(area.viewport(), root)
    return box & around if box.intersects(around) else around


def _area(widget: QWidget, root: QWidget) -> QScrollArea | None:
    """What scrolls the widget inside ``root``."""
    above = widget.parentWidget()
    while above is not None and above is not root and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    return above if isinstance(above, QScrollArea) and above is not root else None


def doubled_keys(root: QWidget) -> dict[str, list[str]]:
    """Keys and underlined letters two of the visible parts would answer to, so that neither does."""
    holders: dict[str, list[str]] = {}
    for one in root.findChildren(QShortcut):
        for key in one.keys():  # noqa: SIM118
            holders.setdefault(key.toString(), []).append(f"shortcut of {called(one.parent())}")  # type: ignore[arg-type]
    actions = {id(action): action for widget in (root, *root.findChildren(QWidget)) for action in widget.actions()}
    for action in actions.values():
        for key in action.shortcuts():
            holders.setdefault(key.toString(), []).append(f"action {action.text()}")
    for widget in parts(root):
        words = widget.text() if isinstance(widget, QAbstractButton) else ""
        if isinstance(widget, QLabel) and widget.buddy() is not None:
            words = widget.text()
        mnemonics = [words] if not isinstance(widget, QMenuBar) else [entry.text() for entry in widget.actions()]
        for key in (QKeySequence.mnemonic(one).toString() for one in mnemonics):
            if key:
                holders.setdefault(key, []).append(f"letter of {called(widget)}")
    return {key: names for key, names in holders.items() if len(names) > 1}


def cut_words(root: QWidget) -> list[str]:
    """Labels, buttons, lines and boxes with too little room for their words, or sticking out where no bar scrolls."""
    return [
        f"{called(one)} {why}"
        for one in parts(root)
        if isinstance(one, QLabel | QAbstractButton | QLineEdit | QComboBox | WrappingLine) and (why := _why_cut(one))
    ]


def _why_cut(widget: QWidget) -> str:
    if isinstance(widget, ElidedLabel):
        return "" if widget.shown == widget.text() or widget.toolTip() else "has no tool tip for its missing words"
    if isinstance(widget, WrappingLine):
        why = "is lower than its words" if widget.height() < widget.heightForWidth(widget.width()) else ""
        why = why or ("has no tool tip for its missing words" if _hides(widget) and not widget.toolTip() else "")
    elif isinstance(widget, QLabel):
        why = _label_cut(widget)
    elif isinstance(widget, QAbstractButton):
        why = "is narrower than its words" if widget.width() < widget.minimumSizeHint().width() else ""
        why = why or ("is lower than its words" if widget.height() < widget.fontMetrics().height() else "")
    elif isinstance(widget, QComboBox):
        room, needed = _combo_room(widget), widget.fontMetrics().horizontalAdvance(widget.currentText())
        why = f"shows {room} of {needed} pixels" if room < needed and not widget.toolTip() else ""
    else:
        assert isinstance(widget, QLineEdit)
        needed = widget.fontMetrics().horizontalAdvance(widget.placeholderText()) if not widget.text() else 0
        why = f"has no room for its hint ({needed})" if needed > widget.width() - 8 and not widget.toolTip() else ""
        why = why or ("is lower than its words" if widget.height() < widget.fontMetrics().height() else "")
    return why or _sticks_out(widget)


def _hides(line: WrappingLine) -> bool:
    """Whether the first or the last letter of a line that wraps is out of sight."""
    cursor = QTextCursor(line.document())
    first = line.cursorRect(cursor)
    cursor.movePosition(QTextCursor.MoveOperation.End)
    seen = line.viewport().rect()
    return not (seen.contains(first) and seen.contains(line.cursorRect(cursor)))


def _label_cut(label: QLabel) -> str:
    if not label.text():
        return ""
    if not label.wordWrap():
        return "is narrower than its words" if label.width() < label.sizeHint().width() else ""
    if label.height() < label.heightForWidth(label.width()):
        return f"is {label.height()} high and needs {label.heightForWidth(label.width())}"
    longest = max((label.fontMetrics().horizontalAdvance(word) for word in label.text().split()), default=0)
    return "is narrower than its longest word" if label.width() < longest and "/" not in label.text() else ""


def _combo_room(box: QComboBox) -> int:
    option = QStyleOptionComboBox()
    box.initStyleOption(option)
    field = QStyle.SubControl.SC_ComboBoxEditField
    return box.style().subControlRect(QStyle.ComplexControl.CC_ComboBox, option, field, box).width()


def _sticks_out(widget: QWidget) -> str:
    parent = widget.parentWidget()
    while parent is not None and not widget.isWindow():
        if isinstance(parent.parentWidget(), QScrollArea):
            return ""
        if not parent.rect().adjusted(-1, -1, 1, 1).contains(_box(widget, parent)):
            return f"sticks out of {called(parent)}"
        parent = None if parent.isWindow() else parent.parentWidget()
    return ""


def luminance(colour: int) -> float:
    """The relative luminance of WCAG 2."""
    shades = ((colour >> 16 & 255) / 255, (colour >> 8 & 255) / 255, (colour & 255) / 255)
    red, green, blue = (one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shades)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def ratio(first: int, second: int) -> float:
    lighter, darker = sorted((luminance(first), luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def picture(window: QWidget) -> QImage:
    image = QImage(window.size() * SHARP, QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(SHARP)
    image.fill(QColor("magenta"))
    painter = QPainter(image)
    window.render(painter, QPoint(0, 0))
    painter.end()
    return image


def faint(root: QWidget) -> list[str]:
    """Words and marks that stand out too little from what they are painted on, by the pixels on the screen."""
    window = root.window()
    image = picture(window)
    wrong: list[str] = []
    for widget in parts(root):
        for name, box, least in _inked(widget):
            at = QRect(widget.mapTo(window, box.topLeft()), box.size()).intersected(_seen(widget, window))
            worst = weakest_band(image, at) if min(at.width(), at.height()) >= SMALLEST_LETTER else None
            if worst is not None and worst < least - 0.05:
                wrong.append(f"{name}: {worst:.2f}")
    return wrong


def _seen(widget: QWidget, window: QWidget) -> QRect:
    return widget.visibleRegion().boundingRect().translated(widget.mapTo(window, QPoint(0, 0)))


def _inked(widget: QWidget) -> Iterator[tuple[str, QRect, float]]:
    """Where words or a mark are painted in a widget, and how much they have to stand out."""
    if isinstance(widget, QAbstractItemView) and (model := widget.model()) is not None:
        for row in range(model.rowCount()):
            box = widget.visualRect(model.index(row, 0))
            if widget.viewport().rect().contains(box):
                inner = box.translated(widget.viewport().pos()).adjusted(6, 1, -3, -1)
                yield f"row {row} of {called(widget)}", inner, WORDS
    elif isinstance(widget, QTabBar):
        for at in range(widget.count()):
            yield f"tab {widget.tabText(at)}", widget.tabRect(at).adjusted(4, 4, -4, -4), WORDS
    elif (
        isinstance(widget, QLabel | QAbstractButton | QLineEdit | QComboBox | WrappingLine)
        and not widget.size().isEmpty()
    ):
        has_words = isinstance(widget, QComboBox) or bool(
            widget.text() or (isinstance(widget, QLineEdit | WrappingLine) and widget.placeholderText())
        )
        frame = 0 if isinstance(widget, QLabel) else 4
        is_empty = isinstance(widget, QLabel | QLineEdit) and not has_words
        if not is_empty:
            yield called(widget), widget.rect().adjusted(frame, frame, -frame, -frame), WORDS if has_words else MARKS


def weakest_band(image: QImage, box: QRect) -> float | None:
    """The contrast of the faintest line of ink in a part of a picture; None where there is no ink."""
    piece = image.copy(QRect(box.topLeft() * SHARP, box.size() * SHARP))
    pixels = memoryview(piece.constBits()).cast("B").cast("I")
    width = piece.bytesPerLine() // 4
    rows = [pixels[at * width : at * width + piece.width()] for at in range(piece.height())]
    ground = Counter(pixel for row in rows for pixel in row).most_common(1)[0][0]
    worst: float | None = None
    band: set[int] = set()
    height = 0
    for row in [*rows, None]:
        inks = set(row) - {ground} if row is not None else set[int]()
        if inks:
            band |= inks
            height += 1
        elif band:
            if height >= SMALLEST_LETTER * SHARP:
                best = max(ratio(ink, ground) for ink in band)
                worst = best if worst is None else min(worst, best)
            band, height = set(), 0
    return worst
