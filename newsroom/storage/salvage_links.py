"""What to do with sound rows whose parents were lost: the words must not go with them."""

from dataclasses import dataclass, field

from newsroom.domain.ids import short_id
from newsroom.domain.source import Source
from newsroom.domain.story import Story
from newsroom.storage.digest import digest_of_stored
from newsroom.storage.schema import METADATA, digest_of, stored_values

Row = tuple[object, ...]
_RESTS_ON = {"evidence": ("source", "quote", "capture"), "revision": ("base",)}
"""What a row is nothing without: evidence rests on exactly one of these, a version on the whole one it differs from."""


@dataclass(slots=True)
class Salvaged:
    """Table → id → row as stored. ``aside`` are sound rows that cannot stand without what was lost."""

    tables: dict[str, dict[str, Row]]
    aside: list[tuple[str, Row, str]] = field(default_factory=lambda: list[tuple[str, Row, str]]())
    stand_ins: list[str] = field(default_factory=lambda: list[str]())
    cut_loose: list[str] = field(default_factory=lambda: list[str]())


def mend_links(found: Salvaged, *, now: str) -> None:
    """Makes every link lead somewhere. A lost story or source gets a stand-in under its id, so that the draft, the
    captures and the quotes stay; a link that may be empty is emptied; a row that needs more is put aside."""
    changed = True
    while changed:
        changed = False
        for table, rows in found.tables.items():
            for record, row in tuple(rows.items()):
                changed = _mend_row(found, table, record, row, now=now) or changed


def _mend_row(found: Salvaged, table: str, record: str, row: Row, *, now: str) -> bool:
    columns = [column for column in METADATA.tables[table].columns if column.name != "digest"]
    values = list(row[:-1])
    for at, column in enumerate(columns):
        parent = next((key.column.table.name for key in column.foreign_keys), None)
        target = values[at]
        if parent is None or target is None or str(target) in found.tables.get(parent, {}):
            continue
        if parent in ("story", "source"):
            found.tables[parent][str(target)] = _stand_in(parent, str(target), now=now)
            found.stand_ins.append(f"{parent} {target}")
        elif column.nullable and column.name not in _RESTS_ON.get(table, ()):
            values[at] = None
            found.cut_loose.append(f"The {table} {record} no longer names the lost {parent} {target}.")
        else:
            found.aside.append((table, row, f"Its {parent} {target} was lost."))
            del found.tables[table][record]
            return True
    if values == list(row[:-1]):
        return False
    found.tables[table][record] = (*values, digest_of_stored(values))
    return True


def _stand_in(parent: str, record: str, *, now: str) -> Row:
    short = short_id(record)
    if parent == "story":
        made: Story | Source = Story(
            record, 1, now, now, None, slug=f"recovered-{short}", headline=f"Recovered story {short}"
        )
    else:
        made = Source(
            record, 1, now, now, None, type="document", title=f"Recovered source {short}", to_confirm=("type", "title")
        )
    return (*stored_values(made), digest_of(made))
