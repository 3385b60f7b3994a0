"""The day on which the words of a claim put what was said: "said in July". What came later does not bear on it."""

import re
from datetime import date

from newsroom.domain.claim import Claim
from newsroom.domain.story_records import StoryRecords
from newsroom.domain.trust import day_of
from newsroom.text.dates import NamedDay, dates_in, days_named
from newsroom.text.language.en import ENGLISH
from newsroom.text.photos import header_of
from newsroom.text.spans import paragraphs

_HEAD = 2000
_FRONT_MATTER = re.compile(r"^(?:date|published)\s*:\s*(?P<value>.+)$", re.IGNORECASE | re.MULTILINE)
_SPOKE = r"(?:said|told(?: [^\s,.;]+){1,4}?|announced|confirmed|denied|stated|wrote|posted|added|spoke)"
_EARLY = r"(?:the (?:end|beginning) of\s+|early\s+|late\s+|mid-)?"
_SAID = re.compile(rf"\b{_SPOKE},? (?:(?:earlier|back|again|already|early|late) )?(?:in|on|last)\s+{_EARLY}$")
# "In July, …", "Speaking to the Courier in July, …", "According to its report dated July 14, 2025, …"
_OPENS = re.compile(
    rf"\W*(?:(?:[Aa]lready|[Bb]ack|[Ee]arly|[Ll]ate|[Aa]s early as) )?(?:[Ii]n|[Oo]n|[Ll]ast)\s+{_EARLY}"
    rf"|\W*(?:[Ii]n|[Ss]peaking|[Tt]alking|[Aa]ccording to|[Aa]s per|[Pp]er)\b"
    r"(?!.*\b(?:about|that|which|who|where|when|after|before|since)\b)[^.;“”\"]{0,60}?"
    rf"(?:\s(?:in|on|dated|from)|\b(?:letter|statement|report|post|interview) of)\s+{_EARLY}"
)
_SAYS = re.compile(rf",?(?: [^\s,.;]+){{1,6}} (?:had )?{_SPOKE}\b")
# "In a July interview, …"
_OPENS_TALK = re.compile(r"\W*(?:[Ii]n|[Dd]uring|[Aa]t) (?:an?|the|her|his|their|its)\s+")
_TALK = re.compile(rf"\s(?:interview|statement|post|call|podcast|speech|talk|letter|briefing)\b{_SAYS.pattern}")


def day_of_story(records: StoryRecords) -> date:
    """The day its text is of: what its head or front matter says, else the day it was begun here."""
    head = records.draft.text[:_HEAD]
    values = [one.value for one in header_of(head, paragraphs(head)) if one.key in ("date", "published")]
    values += [match["value"] for match in _FRONT_MATTER.finditer(records.story.extra)]
    for value in values:
        for found in dates_in(value.replace("T", " "), language=ENGLISH):
            return date.fromisoformat(found.iso)
    return day_of(records.story.created_at) or date.min


class SaidDays:
    """Looks up where the claims of one story put the saying. The story's own day is read when a claim needs it."""

    def __init__(self, records: StoryRecords) -> None:
        self._records = records
        self._today: date | None = None

    def of(self, claim: Claim) -> str | None:
        """The partial date a ``speech`` claim puts the saying on; None where it puts it on none, or somebody said what
        day it is about. A year that is missing is the one nearest to the story."""
        if claim.kind != "speech" or claim.about_date:
            return None
        for day in days_named(claim.wording, language=ENGLISH):
            if _is_of_the_saying(claim.wording, day):
                self._today = self._today or day_of_story(self._records)
                return day.near(self._today)
        return None


def _is_of_the_saying(words: str, day: NamedDay) -> bool:
    before = words[: day.start]
    if _SAID.search(before) or (_OPENS.fullmatch(before) and _SAYS.match(words, day.end)):
        return True
    return _OPENS_TALK.fullmatch(before) is not None and _TALK.match(words, day.end) is not None
