"""What a saved page says about itself: JSON-LD, meta elements, and the note the saving program left at its head."""

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol, cast
from urllib.parse import urlsplit

from newsroom.importing.captured import moment_in, one_line

_ARTICLES = re.compile(r"article|posting|report|review|statement|pressrelease", re.IGNORECASE)
_PUBLISHED = (
    "article:published_time", "og:article:published_time", "datepublished", "date", "dc.date", "dc.date.issued",
    "dcterms.issued", "dcterms.created", "pubdate", "publishdate", "parsely-pub-date", "sailthru.date",
    "citation_publication_date",
)  # fmt: skip
_MODIFIED = ("article:modified_time", "og:updated_time", "datemodified", "dcterms.modified", "last-modified")
_SITE = ("og:site_name", "application-name", "dc.publisher", "citation_publisher")
_AUTHOR = ("author", "article:author", "dc.creator", "parsely-author", "sailthru.author", "citation_author")
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d+\)(\S{1,2000}?)\s*-->", re.IGNORECASE)
_SINGLE_FILE = re.compile(r"<!--\s*Page saved with SingleFile\s*\n?\s*url:\s*(\S{1,2000})", re.IGNORECASE)
_MOST_SCRIPTS = 50
_DEEPEST = 6
_LONGEST = 500


class PageElement(Protocol):
    """As much of an lxml.html element as is used here."""

    text: str | None

    def get(self, key: str, default: str = "") -> str: ...
    def iter(self, *tags: str) -> "Iterator[PageElement]": ...
    def text_content(self) -> str: ...


@dataclass(frozen=True, slots=True)
class PageAbout:
    """Guesses; empty where the page says nothing."""

    title: str = ""
    authors: tuple[str, ...] = ()
    published: str = ""
    modified: str = ""
    publisher: str = ""
    url: str = ""
    language: str = ""


def page_about(root: PageElement, *, page: str) -> PageAbout:
    """JSON-LD says it best, then the meta elements; `page` is the whole page as text."""
    linked, meta = _linked_data(root), _meta(root)
    authors = tuple(dict.fromkeys(name for name in _names(linked.get("author")) if name))
    return PageAbout(
        title=_words(linked.get("headline")) or meta.get("og:title", ""),
        authors=authors
        or tuple(dict.fromkeys(_no_address(meta[key]) for key in _AUTHOR if _no_address(meta.get(key)))),
        published=moment_in(_words(linked.get("datePublished"))) or _first_moment(meta, _PUBLISHED) or _time(root),
        modified=moment_in(_words(linked.get("dateModified"))) or _first_moment(meta, _MODIFIED),
        publisher=next(_names(linked.get("publisher")), "") or next((meta[key] for key in _SITE if meta.get(key)), ""),
        url=_address(root, linked, meta, page),
        language=_language(root, linked, meta),
    )


def web_address(words: str) -> str:
    """The words when they are an address of the web, else nothing."""
    try:
        parts = urlsplit(words.strip())
    except ValueError:
        return ""
    return words.strip() if parts.scheme in ("http", "https") and parts.netloc and len(words) < 2000 else ""


def _linked_data(root: PageElement) -> Mapping[str, Any]:
    """The object of the page's JSON-LD that is its article."""
    found: list[Mapping[str, Any]] = []
    scripts = [one for one in root.iter("script") if "ld+json" in one.get("type", "").lower()]
    for script in scripts[:_MOST_SCRIPTS]:
        try:
            found += _objects(json.loads(script.text_content().strip(), strict=False), _DEEPEST)
        except (ValueError, RecursionError):
            continue
    return next((one for one in found if _ARTICLES.search(str(one.get("@type", "")))), dict[str, Any]())


def _objects(value: object, depth: int) -> list[Mapping[str, Any]]:
    if depth == 0:
        return []
    if isinstance(value, list):
        return [one for part in cast("list[object]", value)[:_LONGEST] for one in _objects(part, depth - 1)]
    if not isinstance(value, dict):
        return []
    known = cast("dict[str, Any]", value)
    inside = [one for key in ("@graph", "mainEntity") if key in known for one in _objects(known[key], depth - 1)]
    return [known, *inside]


def _meta(root: PageElement) -> dict[str, str]:
    found: dict[str, str] = {}
    for element in root.iter("meta"):
        name = element.get("property") or element.get("name") or element.get("itemprop") or element.get("http-equiv")
        content = one_line(element.get("content"))
        if name and content and len(content) < 2000:
            found.setdefault(name.strip().lower(), content)
    return found


def _time(root: PageElement) -> str:
    times = (one.get("datetime") for one in root.iter("time") if one.get("itemprop") == "datePublished")
    return next((moment for one in times if one and (moment := moment_in(one))), "")


def _address(root: PageElement, linked: Mapping[str, Any], meta: Mapping[str, str], page: str) -> str:
    links = [one.get("href") for one in root.iter("link") if "canonical" in one.get("rel", "").lower().split()]
    saved = [match[1] for pattern in (_SAVED_FROM, _SINGLE_FILE) if (match := pattern.search(page[:20_000]))]
    entity = linked.get("mainEntityOfPage")
    stated = _words(cast("Mapping[str, Any]", entity).get("@id") if isinstance(entity, dict) else entity)
    offered = (*links, meta.get("og:url", ""), _words(linked.get("url")), stated, *saved)
    return next((address for one in offered if one and (address := web_address(one))), "")


def _language(root: PageElement, linked: Mapping[str, Any], meta: Mapping[str, str]) -> str:
    stated = next((one.get("lang") or one.get("xml:lang") for one in root.iter("html")), "")
    offered = (stated, _words(linked.get("inLanguage")), meta.get("content-language"), meta.get("og:locale"))
    words = next((one for one in offered if one), "").strip().replace("_", "-")
    return words if re.fullmatch(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*", words) else ""


def _names(value: object) -> Iterator[str]:
    """Names of people or bodies, however they are written down."""
    if isinstance(value, list):
        for one in cast("list[object]", value)[:_LONGEST]:
            yield from _names(one) if not isinstance(one, list) else ()
    elif isinstance(value, dict):
        yield from _names(cast("dict[str, object]", value).get("name"))
    elif name := _no_address(_words(value)):
        yield name


def _no_address(words: str | None) -> str:
    return words if words and "://" not in words and len(words) < _LONGEST else ""


def _words(value: object) -> str:
    if isinstance(value, list):
        value = next(iter(cast("list[object]", value)), "")
    return one_line(value) if isinstance(value, str) else ""


def _first_moment(meta: Mapping[str, str], names: tuple[str, ...]) -> str:
    return next((moment for name in names if (moment := moment_in(meta.get(name, "")))), "")
