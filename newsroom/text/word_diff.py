"""What changed between two states of a text, word by word, as people read it: kept, added and removed pieces."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal, cast

from diff_match_patch import diff_match_patch  # pyright: ignore[reportMissingTypeStubs]

PieceKind = Literal["kept", "added", "removed"]

_TOKEN = re.compile(r"\w+(?:['’\-]\w+)*|\n+|[^\S\n]+|[^\w\s]")
_WORD = re.compile(r"\w+(?:['’\-]\w+)*")
_SECONDS = 2.0
_KINDS: dict[int, PieceKind] = {0: "kept", 1: "added", -1: "removed"}
_FIRST_SIGN, _SURROGATES, _SURROGATES_END = 0x100, 0xD800, 0xE000


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
    return tuple(Piece(_KINDS[kind], "".join(tokens[sign] for sign in run)) for kind, run in _compare(old, new))


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
    comparison = diff_match_patch()
    comparison.Diff_Timeout = _SECONDS
    steps = comparison.diff_main(old, new, False)  # pyright: ignore[reportUnknownMemberType, reportUnknownVariableType]
    comparison.diff_cleanupSemantic(steps)  # pyright: ignore[reportUnknownMemberType]
    return [(kind, run) for kind, run in cast("list[tuple[int, str]]", steps) if run]
