"""“5 articles, one source”: who took whose matter, as an indented tree with dates, the earliest first (domain.md
section 5). What only answers another source counts by itself."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from newsroom.domain.origins import CARRIES_MATTER, Link, parents_of, roots_of
from newsroom.domain.partial_date import date_in_words, span_of
from newsroom.domain.source import Derivation, DerivationKind, Source

RELATION_WORDS: Mapping[DerivationKind, str] = {
    "quotes": "quotes it", "restates": "restates it", "syndicates": "carries it", "translates": "translates it",
    "responds_to": "answers it",
}  # fmt: skip
_UNDATED = datetime.max.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class OriginLine:
    """One source in the tree. ``depth`` 0 is a source that took from nobody; ``relation`` says how it took from the
    line above it; ``derivation`` is that link, to be taken back. ``again``: it stands further up already, with what
    hangs on it."""

    source: str
    title: str
    outlet: str
    date: str
    depth: int
    relation: str = ""
    derivation: str | None = None
    again: bool = False

    @property
    def words(self) -> str:
        """The line as text, without its indent."""
        told = [self.title, self.outlet, date_in_words(self.date) if self.date else "no date"]
        line = " · ".join(part for part in told if part)
        line = f"{line} ({self.relation})" if self.relation else line
        return f"{line}, as above" if self.again else line


@dataclass(frozen=True, slots=True)
class OriginTree:
    """``articles`` sources that go back to ``origins`` ones."""

    lines: tuple[OriginLine, ...]
    articles: int
    origins: int

    @property
    def words(self) -> str:
        """``5 articles, one source``."""
        articles = "1 article" if self.articles == 1 else f"{self.articles} articles"
        return f"{articles}, {'one source' if self.origins == 1 else f'{self.origins} sources'}"


def origin_tree(
    sources: Iterable[Source], derivations: Iterable[Derivation], *, wanted: Iterable[str]
) -> OriginTree:  # fmt: skip
    """The ``wanted`` sources and all they go back to. A source that took from several stands under each of them, and
    what hangs on it only under the first."""
    known = {source.id: source for source in sources}
    links = [link for link in derivations if link.binned_at is None and {link.child, link.parent} <= known.keys()]
    parents = parents_of(Link(link.child, link.parent, link.kind) for link in links)
    inside = _with_ancestors((one for one in wanted if one in known), parents)
    drawing = _Drawing(known, [link for link in links if link.kind in CARRIES_MATTER and link.child in inside])
    roots = dict.fromkeys(root for one in inside for root in roots_of(one, parents))
    for root in drawing.in_order(roots):
        drawing.draw(root)
    return OriginTree(tuple(drawing.lines), len(inside), len(roots))


def _with_ancestors(wanted: Iterable[str], parents: Mapping[str, Sequence[str]]) -> dict[str, None]:
    found: dict[str, None] = {}
    waiting = list(wanted)
    while waiting:
        current = waiting.pop()
        if current not in found:
            found[current] = None
            waiting.extend(parents.get(current, ()))
    return found


class _Drawing:
    """Writes the tree line by line; no recursion, for a chain may be long."""

    def __init__(self, known: Mapping[str, Source], links: Iterable[Derivation]) -> None:
        self.lines: list[OriginLine] = []
        self._known = known
        self._seen: set[str] = set()
        self._children: dict[str, dict[str, Derivation]] = {}
        for link in links:
            self._children.setdefault(link.parent, {}).setdefault(link.child, link)

    def in_order(self, ids: Iterable[str]) -> list[str]:
        """The earliest first, those without a date last."""
        return sorted(ids, key=self._when)

    def _when(self, source_id: str) -> tuple[datetime, str, str]:
        source = self._known[source_id]
        span = span_of(source.published)
        return span[0] if span is not None else _UNDATED, source.title, source_id

    def draw(self, root: str) -> None:
        waiting: list[tuple[str, int, Derivation | None]] = [(root, 0, None)]
        while waiting:
            current, depth, link = waiting.pop()
            again = current in self._seen
            self._seen.add(current)
            self.lines.append(self._line(current, depth, link, again=again))
            children = {} if again else self._children.get(current, {})
            waiting += [(child, depth + 1, children[child]) for child in reversed(self.in_order(children))]

    def _line(self, source_id: str, depth: int, link: Derivation | None, *, again: bool) -> OriginLine:
        source = self._known[source_id]
        return OriginLine(
            source_id, source.title, source.publisher, source.published or "", depth,
            RELATION_WORDS[link.kind] if link is not None else "", link.id if link is not None else None, again,
        )  # fmt: skip
