"""How a marked passage looks: an underline by level, a soft ground for quotes, and the mark its line has in the gutter.

Shape first, colour second: no two levels share both underline and mark.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtGui import QColor, QFont, QTextCharFormat

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from newsroom.domain.anchor import AnchorState, Place
    from ui.editor.markdown_spans import Style
    from ui.theme import Theme

Underline = QTextCharFormat.UnderlineStyle

WORST_FIRST = ("refuted", "disputed", "unsourced", "low", "moderate", "high", "confirmed", "not_ratable")


_SHOWN = {"hidden": 12, "passage": 40}
"""Passages that are only shown, and how bad they are: signs nobody sees, and a quotation nobody linked."""


class AnchorMark(NamedTuple):
    """Whose passage it is and how it stands. ``level`` is that of a claim, None for others; ``name`` is what a screen
    reader says, such as "Claim, disputed, two sources"."""

    owner_kind: str
    owner: str
    level: str | None
    proposed: bool
    warned: bool
    name: str


class LaidMarks:
    """What was read of the story, and over it how passages stand with the words as they are typed just now."""

    def __init__(self) -> None:
        self.shown: Mapping[str, AnchorMark] = {}
        self._stored: Mapping[str, AnchorMark] = {}
        self._live: Mapping[str, AnchorMark] = {}

    def store(self, marks: Mapping[str, AnchorMark]) -> list[str]:
        """Other marks below; gives the anchors whose mark is another one now."""
        self._stored = marks
        return self._lay()

    def lay_over(self, marks: Mapping[str, AnchorMark]) -> list[str]:
        """Other marks above; gives the anchors whose mark is another one now."""
        self._live = marks
        return self._lay()

    def _lay(self) -> list[str]:
        old, self.shown = self.shown, {**self._stored, **self._live}
        differing = [one for one, mark in self.shown.items() if (was := old.get(one)) is not mark and was != mark]
        return differing + list(old.keys() - self.shown.keys())


def sign_of(mark: AnchorMark, state: AnchorState) -> tuple[int, str] | None:
    """How bad it is, smaller is worse, and the sign the gutter draws for it: a level, or ``adrift``, ``reworded``,
    ``warned``, ``hidden``, ``proposed``, ``passage``. None for what the gutter leaves out."""
    if state == "adrift":
        return None if mark.owner_kind in _SHOWN else (0, "adrift")
    if mark.owner_kind in _SHOWN:
        return _SHOWN[mark.owner_kind], mark.owner_kind
    if mark.proposed:
        return 30, "proposed"
    if state == "reworded":
        return 13, "reworded"
    if mark.level in WORST_FIRST:
        return 11 + WORST_FIRST.index(mark.level), mark.level
    return (14, "warned") if mark.warned else None


def worst(marks: Iterable[tuple[AnchorMark, AnchorState]]) -> tuple[AnchorMark, str] | None:
    """The mark a line shows when several passages begin in it, and its sign."""
    found = [(*sign, mark) for mark, state in marks if (sign := sign_of(mark, state)) is not None]
    if not found:
        return None
    _, sign, mark = min(found, key=lambda each: each[0])
    return mark, sign


def covers_a_claim(mark: AnchorMark, place: Place, others: Iterable[tuple[AnchorMark, Place]]) -> bool:
    """Whether a quotation nobody linked would hide the whole of a claim, were it drawn on top."""
    return mark.owner_kind == "passage" and any(
        other.level is not None and place.start <= held.start and held.end <= place.end for other, held in others
    )


def layer_of(mark: AnchorMark) -> int:
    """Which of two passages on the same words lies on top: the larger. Claims over quotes, the worst on top, and over
    the claim it stands in a quotation nobody linked: the rest of the sentence shows the claim."""
    if mark.proposed:
        return 0
    if mark.level in WORST_FIRST:
        return 20 - WORST_FIRST.index(mark.level)
    return {"passage": 25, "check": 1, "note": 2, "hidden": 30}.get(mark.owner_kind, 3)


class Formats:
    """The character formats of a theme, each made once."""

    def __init__(self, theme: Theme | None) -> None:
        self._theme = theme
        self._marks: dict[tuple[str, str | None, bool, bool, AnchorState], QTextCharFormat] = {}
        self._styles: dict[Style, QTextCharFormat] = {}

    def style(self, style: Style) -> QTextCharFormat:
        """How a span of Markdown looks."""
        made = self._styles.get(style)
        if made is None:
            made = self._styles[style] = self._made_style(style)
        return made

    def mark(self, mark: AnchorMark, state: AnchorState) -> QTextCharFormat:
        """How a marked passage looks; only the properties the mark has, so that it lies over the Markdown."""
        key = (mark.owner_kind, mark.level, mark.proposed, mark.warned, state)
        made = self._marks.get(key)
        if made is None:
            made = self._marks[key] = self._made_mark(mark, state)
        return made

    def _colour(self, role: str) -> QColor:
        return QColor() if self._theme is None else self._theme.colour(role)

    def _made_style(self, style: Style) -> QTextCharFormat:
        made = QTextCharFormat()
        if style in ("heading", "strong", "both"):
            made.setFontWeight(QFont.Weight.Bold)
        if style in ("emphasis", "both"):
            made.setFontItalic(True)
        if style == "code":
            made.setFontFamilies(["Source Code Pro", "Cascadia Mono", "Menlo", "Consolas", "DejaVu Sans Mono"])
            made.setFontFixedPitch(True)
        if self._theme is not None and style in ("sign", "quote"):
            made.setForeground(self._colour("quiet"))
        if self._theme is not None and style == "link":
            made.setForeground(self._colour("link"))
        return made

    def _made_mark(self, mark: AnchorMark, state: AnchorState) -> QTextCharFormat:
        from ui.widgets.level_mark import level_underline

        made = QTextCharFormat()
        if self._theme is None:
            return made
        base = self._colour("base")
        if mark.owner_kind == "passage":
            _underline(made, Underline.DotLine, _blend(self._colour("quiet"), base, 0.8))
            return made
        if mark.owner_kind == "hidden":
            made.setBackground(_blend(self._colour("warning"), base, 0.4))
            return made
        if mark.proposed:
            _underline(made, Underline.DotLine, _blend(self._colour("proposal"), base, 0.7))
            return made
        if mark.owner_kind == "quote_use":
            made.setBackground(_blend(self._colour("tell"), base, 0.09))
        if state == "reworded":
            made.setBackground(_blend(self._colour("warning"), base, 0.16))
        if mark.level in WORST_FIRST:
            _underline(made, *level_underline(mark.level, self._theme))
        elif mark.warned:
            _underline(made, Underline.DashUnderline, self._colour("warning"))
        elif mark.owner_kind == "note":
            _underline(made, Underline.DotLine, self._colour("tell"))
        return made


def _underline(made: QTextCharFormat, style: Underline, colour: QColor) -> None:
    made.setUnderlineStyle(style)
    made.setUnderlineColor(colour)


def _blend(colour: QColor, ground: QColor, share: float) -> QColor:
    """A solid colour, ``share`` of the way from ``ground`` to ``colour``."""
    parts = zip(colour.getRgb()[:3], ground.getRgb()[:3], strict=True)  # pyright: ignore[reportIndexIssue, reportArgumentType]
    return QColor(*(round(share * one + (1 - share) * other) for one, other in parts))
