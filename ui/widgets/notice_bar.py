"""The bar in which the window says something: a note for a moment, a refusal longer, trouble until it is answered."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QGuiApplication,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPalette,
    QShowEvent,
)
from PySide6.QtWidgets import QApplication, QFrame, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from ui.icons import Icons
from ui.notices import Notice, Notices
from ui.widgets.empty_state import IconView

LOOKS = {"note": ("info", "tell"), "refused": ("warning", "warning"), "trouble": ("stop", "stop")}
SPOKEN = {"note": "Note", "refused": "Not possible", "trouble": "Trouble"}


class NoticeBar(QFrame):
    """Shows the newest notice that still stands; hidden when there is none.

    A note goes after ``note_ms`` milliseconds; a refusal, or a note with something to press, after twice that time.
    """

    def __init__(self, *, notices: Notices, icons: Icons, note_ms: int = 6000, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._standing: list[Notice] = []
        self._icons = icons
        self._note_ms = note_ms
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._time_is_up)
        self._build(icons)
        self.setAccessibleName("Notice")
        self.setAutoFillBackground(True)
        self.setBackgroundRole(QPalette.ColorRole.AlternateBase)
        icons.look.changed.connect(self.update)
        notices.said.connect(self.show_notice)
        notices.withdrawn.connect(self.withdraw)
        notices.outdated.connect(self._outdate)
        self.hide()

    @property
    def notice(self) -> Notice | None:
        """The notice that is shown."""
        return self._standing[-1] if self._standing else None

    def show_notice(self, notice: Notice) -> None:
        """Shows it in place of all others but standing trouble, of which one of the same key or words gives way."""
        self._standing = [
            other
            for other in self._standing
            if other.kind == "trouble"
            and not (notice.key and other.key == notice.key)
            and other.words != notice.words
        ]  # fmt: skip
        self._standing.append(notice)
        self._show_newest()
        if QAccessible.isActive():
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, notice.words))

    def withdraw(self, key: str) -> None:
        self._standing = [notice for notice in self._standing if notice.key != key]
        self._show_newest()

    def _outdate(self, undone: bool) -> None:
        self._standing = [
            notice for notice in self._standing
            if notice.kind != "note" or notice.stays or (notice.verb and not undone)
        ]  # fmt: skip
        self._show_newest()

    def dismiss(self) -> None:
        """Takes the shown notice away; trouble that was covered by it comes back."""
        had_keyboard = self._has_keyboard()
        if self._standing:
            self._standing.pop()
        self._show_newest()
        page = self.parentWidget()
        if had_keyboard and self.isHidden() and page is not None:
            page.setFocus(Qt.FocusReason.OtherFocusReason)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = self.parentWidget()
        if page is not None:
            page.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc that nothing else on the page had a use for closes the notice."""
        if watched is self.parentWidget() and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            is_mine = event.key() == Qt.Key.Key_Escape and self.isVisible()
            if is_mine:
                self.dismiss()
            return is_mine
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.dismiss()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        if self.notice is None:
            return
        painter, look = QPainter(self), self._icons.look
        strip = QRectF(0, 0, 4, self.height())
        if self.layoutDirection() == Qt.LayoutDirection.RightToLeft:
            strip.moveRight(self.width())
        painter.fillRect(strip, look.colour(LOOKS[self.notice.kind][1]))
        painter.fillRect(QRectF(0, self.height() - 1, self.width(), 1), look.colour("line"))
        painter.end()

    def _build(self, icons: Icons) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        row.setSpacing(8)
        self._sign = IconView("info", icons=icons, side=18, role="tell", parent=self)
        self._words = QLabel(self)
        self._words.setTextFormat(Qt.TextFormat.PlainText)
        self._words.setWordWrap(True)
        self._words.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self._words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self._verb = QPushButton(self)
        self._verb.setAutoDefault(False)
        self._verb.clicked.connect(self._act)
        self._copy = QPushButton("Copy details", self)
        self._copy.setAutoDefault(False)
        self._copy.setAccessibleName("Copy details")
        self._copy.clicked.connect(self._copy_details)
        self._close = QToolButton(self)
        self._close.setIcon(icons.icon("close"))
        self._close.setToolTip("Close this notice (Esc)")
        self._close.setAccessibleName("Close this notice")
        self._close.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._close.clicked.connect(self.dismiss)
        row.addWidget(self._sign)
        row.addWidget(self._words, 1)
        for button in (self._verb, self._copy, self._close):
            row.addWidget(button)

    def _show_newest(self) -> None:
        notice = self.notice
        self._timer.stop()
        self.setVisible(notice is not None)
        if notice is None:
            return
        icon, role = LOOKS[notice.kind]
        self._sign.show_icon(icon, role=role)
        self._words.setText(notice.words)
        self.setAccessibleName(f"{SPOKEN[notice.kind]}: {notice.words}")
        self._verb.setText(notice.verb)
        self._verb.setAccessibleName(notice.verb)
        self._verb.setVisible(bool(notice.verb and notice.act))
        self._copy.setVisible(bool(notice.details))
        if notice.kind != "trouble":
            patient = notice.kind == "refused" or bool(notice.verb)
            self._timer.start(self._note_ms * (2 if patient else 1))
        self.updateGeometry()
        self.update()

    def _time_is_up(self) -> None:
        # Someone who reads or presses it by keyboard, or points at it, is not done with it yet.
        if self.underMouse() or self._has_keyboard():
            self._timer.start(self._note_ms)
        else:
            self.dismiss()

    def _has_keyboard(self) -> bool:
        focused = QApplication.focusWidget()
        return focused is not None and self.isAncestorOf(focused)

    def _act(self) -> None:
        notice = self.notice
        self.dismiss()
        if notice is not None and notice.act is not None:
            notice.act()

    def _copy_details(self) -> None:
        if self.notice is not None:
            QGuiApplication.clipboard().setText(self.notice.details)
