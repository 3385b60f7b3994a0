"""How the overview is drawn: on the screen in the colours of the theme, on paper in black and white."""

from __future__ import annotations

from collections.abc import Mapping
from string import Template

PAPER = {"text": "#000000", "quiet": "#444444", "link": "#000000", "line": "#999999", "raised": "#FFFFFF"}
_SHEET = Template("""
body { color: $text; }
h1 { font-size: ${huge}pt; font-weight: 700; margin-top: 6px; margin-bottom: 4px; }
h2 { font-size: ${large}pt; font-weight: 700; margin-top: 20px; margin-bottom: 4px; }
h3 { font-size: ${size}pt; font-weight: 700; margin-top: 10px; margin-bottom: 2px; }
p { font-size: ${size}pt; margin-top: 2px; margin-bottom: 2px; line-height: 115%; }
td, th { font-size: ${size}pt; padding: 2px 14px 2px 0; text-align: left; }
a { color: $link; text-decoration: none; }
.quiet { color: $quiet; }
.deep { margin-left: 22px; }
.deeper { margin-left: 42px; }
.notice { background-color: $raised; color: $text; }
""")


def overview_style(colours: Mapping[str, str], *, size: float) -> str:
    """The style in Qt's subset, ``size`` in points."""
    return _SHEET.substitute(colours, size=f"{size:.1f}", large=f"{size * 1.25:.1f}", huge=f"{size * 1.6:.1f}")
