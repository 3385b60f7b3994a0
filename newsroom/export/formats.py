"""The formats a story leaves in, by the name the command line and the menus use."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

from newsroom.domain.errors import BadInput
from newsroom.domain.package import StoryPackage
from newsroom.export.html import render_html, render_html_body
from newsroom.export.markdown import render_markdown

Render = Callable[[StoryPackage], bytes]


@dataclass(frozen=True, slots=True)
class Format:
    """``extension`` with its dot; ``render`` turns a package into the file's bytes."""

    name: str
    extension: str
    media_type: str
    render: Render


def format_named(name: str, *, css: str) -> Format:
    """The format of that name; ``css`` is the style sheet of the reader's page."""
    formats = {
        "html": Format("html", ".html", "text/html", partial(render_html, css=css)),
        "html_body": Format("html_body", ".html", "text/html", render_html_body),
        "markdown": Format("markdown", ".md", "text/markdown", render_markdown),
    }
    if name not in formats:
        raise BadInput(f"There is no format '{name}'. Use one of: {', '.join(formats)}.")
    return formats[name]
