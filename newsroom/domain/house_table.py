"""What a house makes of each way a quotation may differ from what was said: it passes, is looked at, or is an error.

The ways are those the quote check finds (``text/fidelity``), each declared here and nowhere else, with what holds where
a profile says nothing (domain.md section 7).
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, cast, get_args

from newsroom.domain.errors import BadInput
from newsroom.domain.quote import FidelityKind

Severity = Literal["pass", "warn", "error"]


@dataclass(frozen=True, slots=True)
class HouseRow:
    """``severity`` where the profile names none. ``words``: what was done to the quotation, as a sentence; empty where
    the changed words themselves are told. ``may_pass``: whether a house may let it pass silently."""

    severity: Severity
    words: str = ""
    may_pass: bool = True


HOUSE_TABLE: dict[str, HouseRow] = {
    "terminal_punctuation": HouseRow("pass", "Its last comma or period is not in the saved copy."),
    "case_of_start": HouseRow("pass", "Its first letter has another case than in the saved copy."),
    "ellipsis": HouseRow("pass", "Words are left out, and marked so."),
    "brackets": HouseRow("pass", "Words in brackets stand for others."),
    "ellipsis_joins_sentences": HouseRow("warn", "The ellipsis joins two sentences."),
    "ellipsis_glued": HouseRow("warn", "The ellipsis is glued to a comma or a word."),
    "ellipsis_hides_not": HouseRow("warn", "A “not” is among the words that were left out.", may_pass=False),
    "hidden_characters": HouseRow("warn", "The saved copy has characters here that cannot be seen."),
    "truncated_sentence": HouseRow("warn", "The source's sentence goes on where this one ends."),
    "single_word": HouseRow("warn", "A single word stands between quotation marks."),
    "words_nobody_said": HouseRow("warn", "These read like a reporter's words, not like something somebody said."),
    "changed_case": HouseRow("error"),
    "punctuation": HouseRow("error"),
    "omitted_words": HouseRow("error"),
    "added_words": HouseRow("error"),
    "reordered_words": HouseRow("error"),
    "changed_words": HouseRow("error"),
    "lost_negation": HouseRow("error", may_pass=False),
    "added_negation": HouseRow("error", may_pass=False),
    "changed_number": HouseRow("error", may_pass=False),
    "changed_name": HouseRow("error", may_pass=False),
}


def house_row(kind: FidelityKind, detail: str) -> str:
    """The row of the table a verdict belongs to; empty for one the table says nothing about (word for word, not found,
    not compared). What stands at several places is judged by what each of them would be."""
    if kind == "marked_edit" and detail == "lost_negation":
        return "ellipsis_hides_not"
    if detail in HOUSE_TABLE:
        return detail
    return "changed_words" if kind == "unmarked_edit" else ""


def usual_severities() -> dict[str, Severity]:
    """What holds where no profile says otherwise."""
    return {name: row.severity for name, row in HOUSE_TABLE.items()}


def severities_from(profile: str, table: object) -> Mapping[str, Severity]:
    """The table of a profile as read from YAML: way → pass, warn or error; one left out keeps its own. Refused with
    BadInput, naming the entry: a way or word nobody knows, and what a house may not let pass in silence."""
    if table is None:
        return usual_severities()
    if not isinstance(table, Mapping):
        raise BadInput(
            f"quotes of profile {profile!r} is {table!r}. Write one line for each way, with pass, warn or error."
        )
    found = usual_severities()
    for name, word in cast("Mapping[str, object]", table).items():
        row = HOUSE_TABLE.get(name)
        if row is None:
            raise BadInput(
                f"Profile {profile!r} speaks of {name!r} in quotes, which the quote check does not know. Use one of: "
                f"{', '.join(HOUSE_TABLE)}."
            )
        if word not in get_args(Severity):
            raise BadInput(f"{name} in quotes of profile {profile!r} is {word!r}. Use pass, warn or error.")
        if word == "pass" and not row.may_pass:
            raise BadInput(f"{name} in quotes of profile {profile!r} may not pass: choose warn or error.")
        found[name] = cast("Severity", word)
    return found
