"""Going through what was found in a text, where it stands: each thing taken or dropped by one key.

The guide knows which proposal is looked at; the bar above the text says in words what it is.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from ui.editor.proposal_order import ProposalOrder, order_in_text
from ui.time_words import date_words

if TYPE_CHECKING:
    from newsroom.desk.proposals import Proposal
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.anchor import Place
    from newsroom.domain.changes import Changes
    from newsroom.domain.record import Record
    from ui.actions import Actions
    from ui.desk_bridge import DeskBridge
    from ui.editor.story_editor import StoryEditor
    from ui.notices import Notices
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

NAMES = {"quote_use": "quote", "source": "source", "claim": "statement"}
"""What a person calls the kinds of proposals."""


@dataclass(frozen=True, slots=True)
class Standing:
    """A proposal where it stands now: code points of the open text, None without a place."""

    proposal: Proposal
    start: int | None
    end: int | None

    @property
    def name(self) -> str:
        return NAMES[self.proposal.kind]


def standing_proposals(view: StoryView, *, places: Mapping[str, Place], text: str) -> tuple[Standing, ...]:
    """What waits, in the order of the text; what has no place there comes last."""
    found: list[Standing] = []
    for proposal in view.proposals:
        span = _place_of(view, proposal, places, text)
        found.append(Standing(proposal, *(span or (None, None))))
    return tuple(sorted(found, key=order_in_text))


def _place_of(
    view: StoryView, proposal: Proposal, places: Mapping[str, Place], text: str
) -> tuple[int, int] | None:  # fmt: skip
    for anchor in view.anchors_by_owner.get(proposal.id, ()):
        place = places.get(anchor)
        if place is not None and place.start < place.end:
            return place.start, place.end
    if proposal.kind == "source":
        # A source has no mark of its own: it is met where its name stands first.
        name = view.sources[proposal.id].publisher or proposal.words
        at = text.find(name)
        return (at, at + len(name)) if name and at >= 0 else None
    return None


def proposal_words(view: StoryView, proposal: Proposal) -> str:
    """What was found, as one says it: “Quote of Ottilie Renn, from The Slate Ledger, 5 Mar 2025 — speaker guessed”."""
    if proposal.kind == "quote_use":
        return _quote_words(view, proposal)
    if proposal.kind == "claim":
        return _claim_words(view, proposal)
    from newsroom.domain.wording import SOURCE_TYPE_NAMES

    source = view.sources[proposal.id]
    parts = [source.publisher or source.title, SOURCE_TYPE_NAMES[source.type], date_words(source.published)]
    return f"Source: {', '.join(part for part in parts if part)} — named in the text, no copy saved"


def _quote_words(view: StoryView, proposal: Proposal) -> str:
    use = view.uses[proposal.id]
    quote = view.quotes.get(use.quote or "")
    parts = [f"Quote of {use.speaker_name}" if use.speaker_name else "Quote; who speaks is not said"]
    parts += [f"from {use.outlet}"] if use.outlet and use.outlet != use.speaker_name else []
    parts += [date_words(quote.said_at)] if quote is not None and quote.said_at else []
    names = {"speaker": "speaker guessed", "outlet": "where it comes from guessed"}
    doubts = " and ".join(names[name] for name in use.to_confirm if name in names)
    return ", ".join(parts) + (f" — {doubts}" if doubts else "")


def _claim_words(view: StoryView, proposal: Proposal) -> str:
    from newsroom.domain.wording import KIND_NAMES
    from newsroom.text.worth import worth_of

    claim = view.claims[proposal.id].claim
    words = f"Statement: {KIND_NAMES[claim.kind]}"
    behind = (view.source_behind(item) for item in view.evidence_by_claim.get(claim.id, ()))
    named = dict.fromkeys(source.publisher or source.title for source in behind if source is not None)
    why = worth_of(claim.wording, claim.kind).why
    check = f"; worth a check: {', '.join(why[:3])}" if why else ""
    told = f"the text names {' and '.join(named)}" if named else "the text names no source"
    return f"{words} — {told}{check}"


class ProposalGuide(QObject):
    """Goes from proposal to proposal. ``waiting`` is what is left, ``current`` the one looked at."""

    changed = Signal()
    """What is left, or which one is looked at, is another now."""

    def __init__(
        self, *, editor: StoryEditor, watch: StoryWatch, bridge: DeskBridge, timeline: Timeline, actions: Actions,
        notices: Notices, parent: QObject | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._editor = editor
        self._watch = watch
        self._timeline = timeline
        self._actions = actions
        self._notices = notices
        self._decided: set[str] = set()
        self._gone_through: set[str] = set()
        """Decided one by one since the going through began, so that its count goes on."""
        self._current = ""
        self._goes_on = False
        self.order = ProposalOrder()
        self._moving = False
        self.waiting: tuple[Standing, ...] = ()
        watch.viewed.connect(self._viewed)
        bridge.changed.connect(self._heard)
        editor.caret_moved.connect(self._caret_moved)
        acts = {"next_proposal": self.go_to_next, "take_proposal": self.take, "drop_proposal": self.drop,
                "take_certain": self.take_certain, "proposals_in_text_order": self.turn_order}  # fmt: skip
        for name, act in acts.items():
            actions.bind(name, act)
        self._viewed(watch.view)

    @property
    def current(self) -> Standing | None:
        return next((one for one in self.waiting if one.proposal.id == self._current), None)

    @property
    def number(self) -> tuple[int, int]:
        """Which one of those left is looked at, in the order they are gone through, and of how many; those decided on
        the way count along."""
        current, behind = self.current, len(self._gone_through)
        at = self.order.sorted(self.waiting).index(current) if current is not None else 0
        return behind + at + 1, behind + len(self.waiting)

    def words_of(self, one: Standing) -> str:
        """What was found there, as one says it."""
        view = self._watch.view
        return proposal_words(view, one.proposal) if view is not None else ""

    @property
    def certain(self) -> int:
        """How many of those left nothing about which was guessed."""
        return sum(one.proposal.certain for one in self.waiting)

    def counts(self) -> Mapping[str, int]:
        """``quote``, ``source``, ``statement`` → how many are left."""
        return {name: sum(one.name == name for one in self.waiting) for name in NAMES.values()}

    def go_through(self, *, by_worth: bool = True) -> None:
        """Starts with what a check is worth most, or at the caret, and goes on by itself after each that is taken or
        dropped."""
        self._gone_through.clear()
        self._goes_on, self.order.by_worth = True, by_worth
        self.go_to_next(from_here=True)

    def turn_order(self) -> None:
        """Goes through them in the order of the text, from the caret on; pressed again, by what a check is worth."""
        self.go_through(by_worth=self._goes_on and not self.order.by_worth)

    def stop(self) -> None:
        """Looks at none; what is left stays."""
        self._end()
        self._look_at(None)

    def _end(self) -> None:
        self._goes_on = self.order.by_worth = False
        self._gone_through.clear()

    def go_to_next(self, *, from_here: bool = False) -> None:
        """The next one in the text, or in the order they are gone through; from the first again after the last."""
        self._settle()
        if not self.waiting:
            self._notices.note("Nothing that was found waits any more.")
            return
        self._look_at(self._next_of(from_here=from_here))

    def take(self) -> None:
        """Takes the one at the caret."""
        from newsroom.desk.proposals import accept_proposal

        self._decide("Take", accept_proposal)

    def drop(self) -> None:
        """Drops the one at the caret; Undo brings it back."""
        from newsroom.desk.proposals import drop_proposal

        self._decide("Drop", drop_proposal)

    def take_certain(self) -> None:
        """Takes every quote and source that is named without a doubt, as one step."""
        from newsroom.desk.proposals import accept_certain

        view = self._watch.view
        if view is None or not self.certain:
            self._notices.note("Nothing is certain among what was found; go through it one by one.")
            return
        done = self._timeline.run("Take all that are certain", accept_certain, records=view.records)
        if done is not None:
            self._keep_in_mind(done.changes)
            self._notices.note(f"Took {done.value}, each named without a doubt. Undo takes them all back.")
            self._settle()

    def _decide(self, verb: str, operation: Any) -> None:
        chosen = self._at_caret()
        if chosen is None:
            self._notices.note("Nothing that was found stands here. Alt+Down goes to the next.")
            return
        following = self._next_of(after=chosen)
        done = self._timeline.run(f"{verb} the {chosen.name}", operation, proposal=chosen.proposal)
        if done is None:
            return
        self._keep_in_mind(done.changes)
        self._gone_through |= {chosen.proposal.id} if self._goes_on else set()
        self._settle()
        # What was next may have been taken along, such as the source of a quote.
        still_there = following is not None and any(one.proposal.id == following.proposal.id for one in self.waiting)
        after = following if still_there else self._next_of()
        self._look_at(after if self._goes_on else None)
        if self._goes_on and after is None:
            self._end()
            self._notices.note("That was the last. Everything found in this text is taken or dropped.")

    def _at_caret(self) -> Standing | None:
        """The one looked at, else the shortest that holds the caret."""
        self._settle()
        if self.current is not None:
            return self.current
        caret = self._editor.caret()
        around = [
            one for one in self.waiting
            if one.start is not None and one.end is not None and one.start <= caret <= one.end
        ]  # fmt: skip
        return min(around, key=lambda one: (one.end or 0) - (one.start or 0), default=None)

    def _next_of(self, *, from_here: bool = False, after: Standing | None = None) -> Standing | None:
        after, caret = None if from_here else after or self.current, self._editor.selection()[0]
        return self.order.next_of(self.waiting, after=after, caret=caret, current=self.current)

    def _look_at(self, one: Standing | None) -> None:
        self._current = one.proposal.id if one is not None else ""
        if one is not None and one.start is not None and one.end is not None:
            self._moving = True
            try:
                self._editor.go_to(one.start, one.end)
            finally:
                self._moving = False
        self._settle()

    def _caret_moved(self, caret: int) -> None:
        one = self.current
        if self._moving or one is None or one.start is None or one.end is None:
            return
        if not one.start <= caret <= one.end:
            self._end()
            self._current = ""
            self.changed.emit()

    def _viewed(self, view: StoryView | None) -> None:
        if view is None:
            self._decided.clear()
            self.order.forget()
            self._current = ""
            self._end()
        self._settle()

    def _heard(self, changes: Changes) -> None:
        """What comes back by an undo waits again."""
        for row in changes.rows:
            if row.id in self._decided and row.after is not None and _waits(row.after):
                self._decided.discard(row.id)
                self._gone_through.discard(row.id)

    def _keep_in_mind(self, changes: Changes) -> None:
        """Decided at once, not only when the story has been read again."""
        self._decided |= {row.id for row in changes.rows if row.after is None or not _waits(row.after)}

    def _settle(self) -> None:
        view, document = self._watch.view, self._editor.story_document
        if view is None or document is None or document.story_id != view.story.id:
            self.waiting = ()
        else:
            found = standing_proposals(view, places=document.places(), text=document.text())
            self.waiting = tuple(one for one in found if one.proposal.id not in self._decided)
        if self.current is None:
            self._current = ""
        for name in ("next_proposal", "take_proposal", "drop_proposal", "proposals_in_text_order"):
            self._actions.allow(name, bool(self.waiting))
        self._actions.allow("take_certain", self.certain > 0)
        self.changed.emit()


def _waits(record: Record) -> bool:
    return bool(getattr(record, "proposed", False)) and record.binned_at is None
