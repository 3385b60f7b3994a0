"""A check of one story as a Markdown report for the writer and the editor: never for readers."""

from datetime import datetime

from newsroom.desk.check import Checked
from newsroom.desk.claim_marks import mark_words, step_of
from newsroom.desk.levels import RatedClaim
from newsroom.desk.verdicts import Verdict
from newsroom.domain.claim import Evidence
from newsroom.domain.profile import WEIGHTS
from newsroom.domain.readiness import Finding
from newsroom.domain.readiness_point import told_where
from newsroom.domain.story_records import StoryRecords, by_id
from newsroom.domain.wording import AUTHORITY_NAMES, FIDELITY_NAMES, STANCE_NAMES, flag_words, level_with_mark

_HEADINGS = {"stop": "Stops", "ask": "To be answered when it leaves", "tell": "Told"}


def report_of(checked: Checked, *, today: datetime) -> str:
    """Levels with their reasons and evidence, the quotes compared, and what is open, as Markdown."""
    story = checked.records.story
    lines = [
        f"# Check: {story.headline or story.slug}",
        "",
        f"As of {today:%d %B %Y}. {checked.coverage.words.capitalize()}. Not for readers.",
    ]
    for weight in WEIGHTS:
        found = [finding for finding in checked.findings if finding.weight == weight]
        if found:
            lines += ["", f"## {_HEADINGS[weight]}", "", *(f"- {_told(checked, finding)}" for finding in found)]
    lines += ["", "## Claims"]
    for one in checked.claims:
        if not one.claim.proposed:
            lines += _claim(checked.records, one)
    lines += ["", "## Quotes", "", *(_quote(verdict) for verdict in checked.quotes if not verdict.use.proposed), ""]
    return "\n".join(lines)


def _told(checked: Checked, finding: Finding) -> str:
    text = checked.records.draft.text
    return told_where(finding.message, text=text, start=finding.start, end=finding.end)


def _claim(records: StoryRecords, one: RatedClaim) -> list[str]:
    lines = ["", f"### {level_with_mark(one.level)}: {one.claim.wording}", ""]
    words = " · ".join(part for part in (mark_words(one.claim), flag_words(one.assessment.flags)) if part)
    if words:
        lines += [f"*{words}*", ""]
    lines += [f"- {reason}" for reason in one.assessment.reasons]
    if step_of(one):
        lines.append(f"- Next: {step_of(one)}")
    lines += [_evidence(records, item) for item in records.evidence if item.claim == one.claim.id]
    return lines


def _evidence(records: StoryRecords, item: Evidence) -> str:
    quote = by_id(records.quotes).get(item.quote or "")
    source = by_id(records.sources).get(item.source or (quote.source if quote is not None else "") or "")
    what = source.title if source is not None else "a quote without a source"
    where = f", {item.locator}" if item.locator else ""
    note = f" ({item.note})" if item.note else ""
    return f"- Evidence: {what}{where}: {STANCE_NAMES[item.stance]}; {AUTHORITY_NAMES[item.authority]}{note}"


def _quote(verdict: Verdict) -> str:
    who = verdict.use.speaker_name or "nobody named"
    changes = "; ".join(f"“{published or '—'}” for “{source or '—'}”" for _, published, source in verdict.changes)
    told = f" ({changes})" if changes else ""
    return f"- {verdict.published} — {who}: {FIDELITY_NAMES[verdict.kind]}{told}"
