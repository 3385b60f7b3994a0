"""Our own news stories with the truth about their quotations, and how much of it the finder gets right.

`stories/*.json` were worked on; `stories/kept/*.json` were written before the rules of their shapes and never read for
the sake of a rule: they tell how the finder does on a story it has not seen.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from newsroom.text.attribution import FoundQuote, find_attributions

STORIES = Path(__file__).parent / "stories"
WORKED = tuple(sorted(STORIES.glob("*.json")))
KEPT = tuple(sorted((STORIES / "kept").glob("*.json")))


@dataclass(frozen=True, slots=True)
class Standing:
    """Of all quotations: how many stand where they should, have kind and speaker right, and the state too."""

    quotations: int
    placed: int
    right: int
    with_state: int
    beside: int


def read_story(path: Path) -> dict[str, Any]:
    return json.loads(path.read_text(encoding="utf-8"))


def standing(paths: Sequence[Path]) -> Standing:
    total = placed = right = with_state = beside = 0
    for path in paths:
        story = read_story(path)
        found = {(quote.start, quote.end): quote for quote in find_attributions(story["text"])}
        for truth in story["quotes"]:
            quote = found.pop((truth["start"], truth["end"]), None)
            total += 1
            placed += quote is not None
            right += quote is not None and is_right(quote, truth)
            with_state += quote is not None and is_right(quote, truth) and has_state(quote, truth)
        beside += len(found)
    return Standing(total, placed, right, with_state, beside)


def is_right(quote: FoundQuote, truth: dict[str, Any]) -> bool:
    """Kind and speaker; where nobody is named a guess that asks to be confirmed is as good as none."""
    if quote.type != truth["type"]:
        return False
    if truth["speaker"] is None:
        return quote.speaker is None or quote.speaker_state == "inferred"
    return quote.speaker is not None and _plain(quote.speaker) == _plain(truth["speaker"])


def has_state(quote: FoundQuote, truth: dict[str, Any]) -> bool:
    if truth["speaker"] is None:
        return quote.speaker_state != "explicit"
    return quote.speaker_state == truth.get("state", "explicit")


def _plain(name: str) -> str:
    """A name without its article and capitals: "The board" and "board" are one answer."""
    words = name.lower().split()
    return " ".join(words[1:] if words[0] in ("the", "a", "an") else words)
