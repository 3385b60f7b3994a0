"""Who is said to hold an office: "Mayor Ada Roe", "Ada Roe, the mayor of …", "the mayor, Ada Roe,"."""

from bisect import bisect_left

from newsroom.text.language.words import lowered
from newsroom.text.roster import Person, Roster

_WINDOW = 3000
# How far a name may stand from the word for the office, before it and behind it, in code points.
_BEFORE, _BEHIND = 70, 60


def holders_of(role: str, masked: str, roster: Roster, *, before: int) -> list[Person]:
    """The people said to hold a role (in lower case) in the 3,000 code points before a place."""
    begin = max(0, before - _WINDOW)
    stretch = lowered(masked[begin:before])
    found: list[Person] = []
    place = stretch.find(role)
    while place >= 0:
        end = place + len(role)
        if not stretch[end : end + 1].isalpha() and not stretch[place - 1 : place].isalpha():
            person = _beside(begin + place, begin + end, masked, roster)
            if person is not None and person not in found:
                found.append(person)
        place = stretch.find(role, end)
    return found


def _beside(start: int, end: int, masked: str, roster: Roster) -> Person | None:
    index = bisect_left(roster.starts, end)
    if index < len(roster.mentions) and roster.starts[index] - end <= 2:
        return roster.mentions[index].person
    if index and 0 <= start - roster.mentions[index - 1].end <= _BEFORE:
        gap = masked[roster.mentions[index - 1].end : start]
        if gap.startswith((",", " —", " –", " is ", " was ")) and "." not in gap and ";" not in gap:
            return roster.mentions[index - 1].person
    if index < len(roster.mentions) and roster.starts[index] - end <= _BEHIND:
        gap = masked[end : roster.starts[index]]
        if gap.startswith((" of ", " for ", ",")) and gap.rstrip().endswith(",") and "." not in gap:
            return roster.mentions[index].person
    return None
