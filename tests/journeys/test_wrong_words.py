"""What cannot be done is said in one sentence with what to do, and with the exit code the help names."""

import os
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

import main
from newsroom.desk.desk import Desk
from newsroom.domain.ids import Ids
from newsroom.storage.opening import open_archive
from tests.builders import add_story
from tests.journeys.command_line import (
    ARTICLE,
    BODY,
    CLOSURE,
    SLUG,
    claims_of,
    desk_with_article,
    done,
    refused,
    written,
)


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One desk for all tests of this file: none of them may change it."""
    return desk_with_article(tmp_path_factory.mktemp("desk"))


def listing(folder: Path) -> dict[str, bytes]:
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.mark.parametrize("words", [("import",), ("scan",), ("source", "add", SLUG)])
def test_a_file_that_is_not_there_or_is_a_folder_is_named(words: tuple[str, ...], desk: Path, tmp_path: Path) -> None:
    missing, folder = tmp_path / "missing.txt", tmp_path / "folder"
    folder.mkdir()
    assert str(missing) in refused(*words, missing, desk=desk)
    assert str(folder) in refused(*words, folder, desk=desk)


@pytest.mark.parametrize(
    "content",
    [bytes(range(256)) * 8, b"\x00" * 500, Path(sys.executable).read_bytes()[:100_000], b"\x89PNG\r\n\x1a\n123"],
    ids=["all bytes", "zeros", "a program", "a picture"],
)
def test_a_file_of_bytes_that_are_no_text_is_not_brought_in(content: bytes, tmp_path: Path) -> None:
    binary = written(tmp_path / "ledger.txt", content)
    assert "“ledger.txt”" in refused("import", binary, desk=tmp_path / "desk")
    assert "“ledger.txt”" in refused("scan", binary)
    assert not (tmp_path / "desk").exists()


def test_a_file_without_words_is_not_brought_in(tmp_path: Path) -> None:
    for name, content in (("empty.txt", ""), ("blank.md", " \n\n\t\n")):
        assert "holds no words" in refused("import", written(tmp_path / name, content), desk=tmp_path / "desk")
    assert not (tmp_path / "desk").exists()


def test_a_file_of_another_kind_is_pointed_to_source_add(tmp_path: Path) -> None:
    for name in ("report.pdf", "report.docx", "report.html"):
        told = refused("import", written(tmp_path / name, "x"), desk=tmp_path / "desk")
        assert "as a source" in told


@pytest.mark.parametrize(
    ("content", "notice"),
    [
        (BODY.replace("\n", "\r\n").encode(), "CRLF"),
        (BODY.encode("utf-16"), "UTF-16"),
        (BODY.replace("“", '"').replace("”", '"').replace("cuts", "coupés").encode("latin-1"), "Windows-1252"),
        (BODY.replace("pier", "pi\0er", 1).encode(), "1 NUL character"),
        (b"\xef\xbb\xbf" + BODY.encode(), ""),
    ],
    ids=["crlf", "utf-16", "latin-1", "nul", "byte order mark"],
)
def test_odd_encodings_come_in_with_a_notice(content: bytes, notice: str, tmp_path: Path) -> None:
    file = written(tmp_path / "pier.txt", content)
    desk = tmp_path / "desk"
    told = done("import", file, "--json", desk=desk).json
    assert len(told["notices"]) == bool(notice)
    assert notice in "".join(told["notices"])
    text = done("show", told["slug"], "--text", desk=desk).out
    assert "\r" not in text
    assert text.count("\n") == BODY.count("\n")
    assert (f"Note: {told['notices'][0]}" in done("scan", file).out) if notice else text == BODY


@pytest.mark.parametrize(
    "words",
    [
        ("show", "{}"), ("check", "{}"), ("proposals", "{}"), ("claims", "list", "{}"),
        ("export", "{}", "--format", "html", "--out", "out"), ("claim", "add", "{}", "--text", "x"),
        ("source", "add", "{}", "https://tarnby.example/a"), ("evidence", "add", "{}", "x"),
        ("source", "derive", "{}", "x"),
    ],
)  # fmt: skip
@pytest.mark.parametrize("name", ["zzzzzz", "", "no such story", "%", "' OR 1=1 --"])
def test_a_record_nobody_knows_is_named(words: tuple[str, ...], name: str, desk: Path) -> None:
    told = refused(*(word.format(name) for word in words), desk=desk)
    assert f"'{name}'" in told
    assert "on this desk" in told


def test_evidence_from_an_unknown_source_and_a_copy_for_one_are_refused(desk: Path, tmp_path: Path) -> None:
    claim, *_ = claims_of(desk)
    assert "no source 'zzzzzz'" in refused("evidence", "add", claim["id"], "zzzzzz", desk=desk)
    note = written(tmp_path / "note.txt", "A note.")
    assert "no source 'zzzzzz'" in refused("source", "add", SLUG, note, "--for", "zzzzzz", desk=desk)
    assert "no address of a page" in refused("source", "add", SLUG, "https://", desk=desk)


def test_an_end_of_an_id_that_several_stories_share_asks_for_more(tmp_path: Path) -> None:
    clock = iter(datetime(2025, 5, 3, tzinfo=UTC) + timedelta(days=day) for day in range(100))
    alike = Desk(open_archive(tmp_path / "desk", create=True, ids=Ids(lambda: next(clock), lambda size: bytes(size))))
    stories = [alike.run("Write", add_story, slug=f"ferry-{number}").value[0] for number in range(2)]
    alike.close()
    assert stories[0].id[-6:] == stories[1].id[-6:]

    told = refused("show", stories[0].id[-6:], desk=tmp_path / "desk")
    assert "More than one story answers" in told
    assert stories[1].id in done("show", stories[1].id, "--json", desk=tmp_path / "desk").out


@pytest.mark.parametrize(
    ("words", "told"), [("The bridge is shut.", "does not contain"), ("pier", "more than once"), ("", "not contain")]
)
def test_words_that_are_not_in_the_draft_once_make_no_claim(words: str, told: str, tmp_path: Path) -> None:
    text = "The pier is shut. The pier is dark.\n"
    done("import", written(tmp_path / "note.txt", text), desk=tmp_path / "desk")
    assert told in refused("claim", "add", "note", "--text", words, desk=tmp_path / "desk")


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (("claim", "add", SLUG, "--text", CLOSURE, "--about", "yesterday"), "'yesterday' is no date"),
        (("claim", "add", SLUG, "--text", CLOSURE, "--about", "2025-13"), "'2025-13' is no date"),
        (("claim", "add", SLUG, "--text", CLOSURE, "--ttl", "-1"), "--ttl"),
        (("claim", "add", SLUG, "--text", CLOSURE, "--ttl", "9" * 30), "--ttl"),
        (("claim", "add", SLUG, "--text", CLOSURE, "--kind", "hunch"), "'hunch'"),
        (("source", "add", SLUG, "https://tarnby.example/a", "--published", "May"), "'May' is no date"),
        # A year does not say when an embargo ends.
        (("source", "add", SLUG, "https://tarnby.example/a", "--embargo", "2025"), "'2025' is no time"),
        (("evidence", "add", "zzzzzz", "zzzzzz", "--as-of", "2025-02-30"), "'2025-02-30' is no date"),
        (("evidence", "add", "zzzzzz", "zzzzzz", "--stance", "maybe"), "'maybe'"),
        (("export", SLUG, "--format", "docx", "--out", "out"), "'docx'"),
        (("check", SLUG, "--profile", "strict"), "There is no house profile 'strict'"),
        (("check", SLUG, "--profile", "../../etc/passwd"), "There is no house profile"),
        (("restore", "2020"), "There is no backup '2020'"),
        (("fly",), "fly"),
        (("list", "--quick"), "--quick"),
        (("show",), "STORY"),
    ],
)  # fmt: skip
def test_a_word_that_cannot_be_used_is_named(words: tuple[str, ...], told: str, desk: Path) -> None:
    before = listing(desk)
    assert told in refused(*words, desk=desk)
    assert listing(desk) == before


@pytest.mark.parametrize("command", ["list", "show", "check", "verify", "import", "claims list", "backup", "proposals"])
def test_a_path_that_is_no_desk_stays_as_it_is(command: str, tmp_path: Path) -> None:
    article = written(tmp_path / "pier.md", ARTICLE)
    rest = {"import": [article], "list": [], "verify": [], "backup": []}.get(command, [SLUG])
    foreign = written(tmp_path / "photos" / "pier.raw", b"raw").parent
    file = written(tmp_path / "notes.txt", "notes")

    assert "is not a desk" in refused(*command.split(), *rest, desk=foreign)
    assert "is a file, not a desk folder" in refused(*command.split(), *rest, desk=file)
    if command != "import":
        assert "There is no desk" in refused(*command.split(), *rest, desk=tmp_path / "nowhere")
    assert listing(foreign) == {"pier.raw": b"raw"}
    assert file.read_text() == "notes"
    assert not (tmp_path / "nowhere").exists()


def test_a_folder_without_a_desk_has_no_backups_to_list(tmp_path: Path) -> None:
    assert "There is no desk" in refused("backup", "--list", desk=tmp_path / "nowhere")


def test_an_archive_of_another_program_is_trouble_with_the_archive(tmp_path: Path) -> None:
    written(tmp_path / "desk" / "archive.sqlite", b"SQLite format 3\0" + bytes(200))
    refused("list", desk=tmp_path / "desk", code=5)
    assert listing(tmp_path / "desk") == {"archive.sqlite": b"SQLite format 3\0" + bytes(200)}


@pytest.mark.parametrize("words", [("export", SLUG, "--format", "html", "--draft"), ("demo",)])
def test_an_output_that_cannot_be_a_folder_is_named_and_nothing_is_written(
    words: tuple[str, ...], desk: Path, tmp_path: Path
) -> None:
    file = written(tmp_path / "out", "notes")
    for out in (file, file / "below"):
        told = refused(*words, "--out", out, desk=None if words == ("demo",) else desk)
        assert str(out) in told
        assert "--out" in told
    assert file.read_text() == "notes"


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write everywhere")
def test_an_output_that_may_not_be_written_is_named(desk: Path, tmp_path: Path) -> None:
    locked = tmp_path / "locked"
    locked.mkdir(mode=0o500)
    for out in (locked, locked / "below"):
        assert str(out) in refused("export", SLUG, "--format", "html", "--draft", "--out", out, desk=desk)


def test_a_file_in_the_place_of_an_export_is_left_alone(desk: Path, tmp_path: Path) -> None:
    made = Path(
        done("export", SLUG, "--format", "html", "--draft", "--out", tmp_path, "--json", desk=desk).json["file"]
    )
    made.write_text("somebody else's words")
    assert str(made) in refused("export", SLUG, "--format", "html", "--draft", "--out", tmp_path, desk=desk)
    assert made.read_text() == "somebody else's words"


@pytest.mark.parametrize(
    ("content", "told"),
    [
        ("desk: [", "cannot be read"), ("- desk", "name: value"), ("colour: blue", "'colour'"),
        ("link_outlets: maybe", "must be true or false"), (b"\xff\xfe\xff", "cannot be read"),
    ],
)  # fmt: skip
def test_damaged_settings_are_named_with_their_file(content: str | bytes, told: str, own_home: Path) -> None:
    settings = written(own_home / "newsroom" / "settings.yml", content)
    message = refused("list")
    assert told in message
    assert str(settings) in message


@pytest.mark.parametrize("content", ["weights: [", "nonsense", "name: mine\nweights:\n  NO_BYLINE: shout\n"])
def test_a_damaged_profile_is_refused(content: str, own_home: Path, desk: Path) -> None:
    written(own_home / "newsroom" / "profiles" / "mine.yml", content)
    refused("check", SLUG, "--profile", "mine", desk=desk)


def test_every_command_helps_and_takes_the_desk() -> None:
    groups = {"source": ("add", "derive"), "claim": ("add",), "evidence": ("add",), "claims": ("list",)}
    alone = ("scan", "import", "list", "show", "check", "export", "backup", "restore", "verify", "salvage", "proposals")
    top = done("--help").out
    for command in (*((name,) for name in alone), *((name, verb) for name, verbs in groups.items() for verb in verbs)):
        assert f"\n  {command[0]} " in top
        assert "--desk PATH" in done(*command, "--help").out
    assert "--out PATH" in done("demo", "--help").out
    assert all(f"\n    {code}  " in top for code in range(6))


def test_a_break_from_the_keyboard_leaves_without_a_traceback(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def interrupted(path: Path) -> bytes:
        del path
        raise KeyboardInterrupt

    article = written(tmp_path / "pier.md", ARTICLE)
    monkeypatch.setattr(Path, "read_bytes", interrupted)
    assert "Stopped" in refused("scan", article)


def test_a_fault_of_the_program_is_said_in_words_and_shown_on_request(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def burst(arguments: list[str]) -> int:
        raise ZeroDivisionError(arguments)

    monkeypatch.setattr("newsroom.cli.run", burst)
    assert main.main(["list"]) == 6
    assert "Traceback" not in capsys.readouterr().err

    monkeypatch.setenv("NEWSROOM_TRACE", "1")
    assert main.main(["list"]) == 6
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_a_story_with_nothing_beside_its_words_is_shown_without_empty_headings(tmp_path: Path) -> None:
    desk = tmp_path / "desk"
    done("import", written(tmp_path / "short.txt", "Hello there.\n"), desk=desk)
    (story,) = done("list", "--json", desk=desk).json
    shown = done("show", story["id"], desk=desk).out
    assert "0 sources" in shown
    assert not {"Sources", "Quotes", "Claims"} & set(shown.splitlines())
