"""The reader's page: one file with everything in it, which asks the network for nothing and runs nothing."""

import base64
import hashlib
import re
from html import escape

from newsroom.domain.errors import BadInput
from newsroom.domain.package import Picture, ReaderNote, StoryPackage
from newsroom.domain.story import PostPublicationKind
from newsroom.export.body import headline_of
from newsroom.export.body_chunks import Body, BodyChunks
from newsroom.export.jsonld import json_ld, script_text
from newsroom.export.sanitise import without_forbidden

DRAFT_LINE = "Draft. Not edited for publication; do not pass on."

_RIGHT_TO_LEFT = frozenset({"ar", "arc", "ckb", "dv", "fa", "he", "iw", "ku-arab", "ps", "sd", "syr", "ug", "ur", "yi"})
_NOTE_NAMES: dict[PostPublicationKind, str] = {
    "update": "Update", "correction": "Correction", "clarification": "Clarification", "editors_note": "Editor’s note",
    "retraction": "Retraction", "takedown": "Taken down",
}  # fmt: skip
_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
)  # fmt: skip
_MOMENT = re.compile(r"(\d{4})(?:-(\d{2})(?:-(\d{2})(?:T(\d{2}:\d{2})(?::\d{2}(?:\.\d+)?)?(Z)?)?)?)?")
_LANGUAGE = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")


def render_html(package: StoryPackage, *, css: str) -> bytes:
    """``package`` as one HTML page in UTF-8 with ``css`` in it. A style sheet that could end its element is refused."""
    if "</" in css or "@import" in css or "url(" in css:
        raise BadInput("The style sheet of the reader's page may not hold '</', '@import' or 'url('. Take that out.")
    language = package.language if _LANGUAGE.fullmatch(package.language) else "en"
    direction = "rtl" if language.split("-")[0].lower() in _RIGHT_TO_LEFT else "ltr"
    headline = headline_of(package)
    body = BodyChunks().body(package)
    parts = [
        "<!DOCTYPE html>",
        f'<html lang="{language}" dir="{direction}">',
        *_head(package, headline=headline, css=css),
        "<body>",
        *draft_line(package),
        "<article>",
        *above_body(package, body),
        '<div class="body">',
        body.html,
        "</div>",
        "</article>",
        "</body>",
        "</html>",
    ]
    return (without_forbidden("\n".join(parts)) + "\n").encode("utf-8")


def render_html_body(package: StoryPackage) -> bytes:
    """What an editing system of others takes: the text as HTML with its notes to readers and pictures. Headline, dek
    and byline are fields of their own there."""
    body = BodyChunks().body(package)
    parts = [*draft_line(package), *_notes_and_pictures(package, body), body.html]
    return (without_forbidden("\n".join(parts)) + "\n").encode("utf-8")


def draft_line(package: StoryPackage) -> list[str]:
    """What the page of a draft begins with."""
    return [f'<p class="draft" role="note"><strong>{DRAFT_LINE}</strong></p>'] if package.is_draft else []


def above_body(package: StoryPackage, body: Body) -> list[str]:
    """What the article shows above its text: headline and what belongs to it, notes to readers, pictures."""
    return [
        *_header(package, headline=headline_of(package)),
        *_notes_and_pictures(package, body),
    ]


def _notes_and_pictures(package: StoryPackage, body: Body) -> list[str]:
    return [
        *(_note(note) for note in package.reader_notes if note.text and note.kind in _NOTE_NAMES),
        *(_figure(picture) for picture in body.pictures_above),
    ]


def _head(package: StoryPackage, *, headline: str, css: str) -> list[str]:
    style = without_forbidden(f"\n{css.strip()}\n")
    digest = base64.b64encode(hashlib.sha256(style.encode("utf-8")).digest()).decode("ascii")
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; img-src data:; base-uri 'none'; form-action 'none'"
    title = f"Draft: {headline}" if package.is_draft else headline
    return [
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">',
        '<meta name="viewport" content="width=device-width, initial-scale=1">',
        '<meta name="referrer" content="no-referrer">',
        *(['<meta name="robots" content="noindex">'] if package.is_draft else []),
        *([f'<meta name="description" content="{escape(package.dek)}">'] if package.dek else []),
        f"<title>{_line(title)}</title>",
        f"<style>{style}</style>",
        f'<script type="application/ld+json">\n{script_text(json_ld(package, headline=headline))}\n</script>',
        "</head>",
    ]


def _header(package: StoryPackage, *, headline: str) -> list[str]:
    shown = sorted(seen.published_at for seen in package.appearances if seen.published_at)
    updated = max((note.at for note in package.reader_notes if note.kind != "refile"), default="")
    times = [f"Published {_time(shown[0])}"] if shown else []
    if shown and updated > shown[0]:
        times.append(f"Updated {_time(updated)}")
    place = [f'<span class="place">{_line(package.dateline)}</span>'] if package.dateline else []
    return [
        "<header>",
        *([f'<p class="section">{_line(package.section)}</p>'] if package.section else []),
        f"<h1>{_line(headline)}</h1>",
        *([f'<p class="dek">{_line(package.dek)}</p>'] if package.dek else []),
        *([f'<p class="byline">{_line(package.byline)}</p>'] if package.byline else []),
        *([f'<p class="dateline">{" · ".join([*place, *times])}</p>'] if place or times else []),
        "</header>",
    ]


def _note(note: ReaderNote) -> str:
    name = _NOTE_NAMES[note.kind]
    words = "".join(f"<p>{_line(part)}</p>" for part in note.text.split("\n\n") if part.strip())
    return f'<aside class="note" aria-label="{name}"><h2>{name}</h2><p class="when">{_time(note.at)}</p>{words}</aside>'


def _figure(picture: Picture) -> str:
    credit = f'<span class="credit">{_line(picture.credit)}</span>' if picture.credit else ""
    words = " ".join(part for part in (_line(picture.caption), credit) if part)
    return f"<figure><figcaption>{words}</figcaption></figure>"


def _line(words: str) -> str:
    """Words that a person typed into a field, in an element of their own so that their direction stays theirs."""
    return escape(" ".join(words.split()), quote=False)


def _time(moment: str) -> str:
    """A moment as a reader reads it, to the precision it is known; what is no date is shown as it stands."""
    found = _MOMENT.fullmatch(moment)
    if found is None or (found[2] is not None and not 1 <= int(found[2]) <= 12):
        return _line(moment)
    year, month, day, clock, zone = found.groups()
    words = " ".join(part for part in (day and str(int(day)), month and _MONTHS[int(month) - 1], year) if part)
    if clock:
        words += f", {clock}{' UTC' if zone else ''}"
    return f'<time datetime="{moment}">{words}</time>'
