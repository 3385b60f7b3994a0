"""What belongs to quotations, made after the first paint: the text's own ones followed while it is written, the line
that inserts captured words, and what the one at the caret is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from newsroom.desk.log_lines import log_lines
from newsroom.domain.quote import Quote
from ui.live_quotes import LiveQuotes
from ui.quote_hint import QuoteAtCaret, QuoteHint
from ui.quoting import Quoting

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from newsroom.desk.log_lines import LogLine
    from ui.furnishing import Parts
    from ui.marking import Marking
    from ui.open_text import OpenText
    from ui.panes.quotes import QuotesPane
    from ui.panes.sources import SourcesPane


def live_quotes(parts: Parts, text: OpenText) -> LiveQuotes:
    """Made before the pane that shows what it judges."""
    return LiveQuotes(
        editor=parts.window.page.editor, text=text, watch=parts.watch, jobs=parts.jobs, parent=parts.window
    )


def quote_history(parts: Parts) -> Callable[[str, Callable[[Sequence[LogLine]], None]], None]:
    """Looks up what was done to a quote, in a job."""
    queries, jobs, notices = parts.desk.queries, parts.jobs, parts.notices

    def look_up(quote: str, then: Callable[[Sequence[LogLine]], None]) -> None:
        if quote:
            jobs.run(
                lambda _: log_lines(queries, queries.get(Quote, quote), limit=100), done=then,
                failed=notices.tell_error,
            )  # fmt: skip

    return look_up


def furnish_quotes(
    parts: Parts, *, live: LiveQuotes, sources: SourcesPane, quotes: QuotesPane, marking: Marking
) -> Quoting:  # fmt: skip
    """Binds the acts of quotations that need the text beside them."""
    editor = parts.window.page.editor
    hint = QuoteHint(actions=parts.actions)
    parts.window.status.addWidget(hint, 1)
    at_caret = QuoteAtCaret(
        desk=parts.desk, editor=editor, live=live, watch=parts.watch, focus=parts.focus, timeline=parts.timeline,
        jobs=parts.jobs, actions=parts.actions, notices=parts.notices, hint=hint, parent=parts.window,
    )  # fmt: skip
    marking.walk.use_candidates(at_caret.candidate)
    quoting = Quoting(
        desk=parts.desk, editor=editor, watch=parts.watch, timeline=parts.timeline, actions=parts.actions,
        notices=parts.notices, passage=sources.selected_passage, quote=lambda: quotes.quote_id,
        reader=sources, pane=quotes, icon=parts.icons.icon,
    )  # fmt: skip
    quotes.insert_wanted.connect(quoting.insert)
    return quoting
