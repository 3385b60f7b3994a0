"""Phrases of a quotation that give away where it was taken from, for an index of words: long ones first.

With k altered words at least one of k + 1 pieces is whole, so ever shorter pieces are offered for what long ones do
not find. No piece runs over an ellipsis or a bracket.
"""

from collections.abc import Iterator, Mapping, Sequence

from newsroom.domain.folding import fold
from newsroom.text.fidelity_window import SIGN_KEY, quote_words
from newsroom.text.normalise import normalise
from newsroom.text.words import Word

_LONG = 6
_MOST_LONG, _MOST_PIECES = 4, 12
_LEAST_LETTERS = 4


def telling_phrases(quotation: str) -> Iterator[Iterator[Mapping[str, float]]]:
    """Rounds of sets of folded phrases, each phrase with the weight it has as a vote: its letters. The sets of one
    round are as long as one another; the next round is for what that one does not find."""
    core = normalise(quotation).text
    runs = _runs(quote_words(core))
    longest = max((len(run) for run in runs), default=0)
    sizes = [size for size in (_LONG, 4, 3, 2, 1) if size <= longest] or [1]
    if longest < _LONG:
        # A short quotation is looked for whole before it is taken apart.
        sizes = list(dict.fromkeys((longest, *sizes)))
    for size in sizes:
        pieces = _pieces(core, runs, size)
        if size == _LONG:
            # A long phrase stands in few texts: the first one found is mostly all that is to be asked.
            yield ({phrase: weight} for phrase, weight in list(pieces.items())[:_MOST_LONG])
        elif pieces:
            yield iter([dict(list(pieces.items())[:_MOST_PIECES])])


def _runs(words: Sequence[Word]) -> list[list[Word]]:
    runs: list[list[Word]] = [[]]
    for word in words:
        if word.key == SIGN_KEY:
            runs.append([])
        else:
            runs[-1].append(word)
    return [run for run in runs if run]


def _pieces(core: str, runs: Sequence[Sequence[Word]], size: int) -> dict[str, float]:
    """The pieces of so many words, those with most letters first: long words are rare ones."""
    groups = [run[at : at + size] for run in runs for at in range(0, len(run), size) if len(run) - at >= min(size, 2)]
    found = {fold(core[group[0].start : group[-1].end]): 0.0 for group in groups}
    weighed = {phrase: float(sum(map(str.isalnum, phrase))) for phrase in found}
    kept = sorted((phrase for phrase in weighed if weighed[phrase] >= _LEAST_LETTERS), key=lambda one: -weighed[one])
    return {phrase: weighed[phrase] for phrase in kept}
