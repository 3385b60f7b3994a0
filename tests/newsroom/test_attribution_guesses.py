"""Where nobody is named for sure: guesses that ask to be confirmed, words without a speaker, and no speech at all."""

import pytest

from newsroom.text.attribution import find_attributions

E = "explicit"
SHAPES = [
    (
        "She had said it before: “The pier is closed.”",
        [("direct", None, "none")],
    ),
    (
        "“The pier is closed,” they said. “Nobody came.”",
        [("direct", None, "none"), ("direct", None, "none")],
    ),
    (
        "The film, titled “The Last Ferry”, opens on Friday.",
        [("not_speech", None, "none")],
    ),
    (
        "Her song “Blue Door” was No. 1.",
        [("not_speech", None, "none")],
    ),
    (
        "He won for “Best Actor” and she for “Blue Door.”",
        [("not_speech", None, "none"), ("not_speech", None, "none")],
    ),
    (
        "The “fix” made it worse.",
        [("not_speech", None, "none")],
    ),
    (
        "The word “tariff” appears 14 times in the speech.",
        [("not_speech", None, "none")],
    ),
    (
        "“I was first.”\n\n— Ada Roe, keeper",
        [("direct", "Ada Roe", "inferred")],
    ),
    (
        "Via Showline exclusive on March 3, 2024: “This is the last tour of my life.”",
        [("direct", None, "none")],
    ),
    (
        "CARROW (Northwire) — Ada Roe met Ann Bell. “I thought you knew,” she said.",
        [("direct", "Ada Roe", "inferred")],
    ),
    (
        "Ann Bell and Ada Roe came late. “I thought you knew,” she said.",
        [("direct", "Ann Bell", "inferred")],
    ),
    (
        "Lark sang “Barley Moon” twice.",
        [("not_speech", None, "none")],
    ),
    (
        "She performed “Barley Moon.”",
        [("not_speech", None, "none")],
    ),
    (
        '| who | words |\n|---|---|\n| Roe | "mine" |\n\n“Mine,” said Ada Roe.',
        [("not_speech", None, "none"), ("direct", "Ada Roe", E)],
    ),
    (
        "Bo Lund asked: “Is it yours?”\n\n“It is,” said Ada Roe.\n\n“Since when?”\n\n“Since May.”",
        [
            ("direct", "Bo Lund", E),
            ("direct", "Ada Roe", E),
            ("direct", "Bo Lund", "inferred"),
            ("direct", "Ada Roe", "inferred"),
        ],
    ),
    (
        "Duane “Hammer” Okoro won. “He hits like he means it,” said Okoro.",
        [("not_speech", None, "none"), ("direct", "Duane Okoro", E)],
    ),
    (
        "Carrow has changed. “Nobody knows anyone here any more.”",
        [("direct", "Carrow", "inferred")],
    ),
    (
        "The Harbour Board met on Tuesday. “Nobody came to mend it.”",
        [("direct", "The Harbour Board", "inferred")],
    ),
    (
        "Ada Roe resigned.\n\nThe Board has not replaced her.\n\n“Nobody wants the job any more.”\n\nThe post is paid.",
        [("direct", None, "none")],
    ),
    (
        "“It was good,” said Ada Roe.\n\nThe fish came back. So did the boats.\n\n“Nobody wants the job any more.”",
        [("direct", "Ada Roe", E), ("direct", "Ada Roe", "inferred")],
    ),
    (
        "The crowd went home.\n\n“See you in court!”\n\nThe doors closed at six.",
        [("direct", None, "none")],
    ),
    (
        "Dubbed “the Ghost”, the boat sank.",
        [("fragment", None, "none")],
    ),
    (
        "In her book, “The Long Wait,” Roe writes that “the sea keeps accounts.”",
        [("not_speech", None, "none"), ("direct", "Roe", E)],
    ),
]


@pytest.mark.parametrize(("text", "found"), SHAPES, ids=[text[:40] for text, _ in SHAPES])
def test_who_is_not_named_with_the_words_is_at_most_a_guess(
    text: str, found: list[tuple[str, str | None, str]]
) -> None:
    assert [(quote.type, quote.speaker, quote.speaker_state) for quote in find_attributions(text)] == found
