"""Whether a source speaks of what a claim is about: the names of the claim, or where it has none those around it, are
looked for in each sentence of the source. Guesses, for a person to judge; in doubt it is not the same."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Literal

from newsroom.desk.arrival_party import names_meet
from newsroom.desk.arrival_statement import Clause, Said, Statement, rival_names
from newsroom.desk.arrival_telling import lead_of, telling_of, told_alone
from newsroom.text.proper_names import ProperName, names_in, stands_in

Sameness = Literal["same", "other", "unsaid"]


@dataclass(frozen=True, slots=True)
class Subject:
    """What a statement is about: the ``names`` that must stand in a sentence on it, those of the ``core`` in any case;
    ``lead`` are the telling words it begins with, which count where there is no name. ``others`` are names beside it
    that are no sign of another subject."""

    names: tuple[ProperName, ...]
    settings: tuple[ProperName, ...]
    core: tuple[ProperName, ...]
    lead: frozenset[str]
    telling: frozenset[str]
    others: tuple[ProperName, ...] = ()
    fallback: "Subject | None" = None

    @property
    def shown(self) -> str:
        """What it is about, in a sentence; empty where no name says so."""
        told = (self.fallback.core if self.fallback is not None else ()) or self.core or self.names
        return " and ".join(dict.fromkeys(name.shown for name in told[:2]))


@dataclass(frozen=True, slots=True)
class Compared:
    """How a sentence stands to a subject; ``words`` are those of it that are on the subject alone, ``rival`` what it
    speaks of instead."""

    sameness: Sameness
    words: str = ""
    rival: str = ""


def subject_of(
    wording: str, *, around: Sequence[str], headline: str, statement: Statement, outlets: Sequence[str] = ()
) -> Subject:
    """The subject of a statement: by its own names; where it has none by those of the first text of ``around``
    (nearest first) that has any. ``outlets`` are names of those who report."""
    alone = told_alone(wording)
    names = _not_of(_names(alone, statement), outlets)
    plain, settings = rival_names(names), tuple(name for name in names if name.is_setting)
    head = _not_of(_names(told_alone(headline), statement), outlets)
    telling, lead = telling_of(alone, known=statement.known), lead_of(alone, known=statement.known)
    wanted = plain or settings
    if wanted:
        core = tuple(name for name in wanted if any(_same(name, one) for one in head))
        return Subject(wanted, settings if plain else (), core, frozenset(), telling, others=head)
    base = Subject((), (), (), lead, telling)
    chain = [rival_names(_not_of(_names(told_alone(text), statement), outlets)) for text in around]
    chain = [names for names in chain if names]
    top = rival_names(head)
    if not chain and not top:
        return base
    nearest = chain[0] if chain else top
    fallback = replace(base, names=top, core=top, lead=frozenset()) if top else None
    return replace(base, names=nearest, lead=frozenset(), others=(*nearest, *top), fallback=fallback)


def unnamed(wording: str, *, statement: Statement) -> Subject:
    """The subject of a statement without its names, for an answer that names nothing either."""
    telling, lead = telling_of(told_alone(wording), known=statement.known), lead_of(wording, known=statement.known)
    return Subject((), (), (), lead, telling)


def compare_subject(subject: Subject, said: Said, statement: Statement) -> Compared:
    """How a sentence of a source stands to a subject."""
    found = _compared(subject, said, statement)
    if found.sameness != "same" and subject.fallback is not None:
        other = _compared(replace(subject.fallback, others=subject.others), said, statement)
        return other if other.sameness == "same" else replace(found, rival=other.rival or found.rival)
    return found


def _compared(subject: Subject, said: Said, statement: Statement) -> Compared:
    clause = _best_clause(subject, said)
    here = _rivals(subject, clause.names)
    beside = _rivals(subject, said.names)
    if not subject.names:
        return _by_lead(subject, said, beside)
    # What is said of something else in the same sentence gives no figure for this.
    words = clause.words if beside and not here else said.words
    if _all_stand(subject, clause.words, clause.names, said):
        is_doubtful = _is_elsewhere(subject, said) or any(_is_of(one, clause.words) for one in here)
        return Compared("unsaid", rival=_shown(here)) if is_doubtful else Compared("same", words)
    if _all_stand(subject, said.words, said.names, said):
        return Compared("unsaid", rival=_shown(here or beside)) if beside else Compared("same", words)
    # Beside another name of the headline nobody knows which of them is meant.
    return _by_context(subject, said, statement, _rivals(replace(subject, others=()), said.names))


def _by_context(subject: Subject, said: Said, statement: Statement, beside: Sequence[ProperName]) -> Compared:
    """By the names of the sentences before, and of the title, where its own leave it open."""
    earlier = _rivals(subject, said.earlier)
    shown = _shown(beside or earlier or _rivals(subject, statement.title.names))
    if beside:
        return Compared("other", rival=shown)
    shared = [*said.names, *said.earlier]
    seen = _standing(subject, said.words, shared, said)
    if len(seen) < len(subject.names) and not earlier:
        title = (*shared, *statement.title.names)
        seen = _standing(subject, f"{said.words} {statement.title.words}", title, said)
        if _rivals(subject, statement.title.names) and len(seen) < len(subject.names):
            return Compared("other", rival=shown)
    is_whole = len(seen) == len(subject.names)
    has_core = bool(subject.core) and all(name in seen for name in subject.core) and not earlier
    if is_whole or has_core:
        return Compared("same", said.words)
    return Compared("other" if shown else "unsaid", rival=shown)


def _by_lead(subject: Subject, said: Said, rivals: Sequence[ProperName]) -> Compared:
    """Where no name says what it is about, the words it begins with do."""
    rivals = rivals or _rivals(subject, said.earlier)
    if rivals:
        return Compared("other", rival=_shown(rivals))
    return Compared("same" if subject.lead <= said.telling | said.telling_before else "unsaid", said.words)


def _best_clause(subject: Subject, said: Said) -> Clause:
    """The part of a sentence that shares most with what the claim tells."""

    def worth(clause: Clause) -> tuple[int, int]:
        return len(clause.telling & subject.telling), len(_standing(subject, clause.words, clause.names, said))

    return max(said.clauses, key=worth, default=Clause(said.words, said.names, said.telling))


def _all_stand(subject: Subject, words: str, names: Sequence[ProperName], said: Said) -> bool:
    return len(_standing(subject, words, names, said)) == len(subject.names)


def _standing(subject: Subject, words: str, names: Sequence[ProperName], said: Said) -> list[ProperName]:
    return [name for name in subject.names if _stands(name, words, names, said)]


def _stands(name: ProperName, words: str, names: Sequence[ProperName], said: Said) -> bool:
    if not stands_in(name.words, words) and not any(_same(name, one) for one in names):
        return False
    rival = next((one for one in names if one.noun and stands_in(one.words, name.words)), None)
    if not name.noun or rival is None or rival.noun == name.noun:
        return True
    return stands_in(name.noun, said.words)


def _is_of(name: ProperName, words: str) -> bool:
    """Whether something is said to be of another: "the lead of Lantern Quay … a second season of Salt Harbour"."""
    return re.search(rf"\bof (?:the )?[“\"‘']?{re.escape(name.words)}\b", words) is not None


def _is_elsewhere(subject: Subject, said: Said) -> bool:
    """Whether it puts at another place what the claim puts at one."""
    others = [one for one in said.names if one.is_setting and not _is_known(subject, one)]
    return bool(subject.settings and others) and not any(stands_in(one.words, said.words) for one in subject.settings)


def _rivals(subject: Subject, names: Sequence[ProperName]) -> tuple[ProperName, ...]:
    return tuple(name for name in rival_names(names) if not _is_known(subject, name))


def _is_known(subject: Subject, name: ProperName) -> bool:
    return any(_same(name, one) for one in (*subject.names, *subject.settings, *subject.others))


def _same(one: ProperName, other: ProperName) -> bool:
    if one.noun and other.noun and one.noun != other.noun:
        return False
    return one.words == other.words or names_meet(one.words, other.words)


def _names(words: str, statement: Statement) -> tuple[ProperName, ...]:
    return tuple(name for name in names_in(words, known=statement.known) if not statement.is_party(name.words))


def _not_of(names: Sequence[ProperName], outlets: Sequence[str]) -> tuple[ProperName, ...]:
    return tuple(name for name in names if not any(names_meet(outlet, name.words) for outlet in outlets))


def _shown(names: Sequence[ProperName]) -> str:
    return " and ".join(dict.fromkeys(name.shown for name in names[:2]))


def other_than(subject: Subject, statement: Statement) -> str:
    """What a source speaks of that is not the subject, as it is said in a sentence; empty where it names nothing."""
    told = _rivals(subject, statement.names)
    return _shown(told[:1]) if subject.names or subject.lead else ""
