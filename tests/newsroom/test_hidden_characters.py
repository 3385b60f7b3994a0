"""What nobody sees in a text is found and named, and what writing needs is left in peace (U14)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.hidden import hidden_characters

SENTENCE = "The board paid forty kroner for the old quay."
PLANTED = {
    "\u200b": ("invisible", "zero-width space"),
    "\u200c": ("invisible", "zero-width non-joiner"),
    "\u200d": ("invisible", "zero-width joiner"),
    "\u2060": ("invisible", "word joiner"),
    "\ufeff": ("invisible", "zero-width no-break space"),
    "\u00ad": ("invisible", "soft hyphen"),
    "\ufe0f": ("invisible", "variation selector-16"),
    "\u180e": ("invisible", "mongolian vowel separator"),
    "\u3164": ("invisible", "hangul filler"),
    "\U000e0041": ("invisible", "hidden tag “A”"),
    "\u200e": ("direction", "left-to-right mark"),
    "\u202e": ("direction", "right-to-left override"),
    "\u202d": ("direction", "left-to-right override"),
    "\u2066": ("direction", "left-to-right isolate"),
    "\u2069": ("direction", "pop directional isolate"),
    "\x07": ("control", "control character U+0007"),
    "\x85": ("control", "control character U+0085"),
}
LOOKALIKES = {"a": "а", "e": "е", "o": "о", "p": "р", "c": "с", "y": "у", "x": "х", "i": "і"}
ORDINARY = [
    SENTENCE,
    "Ein Preis von 40\u00a0€ – naïve Ærø, e\u0301tude\tand\nso on.",
    "הנמל נסגר \u200fב-\u200e14 ביולי\u200f, אמרה \u2067הוועדה\u2069.",
    "قال المجلس \u200f(2025)\u200f إن الميناء مغلق\u061c.",
    "می\u200cخواهم به بندر بروم",
    "क्\u200dष और क\u094d\u200cष",
    "ท่าเรือ\u200bปิด",
    "A crew of 👩\u200d🚀 and 👨‍👩‍👧, ❤\ufe0f, 1\ufe0f\u20e3, 🏳\ufe0f\u200d🌈, 👩🏽\u200d🔧",
    "🏴\U000e0067\U000e0062\U000e0073\U000e0063\U000e0074\U000e007f sailed",
    "葛\U000e0100城",
    "Москва не верит слезам, а мы в Осло с ними.",
    "Ο λιμένας έκλεισε.",
    "The density ρ and 5 μm of TNFα, a Greek ο aside.",
]


@pytest.mark.parametrize("character", PLANTED, ids=lambda one: f"U+{ord(one):04X}")
def test_every_sign_without_a_shape_is_found_wherever_it_is_planted(character: str) -> None:
    for at in (0, 7, 20, len(SENTENCE)):
        found = hidden_characters(SENTENCE[:at] + character + SENTENCE[at:])

        assert [(one.start, one.kind, one.name) for one in found] == [(at, *PLANTED[character])]


@given(st.lists(st.tuples(st.integers(0, len(SENTENCE)), st.sampled_from(sorted(PLANTED))), max_size=8))
def test_as_many_are_found_as_were_planted(planted: list[tuple[int, str]]) -> None:
    letters = list(SENTENCE)
    for at, character in sorted(planted, reverse=True):
        letters.insert(at, character)

    assert len(hidden_characters("".join(letters))) == len(planted)


@pytest.mark.parametrize("latin", LOOKALIKES)
def test_a_letter_of_another_script_among_latin_ones_is_found(latin: str) -> None:
    words = "The apex of icy cooperation, exactly."
    for at in (at for at, letter in enumerate(words) if letter == latin):
        found = hidden_characters(words[:at] + LOOKALIKES[latin] + words[at + 1 :])

        assert [(one.start, one.kind) for one in found] == [(at, "lookalike")]
        assert found[0].name == f"Cyrillic letter {LOOKALIKES[latin]} that looks like {latin}"


def test_a_whole_word_of_lookalikes_in_a_latin_line_is_found() -> None:
    assert [one.start for one in hidden_characters("They had to рау for it.")] == [12, 13, 14]


def test_a_latin_letter_in_a_cyrillic_word_is_found() -> None:
    found = hidden_characters("Город Mосква закрыт.")

    assert [(one.start, one.name) for one in found] == [(6, "Latin letter M among letters of another script")]


def test_an_override_is_found_also_in_right_to_left_prose() -> None:
    assert [one.name for one in hidden_characters("הנמל \u202eנסגר")] == ["right-to-left override"]


@pytest.mark.parametrize("words", ORDINARY)
def test_ordinary_writing_of_all_scripts_is_left_in_peace(words: str) -> None:
    assert hidden_characters(words) == ()


def test_in_a_word_without_end_each_is_found_once() -> None:
    found = hidden_characters("a\u200fа" * 1000)

    assert len({one.start for one in found}) == len(found) == 2000


@given(st.text())
def test_any_text_is_looked_through(words: str) -> None:
    found = hidden_characters(words)

    assert [one.start for one in found] == sorted({one.start for one in found})
    assert all(one.name for one in found)
