"""What changed between two states of a text, word by word, as people read it: kept, added and removed pieces."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal, cast

PieceKind = Literal["kept", "added", "removed"]

# A word has the space before it: spaces alone are alike everywhere and would tie what does not belong together.
_TOKEN = re.compile(r"[^\S\n]*\w+(?:['’\-]\w+)*|\n+|[^\S\n]*[^\w\s]|[^\S\n]+")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_PARTS = re.compile(r"\w|\n")
_MARK = re.compile(r"[^\w\s]")
_SECONDS = 2.0
_KINDS: dict[int, PieceKind] = {0: "kept", 1: "added", -1: "removed"}
_FIRST_SIGN, _SURROGATES, _SURROGATES_END = 0x100, 0xD800, 0xE000


_Run = tuple[PieceKind, list[str]]


@dataclass(frozen=True, slots=True)
class Piece:
    """Words that were kept, added or removed; a removed piece stands before the one added for it."""

    kind: PieceKind
    words: str


def word_diff(old_text: str, new_text: str) -> tuple[Piece, ...]:
    """The pieces in order: those not ``added`` make the old text, those not ``removed`` the new one."""
    signs: dict[str, str] = {}
    old, new = _signs_of(old_text, signs), _signs_of(new_text, signs)
    tokens = {sign: token for token, sign in signs.items()}
    runs: list[_Run] = [(_KINDS[kind], [tokens[sign] for sign in run]) for kind, run in _compare(old, new)]
    _begin_with_words(runs)
    return tuple(_joined(runs))


def count_changes(pieces: Sequence[Piece]) -> tuple[int, int]:
    """How many words were added and how many removed."""
    counted = {kind: sum(len(_WORD.findall(one.words)) for one in pieces if one.kind == kind) for kind in
               ("added", "removed")}  # fmt: skip
    return counted["added"], counted["removed"]


def _signs_of(text: str, signs: dict[str, str]) -> str:
    """The text with each different word written as one sign, so that the comparison sees words and not letters."""
    for token in _TOKEN.findall(text):
        if token not in signs:
            number = _FIRST_SIGN + len(signs)
            # Half a surrogate pair is no sign of its own.
            signs[token] = chr(number if number < _SURROGATES else number + _SURROGATES_END - _SURROGATES)
    return "".join(signs[token] for token in _TOKEN.findall(text))


def _compare(old: str, new: str) -> list[tuple[int, str]]:
    from diff_match_patch import diff_match_patch  # pyright: ignore[reportMissingTypeStubs]

    comparison = diff_match_patch()
    comparison.Diff_Timeout = _SECONDS
    steps = comparison.diff_main(old, new, False)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    return [(kind, run) for kind, run in cast("list[tuple[int, str]]", steps) if run]


def _begin_with_words(runs: list[_Run]) -> None:
    """What was added or removed between kept words begins with a word where it can: ``Not yet.`` and not
    ``. Not yet``, which differ in nothing but where one looks."""
    for number in range(1, len(runs) - 1):
        (before, kept), (kind, words), (after, following) = runs[number - 1 : number + 2]
        if before != "kept" or kind == "kept" or after != "kept":
            continue
        while following and words[0] == following[0] and _MARK.match(words[0]):
            kept.append(words[0])
            words.append(words.pop(0))
            following.pop(0)


def _joined(runs: Sequence[_Run]) -> Iterator[Piece]:
    """Changes parted by nothing but a space or a comma are one: words are read in runs."""
    removed, added = "", ""
    for number, (kind, tokens) in enumerate(runs):
        words = "".join(tokens)
        if kind == "removed":
            removed += words
        elif kind == "added":
            added += words
        elif (removed or added) and number + 1 < len(runs) and not _PARTS.search(words):
            removed, added = removed + words, added + words
        else:
            yield from _changed(removed, added)
            removed, added = "", ""
            if words:
                yield Piece("kept", words)
    yield from _changed(removed, added)


def _changed(removed: str, added: str) -> Iterator[Piece]:
    if removed:
        yield Piece("removed", removed)
    if added:
        yield Piece("added", added)
