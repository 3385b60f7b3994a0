"""Single quotation marks, told from apostrophes."""

import re
from collections.abc import Sequence

from newsroom.text.quoted import SENTENCE_END, Quoted, around
from newsroom.text.spans import Span

# How many single marks further on the partner of one is looked for.
_REACH = 40


def pair_singles(
    text: str, block: Span, marks: Sequence[re.Match[str]], doubles: Sequence[Quoted], *, goes_on: bool
) -> list[Quoted]:
    """Single marks outside the double ones; apostrophes, elisions and plural possessives are not marks.

    A quotation round double ones comes back as well. With `goes_on` the next paragraph opens with a single mark, so
    that one without a partner runs to the end of this one.
    """
    found: list[Quoted] = []
    singles = [mark for mark in marks if mark.group() in "‘’‚‛'"]
    at = 0
    covered = 0
    while at < len(singles):
        mark = singles[at]
        while covered < len(doubles) and doubles[covered].end <= mark.start():
            covered += 1
        inside = covered < len(doubles) and doubles[covered].start < mark.start()
        if inside or not _single_opens(text, block, mark):
            at += 1
            continue
        limit = doubles[covered].start if covered < len(doubles) else block.end
        close = _single_close(text, block, singles, at, limit)
        if close is None and covered < len(doubles):
            close = _close_around(text, block, singles, at, doubles[covered:])
        if close is not None:
            closing = singles[close]
            found.append(Quoted(mark.start(), closing.end(), mark.end(), closing.start(), True, True))
            at = close + 1
            continue
        at += 1
        if goes_on and covered == len(doubles) and (mark.group() == "‘" or mark.start() == block.start):
            found.append(Quoted(mark.start(), block.end, mark.end(), block.end, False, True))
            break
    return found


def _close_around(
    text: str, block: Span, singles: Sequence[re.Match[str]], opened: int, doubles: Sequence[Quoted]
) -> int | None:
    """‘He told me “never” and I said no,’ said Ada Roe: the partner behind double marks that lie wholly within."""
    covered = 0
    for at in range(opened + 1, min(len(singles), opened + _REACH)):
        mark = singles[at]
        while covered < len(doubles) and doubles[covered].end <= mark.start():
            covered += 1
        if covered < len(doubles) and doubles[covered].start < mark.start():
            continue
        before, after = around(text, block, mark)
        if mark.group() in "‘‚" and before.isspace():
            return None
        if before in SENTENCE_END and not after.isalnum() and mark.start() > doubles[0].end:
            return at
    return None


def _single_opens(text: str, block: Span, mark: re.Match[str]) -> bool:
    before, after = around(text, block, mark)
    if mark.group() == "’" or after.isspace() or (after.isdigit() and mark.group() == "'"):
        return False
    # Two apostrophes in a row are neither a single mark nor, by the list of marks we know, a double one.
    if "'" in (before, after):
        return False
    return not before.isalnum() and before not in ".,!?"


def _single_close(text: str, block: Span, singles: Sequence[re.Match[str]], opened: int, limit: int) -> int | None:
    possible: int | None = None
    nested = 0
    low = singles[opened].group() == "‚"
    for at in range(opened + 1, min(len(singles), opened + _REACH)):
        mark = singles[at]
        if mark.start() >= limit:
            break
        before, after = around(text, block, mark)
        closes_low = low and mark.group() == "‘" and not before.isspace()
        if (mark.group() in "‘‚" and not closes_low) or (_single_opens(text, block, mark) and before.isspace()):
            # A new opening mark: what was possible so far is the best there is.
            nested += 1
            if possible is not None or nested > 2:
                return possible
            continue
        if before.isspace() or after.isalnum():
            continue
        if before in SENTENCE_END:
            return at
        if possible is None or text[singles[possible].start() - 1] == "s":
            possible = at
        if before != "s" and before != "n":
            return possible
    return possible
