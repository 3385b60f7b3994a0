"""Bytes of a text file → text, and in plain sentences what had to be done for it. The bytes themselves are kept."""

import codecs
import re
from dataclasses import dataclass

REPLACEMENT = "\ufffd"
_MARKS = (
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_NAMES = {
    "utf-8": "UTF-8",
    "utf-16-le": "UTF-16 (little-endian)",
    "utf-16-be": "UTF-16 (big-endian)",
    "utf-32-le": "UTF-32 (little-endian)",
    "utf-32-be": "UTF-32 (big-endian)",
    "cp1252": "Windows-1252",
    "latin-1": "Latin-1 (ISO 8859-1)",
}
_SAMPLE = 4096
_SURROGATES = re.compile("[\ud800-\udfff]")
_UNHELD = re.compile("[\ufdd0\ufdd1]")
_LINE_ENDS = re.compile("\r\n|\r|\u2029")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text as the editor can hold it. `encoding` is Python's name of the one found; `notices` are whole sentences."""

    text: str
    encoding: str
    notices: tuple[str, ...] = ()


def decode(data: bytes) -> Decoded:
    """Read bytes as text; never refused. Byte order marks first, then UTF-8, then Windows-1252, then Latin-1."""
    encoding, body, notices = _find_encoding(data)
    text = _read(body, encoding, notices)
    cleaned = clean_text(text)
    return Decoded(cleaned.text, encoding, (*notices, *cleaned.notices))


def clean_text(text: str) -> Decoded:
    """Replace what the editor and the archive cannot hold, and say so: NUL, CR, U+2029, U+FDD0, U+FDD1, surrogates.

    Line ends become a line feed, everything else U+FFFD; all other code points stay as they are.
    """
    notices: list[str] = []
    text = _one_line_end(text, notices)
    for name, pattern in (("NUL character", re.compile("\0")), ("lone surrogate", _SURROGATES)):
        text = _replace(text, pattern, name, notices)
    text = _replace(text, _UNHELD, "character U+FDD0 or U+FDD1", notices, plural="characters U+FDD0 or U+FDD1")
    return Decoded(text, "utf-8", tuple(notices))


def _find_encoding(data: bytes) -> tuple[str, bytes, list[str]]:
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            told = [] if encoding == "utf-8" else [f"The file is written in {_NAMES[encoding]}; it was read as such."]
            return encoding, data[len(mark) :], told
    wide = _unmarked_wide(data)
    if wide:
        return wide, data, [f"The file looks like {_NAMES[wide]} without a byte order mark and was read as such."]
    try:
        data.decode("utf-8")
    except UnicodeDecodeError:
        return _when_not_utf8(data)
    return "utf-8", data, []


def _unmarked_wide(data: bytes) -> str | None:
    """UTF-16 of a text in Latin letters has a zero in nearly every second byte."""
    sample = data[:_SAMPLE]
    half = len(sample) // 2
    if half < 8:
        return None
    even, odd = sample[0::2].count(0) / half, sample[1::2].count(0) / half
    if odd > 0.4 and even < 0.05:
        return "utf-16-le"
    return "utf-16-be" if even > 0.4 and odd < 0.05 else None


def _when_not_utf8(data: bytes) -> tuple[str, bytes, list[str]]:
    lenient = data.decode("utf-8", "surrogateescape")
    wrong = len(_SURROGATES.findall(lenient))
    right = sum(character > "\x7f" for character in lenient) - wrong
    if right > 2 * wrong:
        bytes_were = f"{_count(wrong, 'byte')} of the file {_was(wrong)}"
        return "utf-8", data, [f"{bytes_were} not valid UTF-8 and {_was(wrong)} replaced by {REPLACEMENT}."]
    try:
        data.decode("cp1252")
        encoding = "cp1252"
    except UnicodeDecodeError:
        encoding = "latin-1"
    return encoding, data, [
        f"The file is not UTF-8; it was read as {_NAMES[encoding]}. Check accents, quotation marks and dashes."
    ]  # fmt: skip


def _read(body: bytes, encoding: str, notices: list[str]) -> str:
    if encoding == "utf-8":
        # Told by the caller; each wrong byte is one replacement, so that the count is the person's count.
        return _SURROGATES.sub(REPLACEMENT, body.decode("utf-8", "surrogateescape"))
    if encoding in ("cp1252", "latin-1"):
        return body.decode(encoding)
    unit = 4 if encoding.startswith("utf-32") else 2
    rest = len(body) % unit
    if rest:
        notices.append(f"The file ends within a character, which was replaced by {REPLACEMENT}.")
        body = body[:-rest]
    try:
        text = body.decode(encoding, "surrogatepass")
    except UnicodeDecodeError:
        text = body.decode(encoding, "replace")
        notices.append(f"Some characters of the file are damaged; they were replaced by {REPLACEMENT}.")
    return text + REPLACEMENT if rest else text


def _one_line_end(text: str, notices: list[str]) -> str:
    """CRLF, CR and U+2029 become LF; U+2028 is a break within a paragraph and stays."""
    windows = text.count("\r\n")
    lone = text.count("\r") - windows
    paragraphs = text.count("\u2029")
    kinds = [
        f"{_count(number, 'line end')} of the kind {kind}"
        for number, kind in ((windows, "CRLF"), (lone, "CR"), (paragraphs, "U+2029"))
        if number
    ]
    if not kinds:
        return text
    total = windows + lone + paragraphs
    notices.append(f"{' and '.join(kinds)} {_was(total)} turned into plain line feeds.")
    return _LINE_ENDS.sub("\n", text)


def _replace(text: str, pattern: re.Pattern[str], name: str, notices: list[str], plural: str | None = None) -> str:
    changed, number = pattern.subn(REPLACEMENT, text)
    if number:
        notices.append(f"{_count(number, name, plural)} {_was(number)} replaced by {REPLACEMENT} (U+FFFD).")
    return changed


def _count(number: int, name: str, plural: str | None = None) -> str:
    return f"{number} {name}" if number == 1 else f"{number} {plural or name + 's'}"


def _was(number: int) -> str:
    return "was" if number == 1 else "were"
