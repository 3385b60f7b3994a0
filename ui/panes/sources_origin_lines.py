"""Whose matter a source carries: its family as lines and in words, and what the copies suggest about it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.desk.story_view import StoryView
from newsroom.domain.origin_tree import OriginTree, origin_tree
from newsroom.domain.origins import Link, parents_of, roots_of
from newsroom.domain.partial_date import date_in_words
from newsroom.domain.source import DerivationKind, Source
from newsroom.text.circular import Suggestion
from ui.panes.sources_lines import name_of
from ui.widgets.record_lines import RecordLine

HOW: dict[DerivationKind, str] = {
    "restates": "it restates it", "quotes": "it quotes it", "syndicates": "it carries it word for word",
    "translates": "it translates it", "responds_to": "it only answers it",
}  # fmt: skip
GROUND = ("captures", "sources", "derivations", "dismissals", "quotes", "holdings")
ALONE = "Nothing says that this source took its matter from another one, or another one from it."


@dataclass(frozen=True, slots=True)
class TreeLine:
    """One line of the list: the source it stands for, and the link that can be taken back (empty for none)."""

    line: RecordLine
    source: str
    derivation: str


def family_of(view: StoryView, source_id: str) -> OriginTree:
    """The sources of the story that go back to the same origin as this one, with all they go back to."""
    records = view.records
    parents = parents_of(Link(one.child, one.parent, one.kind) for one in records.derivations)
    own = set(roots_of(source_id, parents))
    held = [held.source.id for held in view.held if not held.source.proposed]
    wanted = [source_id, *(one for one in held if own & set(roots_of(one, parents)))]
    return origin_tree(records.sources, records.derivations, wanted=wanted)


def tree_lines(view: StoryView, tree: OriginTree, source_id: str) -> tuple[TreeLine, ...]:
    """The tree line by line, then what the source only answers."""
    found: list[TreeLine] = []
    for number, one in enumerate(tree.lines):
        source = view.sources[one.source]
        day = date_in_words(one.date) if one.date else "no date"
        told = [one.relation, one.outlet if name_of(source) != one.outlet else "", day]
        if one.again:
            told.append("as above")
        line = RecordLine(
            id=f"{number} {one.source}", title=name_of(source), subtitle=" · ".join(part for part in told if part),
            mark="link" if one.depth else "source", mark_name="taken from another" if one.depth else "origin",
            tail="this one" if one.source == source_id else "", depth=one.depth, accessible=f"{_level(one.depth)}"
            f"{one.words}{', this one' if one.source == source_id else ''}",
        )  # fmt: skip
        found.append(TreeLine(line, one.source, one.derivation or ""))
    for link in view.records.derivations:
        if link.kind == "responds_to" and link.child == source_id and link.parent in view.sources:
            title = name_of(view.sources[link.parent])
            line = RecordLine(
                id=f"answers {link.id}", title=title, subtitle="this one answers it, and counts by itself",
                mark="next", mark_name="answers",
            )  # fmt: skip
            found.append(TreeLine(line, link.parent, link.id))
    return tuple(found)


def picture_words(tree: OriginTree) -> str:
    """The drawing for those who do not see it: each box with what it is taken from."""
    above: list[str] = []
    said: list[str] = []
    for one in tree.lines:
        del above[one.depth :]
        name = one.outlet or one.title
        day = f", {date_in_words(one.date)}" if one.date else ""
        said.append(
            f"{name}{day}, {one.relation.removesuffix(' it')} {above[-1]}" if above else f"{name}{day}, the origin"
        )
        above.append(name)
    return f"{tree.words}. {'; '.join(said)}."


def suggestion_words(one: Suggestion, sources: dict[str, Source]) -> str:
    """Why one source may rest on the other, in sentences."""
    child, parent = name_of(sources[one.child]), name_of(sources[one.parent])
    reasons = " ".join(reason.words for reason in one.reasons)
    sure = "" if one.is_directed else " Which of them came first is not certain."
    return f"“{child}” may have its matter from “{parent}”. {reasons}{sure}"


def others_to_choose(view: StoryView, source_id: str) -> tuple[RecordLine, ...]:
    """What a source may be said to be taken from: the other sources of the story's file."""
    return tuple(
        RecordLine(
            id=held.source.id, title=name_of(held.source),
            subtitle=" · ".join(
                part
                for part in (held.source.publisher, date_in_words(held.source.published or "") if
                             held.source.published else "")
                if part
            ),
            mark="source", mark_name="Source",
        )
        for held in view.held
        if held.source.id != source_id and not held.source.proposed
    )  # fmt: skip


def basis_of(view: StoryView) -> tuple[Sequence[object], ...]:
    """What suggestions are made from: while these are the same, so are they."""
    records = view.records
    return (
        tuple((one.id, len(one.text)) for one in records.captures),
        tuple((one.id, one.version) for one in records.sources),
        tuple(one.id for one in records.derivations),
        tuple(one.id for one in records.dismissals),
        tuple((one.id, one.version) for one in records.quotes),
        tuple(one.source for one in records.holdings),
    )


def same_ground(one: StoryView, other: StoryView) -> bool:
    """Whether two readings have the very records suggestions are made from, seen at a glance; False says little."""
    return all(getattr(one.records, name) is getattr(other.records, name) for name in GROUND)


def _level(depth: int) -> str:
    return f"level {depth + 1}: " if depth else ""
