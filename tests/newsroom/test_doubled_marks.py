"""Two apostrophes for a quotation mark: which are pairs, what stands in their place, and what is left alone."""

import pytest

from newsroom.text.doubled_marks import as_real_marks
from newsroom.text.prose import prose_lines


def mended(text: str) -> str:
    for edit in reversed(as_real_marks(text, prose_lines(text))):
        text = edit.apply(text)
    return text


@pytest.mark.parametrize(
    ("text", "after"),
    [
        ("''It leaks,'' said Ada Roe. ''It always has.''", "“It leaks,” said Ada Roe. “It always has.”"),
        ("She called it ''a wreck'' (''a ruin,'' to him).", "She called it “a wreck” (“a ruin,” to him)."),
        ("''He told me 'never,''' said Ada Roe.", "“He told me 'never,'” said Ada Roe."),
        ("'''Never' was his word,'' she said.", "“'Never' was his word,” she said."),
        ("''It leaks.\n\n''It always has,'' she said.", "“It leaks.\n\n“It always has,” she said."),
        ("He is Ada Roe's man. ''The boys' boat isn't ours,'' he said.",
         "He is Ada Roe's man. “The boys' boat isn't ours,” he said."),
        ('"Mine," he said. \'\'It leaks,\'\' said Ada Roe.', '"Mine," he said. "It leaks," said Ada Roe.'),
        ("*''It leaks,''* said Ada Roe.", "*“It leaks,”* said Ada Roe."),
    ],
)  # fmt: skip
def test_two_apostrophes_that_are_pairs_become_the_marks_the_text_uses(text: str, after: str) -> None:
    assert mended(text) == after


@pytest.mark.parametrize(
    "text",
    [
        "The 6'2'' keeper said the 12'' pipe leaked.",
        "It is the boys'' boat and the girls'' boat.",
        "``It leaks,'' said Ada Roe. ``It always has,''—and no more.",
        "The field is `x = ''` or `y = ''quay''`.",
        "```\nname = ''quay''\n```",
        "''It leaks, said Ada Roe.",
        "''''",
        "",
    ],
)
def test_two_apostrophes_that_are_something_else_stay(text: str) -> None:
    assert mended(text) == text
