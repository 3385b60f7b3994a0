"""The only way out: build, render, scan, write, receipt. Preview, clipboard and print take it without the file."""

import hashlib
import json
import os
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from newsroom.desk.custody import refuse_untold_damage
from newsroom.desk.desk import Desk
from newsroom.desk.drafts import draft_of
from newsroom.desk.outgoing_scan import protected_words, stop_when_named
from newsroom.desk.packages import build_package, cited_sources
from newsroom.desk.stories import move_stage
from newsroom.domain.authorship import is_author, names_in
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.draft import Revision
from newsroom.domain.errors import BadInput, Refused
from newsroom.domain.ids import short_id, timestamp
from newsroom.domain.package import CitedSource, OpenPoint, StoryPackage
from newsroom.domain.person import Member
from newsroom.domain.profile import ClearedBy
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.readiness import way_to
from newsroom.domain.source import Capture, OriginalFile
from newsroom.domain.story import Receipt, Story
from newsroom.storage.files import sha256_of_file
from newsroom.storage.places import make_folder, write_durably
from newsroom.storage.row_reading import read_where
from newsroom.storage.transaction import Transaction
from newsroom.storage.trouble import told_as_trouble
from newsroom.text.slug import file_slug

Render = Callable[[StoryPackage], bytes]


@dataclass(frozen=True, slots=True)
class Leaving:
    """What is to leave and as what. ``extension`` has its dot; ``points`` are the gate's findings for this story."""

    story_id: str
    format: str
    extension: str
    render: Render
    points: Sequence[OpenPoint] = ()
    reason: str = ""
    as_draft: bool = False
    profile: str = "solo"
    cleared_by: ClearedBy = "anyone"
    """Who may answer what is asked, by the house profile."""
    author: str = ""
    """Whoever wrote the story, as a byline; they do not answer for it themselves where another must."""
    members: tuple[Member, ...] = ()
    """The members of the desk, whose initials stand for their names."""
    answered_by: str = ""
    """Whoever gave the reason, where it must not be the author. On one machine that is only asserted."""
    told_by: str = ""
    """Whoever sits at the desk and says so."""
    moves_by_rule: bool = False
    """Whether a story that leaves for readers is moved to exported with it."""
    waived: tuple[str, ...] = ()
    """The rules a named role has waived before."""
    revision_seq: int | None = None
    links_outlets: bool = True


@dataclass(frozen=True, slots=True)
class Released:
    """The file that left and the receipt that says with what it was let go."""

    receipt: Receipt
    path: Path


def release(desk: Desk, *, leaving: Leaving, folder: Path) -> Released:
    """Puts one story out as a file in ``folder``, mode 0600, and writes its receipt.

    Refused, with nothing written, when a *stop* is open, when an *ask* is open without a reason (a draft may leave with
    asks open), when a protected word stands in the bytes or the file name, and when a file of that name lies there that
    no receipt of this story made.
    """
    check_gate(leaving)
    # A desk that is read-only says so here, before any file is written.
    _ = desk.archive.writer
    refuse_untold_damage(desk.archive, story_id=leaving.story_id, told=[point.code for point in leaving.points])
    package, content = _scanned(desk, leaving)
    target = folder.absolute() / file_name(package, leaving)
    with told_as_trouble(folder):
        former = _former_file(desk, target, leaving.story_id)
        make_folder(target.parent)
        write_durably(target, content)
    try:
        receipt = desk.run(
            "Export", _receipt, leaving=leaving, package=package, content=content, name=target.name
        ).value
    except BaseException:
        # What has no receipt has not left: the file of before comes back.
        with told_as_trouble(folder):
            target.unlink() if former is None else write_durably(target, former)
        raise
    return Released(receipt, target)


@dataclass(frozen=True, slots=True)
class ReleasedSources:
    """The file of sources that left, how many stand in it, and how many may not be named to others; ``proposed`` of
    these are proposals nobody took yet."""

    path: Path
    count: int
    left_out: int
    proposed: int = 0


def release_sources(
    desk: Desk, *, story_id: str | None, render: Callable[[Sequence[CitedSource]], bytes], target: Path
) -> ReleasedSources:  # fmt: skip
    """Puts the sources of a story, or of the whole desk (None), out as a file, mode 0600.

    Sources that may not be named to others (terms, confidentiality, embargo, proposals) are left out. Refused, with
    nothing written, when a protected word stands in the bytes or the file name, and when something lies there already.
    """
    found = cited_sources(desk.archive, story_id=story_id, now=timestamp(desk.archive.ids.clock()))
    content = render(found.sources)
    path = put_bytes(desk, content=content, target=target)
    return ReleasedSources(path, len(found.sources), found.left_out, found.proposed)


def put_bytes(desk: Desk, *, content: bytes, target: Path) -> Path:
    """Writes what is no story as a file, mode 0600, and returns where it lies. Refused, with nothing written, when a
    protected word stands in the bytes or the file name, and when something lies there already."""
    place = target.absolute()
    stop_when_named(content, file_name=place.name, protected=protected_words(desk.archive))
    folder_for_output(place.parent)
    if os.path.lexists(place):
        raise Refused(f"Nothing was exported: {target} is already there. Move it or name another file.")
    with told_as_trouble(place.parent):
        write_durably(place, content)
    return place


def folder_for_output(folder: Path) -> Path:
    """The folder files are to be put in, made when it is missing; refused when it cannot be made or written."""
    try:
        make_folder(folder.absolute())
    except (FileExistsError, FileNotFoundError, NotADirectoryError, PermissionError) as error:
        raise BadInput(f"The folder {folder} cannot be made ({error.strerror}). Name another place.") from error
    if not os.access(folder, os.W_OK):
        raise BadInput(f"The folder {folder} is read-only for you. Nothing was written. Name another place.")
    return folder


def preview(desk: Desk, *, leaving: Leaving) -> bytes:
    """The bytes ``release`` would write, through the same wall and scan: for preview, clipboard and print."""
    return _scanned(desk, leaving)[1]


def check_gate(leaving: Leaving) -> None:
    """Refuses what the open points bar, naming each of them."""
    stops = [point.message for point in leaving.points if point.weight == "stop"]
    if stops:
        raise Refused(f"Nothing was exported, and nobody can waive this: {' '.join(stops)}")
    asks = [point.message for point in leaving.points if point.weight == "ask"]
    if asks and not leaving.as_draft and not leaving.reason.strip():
        points = "1 point is" if len(asks) == 1 else f"{len(asks)} points are"
        raise Refused(
            f"Nothing was exported: {points} to be answered first. {' '.join(asks)} "
            "Mend them, give one reason for the whole list, or export the story as a draft."
        )
    if asks and not leaving.as_draft and leaving.cleared_by != "anyone" and _answers_itself(leaving):
        who = "somebody other than the author" if leaving.cleared_by == "not_the_author" else "the editor in charge"
        answered = " ".join(leaving.answered_by.split())
        raise Refused(
            f"Nothing was exported: by the house rules {who} answers what is asked"
            f"{f', and {answered} is an author of this story' if answered else ''}. Name who gave the reason; the "
            "export record says that this was only asserted here."
        )


def _answers_itself(leaving: Leaving) -> bool:
    if not names_in(leaving.answered_by):
        return True
    return is_author(leaving.answered_by, byline=leaving.author, members=leaving.members)


def _reason(leaving: Leaving) -> str:
    """The reason as the receipt keeps it, with who gave it where another must."""
    reason, by = leaving.reason.strip(), " ".join(leaving.answered_by.split())
    if not reason or not by:
        return reason
    teller = f" by {leaving.told_by}" if leaving.told_by else ""
    return f"{reason} (Answered by {by}. On one machine that is only asserted{teller}.)"


def file_name(package: StoryPackage, leaving: Leaving) -> str:
    """The slug of the story, its short id, ``-draft`` for a draft, and the ending: distinct and legal everywhere."""
    name = file_slug(package.slug or package.headline, short_id(leaving.story_id))
    return f"{name}{'-draft' if leaving.as_draft else ''}{leaving.extension}"


def _scanned(desk: Desk, leaving: Leaving) -> tuple[StoryPackage, bytes]:
    package = build_package(
        desk.archive, story_id=leaving.story_id, now=timestamp(desk.archive.ids.clock()),
        revision_seq=leaving.revision_seq, as_draft=leaving.as_draft, links_outlets=leaving.links_outlets,
    )  # fmt: skip
    content = leaving.render(package)
    stop_when_named(content, file_name=file_name(package, leaving), protected=protected_words(desk.archive))
    return package, content


def _former_file(desk: Desk, target: Path, story_id: str) -> bytes | None:
    """The bytes of an export of this story that the new one replaces; any other file there is left alone."""
    if not target.exists():
        return None
    with desk.archive.read() as connection:
        receipts = read_where(connection, Receipt, {"story": story_id, "file_name": target.name})
    if not target.is_file() or sha256_of_file(target) not in {receipt.output_sha256 for receipt in receipts}:
        raise Refused(
            f"Nothing was exported: {target} is already there and is not a file this desk wrote for this story, or it "
            "was changed since. Move it or name another folder."
        )
    return target.read_bytes()


def _receipt(
    transaction: Transaction, *, leaving: Leaving, package: StoryPackage, content: bytes, name: str
) -> Receipt:
    open_points = [[point.weight, point.code, point.message] for point in leaving.points]
    asks = tuple(point.code for point in leaving.points if point.weight == "ask")
    if leaving.moves_by_rule and not leaving.as_draft:
        _move_out(transaction, leaving.story_id)
    return transaction.add(
        Receipt,
        story=leaving.story_id, format=leaving.format, profile=leaving.profile,
        revision_seq=package.revision_seq or _kept_revision(transaction, leaving.story_id, package).seq,
        text_sha256=package.text_sha256, output_sha256=hashlib.sha256(content).hexdigest(), file_name=name,
        source_hashes=_source_hashes(transaction, leaving.story_id),
        gate=json.dumps(open_points, ensure_ascii=False), reason=_reason(leaving),
        waivers=(*(asks if leaving.reason.strip() and not leaving.as_draft else ()), *leaving.waived),
        is_draft=leaving.as_draft,
    )  # fmt: skip


def _move_out(transaction: Transaction, story_id: str) -> None:
    """Where stages follow rules, what has left is exported; one corrected or updated before stays that."""
    if way_to(transaction.get(Story, story_id).stage) < way_to("exported"):
        move_stage(transaction, story_id=story_id, to_stage="exported")


def _kept_revision(transaction: Transaction, story_id: str, package: StoryPackage) -> Revision:
    """The exported words as a version kept for good; the same words exported again need no second one."""
    exported = transaction.find(Revision, story=story_id, sha256=package.text_sha256, why="exported")
    if exported:
        return exported[-1]
    draft = draft_of(transaction, story_id)
    # Somebody may have typed since the package was built: then the places of the draft are those of other words.
    positions = draft.positions if draft.sha256 == package.text_sha256 else ""
    return transaction.add(
        Revision,
        story=story_id, seq=transaction.next_seq(), text=package.text, sha256=package.text_sha256,
        positions=positions, why="exported", author=transaction.actor,
    )  # fmt: skip


def _source_hashes(transaction: Transaction, story_id: str) -> tuple[str, ...]:
    """SHA-256 of the kept bytes of every source the story rests on."""
    claims = [claim.id for claim in transaction.find(Claim, story=story_id) if claim.binned_at is None]
    evidence = transaction.find(Evidence, claim=tuple(claims))
    quotes = {one.quote for one in evidence} | {use.quote for use in transaction.find(QuoteUse, story=story_id)}
    sources = {one.source for one in evidence}
    sources |= {quote.source for quote in transaction.find(Quote, id=tuple(quotes - {None}))}
    captures = transaction.find(Capture, source=tuple(sources - {None}))
    named = {one.capture for one in evidence} - {None}
    captures += transaction.find(Capture, id=tuple(named))
    files = {capture.original_file for capture in captures if capture.original_file is not None}
    return tuple(sorted({file.sha256 for file in transaction.find(OriginalFile, id=tuple(files))}))
