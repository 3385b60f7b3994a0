"""Front matter as YAML that any reader understands and ours reads back string by string."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from typing import cast

import yaml

from newsroom.domain.errors import BadInput

Value = str | bool | Sequence["Value"] | Mapping[str, "Value"]

_PLAIN = re.compile(r"[A-Za-z][\w’',.()/ \-]*[A-Za-z0-9.)]|[A-Za-z]")
_WORDS_WITH_MEANING = frozenset({"true", "false", "yes", "no", "on", "off", "null", "y", "n"})
_ESCAPED = re.compile("[\x7f-\xa0\xad\u061c\u200b-\u200f\u2028-\u202f\u2060-\u206f\ufdd0-\ufdef\ufeff\ufffe\uffff]")
_ESCAPED_ASTRAL = re.compile(
    "[" + "".join(chr(plane + last) for plane in range(0x10000, 0x110000, 0x10000) for last in (0xFFFE, 0xFFFF)) + "]"
)
_LONGEST_SIMPLE_KEY = 900
"""YAML's readers look no further than 1,024 characters for the colon behind a key."""


def front_matter(fields: Mapping[str, Value], *, extra: str = "") -> str:
    """The block between two ``---`` lines, both included. Fields keep their order and empty ones are left out; the
    keys of ``extra`` (YAML text of others) follow, unless a field of the same name says otherwise."""
    shown = {name: value for name, value in fields.items() if value}
    others = {name: value for name, value in _read(extra).items() if name not in shown and name != "draft"}
    lines = _mapping({**shown, **others}, "")
    return "".join(["---\n", *(f"{line}\n" for line in lines), "---\n"])


def scalar(words: str) -> str:
    """``words`` as one YAML scalar on one line: plain where no reader could take it for anything but this string."""
    if _PLAIN.fullmatch(words) and words.lower() not in _WORDS_WITH_MEANING:
        return words
    quoted = json.dumps(words, ensure_ascii=False)
    quoted = _ESCAPED.sub(lambda match: f"\\u{ord(match.group()):04x}", quoted)
    return _ESCAPED_ASTRAL.sub(lambda match: f"\\U{ord(match.group()):08x}", quoted)


def _read(extra: str) -> dict[str, Value]:
    """The front matter of others as words, lists and mappings of words; the importer let nothing else in."""
    try:
        content: object = yaml.load(extra, Loader=yaml.BaseLoader) if extra.strip() else {}
    except yaml.YAMLError as error:
        raise BadInput(
            "The story's further front matter is not valid YAML, so it cannot be given back. Correct or empty it."
        ) from error
    if not isinstance(content, dict):
        raise BadInput("The story's further front matter must be keys and values. Correct or empty it.")
    return cast("dict[str, Value]", content)


def _mapping(fields: Mapping[str, Value], pad: str) -> Iterator[str]:
    for name, value in fields.items():
        key = scalar(name)
        opening = f"{pad}{key}:" if len(key) <= _LONGEST_SIMPLE_KEY else f"{pad}? {key}\n{pad}:"
        yield from _value(opening, value, f"{pad}  ")


def _value(opening: str, value: Value, pad: str) -> Iterator[str]:
    """A value behind its key or dash: on the same line when it is a word or empty, else on the lines below."""
    if isinstance(value, bool):
        yield f"{opening} {'true' if value else 'false'}"
    elif isinstance(value, str):
        yield f"{opening} {scalar(value)}"
    elif isinstance(value, Mapping):
        yield opening if value else f"{opening} {{}}"
        yield from _mapping(value, pad)
    else:
        yield opening if value else f"{opening} []"
        for member in value:
            yield from _member(member, pad)


def _member(member: Value, pad: str) -> Iterator[str]:
    if not isinstance(member, Mapping) or not member:
        yield from _value(f"{pad}-", member, f"{pad}  ")
        return
    # The first key stands behind the dash, the others under it.
    first, *others = _mapping(member, f"{pad}  ")
    yield f"{pad}- {first[len(pad) + 2 :]}"
    yield from others
