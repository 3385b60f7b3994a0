"""``scan``: what a text shows, as JSON for other programs and as lines for people; without any desk."""

import hashlib
import json
import os
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.journeys.command_line import ARTICLE, BODY, QUOTE, RUMOUR, as_process, done, newsroom, refused, written

SHAPES = {
    "quotes": {"start", "end", "text", "type", "speaker", "speaker_start", "speaker_end", "speaker_state", "cue",
               "outlet", "said_on", "outlet_state"},
    "sources": {"name", "type", "said_on", "start", "end"},
    "claims": {"start", "end", "text", "kind", "strength"},
    "flags": {"code", "start", "end", "message"},
}  # fmt: skip


def scanned(path: Path) -> dict[str, Any]:
    return done("scan", path, "--json").json


def test_the_json_has_the_agreed_shape(tmp_path: Path) -> None:
    file = written(tmp_path / "pier.md", ARTICLE)
    found = scanned(file)
    assert found["file"] == str(file)
    assert found["sha256"] == hashlib.sha256(file.read_bytes()).hexdigest()
    for kind, names in SHAPES.items():
        assert found[kind], kind
        assert all(names <= set(one) for one in found[kind]), kind


@pytest.mark.parametrize("name", ["pier.md", "pier.txt"])
@pytest.mark.parametrize("opening", ["", "---\nheadline: Ærø 🛳️\n---\n\n", "---\nslug: a\n---\n", "\n\n"])
def test_offsets_are_code_points_into_the_decoded_file(name: str, opening: str, tmp_path: Path) -> None:
    file = written(tmp_path / name, opening + BODY)
    decoded = file.read_text(encoding="utf-8")
    found = scanned(file)
    assert [quote["text"] for quote in found["quotes"]] == [QUOTE]
    for kind in ("quotes", "claims"):
        assert all(decoded[one["start"] : one["end"]] == one["text"] for one in found[kind]), kind
    for source in found["sources"]:
        assert decoded[source["start"] : source["end"]] == source["name"]
    (quote,) = found["quotes"]
    assert decoded[quote["speaker_start"] : quote["speaker_end"]] == quote["speaker"] == "Ada Roe"
    rumour = next(flag for flag in found["flags"] if flag["code"] == "RUMOUR")
    assert decoded[rumour["start"] : rumour["end"]] == RUMOUR
    # People are told the same place.
    assert f"quote   {quote['start']:>6}" in done("scan", file).out


def test_offsets_of_a_file_from_windows_are_those_of_its_text_with_line_feeds(tmp_path: Path) -> None:
    file = written(tmp_path / "pier.txt", b"\xef\xbb\xbf" + BODY.replace("\n", "\r\n").encode())
    decoded = file.read_text(encoding="utf-8-sig")
    (quote,) = scanned(file)["quotes"]
    assert decoded[quote["start"] : quote["end"]] == QUOTE


def test_a_folder_is_one_object_a_line_and_what_cannot_be_read_is_told_among_them(tmp_path: Path) -> None:
    written(tmp_path / "in" / "a.txt", BODY)
    written(tmp_path / "in" / "b.txt", bytes(range(256)) * 4)
    written(tmp_path / "in" / "c.md", "---\nheadline: [\n---\n\nWords.\n")
    written(tmp_path / "in" / "deeper" / "d.md", ARTICLE)
    written(tmp_path / "in" / "e.txt", "")
    written(tmp_path / "in" / "photo.raw", b"raw")
    lines = [json.loads(line) for line in done("scan", tmp_path / "in", "--json").out.splitlines()]
    names = {Path(line["file"]).name: line for line in lines}
    assert set(names) == {"a.txt", "b.txt", "c.md", "d.md", "e.txt"}
    assert [name for name, line in sorted(names.items()) if "error" in line] == ["b.txt", "c.md"]
    assert set(names["c.md"]) == {"file", "error"}
    assert "front matter" in names["c.md"]["error"]
    assert [quote["text"] for quote in names["d.md"]["quotes"]] == [QUOTE]
    assert names["e.txt"]["quotes"] == []
    in_words = done("scan", tmp_path / "in").out
    assert [line for line in in_words.splitlines() if line.startswith(str(tmp_path))] == [
        str(tmp_path / "in" / name) for name in ("a.txt", "b.txt", "c.md", "deeper/d.md", "e.txt")
    ]
    assert "front matter" in in_words and in_words.count("— Ada Roe") == 2 and "{" not in in_words


def test_a_folder_without_a_text_says_so(tmp_path: Path) -> None:
    assert "holds no .txt or .md file" in refused("scan", tmp_path)


def test_a_scan_needs_no_desk_and_makes_none(tmp_path: Path, own_home: Path) -> None:
    file = written(tmp_path / "pier.md", ARTICLE)
    done("scan", file)
    assert newsroom("--desk", tmp_path / "nowhere", "scan", file).code == 0
    assert [path.name for path in tmp_path.iterdir()] == ["pier.md"]
    assert not (own_home / "newsroom").exists()


@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="there every file name is Unicode")
def test_a_file_name_that_is_no_unicode_is_read_and_kept(tmp_path: Path) -> None:
    name = os.fsdecode(b"pi\xe9r.txt")
    file = written(tmp_path / name, BODY)
    assert scanned(file)["file"] == str(file)
    done("import", file, desk=tmp_path / "desk")
    done("source", "add", "pi-r", file, desk=tmp_path / "desk")
    done("verify", desk=tmp_path / "desk")


def test_an_output_that_knows_only_ascii_gets_json_that_says_the_same(tmp_path: Path) -> None:
    file = written(tmp_path / "pier.md", ARTICLE)
    narrow = {"PYTHONIOENCODING": "ascii", "PYTHONUTF8": "0"}
    as_json = as_process("scan", file, "--json", environment=narrow)
    assert as_json.returncode == 0, as_json.stderr
    assert json.loads(as_json.stdout.decode("ascii")) == scanned(file)
    in_words = as_process("scan", file, environment=narrow)
    assert in_words.returncode == 0, in_words.stderr
    assert b"\\u201cWe have a plan" in in_words.stdout
