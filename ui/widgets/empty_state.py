"""What stands in a pane that has nothing to show: what belongs there, why, one button and its key."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QAction, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from ui.icons import Icons
from ui.widgets.action_button import ActionButton, key_words

SIDE = 36


class IconView(QWidget):
    """A drawing alone, in a role's colour; it says nothing that the words beside it do not say."""

    def __init__(
        self, name: str, *, icons: Icons, side: int = SIDE, role: str = "quiet", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._icons = icons
        self._name = name
        self._side = side
        self._role = role
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        icons.look.changed.connect(self.update)

    def show_icon(self, name: str, *, role: str) -> None:
        self._name, self._role = name, role
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._side, self._side)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._icons.paint(painter, QRectF(self.rect()), self._name, self._icons.look.colour(self._role))
        painter.end()


class EmptyState(QScrollArea):
    """Scrolls where a pane is low, so that nothing is cut."""

    def __init__(
        self,
        icon: str,
        title: str,
        words: str,
        action: QAction | None = None,
        *,
        icons: Icons,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(title)
        inside = QWidget(self)
        inside.setBackgroundRole(QPalette.ColorRole.Base)
        column = QVBoxLayout(inside)
        column.setContentsMargins(18, 18, 18, 18)
        column.setSpacing(8)
        column.addStretch(2)
        column.addWidget(IconView(icon, icons=icons, parent=inside), 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(4)
        self._title = _words(title, inside, strong=True)
        self._words = _words(words, inside, strong=False)
        column.addWidget(self._title)
        column.addWidget(self._words)
        if action is not None:
            column.addSpacing(6)
            column.addWidget(ActionButton(action, parent=inside), 0, Qt.AlignmentFlag.AlignHCenter)
            if key_words(action):
                column.addWidget(_words(key_words(action), inside, strong=False))
        column.addStretch(3)
        self.setWidget(inside)
        self.viewport().setBackgroundRole(QPalette.ColorRole.Base)

    def say(self, title: str, words: str) -> None:
        """Other words in the same place."""
        self.setAccessibleName(title)
        self._title.setText(title)
        self._words.setText(words)


def _words(words: str, parent: QWidget, *, strong: bool) -> QLabel:
    label = QLabel(words, parent)
    label.setTextFormat(Qt.TextFormat.PlainText)
    label.setWordWrap(True)
    label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
    if strong:
        font = label.font()
        font.setBold(True)
        label.setFont(font)
    else:
        label.setForegroundRole(QPalette.ColorRole.PlaceholderText)
    return label
