"""The short style sheet over Fusion: quiet frames, a focus ring that is seen, calm scroll bars.

Properties a widget may set to "true": ``leading`` (a button: the act most likely wanted), ``calm`` (a line without a
frame until it is pointed at or typed in), ``framed`` (a text of several lines to fill in), ``quiet`` and ``trouble``
(a label's words). A property changed later needs ``style().polish(widget)``.

The arrow of a list to choose from is ``down.svg`` in pixels, once, twice and three times as large: it is seen at the
first painting, which must not wait for the library that reads SVG.
"""

import re
from collections.abc import Mapping
from pathlib import Path

SHEET = """
QToolTip { color: $text; background: $raised; border: 1px solid $edge; padding: 4px 6px; }
QMainWindow::separator { background: $line; width: 1px; height: 1px; }
QMainWindow::separator:hover { background: $focus; }
QSplitter::handle { background: $line; }
QSplitter::handle:horizontal { width: 1px; }
QSplitter::handle:vertical { height: 1px; }

QLabel[quiet="true"] { color: $quiet; }
QLabel[trouble="true"] { color: $stop; font-weight: bold; }

QDockWidget { color: $quiet; }
QDockWidget::title { background: $window; padding: 7px 10px 5px 10px; text-align: left; }

QToolBar { background: $raised; border: none; border-bottom: 1px solid $line; spacing: 2px; padding: 3px 6px; }
QToolBar::separator { background: $line; width: 1px; margin: 5px 5px; }
QStatusBar { background: $window; border-top: 1px solid $line; color: $quiet; }
QStatusBar::item { border: none; }
QMenuBar { background: $raised; }
QMenuBar::item { padding: 5px 9px; background: transparent; border-radius: 4px; }
QMenuBar::item:selected { background: $chosen; }

QToolButton { border: 1px solid transparent; border-radius: 5px; padding: 4px; background: transparent; }
QToolButton:hover { background: $hover; }
QToolButton:pressed, QToolButton:checked { background: $chosen; }
QToolButton:focus { border: 1px solid $focus; }
QToolButton:disabled { color: $disabled; }

QPushButton { background: $raised; border: 1px solid $frame; border-radius: 5px; padding: 5px 12px; }
QPushButton:hover { background: $hover; border-color: $edge; }
QPushButton:pressed, QPushButton:checked { background: $chosen; }
QPushButton:checked { border: 1px solid $accent; }
QPushButton:default, QPushButton[leading="true"] { background: $accent; color: $on_accent; border-color: $accent; }
QPushButton:focus { border: 2px solid $focus; padding: 4px 11px; }
QPushButton:default:focus, QPushButton[leading="true"]:focus { border-color: $text; }
QPushButton:disabled { color: $disabled; background: $window; border-color: $line; }

QLineEdit, QComboBox, QAbstractSpinBox { background: $base; border: 1px solid $frame; border-radius: 5px;
            padding: 4px 6px; selection-background-color: $selection; selection-color: $text; }
QLineEdit:focus, QComboBox:focus, QAbstractSpinBox:focus { border: 2px solid $focus; padding: 3px 5px; }
QLineEdit:disabled, QLineEdit:read-only, QComboBox:disabled, QAbstractSpinBox:disabled { background: $window; }
QLineEdit[calm="true"] { background: transparent; border-color: transparent; }
QLineEdit[calm="true"]:hover { border-color: $frame; }
QLineEdit[calm="true"]:focus { background: $base; border-color: $focus; }
QPlainTextEdit[calm="true"] { background: transparent; border: 1px solid transparent; border-radius: 5px;
            padding: 2px 6px; }
QPlainTextEdit[calm="true"]:hover { border-color: $frame; }
QPlainTextEdit[calm="true"]:focus { background: $base; border: 2px solid $focus; padding: 1px 5px; }
QComboBox QLineEdit, QAbstractSpinBox QLineEdit, QComboBox QLineEdit:focus, QAbstractSpinBox QLineEdit:focus {
            border: none; padding: 0 2px; background: transparent; }
QComboBox:!editable { background: $raised; }
QComboBox { combobox-popup: 0; }
QComboBox QAbstractItemView { background: $raised; border: 1px solid $edge; }
QComboBox QAbstractItemView::item { padding: 3px 8px; }
QComboBox::drop-down { border: none; width: 20px; }
QComboBox::down-arrow { image: url($drawings/arrow.png); width: 12px; height: 12px; }
QAbstractSpinBox { padding-right: 20px; }
QAbstractSpinBox:focus { padding-right: 19px; }
QAbstractSpinBox::up-button, QAbstractSpinBox::down-button { border: none; width: 18px; background: transparent; }
QAbstractSpinBox::up-arrow { image: url($drawings/up.svg); width: 9px; height: 9px; }
QAbstractSpinBox::down-arrow { image: url($drawings/down.svg); width: 9px; height: 9px; }
QTextEdit[framed="true"], QPlainTextEdit[framed="true"] { background: $base; border: 1px solid $frame;
            border-radius: 5px; padding: 2px; }
QTextEdit[framed="true"]:focus, QPlainTextEdit[framed="true"]:focus { border: 2px solid $focus; padding: 1px; }

QCheckBox, QRadioButton { spacing: 7px; padding: 2px; border: 1px solid transparent; border-radius: 4px; }
QCheckBox:focus, QRadioButton:focus { border-color: $focus; }
QCheckBox:disabled, QRadioButton:disabled { color: $disabled; }
QCheckBox::indicator, QRadioButton::indicator { width: 14px; height: 14px; border: 1px solid $edge; background: $base; }
QCheckBox::indicator { border-radius: 3px; }
QRadioButton::indicator { border-radius: 8px; }
QCheckBox::indicator:checked { background: $accent; border-color: $accent; image: url($drawings/check.svg); }
QCheckBox::indicator:indeterminate { border-color: $accent; background: qlineargradient(x1: 0, y1: 0, x2: 0, y2: 1,
            stop: 0 $base, stop: 0.36 $base, stop: 0.4 $accent, stop: 0.6 $accent, stop: 0.64 $base, stop: 1 $base); }
QRadioButton::indicator:checked { border-color: $accent; background: qradialgradient(cx: 0.5, cy: 0.5, radius: 0.5,
            fx: 0.5, fy: 0.5, stop: 0 $accent, stop: 0.54 $accent, stop: 0.62 $base, stop: 1 $base); }
QCheckBox::indicator:disabled, QRadioButton::indicator:disabled { background: $window; border-color: $frame; }

QGroupBox { border: 1px solid $line; border-radius: 6px; margin-top: 1.5em; padding: 8px; }
QGroupBox::title { subcontrol-origin: margin; subcontrol-position: top left; left: 2px; padding: 0 2px; }
QTabWidget::pane { border: none; border-top: 1px solid $line; }
QProgressBar { border: 1px solid $frame; border-radius: 5px; background: $base; text-align: center; }
QProgressBar::chunk { background: $selection; border-radius: 4px; }

QMainWindow > QTabBar { qproperty-drawBase: 0; }
QTabBar::tab { padding: 6px 7px 5px 7px; color: $quiet; background: transparent; border: 1px solid transparent;
               border-bottom: 2px solid transparent; }
QTabBar::tab:selected { color: $text; border-bottom: 2px solid $accent; }
QTabBar::tab:hover:!selected { color: $text; background: $hover; }
QTabBar::tab:focus { border: 1px solid $focus; border-bottom: 2px solid $accent; }

QListView, QTreeView, QTableView { border: none; outline: none; }

QMenu { background: $raised; border: 1px solid $edge; padding: 4px; }
QMenu::item { padding: 5px 28px 5px 24px; border-radius: 4px; }
QMenu::item:selected { background: $chosen; }
QMenu::item:disabled { color: $disabled; }
QMenu::separator { height: 1px; background: $line; margin: 4px 8px; }
QMenu::indicator { width: 14px; height: 14px; left: 6px; }

QScrollBar { background: transparent; border: none; }
QScrollBar:vertical { width: 12px; }
QScrollBar:horizontal { height: 12px; }
QScrollBar::handle { background: $thumb; border-radius: 4px; margin: 2px; }
QScrollBar::handle:vertical { min-height: 32px; }
QScrollBar::handle:horizontal { min-width: 32px; }
QScrollBar::handle:hover { background: $edge; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }
"""


def style_sheet(colours: Mapping[str, str], *, drawings: Path) -> str:
    """The sheet in the colours of a theme's roles; ``drawings`` is the folder of its check mark and arrows."""
    values = {**colours, "drawings": drawings.as_posix()}
    return re.sub(r"\$(\w+)", lambda role: values[role[1]], SHEET)
