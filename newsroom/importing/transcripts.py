"""Transcripts with time codes, WebVTT (`.vtt`) and SubRip (`.srt`), read leniently: a damaged cue is told, the others
are kept. A line for each cue; a paragraph ends where the speaker changes or nobody speaks for two seconds."""

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from newsroom.importing.captured import CapturedText, Pieces, one_line, paragraph_marks
from newsroom.importing.decode import decode

_CODE = r"(?:(\d{1,4}):)?(\d{1,2}):(\d{2})(?:[.,](\d{1,3}))?"
_TIMES = re.compile(rf"^\s*{_CODE}\s*-{{1,2}}>\s*{_CODE}(?:\s+\S.*)?$")
_VOICE = re.compile(r"<v(?:\.[^\s>]{0,100})?[ \t]+([^>]{1,200})>", re.IGNORECASE)
_TAG = re.compile(r"</?(?:c|i|b|u|v|s|em|strong|lang|ruby|rt|font|span|\d[\d:.]*)(?=[\s.>/])[^<>]{0,300}>|\{\\[^}]{0,100}\}", re.IGNORECASE)  # fmt: skip  # noqa: E501
_ROLLING = re.compile(r"<\d\d:\d\d:\d\d\.\d{3}>")
_NUMBER = re.compile(r"\d{1,7}")
_BLOCK = re.compile(r"\S(?:[^\n]|\n(?![ \t]*(?:\n|\Z)))*")
_NOT_SPOKEN = ("NOTE", "STYLE", "REGION")
_SILENCE = 2000
"""Milliseconds."""


@dataclass(frozen=True, slots=True)
class Cue:
    """What is said from `start` on; times are milliseconds. `speaker` is empty where the file does not tell."""

    start: int
    end: int
    lines: tuple[str, ...]
    speaker: str = ""


@dataclass(slots=True)
class _Raw:
    cues: list[tuple[int, int, list[str]]] = field(default_factory=list[tuple[int, int, list[str]]])
    lost: list[str] = field(default_factory=list[str])
    about: dict[str, str] = field(default_factory=dict[str, str])


def read_transcript(data: bytes) -> CapturedText:
    """The words of a transcript with a mark for each cue; a file without any time code is read as a text."""
    decoded = decode(data)
    raw = _raw_cues(decoded.text.split("\n"))
    vtt = decoded.text.lstrip("\ufeff").startswith("WEBVTT")
    media_type = "text/vtt" if vtt else "application/x-subrip"
    if not raw.cues:
        told = "No time codes were found in it; it was read as a text."
        marks = paragraph_marks(decoded.text, each=_BLOCK)
        return CapturedText(decoded.text, marks, encoding=decoded.encoding, media_type=media_type,
                            notices=(*decoded.notices, told))  # fmt: skip
    cues = _without_rolling(list(_spoken(raw)), rolling=bool(_ROLLING.search(decoded.text)))
    pieces = _laid_out(cues)
    return CapturedText(
        pieces.text,
        tuple(pieces.marks),
        title=raw.about.get("title", ""),
        language=raw.about.get("language", ""),
        encoding=decoded.encoding,
        media_type=media_type,
        notices=(*_notices_that_matter(decoded.notices), *_told(raw, cues)),
    )


def time_code(milliseconds: int) -> str:
    """``00:01:02.000``."""
    seconds, rest = divmod(milliseconds, 1000)
    return f"{seconds // 3600:02d}:{seconds // 60 % 60:02d}:{seconds % 60:02d}.{rest:03d}"


def _raw_cues(lines: Sequence[str]) -> _Raw:
    raw = _Raw()
    at = _read_head(lines, raw)
    gap, skipping = True, False
    while at < len(lines):
        line = lines[at]
        times = _times(line)
        if times is not None:
            raw.cues.append((*times, []))
            gap = skipping = False
        elif not line.strip():
            gap, skipping = True, False
        elif gap and line.split(maxsplit=1)[0] in _NOT_SPOKEN:
            skipping, gap = True, False
        elif not skipping and not (_names_next(lines, at) and gap):
            if not raw.cues or "-->" in line:
                raw.lost.append(line)
            else:
                # Behind an empty line it is still said then: nobody else's words stand there.
                raw.cues[-1][2].append(line)
        at += 1
    return raw


def _read_head(lines: Sequence[str], raw: _Raw) -> int:
    """The head of a WebVTT file up to its first empty line; returns where the cues begin."""
    if not lines or not lines[0].lstrip("\ufeff").startswith("WEBVTT"):
        return 0
    raw.about["title"] = one_line(lines[0].lstrip("\ufeff").removeprefix("WEBVTT").strip(" \t-–—:"))
    at = 1
    while at < len(lines) and lines[at].strip() and _times(lines[at]) is None:
        name, _, value = lines[at].partition(":")
        if name.strip().lower() in ("language", "title") and value.strip():
            raw.about[name.strip().lower()] = one_line(value)
        at += 1
    return at


def _times(line: str) -> tuple[int, int] | None:
    match = _TIMES.match(line) if "-->" in line or "->" in line else None
    if match is None:
        return None
    parts = match.groups()
    return _milliseconds(parts[:4]), _milliseconds(parts[4:])


def _milliseconds(parts: Sequence[str | None]) -> int:
    hours, minutes, seconds, rest = (part or "0" for part in parts)
    return ((int(hours) * 60 + int(minutes)) * 60 + int(seconds)) * 1000 + int(rest.ljust(3, "0"))


def _names_next(lines: Sequence[str], at: int) -> bool:
    """Whether the line is the number or name of the cue whose times stand on the next."""
    return at + 1 < len(lines) and _times(lines[at + 1]) is not None


def _spoken(raw: _Raw) -> Iterator[Cue]:
    """The cues in words; a cue in which several speak is one for each."""
    for start, end, lines in raw.cues:
        for number, (speaker, words) in enumerate(_voices("\n".join(lines))):
            shown = (html.unescape(_TAG.sub("", line)).strip() for line in words.split("\n"))
            kept = tuple(line for line in shown if line)
            if kept or number == 0:
                yield Cue(start, end, kept, speaker)


def _voices(words: str) -> list[tuple[str, str]]:
    parts = _VOICE.split(words)
    found = [("", parts[0])] if parts[0].strip() or len(parts) == 1 else []
    return found + [(one_line(html.unescape(parts[at])), parts[at + 1]) for at in range(1, len(parts), 2)]


def _without_rolling(cues: Sequence[Cue], *, rolling: bool) -> list[Cue]:
    """Captions made by a machine show each line twice, while it is said and above the next one; once is enough."""
    kept: list[Cue] = []
    last = ""
    for cue in cues:
        lines = cue.lines[1:] if rolling and cue.lines and cue.lines[0] == last else cue.lines
        last = cue.lines[-1] if cue.lines else last
        if lines:
            kept.append(replace(cue, lines=lines))
    return kept


def _laid_out(cues: Sequence[Cue]) -> Pieces:
    pieces = Pieces()
    before: Cue | None = None
    for cue in cues:
        fresh = before is None or cue.speaker != before.speaker or cue.start - before.end >= _SILENCE
        words = "\n".join(cue.lines)
        named = (
            f"{cue.speaker}: {words}" if cue.speaker and (before is None or cue.speaker != before.speaker) else words
        )
        pieces.add(named, kind="time", label=time_code(cue.start), between="\n\n" if fresh else "\n")
        before = cue
    return pieces


def _told(raw: _Raw, cues: Sequence[Cue]) -> Iterator[str]:
    lost = [line for line in raw.lost if not _NUMBER.fullmatch(line.strip())]
    if lost:
        shown = one_line(lost[0])[:60]
        yield f"{len(lost)} line{'' if len(lost) == 1 else 's'} left out, without a readable time code: “{shown}”."
    backwards = sum(1 for earlier, later in pairwise(cues) if later.start < earlier.start)
    if backwards or any(cue.end < cue.start for cue in cues):
        yield "Some of its time codes run backwards; check them against the recording."
    if not cues:
        yield "The transcript holds no words."


def _notices_that_matter(notices: Sequence[str]) -> list[str]:
    """Line ends are a matter of the format here."""
    return [notice for notice in notices if "turned into plain line feeds" not in notice]
