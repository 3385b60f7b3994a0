"""Captured words put into a sentence of the story, in house style: whose they are stands before them, behind them or
in the middle, as a direct quotation, a fragment, a block, or told indirectly. Offsets: code points of the wording."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from newsroom.domain.quote import QuoteUseKind
from newsroom.text.fidelity import compare_quote

Form = Literal["after", "before", "middle", "fragment", "words", "block", "paraphrase"]

FORM_NAMES: dict[Form, str] = {
    "after": "words first", "before": "name first", "middle": "name in the middle", "fragment": "within our sentence",
    "words": "words only", "block": "as a block", "paraphrase": "in our words",
}  # fmt: skip

_FAITHFUL = frozenset({"exact", "marked_edit", "ambiguous"})
_FINAL = ".,;:–—- "
_SPEAKS_UP = ("?", "!", "…")
_MARKS = '"“”„‟«»‹›'
_SENTENCE = re.compile(r"(?<=[.!?…])\s+(?=[^\W\d_])")
_SHORTEST_PART = 12
_DETERMINED = re.compile(r"(?:(?:an?|the|our|his|her|their|its|my|one|who|whose)|\S+(?:['’]s|s['’]))\s", re.I)
_DOES = re.compile(
    r"(?:(?:co-)?(?:plays|played|voices|voiced|directs|directed|created|creates|wrote|writes|founded|produces|produced|"
    r"owns|owned|represents|represented|teaches|taught|ran|runs|led|leads|edits|edited|presents|presented|hosts|hosted|"
    r"advises|advised|manages|managed|sings|sang|works|worked|lives|lived|sits|sat|speaks|spoke|serves|served)|is|was|"
    r"has|had)\s(?!manager|director|editor|council)"
)
_SUCH_AS = re.compile(r"an?\s", re.I)
_LOWERED = frozenset({
    "A", "An", "And", "As", "At", "But", "Every", "Everybody", "Everyone", "For", "He", "Her", "His", "If", "In", "It",
    "It's", "It’s", "Its", "My", "No", "Nobody", "Not", "Nothing", "On", "Or", "Our", "She", "So", "Some", "That",
    "The", "Their", "There", "These", "They", "They're", "They’re", "This", "Those", "To", "Very", "We", "We're",
    "We’re", "We've", "We’ve", "What", "When", "Where", "With", "You", "Your",
})  # fmt: skip


@dataclass(frozen=True, slots=True)
class Attribution:
    """Whose words they are, as it stands in the sentence. ``name`` is the person, or the description agreed; ``role``
    follows it where the person is named first; ``verb`` is ``said``, ``told The Evenlight Review``, ``wrote`` …"""

    name: str
    role: str = ""
    verb: str = "said"

    @property
    def subject(self) -> str:
        return f"{self.name}, {self.role}," if self.role else self.name

    @property
    def clause(self) -> str:
        """``Renn said``; a long name after a plain verb: ``said Ottilie Renn, the writer``."""
        if self.role and self.verb == "said":
            return f"said {self.name}, {self.role}"
        return f"{self.subject} {self.verb}"


@dataclass(frozen=True, slots=True)
class Wording:
    """``quoted`` are the places of the captured words in ``text``, marks included; ``is_apart`` says that it is a
    paragraph of its own."""

    form: Form
    text: str
    quoted: tuple[tuple[int, int], ...]
    kind: QuoteUseKind
    is_apart: bool = False

    @property
    def attribution_text(self) -> str:
        """The words that stand round the captured ones."""
        rest, at = "", 0
        for start, end in self.quoted:
            rest, at = rest + self.text[at:start], end
        return (rest + self.text[at:]).strip(" \n>,.:")


def wordings(words: str, attribution: Attribution, *, source: str = "", marks: str = "“”") -> tuple[Wording, ...]:
    """Every form the words can stand in. With ``source``, the text they were captured in, a form is left out in which
    the quote check would find them altered; ``marks`` are the story's own quotation marks."""
    bare = " ".join(words.split()).strip(f"{_MARKS} ")
    if not bare:
        return ()
    made = _Made(_inner_marks(bare, marks), attribution, marks)
    return tuple(one for one in made.all() if _is_faithful(one, source))


def wordings_without_a_name(words: str) -> tuple[Wording, ...]:
    """For what may be used but neither quoted nor attributed: the words to be told in ours, of nobody."""
    bare = " ".join(words.split()).strip(f"{_MARKS} ")
    told = _ended(bare[:1].upper() + bare[1:])
    return (Wording("paraphrase", told, ((0, len(told)),), "indirect"),) if bare else ()


class _Made:
    def __init__(self, words: str, attribution: Attribution, marks: str) -> None:
        self._words = words
        self._who = attribution
        self._open, self._close = marks
        self._is_sentence = words[:1].isupper() or words[-1:] in ".!?…"

    def all(self) -> Iterator[Wording]:
        if self._is_sentence:
            yield self._after()
            yield self._before()
            middle = self._middle()
            if middle is not None:
                yield middle
        if not _SENTENCE.search(self._words):
            yield self._fragment()
        yield self._only_words()
        if self._is_sentence:
            yield self._block()
            yield self._paraphrase()

    def _after(self) -> Wording:
        quoted = self._quoted(_paused(_capital(self._words)))
        return Wording("after", f"{quoted} {self._who.clause}.", ((0, len(quoted)),), "direct_full")

    def _before(self) -> Wording:
        lead = f"{_capital(self._who.subject)} {self._who.verb}: "
        return self._led("before", lead, _ended(_capital(self._words)), "", "direct_full")

    def _middle(self) -> Wording | None:
        """After the first sentence, or after the first clause of a single one."""
        first, rest = _two_parts(self._words)
        if not first:
            return None
        starts_anew = first[-1:] in ".!?…"
        before = self._quoted(_paused(_capital(first)) if starts_anew else f"{_capital(first.rstrip(_FINAL))},")
        between = f" {self._who.clause}{'.' if starts_anew else ','} "
        behind = self._quoted(_ended(rest))
        start = len(before) + len(between)
        places = ((0, len(before)), (start, start + len(behind)))
        return Wording("middle", before + between + behind, places, "direct_full")

    def _fragment(self) -> Wording:
        lead = f"{_capital(self._who.subject)} {self._who.verb} "
        if self._is_sentence and len(self._words.split()) > 2:
            return self._led("fragment", f"{lead}that ", _ended(_lowered(self._words)), "", "direct_fragment")
        return self._led("fragment", lead, self._words.rstrip(_FINAL), ".", "direct_fragment")

    def _only_words(self) -> Wording:
        quoted = self._quoted(self._words.rstrip(_FINAL))
        return Wording("words", quoted, ((0, len(quoted)),), "direct_fragment")

    def _block(self) -> Wording:
        lead = f"{_capital(self._who.subject)} {self._who.verb}:\n\n> "
        words = _ended(_capital(self._words))
        return Wording("block", lead + words, ((len(lead), len(lead) + len(words)),), "block", is_apart=True)

    def _paraphrase(self) -> Wording:
        lead = f"{_capital(self._who.subject)} {self._who.verb} that "
        told = _ended(_lowered(self._words))
        return Wording("paraphrase", lead + told, ((len(lead), len(lead) + len(told)),), "indirect")

    def _led(self, form: Form, lead: str, words: str, end: str, kind: QuoteUseKind) -> Wording:
        quoted = self._quoted(words)
        return Wording(form, lead + quoted + end, ((len(lead), len(lead) + len(quoted)),), kind)

    def _quoted(self, words: str) -> str:
        return f"{self._open}{words}{self._close}"


def _is_faithful(wording: Wording, source: str) -> bool:
    if not source or wording.form == "paraphrase":
        return True
    return all(compare_quote(wording.text[start:end], source).kind in _FAITHFUL for start, end in wording.quoted)


def _two_parts(words: str) -> tuple[str, str]:
    """The words parted where somebody can be named between: behind the first sentence, else at the first comma."""
    sentence = _SENTENCE.search(words)
    if sentence is not None and sentence.start() >= _SHORTEST_PART:
        return words[: sentence.start()], words[sentence.end() :]
    for pause in re.finditer(r",\s+", words):
        if pause.start() >= _SHORTEST_PART and len(words) - pause.end() >= _SHORTEST_PART:
            return words[: pause.start()], words[pause.end() :]
    return "", ""


def _inner_marks(words: str, marks: str) -> str:
    """Double marks within the words as single ones, for they stand within double ones now."""
    inner = ("‘", "’") if marks[0] in "“„" else ("'", "'")
    for sign in "“„«":
        words = words.replace(sign, inner[0])
    for sign in "”»":
        words = words.replace(sign, inner[1])
    return re.sub(r'"([^"]*)"', lambda found: f"{inner[0]}{found.group(1)}{inner[1]}", words)


def _paused(words: str) -> str:
    """The words as they end before who said them: with a comma, unless they ask or call out."""
    return words if words.endswith(_SPEAKS_UP) else f"{words.rstrip(_FINAL)},"


def _ended(words: str) -> str:
    return words if words.endswith(("?", "!", "…", ".")) else f"{words.rstrip(_FINAL)}."


def _capital(words: str) -> str:
    return words[:1].upper() + words[1:]


def _lowered(words: str) -> str:
    """A sentence's first word as it stands within another: small, unless it may be a name."""
    first = words.partition(" ")[0].rstrip(",")
    return words[:1].lower() + words[1:] if first in _LOWERED else words


def marks_of_text(text: str) -> str:
    """The pair of double marks the text uses most, curly where it has none."""
    counts = {pair: min(text.count(pair[0]), text.count(pair[1])) for pair in ("“”", "„“", "«»")}
    counts['""'] = text.count('"') // 2
    best = max(counts, key=lambda pair: counts[pair])
    return best if counts[best] else "“”"


def surname(name: str) -> str:
    """What somebody is called after the first mention: the last name with its particles; a single name stays."""
    parts = [part for part in name.split() if part.rstrip(".,").casefold() not in ("jr", "sr", "ii", "iii")]
    if len(parts) < 2:
        return name
    at = len(parts) - 1
    while at > 1 and parts[at - 1].islower():
        at -= 1
    return " ".join(parts[at:])


def role_after_a_name(title: str, *, body: str = "") -> str:
    """An office as it follows a name: ``the harbour master of Port Ellery``, ``an actor at Corvane Pictures``. What
    somebody does instead, ``plays Hanne Brook``, stands as ``who plays Hanne Brook``, and of no body."""
    words = " ".join(title.split()).rstrip(".,;")
    if _DOES.match(f"{words} "):
        return f"who {words}"
    named = words if _DETERMINED.match(words) else f"the {words}"
    if not words or not body or body.casefold() in words.casefold() or words.casefold().startswith("who "):
        return named if words else ""
    joins = "at" if " of " in words or _SUCH_AS.match(words) else "of"
    return f"{named} {joins} {body}"
