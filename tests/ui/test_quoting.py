"""Where a wording goes in the text, and whom a saved copy says a passage is of."""

import pytest
from pytestqt.qtbot import QtBot

from newsroom.domain.source import Capture
from newsroom.text.quote_wording import Wording
from ui.editor.story_document import StoryDocument
from ui.editor.story_editor import StoryEditor
from ui.quoting import place_for
from ui.quoting_offers import speaker_in_copy

SAID = "“It was late,” Roe said."
DIRECT = Wording("after", SAID, ((0, 14),), "direct_full")
WORDS = Wording("words", "“late”", ((0, 6),), "direct_fragment")
BLOCK = Wording("block", "Roe said:\n\n> It was late.", ((13, 25),), "block", is_apart=True)
TRANSCRIPT = "OR = Ottilie Renn\n\n[00:02:12] OR: We broke eight.\n[00:02:20] IDA RENNER: How many?\nSorel: None."
ARTICLE = "The hall was full.\n\n“It was late,” Ada Roe said on Friday.\n\nNobody spoke."


@pytest.mark.parametrize(
    ("text", "wording", "after"),
    [
        ("It r|ained. It snowed.", DIRECT, f"It rained. {SAID} It snowed."),
        ("It rained.| It snowed.", DIRECT, f"It rained. {SAID} It snowed."),
        ("It rained, she |said.", WORDS, "It rained, she “late” said."),
        ("|", DIRECT, SAID),
        ("It rained.\n|", DIRECT, f"It rained.\n\n{SAID}"),
        ("## The ha|ll\n\nIt rained.", DIRECT, f"## The hall\n\n{SAID}\n\nIt rained."),
        ("It r|ained.\n\nIt snowed.", BLOCK, f"It rained.\n\n{BLOCK.text}\n\nIt snowed."),
        ("It rained.\n\n|\n\nIt snowed.", BLOCK, f"It rained.\n\n{BLOCK.text}\n\nIt snowed."),
    ],
)
def test_a_wording_goes_behind_the_sentence_or_heading_of_the_caret_and_a_block_between_paragraphs(
    qtbot: QtBot, text: str, wording: Wording, after: str
) -> None:
    caret, bare = text.index("|"), text.replace("|", "")
    editor, document = StoryEditor(), StoryDocument(story_id="s", text=bare, positions={})
    qtbot.addWidget(editor)
    editor.show_document(document)
    editor.set_caret(caret)
    at, before, behind = place_for(document, editor, wording)
    assert f"{bare[:at]}{before}{wording.text}{behind}{bare[at:]}" == after
    editor.show_document(None)


@pytest.mark.parametrize(
    ("text", "words", "speaker"),
    [
        (TRANSCRIPT, "We broke eight", "Ottilie Renn"), (TRANSCRIPT, "How many", "Ida Renner"),
        (TRANSCRIPT, "None.", "Sorel"), ("Subject: It was late", "It was late", ""), ("A: It was late", "It was", ""),
        (ARTICLE, "It was late", "Ada Roe"), (ARTICLE, "The hall was full", ""),
    ],
)  # fmt: skip
def test_a_transcript_names_who_speaks_before_the_colon_and_an_article_in_its_sentence(
    text: str, words: str, speaker: str
) -> None:
    copy = Capture(
        "c1", 1, "", "", None, source="s1", original_file=None, captured_at="", captured_by="m1", method="transcript",
        text=text,
    )  # fmt: skip
    assert speaker_in_copy(copy, text.index(words)) == speaker
