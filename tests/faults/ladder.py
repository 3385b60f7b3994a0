"""Two schemas beyond the newest that will never be released, to climb in tests: the first gives a story a mood, the
second brings pitches."""

import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import sqlalchemy as sa
from alembic.operations import Operations

from newsroom.storage.create import create_archive, schema_statements
from newsroom.storage.migrations import CURRENT, Ladder, Step
from newsroom.storage.schema import SCHEMA_VERSION

BEYOND = SCHEMA_VERSION + 2
"""The schema ``TWO_STEPS`` leads to."""

PITCH = """CREATE TABLE pitch (
    id TEXT NOT NULL, version INTEGER NOT NULL, created_at TEXT NOT NULL, changed_at TEXT NOT NULL, binned_at TEXT,
    story TEXT NOT NULL, words TEXT NOT NULL, digest TEXT NOT NULL, PRIMARY KEY (id),
    FOREIGN KEY(story) REFERENCES story (id) DEFERRABLE INITIALLY DEFERRED
)"""
PITCH_BY_STORY = "CREATE INDEX pitch_by_story ON pitch (story)"
MOOD = "mood TEXT DEFAULT 'calm' NOT NULL"


def give_stories_a_mood(operations: Operations) -> None:
    with operations.batch_alter_table("story", recreate="always") as story:
        story.add_column(sa.Column("mood", sa.Text(), nullable=False, server_default="calm"), insert_before="digest")


def bring_pitches(operations: Operations) -> None:
    operations.execute(PITCH)
    operations.execute(
        "INSERT INTO pitch SELECT 'p' || substr(id, 2), 1, created_at, changed_at, NULL, id, 'Pitch ' || slug, '' "
        "FROM story"
    )


def fresh_beyond(path: Path) -> None:
    create_archive(path)
    story = next(statement for statement in schema_statements() if statement.startswith("CREATE TABLE story ("))
    at = story.index("digest TEXT")
    with closing(sqlite3.connect(path)) as connection:
        indexes = connection.execute("SELECT sql FROM sqlite_master WHERE tbl_name = 'story' AND type = 'index'")
        again = [sql for (sql,) in indexes.fetchall() if sql is not None]
        connection.execute("DROP TABLE story")
        for statement in (f"{story[:at]}{MOOD}, {story[at:]}", *again, PITCH, PITCH_BY_STORY):
            connection.execute(statement)
        connection.execute(f"PRAGMA user_version={BEYOND}")
        connection.commit()


def ladder_of(*steps: Callable[[Operations], None], rewrites: frozenset[str] = frozenset()) -> Ladder:
    """The steps given, from the newest schema upwards, behind those of the program; compared with a fresh file."""
    climbed = tuple(Step(to, step, rewrites) for to, step in enumerate(steps, start=SCHEMA_VERSION + 1))
    return Ladder(steps=(*CURRENT.steps, *climbed), make_fresh=fresh_beyond)


TWO_STEPS = ladder_of(give_stories_a_mood, bring_pitches)
