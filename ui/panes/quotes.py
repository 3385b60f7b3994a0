"""The quotes of the story: who said what, whether the words are as they were said, and what they were taken from."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QWidget

from newsroom.desk import quotes as verbs
from newsroom.desk.proposals import accept_proposal, drop_proposal
from newsroom.desk.quote_links import unlink_quote
from newsroom.desk.terms import agree_terms
from ui.mending import mend_words
from ui.notices import Notice
from ui.panes.quotes_detail import QuoteView
from ui.panes.quotes_lines import mending, places_to_link, quote_lines
from ui.passages import rest_of_quote
from ui.record_mime import record_in, record_mime
from ui.widgets.empty_state import EmptyState
from ui.widgets.list_over_detail import ListOverDetail
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.story_view import StoryView
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.notices import Notices
    from ui.open_text import OpenText
    from ui.panes.quotes_lines import QuoteDetail
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline

MEND = "Use the captured words"
SPEECH = {"speech": ("Say that it is speech", "direct_full"), "not_speech": ("Say that it is no speech", "scare")}

VERBS = {
    "take": ("Take it", "Make it a quote of the story (Space)"),
    "drop": ("Drop it", "Nobody said it (Delete)"),
    "mend": (MEND, "Put the words of the saved copy into the text; Undo brings the others back"),
    "show": ("Show in the text", "Go to its words (Return)"),
    "source": ("Show in the source", ""),
    "not_speech": ("Not speech", "A title, or marks for another reason: it is compared with nothing"),
    "speech": ("It is speech", ""),
    "remove": ("Remove the mark", "The words stay (Delete)"),
}
"""What can be done to a quotation: name, words on the button, tip."""


class QuotesPane(QWidget):
    """List above, the selected quotation below. Keys in the list: Return shows it in the text, Space takes a
    proposal, Delete drops it or removes a quote's mark. A quote can be dragged to the evidence of a claim."""

    text_wanted = Signal(str, str)
    """Kind and id of the record to be shown in the text."""
    passage_wanted = Signal(object)
    """The ``Rest`` (source, copy, place in it) to be shown in the reader."""
    place_asked = Signal(str, str, str)
    """``find_again``, for the record of that kind and id."""

    def __init__(
        self, *, timeline: Timeline, watch: StoryWatch, focus: Focus, text: OpenText, notices: Notices,
        actions: Actions, icons: Icons, parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._timeline, self._watch, self._focus = timeline, watch, focus
        self._text, self._notices, self._actions = text, notices, actions
        self._view: StoryView | None = None
        self.list = RecordList(name="Quotes", icons=icons, mime_of=self._dragged)
        self.quote = QuoteView(icons=icons)
        self.verbs = {name: QPushButton(words) for name, (words, _) in VERBS.items()}
        self.empty = EmptyState(
            "quote", "No quotes yet",
            "Somebody’s words, each compared with the saved copy it was taken from. Select words in quotation marks "
            "and make them a quote.",
            actions["quote_selection"], icons=icons,
        )  # fmt: skip
        self._lay_out()
        self._connect()
        self._show(watch.view)

    def _show(self, view: StoryView | None) -> None:
        self._view = view
        lines = quote_lines(view) if view is not None else ()
        self.list.show_lines(lines)
        self._pages.setCurrentIndex(0 if lines else 1)
        self._follow(*self._focus.record)

    def _follow(self, kind: str, record_id: str) -> None:
        self._turn_to(record_id if kind == "quote_use" else self.list.chosen_id)

    def _turn_to(self, use_id: str) -> None:
        if self.list.chosen_id != use_id:
            self.list.choose(use_id)
            # The list may become lower once the part below it has grown.
            QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))
        if self._view is None:
            return
        self.quote.show_quote(self._view, use_id)
        self._whole.show_detail(self.quote.detail is not None)
        shown = verbs_of(self.quote.detail)
        for name, button in self.verbs.items():
            button.setVisible(name in shown)

    @property
    def record(self) -> tuple[str, str]:
        """Kind and id of the quotation shown, empty for none."""
        return ("quote_use" if self._use_id else "", self._use_id)

    @property
    def _use_id(self) -> str:
        return self.quote.detail.use.id if self.quote.detail is not None else ""

    def _act(self, verb: str) -> None:
        view, use = self._view, self._use_id
        proposal = next((one for one in view.proposals if one.id == use), None) if view is not None else None
        if proposal is not None and verb == "take":
            self._timeline.run("Take the quote", accept_proposal, proposal=proposal)
        elif proposal is not None and verb == "drop":
            self._timeline.run("Drop the quote", drop_proposal, proposal=proposal)
        elif verb == "source":
            self._show_source()
        elif verb == "show" and use:
            self.text_wanted.emit("quote_use", use)
        elif use and proposal is None:
            self._act_on_quote(verb, use)

    def _act_on_quote(self, verb: str, use: str) -> None:
        if verb == "mend":
            self._mend()
        elif verb == "remove":
            self._timeline.run("Remove the quote", verbs.drop_quote_use, use_id=use)
        elif verb in SPEECH:
            label, kind = SPEECH[verb]
            self._timeline.run(label, verbs.set_use_fields, use_id=use, fields={"kind": kind})

    def _mend(self) -> None:
        detail, document = self.quote.detail, self._text.document
        place = document.place(detail.use.anchor) if document is not None and detail is not None else None
        if detail is None or document is None or place is None:
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

    def _show_source(self) -> None:
        verdict = self._view.verdicts.get(self._use_id) if self._view is not None else None
        rest = rest_of_quote(self._view, verdict) if self._view is not None and verdict is not None else None
        if rest is not None:
            self.passage_wanted.emit(rest)

    def _set_speaker(self, name: str) -> None:
        self._timeline.run("Set the speaker", verbs.set_speaker, use_id=self._use_id, name=name)

    def _set_outlet(self, outlet: str) -> None:
        fields = {"outlet": outlet}
        self._timeline.run("Change the outlet", verbs.set_use_fields, use_id=self._use_id, fields=fields)

    def _set_said_at(self, said_at: str) -> None:
        detail = self.quote.detail
        if detail is not None and detail.quote_id:
            fields = {"said_at": said_at or None}
            self._timeline.run(
                "Change when it was said", verbs.set_quote_fields, quote_id=detail.quote_id, fields=fields
            )

    def _set_terms(self, value: str) -> None:
        detail = self.quote.detail
        if detail is not None and detail.quote_id:
            self._timeline.run("Change the terms", agree_terms, record_id=detail.quote_id, value=value)

    def _confirm(self) -> None:
        self._timeline.run("Confirm the speaker", verbs.confirm_quote_use, use_id=self._use_id)

    def _offer_links(self) -> None:
        if self._view is not None:
            self.quote.offer_links(places_to_link(self._view, self._use_id))

    def _link(self, picked: str) -> None:
        kind, record_id = picked.split(" ", 1)
        capture, source = (record_id, None) if kind == "capture" else (None, record_id)
        self._timeline.run(
            "Link the quote", verbs.take_quote_from, use_id=self._use_id, source_id=source, capture_id=capture
        )

    def _unlink(self) -> None:
        self._timeline.run("Unlink the quote", unlink_quote, use_id=self._use_id)

    def _dragged(self, line: RecordLine) -> QMimeData | None:
        verdict = self._view.verdicts.get(line.id) if self._view is not None else None
        if verdict is None or verdict.quote is None:
            return None
        return record_mime("quote", verdict.quote.id, words=verdict.published)

    def _dropped(self, use_id: str, mime: QMimeData) -> None:
        if use_id:
            self._turn_to(use_id)
            self._link(f"source {record_in(mime)[1]}")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and not event.modifiers():
            proposed = self.quote.detail is not None and self.quote.detail.use.proposed
            verb = {Qt.Key.Key_Space: "take", Qt.Key.Key_Delete: "drop" if proposed else "remove"}.get(
                Qt.Key(event.key())
            )
            if verb is not None:
                self._act(verb)
                return True
        return super().eventFilter(watched, event)

    def _connect(self) -> None:
        self._watch.viewed.connect(self._show)
        self._focus.record_changed.connect(self._follow)
        self.list.chosen.connect(lambda use: self._focus.look_at("quote_use" if use else "", use))
        self.list.opened.connect(lambda use: self.text_wanted.emit("quote_use", use))
        self.list.installEventFilter(self)
        self.list.take_drops(lambda mime: record_in(mime)[0] == "source", self._dropped)
        for name, button in self.verbs.items():
            button.clicked.connect(partial(self._act, name))
        quote = self.quote
        quote.speaker_set.connect(self._set_speaker)
        quote.outlet_set.connect(self._set_outlet)
        quote.said_at_set.connect(self._set_said_at)
        quote.terms_set.connect(self._set_terms)
        quote.confirmed.connect(self._confirm)
        quote.protect_asked.connect(self._actions["protect_person"].trigger)
        quote.link_asked.connect(self._offer_links)
        quote.picker.picked.connect(self._link)
        quote.unlinked.connect(self._unlink)
        quote.found_again.connect(lambda: self.place_asked.emit("find_again", "quote_use", self._use_id))
        quote.refused.connect(lambda sentence: self._notices.say(Notice(sentence, kind="refused")))

    def _lay_out(self) -> None:
        for name, (_, tip) in VERBS.items():
            self.verbs[name].setToolTip(tip)
        self._whole = ListOverDetail(
            records=self.list, detail=self.quote, verbs=tuple(self.verbs.values()),
            hint="Choose a quote to see it beside the saved copy, word by word.",
        )  # fmt: skip
        self._pages = QStackedLayout(self)
        self._pages.addWidget(self._whole)
        self._pages.addWidget(self.empty)
        self.setFocusProxy(self.list)


def verbs_of(detail: QuoteDetail | None) -> tuple[str, ...]:
    """What can be done to a quotation as it stands, by the names of the buttons."""
    if detail is None:
        return ()
    linked = ("source",) if detail.source else ()
    if detail.use.proposed:
        return ("take", "drop", "show", *linked)
    speech = "speech" if detail.verdict == "not_speech" else "not_speech"
    return (*(("mend",) if detail.can_mend else ()), *linked, speech, "remove")
