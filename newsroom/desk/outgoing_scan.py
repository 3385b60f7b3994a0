"""Which words may not leave this desk, and the stop when one of them stands in what is about to.

The words are read on an ordinary connection, here alone; what renders never sees them.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from newsroom.domain.errors import Refused
from newsroom.domain.person import Identity, IdentityAlias, Member, Person
from newsroom.domain.record import Record
from newsroom.domain.source import Capture, OriginalFile, Source
from newsroom.storage.archive import Archive
from newsroom.storage.row_reading import read_where
from newsroom.text.naming import surname_of, telling_surname
from newsroom.text.outgoing import Hit, ProtectedWord, scan

_MAIL = re.compile(r"[^\s<>,;:()\"]+@[^\s<>,;()\"]+[^\s<>,;()\".]")
_NUMBER = re.compile(r"\+?\d(?:[ ()./\-]{0,2}\d){6,}")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^\s<>\"]+|(?<![\w.])@\w{3,}")
_SHORTEST_LINE = 5
_SHORTEST_ADDRESS = 12
_PLACES_NAMED = 8


def protected_words(archive: Archive) -> tuple[ProtectedWord, ...]:
    """Names, aliases, contacts and file names of protected people and sealed sources, whether or not they lie in the
    bin: what was entered once may still be known.

    A surname alone is looked for too, unless a person of the desk who is not protected, or a member, bears it as well:
    then only the whole name counts, so that a namesake of a source can be written about.
    """
    with archive.read() as connection:
        people = read_where(connection, Person, {"protected": True})
        public = read_where(connection, Person, {"protected": False})
        members = read_where(connection, Member, {})
        identities = read_where(connection, Identity, {})
        aliases = read_where(connection, IdentityAlias, {})
        sealed = read_where(connection, Source, {"confidentiality": ("restricted", "sealed")})
        captures = read_where(connection, Capture, {"source": _ids(sealed)}) if sealed else ()
        files = read_where(connection, OriginalFile, {"id": [capture.original_file for capture in captures]})
    known = {surname_of(name) for person in public for name in (person.name, *person.aliases)}
    known |= {surname_of(member.name) for member in members}
    words = [word for identity in identities for word in _of_identity(identity, known)]
    for person in people:
        words += [word for name in (person.name, *person.aliases) for word in _of_name(name, known)]
    for alias in aliases:
        is_name = alias.kind in ("name", "alias")
        words += _of_name(alias.value, known) if is_name else [ProtectedWord(alias.value)]
    words += [ProtectedWord(file.file_name) for file in files if len(file.file_name) >= _SHORTEST_LINE]
    words += [ProtectedWord(source.url) for source in sealed if len(source.url) >= _SHORTEST_ADDRESS]
    return tuple(dict.fromkeys(word for word in words if word.words.strip()))


def stop_when_named(content: bytes, *, file_name: str, protected: Sequence[ProtectedWord]) -> None:
    """Refuses ``content``, or its file name, when a protected word stands in it; says where, never which."""
    in_name = scan(file_name.encode("utf-8"), protected=protected)
    hits = scan(content, protected=protected)
    if not hits and not in_name:
        return
    places = [*(["in the file name, which is made from the headline or slug"] if in_name else []), *map(_place, hits)]
    shown = "; ".join(places[:_PLACES_NAMED])
    more = f"; and {len(places) - _PLACES_NAMED} more" if len(places) > _PLACES_NAMED else ""
    raise Refused(
        f"Nothing was exported: a protected name, address or file name stands in it, {shown}{more}. "
        "Take it out of the story and export again. Nobody can waive this."
    )


def says_protected(archive: Archive, words: str) -> bool:
    """Whether a protected word stands in ``words``: for what is remembered or named outside the desk."""
    return bool(scan(words.encode("utf-8", "surrogatepass"), protected=protected_words(archive)))


def _place(hit: Hit) -> str:
    where = f"in part {hit.member} of the file" if hit.member else f"at line {hit.line} of the output"
    near = f" after “{hit.near}”" if hit.near else ""
    hidden = f" ({hit.hidden_as})" if hit.hidden_as else ""
    return f"{where}{near}{hidden}"


def _ids(records: Iterable[Record]) -> list[str]:
    return [record.id for record in records]


def _of_identity(identity: Identity, known: set[str]) -> Iterator[ProtectedWord]:
    yield from _of_name(identity.real_name, known)
    found = [match.group() for pattern in (_MAIL, _NUMBER, _ADDRESS) for match in pattern.finditer(identity.contacts)]
    yield from (ProtectedWord(words) for words in found)
    for line in identity.contacts.splitlines():
        if len(line.strip()) >= _SHORTEST_LINE:
            yield ProtectedWord(line.strip())


def _of_name(name: str, known: set[str]) -> Iterator[ProtectedWord]:
    """The name as entered, turned round, with initials, and the surname alone."""
    if not name.strip():
        return
    yield ProtectedWord(name.strip())
    parts = [part for part in re.split(r"[\s,]+", name.strip()) if part]
    if len(parts) < 2:
        return
    given, surname = parts[:-1], parts[-1]
    yield ProtectedWord(" ".join([surname, *given]))
    yield ProtectedWord(f"{given[0]} {surname}")
    # With its capital only: "a brown" is not A. Brown.
    yield ProtectedWord(f"{given[0][0].upper()} {surname[0].upper()}{surname[1:]}", "surname")
    alone = telling_surname(name, borne=known)
    if alone:
        yield ProtectedWord(alone, "surname")
