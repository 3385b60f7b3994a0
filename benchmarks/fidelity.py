"""G8 and G9 of the speed goals: is a quotation in a captured text, and in which of 10,000 captures.

Run: python benchmarks/fidelity.py [CAPTURES]. G8: one quotation in one text of 1 MB, against a `bytes.find` that finds
nothing; the capture is prepared once, as the program does. G9: one quotation whose source is not known, on a desk with
10,000 captures (100 MB), up to the five best compared word by word, against a `bytes.find` over the joined text that
finds nothing. Both sides are medians of one run. The texts are random words from a small vocabulary with typographic
marks, so that nothing is special about them.
"""

import json
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

from newsroom.desk.found_in import find_in_captures
from newsroom.domain.folding import fold
from newsroom.domain.ids import Ids, timestamp
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, Source
from newsroom.storage.create import create_archive
from newsroom.storage.driver import open_writing
from newsroom.storage.opening import open_archive
from newsroom.storage.places import Places
from newsroom.storage.queries import Queries
from newsroom.storage.schema import digest_of, stored_values
from newsroom.text.fidelity import compare_with
from newsroom.text.normalise import Normalised, normalise

RESULTS = Path(__file__).parent / "results.json"
SIZE = 1_200_000
CAPTURES, CAPTURE_SIZE = 10_000, 10_000
QUOTE_WORDS = 30
ROUNDS = 41
QUOTES = 12
GOALS = {"exact": 3.0, "with ellipsis": 4.0, "three words altered": 8.0}
GOAL_OF_MANY = 0.5


def make_vocabulary(chance: random.Random) -> tuple[list[str], list[float]]:
    """8,000 made-up words and how often each comes."""
    syllables = ["ra", "no", "ti", "sel", "mo", "ka", "der", "vin", "lu", "pes", "ton", "gri", "ba", "hem", "o", "ys"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(8000)]
    return words, [1 / (rank + 10) for rank in range(len(words))]


def make_capture(chance: random.Random, vocabulary: tuple[list[str], list[float]], size: int) -> str:
    """Sentences of 6–18 words, curly marks and dashes here and there."""
    words, weights = vocabulary
    parts: list[str] = []
    length = 0
    while length < size:
        sentence = chance.choices(words, weights, k=chance.randint(6, 18))
        sentence[0] = sentence[0].capitalize()
        mark = chance.choice([" ", " ", " ", " — ", "’s ", ", "])
        text = " ".join(sentence[:4]) + mark + " ".join(sentence[4:]) + chance.choice([". ", ". ", ".\n\n", "?” "])
        parts.append(text)
        length += len(text)
    return "".join(parts)


def median_ms(act: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    times: list[float] = []
    for _ in range(rounds):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def cut_quote(chance: random.Random, source: str) -> tuple[int, int]:
    """A span of QUOTE_WORDS words of the source."""
    start = source.index(" ", chance.randrange(len(source) // 10, len(source) * 6 // 10)) + 1
    end = start
    for _ in range(QUOTE_WORDS):
        end = source.index(" ", end + 1)
    return start, end


def with_ellipsis(quote: str) -> str:
    words = quote.split(" ")
    return " ".join(words[:10]) + " … " + " ".join(words[17:])


def with_altered_words(chance: random.Random, quote: str) -> str:
    words = quote.split(" ")
    for at in sorted(chance.sample(range(1, len(words) - 1), 3)):
        words[at] = "quixotic"
    return " ".join(words)


def published_as(chance: random.Random, quote: str) -> dict[str, str]:
    """The three ways a quotation may have come into print."""
    altered = with_altered_words(chance, quote)
    return {"exact": quote, "with ellipsis": with_ellipsis(quote), "three words altered": altered}


def measure_one(chance: random.Random, source: str, capture: Normalised) -> dict[str, list[float]]:
    raw = source.encode()
    ratios: dict[str, list[float]] = {name: [] for name in GOALS}
    for _ in range(QUOTES):
        start, end = cut_quote(chance, source)
        quote = source[start:end]
        absent = (quote[:-1] + "\x7f").encode()
        floor = median_ms(lambda absent=absent: raw.find(absent))
        for name, words in published_as(chance, quote).items():
            found = compare_with(words, capture)
            at = (found.start, found.end)
            # A cut ends and begins where its words do: white space and outer marks are no part of a quotation.
            if found.kind == "not_found" or source[slice(*at)].strip("“”’ ") != quote.strip().strip("“”’ "):
                raise SystemExit(f"{name}: wrong span {at} for {(start, end)}: {found.kind} {words!r}")
            ratios[name].append(median_ms(lambda words=words: compare_with(words, capture)) / floor)
    return ratios


def fill(desk: Path, texts: list[str]) -> list[str]:
    """A desk with one source for each text; returns the ids of their captures."""
    places = Places(desk)
    desk.mkdir()
    create_archive(places.archive)
    ids = Ids()
    now = timestamp(ids.clock())
    sources: list[Record] = [
        Source(ids.new(), 1, now, now, None, "news_report", f"Page {n}") for n in range(len(texts))
    ]
    captures = [
        Capture(ids.new(), 1, now, now, None, source.id, None, now, "", "pasted", text=text)
        for source, text in zip(sources, texts, strict=True)
    ]
    with closing(open_writing(places.archive)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("BEGIN IMMEDIATE")
        for table, records in (("source", sources), ("capture", captures)):
            rows = [(*stored_values(record), digest_of(record)) for record in records]
            connection.executemany(f"INSERT INTO {table} VALUES ({', '.join('?' * len(rows[0]))})", rows)
        connection.executemany(
            "INSERT INTO search_row (n, record, id, story) VALUES (?, 'capture', ?, NULL)",
            [(n, capture.id) for n, capture in enumerate(captures, start=1)],
        )
        connection.executemany(
            "INSERT INTO search_text (rowid, words) VALUES (?, ?)",
            [(n, fold(text)) for n, text in enumerate(texts, start=1)],
        )
        connection.execute("COMMIT")
    return [capture.id for capture in captures]


def measure_many(chance: random.Random, captures: int) -> dict[str, list[float]]:
    """Ratios of finding the right one of many captures, and its right place."""
    vocabulary = make_vocabulary(chance)
    texts = [make_capture(chance, vocabulary, CAPTURE_SIZE) for _ in range(captures)]
    joined = "\n".join(texts).encode()
    ratios: dict[str, list[float]] = {name: [] for name in GOALS}
    with tempfile.TemporaryDirectory() as folder:
        ids = fill(Path(folder) / "desk", texts)
        archive = open_archive(Path(folder) / "desk")
        queries = Queries(archive)
        for _ in range(QUOTES):
            number = chance.randrange(captures)
            start, end = cut_quote(chance, texts[number])
            quote = texts[number][start:end]
            absent = (quote[:-1] + "\x7f").encode()
            floor = median_ms(lambda absent=absent: joined.find(absent), rounds=5)
            for name, words in published_as(chance, quote).items():
                best = find_in_captures(queries, words)
                if (
                    not best
                    or best[0].capture.id != ids[number]
                    or not _same_place(best[0].start, best[0].end, start, end)
                ):
                    raise SystemExit(f"{name}: not found in capture {number}: {words!r}")
                ours = median_ms(lambda words=words: find_in_captures(queries, words), rounds=9)
                ratios[name].append(ours / floor)
        archive.close()
    return ratios


def _same_place(start: int, end: int, cut_start: int, cut_end: int) -> bool:
    return abs(start - cut_start) <= 2 and abs(end - cut_end) <= 2


def main() -> None:
    captures = int(sys.argv[1]) if len(sys.argv) > 1 else CAPTURES
    chance = random.Random(8)
    source = make_capture(chance, make_vocabulary(chance), SIZE)
    prepared = median_ms(lambda: normalise(source))
    ratios = measure_one(chance, source, normalise(source))
    print(f"capture of {len(source):,} characters, prepared once in {prepared:.0f} ms")
    rows = {name: round(statistics.median(values), 2) for name, values in ratios.items()}
    for name, goal in GOALS.items():
        print(f"G8 {name:22} {rows[name]:5.2f} x bytes.find   goal {goal:.0f} x   worst {max(ratios[name]):.2f}")
    among = measure_many(chance, captures)
    many = {name: round(statistics.median(values), 3) for name, values in among.items()}
    for name in GOALS:
        print(f"G9 {name:22} {many[name]:5.3f} x bytes.find   goal {GOAL_OF_MANY} x   worst {max(among[name]):.3f}")
    if captures != CAPTURES:
        return
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["G8"] = {name: {"ratio": rows[name], "goal": goal} for name, goal in GOALS.items()}
    kept["G9"] = {name: {"ratio": many[name], "goal": GOAL_OF_MANY} for name in GOALS}
    RESULTS.write_text(json.dumps(kept, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
