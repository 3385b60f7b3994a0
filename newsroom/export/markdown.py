"""Reader Markdown: front matter, then the text exactly as written. It imports back to the same story."""

from collections.abc import Mapping

from newsroom.domain.package import CitedSource, StoryPackage
from newsroom.export.front_matter import Value, front_matter


def render_markdown(package: StoryPackage) -> bytes:
    """``package`` as Markdown in UTF-8. A line between front matter and text belongs to neither."""
    fields: dict[str, Value] = {
        "headline": package.headline,
        "slug": package.slug,
        "dek": package.dek,
        "byline": package.byline,
        "dateline": package.dateline,
        "section": package.section,
        "language": package.language,
        "kind": package.kind,
        "tags": package.tags,
        "due": _moment(package.due_at),
        "embargo_until": _moment(package.embargo_until),
        "draft": package.is_draft,
        "sources": [_source(source) for source in package.sources],
    }
    return f"{front_matter(fields, extra=package.extra)}\n{package.text}".encode()


def _moment(moment: str | None) -> str:
    """A moment as other programs write it: without milliseconds that say nothing."""
    return (moment or "").replace(".000Z", "Z")


def _source(source: CitedSource) -> Mapping[str, Value]:
    fields: dict[str, Value] = {
        "title": source.title,
        "type": source.type,
        "publisher": source.publisher,
        "authors": source.authors,
        "published": source.published or "",
        "url": source.url,
        "language": source.language,
    }
    return {name: value for name, value in fields.items() if value}
