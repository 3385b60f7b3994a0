"""What is known of captured words that are to be put into the text: who said them, in which capacity, on what terms."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from newsroom.desk.people import called, who_is_called
from newsroom.desk.quote_insertion import Said, role_in_words
from newsroom.domain.person import Organization, Role
from newsroom.domain.terms import Terms
from newsroom.text.attribution import find_attributions
from ui.cite_rows import CiteRow

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.person import Person
    from newsroom.domain.source import Capture
    from ui.cite_rows import Passage

_SPEAKER_LINE = re.compile(r"\s*(?:[\[(][\d:.]{4,14}[\])]\s*)?([A-Z][\w.’'-]*(?: [A-Z][\w.’'-]*){0,3})\s*:\s")
_NO_NAMES = frozenset({"from", "to", "cc", "date", "sent", "subject", "note", "update", "question", "answer"})
_LONGEST_INITIALS = 4
_MOST_READ = 20_000
_SHOWN = 70


def said_of_quote(desk: Desk, view: StoryView, quote_id: str) -> Said | None:
    """What is known of a quote of the story; None when it is not there."""
    quote = view.quotes.get(quote_id)
    if quote is None:
        return None
    person = view.people.get(quote.speaker or "")
    uses = [use for use in view.uses.values() if use.quote == quote_id]
    name = called(person) if person is not None else next((use.speaker_name for use in uses if use.speaker_name), "")
    copy = view.captures.get(quote.capture or "")
    at = copy.text.find(quote.verbatim) if copy is not None and not name else -1
    records = {quote.id, quote.speaker, quote.source}
    said = Said(
        words=quote.corrected if quote.corrected is not None else quote.verbatim, quote_id=quote.id, speaker=name,
        is_protected=person is not None and person.protected, role=_role(desk, person),
        source=view.sources.get(quote.source or ""),
        source_text=quote.corrected or (copy.text if copy is not None else ""),
        terms=tuple(one for one in view.records.terms if one.record in records),
        evidence=tuple(
            one for one in view.records.evidence if one.quote == quote.id or one.source == (quote.source or "")
        ),
    )  # fmt: skip
    return said_by(desk, said, speaker_in_copy(copy, at), by_parts=True) if copy is not None and at >= 0 else said


def said_of_passage(desk: Desk, view: StoryView, passage: Passage) -> Said | None:
    """What is known of words selected in a saved copy; None when the copy is not one of the story."""
    copy = view.captures.get(passage.capture_id)
    if copy is None:
        return None
    name = speaker_in_copy(copy, passage.start) or _only_speaker(view, copy.source)
    person = next((one for one in view.people.values() if not one.protected and _is_called(one, name)), None)
    said = Said(
        words=copy.text[passage.start : passage.end], source=view.sources.get(copy.source), source_text=copy.text,
        terms=tuple(one for one in view.records.terms if one.record == copy.source),
        evidence=tuple(one for one in view.records.evidence if one.source == copy.source),
    )  # fmt: skip
    return said_by(desk, said, person.name if person is not None else name, by_parts=True)


def said_by(desk: Desk, said: Said, name: str, *, by_parts: bool = False) -> Said:
    """The words as those of whoever is called ``name``: a protected person stands there under the code name, whatever a
    copy or a key called them, and what was agreed with the speaker counts. ``by_parts`` as in ``who_is_called``."""
    speaker, person = who_is_called(desk.queries, name, by_parts=by_parts)
    agreed = desk.queries.where(Terms, record=person.id) if person is not None else ()
    return replace(
        said, speaker=speaker, is_protected=person is not None and person.protected, role=_role(desk, person),
        terms=(*said.terms, *agreed),
    )  # fmt: skip


def _only_speaker(view: StoryView, source_id: str) -> str:
    """Whoever says all that is quoted from a source so far, as in an interview; empty when it is more than one."""
    speakers = {one.speaker for one in view.quotes.values() if one.source == source_id and not one.proposed}
    person = view.people.get(next(iter(speakers)) or "") if len(speakers) == 1 else None
    return person.name if person is not None and not person.protected else ""


def speaker_in_copy(copy: Capture, at: int) -> str:
    """Whom the copy says a passage is of: a transcript by the name before the colon, an article by its sentence.
    Empty when it does not say."""
    line = copy.text.rfind("\n", 0, at) + 1
    named = _SPEAKER_LINE.match(copy.text, line, at + 1)
    if named is not None:
        return _written_out(named.group(1), copy.text)
    start = copy.text.rfind("\n\n", 0, at) + 1
    end = copy.text.find("\n\n", at)
    words = copy.text[start : end if end >= 0 else len(copy.text)][:_MOST_READ]
    found = find_attributions(words)
    return next((one.speaker or "" for one in found if one.start <= at - start < one.end), "")


def _written_out(name: str, text: str) -> str:
    """A name before a colon as it is said: initials by what the copy says they stand for, ``OR = Ottilie Renn``.
    Empty for what is no name."""
    if name.isupper() and len(name) <= _LONGEST_INITIALS:
        meant = re.search(rf"\b{re.escape(name)} ?= ?([^\W\d_][^,;\n]{{2,60}})", text)
        return meant.group(1).strip() if meant is not None else ""
    if name.casefold() in _NO_NAMES:
        return ""
    return name.title() if name.isupper() else name


def quote_rows(view: StoryView, *, passage: Passage | None) -> tuple[CiteRow, ...]:
    """What can be put into the text: the words selected in the reader, quotes kept and used nowhere yet, the others."""
    rows = [
        CiteRow("passage", _short(passage.text), "selected in the reader", "passage", words=passage.text)
    ] if passage is not None else []  # fmt: skip
    return (*rows, *_known_rows(view))


def _known_rows(view: StoryView) -> Iterator[CiteRow]:
    used = {use.quote for use in view.uses.values()}
    quotes = [one for one in view.quotes.values() if not one.proposed and one.source is not None]
    for quote in sorted(quotes, key=lambda one: (one.id in used, one.created_at)):
        person = view.people.get(quote.speaker or "")
        source = view.sources.get(quote.source or "")
        names = [called(person) if person is not None else "", source.publisher if source is not None else ""]
        told = [name for name in names if name] + (["in the text already"] if quote.id in used else [])
        words = quote.corrected if quote.corrected is not None else quote.verbatim
        yield CiteRow("passage", _short(words), " · ".join(told), f"quote:{quote.id}", words=words)


def _short(words: str) -> str:
    bare = " ".join(words.split())
    return f"“{bare}”" if len(bare) <= _SHOWN else f"“{bare[:_SHOWN].rstrip()} …”"


def _is_called(person: Person, name: str) -> bool:
    """Whether the name in a copy is the person's: in full, or the last name alone."""
    return bool(name) and name.casefold() in (person.name.casefold(), person.name.casefold().split()[-1:][0])


def _role(desk: Desk, person: Person | None) -> str:
    if person is None or person.protected:
        return ""
    roles = desk.queries.where(Role, person=person.id)
    bodies = tuple({role.organization for role in roles if role.organization})
    return role_in_words(roles, desk.queries.where(Organization, id=bodies) if bodies else ())
