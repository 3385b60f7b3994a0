"""How strongly a span of a Markdown text puts its claim: flat, attributed, hedged (domain.md section 4)."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from newsroom.domain.assertion import Strength
from newsroom.text import strength_cues_en as en
from newsroom.text.language.en import ENGLISH
from newsroom.text.strength_places import Block, Blocks, Sentence

_ANY_CASE = re.IGNORECASE


def _words(words: Iterable[str]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))


_PER = re.compile(
    rf"\b(?:[Aa]s\s+per|[Pp]er)\s+(?!(?:{_words(en.PER_MEASURE)})\b)"
    r"(?=[A-Z\ufffc\[*_]|(?:the|an?|its|their|his|her|our|this|that|one)\s)"
)
_ACCORDING = re.compile(
    r"\b(?:according to|citing|in the words of|quoting|as saying)\s+\S"
    r"|\bby \S+(?: \S+){0,2} own (?:account|admission)\b",
    _ANY_CASE,
)
_SPEAKING = re.compile(rf"\b(?:{_words(en.SPEAKING)})\b")
_BESIDE = re.compile(
    rf"\b(?:{_words(en.SPEAKING_OR_NOT)})\b"
    r"(?=\s*(?:[,:;.!?\ufffc]|$)|\s+(?:that|how|whether|he|she|they|we|there|in (?:a|an|the|its|his|her))\b"
    r"|\s+it\s+(?:is|was|has|had|will|would|can|could|\w+s)\b)"
)
_OF_ONESELF = re.compile(
    rf"\b(?:{_words(en.OF_ONESELF)})\b(?=\s+(?:the|an?|any|all|its|their|his|her|to|that|help|of|about)\b)"
)
_SUBJECT = re.compile(
    r"(\w[\w’'.-]*)(?:\s+(?:also|later|then|has|have|had|only|once|further|publicly|simultaneously))*\W*\Z"
)
_PASSIVE_BEFORE = re.compile(rf"\b(?:{_words(en.PASSIVE)})(?:\s+\w+ly|\s+also|\s+not)?\s+\Z", _ANY_CASE)
_WITH_PARTICIPLE = re.compile(r"\bWith\s+[^.;:]*\Z")
_STOPS = re.compile(r"\s*(?:[.,!?;]|$)")
_OWN_COMMA = re.compile(r"[,\ufffc]\s+(?:[\w.’'&-]+\s+){1,6}\Z")
_SOURCE_DOES = re.compile(
    r"(?:[’']s)?\s+(?:\w+\s+){0,2}?(?:" + _words((*en.SPEAKING, *en.SPEAKING_OR_NOT, *en.SOURCE_DOES)) + r")\b"
)
_HEDGE = re.compile(
    rf"\b(?:{_words((*en.HEDGING_ADVERBS, *en.HEDGING_VERBS))})\b"
    rf"|\b(?:{_words(en.PASSIVE)}|'s|’s)\s+(?:\w+ly\s+)?(?:{_words(en.SAID_TO)})\s+(?:to|that)\b"
    r"|\b(?:reports|rumou?rs)\s+(?:say|said|claim|suggest)\b|\b(?:unclear|not known|unknown)\s+(?:whether|if)\b"
    rf"|,\s+it\s+(?:{_words(en.PASSIVE)})\s+(?:{_words(en.SAID_TO)})\b|\b(?:will|would|most|very)\s+likely\b",
    _ANY_CASE,
)
_TRAILING_HEDGE = re.compile(rf",\s*(?:it is said|(?:{_words(en.HEDGING_ADVERBS)}))\b", _ANY_CASE)
_MODAL = re.compile(
    rf"\b(?:{_words(en.MODALS)})\b(?!\s*(?:not|n['’]t|only|hardly|barely|never|no longer)\b)|\bmay\b|\bmight\b",
    _ANY_CASE,
)
_TURN = re.compile(r";|,?\s(?:but|while|whereas|although|though)\s|\s[–—]\s")
_TITLE_NAME = re.compile(r"(?:[A-Z][\w.’'&-]*\s+){1,3}[A-Z][\w.’'&-]*")
_TAIL_SPEAKER = re.compile(
    r",\s+(?:[\w.’'&-]+\s+){1,5}(?:says?|said|reports?|reported|finds?|found|shows?|claims?)\W*\Z", _ANY_CASE
)
_TAIL_OUTLET = re.compile(r"\s[–—-]\s+((?:the\s+)?[A-Z][\w.’'&-]*(?:\s+[A-Z][\w.’'&-]*){0,4})\s*\Z", _ANY_CASE)


def strength_of(
    text: str,
    start: int,
    end: int,
    *,
    source_names: Sequence[str] = (),
    source_addresses: Sequence[str] = (),
) -> Strength:
    """The strength of ``text[start:end]`` (code points) by the cue words of its sentence and paragraph.

    A span of several sentences is as strong as the strongest of them. ``source_names`` are matched with their case,
    ``source_addresses`` without scheme, "www.", fragment and closing slash. A span outside the text is refused with
    a ValueError.
    """
    return Strengths(text, source_names=source_names, source_addresses=source_addresses).of(start, end)


@dataclass(frozen=True, slots=True)
class Named:
    """``telling``: the sources a span is told by; ``beside``: all that its sentence, and the one that carries to it,
    name. Both empty where a link or nobody known tells it."""

    telling: frozenset[str] = frozenset()
    beside: frozenset[str] = frozenset()


class Strengths:
    """The strengths of many spans of one text, each as ``strength_of`` tells it; no paragraph is read twice."""

    def __init__(self, text: str, *, source_names: Sequence[str] = (), source_addresses: Sequence[str] = ()) -> None:
        self._text = text
        self._blocks = Blocks(text)
        self._sources = _Sources(tuple(source_names), frozenset(plain_address(address) for address in source_addresses))
        self._said: dict[tuple[int, int], _Said] = {}

    def of(self, start: int, end: int) -> Strength:
        """The strength of ``text[start:end]`` (code points); a span outside the text is refused with a ValueError."""
        if not 0 <= start <= end <= len(self._text):
            raise ValueError(f"The span {start} to {end} does not lie in a text of {len(self._text)} code points.")
        block = self._blocks.around(start, end)
        if block.is_heading and _heading_attributes(block.masked, self._sources.names):
            return Strength(attributed=True, hedged=_hedged_in(block, start, end, block.whole))
        said = self._said.get((block.start, block.end))
        if said is None:
            said = self._said[block.start, block.end] = _Said(block, self._sources)
        judged = [said.strength(number, start, end) for number in block.touched(start, end)]
        if not judged:
            return Strength()
        attributed = all(one.attributed for one in judged)
        by_link = attributed and any(one.by_link for one in judged)
        return Strength(attributed, all(one.hedged for one in judged), by_link)

    def named(self, start: int, end: int) -> Named:
        """Who of ``source_names`` tells the span, as its sentence or the earlier one that carries to it says."""
        block = self._blocks.around(start, end)
        numbers = block.touched(start, end)
        if block.is_heading or not numbers:
            return Named()
        said = self._said.get((block.start, block.end))
        if said is None:
            said = self._said[block.start, block.end] = _Said(block, self._sources)
        return said.named(numbers[0])


def plain_address(address: str) -> str:
    """An address as two links to the same page share it: no scheme, no "www.", no fragment, no closing slash."""
    bare = re.sub(r"^[a-z][a-z0-9+.-]*://", "", address.strip(), flags=_ANY_CASE).split("#", 1)[0].rstrip("/")
    host, slash, path = bare.removeprefix("www.").partition("/")
    return host.lower() + slash + path


@dataclass(frozen=True, slots=True)
class _Sources:
    names: tuple[str, ...]
    addresses: frozenset[str]

    def named_in(self, words: str) -> frozenset[str]:
        return frozenset(name for name in self.names if name and name in words and _stands_alone(name, words))


def _stands_alone(name: str, words: str) -> bool:
    return re.search(rf"(?<!\w){re.escape(name)}(?!\w)", words) is not None


class _Said:
    """Who the sentences of one paragraph say it was, each found out once."""

    def __init__(self, block: Block, sources: _Sources) -> None:
        self._block, self._sources = block, sources
        self._names: dict[int, bool] = {}
        self._before: dict[int, int] = {}

    def strength(self, number: int, start: int, end: int) -> Strength:
        """That of the part of a sentence, by its number, from ``start`` to ``end``."""
        hedged = _hedged_in(self._block, start, end, self._block.sentences[number])
        if self._names_source(number) or self._carried(number):
            return Strength(attributed=True, hedged=hedged)
        if _speaks_of(self._words(number)):
            return Strength(attributed=True, hedged=hedged)
        linked = bool(self._linked(number))
        return Strength(attributed=linked, hedged=hedged, by_link=linked)

    def named(self, number: int) -> Named:
        """Who tells a sentence, by its number."""
        names_itself = self._names_source(number)
        at = number if names_itself else self._source_before(number) if self._carried(number) else -1
        if at < 0 or self._linked(number) or self._linked(at):
            return Named()
        words, beside = self._words(at), self._named_in(at)
        telling = frozenset(name for name in beside if _does(name, words) or _is_cited(name, words))
        return Named(telling, beside | self._named_in(number))

    def _carried(self, number: int) -> bool:
        """An earlier sentence of the paragraph names a source and no other source came between."""
        source = self._source_before(number)
        if source < 0:
            return False
        between = frozenset[str]().union(*(self._named_in(one) for one in range(source + 1, number)))
        return not between - (self._named_in(source) if self._names_source(source) else frozenset())

    def _source_before(self, number: int) -> int:
        """The nearest earlier sentence that names or links a source; -1 where none does."""
        passed: list[int] = []
        at = number
        while at > 0 and at not in self._before and not (self._names_source(at - 1) or self._linked(at - 1)):
            passed.append(at)
            at -= 1
        found = self._before.get(at, at - 1)
        self._before.update(dict.fromkeys((*passed, at), found))
        return found

    def _names_source(self, number: int) -> bool:
        if number not in self._names:
            self._names[number] = _names_source(self._words(number), self._sources)
        return self._names[number]

    def _linked(self, number: int) -> bool:
        sentence = self._block.sentences[number]
        addresses = (plain_address(one.address) for one in self._block.links_in(sentence))
        return any(address in self._sources.addresses for address in addresses)

    def _named_in(self, number: int) -> frozenset[str]:
        return self._sources.named_in(self._words(number))

    def _words(self, number: int) -> str:
        return self._block.words(self._block.sentences[number])


def _names_source(words: str, sources: _Sources) -> bool:
    if _PER.search(words) or _ACCORDING.search(words):
        return True
    if any(_speaks(words, verb) for pattern in (_SPEAKING, _BESIDE) for verb in pattern.finditer(words)):
        return True
    return any(_does(name, words) for name in sources.named_in(words))


def _speaks_of(words: str) -> bool:
    """ "The board confirmed the sale": somebody, by name, office or as a body, speaks of something of their own."""
    for verb in _OF_ONESELF.finditer(words):
        subject = _SUBJECT.search(words, max(0, verb.start() - 120), verb.start())
        if subject is None or not _speaks(words, verb):
            continue
        who = subject[1].lower()
        if subject[1][0].isupper() or who in en.PRONOUNS or _holds_a_post(who) or _holds_a_post(who.removesuffix("s")):
            return True
    return False


def _holds_a_post(who: str) -> bool:
    return ENGLISH.naming.is_role(who) or who in ENGLISH.naming.groups


def _speaks(words: str, verb: re.Match[str]) -> bool:
    """Somebody is the verb's subject: not a passive ("was told", "With a crew confirmed, …"), and not one who is
    nobody ("reports said")."""
    before = words[max(0, verb.start() - 120) : verb.start()]
    if _PASSIVE_BEFORE.search(before):
        return False
    if words[verb.end() :].startswith(",") and _WITH_PARTICIPLE.search(before):
        return False
    if verb.group() in en.ALSO_NOUNS and _STOPS.match(words, verb.end()) and not _OWN_COMMA.search(before):
        return False
    subject = _SUBJECT.search(before)
    if subject is None:
        return bool(re.match(r"\s+(?:the\s+)?[A-Z]", words[verb.end() :])) and verb.start() > 0
    return subject[1].lower() not in en.NO_SPEAKER


def _does(name: str, words: str) -> bool:
    for found in re.finditer(rf"(?<!\w){re.escape(name)}(?!\w)", words):
        verb = _SOURCE_DOES.match(words, found.end())
        if verb is not None and not re.search(rf"\b(?:{_words(en.PASSIVE)})\b", verb.group()):
            return True
    return False


def _is_cited(name: str, words: str) -> bool:
    return (
        re.search(rf"\b(?:[Aa]ccording to|[Aa]s per|[Pp]er|[Cc]iting)\s+(?:[Tt]he\s+)?{re.escape(name)}(?!\w)", words)
        is not None
    )


def _hedged_in(block: Block, start: int, end: int, sentence: Sentence) -> bool:
    """A modal holds back only what it stands in; an adverb or "is said to" also what follows it without a turn."""
    words = block.words(sentence)
    if words.rstrip(' *_"”’)').endswith("?"):
        return True
    left, right = max(start - sentence.start, 0), min(end, sentence.end) - sentence.start
    inside = words[left:right]
    if any(_holds_back(inside, modal) for modal in _MODAL.finditer(inside)):
        return True
    if _HEDGE.search(inside) or _TRAILING_HEDGE.match(words, right):
        return True
    return any(not _TURN.search(words, found.end(), left) for found in _HEDGE.finditer(words, 0, left))


def _holds_back(words: str, modal: re.Match[str]) -> bool:
    """ "may" always does; "May" only between a subject and a verb of a headline, never as a month or a name."""
    if modal.group() != "May":
        return True
    before = words[: modal.start()].split()
    after = re.match(r"\s+([A-Za-z]+)", words[modal.end() :])
    if not before or after is None or before[-1].lower().strip(",.") in en.BEFORE_A_MONTH:
        return False
    following = after[1].lower()
    return after[1][0].isupper() and following not in (*en.SPEAKING, *en.SPEAKING_OR_NOT, "day", "and")


def _heading_attributes(heading: str, names: Sequence[str]) -> bool:
    line = heading.strip().lstrip("#").strip(" *_")
    if _TAIL_SPEAKER.search(line):
        return True
    outlet = _TAIL_OUTLET.search(line)
    if outlet is not None and (outlet[1] in names or outlet[1][0].isupper()):
        return True
    before, colon, after = line.partition(":")
    if not colon:
        return False
    if after.strip().lower() in en.HEADLINE_SPEAKERS or after.strip() in names:
        return True
    speaker = before.strip()
    if speaker.lower() in en.HEADLINE_LABELS:
        return False
    return speaker in names or speaker.lower() in en.HEADLINE_SPEAKERS or bool(_TITLE_NAME.fullmatch(speaker))
