"""How much is open in each story of the desk: counted one after the other behind everything else."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Set
from datetime import datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from newsroom.desk.check import Checked, check_story
from newsroom.desk.overview import LEVELS_IN_ORDER
from newsroom.domain.errors import NewsroomError
from newsroom.text.word_count import WordCount, count_words
from ui.panes.stories_lines import OpenCounts

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk
    from newsroom.desk.story_view import StoryView
    from newsroom.domain.changes import Changes
    from newsroom.domain.claim import Level
    from newsroom.domain.profile import Profile
    from ui.jobs import Job, JobRunner

PAUSE_MS, QUICK_MS = 120, 10
"""Between one story and the next, so that nobody waits for the counts; and while somebody looks at the table of all."""
SETTLE_MS = 2000
"""After a change that may concern any story, this long until all are counted again."""


class StoryCounts(QObject):
    """``counts`` is what is known so far, by the id of the story."""

    changed = Signal()
    """What is open in a story is another."""
    counted = Signal()
    """Anything that is known of a story is another."""

    def __init__(
        self, *, desk: Desk, jobs: JobRunner, profile: Profile, clock: Callable[[], datetime],
        open_story: Callable[[], str], parent: QObject | None = None,
    ) -> None:  # fmt: skip
        """``open_story`` is the one somebody else reads; its counts come with its view."""
        super().__init__(parent)
        self.counts: dict[str, OpenCounts] = {}
        self._desk = desk
        self._jobs = jobs
        self._profile = profile
        self._clock = clock
        self._open_story = open_story
        self._open_claims: Set[str] = frozenset()
        self._known: tuple[str, ...] = ()
        self._waiting: list[str] = []
        self._words: WordCount | None = None
        self._counting = ""
        self._next = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._next.timeout.connect(self._count_next)
        self._settle = QTimer(self, singleShot=True, interval=SETTLE_MS)
        self._settle.timeout.connect(self._count_all)

    def know(self, stories: Iterable[str]) -> None:
        """These are the stories of the desk; those not counted yet are counted."""
        self._known = tuple(stories)
        self.counts = {story: count for story, count in self.counts.items() if story in self._known}
        self._count_unknown()

    def _count_unknown(self) -> None:
        self._want([one for one in self._known if one not in self.counts and one != self._open_story()])

    def _count_all(self) -> None:
        self._want([one for one in self._known if one != self._open_story()])

    def watch_closely(self, stories: Iterable[str]) -> None:
        """Somebody looks at all of them now, in this order: words are counted too, and one story after the other
        without a rest. ``watch_calmly`` ends it."""
        self._words = self._words or WordCount()
        self._next.setInterval(QUICK_MS)
        wanted = [one for one in stories if one not in self.counts or self.counts[one].length is None]
        self._waiting = [*wanted, *(one for one in self._waiting if one not in wanted)]
        self._want(())

    def watch_calmly(self) -> None:
        self._words = None
        self._next.setInterval(PAUSE_MS)

    def take_view(self, view: StoryView | None) -> None:
        """The open story was checked already; its counts are those of the check."""
        if view is None:
            # The story turned away from may not have been read yet.
            self._count_unknown()
            return
        self._open_claims = view.claims.keys()
        length = self._words.of(view.draft.text) if self._words is not None else None
        self._put(view.story.id, counts_of(view.checked, length=length, levels=view.levels))
        if view.story.id in self._waiting:
            self._waiting.remove(view.story.id)

    def follow(self, changes: Changes) -> None:
        """Stories whose words or records were changed are counted again; the open one tells its own."""
        touched: set[str] = set()
        own_claims = self._open_claims | changes.ids("claim")
        for row in changes.rows:
            record = row.after or row.before
            story = getattr(record, "story", None) or (row.id if row.kind == "story" else None)
            if story is not None:
                touched.add(story)
            elif row.kind != "evidence" or getattr(record, "claim", "") not in own_claims:
                # A source or an outlet may lie in the file of any story.
                self._settle.start()
        touched.discard(self._open_story())
        self._want([story for story in self._known if story in touched])

    def _want(self, stories: Iterable[str]) -> None:
        self._waiting += [story for story in stories if story not in self._waiting]
        if self._waiting and not self._next.isActive() and not self._counting:
            self._next.start()

    def _count_next(self) -> None:
        if not self._waiting or self._counting:
            return
        story = self._counting = self._waiting.pop(0)
        queries, profile, now = self._desk.queries, self._profile, self._clock()

        def count(_: Job) -> OpenCounts:
            checked = check_story(queries.story_records(story), profile=profile, now=now)
            return counts_of(checked, length=count_words(checked.records.draft.text))

        self._jobs.run(count, done=partial(self._counted, story), failed=partial(self._not_counted, story))

    def _counted(self, story: str, counts: OpenCounts) -> None:
        self._put(story, counts)
        self._go_on()

    def _not_counted(self, _story: str, _error: NewsroomError) -> None:
        # A story that cannot be read says so when it is opened.
        self._go_on()

    def _go_on(self) -> None:
        self._counting = ""
        self._want(())

    def _put(self, story: str, counts: OpenCounts) -> None:
        before = self.counts.get(story)
        if before == counts:
            return
        self.counts[story] = counts
        # What is told often tells those only who ask for it: the list of the pane is not drawn anew at each save.
        if before is None or before.words != counts.words:
            self.changed.emit()
        self.counted.emit()


def counts_of(
    checked: Checked, *, length: int | None, levels: Mapping[Level, int] | None = None
) -> OpenCounts:  # fmt: skip
    """What is open in a checked story, and the levels of the claims that were taken, counted here where they are not
    given; ``length`` in words, None when nobody asks for it, nor for when the words were changed last."""
    if levels is None:
        levels = Counter(one.level for one in checked.claims if not one.claim.proposed)
    changed = max(checked.records.draft.changed_at, checked.records.story.changed_at) if length is not None else ""
    weights = Counter([finding.weight for finding in checked.findings])
    return OpenCounts(
        weights["stop"], weights["ask"], weights["tell"],
        tuple((level, levels[level]) for level in LEVELS_IN_ORDER if level in levels), length, changed,
    )  # fmt: skip
