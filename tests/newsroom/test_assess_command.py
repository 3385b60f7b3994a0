"""``newsroom assess``: levels for claims and evidence from elsewhere, and what a file may get wrong."""

import json
from dataclasses import asdict
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from newsroom.cli import newsroom
from tests.newsroom.test_confidence import EXAMPLES

OUTLET = {"id": "outlet", "origin": "trade-a"}


def run(folder: Path, content: object, *options: str) -> Result:
    path = folder / "claims.json"
    path.write_bytes(content if isinstance(content, bytes) else json.dumps(content).encode())
    return CliRunner().invoke(newsroom, ["assess", str(path), *options])


def assessed(folder: Path, content: object, *, code: int = 0) -> dict[str, Any]:
    result = run(folder, content, "--json")
    assert result.exit_code == code, result.output
    return json.loads(result.stdout)


@pytest.mark.parametrize("example", EXAMPLES, ids=[str(example[0]) for example in EXAMPLES])
def test_every_worked_example_comes_out_through_the_command(example: Any, tmp_path: Path) -> None:
    number, claim, today, evidence, level, flags = example
    items = [json.loads(json.dumps(asdict(item), default=str)) for item in evidence]
    found = assessed(
        tmp_path, {"today": str(today), "claims": [{"id": str(number), **asdict(claim), "evidence": items}]}
    )
    (one,) = found["claims"]
    assert (one["id"], one["level"], one["flags"]) == (str(number), level, sorted(flags.split()))
    assert one["reasons"] and found["errors"] == found["notes"] == []
    assert one["cap"] or level == "confirmed"


def test_one_claim_may_stand_alone_and_a_list_without_a_frame(tmp_path: Path) -> None:
    alone = assessed(tmp_path, {"id": "renewal", "today": "2025-10-05", "evidence": [OUTLET]})
    assert (alone["today"], alone["claims"][0]["id"], alone["claims"][0]["level"]) == (
        "2025-10-05", "renewal", "moderate",
    )  # fmt: skip
    listed = assessed(tmp_path, [{"evidence": [OUTLET]}, {}])
    assert [(one["id"], one["level"]) for one in listed["claims"]] == [
        ("claim 1", "moderate"),
        ("claim 2", "unsourced"),
    ]


def test_every_wrong_field_is_named_with_its_place_and_what_is_allowed(tmp_path: Path) -> None:
    wrong = {
        "origin": 7, "stance": "maybe", "authority": "blog", "terms": "deep", "reliability": "G", "firsthand": 1,
        "inspected": "yes", "as_of": "2025-13-01", "embargo_until": "tomorrow", "retracted": None, "own": [],
    }  # fmt: skip
    found = assessed(tmp_path, {
        "today": "someday",
        "claims": [
            {"kind": "guess", "ttl_days": -1, "quote_match": "near", "evidence": [OUTLET]},
            {"ttl_days": True, "evidence": {}},
            {"id": "good", "evidence": [wrong, "x", OUTLET, {"id": "b"}]},
        ],
    })  # fmt: skip
    told = {one["where"]: one["message"] for one in found["errors"]}
    assert told.keys() == {
        "today", "claims[0].kind", "claims[0].ttl_days", "claims[0].quote_match", "claims[1].ttl_days",
        "claims[1].evidence", "claims[2].evidence[1]", "claims[2].evidence[3].origin",
        *(f"claims[2].evidence[0].{name}" for name in wrong),
    }  # fmt: skip
    assert "fact, speech, absence" in told["claims[0].kind"]
    assert "A, B, C, D, E, F" in told["claims[2].evidence[0].reliability"]
    assert "true or false" in told["claims[2].evidence[0].firsthand"]
    assert "2025-10-05" in told["claims[2].evidence[0].as_of"]
    (good,) = found["claims"]
    assert (good["id"], good["level"]) == ("good", "moderate")
    assert good["left_out"] == ["claims[2].evidence[0]", "claims[2].evidence[1]", "claims[2].evidence[3]"]


def test_what_is_not_known_is_told_and_passed_over(tmp_path: Path) -> None:
    text = b'{"note": 1, "claims": [{"evidence": [{"origin": "a", "weight": 3, "own": true, "own": false}]}]}'
    found = assessed(tmp_path, text)
    assert found["errors"] == []
    assert [one["where"] for one in found["notes"]] == ['"own"', "note", "claims[0].evidence[0].weight"]
    assert found["claims"][0]["level"] == "moderate"


def test_people_read_level_reasons_and_what_was_left_out(tmp_path: Path) -> None:
    result = run(tmp_path, {"claims": [{"id": "renewal", "evidence": [OUTLET, {"origin": "b", "stance": "?"}]}]})
    assert result.exit_code == 0
    assert "moderate  renewal" in result.stdout and "Next: " in result.stdout
    assert "Rated without what could not be used: claims[0].evidence[1]" in result.stdout
    assert 'claims[0].evidence[1].stance: The stance cannot be "?". Use one of: supports' in result.stderr


@pytest.mark.parametrize(
    "content", [b"", b"{", b"\xff\xfe", b"[" * 100_000, b"1" * 5_000, b'{"claims": "x"}', b"{}", b"[]"]
)
def test_a_file_of_which_nothing_can_be_used_ends_with_2_and_a_sentence(content: bytes, tmp_path: Path) -> None:
    result = run(tmp_path, content)
    assert result.exit_code != 0 and not result.stdout
    assert result.stderr.strip() or "JSON" in str(result.exception) or "UTF-8" in str(result.exception)


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8)
    | st.sampled_from(["fact", "speech", "supports", "record", "2025-10-05", "A", "unknown", "\ud800"]),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(
        st.sampled_from(["claims", "today", "kind", "ttl_days", "quote_match", "evidence", "origin", "stance", "own",
                         "authority", "reliability", "as_of", "id"]) | st.text(max_size=4), inner, max_size=5),
    max_leaves=12,
)  # fmt: skip


@settings(max_examples=120, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(content=JSON | st.fixed_dictionaries({"claims": st.lists(JSON, max_size=3)}))
def test_no_json_makes_it_fall_over(content: object, tmp_path: Path) -> None:
    result = run(tmp_path, content, "--json")
    assert result.exit_code in (0, 2), result.exception
    found = json.loads(result.stdout)
    assert (result.exit_code == 0) == bool(found["claims"])
    assert found["claims"] or found["errors"]
