"""One paragraph read for its quotations: what kind each is, and the cue in its own sentence, if there is one."""

import re
from collections import deque
from collections.abc import Sequence
from dataclasses import dataclass

from newsroom.text.clauses import main_subject
from newsroom.text.cues import Cue, cue_after, cue_before
from newsroom.text.language.base import Language
from newsroom.text.lead import called, led_in, told_to
from newsroom.text.marks import Quoted
from newsroom.text.spans import MASK, Span, Word, sentences, words
from newsroom.text.speech import is_bare_title, is_title_or_borrowed, reads_like_title, word_count
from newsroom.text.subjects import Subject, is_somebody, phrase_forward, subject_of

_JOINTS = frozenset((",", "—", "–", "-", "…", "(", "*", "_"))
_LOOK_AHEAD = 250
_SEVERAL = re.compile(r"[a-z][.?!] [A-Z]")
# "WESTERLOW —", "CARROW, Nov. 3 (Northwire) -", "(Northwire) —": where and by whom, not who speaks.
_DATELINE = re.compile(
    r"(?:[A-Z][A-Z.’'\-]{2,}(?: [A-Z][A-Z.’'\-]+){0,4}(?:, ?[A-Z][\w. ]{0,24}){0,3}|[A-Z][^()\n\ufffc]{0,60}(?= ?\())?"
    r" ?(?:\([A-Z][\w ./&\-]{1,40}\))? ?(?:—|–|--?)\s+(?=[A-Z“\"‘\ufffc])"
)
_NOTHING_FOLLOWS = ("", ".", "“", '"', "«", "„")


@dataclass(slots=True)
class Reading:
    """A quotation as read so far; how: "own" (cue in its sentence), "weak", "open" (nobody yet)."""

    quoted: Quoted
    kind: str
    cue: Cue | None = None
    how: str = "open"
    sentence: int = 0
    inner: str = ""


@dataclass(slots=True)
class Page:
    """The text, the same text with its quotations masked, and the language; offsets are the same in both."""

    text: str
    masked: str
    language: Language
    has_doubles: bool = False


def mask(text: str, stretches: Sequence[Span]) -> str:
    """The text with these stretches hidden (in order, none overlapping); a closing stop inside is kept at its end."""
    pieces: list[str] = []
    at = 0
    for stretch in stretches:
        pieces.append(text[at : stretch.start])
        inner = text[stretch.start : stretch.end - 1].rstrip()
        keep = inner[-1] if inner[-1:] and inner[-1] in ".!?…" else MASK
        pieces.append(MASK * (stretch.end - stretch.start - 1) + keep)
        at = stretch.end
    return "".join([*pieces, text[at:]])


def masked_page(text: str, spoken: Sequence[Quoted], *, language: Language) -> Page:
    """Hide the words of quotations, so that verbs and stops inside them mislead nobody."""
    pieces: list[str] = []
    at = 0
    for quoted in spoken:
        pieces.append(text[at : quoted.start])
        length = quoted.end - quoted.start
        stop = text[quoted.inner_end - 1]
        keep = stop if stop in ".!?…" and not _followed_by_cue(text, quoted, stop, language) else MASK
        pieces.append(MASK * (length - 1) + keep)
        at = quoted.end
    pieces.append(text[at:])
    return Page(text, "".join(pieces), language, any(not quoted.single for quoted in spoken))


def _followed_by_cue(text: str, quoted: Quoted, stop: str, language: Language) -> bool:
    """“Why?” Ada Roe said: the mark ends her question, not the sentence."""
    if text[quoted.end : quoted.end + 3].lstrip()[:1] in _NOTHING_FOLLOWS:
        return False
    line_end = text.find("\n", quoted.end, quoted.end + _LOOK_AHEAD)
    end = line_end if line_end >= 0 else min(len(text), quoted.end + _LOOK_AHEAD)
    following = words(text, Span(quoted.end, end))[:40]
    if not following or following[0].text in (".", "“", '"'):
        return False
    halt = next((i for i, word in enumerate(following) if word.text in '.?!"“'), len(following))
    cue = cue_after(following[:halt], language=language)
    if cue is None or not cue.strong:
        return False
    if halt < len(following) and following[halt].text in '"“' and following[0].capital:
        # “Not now.” She added, “Later.” — her verb leads in the next words.
        return False
    place = next((i for i, word in enumerate(following) if word.start == cue.start), 0)
    return stop in "?!…" or halt - place <= 4


def past_dateline(masked: str, block: Span) -> Span:
    """The paragraph without the dateline it begins with, if it begins with one."""
    found = _DATELINE.match(masked, block.start, min(block.end, block.start + 200))
    if found is None or not found.group().strip(" —–-"):
        return block
    return Span(found.end(), block.end)


def read_paragraph(page: Page, block: Span, quotes: Sequence[Quoted]) -> list[Reading]:
    """The quotations of one paragraph in order, each with kind and the cue its own sentence gives it."""
    readings: list[Reading] = []
    todo = deque(quotes)
    prose = past_dateline(page.masked, block)
    for number, sentence in enumerate(sentences(page.masked, prose, language=page.language)):
        inside: list[Quoted] = []
        while todo and todo[0].start < sentence.end:
            inside.append(todo.popleft())
        if inside:
            readings.extend(_read_sentence(page, sentence, inside, number))
    return readings


def _read_sentence(page: Page, sentence: Span, quotes: Sequence[Quoted], number: int) -> list[Reading]:
    line = words(page.masked, sentence)
    readings: list[Reading] = []
    for quoted in quotes:
        before = [word for word in line if word.end <= quoted.start]
        rest = [word for word in line if word.start >= quoted.end]
        previous = readings[-1] if readings else None
        reading = _read_quote(page, quoted, before, rest, previous)
        reading.sentence = number
        readings.append(reading)
    return readings


def _until_mask(line: Sequence[Word]) -> list[Word]:
    end = next((i for i, word in enumerate(line) if word.text.startswith(MASK)), len(line))
    return list(line[:end])


def _read_quote(page: Page, quoted: Quoted, before: list[Word], rest: list[Word], previous: Reading | None) -> Reading:
    language = page.language
    inner = page.text[quoted.inner_start : quoted.inner_end].strip()
    after = cue_after(_until_mask(rest), language=language)
    between = [word for word in before if previous is None or word.start >= previous.quoted.end]
    joined = previous is not None and all(
        word.text in _JOINTS
        or word.lower in language.grammar.conjunctions
        or word.lower in ("the", "a", "as", "not", "then")
        for word in between
    )
    kind = _kind(inner, before, rest, after, joined=joined, previous=previous, language=language)
    if quoted.single and kind == "direct" and page.has_doubles:
        # A heading cuts what was said to measure; the whole stands in double marks further down.
        kind = "fragment"
    reading = Reading(quoted, kind, inner=inner)
    reading.cue = _own_cue(reading, before, rest, after, joined=joined, previous=previous, language=language)
    reading.how = "own" if reading.cue is not None else "open"
    if kind == "fragment":
        _judge_fragment(page, reading, before, language)
    return reading


def _kind(
    inner: str,
    before: list[Word],
    rest: list[Word],
    after: Cue | None,
    *,
    joined: bool,
    previous: Reading | None,
    language: Language,
) -> str:
    lead = [word for word in before if word.text not in _JOINTS and word.lower not in ("and", "but", ".")]
    following = next((word for word in rest), None)
    if joined and previous is not None:
        return previous.kind if previous.kind != "not_speech" else "fragment"
    if not lead:
        return _kind_alone(inner, following, after, language)
    last = before[-1]
    if last.text == ":":
        return "direct"
    speech = language.speech
    # "said it was late and that “…”": only a part of what was said stands between the marks.
    part = last.lower == "that" and before[-2:-1] and before[-2].lower in ("and", "but")
    if inner[-1:] in ",.?!…" and word_count(inner) >= 4 and not part and led_in(lead, speech):
        return "direct"
    if _SEVERAL.search(inner) and inner[-1:] in ",.?!…" and cue_before(before, language=language) is not None:
        return "direct"
    if inner[:1].isupper() and inner[-1:] in ".?!" and word_count(inner) >= 5 and told_to(lead, speech):
        return "direct"
    if last.text == "," and (cue_before(before[:-1], language=language) is not None):
        whole = inner[-1:] in ".?!…" and word_count(inner) >= 4
        return "direct" if whole or not inner[:1].islower() or _resumes(previous) else "fragment"
    if speech.says(last.lower) and word_count(inner) > (1 if inner[:1].isupper() or inner[:1] in "‘'" else 2):
        return "direct"
    if word_count(inner) >= 3 and called(lead, speech):
        return "direct"
    if last.text in ("—", "–", "--") and inner[:1].isupper() and inner[-1:] in ".?!,":
        return "direct"
    # A long sentence with its capital and its stop stands by itself, whatever leads up to it.
    return "direct" if inner[:1].isupper() and inner[-1:] in ".?!…" and word_count(inner) >= 8 else "fragment"


def _kind_alone(inner: str, following: Word | None, after: Cue | None, language: Language) -> str:
    """The kind of words that begin their sentence."""
    titled = inner[-1:].isalnum() and reads_like_title(inner, language=language)
    if titled and following is not None and (after is None or after.word):
        return "not_speech"
    closed = inner[-1:] in ",.?!…—–-" or following is None or following.text in ".[("
    return "direct" if closed or after is not None else "fragment"


def _resumes(previous: Reading | None) -> bool:
    return previous is not None and previous.kind == "direct"


def _own_cue(
    reading: Reading,
    before: list[Word],
    rest: list[Word],
    after: Cue | None,
    *,
    joined: bool,
    previous: Reading | None,
    language: Language,
) -> Cue | None:
    lead = [word for word in before if word.text not in _JOINTS]
    agent = _agent(before, rest, language)
    if agent is not None:
        return agent
    labelled = _label(before, language)
    if labelled is not None:
        return labelled
    if lead and lead[-1].lower == "that":
        # "even as Ada Roe claimed that “…,” Bo Lund said": the words belong to the clause that leads them in.
        leading = cue_before(lead, language=language)
        if leading is not None and leading.strong and leading.subject is not None:
            return leading
    comma = reading.inner[-1:] in ",?!—–-" or not lead
    if after is not None and comma and (after.strong or not lead):
        return after
    if joined and previous is not None and previous.cue is not None:
        return previous.cue
    leading = cue_before(before, language=language) if lead else None
    if leading is None and before and before[-1].text == ":":
        leading = _named_before_colon(before[:-1], language)
    if leading is not None and (leading.strong or after is None):
        return leading
    return after or leading or _trailing(rest, language)


def _agent(before: list[Word], rest: list[Word], language: Language) -> Cue | None:
    """ "described as “bold” by supporters": who calls it so stands behind the words."""
    if len(rest) < 2 or rest[0].lower != "by":
        return None
    called = next((word for word in reversed(before[-3:]) if word.lower in language.speech.calling), None)
    end = phrase_forward(rest, 1, language=language)
    subject = subject_of(rest[1:end], language=language) if called is not None else None
    return Cue(subject, called.text, called.start, True) if called is not None and subject is not None else None


def _label(before: list[Word], language: Language) -> Cue | None:
    """ "Ada Roe: “…”", "Two polls agree - Ada Roe: “…”": a name alone between a stop or a dash and the colon."""
    if len(before) < 2 or before[-1].text != ":":
        return None
    begin = len(before) - 1
    while begin > 0 and before[begin - 1].capital and before[begin - 1].lower not in language.naming.not_names:
        begin -= 1
    alone = begin > 0 and before[begin - 1].text in ("-", "–", "—", "--", "|", "•")
    if not alone or len(before) - begin > 5 or begin == len(before) - 1:
        return None
    subject = subject_of(before[begin:-1], language=language)
    return Cue(subject, ":", before[-1].start, True) if subject is not None else None


def _named_before_colon(before: list[Word], language: Language) -> Cue | None:
    """ROE: “No.” — the form of transcripts and headlines."""
    start = max((i for i, word in enumerate(before) if word.text in (".", ";", "?", "!", "-", "–", "—")), default=-1)
    phrase = before[start + 1 :]
    if phrase and phrase[0].lower in ("via", "per", "as"):
        # "Via the Argus, May 2, 2024:" names where it was said and not who said it.
        return None
    comma = next((i for i, word in enumerate(phrase) if word.text == ","), None)
    if comma and all(word.capital and word.lower not in language.naming.not_names for word in phrase[:comma]):
        # "Lund, 45, of Dunmere: “…”"
        phrase = phrase[:comma]
    from_at = next((i for i, word in enumerate(phrase) if word.lower in ("from", "by")), None)
    if from_at is not None and len(phrase) - from_at <= 5:
        phrase = phrase[from_at + 1 :]
    subject = subject_of(phrase[:8], language=language) if len(phrase) <= 8 else None
    if subject is None:
        subject = main_subject(phrase, language=language)
    if subject is not None and subject.kind == "nominal" and not is_somebody(subject, language=language):
        # "For Ada Roe, the choice was easy: “…”": a thing says nothing, whoever else is named does.
        named = [word for word in phrase if word.capital and word.lower not in language.naming.not_names]
        first = phrase.index(named[0]) if named else 0
        found = subject_of(phrase[first : phrase_forward(phrase, first, language=language)], language=language)
        subject = found if named and found is not None else subject
    return Cue(subject, ":", before[-1].end if before else 0, True) if subject is not None else None


def _trailing(rest: list[Word], language: Language) -> Cue | None:
    """The attribution at the sentence's end: "… was a “sound plan” that would hold, she said." """
    for at in range(len(rest) - 1, max(-1, len(rest) - 30), -1):
        if rest[at].text == ",":
            cue = cue_after(rest[at + 1 :], language=language)
            if cue is not None and cue.strong:
                return cue
    return None


def _judge_fragment(page: Page, reading: Reading, before: list[Word], language: Language) -> None:
    """Without a cue a few words between marks are borrowed, not said; more of them belong to the sentence's subject."""
    if reading.cue is not None and (reading.cue.strong or word_count(reading.inner) >= 2):
        titled = is_bare_title(page.text, reading.quoted, language=language) and not reading.quoted.single
        if titled and not _directly_led(before, language):
            reading.kind = "not_speech"
        return
    if is_bare_title(page.text, reading.quoted, language=language):
        reading.kind = "not_speech"
        return
    owner = _owner(before, language)
    subject = owner or main_subject(before, language=language)
    adjoins = subject is not None and owner is None and bool(before) and subject.end == before[-1].end
    adjoins = adjoins and not (
        before[-1].lower in language.grammar.determiners or before[-1].lower in language.works.borrowed
    )
    if reading.cue is None and subject is not None and subject.kind != "nominal":
        reading.cue = Cue(subject, "", subject.start, False)
        reading.how = "weak"
    if (
        word_count(reading.inner) < 3
        and (reading.cue is None or reading.how == "weak")
        and owner is None
        and not adjoins
    ):
        reading.kind = "not_speech"


def _directly_led(before: list[Word], language: Language) -> bool:
    lead = [word for word in before if word.text not in _JOINTS]
    return bool(lead) and (language.speech.says(lead[-1].lower) or lead[-1].text == ":")


def _owner(before: list[Word], language: Language) -> Subject | None:
    if before and before[-1].text[-2:] in ("'s", "’s") and before[-1].capital:
        return subject_of(before[-1:], language=language)
    return None


def told_by(page: Page, block: Span, *, any_subject: bool = False) -> Cue | None:
    """The last attribution in a stretch, indirect speech included; None when nobody says anything in it.

    With `any_subject` the subject of the last sentence counts when no verb of speech is there: it names who goes on.
    """
    for sentence in reversed(
        sentences(page.masked, Span(max(block.start, block.end - 3000), block.end), language=page.language)
    ):
        line = words(page.masked, sentence)
        cue = cue_before(line, language=page.language)
        if cue is not None and cue.subject is not None and (cue.strong or any_subject):
            return cue
        subject = main_subject(line, language=page.language) if any_subject else None
        if subject is not None and subject.kind != "nominal":
            return Cue(subject, "", subject.start, False)
    return None


def speech_only(text: str, quotes: Sequence[Quoted], *, language: Language) -> tuple[list[Quoted], list[Quoted]]:
    """Split the quotations into those that may be speech and those whose company says they are not."""
    spoken: list[Quoted] = []
    other: list[Quoted] = []
    for quoted in quotes:
        (other if is_title_or_borrowed(text, quoted, language=language) else spoken).append(quoted)
    return spoken, other
