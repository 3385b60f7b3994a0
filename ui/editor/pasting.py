"""What comes in from the clipboard or a drop: Markdown where it has structure, otherwise the bare words."""

from __future__ import annotations

import re
from pathlib import Path
from typing import TYPE_CHECKING

from ui.editor.positions import cleaned

if TYPE_CHECKING:
    from PySide6.QtCore import QMimeData

_STRUCTURE = re.compile(r"<(?:a\s[^>]*href|b|strong|i|em|h[1-6]|li|blockquote|p|code|del|table)\b", re.IGNORECASE)
_UNSEEN = re.compile(r"<(script|style|head|title|template)\b.*?</\1\s*>|<!--.*?-->", re.IGNORECASE | re.DOTALL)
_NOT_BOLD = re.compile(r"<b\b[^>]*font-weight:\s*normal[^>]*>(.*)</b>", re.IGNORECASE | re.DOTALL)
_LONGEST = 2_000_000
"""Code points of HTML beyond which it is not turned into Markdown: that would keep the person waiting."""


def words_of(source: QMimeData, *, plain: bool) -> str:
    """What is to be inserted, as the editor can hold it; ``plain`` leaves all structure behind."""
    if not plain and source.hasHtml():
        html = source.html()
        if len(html) <= _LONGEST and _STRUCTURE.search(html):
            return cleaned(markdown_of(html))
    return cleaned(source.text())


def markdown_of(html: str) -> str:
    """The HTML as Markdown; pictures become their description, for a picture of the web is no part of a draft."""
    from markdownify import markdownify

    seen = _NOT_BOLD.sub(r"\1", _UNSEEN.sub("", html))
    markdown = markdownify(seen, heading_style="ATX", bullets="-", strong_em_symbol="*", strip=["img", "span"])
    return re.sub(r"\n{3,}", "\n\n", markdown).strip("\n")


def files_in(source: QMimeData) -> list[Path]:
    """The files of this machine a drop brings."""
    return [Path(url.toLocalFile()) for url in source.urls() if url.isLocalFile()] if source.hasUrls() else []
