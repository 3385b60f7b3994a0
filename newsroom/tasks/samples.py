"""The sample story laid into a desk, with its captures and its planted findings."""

from collections.abc import Mapping
from typing import Any

from newsroom.desk.desk import Desk, Done
from newsroom.desk.sample import SampleArticle, SampleFile, lay_sample
from newsroom.desk.sources import KeptFile
from newsroom.domain.story import Story
from newsroom.importing.article import read_article
from newsroom.importing.capture_text import read_capture
from newsroom.settings import read_sample, resource


def lay_sample_story(desk: Desk) -> Story:
    """The sample story of this desk, laid in when it is not there yet."""
    wiring = read_sample()
    article = _article(desk, wiring)
    known = [story for story in desk.queries.stories() if story.slug == article.fields["slug"]]
    return known[0] if known else _laid(desk, wiring, article).value


def restore_sample(desk: Desk) -> Done[Story]:
    """The sample laid in again as a fresh story with a slug of its own, whatever became of an older one."""
    wiring = read_sample()
    return _laid(desk, wiring, _article(desk, wiring))


def _laid(desk: Desk, wiring: Mapping[str, Any], article: SampleArticle) -> Done[Story]:
    captures = {entry["file"]: _captured(desk, entry["file"]) for entry in wiring["sources"]}
    return desk.run("Lay in the sample", lay_sample, wiring=wiring, article=article, captures=captures)


def _article(desk: Desk, wiring: Mapping[str, Any]) -> SampleArticle:
    data = resource("sample").joinpath(wiring["story"]).read_bytes()
    article = read_article(data, file_name=wiring["story"])
    file = KeptFile(desk.archive.files.keep(data), len(data), article.media_type, wiring["story"], article.encoding)
    return SampleArticle(article.fields, article.text, file)


def _captured(desk: Desk, name: str) -> SampleFile:
    path = resource("sample") / name
    data = path.read_bytes()
    read = read_capture(data, file_name=path.name)
    sha256 = desk.archive.files.keep(data)
    file = KeptFile(sha256, len(data), read.media_type, path.name, read.encoding, read.notices)
    return SampleFile(file, read.text, read.offsets)
