"""A protected word is found in whatever spelling or coding it tries to leave, and ordinary words are let pass."""

import base64
import io
import json
import random
import re
import unicodedata
import zipfile
from collections.abc import Callable
from urllib.parse import quote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsroom.text.outgoing import ProtectedWord, scan
from newsroom.text.outgoing_layers import folded
from newsroom.text.outgoing_words import LETTER, SCRIPTS_WITHOUT_SPACES, TextWords, WordSearch

NAME = "Annika Żółtowska"
PLAIN = "Annika Zoltowska"
PROTECTED = (ProtectedWord(NAME), ProtectedWord("Żółtowska", "surname"), ProtectedWord("a.zol@mail.example"))
FILLER = "The board met on Friday.\nNobody spoke of it.\n"


def zipped(content: bytes, name: str = "word/document.xml") -> bytes:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(name, content)
    return packed.getvalue()


def in_a_text(words: str) -> bytes:
    return f"{FILLER}So said {words} that night.\n{FILLER}".encode()


CODINGS: dict[str, Callable[[str], bytes]] = {
    "UTF-8": in_a_text,
    "UTF-16 little": lambda name: in_a_text(name).decode().encode("utf-16-le"),
    "UTF-16 big": lambda name: in_a_text(name).decode().encode("utf-16-be"),
    "UTF-16 at an odd byte": lambda name: b"x" + in_a_text(name).decode().encode("utf-16-le"),
    "UTF-16 inside UTF-8": lambda name: FILLER.encode() + f" {name} ".encode("utf-16-le") + FILLER.encode(),
    "composed letters": lambda name: in_a_text(unicodedata.normalize("NFC", name)),
    "letters with marks": lambda name: in_a_text(unicodedata.normalize("NFD", name)),
    "capitals": lambda name: in_a_text(name.upper()),
    "small letters": lambda name: in_a_text(name.lower()),
    "without accents": lambda _: in_a_text(PLAIN),
    "percent signs": lambda name: in_a_text(f"https://x.example/?q={quote(name)}"),
    "every byte in percent": lambda name: in_a_text("".join(f"%{byte:02x}" for byte in name.encode())),
    "decimal references": lambda name: in_a_text("".join(f"&#{ord(sign)};" for sign in name)),
    "hexadecimal references": lambda name: in_a_text("".join(f"&#x{ord(sign):X};" for sign in name)),
    "named references": lambda _: in_a_text("Annika &Zdot;&oacute;&lstrok;towska"),
    "JSON escapes": lambda name: in_a_text(json.dumps(f"\n{name}")),
    "every letter escaped": lambda name: in_a_text("".join(f"\\u{ord(sign):04x}" for sign in name)),
    "percent in references": lambda name: in_a_text(quote(name).replace("%", "&#37;")),
    "base64": lambda name: in_a_text(base64.b64encode(name.encode()).decode()),
    "base64 one in": lambda name: in_a_text(base64.b64encode(f"x{name} y".replace("x", "-")[0:].encode()).decode()),
    "base64 two in": lambda name: in_a_text(base64.b64encode(f"--{name}--".encode()).decode()),
    "base64 for addresses": lambda name: in_a_text(base64.urlsafe_b64encode(f"?{name}>".encode()).decode()),
    "base64 of UTF-16": lambda name: in_a_text(base64.b64encode(name.encode("utf-16-le")).decode()),
    "base64 over lines": lambda name: in_a_text(base64.encodebytes(f"{FILLER * 3} {name} {FILLER}".encode()).decode()),
    "a data address": lambda name: in_a_text(f"data:x;base64,{base64.b64encode(f'{FILLER}{name}.'.encode()).decode()}"),
    "a member of a zip": lambda name: zipped(in_a_text(name)),
    "runs of a document in a zip": lambda name: zipped(
        f"<w:t>{name[:4]}</w:t></w:r><w:r><w:t>{name[4:]}</w:t>".encode()
    ),
    "the name of a member": lambda name: zipped(b"x", f"{name}.txt"),
    "Windows-1250": lambda _: f"{FILLER}Annika Zoltowska é".encode("cp1252"),
    "an address": lambda _: in_a_text("mailto:A.Zol@mail.example?subject=x"),
    "quoted-printable": lambda name: in_a_text("".join(f"={byte:02X}" for byte in name.encode())),
}


@pytest.mark.parametrize("coding", CODINGS)
def test_a_leak_is_caught_in_every_coding(coding: str) -> None:
    assert scan(CODINGS[coding](NAME), protected=PROTECTED)


def disguised(name: str, rng: random.Random) -> str:
    """One of the ways a writer may have typed the name."""
    at = rng.randrange(1, len(name) - 1)
    given, surname = name.split(" ")
    ways: list[Callable[[], str]] = [
        lambda: "".join(rng.choice((sign.upper(), sign.lower())) for sign in name),
        lambda: unicodedata.normalize(rng.choice(("NFC", "NFD", "NFKC", "NFKD")), name),
        lambda: name + rng.choice(("'s", "’s", "'", "’", "ʼs")),
        lambda: name[:at] + rng.choice(("\u00ad", "\u200b", "\u200d", "\u2060", "\ufeff", "\u200e")) + name[at:],
        lambda: name[:at] + rng.choice(("<b>", "<span class='x'>", "<!-- -->", "**", "_", "`")) + name[at:],
        lambda: f"{name[:at]}*{name[at : at + 2]}*{name[at + 2 :]}",
        lambda: name[::-1],
        lambda: rng.choice(
            (f"{surname}, {given}", f"{given}\n{surname}", f"{given}\u00a0{surname}", f"{given}_{surname}")
        ),
        lambda: rng.choice(
            (f"{given}{surname}", f"({given}) {surname}", f"“{given}” {surname}", f"{given[0]}. {surname}")
        ),
        lambda: surname,
        lambda: surname.upper() + "'s",
        lambda: name.translate(str.maketrans("aoi", "аоі")),
        lambda: f"{given} {surname[:3]}-\n{surname[3:]}",
        lambda: f"[{given}](https://x.example) {surname}",
    ]
    words = rng.choice(ways)()
    return words if rng.random() < 0.6 else rng.choice((words.upper(), f"({words})", f"“{words}”", f"{words}."))


@pytest.mark.parametrize("name", ["Annika Żółtowska", "Édouard Lefèvre", "Søren Quistgaard", "Maren Oldrup"])
def test_the_name_is_caught_however_it_was_typed(name: str) -> None:
    rng = random.Random(name)
    given, surname = name.split(" ")
    protected = [ProtectedWord(name), ProtectedWord(f"{surname} {given}"), ProtectedWord(surname, "surname")]
    missed = [
        words for words in (disguised(name, rng) for _ in range(60)) if not scan(in_a_text(words), protected=protected)
    ]
    assert missed == []


CLEAN_WORDS = (
    "annual", "annals", "brownian", "marking", "remark", "oldest", "rudder", "quistery", "board", "harbour",
    "ferry", "council", "Friday", "manner", "mariner", "Annette", "Marenko", "browning", "Lefevres", "Edouardian",
    "pier", "nine", "repair", "cost", "spring", "winter", "county", "treasurer", "minutes", "plan", "lisbon",
    "analysis", "leeway", "alibi", "millie", "Linden", "banner", "cannot", "canny", "Tarn", "Tarnby", "evening",
    "bus", "divers", "engineers",
)  # fmt: skip


def test_clean_stories_raise_few_false_alarms() -> None:
    rng = random.Random(4)
    names = ("Ann", "Li", "Mara Linde", "Browne", "Maren Oldrup", "lee@mail.example", "Al")
    protected = [ProtectedWord(words) for words in names]
    protected += [
        ProtectedWord("Linde", "surname"),
        ProtectedWord("Tarnov", "surname"),
        ProtectedWord("Marsh", "surname"),
    ]
    alarms = 0
    for _ in range(1000):
        words = [rng.choice(CLEAN_WORDS) for _ in range(120)]
        link = f"https://x.example/{rng.getrandbits(160):040x}"
        digest = base64.b64encode(rng.randbytes(32)).decode()
        alarms += bool(
            scan(f"# {' '.join(words[:5])}\n\n{' '.join(words)} {link} {digest}\n".encode(), protected=protected)
        )
    assert alarms <= 20


@pytest.mark.parametrize("words", ["the Annual report", "a mannequin", "Joanna", "annex", "ann", "li", "deli"])
def test_a_short_name_is_not_found_inside_words_or_in_another_case(words: str) -> None:
    assert not scan(in_a_text(words), protected=[ProtectedWord("Ann"), ProtectedWord("Li")])


@pytest.mark.parametrize("words", ["Ann", "ANN", "Ann’s", "(Ann)", "*Ann*", "“Ann”", "_Ann_", "Li.", "Ann2"])
def test_a_short_name_is_found_where_it_stands_as_a_word(words: str) -> None:
    assert scan(in_a_text(words), protected=[ProtectedWord("Ann"), ProtectedWord("Li")])


def test_a_surname_alone_needs_its_capital() -> None:
    brown = [ProtectedWord("Brown", "surname")]
    assert scan(in_a_text("Brown"), protected=brown)
    assert not scan(in_a_text("a brown door"), protected=brown)


@pytest.mark.parametrize(
    ("name", "text"), [("王小明", "据王小明说"), ("Анна Ковальска", "сказала АННА КОВАЛЬСКА вчера")]
)
def test_names_in_other_scripts_are_found(name: str, text: str) -> None:
    assert scan(text.encode(), protected=[ProtectedWord(name)])


def test_a_place_is_told_by_line_and_the_words_before_it_never_by_the_name() -> None:
    hits = scan(f"One.\nTwo.\nIt was {NAME} who called, and then {NAME} again.\n".encode(), protected=PROTECTED)
    assert {hit.line for hit in hits} == {3}
    assert hits[0].near == "It was"
    assert not any("towska" in hit.near.lower() for hit in hits)


def test_a_hidden_place_is_told_with_how_it_was_hidden() -> None:
    (hit,) = scan(CODINGS["base64"](NAME), protected=PROTECTED)
    assert (hit.line, hit.hidden_as) == (3, "in base64")


def test_a_zip_that_cannot_be_looked_into_counts_as_a_place() -> None:
    content = bytearray(zipped(b"harmless " * 400))
    content[60:70] = b"\xff" * 10
    assert scan(bytes(content), protected=PROTECTED)


def test_without_protected_words_nothing_is_found() -> None:
    assert scan(in_a_text(NAME), protected=[]) == ()


LETTERS = "aAbB1 2-_\u00e9з漢ก\u0130\n"
PARTS = st.lists(st.text("aAbB12з漢ก", min_size=1, max_size=3), min_size=1, max_size=3)


@given(st.text(LETTERS, max_size=40), PARTS, st.sampled_from([LETTER, "[A-Za-z]"]))
def test_what_is_passed_over_unread_is_only_what_does_not_stand_there(
    text: str, parts: list[str], letters: str
) -> None:  # fmt: skip
    """The same places as when the word is looked for letter by letter."""
    plain = folded(text)
    before = "" if SCRIPTS_WITHOUT_SPACES.match(parts[0]) else f"(?<!{letters})"
    after = "" if SCRIPTS_WITHOUT_SPACES.match(parts[-1][-1]) else f"(?!{letters})"
    pattern = before + r"[\W_]{0,12}".join(re.escape(part) for part in parts) + after
    search = WordSearch([parts], flags=re.IGNORECASE, letters=letters)
    found = [*search.starts(TextWords(plain, letters=letters))]
    assert found == [match.start() for match in re.finditer(pattern, plain, re.IGNORECASE)]


def test_a_thousand_sealed_files_are_looked_for_at_once() -> None:
    """Nobody waits at the way out: one that stands there is found among all the others."""
    sealed = [ProtectedWord(f"{number:04}-of-the-{number * 7919 % 9973}th-night.pdf") for number in range(1000)]
    assert not scan(FILLER.encode() * 20, protected=sealed)
    (hit,) = scan(f"{FILLER}see {sealed[432].words}\n".encode(), protected=sealed)
    assert (hit.line, hit.near) == (3, "see")
