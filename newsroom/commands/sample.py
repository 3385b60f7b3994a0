"""The whole job on the sample story, without a screen: import, check, HTML, Markdown and a report."""

from datetime import UTC, datetime
from pathlib import Path

import click

from newsroom.commands.common import folder_for_output, say, writing
from newsroom.commands.leaving import lines_of
from newsroom.commands.report import report_of
from newsroom.desk.check import check_story
from newsroom.desk.outgoing_scan import protected_words, stop_when_named
from newsroom.settings import read_profile, read_sample, read_settings
from newsroom.storage.places import write_durably
from newsroom.storage.queries import Queries
from newsroom.storage.trouble import told_as_trouble
from newsroom.tasks.exports import points_of, put_out
from newsroom.tasks.samples import lay_sample_story

REASON = "Sample: the open points are planted, so that each finding can be seen to be found."


@click.command("demo")
@click.option("--out", "folder", type=click.Path(path_type=Path), required=True, help="A folder for desk and exports.")
def demo(folder: Path) -> None:
    """Do the whole job on the sample story. Import, check, HTML, Markdown and a report; it ends by itself."""
    settings = read_settings()
    now = datetime.fromisoformat(f"{read_sample()['today']}T12:00:00").replace(tzinfo=UTC)
    folder_for_output(folder)
    with writing(folder / "desk", create=True) as desk:
        story = lay_sample_story(desk)
        checked = check_story(Queries(desk.archive).story_records(story.id), profile=read_profile("solo"), now=now)
        for line in lines_of(checked):
            say(line)
        paths = [
            put_out(
                desk, checked=checked, settings=settings, format_name=name, folder=folder, as_draft=False,
                reason=REASON, profile="solo",
            ).path
            for name in ("html", "markdown")
        ]  # fmt: skip
        report = folder / f"{paths[0].stem}-report.md"
        content = report_of(checked, today=now).encode("utf-8")
        stop_when_named(content, file_name=report.name, protected=protected_words(desk.archive))
        with told_as_trouble(folder):
            write_durably(report, content)
    say(f"\nThe levels are those of {now:%d %B %Y}, the day of the sample; {len(points_of(checked.findings))} points.")
    for path in (*paths, report, folder / "desk"):
        say(f"  {path}")
    say(f"Look around with: newsroom --desk {folder / 'desk'} list")


COMMANDS = (demo,)
