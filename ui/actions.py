"""Everything the window can do, as one table: name, words, key, menu, icon, and when it can be done."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal, NamedTuple

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QIcon, QKeySequence

Needs = Literal["nothing", "desk", "writing", "story", "writing_story"]
"""What must be there: nothing, an open desk, one that may be written, an open story, a story that may be written."""

MENUS = ("File", "Edit", "Story", "Claims", "View", "Help")


class ActionSpec(NamedTuple):
    """``menu`` names the menu it stands in, ``under`` a menu within that; a leading ``-`` parts it from the entry
    above. ``tip`` is one sentence."""

    name: str
    text: str
    key: str
    menu: str
    needs: Needs
    tip: str
    icon: str = ""
    checkable: bool = False
    under: str = ""


TABLE: tuple[ActionSpec, ...] = (
    ActionSpec("new_story", "New story", "Ctrl+N", "File", "writing", "Start an empty story.", "new_story"),
    ActionSpec("quick_open", "Open…", "Ctrl+O", "File", "desk",
               "Find a story, source or person by a few letters.", "open"),
    ActionSpec("import_article", "Import an article…", "Ctrl+Shift+O", "File", "writing",
               "Bring a text or Markdown file in as a story.", "import"),
    ActionSpec("keep_files", "Keep files as sources…", "Ctrl+Shift+K", "File", "writing_story",
               "Copy saved pages, PDFs or texts into the story’s file.", "source"),
    ActionSpec("bring_sources_in", "Bring a list of sources in…", "", "File", "writing",
               "Sources from a CSL-JSON or RIS file, as Zotero writes them, into the story’s file.", "import"),
    ActionSpec("put_sources_out", "Put the sources out as a list…", "", "File", "desk",
               "Write the sources of the story that may be named as CSL-JSON or RIS.", "export"),
    ActionSpec("set_due", "Due time…", "", "File", "writing_story", "Say when the story is due.", "clock"),
    ActionSpec("bin_story", "Move story to the bin", "", "File", "writing_story",
               "Take the story off the lists; Undo brings it back.", "remove"),
    ActionSpec("save_now", "Save now", "Ctrl+S", "-File", "writing_story", "Store the words at once.", "save"),
    ActionSpec("name_version", "Name this version…", "Ctrl+Shift+S", "File", "writing_story",
               "Keep the words as they are now under a name.", "versions"),
    ActionSpec("export", "Export…", "Ctrl+E", "-File", "writing_story",
               "Put the story out as HTML or Markdown.", "export"),
    ActionSpec("copy_html", "Copy as HTML", "Ctrl+Shift+E", "File", "story",
               "Copy the story as HTML, to paste into a CMS.", "copy_html"),
    ActionSpec("print", "Print…", "Ctrl+P", "File", "story", "Print the story as readers get it.", "print"),
    ActionSpec("settings", "Settings…", "Ctrl+,", "-File", "nothing",
               "Your name, the look, the house rules.", "settings"),
    ActionSpec("quit", "Quit", "Ctrl+Q", "File", "nothing", "Save everything and leave.", "close"),
    ActionSpec("undo", "Undo", "Ctrl+Z", "Edit", "story", "Take the newest step back.", "undo"),
    ActionSpec("redo", "Redo", "Ctrl+Shift+Z", "Edit", "story", "Do again what was taken back.", "redo"),
    ActionSpec("cut", "Cut", "Ctrl+X", "-Edit", "story", "Cut the selected words.", "cut"),
    ActionSpec("copy", "Copy", "Ctrl+C", "Edit", "story", "Copy the selected words.", "copy"),
    ActionSpec("paste", "Paste", "Ctrl+V", "Edit", "story", "Paste as Markdown.", "paste"),
    ActionSpec("paste_plain", "Paste plain", "Ctrl+Shift+V", "Edit", "story", "Paste the bare words.", "paste"),
    ActionSpec("select_all", "Select all", "Ctrl+A", "Edit", "story", "Select the whole text.", ""),
    ActionSpec("bold", "Bold", "Ctrl+B", "-Edit", "writing_story", "Make the selected words strong.", "bold"),
    ActionSpec("italic", "Italic", "Ctrl+I", "Edit", "writing_story", "Make the selected words emphatic.", "italic"),
    ActionSpec("link", "Link", "Ctrl+K", "Edit", "writing_story", "Make the selected words a link.", "link"),
    ActionSpec("heading", "Heading", "Ctrl+Shift+H", "Edit", "writing_story",
               "Make the paragraph a heading, or take that off.", ""),
    ActionSpec("bullets", "List", "Ctrl+Shift+L", "Edit", "writing_story",
               "Make the paragraphs items of a list, or take that off.", ""),
    ActionSpec("find", "Find", "Ctrl+F", "-Edit", "story", "Find words in the text.", "find"),
    ActionSpec("replace", "Find and replace", "Ctrl+H", "Edit", "writing_story",
               "Replace words in the text.", "replace"),
    ActionSpec("find_next", "Find next", "F3", "Edit", "story", "Go to the next place found.", "next"),
    ActionSpec("find_previous", "Find previous", "Shift+F3", "Edit", "story",
               "Go to the place found before.", "previous"),
    ActionSpec("search_everything", "Search everything…", "Ctrl+Shift+F", "Edit", "desk",
               "Find words in texts, sources, saved copies, quotes, claims and notes.", "find"),
    ActionSpec("cite", "Cite a source", "Ctrl+Shift+A", "Story", "writing_story",
               "Tie the sentence at the caret to what it rests on.", "cite"),
    ActionSpec("evidence_at_cursor", "Go to the evidence and back", "Ctrl+Return", "Story", "story",
               "From a claim or quote in the text to its evidence, and back.", "evidence"),
    ActionSpec("take_notes", "Take notes…", "Ctrl+Shift+I", "-Story", "writing_story",
               "Type notes of an interview, or of what we saw ourselves.", "note"),
    ActionSpec("go_on_with_notes", "Go on with these notes…", "", "Story", "writing_story",
               "Write more in notes that were typed here; the version before is kept.", "note"),
    ActionSpec("overview", "Overview of the evidence…", "", "Story", "story",
               "See on one page what the story rests on, and print it.", "evidence"),
    ActionSpec("chronology", "What happened when…", "", "Story", "story",
               "List dated claims and sources in the order of time.", "clock"),
    ActionSpec("next_stage", "Next stage…", "", "-Story", "writing_story",
               "See what keeps the story from its next stage, and move it there.", "next"),
    ActionSpec("checked_holds", "Checked: holds", "", "Story", "writing_story",
               "Note that the claim was checked and holds.", "accept", under="Check"),
    ActionSpec("checked_changed", "Checked: holds after a change", "", "Story", "writing_story",
               "Note that the claim was checked and holds since it was changed.", "accept", under="Check"),
    ActionSpec("checked_no_check", "Checked: cannot be checked", "", "Story", "writing_story",
               "Note that nothing could show whether the claim holds.", "info", under="Check"),
    ActionSpec("checked_wrong", "Checked: is wrong", "", "Story", "writing_story",
               "Note that the claim was checked and is wrong.", "stop", under="Check"),
    ActionSpec("checked_unverified", "Checked: could not be verified", "", "Story", "writing_story",
               "Note that the claim was checked and could not be verified.", "warning", under="Check"),
    ActionSpec("approve", "Approve…", "", "Story", "writing_story",
               "Approve the words and evidence as they are; the record says in whose name.", "accept"),
    ActionSpec("clear_legal", "Cleared by the lawyer…", "", "Story", "writing_story",
               "Note that the lawyer cleared the words as they are.", "accept"),
    ActionSpec("open_copy", "Open the saved copy outside", "", "-Story", "story",
               "Open a copy of the source’s kept file in the program for its kind.", "open"),
    ActionSpec("set_aside", "Set the source aside", "", "Story", "writing_story",
               "Take the selected source out of the story’s file; Undo brings it back.", "remove"),
    ActionSpec("next_finding", "Next open point", "F4", "-Story", "story",
               "Go to the next thing that does not hold.", "next"),
    ActionSpec("previous_finding", "Previous open point", "Shift+F4", "Story", "story",
               "Go to the one before.", "previous"),
    ActionSpec("use_wording", "Use the words offered", "Alt+W", "Story", "writing_story",
               "Put the words offered for the open point into the text; Undo takes them back.", "accept"),
    ActionSpec("compare_versions", "Compare versions", "Ctrl+Shift+D", "-Story", "story",
               "Show what changed since a version.", "versions"),
    ActionSpec("restore_version", "Go back to this version", "", "Story", "writing_story",
               "Bring the words of the selected version back; Undo takes that back.", "undo"),
    ActionSpec("claim_selection", "Make it a claim", "Ctrl+Shift+C", "Claims", "writing_story",
               "Mark the selected words, or the sentence, as a claim.", "claim"),
    ActionSpec("quote_selection", "Make it a quote", "Ctrl+Shift+Q", "Claims", "writing_story",
               "Mark the selected words as somebody’s words.", "quote"),
    ActionSpec("quote_from_copy", "Take as a quote", "", "Claims", "writing_story",
               "Keep the words selected in the saved copy as somebody’s words.", "quote",
               under="Words of the saved copy"),
    ActionSpec("insert_quote", "Insert a quote…", "Ctrl+J", "Claims", "writing_story",
               "Put captured words into the text at the caret, with who said them.", "quote"),
    ActionSpec("link_passage", "Link the quotation", "Ctrl+L", "Claims", "writing_story",
               "Link the words between quotation marks at the caret to the saved copy that has them.", "link"),
    ActionSpec("not_speech", "Not speech", "Ctrl+Shift+M", "Claims", "writing_story",
               "Say that nobody said what stands between the quotation marks at the caret.", "remove"),
    ActionSpec("claim_from_copy", "Back the sentence with it", "", "Claims", "writing_story",
               "Attach the words selected in the saved copy to the sentence at the caret of the text.", "evidence",
               under="Words of the saved copy"),
    ActionSpec("excerpt_from_copy", "Make it the passage", "", "Claims", "writing_story",
               "Let the evidence looked at rest on the words selected in the saved copy.", "evidence",
               under="Words of the saved copy"),
    ActionSpec("common_knowledge", "Common knowledge", "Alt+K", "Claims", "writing_story",
               "Say that everybody knows the claim here, so that it needs no source; again takes that back.", "claim"),
    ActionSpec("own_observation", "We saw it ourselves", "Alt+O", "Claims", "writing_story",
               "Say that we saw what is claimed here, so that it needs no source; again takes that back.", "claim"),
    ActionSpec("claim_again", "Another place of the claim", "Alt+Shift+C", "Claims", "writing_story",
               "Say that the selected words, or the sentence, state the claim chosen last once more.", "claim"),
    ActionSpec("take_proposal", "Take the proposal here", "Alt+Return", "-Claims", "writing_story",
               "Take what was found at the caret.", "accept"),
    ActionSpec("drop_proposal", "Drop the proposal here", "Alt+Delete", "Claims", "writing_story",
               "Drop what was found at the caret.", "drop"),
    ActionSpec("take_certain", "Take all that are certain", "", "Claims", "writing_story",
               "Take every quote and source that is named without a doubt.", "accept"),
    ActionSpec("next_proposal", "Next proposal", "Alt+Down", "Claims", "story", "Go to the next thing found.", "next"),
    ActionSpec("proposals_in_text_order", "Go through them in text order", "Alt+Shift+Down", "Claims", "writing_story",
               "Take or drop what was found as the text has it; again, by what a check is worth.", "next"),
    ActionSpec("check_again", "The words are right as they stand", "", "-Claims", "writing_story",
               "A reworded claim keeps its place with the new words.", "check_again"),
    ActionSpec("find_again", "Find its place again", "", "Claims", "writing_story",
               "Look for where a claim or quote that lost its place stands now.", "find_again"),
    ActionSpec("remove_mark", "Remove the mark", "", "Claims", "writing_story",
               "Take claim or quote off the words; the words stay.", "remove"),
    ActionSpec("waiting", "Waiting for…", "", "-Claims", "desk",
               "List what the claims of all stories wait for, what is overdue first.", "clock"),
    ActionSpec("arrival", "What this source changes…", "", "Claims", "desk",
               "See the claims a source bears on, each with its level now and then, before anything is taken.",
               "evidence"),
    ActionSpec("requests", "Asked for comment…", "", "-Claims", "desk",
               "Who was asked about which claims, until when, and what came of it.", "ask"),
    ActionSpec("ask_for_comment", "Ask for comment…", "", "Claims", "writing_story",
               "Note whom the claim looked at is put to, and write the letter.", "ask"),
    ActionSpec("tell_reply", "Tell the reply", "Alt+J", "Claims", "writing_story",
               "Put the sentence that tells what came of a request in the text at the caret.", "ask"),
    ActionSpec("protect_person", "Protect a person…", "", "-Claims", "writing",
               "Put a code name in the place of a name that must never leave.", "locked"),
    ActionSpec("pane_sources", "Sources", "Alt+1", "View", "nothing", "Show the sources of the story.", "source"),
    ActionSpec("pane_quotes", "Quotes", "Alt+2", "View", "nothing", "Show the quotes of the story.", "quote"),
    ActionSpec("pane_claims", "Claims", "Alt+3", "View", "nothing", "Show the claims of the story.", "claim"),
    ActionSpec("pane_versions", "Versions", "Alt+4", "View", "nothing", "Show the kept versions.", "versions"),
    ActionSpec("pane_preview", "Preview", "Alt+5", "View", "nothing", "Show the page readers get.", "preview"),
    ActionSpec("pane_stories", "Stories", "Alt+6", "View", "nothing", "Show the stories of the desk.", "stories"),
    ActionSpec("pane_outline", "Outline", "Alt+7", "View", "nothing", "Show the headings of the story.", "outline"),
    ActionSpec("all_stories", "All stories…", "", "-View", "desk",
               "Show every story of the desk: stage, due time, whose turn, what is open.", "stories"),
    ActionSpec("register", "All sources…", "", "View", "desk",
               "Show every source of the desk: find, sort, change, lay in a story’s file.", "source"),
    ActionSpec("outlets", "Outlets…", "", "View", "desk",
               "Say how far each outlet is trusted; those nobody rated stand first.", "source"),
    ActionSpec("people", "People and organisations…", "", "View", "desk",
               "Who is who: names, roles, what was agreed, and where they are used.", "people"),
    ActionSpec("next_pane", "Next pane", "F6", "-View", "nothing", "Go to the next part of the window.", "next"),
    ActionSpec("previous_pane", "Previous pane", "Shift+F6", "View", "nothing", "Go to the part before.", "previous"),
    ActionSpec("focus_mode", "Only the text", "F8", "-View", "nothing", "Hide everything but the text.", "focus", True),
    ActionSpec("typewriter", "Keep the line in the middle", "F9", "View", "nothing",
               "Scroll so that the line you write stays in the middle.", "", True),
    ActionSpec("full_screen", "Full screen", "F11", "View", "nothing", "Fill the screen.", "full_screen", True),
    ActionSpec("larger", "Larger text", "Ctrl++", "-View", "nothing", "Make the text larger.", "add"),
    ActionSpec("smaller", "Smaller text", "Ctrl+-", "View", "nothing", "Make the text smaller.", "remove"),
    ActionSpec("usual_size", "Usual text size", "Ctrl+0", "View", "nothing", "Back to the usual size.", ""),
    ActionSpec("look_system", "Look: as the system", "", "-View", "nothing",
               "Light or dark as the system says.", "", True),
    ActionSpec("look_light", "Look: light", "", "View", "nothing", "Dark words on light.", "sun", True),
    ActionSpec("look_dark", "Look: dark", "", "View", "nothing", "Light words on dark.", "moon", True),
    ActionSpec("look_high_contrast", "Look: high contrast", "", "View", "nothing", "The strongest contrast.", "", True),
    ActionSpec("palette", "All commands…", "Ctrl+Shift+P", "Help", "nothing",
               "Find anything the program can do.", "palette"),
    ActionSpec("help", "Help", "F1", "Help", "nothing", "How to work with the desk.", "help"),
    ActionSpec("shortcuts", "Keys", "Ctrl+?", "Help", "nothing", "All keys at a glance.", "help"),
    ActionSpec("first_steps", "First steps", "", "-Help", "desk", "The five steps of the sample story.", "accept"),
    ActionSpec("restore_sample", "Restore the sample story", "", "Help", "writing",
               "Lay the sample story in again, as it was.", "stories"),
    ActionSpec("about", "About Newsroom", "", "-Help", "nothing", "Version, desk folder, where things lie.", "info"),
)  # fmt: skip


class Actions(QObject):
    """The table as ``QAction`` objects. Each is bound once to what it does; until then it is disabled."""

    def __init__(self, *, icon: Callable[[str], QIcon] | None = None, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._specs = {spec.name: spec for spec in TABLE}
        self._actions = {spec.name: self._made(spec) for spec in TABLE}
        self._bound: set[str] = set()
        self._there: set[Needs] = {"nothing"}
        self._allowed: dict[str, bool] = {}
        self.use_icons(icon)

    def __getitem__(self, name: str) -> QAction:
        return self._actions[name]

    @property
    def names(self) -> tuple[str, ...]:
        return tuple(self._actions)

    @property
    def unbound(self) -> tuple[str, ...]:
        """The actions nobody does yet; none in a finished window."""
        return tuple(name for name in self._actions if name not in self._bound)

    def under(self, menu: str) -> tuple[QAction, ...]:
        """Those of a menu within a menu, in its order."""
        return tuple(self._actions[name] for name, spec in self._specs.items() if spec.under == menu)

    def spec(self, name: str) -> ActionSpec:
        return self._specs[name]

    def bind(self, name: str, act: Callable[[], object]) -> None:
        """What the action does. A checkable action's ``act`` reads ``actions[name].isChecked()``."""
        self._actions[name].triggered.connect(lambda _checked=False: act())
        self._bound.add(name)
        self._settle(name)

    def offer(self, name: str, offered: bool) -> None:
        """Whether the action is of any use at this desk; one that is not stands nowhere and has no key."""
        self._actions[name].setVisible(offered)

    def allow(self, name: str, allowed: bool) -> None:
        """Whether the action makes sense just now, beside what it needs (a selection, something to undo)."""
        self._allowed[name] = allowed
        self._settle(name)

    def set_there(self, *, desk: bool, writable: bool, story: bool) -> None:
        """What is there now; each action is enabled or disabled by what it needs."""
        there: set[Needs] = {"nothing"}
        there |= {"desk"} if desk else set()
        there |= {"writing"} if desk and writable else set()
        there |= {"story"} if story else set()
        there |= {"writing_story"} if desk and story and writable else set()
        self._there = there
        for name in self._actions:
            self._settle(name)

    def set_key(self, name: str, key: str) -> None:
        """Gives the action another key, empty for none. Ask ``holder_of`` first: two actions on one key do nothing."""
        spec, action = self._specs[name], self._actions[name]
        action.setShortcut(QKeySequence(key))
        action.setToolTip(_tip(spec, action))

    def holder_of(self, key: str, *, but: str = "") -> str:
        """The action that has the key, ``but`` aside; empty when nobody has it, or for the empty key."""
        wanted = QKeySequence(key)
        if wanted.isEmpty():
            return ""
        return next((name for name, one in self._actions.items() if name != but and one.shortcut() == wanted), "")

    def use_icons(self, icon: Callable[[str], QIcon] | None) -> None:
        """Draws the actions' icons anew, for another theme."""
        for name, action in self._actions.items():
            if icon is not None and self._specs[name].icon:
                action.setIcon(icon(self._specs[name].icon))

    def _settle(self, name: str) -> None:
        enabled = name in self._bound and self._specs[name].needs in self._there and self._allowed.get(name, True)
        self._actions[name].setEnabled(enabled)

    def _made(self, spec: ActionSpec) -> QAction:
        action = QAction(spec.text, self)
        action.setObjectName(spec.name)
        if spec.key:
            action.setShortcut(QKeySequence(spec.key))
        action.setToolTip(_tip(spec, action))
        action.setStatusTip(spec.tip)
        action.setCheckable(spec.checkable)
        action.setIconVisibleInMenu(False)
        action.setEnabled(False)
        return action


def _tip(spec: ActionSpec, action: QAction) -> str:
    key = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    return f"{spec.tip} ({key})" if key else spec.tip
