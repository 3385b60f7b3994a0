"""``newsroom sources import|export|list`` and ``newsroom search``, as they are used."""

import json
from pathlib import Path

from tests.journeys.command_line import COURIER_PAGE, SLUG, desk_with_article, done, refused, written

ZOTERO = json.dumps(
    [
        {"id": "a", "type": "article-newspaper", "title": "Lamps in the shed", "container-title": "Weirside Review",
         "author": [{"family": "Quist", "given": "Nell"}], "issued": {"date-parts": [["2025", 5]]},
         "URL": "https://review.example/lamps"},
        {"id": "b", "type": "dataset", "title": "Planks counted", "publisher": "Harbour Board"},
        {"id": "c", "type": "book"},
    ]
)  # fmt: skip


def test_a_list_comes_in_is_looked_through_and_goes_out_again(tmp_path: Path) -> None:
    desk = desk_with_article(tmp_path)
    lists = written(tmp_path / "zotero.json", ZOTERO)
    out = done("sources", "import", lists, "--story", SLUG, desk=desk).out
    assert "2 sources brought in, 0 known already." in out
    assert "Record 3 was left out: It has neither a title nor an address" in out
    again = done("sources", "import", lists, "--json", desk=desk).json
    assert (len(again["made"]), len(again["known"]), again["bad"][0]["number"]) == (0, 2, 3)

    datasets = done("sources", "list", "--type", "dataset", "--json", desk=desk).json
    assert [source["title"] for source in datasets] == ["Planks counted"]
    assert datasets[0]["to_confirm"] == ["type"]
    in_story = done("sources", "list", "--story", SLUG, desk=desk).out
    assert "Weirside Review · 2025-05 · https://review.example/lamps" in in_story
    assert "No source like that." in done("sources", "list", "--text", "walrus", desk=desk).out

    target = tmp_path / "out" / "sources.json"
    written_out = done("sources", "export", SLUG, "--out", target, desk=desk).out
    records = json.loads(target.read_text(encoding="utf-8"))
    assert f"{len(records)} sources written to {target}" in written_out
    assert {"Lamps in the shed", "Planks counted"} <= {record["title"] for record in records}
    assert "2 are proposals not taken yet" in written_out and "their terms" not in written_out
    assert "already there" in refused("sources", "export", "--out", target, desk=desk)
    assert done("sources", "export", "--out", tmp_path / "all.json", "--json", desk=desk).json["sources"] >= 2


def test_a_source_is_listed_by_the_words_of_its_saved_copy(tmp_path: Path) -> None:
    desk = desk_with_article(tmp_path)
    done("source", "add", SLUG, written(tmp_path / "page.html", COURIER_PAGE), desk=desk)
    listed = done("sources", "list", "--text", "fishermen chain", "--story", SLUG, "--json", desk=desk).json
    assert [source["publisher"] for source in listed] == ["Tarnby Courier"]


def test_search_explains_itself_and_shows_where_each_hit_lies(tmp_path: Path) -> None:
    desk = desk_with_article(tmp_path)
    done("source", "add", SLUG, written(tmp_path / "page.html", COURIER_PAGE), desk=desk)
    out = done("search", "lamps", "carried", desk=desk).out
    assert out.startswith("Looks for “lamps” and a word that begins with “carried”;")
    assert "saved copy" in out
    assert "the lamps were carried into the shed" in " ".join(out.split())
    found = done("search", "pier", "--kind", "story", "--kind", "draft", "--story", SLUG, "--json", desk=desk).json
    assert {hit["kind"] for hit in found["hits"]} == {"story", "draft"}
    assert found["hits"][0]["title"] == "The pier stays shut"
    assert f"text in {SLUG}" in done("search", "--newest", "type:draft rumours", desk=desk).out
    assert "Nothing was found." in done("search", "pier", "type:note", desk=desk).out
    assert "Nothing was found." in done("search", "pier -the type:draft", desk=desk).out
    assert "Type a word to look for." in done("search", "—", desk=desk).out


def test_wrong_words_are_answered_in_a_sentence(tmp_path: Path) -> None:
    desk = desk_with_article(tmp_path)
    assert "cannot be read" in refused("sources", "import", tmp_path / "none.json", desk=desk)
    assert "no source that can be used" in refused("sources", "import", written(tmp_path / "a.json", "[]"), desk=desk)
    assert "CSL JSON" in refused("sources", "import", written(tmp_path / "a.doc", "x"), desk=desk)
    assert "no story" in refused("search", "pier", "--story", "nowhere", desk=desk)
    assert "no story" in refused("sources", "export", "nowhere", "--out", tmp_path / "b.json", desk=desk)
