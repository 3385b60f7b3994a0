"""One edit to the painted preview of a 10,000-word story (G14), against converting it all and ``setHtml``.

Run: python benchmarks/preview.py. Both sides take turns in one run, in the same style and size; medians are compared.
The other side converts with the very converter of the export, without quotations, outlets or sanitising.
"""

import json
import os
import random
import re
import sys
import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from PySide6.QtWidgets import QApplication, QTextBrowser  # noqa: E402

from newsroom.domain.package import CitedSource, QuotedWords, StoryPackage  # noqa: E402
from newsroom.export.converter import to_html  # noqa: E402
from ui.panes.preview_browser import PageBrowser  # noqa: E402
from ui.panes.preview_page import PageMaker, page_style, with_words  # noqa: E402
from ui.theme import read_theme, text_font  # noqa: E402

GOAL = 0.25
WORDS = 10_000
ROUNDS = 60
SIZE = (420, 700)
STOCK = re.findall(
    r"\w+",
    "the ferry pier council night harbour board said that a repair of its steel would take until spring while boats "
    "waited outside for crews who had been told nothing of cracks in second piles under number nine",
)


def story(numbers: random.Random) -> StoryPackage:
    """A long story: paragraphs, a quotation in every fourth, links, headings, lists, a table."""
    blocks: list[str] = []
    count = 0
    while count < WORDS:
        blocks.append(block(numbers, len(blocks)))
        count += len(blocks[-1].split())
    text = "\n\n".join(blocks)
    quotes = tuple(
        QuotedWords(found.start(), found.end(), found.group(), speaker="Lise Krag", speaker_is_named=True)
        for found in re.finditer("“[^”]*”", text)
    )
    sources = (CitedSource("news_report", "Moored", publisher="Tarnby Courier", url="https://courier.example/ferry"),)
    return StoryPackage(
        slug="night-ferry", headline="Night ferry stays moored", dek="Divers found cracks.", byline="By Sanne Ulvaeus",
        text=text, text_sha256="0" * 64, quotes=quotes, sources=sources,
    )  # fmt: skip


def block(numbers: random.Random, number: int) -> str:
    def words(most: int) -> str:
        return " ".join(numbers.choices(STOCK, k=numbers.randint(most // 2, most)))

    if number % 12 == 5:
        return f"## {words(6).capitalize()}"
    if number % 17 == 9:
        return "\n".join(f"- {words(8)}" for _ in range(4))
    if number % 40 == 20:
        return f"| {words(3)} | {words(3)} |\n|---|--:|\n| {words(4)} | 12 |\n| {words(4)} | 7 |"
    paragraph = f"{words(60).capitalize()}, *{words(3)}* {words(20)}."
    if number % 4 == 1:
        paragraph += f" “{words(16).capitalize()},” she said."
    if number % 6 == 2:
        paragraph += f" [{words(4)}](https://council.example/{number}) {words(10)}."
    return paragraph


def timed(act: Callable[[], None]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def measured() -> dict[str, Any]:
    application = QApplication.instance() or QApplication([])
    numbers = random.Random(14)
    package = story(numbers)
    with tempfile.TemporaryDirectory() as kept:
        sheet = page_style(read_theme("light", cache_folder=Path(kept)).colours, size=11.5, face="Sans")
    ours, plain, maker = PageBrowser(), QTextBrowser(), PageMaker()
    ours.use_style(sheet, font=text_font(11.5))
    plain.document().setDefaultStyleSheet(sheet)
    plain.document().setDefaultFont(text_font(11.5))
    for browser in (ours, plain):
        browser.resize(*SIZE)
        browser.show()
    application.processEvents()
    text = package.text
    sides: dict[str, list[float]] = {"ours": [], "plain": []}

    def our_way() -> None:
        nonlocal package
        package = with_words(package, text)
        page = maker.page(package)
        ours.show_pieces([piece.html for piece in page.pieces])
        ours.show_place(*page.place_of(place))
        ours.viewport().repaint()

    def plain_way() -> None:
        plain.setHtml(to_html(text))
        plain.viewport().repaint()

    place = 0
    our_way()
    for _ in range(ROUNDS):
        place = numbers.randrange(len(text))
        text = f"{text[:place]}{numbers.choice('aeiou')}{text[place:]}"
        sides["ours"].append(timed(our_way))
        sides["plain"].append(timed(plain_way))
    return {"words": len(text.split()), **{name: median(times) for name, times in sides.items()}}


def main() -> None:
    found = measured()
    ratio = found["ours"] / found["plain"]
    print(f"{found['words']:,} words, {ROUNDS} edits: {found['ours']:.2f} ms an edit, converting all and setHtml "
          f"{found['plain']:.2f} ms: {ratio:.2f} (goal {GOAL})")  # fmt: skip
    path = ROOT / "benchmarks" / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    results["G14"] = {
        "what": "one edit to painted preview at 10,000 words, against convert + setHtml",
        "goal": GOAL,
        "measured": round(ratio, 2),
        "ms": round(found["ours"], 2),
        "ms other": round(found["plain"], 2),
    }
    path.write_text(json.dumps(results, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
