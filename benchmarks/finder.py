"""How well and how fast quotations and their speakers are found (G16; the goals of the finder).

Run: python benchmarks/finder.py [--worked]. Scores the stories in tests/newsroom/stories, those worked on and those
kept unread, and, where ../shared is beside the checkout, its corpus with its own scorer: the first 200 articles,
which were worked on, and the last 100, which nobody read while the finder was written. --worked leaves the unread ones
alone, for trying out a rule.
"""

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT))

from newsroom.text.attribution import FoundQuote, find_attributions  # noqa: E402
from tests.newsroom.story_truth import KEPT, WORKED, standing  # noqa: E402

CORPUS = ROOT.parent / "shared" / "corpora" / "polnear"
WORKED_ON = 200
TYPES = {"direct": "direct", "fragment": "mixed"}
SPEED_GOAL = 50.0


def own_stories(*, unread: bool) -> dict[str, Any]:
    """Shares of our own quotations: found in their place, kind and speaker right too, and the state as well."""
    found = [standing(WORKED)] if not unread else [standing(WORKED), standing(KEPT)]
    return {
        name: {
            "quotations": one.quotations,
            "in_place_percent": percent(one.placed, one.quotations),
            "kind_and_speaker_right_percent": percent(one.right, one.quotations),
            "state_right_too_percent": percent(one.with_state, one.quotations),
            "found_beside": one.beside,
        }
        for name, one in zip(("worked on", "kept unread"), found, strict=False)
    }


def percent(part: int, whole: int) -> float:
    return round(100 * part / max(1, whole), 1)


def as_prediction(article: dict[str, Any], quotes: Sequence[FoundQuote]) -> str:
    rows = [
        {
            "start": quote.start,
            "end": quote.end,
            "type": TYPES.get(quote.type, "other"),
            "speaker": quote.speaker,
            "speaker_start": quote.speaker_start,
            "speaker_end": quote.speaker_end,
            "needs_review": quote.speaker_state != "explicit",
        }
        for quote in quotes
    ]
    return json.dumps({"id": article["id"], "quotes": rows})


def scorer(*arguments: str) -> str:
    done = subprocess.run([sys.executable, *arguments], capture_output=True, text=True, check=True)
    return done.stdout


def predict(gold: Path, target: Path) -> tuple[float, float]:
    """Write the predictions; stories a second of one core's work, and what percentage asks for confirmation."""
    articles = [json.loads(line) for line in gold.read_text(encoding="utf-8").splitlines()]
    begin = time.process_time()
    found = [find_attributions(article["text"]) for article in articles]
    seconds = time.process_time() - begin
    lines = [as_prediction(article, quotes) for article, quotes in zip(articles, found, strict=True)]
    target.write_text("\n".join(lines) + "\n", encoding="utf-8")
    speech = [quote for quotes in found for quote in quotes if quote.type != "not_speech"]
    asking = sum(quote.speaker_state != "explicit" for quote in speech)
    return len(articles) / seconds, 100 * asking / max(1, len(speech))


def corpus(*, unread: bool) -> dict[str, Any]:
    """The scores of the corpus's own scorer, on the part worked on or the part kept unread."""
    lines = (CORPUS / "train.jsonl").read_text(encoding="utf-8").splitlines()
    chosen = lines[WORKED_ON:] if unread else lines[:WORKED_ON]
    with tempfile.TemporaryDirectory() as folder:
        gold, guess = Path(folder) / "gold.jsonl", Path(folder) / "guess.jsonl"
        planted, planted_guess = Path(folder) / "planted.jsonl", Path(folder) / "planted_guess.jsonl"
        gold.write_text("\n".join(chosen) + "\n", encoding="utf-8")
        speed, asking = predict(gold, guess)
        scores = json.loads(scorer(str(CORPUS / "score.py"), str(gold), str(guess), "--json"))
        scorer(str(CORPUS / "orphans.py"), "make", str(gold), str(planted))
        predict(planted, planted_guess)
        orphans = json.loads(scorer(str(CORPUS / "orphans.py"), "score", str(planted), str(planted_guess)))
    return {
        "articles": len(chosen),
        "direct_exact_f1 (goal 96.5)": scores["direct_exact"]["f1"],
        "any_fragment_f1 (goal 93.5)": scores["quoted_any_overlap"]["f1"],
        "speaker_right_of_found (goal 91)": scores["speaker_acc_on_found"],
        "speaker_right_of_proposed (goal 94)": scores["speaker_end_to_end"]["p"],
        "without_speaker_flagged (goal 97)": orphans["flag_recall"],
        "false_alarms (goal at most 4)": orphans["false_alarm_pct"],
        "asking_for_confirmation (goal at most 20)": round(asking, 1),
        f"stories_per_second (goal {SPEED_GOAL:.0f})": round(speed),
    }


def main() -> None:
    unread = "--worked" not in sys.argv[1:]
    print(json.dumps({"own stories": own_stories(unread=unread)}, indent=1))
    if not CORPUS.is_dir():
        print("The folder ../shared is not beside the checkout; only our own stories were scored.")
        return
    print(json.dumps({"corpus, worked on": corpus(unread=False)}, indent=1))
    if unread:
        print(json.dumps({"corpus, unread": corpus(unread=True)}, indent=1))


if __name__ == "__main__":
    main()
