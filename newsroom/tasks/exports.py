"""Putting a checked story out as a file, and the very same bytes for preview, clipboard and print."""

from collections.abc import Sequence
from pathlib import Path

from newsroom.desk.check import Checked
from newsroom.desk.desk import Desk
from newsroom.desk.release import Leaving, Released, folder_for_output, preview, release
from newsroom.domain.package import OpenPoint
from newsroom.domain.readiness import Finding
from newsroom.settings import Settings, read_profile, resource


def put_out(
    desk: Desk, *, checked: Checked, settings: Settings, format_name: str, folder: Path, as_draft: bool = False,
    reason: str = "", answered_by: str = "", profile: str | None = None,
) -> Released:  # fmt: skip
    """Releases a checked story in one format (``html``, ``markdown``); the gate's findings go into the receipt.
    ``answered_by`` names who gave the reason, where the house rules want somebody other than the author.

    Refused as ``desk.release.release`` says, and when the folder cannot be made or written.
    """
    leaving = _leaving(
        checked, settings=settings, format_name=format_name, as_draft=as_draft, reason=reason, answered_by=answered_by,
        profile=profile,
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
    stages still want. A draft is held by stops alone."""
    answered = as_draft or bool(reason.strip())
    not_yet = () if as_draft else tuple(one for one in checked.not_yet if one not in checked.findings)
    holding = [one for one in checked.findings if one.weight == "stop" or (one.weight == "ask" and not answered)]
    return (*holding, *not_yet)


def points_of(findings: Sequence[Finding]) -> tuple[OpenPoint, ...]:
    """The findings as an export knows them."""
    return tuple(OpenPoint(finding.weight, finding.code, finding.message) for finding in findings)


def _leaving(
    checked: Checked, *, settings: Settings, format_name: str, as_draft: bool, reason: str, profile: str | None,
    answered_by: str = "",
) -> Leaving:  # fmt: skip
    # Loaded with the first export: Markdown and the cleaner of HTML are large.
    from newsroom.export.formats import format_named

    form = format_named(format_name, css=resource("export/reader.css").read_text(encoding="utf-8"))
    return Leaving(
        story_id=checked.records.story.id, format=form.name, extension=form.extension, render=form.render,
        points=points_of(checked.findings), reason=reason, as_draft=as_draft, profile=profile or settings.profile,
        cleared_by=read_profile(profile or settings.profile).ask_cleared_by, author=settings.member_name,
        answered_by=answered_by, links_outlets=settings.link_outlets,
    )  # fmt: skip
