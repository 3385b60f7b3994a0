"""The SHA-256 every row bears of its own values, so that a damaged one is known when it is read."""

import hashlib
import json
from collections.abc import Sequence
from functools import cache


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(separators=(",", ":"), default=repr)


def digest_of_stored(values: Sequence[object]) -> str:
    """SHA-256 of a row's values as SQLite holds them (bool as 0 or 1, word lists as their JSON)."""
    # Only damage turns a value into bytes; it must come out as another digest, not as an error.
    return hashlib.sha256(_encoder().encode(values).encode("ascii")).hexdigest()


def is_whole(values: Sequence[object]) -> bool:
    """Whether a row's values match the digest they end in."""
    return digest_of_stored(values[:-1]) == values[-1]
