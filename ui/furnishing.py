"""After the first paint, when the desk is open: every pane and act is made here, in order, by hand.

The only place beside ``ui.app`` that knows all parts of the window. Nobody keeps ``Parts``; each takes what it needs.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication, QWidget

from newsroom.desk.desk import Desk
from newsroom.desk.members import rename_member
from newsroom.domain.errors import NewsroomError
from newsroom.domain.profile import Profile
from newsroom.settings import Settings, read_settings, write_settings
from newsroom.tasks.samples import restore_sample
from ui.actions import Actions
from ui.cite_acts import CiteActs
from ui.cite_offers import CiteOffers
from ui.citing import Citing
from ui.desk_bridge import DeskBridge
from ui.dialogs.help import AboutDialog, HelpWindow
from ui.dialogs.palette import open_palette
from ui.dialogs.quick_open import QuickOpen
from ui.dialogs.settings import SettingsDialog
from ui.dialogs.shortcuts import ShortcutsDialog, use_own_keys
from ui.dropping import Dropping, SourceFiles
from ui.editor.find_bar import FindBar
from ui.editor.import_bar import ImportBar
from ui.editor.proposals import ProposalGuide
from ui.first_steps import FirstSteps
from ui.focus import Focus
from ui.furnishing_claims import furnish_claims
from ui.furnishing_finding import furnish_finding
from ui.furnishing_leaving import furnish_leaving
from ui.furnishing_overview import furnish_overview
from ui.furnishing_people import furnish_people
from ui.furnishing_quotes import furnish_quotes, live_quotes, quote_history
from ui.furnishing_requests import claim_meant, furnish_requests
from ui.furnishing_sources import furnish_sources
from ui.importing import Importing
from ui.jobs import JobRunner
from ui.marking import Marking
from ui.marking_says import ClaimSays
from ui.notices import Notices
from ui.offering_pair import offer_pair
from ui.open_text import OpenText
from ui.panes.claims import ClaimsPane
from ui.panes.outline import OutlinePane
from ui.panes.preview import PreviewPane
from ui.panes.quotes import QuotesPane
from ui.panes.readiness import ReadinessLine
from ui.panes.sources import SourcesPane
from ui.panes.status import StatusLine
from ui.panes.stories import StoriesPane
from ui.panes.versions import VersionsPane
from ui.passages import Rest
from ui.placing_again import PlacingAgain
from ui.progress import ProgressLine
from ui.story_watch import StoryWatch
from ui.timeline import Timeline
from ui.welcome import SESSION_KEY as WELCOMED
from ui.welcome import WelcomeBar
from ui.widgets.place_bar import PlaceBar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from ui.icons import Icons
    from ui.live_quotes import LiveQuotes
    from ui.main_window import MainWindow
    from ui.saving import Saving
    from ui.session import Session
    from ui.theme import Look


@dataclass(frozen=True, slots=True)
class Parts:
    """The collaborators of everything in the window, as ``ui.app`` made them."""

    window: MainWindow
    desk: Desk
    bridge: DeskBridge
    timeline: Timeline
    focus: Focus
    watch: StoryWatch
    jobs: JobRunner
    actions: Actions
    notices: Notices
    look: Look
    icons: Icons
    session: Session
    saving: Saving
    settings: Settings
    profile: Profile
    sample_slug: str


def furnish(parts: Parts) -> Iterator[None]:
    """Fills the docks and binds every act that needs an open desk. At each ``yield`` the window can answer a key."""
    text = OpenText(editor=parts.window.page.editor, focus=parts.focus, watch=parts.watch, parent=parts.window)
    use_own_keys(parts.actions, parts.session)
    stories = _left_panes(parts, text)
    yield
    sources = _sources_pane(parts)
    yield
    parts.window.put("sources", sources)
    yield
    live = live_quotes(parts, text)
    claims = _claims_pane(parts)
    yield
    quotes = _quotes_pane(parts, text, live)
    yield
    parts.window.put("quotes", quotes)
    parts.window.put("claims", claims)
    show_passage = partial(_show_passage, parts, sources)
    marking = _marking(parts, claims, quotes, show_passage)
    yield
    _versions_and_preview(parts, text)
    yield
    _foot(parts, text)
    yield
    _bringing_in(parts, sources)
    outlets = furnish_sources(parts, sources=sources)
    furnish_quotes(parts, live=live, sources=sources, quotes=quotes, marking=marking)
    going = furnish_finding(parts, marking=marking, show_passage=show_passage, outlets=outlets)
    sources.use_wanted.connect(going.to_record)
    furnish_claims(parts, going=going, sources=sources)
    furnish_overview(parts, going=going, stories=stories)
    yield
    follow = furnish_requests(parts, going=going, claims=claims)
    furnish_leaving(parts, going=going, follow=follow, claim_meant=partial(claim_meant, parts))
    show_person = furnish_people(parts, follow=follow)
    _help(parts, show_person)
    yield
    _first_minutes(parts)
    yield
    offer_pair(desk=parts.desk, settings=parts.settings, session=parts.session, notices=parts.notices)


def in_turns(
    steps: Iterable[None] | None, *, window: QWidget, done: Callable[[], None],
    has_ended: Callable[[], bool] = lambda: False,
) -> None:  # fmt: skip
    """Takes one step after the other, and lets ``window`` answer keys and paint in between; then calls ``done``. A step
    that fails is the last; once the program has ended, none is taken and ``done`` is not called."""
    remaining = iter(steps or ())

    def go_on() -> None:
        is_over = True
        if has_ended():
            return
        try:
            is_over = next(remaining, done) is done
        finally:
            if is_over:
                done()
            else:
                # Without any time it would come before all keys and timers that wait.
                QTimer.singleShot(1, window, go_on)

    go_on()


def _left_panes(parts: Parts, text: OpenText) -> StoriesPane:
    stories = StoriesPane(
        desk=parts.desk, bridge=parts.bridge, timeline=parts.timeline, watch=parts.watch, focus=parts.focus,
        jobs=parts.jobs, actions=parts.actions, notices=parts.notices, icons=parts.icons, profile=parts.profile,
        show_pane=partial(parts.window.show_pane, "stories"),
    )  # fmt: skip
    outline = OutlinePane(
        text=text, watch=parts.watch, editor=parts.window.page.editor, jobs=parts.jobs, icons=parts.icons
    )
    page = parts.window.page
    stories.begun.connect(page.headline.setFocus)
    stories.chosen.connect(page.editor.setFocus)
    parts.window.put("stories", stories)
    parts.window.put("outline", outline)
    return stories


def _sources_pane(parts: Parts) -> SourcesPane:
    return SourcesPane(
        desk=parts.desk, timeline=parts.timeline, watch=parts.watch, focus=parts.focus, jobs=parts.jobs,
        actions=parts.actions, notices=parts.notices, icons=parts.icons,
    )  # fmt: skip


def _claims_pane(parts: Parts) -> ClaimsPane:
    return ClaimsPane(
        timeline=parts.timeline, watch=parts.watch, focus=parts.focus, notices=parts.notices, actions=parts.actions,
        icons=parts.icons,
    )  # fmt: skip


def _quotes_pane(parts: Parts, text: OpenText, live: LiveQuotes) -> QuotesPane:
    return QuotesPane(
        timeline=parts.timeline, watch=parts.watch, focus=parts.focus, text=text, notices=parts.notices,
        actions=parts.actions, icons=parts.icons, history=quote_history(parts), live=live,
    )  # fmt: skip


def _show_passage(parts: Parts, sources: SourcesPane, rest: Rest) -> None:
    parts.window.show_pane("sources")
    # First the source, then the passage: whoever turns to a source forgets the passage shown before.
    parts.focus.look_at("source", rest.source)
    sources.show_passage(rest.source, rest.start, rest.end, capture_id=rest.capture)


def _marking(
    parts: Parts, claims: ClaimsPane, quotes: QuotesPane, show_passage: Callable[[Rest], None]
) -> Marking:  # fmt: skip
    window = parts.window
    bar = PlaceBar(window.page)
    window.page.below.addWidget(bar)
    again = PlacingAgain(editor=window.page.editor, timeline=parts.timeline, bar=bar, parent=window)
    marking = Marking(
        editor=window.page.editor, watch=parts.watch, focus=parts.focus, timeline=parts.timeline,
        actions=parts.actions, notices=parts.notices, show_pane=window.show_pane, show_passage=show_passage,
        find_again=again.start, panes={"claims": claims, "quotes": quotes}, parent=window,
    )  # fmt: skip
    ClaimSays(
        editor=window.page.editor, watch=parts.watch, focus=parts.focus, timeline=parts.timeline, actions=parts.actions,
        notices=parts.notices,
    )  # fmt: skip
    window.pane_wanted.connect(marking.look_for_pane)
    claims.text_wanted.connect(marking.show_in_text)
    quotes.text_wanted.connect(marking.show_in_text)
    claims.passage_wanted.connect(show_passage)
    quotes.passage_wanted.connect(show_passage)
    claims.place_asked.connect(marking.act_on_place)
    quotes.place_asked.connect(marking.act_on_place)
    return marking


def _versions_and_preview(parts: Parts, text: OpenText) -> None:
    versions = VersionsPane(
        desk=parts.desk, timeline=parts.timeline, watch=parts.watch, text=text, saving=parts.saving, jobs=parts.jobs,
        actions=parts.actions, notices=parts.notices, icons=parts.icons,
        show_pane=partial(parts.window.show_pane, "versions"),
    )  # fmt: skip
    preview = PreviewPane(
        desk=parts.desk, watch=parts.watch, text=text, jobs=parts.jobs, look=parts.look, settings=parts.settings
    )
    parts.window.page.editor.caret_moved.connect(preview.follow_caret)
    parts.window.put("versions", versions)
    parts.window.put("preview", preview)


def _foot(parts: Parts, text: OpenText) -> None:
    readiness = ReadinessLine(
        editor=parts.window.page.editor, text=text, watch=parts.watch, focus=parts.focus, timeline=parts.timeline,
        actions=parts.actions, icons=parts.icons,
    )  # fmt: skip
    status = StatusLine(text=text, watch=parts.watch, timeline=parts.timeline, saving=parts.saving, look=parts.look)
    parts.window.page.below.addWidget(readiness)
    parts.window.status.addPermanentWidget(ProgressLine(jobs=parts.jobs))
    parts.window.status.addPermanentWidget(status)
    parts.window.page.below.addWidget(FindBar(editor=parts.window.page.editor, actions=parts.actions))


def _bringing_in(parts: Parts, sources: SourcesPane) -> None:
    window, editor = parts.window, parts.window.page.editor
    offers = CiteOffers(
        desk=parts.desk, clipboard=QApplication.clipboard(), passage=sources.selected_passage, parent=window
    )
    acts = CiteActs(desk=parts.desk, timeline=parts.timeline, jobs=parts.jobs, notices=parts.notices, parent=window)
    citing = Citing(
        editor=editor, watch=parts.watch, offers=offers, acts=acts, actions=parts.actions, notices=parts.notices,
        icon=parts.icons.icon,
    )  # fmt: skip
    importing = Importing(
        window=window, desk=parts.desk, timeline=parts.timeline, focus=parts.focus, jobs=parts.jobs,
        actions=parts.actions, notices=parts.notices, session=parts.session,
    )  # fmt: skip
    files = SourceFiles(
        window=window, desk=parts.desk, timeline=parts.timeline, focus=parts.focus, jobs=parts.jobs,
        notices=parts.notices, session=parts.session,
    )  # fmt: skip
    Dropping(window=window, editor=editor, importing=importing, files=files, citing=citing, actions=parts.actions)
    sources.files_dropped.connect(files.keep)
    guide = ProposalGuide(
        editor=editor, watch=parts.watch, bridge=parts.bridge, timeline=parts.timeline, actions=parts.actions,
        notices=parts.notices, parent=window,
    )  # fmt: skip
    window.page.bars.addWidget(ImportBar(guide=guide, focus=parts.focus))


def _help(parts: Parts, show_person: Callable[[str], None]) -> None:
    window, actions = parts.window, parts.actions
    folder = parts.desk.archive.places.folder
    quick = QuickOpen(
        desk=parts.desk, jobs=parts.jobs, focus=parts.focus, icons=parts.icons, window=window,
        show_pane=window.show_pane, show_person=show_person, refused=parts.notices.tell_error,
    )  # fmt: skip

    def settings() -> None:
        SettingsDialog(
            look=parts.look, session=parts.session, desk_folder=folder,
            renamed=lambda name: _rename(parts, name, ""), parent=window,
        ).open()  # fmt: skip

    def restore() -> None:
        try:
            parts.saving.flush_all()
            done = restore_sample(parts.desk)
        except NewsroomError as error:
            parts.notices.tell_error(error)
            return
        parts.focus.look_at_story(done.value.id)
        parts.notices.note("The sample story is back, as it was at first.")

    actions.bind("quick_open", quick.open)
    actions.bind("palette", lambda: open_palette(actions=actions, icons=parts.icons, parent=window))
    actions.bind("help", lambda: HelpWindow(window).show())
    actions.bind("shortcuts", lambda: ShortcutsDialog(actions=actions, session=parts.session, parent=window).open())
    actions.bind("settings", settings)
    actions.bind("about", lambda: AboutDialog(desk_folder=folder, parent=window).open())
    actions.bind("restore_sample", restore)


def _first_minutes(parts: Parts) -> None:
    window = parts.window
    steps = FirstSteps(
        watch=parts.watch, focus=parts.focus, session=parts.session, icons=parts.icons, sample_slug=parts.sample_slug,
        parent=window.page,
    )  # fmt: skip
    window.page.bars.addWidget(steps)
    parts.actions.bind("first_steps", steps.bring_back)
    if parts.session.get(WELCOMED) is None and not parts.settings.member and not parts.desk.archive.is_read_only:
        bar = WelcomeBar(
            name=parts.settings.member_name, session=parts.session, taken=partial(_rename, parts), parent=window.page
        )
        window.page.bars.insertWidget(0, bar)


def _rename(parts: Parts, name: str, initials: str) -> bool:
    """Gives the member at the keyboard the name, and keeps it for the next start; False when it was refused."""
    desk = parts.desk
    done = parts.timeline.run("Change your name", rename_member, member_id=desk.actor, name=name, initials=initials)
    if done is None:
        return False
    try:
        stored = read_settings()
        write_settings(replace(stored, member=done.value.name))
    except NewsroomError as error:
        parts.notices.tell_error(error)
    return True
