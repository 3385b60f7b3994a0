"""The kept versions of a story as a list, newest first; what was saved while writing folds under its hour."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from newsroom.domain.draft import RevisionLine
from newsroom.domain.wording import REVISION_NAMES
from ui.time_words import day_words, moment_of, when_words


@dataclass(frozen=True, slots=True)
class VersionLine:
    """A version, or with ``folds`` the versions of one hour; ``revision_id`` is then that of the newest of them."""

    revision_id: str
    name: str
    detail: str
    folds: tuple[str, ...] = ()
    is_inside: bool = False

    @property
    def accessible(self) -> str:
        return f"{self.name}, {self.detail}".rstrip(", ")


def version_lines(
    revisions: Sequence[RevisionLine], *, words: Mapping[str, int], opened: Collection[str], now: datetime
) -> tuple[VersionLine, ...]:
    """Newest first. ``words``: revision id → its number of words, as far as they are counted; ``opened``: the folds
    that show what is inside, by the key ``fold_key`` gives."""
    newest_first = sorted(revisions, key=lambda one: one.seq, reverse=True)
    lines: list[VersionLine] = []
    for run in _runs(newest_first, now):
        if len(run) > 1:
            lines.append(_fold(run, now))
        if len(run) > 1 and fold_key(run[0], now) not in opened:
            continue
        lines += [VersionLine(one.id, "", "", is_inside=len(run) > 1) for one in run]
    return _told(lines, {one.id: one for one in revisions}, words=words, now=now)


def _told(
    lines: Sequence[VersionLine], revisions: Mapping[str, RevisionLine], *, words: Mapping[str, int], now: datetime
) -> tuple[VersionLine, ...]:
    """Each version in words, beside the one shown below it."""
    before: dict[int, str] = {}
    older = ""
    for number in reversed(range(len(lines))):
        before[number] = older
        older = lines[number].revision_id
    return tuple(
        line
        if line.folds
        else _line(revisions[line.revision_id], before=before[number], words=words, now=now, is_inside=line.is_inside)
        for number, line in enumerate(lines)
    )


def fold_key(revision: RevisionLine, now: datetime) -> str:
    """The hour a version saved while writing folds under; empty for one kept on purpose."""
    if revision.why != "autosave" or revision.name:
        return ""
    moment = moment_of(revision.created_at, now=now)
    return f"{moment:%Y-%m-%d %H}" if moment else ""


def _runs(newest_first: Sequence[RevisionLine], now: datetime) -> list[list[RevisionLine]]:
    runs: list[list[RevisionLine]] = []
    for one in newest_first:
        key = fold_key(one, now)
        if runs and key and fold_key(runs[-1][-1], now) == key:
            runs[-1].append(one)
        else:
            runs.append([one])
    return runs


def _fold(run: Sequence[RevisionLine], now: datetime) -> VersionLine:
    moment = moment_of(run[0].created_at, now=now)
    assert moment is not None
    day = "" if moment.date() == now.date() else f"{day_words(moment.date(), today=now.date())} "
    hours = f"{day}{moment:%H}:00–{(moment.hour + 1) % 24:02}:00"
    return VersionLine(
        run[0].id, f"{len(run)} versions saved while writing", hours.strip(), tuple(one.id for one in run)
    )


def _line(
    revision: RevisionLine, *, before: str, words: Mapping[str, int], now: datetime, is_inside: bool
) -> VersionLine:
    why = REVISION_NAMES[revision.why]
    when = when_words(revision.created_at, now=now)
    parts = [when, why if revision.name else "", _growth(revision, before, words)]
    name = revision.name or f"{why[:1].upper()}{why[1:]}"
    return VersionLine(revision.id, name, " · ".join(part for part in parts if part), is_inside=is_inside)


def _growth(revision: RevisionLine, before: str, words: Mapping[str, int]) -> str:
    number = words.get(revision.id)
    if number is None:
        return ""
    if before not in words:
        return _words(number)
    grown = number - words[before]
    return f"{_words(number)} ({f'{grown:+}'.replace('-', '−') if grown else 'as many as before'})"


def _words(number: int) -> str:
    return f"{number} word{'' if number == 1 else 's'}"
