"""From the words that name a speaker to the person meant: short names, pronouns, "the mayor"."""

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.reading import Page
from newsroom.text.roster import Mention, Person, Roster, person_from, strip_possessive
from newsroom.text.spans import MASK, Span
from newsroom.text.subjects import Subject

_WINDOW = 1800
_ROLE_WINDOW = 3000


@dataclass(frozen=True, slots=True)
class Speaker:
    """A resolved speaker: the name to show, the mention relied on, and whether a rival could be meant."""

    name: str
    start: int
    end: int
    certain: bool
    person: Person | None = None


class Resolver:
    """Resolves subjects against the people of one text; it remembers who spoke last."""

    def __init__(self, page: Page, roster: Roster, blocks: Sequence[Span]) -> None:
        self.page = page
        self.roster = roster
        self.block_starts = [block.start for block in blocks]
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

    def _name(self, subject: Subject) -> Speaker:
        language = self.page.language
        start, end, name = name_in(self.page.text, subject)
        mentions = [
            mention for mention in self.roster.between(subject.start, subject.end) if mention.end <= subject.end + 2
        ]
        lower_head = subject.words[0].lower in language.grammar.determiners and not subject.words[0].capital
        role_first = _role_place(subject, language.naming.roles | language.naming.groups)
        if mentions and not (
            role_first is not None and role_first < mentions[0].start and _prepositional(subject, mentions[0])
        ):
            chosen = mentions[0]
            if _possessive(self.page.text, chosen) and chosen.end + 2 < subject.end:
                # "Ada Roe's lawyer" is not Ada Roe; "Ada Roe's lawyer, Tom Reed" is Tom Reed.
                own = [mention for mention in mentions[1:] if not _possessive(self.page.text, mention)]
                if not own:
                    return Speaker(name, start, end, True)
                chosen = own[-1]
            written = self.page.text[chosen.start : chosen.end]
            certain = not self.roster.has_rival(written, chosen.person, at=chosen.start)
            return Speaker(chosen.person.name, chosen.start, chosen.end, certain, chosen.person)
        capitals = [word for word in subject.words if word.capital]
        person = person_from([strip_possessive(word.text) for word in capitals], at=subject.start, language=language)
        if person is not None and not lower_head:
            known = self.roster.find(person.name, at=subject.start)
            return Speaker(known.name if known else person.name, start, end, True, known or person)
        return Speaker(name, start, end, True)

    def _pronoun(self, subject: Subject) -> Speaker:
        word = subject.words[0]
        gender = self.page.language.grammar.pronouns.get(word.lower, "")
        unresolved = Speaker(word.text, subject.start, subject.end, False)
        if gender == "s":
            # The writer speaks; which member that is, the text cannot tell, but there is no rival.
            return Speaker(word.text, subject.start, subject.end, True)
        if gender not in ("m", "f"):
            if (
                gender in ("p", "n")
                and self.last is not None
                and self.last.person is None
                and self._recent(subject.start, 2)
            ):
                return Speaker(self.last.name, subject.start, subject.end, True)
            return unresolved
        person, certain = self._antecedent(subject.start, gender)
        if person is None:
            return unresolved
        return Speaker(person.name, subject.start, subject.end, certain, person)

    def _recent(self, at: int, paragraphs: int) -> bool:
        return bisect_right(self.block_starts, at) - bisect_right(self.block_starts, self.last_at) <= paragraphs

    def _antecedent(self, at: int, gender: str) -> tuple[Person | None, bool]:
        """The person a pronoun means: the last speaker unless a fitting subject came between, then the nearest fit."""
        fitting = [
            mention
            for mention in self.roster.between(max(0, at - _WINDOW), at)
            if mention.person.gender in ("", gender) and self.page.masked[mention.start] != MASK
        ]
        last = self.last
        if last is not None and last.person is not None and last.person.gender in ("", gender) and self._recent(at, 2):
            since = [mention for mention in fitting if mention.start > self.last_at and self._leads_sentence(mention)]
            if not since or since[-1].person is last.person:
                return last.person, True
            return since[-1].person, len({mention.person.name for mention in since} - {last.person.name}) == 1
        if not fitting:
            return None, False
        sure = [mention for mention in fitting if mention.person.gender == gender] or fitting
        block = self.block_starts[max(0, bisect_right(self.block_starts, at) - 1)]
        near = [mention for mention in sure if mention.start >= block] or _last_paragraph(sure, self.block_starts)
        leading = [mention for mention in near if self._leads_sentence(mention)]
        chosen = (leading or near)[-1 if leading else 0]
        rivals = {mention.person.name for mention in near} - {chosen.person.name}
        return chosen.person, not rivals or bool(leading)

    def _leads_sentence(self, mention: Mention) -> bool:
        """Whether a mention opens its sentence, titles and short lead-ins aside."""
        masked = self.page.masked
        begin = max(masked.rfind(sign, max(0, mention.start - 60), mention.start) for sign in ".!?\n")
        return begin >= 0 or mention.start < 60

    def _nominal(self, subject: Subject) -> Speaker:
        language = self.page.language
        definite = subject.words[0].lower in ("the", "his", "her", "their", "this", "that")
        own = Speaker(self.page.text[subject.start : subject.end], subject.start, subject.end, True)
        role = next((word.lower for word in subject.words if word.lower in language.naming.roles), None)
        if not definite or role is None or any(word.lower in ("for", "of") for word in subject.words):
            return own
        holders = self._holders(role, subject.start)
        if len(holders) == 1:
            return Speaker(holders[0].name, subject.start, subject.end, True, holders[0])
        if self.last is not None and self.last.person in holders:
            return Speaker(self.last.name, subject.start, subject.end, True, self.last.person)
        return own

    def _holders(self, role: str, at: int) -> list[Person]:
        """The people said to hold a role before this place: "Mayor Ada Roe", "Ada Roe, the mayor of …"."""
        begin = max(0, at - _ROLE_WINDOW)
        lowered = self.page.masked[begin:at].lower()
        found: list[Person] = []
        place = lowered.find(role)
        while place >= 0:
            here = begin + place
            person = self._beside(here, here + len(role))
            if person is not None and person not in found:
                found.append(person)
            place = lowered.find(role, place + len(role))
        return found

    def _beside(self, start: int, end: int) -> Person | None:
        roster, masked = self.roster, self.page.masked
        index = bisect_left(roster.starts, end)
        if index < len(roster.mentions) and roster.starts[index] - end <= 2:
            return roster.mentions[index].person
        if index and 0 <= start - roster.mentions[index - 1].end <= 70:
            gap = masked[roster.mentions[index - 1].end : start]
            if gap.startswith((",", " —", " –", " is ", " was ")) and "." not in gap and ";" not in gap:
                return roster.mentions[index - 1].person
        if index < len(roster.mentions) and roster.starts[index] - end <= 60:
            gap = masked[end : roster.starts[index]]
            if gap.startswith((" of ", " for ", ",")) and gap.rstrip().endswith(",") and "." not in gap:
                return roster.mentions[index].person
        return None


def _last_paragraph(mentions: Sequence[Mention], block_starts: Sequence[int]) -> list[Mention]:
    block = bisect_right(block_starts, mentions[-1].start)
    return [mention for mention in mentions if bisect_right(block_starts, mention.start) == block]


def _role_place(subject: Subject, roles: frozenset[str]) -> int | None:
    return next((word.start for word in subject.words if word.lower in roles and not word.capital), None)


def _prepositional(subject: Subject, mention: Mention) -> bool:
    """ "a spokesman for Ada Roe": the name hangs on a preposition and is not the one who speaks."""
    return any(word.lower in ("for", "of", "to", "from") and word.end <= mention.start for word in subject.words)


def _possessive(text: str, mention: Mention) -> bool:
    return text[mention.end : mention.end + 2] in ("'s", "’s") or text[mention.end : mention.end + 1] in ("'", "’")


def name_in(text: str, subject: Subject) -> tuple[int, int, str]:
    """The words to show for a name that is no known person: the phrase without an article or a possessive."""
    chosen = list(subject.words)
    while len(chosen) > 1 and chosen[1].capital and chosen[0].lower in ("the", "a", "an", "that", "this"):
        if chosen[0].capital:
            break
        chosen = chosen[1:]
    start, end = chosen[0].start, chosen[-1].end
    name = strip_possessive(text[start:end])
    return start, start + len(name), name
