"""A message as a reporter saves it (`.eml`): who wrote to whom and when, and its words. Attachments are told."""

from collections.abc import Sequence
from email.message import Message

from newsroom.domain.errors import BadInput
from newsroom.importing.captured import CapturedText, Pieces
from newsroom.importing.message_parts import file_name_of, header, message_of, parts_of, people_in, sent_at, text_of
from newsroom.importing.page_words import page_root, words_of_page

_BODIES = ("text/plain", "text/html")
_SHOWN_NAMES = 10
_LOCKED = ("application/pgp-encrypted", "application/pkcs7-mime", "application/x-pkcs7-mime")


def read_mail(data: bytes) -> CapturedText:
    """A message: the plain text where it has one, else the words of its page. Refused with `BadInput`: no message."""
    message = message_of(data)
    leaves = list(parts_of(message))
    attached = [part for part in leaves if _is_attached(part)]
    pieces = Pieces()
    for words in _bodies([part for part in leaves if not _is_attached(part)]):
        _add_paragraphs(pieces, words)
    written = header(message, "From")
    return CapturedText(
        pieces.text,
        tuple(pieces.marks),
        title=header(message, "Subject"),
        authors=(written,) if written else (),
        published=sent_at(message),
        description=_addressed(message),
        media_type="message/rfc822",
        notices=(*pieces.notices, *_told(message, pieces, attached)),
    )


def _bodies(parts: Sequence[Message]) -> list[str]:
    """The plain texts; where none has words, those written as pages."""
    plain = [text for part in parts if part.get_content_type() == "text/plain" and (text := text_of(part)).strip()]
    if plain:
        return plain
    pages = [text for part in parts if part.get_content_type() == "text/html" and (text := text_of(part)).strip()]
    found: list[str] = []
    for page in pages:
        try:
            found.append(words_of_page(page_root(page)))
        except BadInput:
            continue
    return found


def _add_paragraphs(pieces: Pieces, words: str) -> None:
    """Line ends of the post are a matter of its format, not of what was written."""
    text = words.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    between = "\n\n" if pieces.length else "\n"
    for block in text.split("\n\n"):
        pieces.add(block, kind="paragraph" if block.strip() else "", between=between)
        between = "\n\n"


def _is_attached(part: Message) -> bool:
    return (
        part.get_content_disposition() == "attachment"
        or part.get_content_type() not in _BODIES
        or bool(file_name_of(part))
    )


def _told(message: Message, pieces: Pieces, attached: Sequence[Message]) -> list[str]:
    told: list[str] = []
    if message.get_content_type() == "multipart/encrypted" or any(p.get_content_type() in _LOCKED for p in attached):
        told.append("The message is encrypted; its words cannot be read here.")
    elif not pieces.text.strip():
        told.append("The message holds no words.")
    if attached:
        names = [_name_of(part) for part in attached]
        shown = ", ".join(names[:_SHOWN_NAMES]) + (" and others" if len(names) > _SHOWN_NAMES else "")
        told.append(
            f"One attachment was not read ({shown}). Save it and add it as a source of its own."
            if len(names) == 1
            else f"{len(names)} attachments were not read ({shown}). Save them and add them as sources of their own."
        )
    return told


def _name_of(part: Message) -> str:
    name = file_name_of(part)
    if not name and part.get_content_type() == "message/rfc822":
        return "a message"
    return f"“{name[:80]}”" if name else part.get_content_type()


def _addressed(message: Message) -> str:
    """To whom the message went, in words; the hidden copies are nobody's to show."""
    parts: list[str] = []
    for name in ("To", "Cc"):
        people = people_in(message, name)
        if people:
            parts.append(f"{name}: {', '.join(people[:_SHOWN_NAMES])}{' and others' * (len(people) > _SHOWN_NAMES)}")
    return "; ".join(parts)
