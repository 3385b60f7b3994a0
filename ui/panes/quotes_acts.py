"""What is done to the quotes of the open story: each one step that Undo takes back."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from newsroom.desk import quotes as verbs
from newsroom.desk.proposals import accept_proposal, drop_proposal
from newsroom.desk.quote_links import drop_quote, unlink_quote
from newsroom.desk.terms import agree_quoting, agree_terms, promise_read_back
from ui.mending import mend_words
from ui.notices import Notice
from ui.panes.quotes_lines import mending

if TYPE_CHECKING:
    from newsroom.desk.proposals import Proposal
    from ui.notices import Notices
    from ui.open_text import OpenText
    from ui.panes.quotes_lines import QuoteDetail
    from ui.timeline import Timeline

MEND = "Use the captured words"
_SPEECH = {"speech": ("Say that it is speech", "direct_full"), "not_speech": ("Say that it is no speech", "scare")}
_FIELD_LABELS = {
    "said_at": "Change when it was said", "occasion": "Change where it was said", "locator": "Change the place in it",
    "heard_by": "Change how we know the words",
}  # fmt: skip


class QuoteActs(QObject):
    """``use`` is the id of a quotation of the text, ``quote`` that of the words it is of."""

    def __init__(self, *, timeline: Timeline, text: OpenText, notices: Notices, parent: QObject) -> None:
        super().__init__(parent)
        self._timeline, self._text, self._notices = timeline, text, notices

    def judge(self, verb: str, proposal: Proposal) -> None:
        """Takes or drops what was only found."""
        if verb == "take":
            self._timeline.run("Take the quote", accept_proposal, proposal=proposal)
        elif verb == "drop":
            self._timeline.run("Drop the quote", drop_proposal, proposal=proposal)

    def act(self, verb: str, use: str) -> None:
        """``remove``, ``speech`` or ``not_speech``."""
        if verb == "remove":
            self._timeline.run("Remove the quote", verbs.drop_quote_use, use_id=use)
        elif verb in _SPEECH:
            label, kind = _SPEECH[verb]
            self._timeline.run(label, verbs.set_use_fields, use_id=use, fields={"kind": kind})

    def put_away(self, quote: str) -> None:
        """Lays a kept quote in the bin."""
        self._timeline.run("Put the quote away", drop_quote, quote_id=quote)

    def mend(self, detail: QuoteDetail) -> None:
        """Puts the captured words into the text, between the quotation's own marks."""
        document = self._text.document
        place = document.place(detail.use.anchor) if document is not None else None
        if document is None or place is None:
            return
        if not self._text.is_writable:
            self._notices.say(Notice("The desk is open for reading only; the words stay as they are.", kind="refused"))
            return
        edit = mending(document.text(), place, detail.captured_words)
        if edit is None:
            self._notices.note("The words in the text are those of the saved copy already.")
            return
        mend_words(edit, label=MEND, document=document, timeline=self._timeline)
        self._notices.note("The words stand as they were captured. Undo brings the others back.")

    def set_speaker(self, detail: QuoteDetail, name: str) -> None:
        """Says who speaks; no name: nobody yet."""
        if detail.kept:
            self._timeline.run("Set the speaker", verbs.set_quote_speaker, quote_id=detail.quote_id, name=name)
        else:
            self._timeline.run("Set the speaker", verbs.set_speaker, use_id=detail.use.id, name=name)

    def set_outlet(self, use: str, outlet: str) -> None:
        self._timeline.run("Change the outlet", verbs.set_use_fields, use_id=use, fields={"outlet": outlet})

    def set_field(self, quote: str, name: str, value: str) -> None:
        """``said_at``, ``occasion``, ``locator`` or ``heard_by``."""
        if quote:
            fields = {name: value or None} if name == "said_at" else {name: value}
            self._timeline.run(_FIELD_LABELS[name], verbs.set_quote_fields, quote_id=quote, fields=fields)

    def set_terms(self, quote: str, value: str) -> None:
        if quote:
            self._timeline.run("Change the terms", agree_terms, record_id=quote, value=value)

    def agree_quoting(self, quote: str) -> None:
        """Notes that words without a name may be quoted."""
        self._timeline.run("Note that quoting was agreed", agree_quoting, quote_id=quote)

    def promise(self, record: str, *, promised: bool) -> None:
        """Notes that words of a quote, a speaker or a source are to be read back, or that it was done."""
        label = "Promise to read back" if promised else "Note that it was read back"
        self._timeline.run(label, promise_read_back, record_id=record, promised=promised)

    def correct(self, quote: str, words: str, reason: str) -> bool:
        """Notes what was said in truth beside the captured words; False when it was refused, which was told."""
        done = self._timeline.run(
            "Correct the transcript", verbs.correct_transcript, quote_id=quote, words=words, reason=reason
        )
        return done is not None

    def confirm(self, use: str) -> None:
        self._timeline.run("Confirm the speaker", verbs.confirm_quote_use, use_id=use)

    def link(self, use: str, picked: str) -> None:
        """``picked`` is ``capture`` or ``source`` and the record's id."""
        kind, record_id = picked.split(" ", 1)
        capture, source = (record_id, None) if kind == "capture" else (None, record_id)
        self._timeline.run("Link the quote", verbs.take_quote_from, use_id=use, source_id=source, capture_id=capture)

    def unlink(self, use: str) -> None:
        self._timeline.run("Unlink the quote", unlink_quote, use_id=use)
