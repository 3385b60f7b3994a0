"""The overview of a story's evidence as HTML: for the desk, never for readers. Every word is escaped, nothing is asked
of the network, and nothing is said by colour."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

from newsroom.domain.overview import (
    STRENGTH_NAMES,
    ClaimTold,
    EvidenceTold,
    LineTold,
    OriginTold,
    Overview,
    SectionTold,
    TopTold,
    Way,
)
from newsroom.domain.partial_date import date_in_words
from newsroom.domain.profile import WEIGHTS, Weight
from newsroom.domain.wording import LEVEL_MARKS, LEVEL_NAMES, STANCE_NAMES
from newsroom.export.sanitise import without_forbidden

NOT_FOR_READERS = "Not for readers. It tells who said what to this desk; do not pass it on."
WEIGHT_NAMES: dict[Weight, str] = {
    "stop": "Stop: it does not leave with this", "ask": "Ask: to be answered when it leaves", "tell": "Told",
}  # fmt: skip
STANCE_SIGNS = {"supports": "+", "partial": "±", "contradicts": "−", "no_position": "·", "context": "·"}
ROW, MARK = "row:", "mark:"
"""What the address of a line that leads somewhere, and of a level's mark, begins with."""
_CSS = """
body { font: 11pt/1.4 sans-serif; max-width: 46em; margin: 2em auto; padding: 0 1em; color: #000; background: #fff; }
h1 { font-size: 1.5em; margin: 0.4em 0; } h2 { font-size: 1.15em; margin: 1.4em 0 0.3em; border-bottom: 1px solid; }
h3 { font-size: 1em; margin: 0.9em 0 0.2em; } p { margin: 0.25em 0; } 
.deep { margin-left: 1.6em; } .deeper { margin-left: 3em; }
.notice { border: 1px solid; padding: 0.3em 0.6em; } .quiet { color: #444; }
table { border-collapse: collapse; width: 100%; }
th, td { text-align: left; padding: 0.15em 1em 0.15em 0; vertical-align: top; }
@media print { h2, h3 { break-after: avoid; } p, tr { break-inside: avoid; } }
"""


def overview_document(overview: Overview) -> bytes:
    """The overview as a file of its own in UTF-8, black on white; nothing in it leads anywhere."""
    parts = [
        '<!DOCTYPE html>\n<html lang="en">\n<head>\n<meta charset="utf-8">',
        "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">",
        '<meta name="robots" content="noindex">',
        f"<title>Overview: {escape(overview.headline)}</title>",
        f"<style>{_CSS}</style>\n</head>\n<body>",
        *overview_pieces(overview, made="", live=False),
        "</body>\n</html>",
    ]
    return (without_forbidden("\n".join(parts)) + "\n").encode("utf-8")


def overview_pieces(overview: Overview, *, made: str, live: bool, drawn: bool = False) -> tuple[str, ...]:
    """The parts of the page, each by itself, so that only what changed need be drawn anew. ``made`` says when it is
    from, empty for the day it was made on; ``live``: lines lead to their places; ``drawn``: marks are pictures."""
    page = _Page(live, drawn)
    return tuple(
        without_forbidden(part)
        for part in (
            page.head(overview, made),
            page.top(overview.top),
            *page.points(overview.points),
            *page.claims(overview),
            page.origins(overview.origins),
            page.sections(overview.sections),
            page.lines("Quotes", overview.quotes, none="Nothing is quoted."),
            page.lines("Requests for comment outstanding", overview.requests, none="Nobody owes an answer."),
        )
        if part
    )


@dataclass(frozen=True, slots=True)
class _Page:
    live: bool
    drawn: bool

    def head(self, overview: Overview, made: str) -> str:
        counts = " · ".join(f"{self._mark(level)} {number} {LEVEL_NAMES[level]}" for level, number in overview.levels)
        when = made or f"As of {date_in_words(overview.made_at[:10])}, {overview.made_at[11:16]}"
        stage = f"stage: {overview.stage}"
        return (
            f'<p class="notice"><b>{escape(NOT_FOR_READERS)}</b></p><h1>{escape(overview.headline)}</h1>'
            f'<p class="quiet">{escape(when)} · {escape(stage)} · {escape(overview.coverage)}</p>'
            f"<p>{counts or 'No claim was taken yet.'}</p>"
        )

    def top(self, top: Sequence[TopTold]) -> str:
        parts = ["<h2>What the lead rests on</h2>"]
        for number, one in enumerate(top):
            if number == 0 or top[number - 1].where != one.where:
                parts.append(f"<h3>{escape(one.where)}</h3>")
            parts.append(f"<p>{self._link(one.words, one.way)}</p>")
            if not one.claims:
                parts.append('<p class="deep"><b>No claim states it, so it rests on nothing.</b></p>')
            for claim in one.claims:
                parts.append(f'<p class="deep">{self._level(claim)}</p>')
                parts += self._evidence(claim.evidence)
        return "".join(parts) if top else f"{parts[0]}<p>There are no headline and no first paragraph yet.</p>"

    def points(self, points: Sequence[LineTold]) -> Iterator[str]:
        number = len(points)
        yield f"<h2>Open points ({number})</h2>" if points else "<h2>Open points</h2><p>Nothing is open.</p>"
        for weight in WEIGHTS:
            own = [one for one in points if one.weight == weight]
            if own:
                lines = "".join(f"<p>{self._link(one.words, one.way)}</p>" for one in own)
                yield f"<h3>{WEIGHT_NAMES[weight]} ({len(own)})</h3>{lines}"

    def claims(self, overview: Overview) -> Iterator[str]:
        yield "<h2>Claims by level</h2>" if overview.claims else ""
        for level, number in overview.levels:
            own = [claim for claim in overview.claims if claim.level == level]
            name = LEVEL_NAMES[level]
            parts = [f"<h3>{self._mark(level)} {name[:1].upper()}{name[1:]} ({number})</h3>"]
            for claim in own:
                notes = " · ".join(part for part in (_by_hand(claim), claim.flags) if part)
                told = f' <span class="quiet">{escape(notes)}</span>' if notes else ""
                parts.append(f"<p>{self._link(claim.words, claim.way)}{told}</p>")
                parts += self._evidence(claim.evidence)
            yield "".join(parts)

    def origins(self, origins: Sequence[OriginTold]) -> str:
        title = f"<h2>Origins ({len(origins)})</h2>" if origins else "<h2>Origins</h2><p>Nothing is attached yet.</p>"
        parts = [title]
        for one in origins:
            told = f"{_counted(one.items, 'item')} for or against {_counted(one.claims, 'claim')}"
            parts.append(f'<p>{self._link(one.name, one.way)} <span class="quiet">{told}</span></p>')
            if one.alone:
                number = len(one.alone)
                rest = "One claim rests on it alone:" if number == 1 else f"{number} claims rest on it alone:"
                parts.append(f'<p class="deep">{rest}</p>')
                parts += [f'<p class="deep">{self._level(claim)}</p>' for claim in one.alone]
        return "".join(parts)

    def sections(self, sections: Sequence[SectionTold]) -> str:
        if not sections:
            return ""
        rows = "".join(
            f"<tr><td>{'&nbsp;' * 4 * one.depth}{self._link(one.words, one.way)}</td>"
            f"<td>{f'{one.sourced} of {one.of}' if one.of else 'nothing marked'}</td>"
            f"<td>{one.open or 'none'}</td></tr>"
            for one in sections
        )
        heads = "<tr><th>Section</th><th>Sourced</th><th>Claims with an open point</th></tr>"
        return f'<h2>Coverage</h2><table width="100%">{heads}{rows}</table>'

    def lines(self, title: str, lines: Sequence[LineTold], *, none: str) -> str:
        if not lines:
            return f"<h2>{escape(title)}</h2><p>{escape(none)}</p>"
        told = "".join(f"<p>{self._link(one.words, one.way)} <b>{escape(one.told)}</b></p>" for one in lines)
        return f"<h2>{escape(title)} ({len(lines)})</h2>{told}"

    def _level(self, claim: ClaimTold) -> str:
        notes = " · ".join(part for part in (_by_hand(claim), claim.flags) if part)
        words = f"<b>{LEVEL_NAMES[claim.level]}</b>: {self._link(claim.words, claim.way)}"
        return f"{self._mark(claim.level)} {words}" + (f' <span class="quiet">{escape(notes)}</span>' if notes else "")

    def _evidence(self, items: Sequence[EvidenceTold]) -> Iterator[str]:
        for item in items:
            behind = f", goes back to {item.origin_name}" if item.origin_name not in item.what else ""
            told = f"{STANCE_NAMES[item.stance]}, {item.authority}, {STRENGTH_NAMES[item.strength]}{behind}"
            yield (
                f'<p class="deeper">{STANCE_SIGNS[item.stance]} {self._link(item.what, item.way)} '
                f'<span class="quiet">{escape(told)}</span></p>'
            )
        if not items:
            yield '<p class="deeper"><span class="quiet">nothing is attached</span></p>'

    def _link(self, words: str, way: Way | None) -> str:
        said = escape(" ".join(words.split()))
        if way is None or not self.live:
            return said
        return f'<a href="{escape(ROW + way.words)}">{said}</a>'

    def _mark(self, level: str) -> str:
        if not self.drawn:
            return next(mark for name, mark in LEVEL_MARKS.items() if name == level)
        return f'<img src="{MARK}{level}" width="14" height="14">'


def _by_hand(claim: ClaimTold) -> str:
    if not claim.is_set_by_hand:
        return ""
    return f"set by hand, suggested {LEVEL_NAMES[claim.suggested]}"


def _counted(number: int, word: str) -> str:
    return f"{number} {word}{'' if number == 1 else 's'}"
