"""Whether the prose tells a reply more strongly than it was (domain.md section 8)."""

import re

from newsroom.domain.comment_request import Outcome, ReportedOutcome

_REFUSED = re.compile(
    r"\b(?:refus(?:es?|ed|ing)|would not (?:say|comment|answer|discuss)|stonewall\w*)\b", re.IGNORECASE
)
_DECLINED = re.compile(r"\bdeclin(?:es?|ed|ing)\b", re.IGNORECASE)
_SILENT = re.compile(r"\b(?:not|n[’']t|never) (?:respond|repl(?:y|ied)|answer)|\bno response\b", re.IGNORECASE)
_DENIED = re.compile(r"\b(?:denie[sd]|rejecte?[sd]|confirm(?:s|ed)|admit(?:s|ted))\b", re.IGNORECASE)

# What may be said of each outcome, from the strongest kind of sentence down.
_ALLOWED: dict[str, frozenset[str]] = {
    "declined": frozenset({"declined"}),
    "declined_with_reason": frozenset({"declined"}),
    "no_response_by_deadline": frozenset({"silent"}),
    "no_response": frozenset({"silent"}),
    "responded_on_record": frozenset({"denied", "declined", "refused"}),
    "responded_background": frozenset({"denied"}),
    "responded": frozenset({"denied", "declined", "refused"}),
}
_SAYS = {
    "refused": (_REFUSED, "The story says they refused; that is more than they did."),
    "declined": (_DECLINED, "The story says they declined; they did not."),
    "denied": (_DENIED, "The story gives an answer that nobody gave for print."),
    "silent": (_SILENT, "The story says they did not answer; that is not what came of it."),
}


def reply_fault(
    words: str, outcome: Outcome, *, via_outlet: str = "", reported: ReportedOutcome | None = None, until: str = ""
) -> str:  # fmt: skip
    """What is wrong with the sentence that tells the reply; empty where it says no more than the outcome does.

    Where another outlet asked, its name must stand in the sentence: a reply to them was none to us. ``until`` is the
    deadline in words while it is still to come: nobody failed to answer before it.
    """
    if not words.strip():
        return ""
    if outcome == "reported_by_other_outlet" and via_outlet.strip() and via_outlet.casefold() not in words.casefold():
        return f"It was {via_outlet} that asked: the sentence must say so."
    came = (reported or "") if outcome == "reported_by_other_outlet" else outcome
    allowed = _ALLOWED.get(came, frozenset[str]())
    if until and _SILENT.search(words):
        return f"The story says they did not answer; they still have until {until}."
    for said, (pattern, fault) in _SAYS.items():
        if said not in allowed and pattern.search(words):
            return fault
    return ""
