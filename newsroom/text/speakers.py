"""From the words that name a speaker to the person meant: short names, pronouns, "the mayor"."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from newsroom.text.antecedents import EarlierSentences
from newsroom.text.language.base import Naming
from newsroom.text.reading import Page
from newsroom.text.role_holders import holders_of
from newsroom.text.roster import Mention, Person, Roster, person_from, strip_possessive
from newsroom.text.spans import MASK, Span, Word
from newsroom.text.subjects import Subject

_WINDOW = 1800
# How far behind the subject the object of its verb begins, in code points: a verb and a title.
_OBJECT_REACH = 24
# Who a pronoun of these kinds means is a person; "e": he or she ("the 58-year-old").
_PERSONAL = ("m", "f", "e")
_HANGS = frozenset(("of", "for", "from", "at", "in", "to", "and"))


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker: the name to show, the mention relied on, and whether a rival could be meant."""

    name: str
    start: int
    end: int
    certain: bool
    person: Person | None = None
    # "m", "f", "" (a person, no telling), "p" (several people or a body), "n" (a thing), "?" (one word
    # that may be a person or a firm), None (no telling at all)
    gender: str | None = None
    # A "he", "she", "they" or "it" of whom the text does not tell: no name to show.
    is_unknown: bool = False

    def may_be(self, pronoun: str) -> bool:
        """Whether a pronoun of this kind ("m", "f", "p", "n") can mean this speaker."""
        if pronoun in _PERSONAL:
            return self.gender in (("", "?", "m", "f") if pronoun == "e" else ("", "?", pronoun))
        return self.gender in ("p", "n", "?")


class Resolver:
    """Resolves subjects against the people of one text; it remembers who spoke last."""

    def __init__(self, page: Page, roster: Roster, blocks: Sequence[Span]) -> None:
        self.page = page
        self.roster = roster
        self.block_starts = [block.start for block in blocks]
        self.earlier = EarlierSentences(page, blocks)
        self.last: Speaker | None = None
        self.last_at = 0

    def remember(self, speaker: Speaker, *, at: int) -> None:
        self.last = speaker
        self.last_at = at

    def resolve(self, subject: Subject) -> Speaker:
        if subject.kind == "pronoun":
            return self._pronoun(subject)
        if subject.kind == "nominal":
            return self._nominal(subject)
        return self._name(subject)

    def only_person(self, stretch: Span) -> Speaker | None:
        """The one person named in a stretch, never certain; None when nobody or several are."""
        named = {mention.person.name: mention for mention in self.roster.between(stretch.start, stretch.end)}
        if len(named) != 1:
            return None
        (mention,) = named.values()
        return _speaker(mention.person, mention.start, mention.end, certain=False)

    def _name(self, subject: Subject) -> Speaker:
        language = self.page.language
        start, end, name = name_in(self.page.text, subject, titles=language.naming.titles)
        mentions = [
            mention for mention in self.roster.between(subject.start, subject.end) if mention.end <= subject.end + 2
        ]
        lower_head = subject.words[0].lower in language.grammar.determiners and not subject.words[0].capital
        role_first = _role_place(subject, language.naming)
        hangs = role_first is not None and bool(mentions) and role_first < mentions[0].start
        if mentions and not (hangs and _prepositional(subject, mentions[0])):
            return self._known(subject, mentions, Speaker(name, start, end, True, None, self._gender(subject)))
        capitals = [word for word in subject.words if word.capital]
        if len(subject.words) == 1:
            known = self.roster.called(strip_possessive(subject.words[0].text))
            if known is not None:
                return _speaker(known, start, end)
        person = person_from([strip_possessive(word.text) for word in capitals], at=subject.start, language=language)
        firm = any(word.text == "&" for word in subject.words)
        if person is not None and not lower_head and not firm:
            known = self.roster.find(person.name, at=subject.start)
            return _speaker(known or person, start, end)
        return Speaker(name, start, end, True, None, self._gender(subject))

    def _known(self, subject: Subject, mentions: Sequence[Mention], phrase: Speaker) -> Speaker:
        """The person of the roster a phrase means; "Ada Roe's lawyer" is not Ada Roe and stays a phrase."""
        chosen = mentions[0]
        if _possessive(self.page.text, chosen) and chosen.end + 2 < subject.end:
            own = [mention for mention in mentions[1:] if not _possessive(self.page.text, mention)]
            tail = _name_at_the_end(subject)
            if own:
                # "Ada Roe's lawyer, Tom Reed" is Tom Reed.
                chosen = own[-1]
            elif subject.words[-1].lower in self.page.language.speech.nouns:
                # "Ada Roe’s verdict" is Ada Roe’s.
                return _speaker(chosen.person, chosen.start, chosen.end)
            elif tail is not None and self.page.language.naming.is_role(subject.words[-len(tail) - 1].lower):
                # "Ada Roe’s daughter Tilly" is Tilly.
                written = " ".join(word.text for word in tail)
                gender = self._gender(replace(subject, words=subject.words[: -len(tail)]))
                return Speaker(written, tail[0].start, tail[-1].end, True, None, gender)
            else:
                return phrase
        several = _joined(self.page.text, mentions)
        if several is not None:
            return several
        written = self.page.text[chosen.start : chosen.end]
        certain = not self.roster.has_rival(written, chosen.person, at=chosen.start)
        return _speaker(chosen.person, chosen.start, chosen.end, certain=certain)

    def _pronoun(self, subject: Subject) -> Speaker:
        word = subject.words[0]
        gender = self.page.language.grammar.pronouns.get(word.lower, "")
        if gender in ("s", "o"):
            # The writer, or "somebody": who that is the text cannot tell, but there is no rival.
            return Speaker(word.text, subject.start, subject.end, True)
        if gender in ("m", "f", "p", "n"):
            meant = self._antecedent(subject.start, gender)
            if meant is not None:
                doubtful = meant.gender == "?" and self._nearest_mention(subject.start, gender) is not None
                return replace(meant, start=subject.start, end=subject.end, certain=meant.certain and not doubtful)
        return Speaker(word.text, subject.start, subject.end, False, is_unknown=gender in ("m", "f", "p", "n"))

    def _recent(self, at: int, paragraphs: int) -> bool:
        return bisect_right(self.block_starts, at) - bisect_right(self.block_starts, self.last_at) <= paragraphs

    def _antecedent(self, at: int, gender: str) -> Speaker | None:
        """Whom a pronoun means: the nearest fitting subject of the sentences before it, or the last speaker."""
        last = self.last if self.last is not None and self.last.may_be(gender) and self._recent(at, 2) else None
        for sentence in self.earlier.before(at):
            if last is not None and sentence.start <= self.last_at:
                return last
            subject = sentence.subject
            if subject is None or subject.start >= at or subject.kind == "pronoun":
                continue
            meant = self._subject_meant(subject, gender, nominal=sentence.same_paragraph)
            if meant is None:
                continue
            rivalled = sentence.same_paragraph and not sentence.tells and self._rivalled(meant, gender, subject.end)
            return replace(meant, certain=meant.certain and not rivalled)
        return last or self._nearest_mention(at, gender)

    def _subject_meant(self, subject: Subject, gender: str, *, nominal: bool) -> Speaker | None:
        fitting = [
            mention
            for mention in self.roster.between(subject.start, subject.end)
            if _fits(mention.person, gender) and not _possessive(self.page.text, mention)
        ]
        people = {mention.person.name for mention in fitting}
        meant = self.resolve(subject)
        if gender in _PERSONAL and len(people) > 1 and any(word.lower == "and" for word in subject.words):
            first = fitting[0].person
            return Speaker(first.name, subject.start, subject.end, False, first, first.gender)
        if gender in _PERSONAL and meant.gender == "?":
            return None
        if not meant.may_be(gender) or (meant.person is None and not nominal and gender in _PERSONAL):
            return None
        return meant

    def _rivalled(self, meant: Speaker, gender: str, end: int) -> bool:
        """ "Ada Roe met Joan Lund. … she said": where the verb's object has the same gender, either may be meant."""
        return any(
            mention.person.gender == gender and mention.person is not meant.person
            for mention in self.roster.between(end, end + _OBJECT_REACH)
        )

    def _nearest_mention(self, at: int, gender: str) -> Speaker | None:
        if gender not in _PERSONAL:
            return None
        fitting = [
            mention
            for mention in self.roster.between(max(0, at - _WINDOW), at)
            if _fits(mention.person, gender) and self.page.masked[mention.start] != MASK
        ]
        if not fitting:
            return None
        sure = [mention for mention in fitting if mention.person.gender == gender] or fitting
        block = self.block_starts[max(0, bisect_right(self.block_starts, at) - 1)]
        near = [mention for mention in sure if mention.start >= block] or _last_paragraph(sure, self.block_starts)
        chosen = near[0].person
        certain = not {mention.person.name for mention in near} - {chosen.name}
        return Speaker(chosen.name, at, at, certain, chosen, chosen.gender)

    def _nominal(self, subject: Subject) -> Speaker:
        language = self.page.language
        definite = subject.words[0].lower in ("the", "his", "her", "their", "this", "that")
        written = self.page.text[subject.start : subject.end]
        own = Speaker(written, subject.start, subject.end, True, None, self._gender(subject))
        if subject.words[-1].lower.endswith("-year-old"):
            meant = self._antecedent(subject.start, "e")
            return own if meant is None else replace(meant, start=subject.start, end=subject.end)
        role = next((word.lower for word in subject.words if language.naming.is_role(word.lower)), None)
        if not definite or role is None or any(word.lower in ("for", "of") for word in subject.words):
            return own
        holders = holders_of(role, self.page.masked, self.roster, before=subject.start)
        if len(holders) == 1:
            return _speaker(holders[0], subject.start, subject.end)
        if self.last is not None and self.last.person in holders:
            return replace(self.last, start=subject.start, end=subject.end, certain=True)
        return own

    def _gender(self, subject: Subject) -> str | None:
        """What pronoun a phrase that is no known person may be followed by."""
        naming = self.page.language.naming
        lower = [strip_possessive(word.lower) for word in subject.words]
        head = next((i for i, word in enumerate(lower) if i and word in ("of", "for", "from", "at", "in")), len(lower))
        if "and" in lower[:head]:
            return "p"
        for word in reversed(lower[:head]):
            if word in naming.kin:
                return naming.kin[word]
            if word in naming.groups or word in naming.organisations:
                return "p"
            if naming.is_role(word):
                return ""
            if word.endswith("s") and naming.is_role(word[:-1]):
                return "p"
        if len(subject.words) == 1 and subject.words[0].capital:
            place = lower[0] in naming.places or subject.words[0].text.isupper()
            return "n" if place else naming.first_names.get(lower[0], "?")
        return "n"


def _joined(text: str, mentions: Sequence[Mention]) -> Speaker | None:
    """ "Ada Roe and Bo Lund said": the words are those of both."""
    if len(mentions) != 2 or text[mentions[0].end : mentions[1].start] != " and ":
        return None
    first, second = mentions
    if first.person is second.person or _possessive(text, second):
        return None
    return Speaker(f"{first.person.name} and {second.person.name}", first.start, second.end, True, None, "p")


def _fits(person: Person, gender: str) -> bool:
    return gender == "e" or person.gender in ("", gender)


def _speaker(person: Person, start: int, end: int, *, certain: bool = True) -> Speaker:
    return Speaker(person.name, start, end, certain, person, person.gender)


def _name_at_the_end(subject: Subject) -> list[Word] | None:
    """The capitalised words a phrase ends with, when plain words stand before them."""
    words = subject.words
    begin = len(words)
    while begin > 0 and words[begin - 1].capital:
        begin -= 1
    lead = words[:begin]
    plain = bool(lead) and all(word.text.replace("-", "").isalpha() and word.lower not in _HANGS for word in lead[1:])
    return list(words[begin:]) if plain and begin < len(words) else None


def _last_paragraph(mentions: Sequence[Mention], block_starts: Sequence[int]) -> list[Mention]:
    block = bisect_right(block_starts, mentions[-1].start)
    return [mention for mention in mentions if bisect_right(block_starts, mention.start) == block]


def _role_place(subject: Subject, naming: Naming) -> int | None:
    lower = (word for word in subject.words if not word.capital)
    return next((word.start for word in lower if naming.is_role(word.lower) or word.lower in naming.groups), None)


def _prepositional(subject: Subject, mention: Mention) -> bool:
    """ "a spokesman for Ada Roe": the name hangs on a preposition and is not the one who speaks."""
    return any(word.lower in ("for", "of", "to", "from") and word.end <= mention.start for word in subject.words)


def _possessive(text: str, mention: Mention) -> bool:
    return text[mention.end : mention.end + 2] in ("'s", "’s") or text[mention.end : mention.end + 1] in ("'", "’")


def name_in(text: str, subject: Subject, *, titles: Mapping[str, str]) -> tuple[int, int, str]:
    """The words to show for a name that is no known person: the phrase without an article or a possessive."""
    chosen = list(subject.words)
    while len(chosen) > 1 and chosen[1].capital and chosen[0].lower in ("the", "a", "an", "that", "this"):
        if chosen[0].capital:
            break
        chosen = chosen[1:]
    tail = _name_at_the_end(subject)
    if tail is not None and len(tail) > 1 and chosen[0].lower in ("the", "a", "an"):
        # "the trade body Lumina Europe"
        chosen = tail
    while (
        len(chosen) > 1 and chosen[1].capital and chosen[0].text[-1:] == "." and chosen[0].lower.rstrip(".") in titles
    ):
        chosen = chosen[1:]
    start, end = chosen[0].start, chosen[-1].end
    name = strip_possessive(text[start:end]) or text[start:end]
    return start, start + len(name), name
