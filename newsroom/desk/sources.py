"""The sources of a story: add one, keep a copy of it, say where it took its matter from and how far it is trusted."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, cast
from urllib.parse import urlsplit

from newsroom.domain.claim import Grade
from newsroom.domain.errors import Refused
from newsroom.domain.origins import Link, refuse_cycle
from newsroom.domain.source import (
    Capture,
    CaptureMethod,
    Derivation,
    DerivationKind,
    Holding,
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
        sha256=file.sha256, size=file.size, media_type=file.media_type, file_name=file.file_name,
        kept_at=transaction.now, encoding=file.encoding, notices=file.notices,
    )  # fmt: skip


def add_source(transaction: Transaction, *, story_id: str, fields: Mapping[str, object], why: str = "") -> Source:
    """A source laid in the story's file; fields that are guesses are named in ``to_confirm``."""
    unknown = set(fields) - OWN_SOURCE_FIELDS
    if unknown:
        raise ValueError(f"a source has no field {sorted(unknown)[0]!r}")
    source = transaction.add(Source, **fields)
    hold_source(transaction, story_id=story_id, source_id=source.id, why=why)
    return source


def hold_source(transaction: Transaction, *, story_id: str, source_id: str, why: str = "") -> Holding:
    """Lays a source in a story's file; one that lies there already stays as it is."""
    held = transaction.find(Holding, story=story_id, source=source_id)
    return held[0] if held else transaction.add(Holding, story=story_id, source=source_id, why=why)


def set_source_fields(transaction: Transaction, *, source_id: str, fields: Mapping[str, object]) -> Source:
    """Changes a source; what a person sets is no guess any more."""
    source = transaction.get(Source, source_id)
    remaining = tuple(name for name in source.to_confirm if name not in fields)
    changed = cast("dict[str, Any]", {"to_confirm": remaining, **fields})
    return transaction.put(replace(source, **changed))


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


def post_notice(transaction: Transaction, *, source_id: str, fields: Mapping[str, object]) -> SourceNotice:
    """Notes that a source was corrected, retracted, recanted, removed or forged."""
    return transaction.add(SourceNotice, **{"source": source_id, "at": transaction.now, **fields})


def rate_publisher(transaction: Transaction, *, name: str, grade: Grade, reason: str, domain: str = "") -> Publisher:
    """Grades an outlet from today on; older grades stay in its history."""
    if not reason.strip():
        raise Refused(f"A grade for {name} needs a reason, so that the next person can judge it. Write one sentence.")
    publisher = publisher_named(transaction, name=name, domain=domain)
    transaction.add(
        ReliabilityRating,
        publisher=publisher.id, grade=grade, reason=reason, rated_from=transaction.today.isoformat(),
        by=transaction.actor,
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
