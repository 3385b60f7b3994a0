"""One full story in each format, as it must come out to the byte. A wanted change is seen in the file's difference:
write the new bytes with ``NEWSROOM_WRITE_GOLDEN=1 pytest tests/newsroom/test_golden_exports.py`` and read it."""

import os
from pathlib import Path

import pytest

from newsroom.export.formats import format_named
from tests.newsroom.reader_pages import full_package

GOLDEN = Path(__file__).resolve().parents[1] / "golden"
PLAIN_CSS = "p { margin: 1em 0; }"


@pytest.mark.parametrize("is_draft", [False, True], ids=["final", "draft"])
@pytest.mark.parametrize("name", ["html", "markdown"])
def test_the_story_comes_out_as_its_golden_file(name: str, is_draft: bool) -> None:
    chosen = format_named(name, css=PLAIN_CSS)
    golden = GOLDEN / f"night-ferry{'-draft' if is_draft else ''}{chosen.extension}"
    content = chosen.render(full_package(is_draft=is_draft))
    if os.environ.get("NEWSROOM_WRITE_GOLDEN") == "1":
        golden.write_bytes(content)
    assert content == golden.read_bytes()
