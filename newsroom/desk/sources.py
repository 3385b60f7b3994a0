"""The sources of a story: add one, keep a copy of it, say where it took its matter from and how far it is trusted."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlsplit

from newsroom.desk.people import without_names
from newsroom.domain.claim import Claim, Evidence, Grade
from newsroom.domain.errors import Missing, Refused
from newsroom.domain.origins import Link, refuse_cycle
from newsroom.domain.partial_date import is_partial_date
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import (
    Capture,
    CaptureMethod,
    Derivation,
    DerivationKind,
    Holding,
    HoldingState,
    OriginalFile,
    Publisher,
    ReliabilityRating,
    Source,
    SourceNotice,
)
from newsroom.storage.transaction import Transaction

OWN_SOURCE_FIELDS = frozenset(
    {"type", "title", "publisher", "authors", "published", "accessed_at", "url", "language", "description",
     "upstream_sourcing", "embargo_until", "access", "rights", "confidentiality", "to_confirm", "proposed"}
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class KeptFile:
    """Bytes already lying in the desk's ``files`` folder, and what is known of them."""

    sha256: str
    size: int
    media_type: str
    file_name: str
    encoding: str = ""
    notices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class NewCapture:
    """A copy to be kept: its file, the words read from it, and how it was made."""

    file: KeptFile | None
    method: CaptureMethod
    text: str
    offsets: str = ""
    source_url: str = ""


def keep_file(transaction: Transaction, *, file: KeptFile) -> OriginalFile:
    """The record of a kept file; bytes the desk has already are recognised by their hash and not recorded twice."""
    known = transaction.find(OriginalFile, sha256=file.sha256)
    if known:
        return known[0]
    return transaction.add(
        OriginalFile,
        sha256=file.sha256, size=file.size, media_type=file.media_type,
        file_name=without_names(transaction, file.file_name),
        kept_at=transaction.now, encoding=file.encoding, notices=file.notices,
    )  # fmt: skip


def add_source(transaction: Transaction, *, story_id: str, fields: Mapping[str, object], why: str = "") -> Source:
    """A source laid in the story's file; fields that are guesses are named in ``to_confirm``."""
    unknown = set(fields) - OWN_SOURCE_FIELDS
    if unknown:
        raise ValueError(f"a source has no field {sorted(unknown)[0]!r}")
    source = transaction.add(Source, **_told_by_code_name(transaction, fields))
    hold_source(transaction, story_id=story_id, source_id=source.id, why=why)
    return source


def _told_by_code_name(transaction: Transaction, fields: Mapping[str, object]) -> dict[str, object]:
    """The fields of a new source; what a file says of itself may name somebody who is protected."""
    told = dict(fields)
    for name in ("title", "publisher", "description"):
        if name in told:
            told[name] = without_names(transaction, str(told[name]))
    if "authors" in told:
        authors = cast("tuple[str, ...]", told["authors"])
        told["authors"] = tuple(without_names(transaction, author) for author in authors)
    return told


def hold_source(transaction: Transaction, *, story_id: str, source_id: str, why: str = "") -> Holding:
    """Lays a source in a story's file; one that lies there stays as it is, one that was taken out comes back."""
    held = transaction.find(Holding, story=story_id, source=source_id)
    if not held:
        return transaction.add(Holding, story=story_id, source=source_id, why=why)
    return transaction.put(replace(held[0], binned_at=None))


def set_holding(
    transaction: Transaction,
    *,
    story_id: str,
    source_id: str,
    state: HoldingState | None = None,
    why: str | None = None,
) -> Holding:
    """Says how far a source was read (``unread``, ``read``, ``key``), or why it lies in the story's file."""
    holding = hold_source(transaction, story_id=story_id, source_id=source_id)
    return transaction.put(
        replace(holding, state=state or holding.state, why=holding.why if why is None else why, binned_at=None)
    )


def leave_story(transaction: Transaction, *, story_id: str, source_id: str) -> Holding:
    """Takes a source out of a story's file. Refused while evidence or a quotation of the story rests on it; evidence
    of mere proposals goes with it."""
    source = transaction.get(Source, source_id)
    held = transaction.find(Holding, story=story_id, source=source_id)
    if not held:
        raise Missing(f"“{source.title}” does not lie in the file of this story.")
    resting = _resting_on(transaction, source_id, story_id=story_id)
    _refuse_while_used(transaction, source, resting, instead="Take the evidence away first, or leave the source here.")
    for item in resting:
        if isinstance(item, Evidence):
            transaction.put(replace(item, binned_at=transaction.now))
    return transaction.put(replace(held[0], binned_at=transaction.now))


def bin_source(transaction: Transaction, *, source_id: str) -> Source:
    """Lays a source in the bin and takes it out of every story's file. Refused while evidence or a quotation of any
    story rests on it."""
    source = transaction.get(Source, source_id)
    resting = _resting_on(transaction, source_id, story_id=None)
    _refuse_while_used(transaction, source, resting, instead="Take the evidence away first, or keep the source.")
    for record in (*resting, *transaction.find(Holding, source=source_id)):
        if record.binned_at is None and not isinstance(record, QuoteUse):
            transaction.put(replace(record, binned_at=transaction.now))
    return transaction.put(replace(source, binned_at=transaction.now))


def _resting_on(transaction: Transaction, source_id: str, *, story_id: str | None) -> tuple[Evidence | QuoteUse, ...]:
    """The evidence and the uses of quotes, in one story or all, that rest on a source, a copy of it or its quotes."""
    quotes = tuple(quote.id for quote in transaction.find(Quote, source=source_id))
    copies = tuple(capture.id for capture in transaction.find(Capture, source=source_id))
    evidence = [*transaction.find(Evidence, source=source_id)]
    evidence += transaction.find(Evidence, quote=quotes) if quotes else ()
    evidence += transaction.find(Evidence, capture=copies) if copies else ()
    uses = transaction.find(QuoteUse, quote=quotes) if quotes else ()
    claims = {claim.id: claim for claim in transaction.find(Claim, id=tuple({item.claim for item in evidence}))}
    here = [item for item in evidence if story_id in (None, claims[item.claim].story)]
    here = [item for item in here if claims[item.claim].binned_at is None]
    used = [use for use in uses if story_id in (None, use.story)]
    return tuple(record for record in (*here, *used) if record.binned_at is None)


def _refuse_while_used(
    transaction: Transaction, source: Source, resting: Sequence[Evidence | QuoteUse], *, instead: str
) -> None:
    """A proposal counts for nothing: only what somebody took keeps a source where it is."""
    for record in resting:
        if isinstance(record, Evidence):
            claim = transaction.get(Claim, record.claim)
            if not claim.proposed:
                raise Refused(f"“{source.title}” backs the statement “{_short(claim.wording)}”. {instead}")
        elif not record.proposed:
            raise Refused(f"A quotation in the text is taken from “{source.title}”. {instead}")


def _short(words: str) -> str:
    return words if len(words) <= 60 else f"{words[:59]}…"


def confirm_source(
    transaction: Transaction, *, source_id: str, names: Collection[str] | None = None
) -> Source:  # fmt: skip
    """Says that what was guessed about a source is right: all of it, or the fields of ``names``. A proposed source
    becomes a real one."""
    source = transaction.get(Source, source_id)
    left = () if names is None else tuple(name for name in source.to_confirm if name not in names)
    return transaction.put(replace(source, to_confirm=left, proposed=False))


def set_source_fields(transaction: Transaction, *, source_id: str, fields: Mapping[str, object]) -> Source:
    """Changes a source; what a person sets is no guess any more."""
    unknown = set(fields) - OWN_SOURCE_FIELDS
    if unknown:
        raise ValueError(f"a source has no field {sorted(unknown)[0]!r}")
    source = transaction.get(Source, source_id)
    remaining = tuple(name for name in source.to_confirm if name not in fields)
    changed = cast("dict[str, Any]", {"to_confirm": remaining, **fields})
    return transaction.put(replace(source, **changed))


def set_fields_of_sources(
    transaction: Transaction, *, ids: Collection[str], fields: Mapping[str, object]
) -> tuple[Source, ...]:  # fmt: skip
    """The same change to many sources, as one act to undo. Refused as a whole when one of them is gone."""
    return tuple(set_source_fields(transaction, source_id=one, fields=fields) for one in dict.fromkeys(ids))


def add_capture(transaction: Transaction, *, source_id: str, capture: NewCapture) -> Capture:
    """Keeps a copy of a source. A source only proposed so far becomes a real one: somebody looked at it."""
    source = transaction.get(Source, source_id)
    if source.proposed:
        transaction.put(replace(source, proposed=False))
    file = keep_file(transaction, file=capture.file) if capture.file is not None else None
    return transaction.add(
        Capture,
        source=source_id, original_file=file.id if file else None, captured_at=transaction.now,
        captured_by=transaction.actor, method=capture.method, source_url=capture.source_url, text=capture.text,
        offsets=capture.offsets,
    )  # fmt: skip


def derive_source(
    transaction: Transaction, *, child_id: str, parent_id: str, kind: DerivationKind = "restates"
) -> Derivation:
    """Says that one source took its matter from another; a cycle is refused."""
    child, parent = transaction.get(Source, child_id), transaction.get(Source, parent_id)
    known = [Link(link.child, link.parent, link.kind) for link in transaction.find(Derivation) if not link.binned_at]
    refuse_cycle(Link(child.id, parent.id, kind), known)
    return transaction.add(Derivation, child=child.id, parent=parent.id, kind=kind)


def underive_source(transaction: Transaction, *, derivation_id: str) -> Derivation:
    """Takes back that one source took its matter from another: each counts by itself again."""
    return transaction.put(replace(transaction.get(Derivation, derivation_id), binned_at=transaction.now))


def post_notice(transaction: Transaction, *, source_id: str, fields: Mapping[str, object]) -> SourceNotice:
    """Notes that a source was corrected, retracted, recanted, removed or forged: whole, or one ``passage`` of it, by
    its words or its place (``page 3``). Refused when it is about a passage and says none."""
    if fields.get("reach") == "passage" and not str(fields.get("passage") or "").strip():
        raise Refused(
            "Say which passage it is about: its words, or its page or paragraph. Or let it be about the whole."
        )
    transaction.get(Source, source_id)
    return transaction.add(SourceNotice, **{"source": source_id, "at": transaction.now, **fields})


def withdraw_notice(transaction: Transaction, *, notice_id: str) -> SourceNotice:
    """Takes a notice back: what rests on the source counts as it did."""
    return transaction.put(replace(transaction.get(SourceNotice, notice_id), binned_at=transaction.now))


def set_embargo(transaction: Transaction, *, source_id: str, until: str) -> Source:
    """Notes that a source may not be used before a day or moment (``2025-07-14``, ``2025-07-14T10:30``); refused when
    it is neither."""
    if not is_partial_date(until) or len(until) < len("2025-07-14"):
        raise Refused(f"'{until}' is no day or time. Write 2025-07-14 or 2025-07-14T10:30.")
    return set_source_fields(transaction, source_id=source_id, fields={"embargo_until": until})


def lift_embargo(transaction: Transaction, *, source_id: str) -> Source:
    """Notes that a source may be used now."""
    return set_source_fields(transaction, source_id=source_id, fields={"embargo_until": None})


def rate_publisher(
    transaction: Transaction, *, name: str, grade: Grade, reason: str, domain: str = "", rated_from: str = ""
) -> Publisher:  # fmt: skip
    """Grades an outlet from a day on (``2025-07``, ``2025-07-14``; empty: today); other grades stay in its history.
    Refused without a name or a reason, and from what is no day."""
    if not name.strip():
        raise Refused("Only an outlet with a name can be rated. Say first who published it.")
    if not reason.strip():
        raise Refused(f"A grade for {name} needs a reason, so that the next person can judge it. Write one sentence.")
    if rated_from and not is_partial_date(rated_from):
        raise Refused(f"“{rated_from}” is no day. Write it as 2026-03-14, 2026-03 or 2026.")
    publisher = publisher_named(transaction, name=name, domain=domain)
    transaction.add(
        ReliabilityRating,
        publisher=publisher.id, grade=grade, reason=" ".join(reason.split()),
        rated_from=rated_from or transaction.today.isoformat(), by=transaction.actor,
    )  # fmt: skip
    return publisher


def publisher_named(transaction: Transaction, *, name: str, domain: str = "") -> Publisher:
    """The outlet of that name, made when the desk does not know it."""
    known = [found for found in transaction.find(Publisher) if found.name.casefold() == name.casefold()]
    if known:
        publisher = known[0]
        if domain and domain not in publisher.domains:
            publisher = transaction.put(replace(publisher, domains=(*publisher.domains, domain)))
        return publisher
    return transaction.add(Publisher, name=name, domains=(domain,) if domain else ())


def stock_publishers(transaction: Transaction, *, publishers: tuple[Mapping[str, object], ...]) -> int:
    """Lays the list that comes with the program into a desk that has none; returns how many it laid."""
    if transaction.find(Publisher):
        return 0
    made = transaction.add_all(
        Publisher, [{"name": entry["name"], "domains": entry["domains"]} for entry in publishers]
    )
    transaction.add_all(
        ReliabilityRating,
        [
            {
                "publisher": publisher.id,
                "grade": entry["grade"],
                "reason": entry["reason"],
                "rated_from": entry["since"],
                "by": "resources/publishers.yml",
            }
            for publisher, entry in zip(made, publishers, strict=True)
        ],
    )
    return len(made)


def domain_of(url: str) -> str:
    """The web domain of an address, without ``www.``; empty when there is none."""
    try:
        host = urlsplit(url).hostname or ""
    except ValueError:
        return ""
    return host.removeprefix("www.").lower()
