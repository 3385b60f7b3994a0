"""The three layers of a quotation as plain values: as captured, as corrected, as published, each cut where it differs
from the next. Signs nobody sees stand there by their names."""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

from newsroom.domain.wording import FIDELITY_NAMES
from newsroom.text.fidelity import compare_quote
from newsroom.text.hidden import hidden_characters
from newsroom.text.normalise import normalise
from newsroom.text.passage import context_around

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from newsroom.desk.verdicts import Verdict
    from newsroom.domain.quote import Quote

_OPEN_END = '.,;:”’"» '
"""What ends the captured words themselves and is left over before the sentence behind them."""
Difference = Literal["lost", "new"]
"""Words the later layer lacks, or words the earlier one lacks."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words of one side, and whether the other side has them too."""

    words: str
    same: bool


@dataclass(frozen=True, slots=True)
class Layer:
    """One layer: ``differs`` says what the pieces that are not the same are."""

    name: str
    pieces: tuple[Piece, ...]
    differs: Difference
    before: str = ""
    after: str = ""

    @property
    def spoken(self) -> str:
        """The layer for a screen reader: the words, and those that differ named once more."""
        words = " ".join(visible(one.words) for one in self.pieces)
        odd = [f"“{visible(one.words)}”" for one in self.pieces if not one.same]
        told = {"lost": "changed or left out later", "new": "not in the words before"}[self.differs]
        return f"{self.name}: {words}" + (f" — {told}: {', '.join(odd)}" if odd else "")


@dataclass(frozen=True, slots=True)
class OtherUse:
    """Another place of the story that prints the same captured words."""

    use: str
    words: str


def layers_of(verdict: Verdict, *, captured: str) -> tuple[Layer, ...]:
    """The layers there are, in order. ``captured`` are the words the quotation answers to."""
    quote, published = verdict.quote, verdict.published
    corrected = quote.corrected if quote is not None and quote.corrected is not None else None
    # Words taken from a copy are shown as they were captured also where the text has them no more.
    is_captured = quote is not None and (corrected is not None or quote.capture is not None)
    bottom = captured if corrected is None and captured else quote.verbatim if quote is not None and is_captured else ""
    made: list[Layer] = []
    if bottom:
        above = corrected if corrected is not None else published
        pieces = difference(above, bottom)[1] if above else whole(bottom)
        before, after = context_of(verdict, bottom)
        made.append(Layer("As captured", pieces, "lost", before, after))
    if corrected is not None:
        made.append(Layer("As corrected", difference(corrected, bottom)[0], "new"))
    if published:
        compared = captured or corrected or ""
        made.append(Layer("As published", difference(published, compared)[0] if compared else whole(published), "new"))
    return tuple(made)


def context_of(verdict: Verdict, words: str) -> tuple[str, str]:
    """The sentence before and after the captured words: as it was kept, else from the copy."""
    quote, copy = verdict.quote, verdict.capture
    if quote is not None and (quote.context_before or quote.context_after):
        return quote.context_before, quote.context_after.lstrip(_OPEN_END)
    found = compare_quote(words, copy.text) if copy is not None and words else None
    if copy is None or found is None or found.start is None or found.end is None:
        return "", ""
    before, after = context_around(copy.text, found.start, found.end)
    return " ".join(before.split()), " ".join(after.split()).lstrip(_OPEN_END)


def other_uses(view: StoryView, quote: Quote | None, *, but: str) -> tuple[OtherUse, ...]:
    """Where else the story prints the quote, in the order of the text."""
    if quote is None:
        return ()
    others = [one for one in view.checked.quotes if one.use.quote == quote.id and one.use.id != but]
    text = view.draft.text
    return tuple(
        OtherUse(one.use.id, f"Also in line {text.count(chr(10), 0, one.start) + 1}, {FIDELITY_NAMES[one.kind]}")
        for one in others
    )


def difference(published: str, captured: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Both sides cut where they differ, word by word; typographic differences are none."""
    ours, theirs = published.split(), captured.split()
    matcher = difflib.SequenceMatcher(a=[_bare(word) for word in ours], b=[_bare(word) for word in theirs],
                                      autojunk=False)  # fmt: skip
    left: list[Piece] = []
    right: list[Piece] = []
    for kind, start, end, other_start, other_end in matcher.get_opcodes():
        same = kind == "equal"
        if end > start:
            left.append(Piece(" ".join(ours[start:end]), same))
        if other_end > other_start:
            right.append(Piece(" ".join(theirs[other_start:other_end]), same))
    return tuple(left), tuple(right)


def whole(words: str) -> tuple[Piece, ...]:
    """Words that are compared with nothing."""
    return (Piece(words, True),) if words else ()


def visible(words: str) -> str:
    """The words with the name of each hidden sign in its place; a letter that looks like another keeps its place."""
    shown: list[str] = []
    at = 0
    for one in hidden_characters(words):
        keeps = one.kind == "lookalike"
        shown += [words[at : one.start + keeps], f"⟨{one.name}⟩"]
        at = one.start + 1
    return "".join(shown) + words[at:]


def layer_in_html(layer: Layer) -> str:
    """The layer for a label: lost words struck through, new ones underlined, both bold, so that colour says nothing
    alone. The sentences around it are small."""
    sign = {"lost": "s", "new": "u"}[layer.differs]
    words = " ".join(_html(one.words) if one.same else f"<b><{sign}>{_html(one.words)}</{sign}></b>"
                     for one in layer.pieces)  # fmt: skip
    around = [f"<small>{_html(one)}</small>" if one else "" for one in (layer.before, layer.after)]
    return "<br>".join(part for part in (around[0], words, around[1]) if part)


def _html(words: str) -> str:
    return visible(words).replace("&", "&amp;").replace("<", "&lt;")


def _bare(word: str) -> str:
    folded = normalise(word).text.casefold()
    return "".join(letter for letter in folded if letter.isalnum()) or folded
