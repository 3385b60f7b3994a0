"""Search over 1,000,000 notes (G10): as one types, and ranked with snippets; both sides in one run on one connection.

Run: python benchmarks/search.py [NOTES]. While typing: the 99th percentile of finding the newest 50, hits and snippets
read from the notes themselves, against the median of counting the same word in the index. Ranked: the median of the
best 50 with snippets against the engine's own ``ORDER BY bm25 LIMIT 50``, which reads no note. Words are taken from the
frequent to the rare; the goal speaks of a frequent one, where a person would feel the wait.
"""

import json
import random
import sys
import tempfile
import time
from collections.abc import Callable
from contextlib import closing
from itertools import accumulate
from pathlib import Path
from statistics import median
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from sqlalchemy import Connection, text  # noqa: E402

from newsroom.domain.draft import Note  # noqa: E402
from newsroom.domain.ids import Ids, timestamp  # noqa: E402
from newsroom.storage.connections import reading_engine  # noqa: E402
from newsroom.storage.create import create_archive  # noqa: E402
from newsroom.storage.driver import open_writing  # noqa: E402
from newsroom.storage.schema import digest_of, stored_values  # noqa: E402
from newsroom.storage.search_hits import search, search_ranked  # noqa: E402

NOTES = 1_000_000
STORIES = 500
WORDS_A_NOTE = 14
VOCABULARY = 20_000
SLICE = 20_000
ROUNDS, RANKED_ROUNDS = 60, 7
GOAL_TYPING, GOAL_RANKED = 3.0, 0.15
RANKS = {"frequent": 0, "common": 30, "seldom": 300, "rare": 3000}
"""Which word of the vocabulary, the most frequent first."""


def vocabulary(numbers: random.Random) -> list[str]:
    letters = "abcdefghijklmnopqrstuvwxyz"
    made = {"".join(numbers.choices(letters, k=numbers.randint(4, 9))): None for _ in range(VOCABULARY)}
    return list(made)


def fill(path: Path, words: list[str], numbers: random.Random, notes: int) -> None:
    """An archive of notes whose words are as unequally frequent as those of a language."""
    create_archive(path)
    weights = list(accumulate(1 / (rank + 3) for rank in range(len(words))))
    ids = Ids()
    now = timestamp(ids.clock())
    stories = [ids.new() for _ in range(STORIES)]
    with closing(open_writing(path)) as connection:
        connection.execute("PRAGMA synchronous=OFF")
        connection.execute("PRAGMA cache_size=-300000")
        connection.execute("PRAGMA foreign_keys=OFF")
        for first in range(1, notes + 1, SLICE):
            many = range(first, min(first + SLICE, notes + 1))
            made = [
                Note(ids.new(), 1, now, now, None, numbers.choice(stories), None, "",
                     " ".join(numbers.choices(words, cum_weights=weights, k=WORDS_A_NOTE)))
                for _ in many
            ]  # fmt: skip
            rows = [(*stored_values(note), digest_of(note)) for note in made]
            connection.execute("BEGIN IMMEDIATE")
            connection.executemany(f"INSERT INTO note VALUES ({', '.join('?' * len(rows[0]))})", rows)
            connection.executemany(
                "INSERT INTO search_row (n, record, id, story) VALUES (?, 'note', ?, ?)",
                [(n, note.id, note.story) for n, note in zip(many, made, strict=True)],
            )
            connection.executemany(
                "INSERT INTO search_text (rowid, words) VALUES (?, ?)",
                [(n, note.text) for n, note in zip(many, made, strict=True)],
            )
            connection.execute("COMMIT")


def timed(act: Callable[[], object]) -> float:
    begun = time.perf_counter()
    act()
    return 1000 * (time.perf_counter() - begun)


def typing(connection: Connection, word: str) -> tuple[float, float, int]:
    """Milliseconds: p99 of ours, p50 of the count; and how many notes hold the word. The word is still being typed."""
    counting = text("SELECT count(*) FROM search_text WHERE search_text MATCH :query")
    query = {"query": f'"{word}"*'}
    held = int(connection.execute(counting, query).scalar_one())
    ours: list[float] = []
    counts: list[float] = []
    for _ in range(ROUNDS):
        ours.append(timed(lambda: search(connection, word)))
        counts.append(timed(lambda: connection.execute(counting, query).scalar_one()))
    return sorted(ours)[int(0.99 * len(ours))], median(counts), held


def ranked(connection: Connection, word: str) -> tuple[float, float]:
    """Milliseconds: medians of ours and of the engine's own ranking, for the whole word."""
    plain = text("SELECT rowid FROM search_text WHERE search_text MATCH :query ORDER BY bm25(search_text) LIMIT 50")
    sides: tuple[list[float], list[float]] = ([], [])
    for _ in range(RANKED_ROUNDS):
        sides[0].append(timed(lambda: search_ranked(connection, f'"{word}"')))
        sides[1].append(timed(lambda: connection.execute(plain, {"query": f'"{word}"'}).all()))
    return median(sides[0]), median(sides[1])


def measured(notes: int) -> dict[str, Any]:
    numbers = random.Random(10)
    words = vocabulary(numbers)
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "archive.sqlite"
        fill(path, words, numbers, notes)
        engine = reading_engine(path)
        with engine.connect() as connection:
            for name, rank in RANKS.items():
                ours, counting, held = typing(connection, words[rank])
                best, plain = ranked(connection, words[rank])
                found[name] = {
                    "notes": held, "p99 ms": round(ours, 2), "count ms": round(counting, 2),
                    "ratio": round(ours / counting, 2), "ranked ms": round(best, 1), "bm25 ms": round(plain, 1),
                    "ranked ratio": round(best / plain, 3),
                }  # fmt: skip
        engine.dispose()
    return found


def main() -> None:
    notes = int(sys.argv[1]) if len(sys.argv) > 1 else NOTES
    found = measured(notes)
    for name, one in found.items():
        print(f"{name:>9}, in {one['notes']:,} of {notes:,} notes: typing p99 {one['p99 ms']} ms, count p50 "
              f"{one['count ms']} ms: {one['ratio']} (goal {GOAL_TYPING}); ranked {one['ranked ms']} ms, bm25 "
              f"{one['bm25 ms']} ms: {one['ranked ratio']} (goal {GOAL_RANKED})")  # fmt: skip
    if notes != NOTES:
        return
    path = ROOT / "benchmarks" / "results.json"
    results = json.loads(path.read_text(encoding="utf-8")) if path.exists() else {}
    results["G10"] = {
        "what": "search over 1,000,000 notes: newest 50 while typing, p99 against count(*) p50 of a frequent word",
        "goal": GOAL_TYPING,
        "measured": found["frequent"]["ratio"],
        "what ranked": "best 50 with snippets against plain bm25 top 50 of the same frequent word",
        "goal ranked": GOAL_RANKED,
        "measured ranked": found["frequent"]["ranked ratio"],
        "words": found,
    }
    path.write_text(json.dumps(results, indent=2, ensure_ascii=False, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
