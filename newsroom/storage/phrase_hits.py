"""Which saved copies hold which phrases: the index of words votes, no text is read."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, text

MOST_HITS = 40
"""Copies that may hold a phrase for it to tell anything; of a more common one only so many of the newest are told."""

_HOLD = text(
    """
    SELECT r.id FROM search_text AS t CROSS JOIN search_row AS r ON r.n = t.rowid
    CROSS JOIN capture AS c ON c.id = r.id CROSS JOIN source AS s ON s.id = c.source
    WHERE search_text MATCH :phrase AND r.record = 'capture' AND s.binned_at IS NULL
    ORDER BY t.rowid DESC LIMIT :most
    """
)


def captures_with(connection: Connection, phrases: Mapping[str, float]) -> tuple[str, ...]:
    """Ids of the copies that hold the phrases, those first that hold most of what the phrases weigh; a phrase counts
    the less the more copies hold it. ``phrases`` are folded words without marks, each with its weight."""
    votes: dict[str, float] = defaultdict(float)
    for phrase, weight in phrases.items():
        holding = _holding(connection, phrase)
        for capture in holding:
            votes[capture] += weight / len(holding)
    return tuple(sorted(votes, key=lambda capture: -votes[capture]))


def _holding(connection: Connection, phrase: str) -> Sequence[str]:
    words = phrase.replace('"', " ")
    bound = {"phrase": f'"{words}"', "most": MOST_HITS}
    return [str(row[0]) for row in connection.execute(_HOLD, bound).all()]
