"""Titles as names of stories and files: legal on every system, never a path, never a device."""

import re
import unicodedata

LONGEST = 80
_RESERVED = frozenset({"con", "prn", "aux", "nul", *(f"com{n}" for n in range(10)), *(f"lpt{n}" for n in range(10))})


def slug_of(title: str) -> str:
    """``title`` in ``[a-z0-9-]``, at most 80 characters; empty when nothing of it can be written so."""
    plain = unicodedata.normalize("NFKD", title.casefold()).replace("ß", "ss")
    letters = "".join(character for character in plain if not unicodedata.combining(character))
    words = re.sub(r"[^a-z0-9]+", "-", re.sub(r"['’]", "", letters)).strip("-")
    return words[:LONGEST].rstrip("-")


def file_slug(title: str, short_id: str) -> str:
    """A file name without ending that no other story has: the slug of the title and the short id.

    Device names of Windows (``con``, ``nul`` …) are no danger once the id is behind them.
    """
    slug = slug_of(title)[: LONGEST - len(short_id) - 1].rstrip("-")
    if not slug or slug in _RESERVED:
        slug = f"story-{slug}".rstrip("-")
    return f"{slug}-{short_id}"
