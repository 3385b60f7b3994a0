"""The walk through the elements of a Word document that gathers its words."""

import re
from collections.abc import Iterator

from newsroom.importing.captured import Mark, Pieces, one_line
from newsroom.importing.xml_check import Element, attribute, local_name

_LEFT_OUT = frozenset({"del", "moveFrom", "pPr", "rPr", "sectPr"})
_SIGNS = {"tab": "\t", "ptab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "\u2011", "softHyphen": "\u00ad"}
_OFF = ("0", "false", "off", "none")
_SEPARATORS = ("separator", "continuationSeparator", "continuationNotice")
_NUMBER = re.compile(r"[0-9A-Fa-f]{2,6}")
_SHOWN_NAMES = 5


class DocxWords:
    """Takes the parts of a document one after the other; paragraphs are lines, marked in the text."""

    def __init__(self) -> None:
        self._pieces = Pieces()
        self._beside: set[tuple[str, str]] = set()
        self._counts = dict.fromkeys(("ins", "del", "hidden", "symbol"), 0)
        self._commenters: dict[str, None] = {}
        self._comments = 0
        self.language = ""

    @property
    def text(self) -> str:
        return self._pieces.text

    @property
    def marks(self) -> tuple[Mark, ...]:
        return tuple(self._pieces.marks)

    def add_body(self, root: Element) -> None:
        """The running text, text boxes behind the paragraph they hang on."""
        self.language = next((found for one in root.iter() if local_name(one) == "lang"
                              and (found := attribute(one, "val"))), "")  # fmt: skip
        for words in self._paragraphs(root):
            self._pieces.add(words, kind="paragraph" if words.strip() else "")

    def add_beside(self, root: Element, *, mark: str, element: str) -> None:
        """Notes, headers, footers or comments; one header on all pages is one."""
        for one in (child for child in root if local_name(child) == element) if element else (root,):
            if attribute(one, "type") in _SEPARATORS:
                continue
            words = "\n".join(self._paragraphs(one)).strip()
            if mark == "comment":
                self._comments += 1
                self._commenters.setdefault(one_line(attribute(one, "author")) or "somebody")
            if words and (element or (mark, words) not in self._beside):
                self._beside.add((mark, words))
                self._pieces.add(words, kind=mark, between="\n\n")

    def told(self) -> list[str]:
        """What a person must know of the words, in sentences."""
        counts, told = self._counts, list(self._pieces.notices)
        if not self.text.strip():
            told.append("The document holds no words.")
        if counts["ins"] or counts["del"]:
            taken, left = _number(counts["ins"], "insertion"), _number(counts["del"], "deletion")
            told.append(f"It has tracked changes: {taken} taken as text, {left} left out.")
        if counts["hidden"]:
            told.append(f"{_number(counts['hidden'], 'piece')} of hidden text left out; nobody sees it on the page.")
        if counts["symbol"]:
            told.append(f"{_number(counts['symbol'], 'sign')} of a font of symbols may look otherwise here.")
        if self._comments:
            names = list(self._commenters)
            shown = ", ".join(names[:_SHOWN_NAMES]) + (" and others" if len(names) > _SHOWN_NAMES else "")
            told.append(f"{_number(self._comments, 'comment')} of {shown} laid at the end of the text.")
        return told

    def _paragraphs(self, root: Element) -> Iterator[str]:
        """The paragraphs below an element in their order. A paragraph may hold others (text boxes): they follow it."""
        waiting: list[Element] = [root]
        while waiting:
            element = waiting.pop()
            name = local_name(element)
            if name == "p" and element is not root:
                held: list[Element] = []
                words = "".join(self._pieces_of(element, held))
                if words or not held:
                    yield words
                waiting += reversed(held)
            elif name == "AlternateContent":
                waiting += _alternative(element)
            elif self._is_read(element, name):
                waiting += reversed(list(element))

    def _pieces_of(self, paragraph: Element, held: list[Element]) -> Iterator[str]:
        waiting = list(reversed(list(paragraph)))
        while waiting:
            element = waiting.pop()
            name = local_name(element)
            if name == "txbxContent":
                held.append(element)
            elif name == "AlternateContent":
                waiting += _alternative(element)
            elif name == "t":
                yield element.text or ""
            elif name == "textpath":
                yield attribute(element, "string")
            elif name in _SIGNS:
                yield _SIGNS[name]
            elif name == "sym":
                yield self._symbol(element)
            elif self._is_read(element, name):
                waiting += reversed(list(element))

    def _is_read(self, element: Element, name: str) -> bool:
        """Whether what lies below is visible; counts what is not."""
        if name in ("del", "moveFrom"):
            self._counts["del"] += any(local_name(one) in ("delText", "t") for one in element.iter())
        elif name == "ins":
            self._counts["ins"] += any(local_name(one) == "t" for one in element.iter())
        elif name == "r" and _is_hidden(element):
            self._counts["hidden"] += any(local_name(one) == "t" for one in element)
            return False
        return bool(name) and name not in _LEFT_OUT

    def _symbol(self, element: Element) -> str:
        code = attribute(element, "char")
        if not _NUMBER.fullmatch(code) or int(code, 16) > 0x10FFFF:
            return "\ufffd"
        self._counts["symbol"] += 1
        return chr(int(code, 16))


def _alternative(element: Element) -> list[Element]:
    """One of several ways to show the same: the first that has words."""
    ways = [one for one in element if local_name(one) in ("Choice", "Fallback")]
    spoken = [way for way in ways if any(local_name(one) == "t" for one in way.iter())]
    return (spoken or ways)[:1]


def _is_hidden(run: Element) -> bool:
    settings = next((one for one in run if local_name(one) == "rPr"), None)
    if settings is None:
        return False
    return any(local_name(one) == "vanish" and attribute(one, "val") not in _OFF for one in settings)


def _number(number: int, name: str) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {name}s"
