"""F05 and U19: what leaves is valid by the published schema of CSL-JSON; the RIS files of others are read."""

import json
import random
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from newsroom.domain.package import CitedSource
from newsroom.domain.source_types import SOURCE_TYPES
from newsroom.export.csl import render_csl
from newsroom.importing.csl import read_csl
from newsroom.importing.decode import clean_text
from newsroom.importing.ris import read_ris
from newsroom.tasks.exchange import export_sources
from tests.builders import new_desk, random_words, steady_ids
from tests.newsroom.desk_of_secrets import planted_desk
from tests.shared_material import shared_folder

pytestmark = pytest.mark.conformance


@pytest.fixture
def schema() -> Any:
    read = json.loads((shared_folder() / "conformance" / "csl-data.json").read_text(encoding="utf-8"))
    return jsonschema.validators.validator_for(read)(read)


def random_source(rng: random.Random) -> CitedSource:
    moments = (None, "2025", "2025-07", "2025-07-14", "2025-07-14T10:30:00Z", "soon", "0001-01-01")
    return CitedSource(
        rng.choice(sorted(SOURCE_TYPES)), random_words(rng), publisher=random_words(rng, most=2),
        authors=tuple(random_words(rng, most=3) for _ in range(rng.randint(0, 3))), published=rng.choice(moments),
        url=rng.choice(("", "https://x.example/1", "javascript:1")), language=rng.choice(("", "en", "da")),
        accessed_at=rng.choice(moments),
    )  # fmt: skip


def test_the_sources_of_200_random_stories_are_valid(schema: Any) -> None:
    rng = random.Random(5)
    for _ in range(200):
        content = render_csl([random_source(rng) for _ in range(rng.randint(0, 8))])
        schema.validate(json.loads(content))


def test_the_sources_of_a_desk_are_valid(schema: Any, tmp_path: Path) -> None:
    desk = new_desk(tmp_path / "desk", ids=steady_ids())
    for seed in range(8):
        planted_desk(desk, seed=seed)
    content = export_sources(desk, story_id=None, target=tmp_path / "all.json").path.read_bytes()
    schema.validate(json.loads(content))
    assert len(json.loads(content)) >= 8
    desk.close()


def test_every_type_and_field_the_schema_knows_is_read(schema: Any) -> None:
    properties: dict[str, Any] = schema.schema["items"]["properties"]
    dates = ("accessed", "available-date", "event-date", "issued", "original-date", "submitted")
    for number, csl_type in enumerate(properties["type"]["enum"]):
        record: dict[str, object] = {"id": number, "type": csl_type, "title": "Tides"}
        for name, told in properties.items():
            if name not in ("id", "type", "title", "custom", "categories"):
                is_name = told.get("type") == "array"
                record[name] = (
                    [{"family": "Roe"}] if is_name else {"date-parts": [[2025]]} if name in dates else f"some {name}"
                )
        schema.validate([record])
        read = read_csl(json.dumps([record]).encode())
        assert (read.bad, read.notices) == ((), ())
        assert read.sources[0].fields["authors"] == ("Roe",)
        assert read.sources[0].fields["published"] == "2025"


def test_every_naughty_string_comes_back_as_it_was_from_every_field(schema: Any) -> None:
    strings: list[str] = json.loads((shared_folder() / "corpora" / "blns" / "blns.json").read_text(encoding="utf-8"))
    for words in filter(None, (clean_text(one).text for one in strings)):
        source = CitedSource("news_report", words, publisher=words, authors=(words,), url=words, language=words)
        content = render_csl([source])
        schema.validate(json.loads(content))
        (read,) = read_csl(content).sources
        assert (read.fields["title"], read.fields["authors"], read.fields["url"]) == (words, (words,), words)


COUNTS = {
    "example_basic": 1, "example_bom": 1, "example_empty_tag": 1,
    "example_extraneous_data": 2, "example_full": 2, "example_full_without_whitespace": 2, "example_full_write": 2,
    "example_multi_unknown_tags": 1, "example_single_unknown_tag": 1, "example_starting_newlines": 1,
    "example_urls": 4, "example_utf_chars": 1,
}  # fmt: skip


@pytest.mark.parametrize(("name", "count"), COUNTS.items())
def test_the_ris_files_of_others_are_read_whole(name: str, count: int) -> None:
    read = read_ris((shared_folder() / "conformance" / "ris" / f"{name}.ris").read_bytes())
    assert (len(read.sources), read.bad) == (count, ())
    for source in read.sources:
        assert source.fields["title"]
        assert name == "example_bom" or (source.fields["authors"] and source.fields["published"])


def test_ris_records_without_a_title_are_told_one_by_one() -> None:
    untitled = read_ris((shared_folder() / "conformance" / "ris" / "example_custom_list_tags.ris").read_bytes())
    assert (untitled.sources, len(untitled.bad)) == ((), 1)
    read = read_ris((shared_folder() / "conformance" / "ris" / "example_multiline.ris").read_bytes())
    assert (read.sources, [bad.number for bad in read.bad]) == ((), [1, 2, 3])
