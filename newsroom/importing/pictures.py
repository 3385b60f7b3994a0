"""What a picture says about itself: its size, and in its EXIF head when and by whom it was made. Its words, if it has
any, are not read."""

import io
import re
import warnings
from collections.abc import Mapping

from PIL import ExifTags, Image, UnidentifiedImageError

from newsroom.importing.captured import CapturedText, one_line

_FORMATS = ("PNG", "JPEG", "WEBP", "GIF", "TIFF")
_TAKEN = re.compile(r"(\d{4}):(\d\d):(\d\d) (\d\d):(\d\d)")
_LONGEST = 500


def read_picture(data: bytes) -> CapturedText:
    """The size, and day, author and caption as guesses; of a damaged picture only that it is one."""
    try:
        with warnings.catch_warnings():
            # A picture of too many pixels is only looked at, never unpacked.
            warnings.simplefilter("ignore")
            with Image.open(io.BytesIO(data), formats=_FORMATS) as picture:
                wide, high, kind = picture.width, picture.height, picture.format or ""
                tags = _tags(picture)
    except Image.DecompressionBombError:
        return CapturedText(notices=("It has more pixels than any camera gives; it was not looked into.",))
    except (UnidentifiedImageError, OSError, ValueError, SyntaxError, EOFError,
            TypeError, KeyError, IndexError, OverflowError, ZeroDivisionError, AttributeError):  # fmt: skip
        # Nothing is lost: a picture has no text to be read either way.
        return CapturedText(
            notices=("It is no picture that can be looked into, or a damaged one; it is kept as it is.",)
        )
    author = _words(tags, ExifTags.Base.Artist)
    return CapturedText(
        authors=(author,) if author else (),
        published=_taken(tags),
        description=_words(tags, ExifTags.Base.ImageDescription),
        media_type=f"image/{kind.lower()}",
        notices=(
            f"A picture of {wide:,} × {high:,} pixels; words in it are not read. Type the passage you need beside it.",
        ),
    )


def _tags(picture: Image.Image) -> Mapping[int, object]:
    exif = picture.getexif()
    return {**dict(exif), **exif.get_ifd(ExifTags.IFD.Exif)}


def _taken(tags: Mapping[int, object]) -> str:
    for tag in (ExifTags.Base.DateTimeOriginal, ExifTags.Base.DateTime):
        match = _TAKEN.match(_words(tags, tag))
        if match and match[1] != "0000" and 1 <= int(match[2]) <= 12 and 1 <= int(match[3]) <= 31:
            return f"{match[1]}-{match[2]}-{match[3]}T{match[4]}:{match[5]}"
    return ""


def _words(tags: Mapping[int, object], tag: int) -> str:
    value = tags.get(tag, "")
    if isinstance(value, bytes):
        value = value.decode("utf-8", "replace")
    return one_line(value.strip("\0 "))[:_LONGEST] if isinstance(value, str) else ""
