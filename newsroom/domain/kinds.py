"""Every kind of record by the name its table bears, and the check of its values."""

import re
import types
import typing
from dataclasses import fields
from functools import cache
from typing import Literal, get_args, get_origin

from newsroom.domain.claim import Claim, Evidence, Override
from newsroom.domain.comment_request import Attempt, CommentRequest
from newsroom.domain.draft import Anchor, Check, Dismissal, Draft, Note, Revision
from newsroom.domain.errors import Refused
from newsroom.domain.person import Identity, IdentityAlias, Member, Organization, Person, Role
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.record import Record
from newsroom.domain.source import (
    Capture,
    Derivation,
    Holding,
    OriginalFile,
    Publisher,
    ReliabilityRating,
    Source,
    SourceNotice,
)
from newsroom.domain.story import (
    Asset,
    LogEntry,
    PostPublication,
    Publication,
    Receipt,
    SavedSearch,
    SignOff,
    StageMove,
    Story,
    Tag,
    Tagging,
    Waiver,
)
from newsroom.domain.terms import Terms

RECORD_TYPES: tuple[type[Record], ...] = (
    Member, Story, Draft, Revision, Anchor, OriginalFile, Source, Holding, Publisher, ReliabilityRating,
    SourceNotice, Derivation, Capture, Person, Organization, Role, Identity, IdentityAlias, Terms, Quote,
    QuoteUse, Claim, Evidence, Override, CommentRequest, Attempt, Check, Note, Dismissal, StageMove, Waiver,
    SignOff, Asset, Receipt, Publication, PostPublication, Tag, Tagging, SavedSearch, LogEntry,
)  # fmt: skip


@cache
def kind_of(record_type: type[Record]) -> str:
    """The name of a record's table: ``QuoteUse`` → ``quote_use``."""
    return re.sub(r"(?<!^)(?=[A-Z])", "_", record_type.__name__).lower()


@cache
def record_type_of(kind: str) -> type[Record]:
    """The record that lives in table ``kind``; a kind nobody knows is a KeyError."""
    return {kind_of(record_type): record_type for record_type in RECORD_TYPES}[kind]


@cache
def field_types(record_type: type[Record]) -> dict[str, object]:
    """Field name → annotation, with what ``Annotated`` adds, in the order of the fields."""
    hints = typing.get_type_hints(record_type, include_extras=True)
    return {field.name: hints[field.name] for field in fields(record_type)}


def without_none(annotation: object) -> tuple[object, bool]:
    """The annotation without ``| None``, and whether None was allowed."""
    if get_origin(annotation) in (types.UnionType, typing.Union):
        kept = [member for member in get_args(annotation) if member is not type(None)]
        return kept[0], len(kept) < len(get_args(annotation))
    return annotation, False


@cache
def _allowed_values(record_type: type[Record]) -> tuple[tuple[str, frozenset[object]], ...]:
    found: list[tuple[str, frozenset[object]]] = []
    for name, annotation in field_types(record_type).items():
        inner, optional = without_none(annotation)
        if get_origin(inner) is Literal:
            words: set[object] = set(get_args(inner))
            if optional:
                words.add(None)
            found.append((name, frozenset(words)))
    return tuple(found)


def check_values(record: Record) -> None:
    """Refuses a record one of whose fields holds a word its list of values does not have."""
    for name, allowed in _allowed_values(type(record)):
        value = getattr(record, name)
        if value not in allowed:
            words = ", ".join(sorted(str(word) for word in allowed if word is not None))
            raise Refused(
                f"The {name} of a {kind_of(type(record)).replace('_', ' ')} cannot be {value!r}. Use one of: {words}."
            )
