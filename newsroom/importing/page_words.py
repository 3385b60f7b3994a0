"""All words of a page that has no article, or of a message written as a page: a line for each block."""

import re
from typing import Protocol, cast

import lxml.html  # pyright: ignore[reportMissingTypeStubs]

from newsroom.domain.errors import BadInput
from newsroom.importing.page_about import PageElement
from newsroom.importing.xml_check import lxml_error

_UNSEEN = frozenset({"script", "style", "template", "noscript", "head", "title", "svg", "iframe", "object"})
_BLOCKS = re.compile(
    r"address|article|aside|blockquote|body|br|caption|center|d[dlt]|details|dialog|div|fieldset|figcaption|figure"
    r"|footer|form|h[1-6r]|header|html|legend|li|main|menu|nav|[ou]l|option|p|pre|section|summary|table|tbody|tfoot"
    r"|thead|tr"
)
_CELLS = frozenset({"td", "th"})
_SPACE = re.compile(r"[ \t\r\n\f]+")
_HIDDEN_STYLE = re.compile(r"(?:display\s*:\s*none|visibility\s*:\s*hidden)", re.IGNORECASE)


class _Node(Protocol):
    tag: object
    text: str | None
    tail: str | None

    def get(self, key: str, default: str = "") -> str: ...
    def __len__(self) -> int: ...
    def __getitem__(self, number: int) -> "_Node": ...


def page_root(page: str) -> PageElement:
    """The parsed page. Refused with `BadInput`: nothing an HTML parser makes anything of."""
    try:
        # Bytes: a page that names another encoding in its text was decoded by it already.
        parser = lxml.html.HTMLParser(encoding="utf-8", no_network=True, huge_tree=False)
        data = page.encode("utf-8", "replace")
        return cast("PageElement", lxml.html.document_fromstring(data, parser=parser))  # pyright: ignore[reportUnknownMemberType]
    except (lxml_error(), ValueError) as error:
        raise BadInput("is a page that cannot be read") from error


def words_of_page(root: PageElement) -> str:
    """What a reader of the page would see: a line for each block, cells parted by tabs, without what it hides."""
    parts: list[str] = []
    # A page may be nested deeper than Python calls: the way through it is a list of what is still to be visited.
    waiting: list[_Node | str] = [cast("_Node", root)]
    while waiting:
        node = waiting.pop()
        if isinstance(node, str):
            parts.append(node)
            continue
        edge = _edge(node)
        tail = _SPACE.sub(" ", node.tail or "")
        if not isinstance(node.tag, str) or node.tag in _UNSEEN or _is_hidden(node):
            waiting.append(tail)
            continue
        waiting += (tail, edge)
        waiting += reversed(node)
        waiting += (_SPACE.sub(" ", node.text or ""), edge)
    return _in_lines("".join(parts))


def _edge(node: _Node) -> str:
    if isinstance(node.tag, str) and _BLOCKS.fullmatch(node.tag):
        return "\n"
    return "\t" if node.tag in _CELLS else ""


def _is_hidden(node: _Node) -> bool:
    return node.get("hidden", "-") != "-" or bool(_HIDDEN_STYLE.search(node.get("style", "")))


def _in_lines(words: str) -> str:
    lines = (re.sub(r" ?\t[ \t]*", "\t", line.strip(" \t")) for line in words.split("\n"))
    return "\n".join(line for line in lines if line)
