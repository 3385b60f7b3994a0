"""Count origins, not articles: whose matter an item of evidence carries in the end (domain.md section 3)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from newsroom.domain.errors import Refused
from newsroom.domain.source import DerivationKind

CARRIES_MATTER: frozenset[DerivationKind] = frozenset({"quotes", "restates", "syndicates", "translates"})


@dataclass(frozen=True, slots=True)
class Link:
    """``child`` took its matter from ``parent``."""

    child: str
    parent: str
    kind: DerivationKind


@dataclass(frozen=True, slots=True)
class Item:
    """One item of evidence: its source, or the speaker when a quote has one; ``used`` when it supports at all."""

    id: str
    source: str | None
    speaker: str | None
    used: bool


def parents_of(links: Iterable[Link]) -> dict[str, tuple[str, ...]]:
    """Child → parents, by the links that carry matter (``responds_to`` does not)."""
    parents: dict[str, list[str]] = {}
    for link in links:
        if link.kind in CARRIES_MATTER:
            parents.setdefault(link.child, []).append(link.parent)
    return {child: tuple(sorted(set(found))) for child, found in parents.items()}


def roots_of(source: str, parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """The sources at the upper end of every chain from ``source``, sorted; itself when it took from nobody."""
    roots: set[str] = set()
    seen: set[str] = set()
    waiting = [source]
    while waiting:
        current = waiting.pop()
        if current in seen:
            continue
        seen.add(current)
        above = parents.get(current, ())
        if above:
            waiting.extend(above)
        else:
            roots.add(current)
    return tuple(sorted(roots)) or (source,)


def ancestors_of(source: str, parents: Mapping[str, Sequence[str]]) -> tuple[str, ...]:
    """Every source that ``source`` goes back to, the nearest first; itself is none of them."""
    found: dict[str, None] = {}
    waiting = list(parents.get(source, ()))
    while waiting:
        current = waiting.pop(0)
        if current not in found and current != source:
            found[current] = None
            waiting.extend(parents.get(current, ()))
    return tuple(found)


def refuse_cycle(new: Link, links: Iterable[Link]) -> None:
    """Refuses a derivation that would make a source its own ancestor."""
    if new.kind not in CARRIES_MATTER:
        return
    parents = parents_of(links)
    seen: set[str] = set()
    waiting = [new.parent]
    while waiting:
        current = waiting.pop()
        if current == new.child:
            raise Refused(
                "This would make a source its own origin: the one it is said to be taken from already goes back to "
                "it. Look at which of the two came first, and link only the later one to the earlier."
            )
        if current not in seen:
            seen.add(current)
            waiting.extend(parents.get(current, ()))


def origins(items: Sequence[Item], links: Iterable[Link]) -> dict[str, str]:
    """Item id → origin: ``person:<id>`` for a quote with a speaker, else the root of its source.

    A source with several roots counts once: as a root that another used item already has, else as the smallest id.
    """
    parents = parents_of(links)
    found: dict[str, str] = {}
    several: list[tuple[Item, tuple[str, ...]]] = []
    taken: set[str] = set()
    for item in items:
        if item.speaker is not None:
            found[item.id] = f"person:{item.speaker}"
            continue
        roots = roots_of(item.source or item.id, parents)
        if len(roots) > 1:
            several.append((item, roots))
            continue
        found[item.id] = min(roots)
        if item.used:
            taken.add(min(roots))
    for item, roots in sorted(several, key=lambda pair: pair[0].id):
        others = taken | {
            root for other, candidates in several if other is not item and other.used for root in candidates
        }
        shared = [root for root in roots if root in taken] or [root for root in roots if root in others]
        found[item.id] = (shared or list(roots))[0]
        if item.used:
            taken.add(found[item.id])
    return found
