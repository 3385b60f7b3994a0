"""The letter that asks somebody for comment: plain, courteous, with what the story says of them as sentences."""

from collections.abc import Sequence
from datetime import tzinfo

from newsroom.domain.comment_request import CommentRequest, deadline_in_words

_ENDS = (".", "!", "?", "…", ".”", "!”", "?”", ".'", '."')


def letter_text(request: CommentRequest, wordings: Sequence[str], *, signed: str, zone: tzinfo | None = None) -> str:
    """The letter with the ``wordings`` of the claims put, numbered where there are several; ``signed`` is who asks.
    The working headline stands nowhere: a letter tells no more than what it asks about."""
    points = [_as_sentence(one) for one in wordings if one.strip()]
    whom = request.asked_of.strip()
    whom = f"the {whom.removeprefix('The ')}" if whom.startswith("The ") else whom
    parts = [f"Dear {whom},", _opening(signed)]
    if len(points) == 1:
        parts += ["The story says:", points[0], "Is this right? If anything in it is wrong or missing, please tell me."]
    elif points:
        numbered = "\n".join(f"{number}. {point}" for number, point in enumerate(points, start=1))
        asked = "Is this right? If anything in these points is wrong or missing, please tell me."
        parts += ["The story says:", numbered, asked]
    parts += ["I would like to carry your answer, on the record and in your words.", _by_when(request, zone)]
    parts.append("\n".join(("With thanks and kind regards,", signed.strip())).strip())
    return "\n\n".join(part for part in parts if part)


def _opening(signed: str) -> str:
    who = f"my name is {signed.strip()}. " if signed.strip() else ""
    said = f"{who}I am working on a story that concerns you, and I would like to give you the chance to comment on it."
    return said[0].upper() + said[1:]


def _by_when(request: CommentRequest, zone: tzinfo | None) -> str:
    if not request.deadline:
        return "Please tell me by when you can answer."
    return (
        f"Please answer by {deadline_in_words(request.deadline, zone=zone)}. If I have not heard from you by then, the "
        "story will say so."
    )


def _as_sentence(wording: str) -> str:
    words = " ".join(wording.split())
    return f"{words[0].upper()}{words[1:]}{'' if words.endswith(_ENDS) else '.'}"
