"""The quotations of a story, checked one by one."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

import click

from newsroom.commands.common import counted, desk_option, json_option, reading, say, say_json
from newsroom.commands.reading import shortened
from newsroom.desk.check import check_story
from newsroom.desk.check_quotes import detail_in_words
from newsroom.desk.found_in import FoundIn
from newsroom.desk.quote_report import QuotationLine, report_quotations
from newsroom.domain.ids import short_id
from newsroom.domain.profile import RULES
from newsroom.domain.story import Story
from newsroom.domain.wording import FIDELITY_NAMES, TERMS_NAMES
from newsroom.settings import read_profile, read_settings

_SPEAKERS = {"explicit": "", "inferred": " (inferred: confirm it)", "none": "nobody named"}
_LONGEST = 300


@click.group("quotes")
def quotes_group() -> None:
    """The quotations of a story."""


@quotes_group.command("check")
@click.argument("story")
@click.option("--profile", default=None, help="House profile: solo, pair or full (default: the setting 'profile').")
@desk_option
@json_option
@click.pass_context
def quotes_check(context: click.Context, story: str, profile: str | None, desk: Path | None, as_json: bool) -> None:
    """Compare each quotation of STORY with the words it was taken from.

    Shows how faithful it is and what was changed, the words as captured, as corrected and as published, who says it
    and under which terms, and what is open; of a quotation that is linked to nothing, the saved copies of the desk its
    words stand in. Exits with 1 when a quotation stops or asks.
    """
    house = read_profile(profile or read_settings().profile)
    with reading(desk) as queries:
        found = queries.named(Story, story, field="slug")
        checked = check_story(queries.story_records(found.id), profile=house, now=datetime.now(UTC))
        lines = report_quotations(queries, checked, profile=house)
    text = checked.records.draft.text
    if as_json:
        say_json({"story": found.id, "quotes": [_json(line) for line in lines]})
    else:
        _say(lines, text)
    if any(finding.weight != "tell" for line in lines for finding in line.findings):
        context.exit(1)


def _say(lines: tuple[QuotationLine, ...], text: str) -> None:
    linked = sum(line.is_linked for line in lines)
    say(f"{counted(len(lines), 'quotation')}, {linked} compared with saved copies." if lines else "No quotation.")
    for line in lines:
        say()
        say(f"line {text.count(chr(10), 0, line.start) + 1}  {shortened(line.published, _LONGEST)}")
        for told in (*_verdict(line), *_layers(line), *_candidates(line)):
            say(f"  {told}")
        for finding in line.findings:
            say(f"  {finding.weight}: {finding.message}")


def _verdict(line: QuotationLine) -> list[str]:
    who = f"{line.speaker}{_SPEAKERS[line.speaker_state]}"
    terms = TERMS_NAMES[line.terms.value] if line.terms is not None else ""
    told = [" · ".join(part for part in (who, line.outlet, terms) if part)]
    if line.verdict is None:
        return [*told, "linked to nothing"]
    mark = f"{short_id(line.verdict.use.id)}  {'proposed, ' if line.verdict.use.proposed else ''}"
    detail = detail_in_words(line.verdict) if line.verdict.changes or line.verdict.detail else ""
    return [*told, f"{mark}{FIDELITY_NAMES[line.verdict.kind]}{f'. {detail}' if detail else ''}"]


def _layers(line: QuotationLine) -> list[str]:
    if not line.is_linked:
        return []
    source = line.source.title if line.source is not None else ""
    locator = line.verdict.quote.locator if line.verdict is not None and line.verdict.quote is not None else ""
    told = [
        f"captured   {shortened(line.captured, _LONGEST)}",
        f"           {', '.join(filter(None, (source, locator)))}",
    ]
    if line.correction is not None:
        by = ", ".join(part for part in (line.correction.reason, line.correction.by, line.correction.at[:10]) if part)
        told.append(f"corrected  {shortened(line.correction.words, _LONGEST)} ({by})")
    return [*told, f"published  {shortened(line.published, _LONGEST)}"]


def _candidates(line: QuotationLine) -> list[str]:
    return [
        f"found in {short_id(one.source.id)}  {_called(one)}: {FIDELITY_NAMES[one.kind]}" for one in line.candidates
    ]


def _called(one: FoundIn) -> str:
    return f"{one.source.title}, {one.source.publisher}" if one.source.publisher else one.source.title


def _json(line: QuotationLine) -> dict[str, object]:
    verdict, quote = line.verdict, line.verdict.quote if line.verdict is not None else None
    return {
        "start": line.start, "end": line.end, "linked": line.is_linked,
        "use": verdict.use.id if verdict is not None else None, "quote": quote.id if quote is not None else None,
        "proposed": verdict.use.proposed if verdict is not None else False,
        "kind": verdict.use.kind if verdict is not None else None,
        "speaker": line.speaker or None, "speaker_state": line.speaker_state, "outlet": line.outlet or None,
        "fidelity": verdict.kind if verdict is not None else "not_compared",
        "detail": (verdict.detail or None) if verdict is not None else None,
        "changes": verdict.changes if verdict is not None else (), "severity": line.severity,
        "state": verdict.state if verdict is not None else None,
        "layers": {
            "captured": line.captured or None, "published": line.published,
            "corrected": asdict(line.correction) if line.correction is not None else None,
        },
        "context_before": quote.context_before if quote is not None else "",
        "context_after": quote.context_after if quote is not None else "",
        "source": {"id": line.source.id, "title": line.source.title} if line.source is not None else None,
        "capture": verdict.capture.id if verdict is not None and verdict.capture is not None else None,
        "locator": quote.locator if quote is not None else "",
        "terms": asdict(line.terms) if line.terms is not None else None,
        "findings": [{**asdict(one), "rule": RULES[one.code].sentence} for one in line.findings],
        "candidates": [
            {"source": one.source.id, "title": one.source.title, "capture": one.capture.id, "fidelity": one.kind,
             "detail": one.detail or None, "start": one.start, "end": one.end, "changes": one.changes}
            for one in line.candidates
        ],
    }  # fmt: skip


COMMANDS = (quotes_group,)
