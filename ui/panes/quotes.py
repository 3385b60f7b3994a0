"""The quotes of the story: who said what, whether the words are as they were said, and what they were taken from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from operator import attrgetter
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QPushButton, QStackedLayout, QWidget

from ui.notices import Notice
from ui.panes.quotes_acts import MEND, QuoteActs
from ui.panes.quotes_detail import QuoteView
from ui.panes.quotes_lines import places_to_link, quote_line, quote_lines, with_newer
from ui.passages import rest_of_quote
from ui.record_mime import record_in, record_mime
from ui.widgets.empty_state import EmptyState
from ui.widgets.kept_lines import KeptLines
from ui.widgets.list_over_detail import ListOverDetail
from ui.widgets.only_reads import only_reads
from ui.widgets.record_list import RecordLine, RecordList

if TYPE_CHECKING:
    from newsroom.desk.log_lines import LogLine
    from newsroom.desk.story_view import StoryView
    from ui.actions import Actions
    from ui.focus import Focus
    from ui.icons import Icons
    from ui.live_quotes import LiveQuotes
    from ui.notices import Notices
    from ui.open_text import OpenText
    from ui.panes.quotes_lines import QuoteDetail
    from ui.story_watch import StoryWatch
    from ui.timeline import Timeline


History = Callable[[str, "Callable[[Sequence[LogLine]], None]"], None]
"""Looks up what was done to a quote and hands it on."""


def no_history(_quote: str, _then: object) -> None:
    """Where nobody keeps one."""


VERBS = {
    "take": ("Take it", "Make it a quote of the story (Space)"),
    "drop": ("Drop it", "Nobody said it (Delete)"),
    "insert": ("Insert into the text", "Put its words in at the caret, with who said them (Ctrl+J)"),
    "mend": (MEND, "Put the words of the saved copy into the text; Undo brings the others back"),
    "show": ("Show in the text", "Go to its words (Return)"),
    "source": ("Show in the source", ""),
    "not_speech": ("Not speech", "A title, or marks for another reason: it is compared with nothing"),
    "speech": ("It is speech", ""),
    "remove": ("Remove the mark", "The words stay (Delete)"),
}
"""What can be done to a quotation: name, words on the button, tip."""
LOOKING = ("show", "source")
"""Those that change nothing."""


class QuotesPane(QWidget):
    """List above, the selected quotation below. Keys in the list: Return shows it in the text, Space takes a
    proposal, Delete drops it or removes a quote's mark. A quote can be dragged to the evidence of a claim."""

    text_wanted = Signal(str, str)
    """Kind and id of the record to be shown in the text."""
    passage_wanted = Signal(object)
    """The ``Rest`` (source, copy, place in it) to be shown in the reader."""
    place_asked = Signal(str, str, str)
    """``find_again``, for the record of that kind and id."""
    insert_wanted = Signal(str)
    """Id of the quote that is to be put into the text."""

    def __init__(
        self, *, timeline: Timeline, watch: StoryWatch, focus: Focus, text: OpenText, notices: Notices,
        actions: Actions, icons: Icons, history: History = no_history, live: LiveQuotes | None = None,
        parent: QWidget | None = None,
    ) -> None:  # fmt: skip
        super().__init__(parent)
        self._history, self._live = history, live
        self._watch, self._focus, self._notices, self._actions = watch, focus, notices, actions
        self.acts = QuoteActs(timeline=timeline, text=text, notices=notices, parent=self)
        self._view: StoryView | None = None
        self.list, self.quote = RecordList(name="Quotes", icons=icons, mime_of=self._dragged), QuoteView(icons=icons)
        self.verbs = {name: _button(name) for name in VERBS}
        self.empty = EmptyState(
            "quote", "No quotes yet",
            "Somebody’s words, each compared with the saved copy it was taken from. Select words in quotation marks "
            "and make them a quote.",
            actions["quote_selection"], icons=icons,
        )  # fmt: skip
        self._lines = KeptLines(quote_line).made_ahead(watch.prepare, of=attrgetter("checked.quotes"))
        self._lay_out()
        self._connect()
        self._show(watch.view)

    def _show(self, view: StoryView | None) -> None:
        """``live`` may have judged quotations since the view was read."""
        view = with_newer(view, self._live.judged) if view is not None and self._live is not None else view
        self._view = view
        lines = quote_lines(view, made=self._lines) if view is not None else ()
        self.list.show_lines(lines)
        self._pages.setCurrentIndex(0 if lines else 1)
        self._follow(*self._focus.record)

    def _follow(self, kind: str, record_id: str) -> None:
        self._turn_to(record_id if kind in ("quote_use", "quote") else self.list.chosen_id)

    def _turn_to(self, use_id: str) -> None:
        if self.list.chosen_id != use_id:
            self.list.choose(use_id)
            # The list may become lower once the part below it has grown.
            QTimer.singleShot(0, self.list, lambda: self.list.scrollTo(self.list.currentIndex()))
        if self._view is None:
            return
        self.quote.show_quote(self._view, use_id)
        self._whole.show_detail(self.quote.detail is not None)
        detail = self.quote.detail
        if detail is not None and detail.quote is not None and detail.quote.corrected is not None:
            self._history(detail.quote_id, self.quote.layers.show_author)
        shown = verbs_of(detail)
        for name, button in self.verbs.items():
            button.setVisible(name in shown)

    @property
    def record(self) -> tuple[str, str]:
        """Kind and id of the quotation or kept quote shown, empty for none."""
        detail = self.quote.detail
        kind = "" if detail is None else "quote" if detail.kept else "quote_use"
        return kind, self._use_id

    @property
    def quote_id(self) -> str:
        """The quote whose words are shown, empty for none."""
        return self.quote.detail.quote_id if self.quote.detail is not None else ""

    @property
    def _use_id(self) -> str:
        return self.quote.detail.use.id if self.quote.detail is not None else ""

    def _act(self, verb: str) -> None:
        view, (kind, record) = self._view, self.record
        detail = self.quote.detail
        if detail is None or view is None:
            return
        proposal = next((one for one in view.proposals if one.id == record), None)
        if verb == "source":
            self._show_source()
        elif verb == "insert":
            self.insert_wanted.emit(self.quote_id)
        elif kind == "quote":
            if verb == "remove":
                self.acts.put_away(record)
        elif verb == "show":
            self.text_wanted.emit("quote_use", record)
        elif proposal is not None:
            self.acts.judge(verb, proposal)
        elif verb == "mend":
            self.acts.mend(detail)
        else:
            self.acts.act(verb, record)

    def _show_source(self) -> None:
        quote = self.quote.detail.quote if self.quote.detail is not None else None
        if self._view is None or quote is None:
            return
        verdict = self._view.verdicts.get(self._use_id)
        rest = rest_of_quote(self._view, quote, words=verdict.published if verdict is not None else "")
        if rest is not None:
            self.passage_wanted.emit(rest)

    def _set_speaker(self, name: str) -> None:
        if self.quote.detail is not None:
            self.acts.set_speaker(self.quote.detail, name)

    def _correct(self, words: str, reason: str) -> None:
        if self.acts.correct(self.quote_id, words, reason):
            self.quote.layers.settle()

    def _offer_links(self) -> None:
        if self._view is not None:
            self.quote.offer_links(places_to_link(self._view, self._use_id))

    def _choose(self, record_id: str) -> None:
        kind = "" if not record_id else "quote_use" if self._is_use(record_id) else "quote"
        self._focus.look_at(kind, record_id)

    def _open(self, record_id: str) -> None:
        if self._is_use(record_id):
            self.text_wanted.emit("quote_use", record_id)
        else:
            self.insert_wanted.emit(record_id)

    def _is_use(self, record_id: str) -> bool:
        return self._view is not None and record_id in self._view.verdicts

    def _dragged(self, line: RecordLine) -> QMimeData | None:
        verdict = self._view.verdicts.get(line.id) if self._view is not None else None
        if verdict is None or verdict.quote is None:
            return None
        return record_mime("quote", verdict.quote.id)

    def _dropped(self, use_id: str, mime: QMimeData) -> None:
        if use_id:
            self._turn_to(use_id)
            self.acts.link(use_id, f"source {record_in(mime)[1]}")

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
        if self._live is not None:
            self._live.changed.connect(lambda: self._show(self._watch.view))
        self.list.chosen.connect(self._choose)
        self.list.opened.connect(self._open)
        self.list.installEventFilter(self)
        self.list.take_drops(lambda mime: record_in(mime)[0] == "source", self._dropped)
        for name, button in self.verbs.items():
            button.clicked.connect(partial(self._act, name))
        quote = self.quote
        quote.speaker_set.connect(self._set_speaker)
        quote.outlet_set.connect(lambda outlet: self.acts.set_outlet(self._use_id, outlet))
        quote.said_at_set.connect(lambda day: self.acts.set_field(self.quote_id, "said_at", day))
        quote.field_set.connect(lambda name, value: self.acts.set_field(self.quote_id, name, value))
        quote.layers.corrected.connect(self._correct)
        quote.layers.use_wanted.connect(lambda use: self._focus.look_at("quote_use", use))
        quote.layers.history_wanted.connect(lambda: self._history(self.quote_id, quote.layers.show_history))
        quote.agreed.value_set.connect(lambda value: self.acts.set_terms(self.quote_id, value))
        quote.agreed.quoting_agreed.connect(lambda: self.acts.agree_quoting(self.quote_id))
        quote.agreed.promise_set.connect(lambda record, on: self.acts.promise(record or self.quote_id, promised=on))
        quote.confirmed.connect(lambda: self.acts.confirm(self._use_id))
        quote.protect_asked.connect(self._actions["protect_person"].trigger)
        quote.person_asked.connect(self._actions["people"].trigger)
        quote.link_asked.connect(self._offer_links)
        quote.picker.picked.connect(lambda picked: self.acts.link(self._use_id, picked))
        quote.unlinked.connect(lambda: self.acts.unlink(self._use_id))
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


def _button(name: str) -> QPushButton:
    button = QPushButton(VERBS[name][0])
    return only_reads(button) if name in LOOKING else button


def verbs_of(detail: QuoteDetail | None) -> tuple[str, ...]:
    """What can be done to a quotation as it stands, by the names of the buttons."""
    if detail is None:
        return ()
    linked = ("source",) if detail.source else ()
    if detail.kept:
        return ("insert", *linked, "remove")
    if detail.use.proposed:
        return ("take", "drop", "show", *linked)
    speech = "speech" if detail.verdict == "not_speech" else "not_speech"
    first = (
        ("mend", *linked) if detail.can_mend else (*linked, "insert") if linked and speech == "not_speech" else linked
    )
    return (*first, speech, "remove")
