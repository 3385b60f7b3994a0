"""The sample story laid into a desk: from the wiring of ``resources/sample/sample.yml`` to records, at one go."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from newsroom.desk.drafts import Wanted, add_draft, draft_of, keep_revision, place_anchors, sha256_of_text
from newsroom.desk.members import ensure_member
from newsroom.desk.people import add_role, person_named
from newsroom.desk.sources import KeptFile, hold_source, keep_file
from newsroom.desk.stories import new_story
from newsroom.domain.anchor import Place, pack_positions, unpack_positions
from newsroom.domain.claim import Claim, Evidence
from newsroom.domain.comment_request import CommentRequest
from newsroom.domain.draft import Anchor, Check
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Capture, Derivation, Holding, Source
from newsroom.domain.story import Asset, Story
from newsroom.domain.terms import Terms
from newsroom.storage.transaction import Transaction

Wiring = Mapping[str, Any]
_SOURCE_FIELDS = ("type", "title", "publisher", "published", "url", "language", "upstream_sourcing")
_CLAIM_FIELDS = (
    "wording", "kind", "ttl_days", "about_date", "accusation", "labelled_as_analysis", "pending", "pending_from",
    "pending_by",
)  # fmt: skip
_EVIDENCE_FIELDS = ("stance", "authority", "terms", "first_hand", "as_of", "locator", "excerpt", "note")
_REQUEST_FIELDS = ("asked_of", "asked_at", "channel", "message", "deadline", "outcome", "outcome_at")


@dataclass(frozen=True, slots=True)
class SampleFile:
    """A file of the sample, its bytes already kept: the record of it, and the words read from it."""

    file: KeptFile
    text: str
    offsets: str = ""


@dataclass(frozen=True, slots=True)
class SampleArticle:
    """The story of the sample as it was read: fields of the story, and its text."""

    fields: Mapping[str, object]
    text: str
    file: KeptFile


def lay_sample(
    transaction: Transaction, *, wiring: Wiring, article: SampleArticle, captures: Mapping[str, SampleFile]
) -> Story:
    """The whole sample: story, sources with their copies, quotes, claims, requests, checks. ``captures`` is by the
    ``file`` each source of the wiring names."""
    original = keep_file(transaction, file=article.file)
    story = new_story(transaction, fields={**article.fields, "imported_from": original.id})
    add_draft(transaction, story_id=story.id, text=article.text)
    keep_revision(transaction, story_id=story.id, why="import", name=original.file_name)
    layer = _Layer(transaction, story, article.text, wiring)
    layer.lay_members()
    layer.lay_sources(captures)
    layer.lay_quotes()
    layer.lay_claims()
    layer.lay_the_rest()
    return story


class _Layer:
    """Turns the names the wiring uses into ids, one kind of record after the other."""

    def __init__(self, transaction: Transaction, story: Story, text: str, wiring: Wiring) -> None:
        self._transaction = transaction
        self._story = story
        self._text = text
        self._wiring = wiring
        self._ids: dict[tuple[str, str], str] = {}

    def lay_members(self) -> None:
        for entry in self._wiring["members"]:
            member = ensure_member(self._transaction, name=entry["name"], roles=tuple(entry["roles"]))
            self._ids["member", entry["key"]] = member.id
        for entry in self._wiring["people"]:
            person = person_named(self._transaction, name=entry["name"])
            self._ids["person", entry["key"]] = person.id
            add_role(
                self._transaction, person_id=person.id, organization=entry["organisation"], title=entry["role"],
                capacity=entry["capacity"],
            )  # fmt: skip

    def lay_sources(self, captures: Mapping[str, SampleFile]) -> None:
        for entry in self._wiring["sources"]:
            fields = {name: entry[name] for name in _SOURCE_FIELDS}
            source = self._transaction.add(Source, **fields, authors=tuple(entry["authors"]))
            self._ids["source", entry["key"]] = source.id
            holding = hold_source(self._transaction, story_id=self._story.id, source_id=source.id, why=entry["why"])
            self._transaction.put(_with_state(holding, entry["state"]))
            self._transaction.add(Terms, record=source.id, value=entry["terms"])
            self._lay_capture(entry, source.id, captures[entry["file"]])
        for entry in self._wiring["derivations"]:
            self._transaction.add(
                Derivation,
                child=self._ids["source", entry["child"]], parent=self._ids["source", entry["parent"]],
                kind=entry["kind"],
            )  # fmt: skip

    def _lay_capture(self, entry: Wiring, source_id: str, copy: SampleFile) -> None:
        capture = self._transaction.add(
            Capture,
            source=source_id, original_file=keep_file(self._transaction, file=copy.file).id,
            captured_at=entry["captured_at"], captured_by=self._ids["member", entry["captured_by"]],
            method=entry["method"], source_url=entry["url"], text=copy.text, offsets=copy.offsets,
        )  # fmt: skip
        self._ids["capture", entry["key"]] = capture.id

    def lay_quotes(self) -> None:
        for entry in self._wiring["quotes"]:
            quote = self._transaction.add(
                Quote,
                verbatim=entry["verbatim"], source=self._ids["source", entry["source"]],
                capture=self._ids["capture", entry["source"]], speaker=self._ids["person", entry["speaker"]],
                said_at=entry["said_at"], locator=entry["locator"], heard_by=entry["heard_by"],
            )  # fmt: skip
            self._ids["quote", entry["key"]] = quote.id
            use_id = self._transaction.ids.new()
            anchor = self._mark("quote_use", use_id, entry["used"])
            speaker = next(one["name"] for one in self._wiring["people"] if one["key"] == entry["speaker"])
            outlet = next(one["publisher"] for one in self._wiring["sources"] if one["key"] == entry["source"])
            self._transaction.add(
                QuoteUse,
                id=use_id, story=self._story.id, quote=quote.id, anchor=anchor.id, kind=entry["kind"],
                speaker_name=speaker, outlet=outlet,
            )  # fmt: skip

    def lay_claims(self) -> None:
        for entry in self._wiring["claims"]:
            fields = {name: entry[name] for name in _CLAIM_FIELDS if entry.get(name) is not None}
            claim = self._transaction.add(Claim, story=self._story.id, **fields)
            self._ids["claim", entry["key"]] = claim.id
            for words in (entry["text"], *entry.get("other_texts", ())):
                self._mark("claim", claim.id, words)
            for item in entry["evidence"]:
                rests_on = {
                    kind: self._ids[kind, item[kind]] for kind in ("source", "quote") if item.get(kind) is not None
                }
                self._transaction.add(
                    Evidence, claim=claim.id, **rests_on, **{name: item[name] for name in _EVIDENCE_FIELDS}
                )

    def lay_the_rest(self) -> None:
        for entry in self._wiring["comment_requests"]:
            self._transaction.add(
                CommentRequest,
                story=self._story.id, via_person=self._ids["person", entry["via_person"]],
                asked_by=self._ids["member", entry["asked_by"]],
                claims=tuple(self._ids["claim", key] for key in entry["claims"]),
                **{name: entry[name] for name in _REQUEST_FIELDS},
            )  # fmt: skip
        for entry in self._wiring["assets"]:
            self._transaction.add(
                Asset,
                story=self._story.id, caption=entry["caption"], alt_text=entry["alt_text"], credit=entry["credit"],
                rights=entry["rights"],
            )  # fmt: skip
        for entry in self._wiring["checks"]:
            self._lay_check(entry)

    def _lay_check(self, entry: Wiring) -> None:
        then = entry.get("text_then") or entry["text"]
        check_id = self._transaction.ids.new()
        anchor = self._mark("check", check_id, entry["text"], exact=then)
        self._transaction.add(
            Check,
            id=check_id, story=self._story.id, anchor=anchor.id, mark=entry["mark"],
            by=self._ids["member", entry["by"]], at=entry["at"], method=entry["method"], note=entry["note"],
            sha256=sha256_of_text(then),
        )  # fmt: skip

    def _mark(self, owner_kind: Any, owner: str, words: str, *, exact: str | None = None) -> Anchor:
        start = self._text.index(words)
        wanted: Sequence[Wanted] = [Wanted(owner_kind, owner, start, start + len(words))]
        anchor = place_anchors(self._transaction, story_id=self._story.id, wanted=wanted)[0]
        if exact is None or exact == words:
            return anchor
        draft = draft_of(self._transaction, self._story.id)
        places = {**unpack_positions(draft.positions), anchor.id: Place(start, start + len(words), "reworded")}
        self._transaction.put(replace(draft, positions=pack_positions(places)))
        return self._transaction.put(replace(anchor, exact=exact))


def _with_state(holding: Holding, state: Any) -> Holding:
    return replace(holding, state=state)
