"""What people read has the words of the trade, what programs read is strict JSON (ux.md section 4)."""

import json
import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import UnionType
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest

from newsroom.domain.kinds import RECORD_TYPES, field_types
from tests.journeys.command_line import Ran, done, newsroom

CAPITAL_FLAG = re.compile(r"\b[A-Z]{2,}_[A-Z]")
# "A" is a word as well, but not at the end of a phrase.
LETTER_GRADE = re.compile(r"(?<![\w.’'])(?:[B-F](?![\w.’'])|A(?=\s*(?:[.,;:)·]|$)))", re.MULTILINE)
LOOSE_VALUE = re.compile(r"\b(?:None|True|False|NaN|nan|b'|b\")")


def values_with_underscores() -> frozenset[str]:
    """Every stored word of several parts: nobody says ``no_position`` aloud."""
    found = {word for kind in RECORD_TYPES for one in field_types(kind).values() for word in words_of(one)}
    return frozenset(word for word in found if "_" in word)


def words_of(annotation: Any) -> Iterator[str]:
    if get_origin(annotation) is Literal:
        yield from (word for word in get_args(annotation) if isinstance(word, str))
    elif get_origin(annotation) in (Union, UnionType, Annotated, tuple):
        for inner in get_args(annotation):
            yield from words_of(inner)


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Ran]:
    """The folder of the sample, which has every level but two, and what making it printed."""
    folder = tmp_path_factory.mktemp("sample")
    return folder, done("demo", "--out", folder)


@pytest.fixture(scope="module")
def printed(sample: tuple[Path, Ran]) -> Mapping[str, str]:
    """Command → what people read of it."""
    folder, demo = sample
    desk, story = folder / "desk", "lantern-quay-second-season"
    claim, *_ = done("claims", "list", story, "--json", desk=desk).json
    sources = done("show", story, "--json", desk=desk).json["sources"]
    commands: Mapping[str, tuple[object, ...]] = {
        "list": ("list",), "show": ("show", story), "claims list": ("claims", "list", story),
        "check": ("check", story), "check full": ("check", story, "--profile", "full"),
        "check pair": ("check", story, "--profile", "pair"), "proposals": ("proposals", story),
        "scan": ("scan", next(path for path in folder.glob("*.md") if "report" not in path.name)),
        "verify": ("verify",), "backup": ("backup",), "backups": ("backup", "--list"),
        "source add": ("source", "add", story, "https://slateledger.example/b", "--type", "own_story"),
        "derive": ("source", "derive", sources[0]["id"], sources[-1]["id"], "--kind", "responds_to"),
        "evidence add": ("evidence", "add", claim["id"], sources[0]["id"], "--stance", "no_position"),
        "export refused": ("export", story, "--format", "html", "--out", folder / "again"),
        "export": ("export", story, "--format", "html", "--out", folder / "again", "--draft"),
        "restore": ("restore",),
    }  # fmt: skip
    ran = {name: newsroom(*words, desk=desk) for name, words in commands.items()}
    (report,) = folder.glob("*-report.md")
    return {"demo": demo.out, "report": report.read_text(encoding="utf-8")} | {
        name: one.out + one.err for name, one in ran.items()
    }


def test_there_is_something_to_read(printed: Mapping[str, str]) -> None:
    assert not [name for name, words in printed.items() if not words.strip()]
    assert not [name for name, words in printed.items() if "Usage:" in words]


def test_no_capital_flag_stands_in_what_people_read(printed: Mapping[str, str]) -> None:
    assert not {name: found for name, words in printed.items() if (found := CAPITAL_FLAG.findall(words))}


def test_no_stored_word_with_an_underscore_stands_in_what_people_read(printed: Mapping[str, str]) -> None:
    stored = values_with_underscores()
    assert {"no_position", "not_ratable", "trade_report", "unmarked_edit", "on_record"} <= stored
    found = {
        name: sorted(word for word in stored if re.search(rf"(?<![\w/-]){word}(?![\w-])", words))
        for name, words in printed.items()
    }
    assert not {name: words for name, words in found.items() if words}


def test_no_letter_grade_stands_alone_and_no_value_of_the_language(printed: Mapping[str, str]) -> None:
    assert not {name: found for name, words in printed.items() if (found := LETTER_GRADE.findall(words))}
    assert not {name: found for name, words in printed.items() if (found := LOOSE_VALUE.findall(words))}


def test_each_level_stands_with_its_mark_before_its_word(printed: Mapping[str, str]) -> None:
    for level in ("○ unsourced", "◔ low", "◑ moderate", "◕ high", "● confirmed", "▲ disputed"):
        assert level in printed["claims list"]
        assert level in printed["report"]
    assert "somebody would not say" in printed["claims list"]


@pytest.mark.parametrize(
    "words",
    [
        ("list",), ("show", "{}"), ("claims", "list", "{}"), ("check", "{}"), ("proposals", "{}"), ("verify",),
        ("backup", "--list"), ("backup",), ("export", "{}", "--format", "markdown", "--draft", "--out", "{out}"),
        ("restore",),
    ],
    ids=" ".join,
)  # fmt: skip
def test_what_programs_read_is_strict_json_and_nothing_beside_it(
    words: tuple[str, ...], sample: tuple[Path, Ran], tmp_path: Path
) -> None:
    folder, _ = sample
    filled = [word.format("lantern-quay-second-season", out=tmp_path) for word in words]
    ran = newsroom(*filled, "--json", desk=folder / "desk")
    # Reading it refuses NaN and Infinity; bytes would have stopped it before.
    assert isinstance(ran.json, list | dict)
    assert json.dumps(ran.json, allow_nan=False)
    assert ran.err == ""
