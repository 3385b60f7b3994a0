"""Whose each item of evidence is: the names under which the prose may cite what a claim rests on."""

from collections.abc import Iterable, Mapping, Sequence

from newsroom.domain.claim import Evidence
from newsroom.domain.folding import fold
from newsroom.domain.person import Person
from newsroom.domain.source import Source
from newsroom.domain.story_records import StoryRecords, by_id, changed_rows

_NAMING = ("sources", "quotes", "captures", "people", "derivations")


def names_behind_claims(
    records: StoryRecords, *, before: tuple[StoryRecords, Mapping[str, tuple[str, ...]]] | None = None
) -> Mapping[str, tuple[str, ...]]:
    """Claim id → outlet, title and speaker of every source attached to it, whatever its stance, of those that source
    took its matter from, and of those that took theirs from it; claims without evidence are left out. ``before``: what
    was found for earlier records."""
    if before is None or any(getattr(before[0], name) is not getattr(records, name) for name in _NAMING):
        return _found(records, records.evidence)
    touched = {item.claim for item in changed_rows(before[0].evidence, records.evidence)}
    if not touched:
        return before[1]
    kept = {claim: names for claim, names in before[1].items() if claim not in touched}
    return kept | _found(records, [item for item in records.evidence if item.claim in touched])


def _found(records: StoryRecords, evidence: Sequence[Evidence]) -> dict[str, tuple[str, ...]]:
    sources, quotes, captures = by_id(records.sources), by_id(records.quotes), by_id(records.captures)
    people, near = by_id(records.people), _near(records)
    known: dict[str, tuple[str, ...]] = {}
    found: dict[str, dict[str, None]] = {}
    for item in evidence:
        quote, capture = quotes.get(item.quote or ""), captures.get(item.capture or "")
        source = item.source or (quote.source if quote else None) or (capture.source if capture else None) or ""
        names = found.setdefault(item.claim, {})
        if source not in known:
            known[source] = tuple(
                name for one in (source, *near.get(source, ())) if one in sources for name in _called(sources[one])
            )
        speaker = people.get(quote.speaker or "") if quote is not None else None
        names.update(dict.fromkeys((*known[source], *(_names_of(speaker) if speaker is not None else ()))))
    return {claim: tuple(names) for claim, names in found.items()}


def named_instead(telling: Iterable[str], beside: Iterable[str], own: Iterable[str]) -> str:
    """Of those who are told as saying it, one whose nothing is attached; empty where one of ``own`` stands there."""
    mine = [_bare(name) for name in own if name]
    if any(_is_one_of(name, mine) for name in beside):
        return ""
    return min((name for name in telling if not _is_one_of(name, mine)), default="")


def _is_one_of(name: str, mine: list[str]) -> bool:
    wanted = _bare(name)
    return any(wanted in one or one in wanted for one in mine)


def _bare(name: str) -> str:
    return " ".join(fold(name).split()).removeprefix("the ")


def _called(source: Source) -> tuple[str, ...]:
    return tuple(name for name in (source.publisher, source.title) if name)


def _names_of(person: Person) -> tuple[str, ...]:
    return tuple(name for name in (person.name, *person.aliases) if name)


def _near(records: StoryRecords) -> dict[str, set[str]]:
    """Source id → those it is derived from, one from another, and those derived from it."""
    up: dict[str, set[str]] = {}
    for one in records.derivations:
        up.setdefault(one.child, set()).add(one.parent)
    found: dict[str, set[str]] = {}
    for child in up:
        reached, left = set[str](), [child]
        while left:
            for parent in up.get(left.pop(), ()):
                if parent not in reached:
                    reached.add(parent)
                    left.append(parent)
        for parent in reached:
            found.setdefault(child, set()).add(parent)
            found.setdefault(parent, set()).add(child)
    return found
