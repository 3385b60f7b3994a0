"""The look of the window: named colours read from a theme's file, put on the application, changed while it runs.

A theme is a YAML file of roles. Reading YAML is slow, so what was read is kept as JSON beside the settings and used
while the file's time and size agree.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QPalette

from ui.resources import resource
from ui.style_sheet import style_sheet

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

Scheme = Literal["light", "dark"]

SETTINGS = ("system", "light", "dark", "high_contrast")
"""What a person can choose; all but ``system`` are names of themes."""

IN_FUSION = "newsroom_fusion"
"""The application's property that tells that its style is set."""
READING_FACES = ("Charter", "Source Serif 4", "Source Serif Pro", "Literata", "Iowan Old Style", "Georgia",
                 "Noto Serif", "P052", "Palatino Linotype", "Cambria", "DejaVu Serif")  # fmt: skip


class Theme:
    """Named colours. ``scheme`` tells the system which window frames and file dialogs go with them."""

    def __init__(self, name: str, scheme: Scheme, colours: Mapping[str, str]) -> None:
        self.name = name
        self.scheme: Scheme = scheme
        self.colours = colours

    def colour(self, role: str) -> QColor:
        """The colour of a role such as ``quiet``; a role the theme does not have is an error of ours."""
        return QColor(self.colours[role])


class Look(QObject):
    """The theme in use. Whoever paints with colours of its own asks here, and paints anew on ``changed``."""

    changed = Signal(object)
    """The new ``Theme``; the application's palette and style sheet are in place already."""

    def __init__(
        self, app: QApplication, *, cache_folder: Path, setting: str = "system", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._app = app
        self._cache_folder = cache_folder
        self._setting = setting
        self._theme = read_theme(chosen_theme(setting, app), cache_folder=cache_folder)
        apply_theme(app, self._theme)
        self._ask_for_frames()
        app.styleHints().colorSchemeChanged.connect(self._follow_system)

    @property
    def theme(self) -> Theme:
        return self._theme

    @property
    def setting(self) -> str:
        """What the person chose: one of ``SETTINGS``."""
        return self._setting

    def colour(self, role: str) -> QColor:
        return self._theme.colour(role)

    def use(self, setting: str) -> None:
        """Takes up another setting and restyles everything at once."""
        if setting == "system":
            self._app.styleHints().unsetColorScheme()
        self._take(read_theme(chosen_theme(setting, self._app), cache_folder=self._cache_folder))
        self._setting = setting
        self._ask_for_frames()

    def _ask_for_frames(self) -> None:
        """Window frames and file dialogs of the system in the scheme of the theme."""
        if self._setting != "system":
            dark = self._theme.scheme == "dark"
            self._app.styleHints().setColorScheme(Qt.ColorScheme.Dark if dark else Qt.ColorScheme.Light)

    def _take(self, theme: Theme) -> None:
        if theme.name == self._theme.name:
            return
        self._theme = theme
        with _own_fonts_kept(self._app):
            apply_theme(self._app, theme)
        _colour_links_anew(self._app)
        self.changed.emit(theme)

    def _follow_system(self) -> None:
        if self._setting == "system":
            self._take(read_theme(chosen_theme("system", self._app), cache_folder=self._cache_folder))


def chosen_theme(setting: str, app: QApplication) -> str:
    """The name of the theme a setting stands for; ``system`` follows the system's scheme, light where it tells none."""
    if setting != "system":
        return setting
    return "dark" if app.styleHints().colorScheme() == Qt.ColorScheme.Dark else "light"


def read_theme(name: str, *, cache_folder: Path) -> Theme:
    """The theme of that name, from the kept JSON when it is as new as the file; refuses a name there is no file for."""
    source = resource("themes") / f"{name}.yml"
    kept = cache_folder / f"theme-{name}.json"
    try:
        state = source.stat()
    except FileNotFoundError as error:
        raise LookupError(f"There is no theme '{name}'. There are: {', '.join(SETTINGS[1:])}.") from error
    stamp = [state.st_mtime_ns, state.st_size]
    with suppress(OSError, ValueError, KeyError, TypeError):
        content = json.loads(kept.read_text(encoding="utf-8"))
        if content["stamp"] == stamp:
            return Theme(name, content["scheme"], content["colours"])
    theme = _theme_from_yaml(name, source)
    with suppress(OSError):
        # A start that cannot keep it is slower the next time, and nothing else.
        kept.parent.mkdir(parents=True, exist_ok=True)
        lasting = {"stamp": stamp, "scheme": theme.scheme, "colours": dict(theme.colours)}
        kept.write_text(json.dumps(lasting), encoding="utf-8")
    return theme


def _theme_from_yaml(name: str, source: Path) -> Theme:
    from newsroom.settings import read_yaml

    content = read_yaml(source)
    assert isinstance(content, dict)
    scheme: Scheme = "dark" if content["scheme"] == "dark" else "light"
    return Theme(name, scheme, {str(role): str(value) for role, value in content["colours"].items()})


def apply_theme(app: QApplication, theme: Theme) -> None:
    """Fusion, the palette and a short style sheet; whatever is on the screen is restyled."""
    if not app.property(IN_FUSION):
        app.setStyle("Fusion")
        app.setProperty(IN_FUSION, True)
    sheet = style_sheet(theme.colours, drawings=resource("themes") / theme.scheme)
    if app.styleSheet() == sheet:
        # The sheet is the theme's own, so all is in place; to set it again would polish every widget there is.
        return
    app.setPalette(palette_of(theme))
    app.setStyleSheet(sheet)


@contextmanager
def _own_fonts_kept(app: QApplication) -> Iterator[None]:
    """Qt forgets the fonts widgets were given after they were first shown when the style sheet changes."""
    own = [(one, QFont(one.font())) for one in app.allWidgets() if one.testAttribute(Qt.WidgetAttribute.WA_SetFont)]
    yield
    for widget, font in own:
        if widget.font() != font:
            widget.setFont(font)


def _colour_links_anew(app: QApplication) -> None:
    """A label takes the colour of its links when it is given its words, and not when the palette changes."""
    from PySide6.QtWidgets import QLabel

    for widget in app.allWidgets():
        if isinstance(widget, QLabel) and "<a " in widget.text():
            words = widget.text()
            widget.clear()
            widget.setText(words)


def palette_of(theme: Theme) -> QPalette:
    """The theme's colours in Qt's roles, for all three groups."""
    role, group = QPalette.ColorRole, QPalette.ColorGroup
    roles = {
        role.Window: "window", role.WindowText: "text", role.Base: "base", role.AlternateBase: "raised",
        role.Text: "text", role.PlaceholderText: "quiet", role.Button: "raised", role.ButtonText: "text",
        role.BrightText: "stop", role.Highlight: "selection", role.HighlightedText: "text", role.Accent: "accent",
        role.Link: "link", role.LinkVisited: "link", role.ToolTipBase: "raised", role.ToolTipText: "text",
        role.Light: "raised", role.Midlight: "hover", role.Mid: "line", role.Dark: "edge", role.Shadow: "edge",
    }  # fmt: skip
    palette = QPalette()
    for place, name in roles.items():
        palette.setColor(place, theme.colour(name))
    palette.setColor(group.Inactive, role.Highlight, theme.colour("selection_away"))
    palette.setColor(group.Disabled, role.Highlight, theme.colour("selection_away"))
    for place in (role.WindowText, role.Text, role.ButtonText, role.HighlightedText, role.PlaceholderText):
        palette.setColor(group.Disabled, place, theme.colour("disabled"))
    return palette


def interface_font() -> QFont:
    """The face of menus, lists and buttons: the system's own."""
    from PySide6.QtGui import QFontDatabase

    return QFontDatabase.systemFont(QFontDatabase.SystemFont.GeneralFont)


def text_font(size: float) -> QFont:
    """A serif face made for reading, ``size`` in points; the first of ``READING_FACES`` that is there."""
    font = QFont()
    font.setFamilies(list(READING_FACES))
    font.setStyleHint(QFont.StyleHint.Serif)
    font.setPointSizeF(size)
    return font
