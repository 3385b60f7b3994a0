"""The confidence rule for claims and evidence from elsewhere: a file in, levels with their reasons out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, cast, get_args

import click

from newsroom.commands.common import json_option, say, say_json
from newsroom.domain.claim import Authority, ClaimKind, Grade, Stance
from newsroom.domain.confidence import Assessment, ClaimFacts, EvidenceItem, assess
from newsroom.domain.errors import BadInput
from newsroom.domain.grades import QuoteMatch
from newsroom.domain.terms import TermsValue
from newsroom.domain.wording import flag_words, level_with_mark
from newsroom.tasks.files import file_bytes

Object = Mapping[str, object]
_WORDS: Mapping[str, tuple[str, ...]] = {
    "kind": get_args(ClaimKind), "quote_match": get_args(QuoteMatch), "stance": get_args(Stance),
    "authority": get_args(Authority), "terms": get_args(TermsValue), "reliability": get_args(Grade),
}  # fmt: skip
_YES_OR_NO = frozenset({"firsthand", "inspected", "retracted", "own"})
_DAYS = frozenset({"as_of", "embargo_until"})
_MAY_BE_NULL = frozenset({"quote_match", "ttl_days", *_DAYS})
_OF_FILE, _OF_CLAIM = ("today", "claims"), ("id", "kind", "ttl_days", "quote_match", "evidence")
_OF_EVIDENCE = tuple(one.name for one in fields(EvidenceItem))
_MOST_SHOWN = 60


@dataclass(frozen=True, slots=True)
class Wrong:
    """What cannot be used, or was passed over: ``where`` is its place in the file, ``claims[0].evidence[2].stance``."""

    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Assessed:
    """A claim of the file with its level. ``left_out``: the places of its evidence that could not be used."""

    id: str
    assessment: Assessment
    left_out: tuple[str, ...]


@dataclass(slots=True)
class _Read:
    """What one file gave. An error left something out; a note did not."""

    today: date
    claims: list[Assessed] = field(default_factory=list[Assessed])
    errors: list[Wrong] = field(default_factory=list[Wrong])
    notes: list[Wrong] = field(default_factory=list[Wrong])

    def wrong(self, where: str, message: str) -> None:
        self.errors.append(Wrong(where, message))


@click.command("assess")
@click.argument("file", type=click.Path(path_type=Path))
@json_option
@click.pass_context
def assess_file(context: click.Context, file: Path, as_json: bool) -> None:
    """Rate the claims of a JSON FILE by the evidence that stands there. No desk is needed and nothing is stored.

    FILE holds {"today": DAY, "claims": [...]}, or one claim: {"id", "kind", "ttl_days", "quote_match", "evidence":
    [{"id", "origin", "stance", "authority", "terms", "reliability", "firsthand", "inspected", "as_of",
    "embargo_until", "retracted", "own"}]}. Only the origin of an item of evidence must be given: what counts as one
    source. What cannot be used is named with its place and left out; exits with 2 when no claim could be rated.
    """
    read = read_claims(file_bytes(file))
    if as_json:
        say_json(_as_json(read))
    else:
        _say(read)
    if not read.claims:
        context.exit(2)


def read_claims(data: bytes) -> _Read:
    """The claims of a file, rated, and what was wrong with it; ``BadInput`` when it is not JSON at all."""
    twice: list[str] = []

    def noting(pairs: list[tuple[str, object]]) -> dict[str, object]:
        keys = [key for key, _ in pairs]
        twice.extend(key for key in dict.fromkeys(keys) if keys.count(key) > 1)
        return dict(pairs)

    try:
        content: object = json.loads(data.decode("utf-8-sig"), object_pairs_hook=noting)
    except UnicodeDecodeError as error:
        raise BadInput("The file is not UTF-8 text. Save it as JSON in UTF-8 and try again.") from error
    except (ValueError, RecursionError) as error:
        raise BadInput(f"The file is not JSON that can be read: {error}. Mend it and try again.") from error
    read = _Read(datetime.now(UTC).date())
    read.notes += [Wrong(_shown(key), "This key is given twice in one object; the last one counts.") for key in twice]
    _read_all(content, read)
    return read


def _read_all(content: object, read: _Read) -> None:
    listed: object = content
    at = "claims"
    if isinstance(content, dict):
        whole = cast("Object", content)
        _read_today(whole, read)
        if "claims" in whole:
            _pass_over(whole, read, at="", known=_OF_FILE)
            listed = whole["claims"]
        elif any(key in whole for key in _OF_CLAIM):
            _read_claim({key: value for key, value in whole.items() if key != "today"}, read, at="", number=1)
            return
        else:
            read.wrong("", f'There is no claim here. Give "claims", or one claim with: {", ".join(_OF_CLAIM)}.')
            return
    if not isinstance(listed, list):
        read.wrong(at, f"{_shown(listed)} is no list of claims. Use [...], or one claim as an object.")
        return
    for number, one in enumerate(cast("list[object]", listed)):
        _read_claim(one, read, at=f"{at}[{number}]", number=number + 1)
    if not listed:
        read.wrong(at, "The list of claims is empty.")


def _read_today(whole: Object, read: _Read) -> None:
    if whole.get("today") is None:
        return
    day = _day(whole["today"])
    if day is None:
        read.wrong("today", f"{_shown(whole['today'])} is no day; the day of this machine is used. {_DAY_ALLOWED}")
    else:
        read.today = day


def _read_claim(one: object, read: _Read, *, at: str, number: int) -> None:
    if not isinstance(one, dict):
        read.wrong(at, f"{_shown(one)} is no claim. Use an object with: {', '.join(_OF_CLAIM)}.")
        return
    claim = cast("Object", one)
    _pass_over(claim, read, at=at, known=_OF_CLAIM)
    facts = _fields(claim, read, at=at, names=("kind", "ttl_days", "quote_match"))
    name = claim.get("id")
    if name is not None and not isinstance(name, str):
        read.wrong(_join(at, "id"), f"The id cannot be {_shown(name)}. Use words in quotation marks.")
        facts = None
    items, left_out = _read_evidence(claim.get("evidence"), read, at=_join(at, "evidence"))
    if facts is None or items is None:
        return
    rated = assess(ClaimFacts(**facts), items, today=read.today)
    read.claims.append(Assessed(str(name or f"claim {number}"), rated, tuple(left_out)))


def _read_evidence(listed: object, read: _Read, *, at: str) -> tuple[list[EvidenceItem] | None, list[str]]:
    items: list[EvidenceItem] = []
    left_out: list[str] = []
    if listed is None:
        return items, left_out
    if not isinstance(listed, list):
        read.wrong(at, f"{_shown(listed)} is no list of evidence. Use [...], with one object for each item.")
        return None, left_out
    for number, one in enumerate(cast("list[object]", listed)):
        item = _read_item(one, read, at=f"{at}[{number}]", number=number + 1)
        if item is None:
            left_out.append(f"{at}[{number}]")
        else:
            items.append(item)
    return items, left_out


def _read_item(one: object, read: _Read, *, at: str, number: int) -> EvidenceItem | None:
    if not isinstance(one, dict):
        read.wrong(at, f"{_shown(one)} is no evidence. Use an object with: {', '.join(_OF_EVIDENCE)}.")
        return None
    item = cast("Object", one)
    _pass_over(item, read, at=at, known=_OF_EVIDENCE)
    given = _fields(item, read, at=at, names=_OF_EVIDENCE)
    if "origin" not in item:
        read.wrong(_join(at, "origin"), "The origin is missing. Name what this comes from in the end: items of one "
                   "origin count once.")  # fmt: skip
        return None
    if given is None:
        return None
    given.setdefault("id", f"evidence {number}")
    return EvidenceItem(**given)


def _fields(one: Object, read: _Read, *, at: str, names: Sequence[str]) -> dict[str, Any] | None:
    """The values of the fields that are there, as the rule takes them; None when any of them is wrong."""
    found: dict[str, Any] = {}
    is_whole = True
    for name in names:
        if name not in one or (one[name] is None and name in _MAY_BE_NULL):
            continue
        allowed = _what_is_wrong(name, one[name])
        if allowed:
            read.wrong(_join(at, name), f"The {name} cannot be {_shown(one[name])}. {allowed}")
            is_whole = False
        else:
            found[name] = _day(one[name]) if name in _DAYS else one[name]
    return found if is_whole else None


_DAY_ALLOWED = "Use a day such as 2025-10-05."


def _what_is_wrong(name: str, value: object) -> str:
    """What is allowed, when the value is not; empty when it is."""
    null = " Or leave it out." if name in _MAY_BE_NULL else ""
    if name in _WORDS:
        allowed = _WORDS[name]
        return "" if isinstance(value, str) and value in allowed else f"Use one of: {', '.join(allowed)}.{null}"
    if name in _YES_OR_NO:
        return "" if isinstance(value, bool) else "Use true or false."
    if name in _DAYS:
        return "" if _day(value) is not None else f"{_DAY_ALLOWED}{null}"
    if name == "ttl_days":
        is_number = isinstance(value, int) and not isinstance(value, bool) and value >= 0
        return "" if is_number else f"Use a whole number of days, 0 or more.{null}"
    return "" if isinstance(value, str) and value.strip() else "Use words in quotation marks."


def _day(value: object) -> date | None:
    if not isinstance(value, str) or len(value) != len("2025-10-05"):
        return None
    try:
        return date.fromisoformat(value)
    except ValueError:
        return None


def _pass_over(one: Object, read: _Read, *, at: str, known: Sequence[str]) -> None:
    for key in one:
        if key not in known:
            read.notes.append(
                Wrong(_join(at, key), f"This is not known here and was passed over. Known are: {', '.join(known)}.")
            )


def _join(at: str, name: str) -> str:
    plain = name if name.isidentifier() else f"[{_shown(name)}]"
    return f"{at}.{plain}" if at and name.isidentifier() else f"{at}{plain}"


def _shown(value: object) -> str:
    """A value as the file has it, cut to what fits a line."""
    words = json.dumps(value)
    return words if len(words) <= _MOST_SHOWN else f"{words[:_MOST_SHOWN]}…"


def _as_json(read: _Read) -> dict[str, object]:
    return {
        "today": read.today.isoformat(),
        "claims": [
            {
                "id": one.id, "level": one.assessment.level, "flags": sorted(one.assessment.flags),
                "reasons": list(one.assessment.reasons), "cap": one.assessment.cap,
                "next_step": one.assessment.next_step, "left_out": list(one.left_out),
            }
            for one in read.claims
        ],
        "errors": [{"where": one.where, "message": one.message} for one in read.errors],
        "notes": [{"where": one.where, "message": one.message} for one in read.notes],
    }  # fmt: skip


def _say(read: _Read) -> None:
    for one in read.claims:
        say(f"{level_with_mark(one.assessment.level)}  {one.id}")
        words = flag_words(one.assessment.flags)
        for line in (*((words,) if words else ()), *one.assessment.reasons):
            say(f"    {line}")
        if one.assessment.next_step:
            say(f"    Next: {one.assessment.next_step}")
        if one.left_out:
            say(f"    Rated without what could not be used: {', '.join(one.left_out)}")
    for one in (*read.errors, *read.notes):
        click.echo(f"{one.where or 'The file'}: {one.message}".encode("utf-8", "backslashreplace").decode(), err=True)


COMMANDS = (assess_file,)
