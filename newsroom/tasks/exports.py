"""Putting a checked story out as a file, and the very same bytes for preview, clipboard and print."""

from collections.abc import Sequence
from pathlib import Path

from newsroom.desk.check import Checked
from newsroom.desk.desk import Desk
from newsroom.desk.release import Leaving, Released, folder_for_output, preview, release
from newsroom.desk.signed import authors_of, waived_rules
from newsroom.domain.errors import Refused
from newsroom.domain.package import OpenPoint
from newsroom.domain.readiness import Finding
from newsroom.settings import Settings, read_profile, resource


def put_out(
    desk: Desk, *, checked: Checked, settings: Settings, format_name: str, folder: Path, as_draft: bool = False,
    reason: str = "", answered_by: str = "", profile: str | None = None,
) -> Released:  # fmt: skip
    """Releases a checked story in one format (``html``, ``markdown``); the gate's findings go into the receipt.
    ``answered_by`` names who gave the reason, where the house rules want somebody other than the author.

    Refused as ``desk.release.release`` says, when the folder cannot be made or written, and, but for a draft, when the
    rules of the stages keep the story in: no reason answers those.
    """
    if checked.not_yet and not as_draft:
        raise Refused(f"Nothing was exported. First: {' '.join(one.message for one in checked.not_yet)}")
    leaving = _leaving(
        checked, settings=settings, format_name=format_name, as_draft=as_draft, reason=reason, answered_by=answered_by,
        profile=profile, began_by=_began_by(desk, checked),
    )  # fmt: skip
    return release(desk, leaving=leaving, folder=folder_for_output(folder))


def preview_bytes(
    desk: Desk, *, checked: Checked, settings: Settings, format_name: str, as_draft: bool = False
) -> bytes:  # fmt: skip
    """The bytes ``put_out`` would write, through the same wall and scan; no file, no receipt."""
    leaving = _leaving(checked, settings=settings, format_name=format_name, as_draft=as_draft, reason="", profile=None)
    return preview(desk, leaving=leaving)


def barring(checked: Checked, *, as_draft: bool, reason: str) -> tuple[Finding, ...]:
    """What keeps the story from leaving as asked: every stop, every ask without a reason, and what the rules of the
    stages still want, which no reason answers. A draft is held by stops alone."""
    answered = as_draft or bool(reason.strip())
    holding = [one for one in checked.findings if one.weight == "stop" or (one.weight == "ask" and not answered)]
    not_yet = () if as_draft else tuple(one for one in checked.not_yet if one not in holding)
    return (*holding, *not_yet)


def points_of(findings: Sequence[Finding]) -> tuple[OpenPoint, ...]:
    """The findings as an export knows them."""
    return tuple(OpenPoint(finding.weight, finding.code, finding.message) for finding in findings)


def _began_by(desk: Desk, checked: Checked) -> str:
    """The name of the member whose words are the first the desk kept of the story; empty where it knows none."""
    first = next(iter(desk.queries.revision_lines(checked.records.story.id)), None)
    return next((one.name for one in checked.records.members if first is not None and one.id == first.author), "")


def _leaving(
    checked: Checked, *, settings: Settings, format_name: str, as_draft: bool, reason: str, profile: str | None,
    answered_by: str = "", began_by: str = "",
) -> Leaving:  # fmt: skip
    # Loaded with the first export: Markdown and the cleaner of HTML are large.
    from newsroom.export.formats import format_named

    house, records = read_profile(profile or settings.profile), checked.records
    form = format_named(format_name, css=resource("export/reader.css").read_text(encoding="utf-8"))
    return Leaving(
        story_id=checked.records.story.id, format=form.name, extension=form.extension, render=form.render,
        points=points_of(checked.findings), reason=reason, as_draft=as_draft, profile=profile or settings.profile,
        cleared_by=house.ask_cleared_by, author=authors_of(records, began_by=began_by or settings.member_name),
        members=records.members, answered_by=answered_by, told_by=settings.member_name,
        moves_by_rule=house.stages == "by_rule", waived=tuple(waived_rules(records, house)),
        links_outlets=settings.link_outlets,
    )  # fmt: skip
