"""Ids and the clock they are made with: 48 bits of milliseconds and 80 random bits in 26 Crockford characters.

An id is a name, never an order: clocks jump. Order comes from ``seq``, counted by the archive in the transaction.
"""

import os
from base64 import b32encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import NamedTuple

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
ID_LENGTH = 26
SHORT_LENGTH = 6
_CROCKFORD = bytes.maketrans(b"ABCDEFGHIJKLMNOPQRSTUVWXYZ234567", ALPHABET.encode("ascii"))

Clock = Callable[[], datetime]
Entropy = Callable[[int], bytes]


def system_clock() -> datetime:
    """The time now, in UTC."""
    return datetime.now(UTC)


def timestamp(moment: datetime) -> str:
    """``moment`` as stored everywhere: ISO 8601 in UTC with milliseconds and a ``Z``."""
    return moment.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")


def short_id(record_id: str) -> str:
    """The last six characters, as a person sees and types them."""
    return record_id[-SHORT_LENGTH:]


def is_id(text: str) -> bool:
    """Whether ``text`` has the form of a whole id."""
    return len(text) == ID_LENGTH and all(character in ALPHABET for character in text)


class Ids(NamedTuple):
    """Makes ids from a clock and a source of random bytes, both replaceable."""

    clock: Clock = system_clock
    entropy: Entropy = os.urandom

    def new(self) -> str:
        """A fresh id of 26 lower-case Crockford characters; a clock before 1970 counts as 1970."""
        milliseconds = max(0, int(self.clock().timestamp() * 1000)) & ((1 << 48) - 1)
        number = (milliseconds << 80) | int.from_bytes(self.entropy(10), "big")
        # 160 bits are 32 letters, of which the last 26 hold these 128.
        return b32encode(number.to_bytes(20, "big"))[-ID_LENGTH:].translate(_CROCKFORD).decode("ascii")
