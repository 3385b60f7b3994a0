"""The people of the desk, and those whose name must never leave."""

from pathlib import Path
from typing import get_args

import click

from newsroom.commands.common import counted, desk_option, json_option, partial_date, reading, say, say_json, writing
from newsroom.desk.name_places import where_named
from newsroom.desk.people import called
from newsroom.desk.people_lines import whole_person
from newsroom.desk.person_purge import BeforePurge, delete_copies, look_before_purge
from newsroom.desk.person_sheet import Entered, store_person_sheet
from newsroom.desk.persons import add_alias, add_person, give_role, role_lines
from newsroom.desk.purge import finish_purge, purge_person
from newsroom.domain.ids import short_id
from newsroom.domain.person import Capacity, Person
from newsroom.domain.wording import TERMS_NAMES
from newsroom.storage.queries import Queries

MOST_PLACES = 40


@click.group("person")
def person_group() -> None:
    """The people of the desk: who they are, where they are used; protect one whose name must never leave, purge one.

    PERSON is a name, or the end of an id as 'newsroom person list' shows it.
    """


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
    """Protect PERSON, named like in all of these commands, or somebody new.

    A command is remembered by the shell: the end of the id says who is meant and leaves no name there. The name of
    somebody new is read from the standard input; an empty line means that it is kept elsewhere. What is stored is not
    encrypted, and a name that was not entered cannot be looked for in what leaves.
    """
    with writing(desk) as working:
        known = _meant(Queries(working.archive), person) if person else None
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
        held = "holds" if len(found.backups) == 1 else "hold"
        say(f"  {counted(len(found.backups), 'backup')} made before {held} the name openly.")


@person_group.command("show")
@click.argument("person")
@desk_option
def person_show(person: str, desk: Path | None) -> None:
    """One person: other names, roles, what was agreed, and where they are used."""
    with reading(desk) as queries:
        whole = whole_person(queries, _meant(queries, person).id)
    one = whole.person
    say(f"{whole.label}{' (protected)' if one.protected else ''}  {short_id(one.id)}")
    told = (
        ("Pronouns", one.pronouns), ("Also", "" if one.protected else ", ".join(one.aliases)),
        ("Agreed", TERMS_NAMES[whole.terms.value] if whole.terms is not None else ""),
    )  # fmt: skip
    for label, words in told:
        if words:
            say(f"  {label}: {words}")
    for line in whole.roles:
        say(f"  {line.words}")
    for use in (*whole.used.lines, *whole.sources, *whole.requests):
        say(f"  {short_id(use.id)}  {use.words}")


@person_group.command("add")
@click.argument("name")
@click.option("--pronouns", default="", help="Such as she, he or they.")
@click.option("--alias", "aliases", multiple=True, help="Another name; may be given several times.")
@desk_option
def person_add(name: str, pronouns: str, aliases: tuple[str, ...], desk: Path | None) -> None:
    """Take somebody in whom the desk does not know yet.

    For a name that must never leave use 'newsroom person protect', which asks for it without the shell seeing it.
    """
    with writing(desk) as working:
        made = working.run("Add a person", add_person, name=name, pronouns=pronouns, aliases=aliases).value
    say(f"Person {short_id(made.id)}: {made.name}")


@person_group.command("alias")
@click.argument("person")
@click.argument("name")
@desk_option
def person_alias(person: str, name: str, desk: Path | None) -> None:
    """Say that PERSON is also called NAME: a text that names them so means them."""
    with writing(desk) as working:
        one = _meant(Queries(working.archive), person)
        changed = working.run("Add another name", add_alias, person_id=one.id, alias=name).value
    say(f"{changed.name} is also {', '.join(changed.aliases)}.")


@person_group.command("role")
@click.argument("person")
@click.option("--at", "organization", default="", help="The organisation; made when the desk does not know it.")
@click.option("--title", default="", help="Such as 'harbour master'.")
@click.option(
    "--as", "capacity", type=click.Choice(get_args(Capacity)), default="other", show_default=True,
    help="In what capacity they speak: their word counts by it. subject: somebody a story is about.",
)  # fmt: skip
@click.option("--since", callback=partial_date, default=None, help="2025, 2025-07 or 2025-07-14.")
@click.option("--until", callback=partial_date, default=None, help="When it ended.")
@desk_option
def person_role(
    person: str, organization: str, title: str, capacity: str, since: str | None, until: str | None, desk: Path | None
) -> None:
    """Say what PERSON is, where, and from when to when."""
    fields = {"title": title, "capacity": capacity, "since": since, "until": until}
    with writing(desk) as working:
        one = _meant(Queries(working.archive), person)
        working.run("Add a role", give_role, person_id=one.id, organization=organization, fields=fields)
        lines = role_lines(working.queries, one.id)
    say(f"{called(one)}:")
    for line in lines:
        say(f"  {line}")


@person_group.command("purge")
@click.argument("person")
@click.option("--yes", is_flag=True, help="Do not ask.")
@click.option("--with-backups", is_flag=True, help="Delete the backups that hold the person as well, after a new one.")
@desk_option
def person_purge(person: str, yes: bool, with_backups: bool, desk: Path | None) -> None:
    """Take PERSON out of the desk for good: name, other names, contacts, roles, what was agreed. No undo.

    What stories, saved copies and sources say is never changed; where they name the person is listed first.
    """
    with writing(desk) as working:
        one = _meant(Queries(working.archive), person)
        before = look_before_purge(working.archive, person_id=one.id)
        _say_before(before)
        if not yes:
            click.confirm(f"Purge {before.label} for good?", abort=True)
        purged = working.run("Purge a person", purge_person, person_id=one.id).value
        report = finish_purge(working.archive, purged=purged)
        if with_backups and (report.backups or report.rescues):
            delete_copies(working.archive, report=report)
    say(f"Purged. {counted(sum(number for _, number in purged.counts), 'record')} went.")
    held = len(report.backups) + len(report.rescues)
    if held and with_backups:
        say(f"{counted(held, 'backup')} that held the person went too; a new one was made.")
    elif held:
        say(f"{counted(held, 'backup')} still hold{'s' if held == 1 else ''} the person.")


def _meant(queries: Queries, person: str) -> Person:
    hidden = [one for one in queries.where(Person, protected=True) if one.code_name.casefold() == person.casefold()]
    return hidden[0] if hidden else queries.named(Person, person, field="name")


def _say_before(before: BeforePurge) -> None:
    say(f"{before.label}: name, other names, contacts and what was agreed go, and {counted(before.roles, 'role')}.")
    if before.made_one:
        say(
            f"What goes along, from the bin, because it was made one with {before.label}: {', '.join(before.made_one)}."
        )
    if before.quotes or before.requests:
        kinds = ((before.quotes, "quote"), (before.requests, "request"))
        kept = " and ".join(counted(number, thing) for number, thing in kinds if number)
        say(f"What stays, without the person: {kept}.")
    for place in before.places[:MOST_PLACES]:
        say(f"  It goes on standing in: {place.words}")
    if len(before.places) > MOST_PLACES:
        say(f"  and in {len(before.places) - MOST_PLACES} places more")


COMMANDS = (person_group,)
