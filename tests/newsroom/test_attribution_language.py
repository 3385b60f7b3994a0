"""A language is a file of word lists: with other words the same rules find quotations and speakers."""

from dataclasses import replace

import pytest

from newsroom.text.attribution import find_in_language
from newsroom.text.language.base import Language
from newsroom.text.language.en import ENGLISH
from newsroom.text.language.words import word_set


def german() -> Language:
    """A few words of German, as a file for it would hold them."""
    speech = replace(
        ENGLISH.speech,
        finite=word_set("sagte sagt sagen erklärte erklärt fragte fragt nannte"),
        inverting=word_set("sagte sagt erklärte erklärt fragte fragt"),
        addressing=word_set("fragte fragt nannte"),
        asking=word_set("fragte fragt"),
        calling=word_set("nannte"),
        according=("laut",),
    )
    grammar = replace(
        ENGLISH.grammar,
        determiners=word_set("der die das den dem ein eine einen"),
        articles=word_set("der die das ein eine"),
        pronouns={"er": "m", "sie": "f", "es": "n", "ich": "s"},
    )
    naming = replace(
        ENGLISH.naming,
        roles=word_set("bürgermeisterin bürgermeister trainer sprecher"),
        titles={"herr": "m", "frau": "f"},
        first_names={"ada": "f", "bo": "m"},
    )
    return replace(ENGLISH, code="de", speech=speech, grammar=grammar, naming=naming)


@pytest.mark.parametrize(
    ("text", "speaker", "cue"),
    [
        ("„Es leckt“, sagte Ada Rowntree.", "Ada Rowntree", "sagte"),
        ("Ada Rowntree erklärte: „Es leckt.“", "Ada Rowntree", "erklärte"),
        ("Ada Rowntree kam spät. „Es leckt“, sagte sie.", "Ada Rowntree", "sagte"),
        ("„Es leckt“, sagte der Sprecher.", "der Sprecher", "sagte"),
        ("»Es leckt«, erklärte Frau Rowntree.", "Frau Rowntree", "erklärte"),
    ],
)
def test_another_language_needs_other_words_and_no_other_rules(text: str, speaker: str, cue: str) -> None:
    (quote,) = find_in_language(text, known_names=(), language=german())
    assert (quote.type, quote.speaker, quote.speaker_state, quote.cue) == ("direct", speaker, "explicit", cue)


def test_the_words_of_one_language_say_nothing_in_another() -> None:
    (quote,) = find_in_language("„Es leckt“, sagte Ada Rowntree.", known_names=(), language=ENGLISH)
    assert quote.speaker_state != "explicit"
