"""The people of the desk, and those whose name must never leave."""

from pathlib import Path

import click

from newsroom.commands.common import counted, desk_option, json_option, reading, say, say_json, writing
from newsroom.desk.name_places import where_named
from newsroom.desk.people import called
from newsroom.desk.person_sheet import Entered, store_person_sheet
from newsroom.domain.ids import short_id
from newsroom.domain.person import Person
from newsroom.storage.queries import Queries


@click.group("person")
def person_group() -> None:
    """The people of the desk: list them, protect one whose name must never leave."""


@person_group.command("list")
@desk_option
@json_option
def person_list(desk: Path | None, as_json: bool) -> None:
    """The people of the desk; a protected one under the code name alone."""
    with reading(desk) as queries:
        people = sorted(queries.where(Person), key=lambda person: called(person).casefold())
    if as_json:
        say_json([{"id": one.id, "name": called(one), "protected": one.protected} for one in people])
        return
    for one in people:
        say(f"{short_id(one.id)}  {called(one)}{'  (protected)' if one.protected else ''}")
    say(f"{counted(len(people), 'name')}." if people else "Nobody yet.")


@person_group.command("protect")
@click.argument("person", required=False)
@click.option("--code", "code_name", required=True, help="The code name, which stands everywhere in place of the name.")
@desk_option
def person_protect(person: str | None, code_name: str, desk: Path | None) -> None:
    """Protect PERSON, named by the end of the id, or somebody new.

    The name of somebody new is read from the standard input, for a command is remembered by the shell; an empty line
    means that it is kept elsewhere. What is stored is not encrypted, and a name that was not entered cannot be looked
    for in what leaves.
    """
    with writing(desk) as working:
        known = Queries(working.archive).named(Person, person) if person else None
        name = None
        if known is None:
            name = click.prompt("The name (it is not shown; empty: kept elsewhere)", default="", hide_input=True,
                                show_default=False, err=True)  # fmt: skip
        entered = Entered(person_id=known.id if known else "", code_name=code_name, real_name=name)
        hidden = working.run("Protect a person", store_person_sheet, entered=entered).value
        found = where_named(working.archive, person_id=hidden.person.id)
    say(f"{hidden.person.code_name} is protected ({short_id(hidden.person.id)}).")
    say(f"The name gave way in {counted(hidden.changed, 'record')}, the log was blanked in {hidden.blanked}.")
    for place in found.places:
        say(f"  It still stands in: {place.words}")
    if found.backups:
        say(f"  {counted(len(found.backups), 'backup')} made before hold the name openly.")


COMMANDS = (person_group,)
