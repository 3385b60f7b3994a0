"""Finding: the newest hits while somebody types, and the best ones; what lies in the bin, or in a binned story, is not
found.

The index is asked only for row numbers; what is shown is read from the records themselves, checked as ever.
"""

import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from sqlalchemy import BindParameter, Connection, TextClause, bindparam, func, select, text

from newsroom.domain.errors import Damaged
from newsroom.domain.folding import FoldMap, fold
from newsroom.domain.kinds import record_type_of
from newsroom.domain.quote import Quote
from newsroom.domain.record import Record
from newsroom.domain.search_query import KIND_WORDS, SearchQuery, Term, parse_query, term_pattern
from newsroom.domain.source import Capture, Source
from newsroom.domain.story import Story
from newsroom.storage.schema import TABLES, record_from
from newsroom.storage.search import words_of

BUDGET = 2000
"""How many of the newest hits of a very frequent word are ranked."""
FEW = 5000
"""Up to so many records of the kinds wanted are looked up first; of more, each hit is asked for its kind."""
MOST_COUNTED = 300_000
"""Words read to rank the hits of a very frequent word; texts beyond that are ranked by their length alone."""
BEFORE, SHOWN = 50, 180
"""Code points of a snippet before the first word found, and in all."""

_WEIGHTS: Mapping[str, float] = {"story": 2.0, "source": 1.6, "quote": 1.3, "claim": 1.3}
_DAMAGED = "The stored words of this were damaged on the disk and are not shown. Run 'newsroom verify'."

_KEPT = """
    FROM search_text AS t CROSS JOIN search_row AS r ON r.n = t.rowid
    CROSS JOIN search_text_docsize AS d ON d.id = t.rowid
    LEFT JOIN story AS s ON s.id = r.story
    LEFT JOIN capture AS c ON r.record = 'capture' AND c.id = r.id
    LEFT JOIN quote AS q ON r.record = 'quote' AND q.id = r.id
    LEFT JOIN source AS o ON o.id = coalesce(c.source, q.source)
    WHERE search_text MATCH :query AND s.binned_at IS NULL AND o.binned_at IS NULL
"""
_SHOWN = """
    SELECT r.record, r.id, r.story, c.c0, r.n FROM search_row AS r JOIN search_text_content AS c ON c.id = r.n
    WHERE r.n IN (:best)
"""
_OF_KINDS = "SELECT n FROM search_row WHERE id IN ({})"
_SHORT_WORDS = "CASE WHEN length(d.sz) = 1 THEN t.words END"
_OF_STORY = """
    SELECT n FROM search_row WHERE story IN (:story_ids)
    UNION SELECT n FROM search_row WHERE id IN (
        WITH held AS (SELECT source FROM holding WHERE story IN (:story_ids) AND binned_at IS NULL)
        SELECT source FROM held
        UNION SELECT id FROM capture WHERE source IN (SELECT source FROM held)
        UNION SELECT id FROM quote WHERE source IN (SELECT source FROM held))
"""


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One record that holds all that was looked for. ``snippet`` is of its own words as they are written, ``marks``
    the places in it (code points) that were found, ``title`` what the record is called where it has a name, ``source``
    the source that a copy or a quote is of."""

    kind: str
    id: str
    story: str | None
    snippet: str
    marks: tuple[tuple[int, int], ...] = ()
    title: str = ""
    source: str | None = None


@dataclass(frozen=True, slots=True)
class _Asked:
    """A query as the index takes it, with what narrows it down."""

    query: SearchQuery
    where: str
    bound: Mapping[str, object]


def search(
    connection: Connection, words: str, *, limit: int = 50, kinds: Sequence[str] = (), story_id: str | None = None
) -> tuple[SearchHit, ...]:
    """The newest ``limit`` records that hold all ``words``; no words find nothing, no string is an error."""
    asked = _asked(connection, words, kinds, story_id)
    if asked is None:
        return ()
    rows = connection.execute(
        _statement(
            f"SELECT r.record, r.id, r.story, t.words {asked.where} ORDER BY t.rowid DESC LIMIT :limit", asked.bound
        ),
        {**asked.bound, "limit": limit},
    ).all()
    return _hits(connection, asked.query, rows)


def search_ranked(
    connection: Connection, words: str, *, limit: int = 50, kinds: Sequence[str] = (), story_id: str | None = None
) -> tuple[SearchHit, ...]:
    """The best ``limit`` records that hold all ``words``, headlines and titles before long texts; of words that stand
    in more than ``BUDGET`` records only the newest so many are ranked."""
    asked = _asked(connection, words, kinds, story_id)
    if asked is None:
        return ()
    scored = _scored_by_counting(connection, asked) or _scored(connection, asked)
    best = [n for _, n in sorted(scored, reverse=True)[:limit]]
    rows = {row[4]: row for row in connection.execute(_statement(_SHOWN, {"best": best}), {"best": best}).all()}
    return _hits(connection, asked.query, [rows[n] for n in best if n in rows])


def _asked(connection: Connection, words: str, kinds: Sequence[str], story_id: str | None) -> _Asked | None:
    """None when nothing can be found: no word, a story or kind that is not here."""
    query = parse_query(words)
    if not query.terms:
        return None
    bound: dict[str, object] = {"query": match_of(query)}
    where = _KEPT
    # With a plus, so that the engine goes through the hits, the newest first, and does not ask the index anew for each.
    if query.story or story_id is not None:
        bound["story_ids"] = _stories(connection, query.story, story_id)
        where += f" AND +t.rowid IN ({_OF_STORY})"
    wanted = [kind for kind in query.kinds or KIND_WORDS if not kinds or kind in kinds]
    if len(wanted) < len(KIND_WORDS):
        bound["kinds"] = wanted
        where += " AND r.record IN (:kinds)"
        rows = _OF_KINDS.format(" UNION ALL ".join(f"SELECT id FROM {kind}" for kind in wanted))
        where += f" AND +t.rowid IN ({rows})" if wanted and _are_few(connection, rows) else ""
    return _Asked(query, where, bound)


def _are_few(connection: Connection, rows: str) -> bool:
    counted = text(f"SELECT count(*) FROM (SELECT 1 FROM ({rows}) LIMIT :most)")
    return int(connection.execute(counted, {"most": FEW + 1}).scalar_one()) <= FEW


def _statement(words: str, bound: Mapping[str, object]) -> TextClause:
    """``words`` as a statement; what is bound to a list stands in it as ``(:name)``."""
    lists = [name for name, value in bound.items() if isinstance(value, list)]
    for name in lists:
        words = words.replace(f"(:{name})", f":{name}")
    binds: list[BindParameter[Any]] = [bindparam(name, expanding=True) for name in lists]
    return text(words).bindparams(*binds)


def _stories(connection: Connection, named: str, story_id: str | None) -> list[str]:
    """The stories meant: of those ``named`` by slug or the end of an id the one of ``story_id``, where it is given."""
    if not named:
        return [story_id] if story_id is not None else []
    table = TABLES[Story]
    is_meant = table.c.slug == named
    if len(named) >= 4:
        is_meant |= func.substr(table.c.id, -len(named)) == named.lower()
    found = [str(each) for each in connection.execute(select(table.c.id).where(is_meant)).scalars()]
    return [each for each in found if story_id in (None, each)]


def match_of(query: SearchQuery) -> str:
    """The query in the words of the engine: each term quoted, so that nothing typed is syntax."""
    wanted = " AND ".join(f"{_quoted(term)}{'*' if term.is_begun else ''}" for term in query.terms)
    return " NOT ".join((f"({wanted})", *map(_quoted, query.without)))


def _quoted(term: Term) -> str:
    return f'"{term.folded}"'


def _scored(connection: Connection, asked: _Asked) -> list[tuple[float, int]]:
    """Each hit with how well it fits by the engine's own rule (BM25), the rarer words counting more."""
    statement = f"SELECT bm25(search_text), r.record, t.rowid {asked.where} ORDER BY t.rowid DESC LIMIT :limit"
    rows = connection.execute(_statement(statement, asked.bound), {**asked.bound, "limit": BUDGET}).all()
    return [(-row[0] * _WEIGHTS.get(row[1], 1.0), row[2]) for row in rows]


def _scored_by_counting(connection: Connection, asked: _Asked) -> list[tuple[float, int]]:
    """The same rule for the newest hits of many, where the engine would walk through all of them to weigh the words;
    that weight is the same for each hit and left out. Empty when there are not so many."""
    statement = f"SELECT t.rowid, r.record, d.sz, {_SHORT_WORDS} {asked.where} ORDER BY t.rowid DESC LIMIT :limit"
    rows = connection.execute(_statement(statement, asked.bound), {**asked.bound, "limit": BUDGET}).all()
    if len(rows) < BUDGET:
        return []
    sizes = [_varint(row[2]) for row in rows]
    average = sum(sizes) / max(1, len(sizes))
    long = _long_words(connection, [(row[0], size) for row, size in zip(rows, sizes, strict=True) if row[3] is None])
    patterns = [term_pattern((term,)) for term in asked.query.terms]
    scored: list[tuple[float, int]] = []
    for (n, kind, _, short), size in zip(rows, sizes, strict=True):
        words = long.get(n) if short is None else short
        counts = [1 if words is None else len(pattern.findall(words)) for pattern in patterns]
        fit = sum(2.2 * count / (count + 1.2 * (0.25 + 0.75 * size / max(1.0, average))) for count in counts)
        scored.append((fit * _WEIGHTS.get(kind, 1.0), n))
    return scored


def _long_words(connection: Connection, sizes: Sequence[tuple[int, int]]) -> dict[int, str]:
    """Folded words by row number, of the first rows (number, words in it) that together stay within the limit."""
    read: list[int] = []
    left = MOST_COUNTED
    for n, size in sizes:
        if size <= left:
            read.append(n)
            left -= size
    bound: dict[str, object] = {"best": read}
    return {row[4]: row[3] for row in connection.execute(_statement(_SHOWN, bound), bound).all()} if read else {}


def _varint(stored: bytes) -> int:
    """The first of the numbers the index keeps of a row: how many words it holds."""
    number = 0
    for byte in stored[:8]:
        number = number << 7 | byte & 0x7F
        if not byte & 0x80:
            break
    return number


def _hits(connection: Connection, query: SearchQuery, rows: Sequence[Sequence[Any]]) -> tuple[SearchHit, ...]:
    """The hits of index rows (kind, id, story, folded words), in their order."""
    pattern = term_pattern(query.terms)
    records = _records(connection, rows)
    hits: list[SearchHit] = []
    for kind, record_id, story, folded, *_ in rows:
        record = records.get(record_id)
        if record is None:
            hits.append(SearchHit(kind, record_id, story, _DAMAGED))
            continue
        snippet, marks = _snippet(words_of(record).strip(), folded, pattern)
        source = record.source if isinstance(record, Capture | Quote) else None
        hits.append(SearchHit(kind, record_id, story, snippet, marks, _title(record), source))
    return tuple(hits)


def _records(connection: Connection, rows: Sequence[Sequence[Any]]) -> dict[str, Record]:
    """The records behind index rows, by id; a damaged one is left out, and is no reason to show none."""
    found: dict[str, Record] = {}
    for kind in {str(row[0]) for row in rows}:
        record_type = record_type_of(kind)
        table = TABLES[record_type]
        ids = [row[1] for row in rows if row[0] == kind]
        for row in connection.execute(select(table).where(table.c.id.in_(ids))).all():
            with suppress(Damaged):
                found[row.id] = record_from(record_type, row)
    return found


def _title(record: Record) -> str:
    if isinstance(record, Story):
        return record.headline or record.slug
    return record.title if isinstance(record, Source) else ""


def _snippet(words: str, folded: str, pattern: re.Pattern[str]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """A line of the words around the first place found, and the places found in it (code points)."""
    first = pattern.search(folded)
    place = FoldMap(words).origin(first.start()) if first is not None else 0
    start = max(0, place - BEFORE)
    if start > 0 and (gap := words.find(" ", start, place)) >= 0:
        start = gap + 1
    shown = " ".join(words[start : start + SHOWN].split())
    line = f"{'…' if start else ''}{shown}{'…' if start + SHOWN < len(words) else ''}"
    back = FoldMap(line)
    return line, tuple(back.span(found.start(), found.end()) for found in pattern.finditer(fold(line)))
