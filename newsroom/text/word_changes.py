"""What differs between a published quotation and its source, the gravest first: a lost "not" before a lost "the"."""

import re
from collections import Counter
from collections.abc import Callable, Sequence

Change = tuple[str, str, str]
"""(operation, published words, source words)"""


def _listed(words: str) -> frozenset[str]:
    return frozenset(words.split())


_NEGATIONS = _listed(
    "not no never none nobody nothing nowhere neither nor without cannot hardly barely scarcely "
    "nicht kein keine keinen keiner nie niemals pas jamais rien aucun aucune nunca jamás nessuno niet geen nooit "
    "ikke inte inga aldrig não"
)
_NUMBER_WORDS = _listed(
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty thirty forty fifty sixty seventy eighty ninety hundred hundreds thousand thousands "
    "million millions billion billions trillion dozen dozens half percent per cent"
)
_NO_NAMES = _listed(
    "a an the we they he she it i you this that these those and but or so well yes no not if when while in on at for "
    "from to of as by with my our your his her its their there here what who why how where which then now just also "
    "oh okay i'm i've i'll i'd we're we've we'll they're they've it's that's there's he's she's is are was were do did "
    "have has had will would can could should may might must let's because after before since some all every"
)
_WORDS = re.compile(r"[^\W_]+(?:['’.,][^\W_]+)*", re.UNICODE)
_GRAVEST = ("lost_negation", "added_negation", "changed_number", "changed_name")


def describe_changes(changes: Sequence[Change], *, is_name: Callable[[str], bool]) -> tuple[str, tuple[Change, ...]]:
    """The one word for a list of unmarked word changes, and the list with the gravest change first.

    `is_name` says of a capitalised word whether the source has it within a sentence too, as it has names.
    """
    graded = [(_grade(change, is_name), at, change) for at, change in enumerate(changes)]
    graded.sort(key=lambda entry: (entry[0], entry[1]))
    ordered = tuple(change for _, _, change in graded)
    if graded[0][0] < len(_GRAVEST):
        return _GRAVEST[graded[0][0]], ordered
    return _kind_of_change(ordered), ordered


def is_grave(detail: str) -> bool:
    """Whether the word for a list of changes is one that is told first: "not", a number or a name."""
    return detail in _GRAVEST


def how_grave(detail: str) -> int:
    """0 for a lost "not", then an added one, a number, a name; one number for all the rest."""
    return _GRAVEST.index(detail) if detail in _GRAVEST else len(_GRAVEST)


def is_of_one_sort(change: Change) -> bool:
    """Whether a change is one "not" more or less, a number for a number, or what is written like a name for another:
    then the words round it may still be the words that were said."""
    _, published, source = change
    if _negations(published) != _negations(source):
        return True
    if _numbers(published) and _numbers(source):
        return True
    return bool(_capitalised(published, other=source)) and bool(_capitalised(source, other=published))


def loses_negation(words: str) -> bool:
    """Whether words that were left out hold a "not" of some form."""
    return _negations(words) > 0


def _grade(change: Change, is_name: Callable[[str], bool]) -> int:
    _, published, source = change
    ours, theirs = _negations(published), _negations(source)
    if ours < theirs:
        return 0
    if ours > theirs:
        return 1
    if _numbers(published) != _numbers(source):
        return 2
    names = _capitalised(published, other=source), _capitalised(source, other=published)
    if any(is_name(name) for side in names for name in side):
        return 3
    return len(_GRAVEST)


def _kind_of_change(changes: Sequence[Change]) -> str:
    added = Counter(word for _, published, _ in changes for word in _keys(published))
    lost = Counter(word for _, _, source in changes for word in _keys(source))
    if added == lost and added:
        moved = any(_keys(published) != _keys(source) for _, published, source in changes)
        return "reordered_words" if moved else "changed_case"
    if not added:
        return "omitted_words"
    if not lost:
        return "added_words"
    return "changed_words"


def _keys(words: str) -> list[str]:
    return [match[0].casefold().replace("’", "'") for match in _WORDS.finditer(words)]


def _negations(words: str) -> int:
    return sum(key in _NEGATIONS or key.endswith("n't") for key in _keys(words))


def _numbers(words: str) -> list[str]:
    return [key for key in _keys(words) if key in _NUMBER_WORDS or any(letter.isdigit() for letter in key)]


def _capitalised(words: str, *, other: str) -> list[str]:
    """Capitalised words that are no function words and that the other side has in no form."""
    known = _NO_NAMES.union(_keys(other))
    found = [match[0] for match in _WORDS.finditer(words)]
    return [word for word in found if word[0].isupper() and word.casefold().replace("’", "'") not in known]
