"""Names found in words and put another in their place: whatever the case, the accents or what stands between the parts.

Unlike the scan of what leaves, this looks at the desk's own words as they were written; it changes them, so it must not
take a word that is no name: a name of one part counts with its capital only.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Sequence

from newsroom.domain.folding import FoldMap, fold
from newsroom.text.outgoing_layers import folded

_PART = re.compile(r"[^\W_]+")
_BETWEEN = r"[\W_]{1,4}"
_WITHOUT_SPACES = "\u2e80"
_BETWEEN_PARTS = re.compile(r"[\s,]+")
_SHORTEST_PART = 3
_PARTICLES = frozenset({"af", "al", "bin", "da", "de", "del", "den", "der", "di", "du", "el", "la", "le", "ten", "van",
                        "von", "zu", "jr", "sr", "the", "and", "mr", "mrs", "ms", "dr"})  # fmt: skip


class Naming:
    """The names of one person. ``needles`` are patterns of SQL's LIKE that every text with a name in it answers to."""

    def __init__(self, names: Sequence[str]) -> None:
        given = {name.strip() for name in names if name.strip()}
        # "Zoltowska" is how many write "Żółtowska".
        known = sorted(given | {folded(name) for name in given}, key=len, reverse=True)
        self._patterns = [_pattern(name) for name in known]
        self.needles = tuple(dict.fromkeys(_needle(name) for name in known))

    def stands_in(self, words: str) -> bool:
        """Whether one of the names stands in ``words``."""
        return any(True for _ in self._spans(words))

    def replaced(self, words: str, *, by: str) -> str:
        """``words`` with ``by`` in the place of each of the names."""
        # Of a name and a part of it that begin at one place the whole name counts.
        spans = sorted(self._spans(words), key=lambda span: (span[0], -span[1]))
        parts: list[str] = []
        at = 0
        for start, end in spans:
            if start >= at:
                parts += (words[at:start], by)
                at = end
        return "".join((*parts, words[at:])) if parts else words

    def _spans(self, words: str) -> Iterator[tuple[int, int]]:
        plain = fold(words)
        places: FoldMap | None = None
        for pattern, is_single in self._patterns:
            for match in pattern.finditer(plain):
                places = places or FoldMap(words)
                start, end = places.span(*match.span())
                if not is_single or words[start] != words[start].lower() or words[start] == words[start].upper():
                    yield start, end


def surname_of(name: str) -> str:
    """The last word of a name, without case; empty where there is none."""
    parts = name.split()
    return parts[-1].casefold() if parts else ""


def telling_surname(name: str, *, borne: Collection[str]) -> str:
    """The surname of a name where it tells alone who is meant, with its capital: not one of ``borne``, those that
    somebody who may be named bears too (``surname_of``), and none of a name of one word. Empty otherwise."""
    parts = [part for part in _BETWEEN_PARTS.split(name.strip()) if part]
    surname = parts[-1] if len(parts) > 1 else ""
    if len(surname) < _SHORTEST_PART or surname_of(name) in borne or surname.lower() in _PARTICLES:
        return ""
    return surname[0].upper() + surname[1:]


def parts_too(names: Iterable[str], *, whole: Iterable[str] = ()) -> Naming:
    """The names and each part of them, for lines that stand beside a code name, where a part would tell. Of ``whole``,
    such as addresses, no part is looked for."""
    given = tuple(names)
    parts = (part for name in given for part in _BETWEEN_PARTS.split(name) if part.lower() not in _PARTICLES)
    return Naming([*given, *whole, *(part for part in parts if len(part) >= _SHORTEST_PART)])


def _pattern(name: str) -> tuple[re.Pattern[str], bool]:
    parts = _PART.findall(fold(name)) or [re.escape(fold(name))]
    words = _BETWEEN.join(re.escape(part) for part in parts)
    if parts[0][0] >= _WITHOUT_SPACES:
        return re.compile(words), False
    return re.compile(rf"(?<![^\W_]){words}(?![^\W_])"), len(parts) == 1


def _needle(name: str) -> str:
    # LIKE knows the case of plain letters only: every other one is left open.
    found = "%".join(re.findall(r"[A-Za-z0-9]+|[\u2e80-\u9fff]+", name))
    return f"%{found}%" if found else "%"
