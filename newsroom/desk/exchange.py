"""Sources that come from a list of another program: laid in once, however often the list is brought."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from newsroom.desk.sources import OWN_SOURCE_FIELDS, hold_source
from newsroom.domain.folding import fold
from newsroom.domain.source import Holding, Source
from newsroom.domain.story import Story
from newsroom.storage.transaction import Transaction

_TRACKING = re.compile(r"(?:^|&)(?:utm_\w+|fbclid|gclid|mc_[ce]id)=[^&]*")
_DOI = re.compile(r"10\.\d{4,9}/[^\s\"<>]*[^\s\"<>.,;)\]}]")


@dataclass(frozen=True, slots=True)
class ListedSource:
    """One source of a list: the fields it is to have, and its DOI where it has one."""

    fields: Mapping[str, object]
    doi: str = ""


@dataclass(frozen=True, slots=True)
class LaidIn:
    """The sources that were new, and those the desk had already, each once."""

    made: tuple[Source, ...]
    known: tuple[Source, ...]


def lay_in_sources(transaction: Transaction, *, story_id: str | None, listed: Sequence[ListedSource]) -> LaidIn:
    """Makes the sources the desk does not have and lays all of them in the story's file, where one is named.

    The same source: the same address, the same DOI, or the same title, publisher and date.
    """
    if story_id is not None:
        transaction.get(Story, story_id)
    known = _by_sign(source for source in transaction.find(Source) if source.binned_at is None)
    new: list[Mapping[str, object]] = []
    met: dict[str, Source] = {}
    for one in listed:
        unknown = set(one.fields) - OWN_SOURCE_FIELDS
        if unknown:
            raise ValueError(f"a source has no field {sorted(unknown)[0]!r}")
        signs = _signs(one.fields, one.doi)
        same = next((known[sign] for sign in signs if sign in known), None)
        if isinstance(same, Source):
            met[same.id] = same
        elif same is None:
            new.append(one.fields)
        known.update(dict.fromkeys(signs, same or ""))
    made = transaction.add_all(Source, new) if new else ()
    if story_id is not None:
        transaction.add_all(Holding, [{"story": story_id, "source": source.id} for source in made])
        for source_id in met:
            hold_source(transaction, story_id=story_id, source_id=source_id)
    return LaidIn(made, tuple(met.values()))


def _by_sign(sources: Iterable[Source]) -> dict[str, Source | str]:
    found: dict[str, Source | str] = {}
    for source in sources:
        fields = {
            "url": source.url, "description": source.description, "title": source.title,
            "publisher": source.publisher, "published": source.published,
        }  # fmt: skip
        for sign in _signs(fields, ""):
            found.setdefault(sign, source)
    return found


def _signs(fields: Mapping[str, object], doi: str) -> tuple[str, ...]:
    """By what a source is known again; two sources that share one are the same."""
    signs: list[str] = []
    url = str(fields.get("url") or "")
    named = doi or next(iter(_DOI.findall(f"{url} {fields.get('description') or ''}")), "")
    if named:
        signs.append(f"doi {named.lower()}")
    if address := plain_address(url):
        signs.append(f"address {address}")
    title, publisher = (_plain(fields.get(name)) for name in ("title", "publisher"))
    published = str(fields.get("published") or "")
    # A bare title is a weak sign: it counts where there is no other.
    if title and (publisher or published or not signs):
        signs.append(f"words {title}\n{publisher}\n{published}")
    return tuple(signs)


def plain_address(url: str) -> str:
    """An address without what makes no difference: scheme, ``www.``, fragment, tracking, the last stroke."""
    try:
        parts = urlsplit(url.strip())
        host = parts.netloc.lower().removeprefix("www.")
    except ValueError:
        return ""
    if not host:
        return ""
    query = _TRACKING.sub("", parts.query).strip("&")
    return f"{host}{parts.path.rstrip('/')}{f'?{query}' if query else ''}"


def _plain(words: object) -> str:
    return " ".join(re.findall(r"[^\W_]+", fold(str(words or ""))))
