"""G8 of the speed goals: one quotation in one captured text of 1 MB, against a `bytes.find` that finds nothing.

Run: python benchmarks/fidelity.py. The capture is prepared once, as the program does; both sides are medians of one
run. The text is random words from a small vocabulary with typographic marks, so that nothing is special about it.
"""

import json
import random
import statistics
import time
from collections.abc import Callable
from pathlib import Path

from newsroom.text.fidelity import compare_with
from newsroom.text.normalise import Normalised, normalise

RESULTS = Path(__file__).parent / "results.json"
SIZE = 1_200_000
QUOTE_WORDS = 30
ROUNDS = 41
QUOTES = 12
GOALS = {"exact": 3.0, "with ellipsis": 4.0, "three words altered": 8.0}


def make_capture(chance: random.Random) -> str:
    """Sentences of 6–18 words out of 8,000 made-up ones, curly marks and dashes here and there."""
    syllables = ["ra", "no", "ti", "sel", "mo", "ka", "der", "vin", "lu", "pes", "ton", "gri", "ba", "hem", "o", "ys"]
    words = ["".join(chance.choices(syllables, k=chance.randint(1, 4))) for _ in range(8000)]
    weights = [1 / (rank + 10) for rank in range(len(words))]
    parts: list[str] = []
    length = 0
    while length < SIZE:
        sentence = chance.choices(words, weights, k=chance.randint(6, 18))
        sentence[0] = sentence[0].capitalize()
        mark = chance.choice([" ", " ", " ", " — ", "’s ", ", "])
        text = " ".join(sentence[:4]) + mark + " ".join(sentence[4:]) + chance.choice([". ", ". ", ".\n\n", "?” "])
        parts.append(text)
        length += len(text)
    return "".join(parts)


def median_ms(act: Callable[[], object]) -> float:
    times: list[float] = []
    for _ in range(ROUNDS):
        begun = time.perf_counter()
        act()
        times.append((time.perf_counter() - begun) * 1000)
    return statistics.median(times)


def cut_quote(chance: random.Random, source: str) -> tuple[int, int]:
    """A span of QUOTE_WORDS words of the source."""
    start = source.index(" ", chance.randrange(len(source) // 10, len(source) * 9 // 10)) + 1
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


def measure(chance: random.Random, source: str, capture: Normalised) -> dict[str, list[float]]:
    raw = source.encode()
    ratios: dict[str, list[float]] = {name: [] for name in GOALS}
    for _ in range(QUOTES):
        start, end = cut_quote(chance, source)
        quote = source[start:end]
        published = {
            "exact": quote,
            "with ellipsis": with_ellipsis(quote),
            "three words altered": with_altered_words(chance, quote),
        }
        absent = (quote[:-1] + "\x7f").encode()
        floor = median_ms(lambda absent=absent: raw.find(absent))
        for name, words in published.items():
            found = compare_with(words, capture)
            at = (found.start, found.end)
            # A cut ends and begins where its words do: white space and outer marks are no part of a quotation.
            if found.kind == "not_found" or source[slice(*at)].strip("“”’ ") != quote.strip().strip("“”’ "):
                raise SystemExit(f"{name}: wrong span {at} for {(start, end)}: {found.kind} {words!r}")
            ratios[name].append(median_ms(lambda words=words: compare_with(words, capture)) / floor)
    return ratios


def main() -> None:
    chance = random.Random(8)
    source = make_capture(chance)
    prepared = median_ms(lambda: normalise(source))
    ratios = measure(chance, source, normalise(source))
    print(f"capture of {len(source):,} characters, prepared once in {prepared:.0f} ms")
    rows = {name: round(statistics.median(values), 2) for name, values in ratios.items()}
    for name, goal in GOALS.items():
        print(f"G8 {name:22} {rows[name]:5.2f} x bytes.find   goal {goal:.0f} x   worst {max(ratios[name]):.2f}")
    kept = json.loads(RESULTS.read_text(encoding="utf-8")) if RESULTS.exists() else {}
    kept["G8"] = {name: {"ratio": rows[name], "goal": goal} for name, goal in GOALS.items()}
    RESULTS.write_text(json.dumps(kept, indent=2, sort_keys=True) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
