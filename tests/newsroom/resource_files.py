"""Reading the files that come with the program, as plainly as a strict reader would."""

from collections.abc import Iterator, Mapping
from functools import cache
from pathlib import Path
from typing import Any

import yaml

RESOURCES = Path(__file__).resolve().parents[2] / "resources"


@cache
def publishers() -> tuple[Mapping[str, Any], ...]:
    content = yaml.safe_load((RESOURCES / "publishers.yml").read_text(encoding="utf-8"))
    assert set(content) == {"publishers"}
    return tuple(content["publishers"])


def nodes_of(node: Any) -> Iterator[yaml.Node]:
    yield node
    if isinstance(node, yaml.SequenceNode):
        for child in node.value:
            yield from nodes_of(child)
    elif isinstance(node, yaml.MappingNode):
        for pair in node.value:
            for child in pair:
                yield from nodes_of(child)


def assert_needs_only_a_strict_reader(path: Path) -> None:
    """No aliases, anchors, tags or names given twice; each value is plainly text, a whole number, true or false."""
    text = path.read_text(encoding="utf-8")
    for event in yaml.parse(text, Loader=yaml.SafeLoader):
        assert not isinstance(event, yaml.AliasEvent)
        assert getattr(event, "anchor", None) is None
        assert getattr(event, "tag", None) is None
    for node in nodes_of(yaml.compose(text, Loader=yaml.SafeLoader)):
        if isinstance(node, yaml.MappingNode):
            names = [key.value for key, _ in node.value]
            assert len(names) == len(set(names)), f"{names} holds a name twice"
        if isinstance(node, yaml.ScalarNode):
            assert node.tag.rpartition(":")[2] in ("str", "int", "bool"), f"{node.value!r} is read as {node.tag}"
