"""The last word on what HTML leaves the desk: a list of allowed elements, attributes and addresses."""

import re

import nh3

TAGS = frozenset(
    {"p", "h2", "h3", "h4", "h5", "h6", "a", "em", "strong", "del", "blockquote", "q", "cite", "ul", "ol", "li", "dl",
     "dt", "dd", "code", "pre", "hr", "br", "sup", "table", "thead", "tbody", "tr", "th", "td", "abbr", "div", "span",
     "figure", "figcaption"}
)  # fmt: skip
ATTRIBUTES = {
    "a": frozenset({"href", "title"}),
    "blockquote": frozenset({"cite"}),
    "q": frozenset({"cite"}),
    "ol": frozenset({"start"}),
    "abbr": frozenset({"title"}),
    "li": frozenset({"id"}),
    "sup": frozenset({"id"}),
}
CLASSES = {
    "td": frozenset({"left", "center", "right"}),
    "th": frozenset({"left", "center", "right"}),
    "div": frozenset({"footnote"}),
    "span": frozenset({"picture"}),
}
SCHEMES = frozenset({"http", "https", "mailto"})

_ADDRESS = re.compile(r"(?:https?://[^\s<>\"'`\\\x00-\x20\x7f]+|mailto:[^\s<>\"'`\\\x00-\x20\x7f]+)", re.IGNORECASE)
_FOOTNOTE = re.compile(r"fn(?:ref)?\d*:[\w.\-]{1,60}")
_NUMBER = re.compile(r"\d{1,9}")

# What HTML forbids in a document: control characters but tab and newline, and the code points that are no characters.
_NOT_FOR_HTML = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ufdd0-\ufdef\ufffe\uffff"
    + "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF))
    + "\ud800-\udfff]"
)


def is_public_address(address: str) -> bool:
    """Whether ``address`` is one a reader may be sent to: http, https or mailto, without a space or control sign."""
    return _ADDRESS.fullmatch(address) is not None


def sanitised(fragment: str) -> str:
    """``fragment`` with everything that is not on the lists taken away; the words of what goes are kept."""
    return nh3.clean(
        fragment,
        tags=set(TAGS),
        clean_content_tags=set(),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        attribute_filter=_kept_value,
        allowed_classes={tag: set(names) for tag, names in CLASSES.items()},
        url_schemes=set(SCHEMES),
        link_rel="noopener noreferrer",
    )


def without_forbidden(text: str) -> str:
    """``text`` without the control characters and non-characters no HTML document may hold; nobody sees them."""
    return _NOT_FOR_HTML.sub("", text)


def _kept_value(tag: str, attribute: str, value: str) -> str | None:
    if attribute in ("href", "cite"):
        is_footnote = attribute == "href" and value.startswith("#") and _FOOTNOTE.fullmatch(value[1:])
        return value if is_footnote or is_public_address(value) else None
    if attribute == "id":
        return value if _FOOTNOTE.fullmatch(value) else None
    if attribute == "start":
        return value if _NUMBER.fullmatch(value) else None
    return value
