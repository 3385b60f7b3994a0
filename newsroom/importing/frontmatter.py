"""YAML at the head of a Markdown file, read by a strict hand: words only, no aliases, no tags, no key twice.

It is read from the parser's events, never through a loader that makes objects. Limits (reliability.md U10): 256 kB,
depth 20. A refusal names the line of the file. What `write_front_matter` writes reads back equal for every string.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import cast

import yaml

from newsroom.domain.errors import BadInput

FrontValue = str | list["FrontValue"] | dict[str, "FrontValue"]

LARGEST = 256 * 1024
"""Bytes of UTF-8."""
DEEPEST = 20
_FENCE = re.compile(r"---[ \t]*\n")
_CLOSING = re.compile(r"^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.MULTILINE)
_LOOKS_LIKE_YAML = re.compile(r"(?:[ \t]*(?:#[^\n]*)?\n)*(?:[\w\"'][^\n]*?:(?:[ \t]|\n|\Z)|[{\[&*!%?-])")
_PLAIN = re.compile(r"[A-Za-zÀ-ÖØ-öø-ÿ][\w .,;'’()/%&+–—-]*(?<! )")
_NOT_WORDS = frozenset(("null", "true", "false", "yes", "no", "on", "off", "y", "n"))
_ESCAPED = re.compile('[\\x00-\\x1f"\\\\\\x7f-\\xa0\\u2028\\u2029\\ufeff\\ufffe\\uffff\\ud800-\\udfff]')
_LONGEST_SIMPLE_KEY = 900
"""YAML's readers look no further than 1,024 characters for the colon behind a key."""
_SHORT_ESCAPES = {"\n": "\\n", "\t": "\\t", '"': '\\"', "\\": "\\\\"}


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """The fields of a file's head, in their order, and where in the text its body begins (code points)."""

    fields: dict[str, FrontValue]
    body_start: int


def split_front_matter(text: str) -> FrontMatter | None:
    """The front matter a text begins with, or None; one empty line behind it belongs to it, not to the body.

    Two rules of dashes round plain prose are no front matter. Refused with `BadInput`: YAML that breaks the rules.
    """
    opening = _FENCE.match(text)
    if opening is None:
        return None
    closing = _CLOSING.search(text, opening.end())
    if closing is None:
        return None
    source = text[opening.end() : closing.start()]
    if source.strip() and not _LOOKS_LIKE_YAML.match(source):
        return None
    body = closing.end()
    return FrontMatter(read_front_matter(source, first_line=2), body + text.startswith("\n", body))


def join_front_matter(fields: Mapping[str, object], body: str) -> str:
    """The file that `split_front_matter` takes apart into these fields and exactly this body."""
    return f"---\n{write_front_matter(fields)}---\n\n{body}"


def read_front_matter(source: str, *, first_line: int = 1) -> dict[str, FrontValue]:
    """Read YAML of keys and words. `first_line` is the line of the file on which `source` begins."""
    size = len(source.encode("utf-8", "surrogatepass"))
    if size > LARGEST:
        raise BadInput(
            f"The front matter has {size:,} bytes; at most {LARGEST:,} are read. Move the text below the second ---."
        )
    return _Reader(_events(source, first_line), first_line).document()


def write_front_matter(fields: Mapping[str, object]) -> str:
    """YAML text, one key a line, that `read_front_matter` reads back equal. Values: strings, lists and mappings."""
    return "".join(f"{line}\n" for line in _lines(fields, 0))


class _Reader:
    """Builds plain values from the parser's events and refuses everything that is not words, lists and keys."""

    def __init__(self, events: Iterator[yaml.Event], first_line: int) -> None:
        self._events = events
        self._first_line = first_line

    def document(self) -> dict[str, FrontValue]:
        found: FrontValue = {}
        documents = 0
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent):
                documents += 1
                if documents > 1:
                    raise self._refuse(event, "a second document begins")
            elif isinstance(event, yaml.NodeEvent):
                found = self._value(event, 1)
                if not isinstance(found, dict):
                    raise self._refuse(event, "front matter must be keys and values, such as “headline: …”")
        return found

    def _value(self, event: yaml.Event, depth: int) -> FrontValue:
        if isinstance(event, yaml.AliasEvent):
            raise self._refuse(event, "aliases (*) are not allowed")
        if not isinstance(event, yaml.ScalarEvent | yaml.CollectionStartEvent):
            raise self._refuse(event, "a value is missing")
        if event.anchor is not None:
            raise self._refuse(event, "anchors (&) are not allowed")
        if event.tag is not None:
            raise self._refuse(event, f"the tag {event.tag[:60]} is not allowed; values are plain words")
        if isinstance(event, yaml.ScalarEvent):
            return str(event.value)
        if depth > DEEPEST:
            raise _too_deep(self._line(event))
        if isinstance(event, yaml.SequenceStartEvent):
            return self._list(depth)
        return self._mapping(depth)

    def _list(self, depth: int) -> list[FrontValue]:
        values: list[FrontValue] = []
        for event in self._events:
            if isinstance(event, yaml.SequenceEndEvent):
                break
            values.append(self._value(event, depth + 1))
        return values

    def _mapping(self, depth: int) -> dict[str, FrontValue]:
        values: dict[str, FrontValue] = {}
        for event in self._events:
            if isinstance(event, yaml.MappingEndEvent):
                break
            key = self._value(event, depth + 1)
            if not isinstance(key, str):
                raise self._refuse(event, "a key must be a word")
            if key in values:
                raise self._refuse(event, f"the key “{key}” stands twice")
            values[key] = self._value(next(self._events), depth + 1)
        return values

    def _line(self, event: yaml.Event) -> int:
        return self._first_line + int(event.start_mark.line)

    def _refuse(self, event: yaml.Event, why: str) -> BadInput:
        return BadInput(
            f"Line {self._line(event)} of the front matter cannot be used: {why}. Correct it and try again."
        )


def _too_deep(line: int) -> BadInput:
    return BadInput(
        f"Line {line} of the front matter is nested deeper than {DEEPEST} levels. Flatten it and try again."
    )


def _events(source: str, first_line: int) -> Iterator[yaml.Event]:
    loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
    try:
        yield from cast("Iterator[yaml.Event]", yaml.parse(source, Loader=loader))  # pyright: ignore[reportUnknownMemberType]
    except yaml.MarkedYAMLError as error:
        line = first_line + (error.problem_mark.line if error.problem_mark else 0)
        raise BadInput(f"Line {line} of the front matter is not valid YAML: {error.problem}.") from error
    except yaml.reader.ReaderError as error:
        line = first_line + source.count("\n", 0, error.position)
        raise BadInput(f"Line {line} of the front matter holds a character YAML does not allow.") from error


def _lines(fields: Mapping[str, object], indent: int) -> Iterator[str]:
    pad = "  " * indent
    for key, value in fields.items():
        name = _written(key)
        opening = f"{pad}{name}:" if len(name) <= _LONGEST_SIMPLE_KEY else f"{pad}? {name}\n{pad}:"
        yield from _value_lines(opening, value, indent)


def _value_lines(opening: str, value: object, indent: int) -> Iterator[str]:
    """A value behind its key or dash: on the same line if it is a word or empty, else on the lines below."""
    if isinstance(value, str):
        yield f"{opening} {_written(value)}"
    elif isinstance(value, Mapping):
        mapping = cast("Mapping[str, object]", value)
        yield opening if mapping else f"{opening} {{}}"
        yield from _lines(mapping, indent + 1)
    elif isinstance(value, list | tuple):
        values = cast("list[object] | tuple[object, ...]", value)
        yield opening if values else f"{opening} []"
        for one in values:
            yield from _value_lines("  " * (indent + 1) + "-", one, indent + 1)
    else:
        raise TypeError(f"front matter holds strings, lists and mappings, not {type(value).__name__}")


def _written(words: str) -> str:
    """Plain where every reader takes it for the same words, otherwise in double quotation marks."""
    if _PLAIN.fullmatch(words) and words.casefold() not in _NOT_WORDS:
        return words
    return f'"{_ESCAPED.sub(_escape, words)}"'


def _escape(match: re.Match[str]) -> str:
    character = match[0]
    number = ord(character)
    return _SHORT_ESCAPES.get(character) or (f"\\x{number:02x}" if number < 256 else f"\\u{number:04x}")
