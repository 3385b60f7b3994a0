"""What a story says came of a request for comment, and whether it says so alike wherever it says it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.language import en_wordings as en
from newsroom.text.language.en import ENGLISH
from newsroom.text.spans import Span, paragraphs, sentences

_NAME = re.compile(r"(?:(?:The\s)?[A-Z][\w&.-]*)(?:\s(?:of\s|and\s|for\s|the\s)?[A-Z][\w&.-]*){0,5}")
_NOBODY = re.compile(
    r"(?:The|A|An|He|She|They|It|But|And|In|On|At|As|Per|According|When|While|Although|However|Neither)\b"
)
_QUOTED_BEFORE = re.compile(r"[“\"‘'«]\s*\Z")


@dataclass(frozen=True, slots=True)
class ToldReply:
    """One place where the text tells a reply. ``form``: declined, refused, silent or no comment."""

    start: int
    end: int
    words: str
    """The words that tell it."""
    of: str
    """Whose reply it is, as the sentence names them; empty where it names nobody."""
    form: str
    quoted: bool
    """Do the words stand between quotation marks?"""
    outlet: str
    """The outlet that is said to have heard it; empty where the sentence names none."""


@dataclass(frozen=True, slots=True)
class RepliesApart:
    """The places that tell one party's reply; not all in one wording where ``replies_apart`` found them."""

    told: tuple[ToldReply, ...]

    @property
    def of(self) -> str:
        """The shortest name the party has in the text."""
        return min((one.of for one in self.told), key=len)

    @property
    def outlet(self) -> str:
        """The outlet that asked, where one is named; empty where none is."""
        return next((one.outlet for one in self.told if one.outlet), "")


def told_replies(text: str, line: Span) -> tuple[ToldReply, ...]:
    """Every place of one paragraph that tells a reply, in order."""
    if en.TELLS_A_REPLY.search(text, line.start, line.end) is None:
        return ()
    found = [one for sentence in sentences(text, line, language=ENGLISH) for one in _in_sentence(text, sentence)]
    return tuple(sorted(found, key=lambda one: one.start))


def replies_apart(told: Sequence[ToldReply]) -> tuple[RepliesApart, ...]:
    """The parties whose reply is told in more than one wording."""
    return tuple(group for group in _by_party(told) if are_apart(group.told))


def are_apart(told: Sequence[ToldReply]) -> bool:
    """Whether places that tell one reply do so in more than one wording."""
    return len({(one.form, one.quoted, one.outlet) for one in told}) > 1


def parties_told(text: str) -> tuple[RepliesApart, ...]:
    """The parties whose reply a text tells, each with its places, be they told alike or not."""
    return tuple(_by_party([one for line in paragraphs(text) for one in told_replies(text, line)]))


def _by_party(told: Sequence[ToldReply]) -> list[RepliesApart]:
    parties: dict[str, list[ToldReply]] = {}
    for one in told:
        if one.of:
            parties.setdefault(_party(one.of, parties), []).append(one)
    return [RepliesApart(tuple(those)) for those in parties.values()]


def _in_sentence(text: str, sentence: Span) -> list[ToldReply]:
    found: list[ToldReply] = []
    heard = en.HEARD_BY.search(text, sentence.start, sentence.end)
    outlet = heard["outlet"].removesuffix(".") if heard is not None else ""
    for form, pattern in en.REPLY_FORMS.items():
        for words in pattern.finditer(text, sentence.start, sentence.end):
            quoted = _QUOTED_BEFORE.search(text, max(0, words.start() - 3), words.start()) is not None
            of = _whose(text[sentence.start : words.start()], outlet)
            found.append(ToldReply(words.start(), words.end(), words.group(), of, form, quoted, outlet))
    return found


def _whose(before: str, outlet: str) -> str:
    """The name nearest before the words; none that only begins the sentence, and not the outlet that heard it."""
    names = [found.group() for found in _NAME.finditer(before) if not _NOBODY.fullmatch(found.group())]
    names = [name.removeprefix("The ") for name in names if name.removeprefix("The ") != outlet.removeprefix("The ")]
    return names[-1] if names else ""


def _party(name: str, known: dict[str, list[ToldReply]]) -> str:
    """ "Amazon MGM" and "Amazon MGM Studios" are one party: the words of one name stand in the other."""
    words = set(name.split())
    for other in known:
        if words <= set(other.split()) or set(other.split()) <= words:
            return other
    return name
