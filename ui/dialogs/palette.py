"""Everything the program can do, found by a few letters."""

from __future__ import annotations

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget

from ui.actions import Actions
from ui.dialogs.chooser import Choice, Chooser
from ui.icons import Icons


def palette_choices(actions: Actions) -> tuple[Choice, ...]:
    """One row an action; what cannot be done just now stands last and says so."""
    rows = [_choice(actions, name) for name in actions.names if name != "palette" and actions[name].isVisible()]
    return (*(row for row in rows if row.enabled), *(row for row in rows if not row.enabled))


def _choice(actions: Actions, name: str) -> Choice:
    action, spec = actions[name], actions.spec(name)
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    menu = spec.menu.removeprefix("-")
    where = f"{menu} · {spec.tip}" if action.isEnabled() else f"{menu} · not possible just now"
    return Choice(action.text(), where, action.trigger, key, spec.icon, action.isEnabled())


def open_palette(*, actions: Actions, icons: Icons, parent: QWidget) -> Chooser:
    """Shows the palette over ``parent``."""
    palette = Chooser(title="All commands", prompt="What do you want to do?", icons=icons, parent=parent)
    palette.offer(palette_choices(actions))
    palette.open()
    return palette
