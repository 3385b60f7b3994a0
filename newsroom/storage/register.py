"""The register's rows by indexed columns: one short statement for a page, one for the count. Values are bound, what is
sorted by comes from an enum; no string a person types is an error.

A filter that leaves few rows is read first and sorted after; one that leaves many is asked of each row in the order of
the sort until the page is full. Which of both is better is known from how many rows the words or the story leave.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from sqlalchemy import Connection, text

from newsroom.domain.ids import is_id
from newsroom.domain.register import RegisterFilter, RegisterLine, RegisterSort
from newsroom.domain.search_query import Term, parse_query
from newsroom.storage.schema import stored_words
from newsroom.storage.search_hits import match_of

FEW = 3_000
MOST_ROWS = 500
"""Rows of one page."""

_ORDER: Mapping[RegisterSort, str] = {
    RegisterSort.TITLE: "s.title COLLATE NOCASE", RegisterSort.PUBLISHER: "s.publisher COLLATE NOCASE",
    RegisterSort.PUBLISHED: "s.published", RegisterSort.ADDED: "s.created_at",
}  # fmt: skip
_HITS = """
    SELECT r.id FROM search_text AS t CROSS JOIN search_row AS r ON r.n = t.rowid
    WHERE search_text MATCH :match AND r.record = 'source'
"""
_OF_STORY = "SELECT source AS id FROM holding WHERE story = :story AND binned_at IS NULL"
_OF_TAG = "SELECT source AS id FROM tagging WHERE tag = :tag AND binned_at IS NULL"
_NO_COPY = "NOT EXISTS (SELECT 1 FROM capture AS c WHERE c.source = s.id AND c.binned_at IS NULL)"
_NO_STORY = "NOT EXISTS (SELECT 1 FROM holding AS h WHERE h.source = s.id AND h.binned_at IS NULL)"
_IN_HITS = (
    "(SELECT w.n FROM search_row AS w WHERE w.id = s.id) IN "
    "(SELECT t.rowid FROM search_text AS t WHERE search_text MATCH :match)"
)
_COUNTS: Mapping[RegisterFilter, str] = {
    # What lies in the bin is not in the index of words.
    RegisterFilter(words=":"): f"SELECT count(*) FROM ({_HITS})",
    RegisterFilter(without_copy=True): (
        "SELECT (SELECT count(*) FROM source WHERE binned_at IS NULL)"
        " - (SELECT count(DISTINCT source) FROM capture WHERE binned_at IS NULL)"
        " + (SELECT count(*) FROM source AS s WHERE s.binned_at IS NOT NULL"
        " AND EXISTS (SELECT 1 FROM capture AS c WHERE c.source = s.id AND c.binned_at IS NULL))"
    ),
}
"""Filters whose number is known without going through the rows; ``:`` stands for any words."""
_LINES = """
    SELECT s.id, s.type, s.title, s.publisher, s.published, s.created_at, s.to_confirm, s.proposed,
        (SELECT count(*) FROM capture AS c WHERE c.source = s.id AND c.binned_at IS NULL),
        (SELECT count(*) FROM holding AS h WHERE h.source = s.id AND h.binned_at IS NULL)
    FROM source AS s WHERE s.id IN ({})
"""
_TAGS = """
    SELECT g.source, t.name FROM tagging AS g JOIN tag AS t ON t.id = g.tag
    WHERE g.source IN ({}) AND g.binned_at IS NULL AND t.binned_at IS NULL
"""
_OUTLETS = """
    SELECT min(publisher), count(*) FROM source WHERE binned_at IS NULL AND publisher <> '' COLLATE NOCASE
    GROUP BY publisher COLLATE NOCASE ORDER BY publisher COLLATE NOCASE
"""


@dataclass(frozen=True, slots=True)
class _Asked:
    """A filter as the engine takes it: ``first`` is a short list of ids to begin with, ``where`` what each row must
    meet; ``count`` is a shorter way to their number, where there is one."""

    where: str
    bound: Mapping[str, object]
    first: str = ""
    count: str = ""
    is_empty: bool = False

    @property
    def rows(self) -> str:
        """What is read, with the short list first where there is one."""
        if self.first:
            return (
                f"FROM (SELECT DISTINCT id FROM ({self.first})) AS f CROSS JOIN source AS s ON s.id = f.id {self.where}"
            )
        return f"FROM source AS s {self.where}"


def register_page(
    connection: Connection, wanted: RegisterFilter, *, sort: RegisterSort = RegisterSort.TITLE,
    descending: bool = False, offset: int = 0, limit: int = 100,
) -> tuple[RegisterLine, ...]:  # fmt: skip
    """``limit`` rows (500 at most) from ``offset`` on, in the order of ``sort`` and of the ids where it is the same."""
    asked = _asked(connection, wanted)
    if asked.is_empty:
        return ()
    way = "DESC" if descending else "ASC"
    # The ids come from the index alone; only the rows of this page are read.
    statement = f"SELECT s.id {asked.rows} ORDER BY {_ORDER[sort]} {way}, s.id {way} LIMIT :limit OFFSET :offset"
    bound = {**asked.bound, "limit": max(0, min(limit, MOST_ROWS)), "offset": max(0, offset)}
    ids = [str(each) for each in connection.execute(text(statement), bound).scalars()]
    names = {f"id{number}": each for number, each in enumerate(ids)}
    listed = ", ".join(f":{name}" for name in names)
    tags: dict[str, list[str]] = {}
    for source, tag in connection.execute(text(_TAGS.format(listed)), names):
        tags.setdefault(source, []).append(tag)
    lines = {
        str(row[0]): RegisterLine(
            row[0], row[1], row[2], row[3], row[4], row[5], len(stored_words(row[6])), row[8], row[9], bool(row[7]),
            tuple(sorted(tags.get(row[0], ()), key=str.casefold)),
        )
        for row in connection.execute(text(_LINES.format(listed)), names)
    }  # fmt: skip
    return tuple(lines[each] for each in ids if each in lines)


def register_count(connection: Connection, wanted: RegisterFilter) -> int:
    """How many rows the filter leaves."""
    asked = _asked(connection, wanted)
    if asked.is_empty:
        return 0
    statement = asked.count or f"SELECT count(*) {asked.rows}"
    return int(connection.execute(text(statement), asked.bound).scalar_one())


def outlets_in_use(connection: Connection) -> tuple[tuple[str, int], ...]:
    """The names of outlets as sources of the desk bear them, case aside, each with how many do."""
    rows = connection.execute(text(_OUTLETS)).all()
    return tuple((str(name), int(count)) for name, count in rows)


def _asked(connection: Connection, wanted: RegisterFilter) -> _Asked:
    bound: dict[str, object] = {}
    parts = [f"s.binned_at IS {'NOT ' if wanted.in_bin else ''}NULL"]
    short: list[str] = []
    if wanted.type is not None:
        bound["type"] = wanted.type
        # With a plus where the index of what is to be confirmed leaves fewer rows.
        parts.append("+s.type = :type" if wanted.to_confirm else "s.type = :type")
    if wanted.to_confirm:
        parts.append("s.to_confirm <> '[]'")
    if wanted.without_copy:
        parts.append(_NO_COPY)
    if wanted.without_story:
        parts.append(_NO_STORY)
    for name, value, rows in (("story", wanted.story, _OF_STORY), ("tag", wanted.tag, _OF_TAG)):
        if value is not None and not is_id(value):
            return _Asked("", {}, is_empty=True)
        if value is not None:
            bound[name] = value
            (short if _are_few(connection, rows, bound) else parts).append(rows)
    if wanted.words.strip():
        if not (query := parse_query(wanted.words)).terms:
            return _Asked("", {}, is_empty=True)
        if wanted.in_bin:
            parts.append(_in_words(query.terms, bound))
        else:
            bound["match"] = match_of(query)
            few = _are_few(connection, _HITS, bound)
            (short if few else parts).append(_HITS if few else _IN_HITS)
    first, *others = short or [""]
    where = [f"+s.id IN ({part})" if part.lstrip().startswith("SELECT") else part for part in (*parts, *others)]
    count = _COUNTS.get(replace(wanted, words=":" if wanted.words.strip() else ""), "")
    return _Asked(f"WHERE {' AND '.join(where)}", bound, first, "" if first else count)


def _are_few(connection: Connection, rows: str, bound: Mapping[str, object]) -> bool:
    used = {name: value for name, value in bound.items() if f":{name}" in rows}
    counted = text(f"SELECT count(*) FROM (SELECT 1 FROM ({rows}) LIMIT :most)")
    return int(connection.execute(counted, {**used, "most": FEW + 1}).scalar_one()) <= FEW


def _in_words(terms: Iterable[Term], bound: dict[str, object]) -> str:
    """What lies in the bin is in no index: its title and outlet are looked through."""
    told: list[str] = []
    for number, term in enumerate(terms):
        bound[f"word{number}"] = term.shown.lower()
        told.append(f"(instr(lower(s.title), :word{number}) > 0 OR instr(lower(s.publisher), :word{number}) > 0)")
    return f"({' AND '.join(told)})"
