"""The whole job on the sample story, without a screen: import, check, HTML, Markdown and a report."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import click

from newsroom.commands.common import folder_for_output, say, writing
from newsroom.commands.leaving import lines_of, points_of, put_out
from newsroom.commands.report import report_of
from newsroom.desk.check import check_story
from newsroom.desk.desk import Desk
from newsroom.desk.outgoing_scan import protected_words, stop_when_named
from newsroom.desk.sample import SampleArticle, SampleFile, lay_sample
from newsroom.desk.sources import KeptFile
from newsroom.domain.story import Story
from newsroom.importing.article import read_article
from newsroom.importing.capture_text import read_capture
from newsroom.settings import read_profile, read_sample, read_settings, resource
from newsroom.storage.places import write_durably
from newsroom.storage.queries import Queries
from newsroom.storage.trouble import told_as_trouble

REASON = "Sample: the open points are planted, so that each finding can be seen to be found."


@click.command("demo")
@click.option("--out", "folder", type=click.Path(path_type=Path), required=True, help="A folder for desk and exports.")
def demo(folder: Path) -> None:
    """Do the whole job on the sample story. Import, check, HTML, Markdown and a report; it ends by itself."""
    settings, wiring = read_settings(), read_sample()
    now = datetime.fromisoformat(f"{wiring['today']}T12:00:00").replace(tzinfo=UTC)
    folder_for_output(folder)
    with writing(folder / "desk", create=True) as desk:
        story = sample_story(desk, wiring)
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


def sample_story(desk: Desk, wiring: Mapping[str, Any]) -> Story:
    """The sample story of this desk, laid in when it is not there yet."""
    data = resource("sample").joinpath(wiring["story"]).read_bytes()
    article = read_article(data, file_name=wiring["story"])
    known = [story for story in Queries(desk.archive).stories() if story.slug == article.fields["slug"]]
    if known:
        return known[0]
    file = KeptFile(desk.archive.files.keep(data), len(data), article.media_type, wiring["story"], article.encoding)
    captures = {entry["file"]: _captured(desk, entry["file"]) for entry in wiring["sources"]}
    laid = SampleArticle(article.fields, article.text, file)
    return desk.run("Lay in the sample", lay_sample, wiring=wiring, article=laid, captures=captures).value


def _captured(desk: Desk, name: str) -> SampleFile:
    path = resource("sample") / name
    data = path.read_bytes()
    read = read_capture(data, file_name=path.name)
    file = KeptFile(desk.archive.files.keep(data), len(data), read.media_type, path.name, read.encoding)
    return SampleFile(replace(file, notices=read.notices), read.text, read.offsets)


COMMANDS = (demo,)
