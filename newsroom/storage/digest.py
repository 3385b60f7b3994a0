"""The SHA-256 every row bears of its own values, so that a damaged one is known when it is read."""

import json
from collections.abc import Callable, Sequence
from functools import cache
from typing import Any

Hasher = Callable[[bytes], Any]
"""Makes a hash object of ``hashlib``'s kind."""


@cache
def _encoder() -> json.JSONEncoder:
    return json.JSONEncoder(separators=(",", ":"), default=repr)


@cache
def _sha256() -> Hasher:
    # Not at the start: it loads OpenSSL, which the first painting can do without.
    from hashlib import sha256

    return sha256


def digest_of_stored(values: Sequence[object], *, sha256: Hasher | None = None) -> str:
    """SHA-256 of a row's values as SQLite holds them (bool as 0 or 1, word lists as their JSON), by ``hashlib`` or by
    another maker of the same hash."""
    # Only damage turns a value into bytes; it must come out as another digest, not as an error.
    return (sha256 or _sha256())(_encoder().encode(values).encode("ascii")).hexdigest()


def is_whole(values: Sequence[object], *, sha256: Hasher | None = None) -> bool:
    """Whether a row's values match the digest they end in."""
    return digest_of_stored(values[:-1], sha256=sha256) == values[-1]
