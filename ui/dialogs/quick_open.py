"""Stories, sources and people of the whole desk, found by a few letters."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from newsroom.domain.errors import NewsroomError
from newsroom.domain.person import Organization, Person
from newsroom.domain.quote import Quote, QuoteUse
from newsroom.domain.source import Holding, Source
from newsroom.domain.story import Story
from newsroom.domain.wording import SOURCE_TYPE_NAMES, STAGE_NAMES
from ui.dialogs.chooser import Choice, Chooser
from ui.focus import Focus
from ui.icons import Icons
from ui.jobs import Job, JobRunner

if TYPE_CHECKING:
    from newsroom.desk.desk import Desk

PROMPT = "Story, source, person or organisation"


@dataclass(frozen=True, slots=True)
class _Found:
    """What the rows are made from, read in one job."""

    stories: tuple[Story, ...]
    sources: tuple[Source, ...]
    people: tuple[Person, ...]
    organizations: tuple[Organization, ...]
    holdings: tuple[Holding, ...]
    quotes: tuple[Quote, ...]
    uses: tuple[QuoteUse, ...]


class QuickOpen:
    """Opens what is chosen: a story; a source in a story that holds it; a person or organisation in full by
    ``show_person`` (an id)."""

    def __init__(
        self, *, desk: Desk, jobs: JobRunner, focus: Focus, icons: Icons, window: QWidget,
        show_pane: Callable[[str], None], show_person: Callable[[str], None],
        refused: Callable[[NewsroomError], None],
    ) -> None:  # fmt: skip
        self._desk = desk
        self._jobs = jobs
        self._focus = focus
        self._icons = icons
        self._window = window
        self._show_pane = show_pane
        self._show_person = show_person
        self._refused = refused

    def open(self) -> Chooser:
        """Shows the line at once; the rows come when they are read."""
        chooser = Chooser(
            title="Open",
            prompt=PROMPT,
            icons=self._icons,
            parent=self._window,
        )
        queries = self._desk.queries

        def read(_: Job) -> _Found:
            return _Found(
                queries.stories(), queries.where(Source), queries.where(Person), queries.where(Organization),
                queries.where(Holding), queries.where(Quote), queries.where(QuoteUse),
            )  # fmt: skip

        def show(found: _Found) -> None:
            chooser.offer(self._choices(found))

        self._jobs.run(read, done=show, failed=self._refused, key="quick open")
        chooser.open()
        return chooser

    def _choices(self, found: _Found) -> list[Choice]:
        stories = {story.id: story for story in found.stories}
        rows = [
            Choice(
                story.headline or story.slug, f"Story · {STAGE_NAMES[story.stage]}",
                partial(self._focus.look_at_story, story.id), icon="stories",
            )
            for story in reversed(found.stories)
        ]  # fmt: skip
        for source in found.sources:
            holder = next((held.story for held in found.holdings if held.source == source.id), None)
            if holder in stories:
                where = f"{source.publisher or SOURCE_TYPE_NAMES[source.type]} · in {_named(stories[holder])}"
                act = partial(self._look, holder, "sources", "source", source.id)
                rows.append(Choice(source.title, f"Source · {where}", act, icon="source"))
        rows += [row for person in found.people if (row := self._person(person, found, stories)) is not None]
        return [*rows, *(self._organization(body) for body in found.organizations)]

    def _person(self, person: Person, found: _Found, stories: dict[str, Story]) -> Choice | None:
        # A protected person has no name here: only the code name is ever shown.
        name = person.code_name if person.protected else person.name
        if not name:
            return None
        quotes = {quote.id for quote in found.quotes if quote.speaker == person.id}
        use = next((use for use in found.uses if use.quote in quotes and use.story in stories), None)
        about = f"quoted in {_named(stories[use.story])}" if use is not None else "not quoted"
        others = f"also {', '.join(person.aliases)} · " if person.aliases and not person.protected else ""
        return Choice(name, f"Person · {others}{about}", partial(self._show_person, person.id), icon="person")

    def _organization(self, body: Organization) -> Choice:
        others = f" · also {', '.join(body.aliases)}" if body.aliases else ""
        return Choice(body.name, f"Organisation{others}", partial(self._show_person, body.id), icon="people")

    def _look(self, story: str, pane: str, kind: str, record: str) -> None:
        self._focus.look_at_story(story)
        self._show_pane(pane)
        self._focus.look_at(kind, record)


def _named(story: Story) -> str:
    return story.headline or story.slug
