"""A comparison of two states of a text in words, with what is far from any change left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.domain.anchor import TextEdit
from newsroom.text.word_diff import Piece, count_changes

KEPT_AROUND = 90
"""Code points of unchanged words shown on each side of a change; the rest is left out."""


@dataclass(frozen=True, slots=True)
class Shown:
    """A piece of a comparison as it is shown; ``left_out`` counts the words of a piece nothing was changed in."""

    piece: Piece
    left_out: int = 0


def change_words(added: int, removed: int) -> str:
    """``12 words added, 3 removed``."""
    if not added and not removed:
        return "no word changed"
    parts = ([f"{_words(added)} added"] if added else []) + (
        [f"{removed if added else _words(removed)} removed"] if removed else []
    )
    return ", ".join(parts)


def summary_of(pieces: Sequence[Piece]) -> str:
    """What changed since a version, in one line."""
    if all(piece.kind == "kept" for piece in pieces):
        return "The words are as they were."
    return f"Since then: {change_words(*count_changes(pieces))}."


def shown_pieces(pieces: Sequence[Piece]) -> tuple[Shown, ...]:
    """The pieces with what is far from any change left out."""
    shown: list[Shown] = []
    for number, piece in enumerate(pieces):
        first, last = number == 0, number == len(pieces) - 1
        if piece.kind != "kept" or len(piece.words) <= 3 * KEPT_AROUND:
            shown.append(Shown(piece))
            continue
        head = "" if first else piece.words[: _to_space(piece.words, KEPT_AROUND)]
        tail = "" if last else piece.words[_from_space(piece.words, len(piece.words) - KEPT_AROUND) :]
        middle = piece.words[len(head) : len(piece.words) - len(tail)]
        shown += [Shown(Piece("kept", head))] if head else []
        shown.append(Shown(Piece("kept", middle), left_out=len(middle.split())))
        shown += [Shown(Piece("kept", tail))] if tail else []
    return tuple(shown)


def edits_back(pieces: Sequence[Piece]) -> tuple[TextEdit, ...]:
    """What brings the old words back into the new text; places are those of the new text, ascending."""
    edits: list[TextEdit] = []
    at, removed, inserted = 0, "", ""
    for piece in (*pieces, Piece("kept", "")):
        if piece.kind == "added":
            removed += piece.words
        elif piece.kind == "removed":
            inserted += piece.words
        else:
            if removed or inserted:
                edits.append(TextEdit(at, removed, inserted))
            at += len(removed) + len(piece.words)
            removed, inserted = "", ""
    return tuple(edits)


def _words(number: int) -> str:
    return f"{number} word{'' if number == 1 else 's'}"


def _to_space(words: str, at: int) -> int:
    found = words.find(" ", at)
    return found + 1 if 0 <= found < at + 40 else at


def _from_space(words: str, at: int) -> int:
    found = words.rfind(" ", max(0, at - 40), at)
    return found + 1 if found >= 0 else at
