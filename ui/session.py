"""Small values remembered from one start to the next: which story, where the caret stood, how the window lay.

Ids and numbers only; never a word of a story and never a name.
"""

from __future__ import annotations

import json
import os
from contextlib import suppress
from pathlib import Path
from typing import Any


class Session:
    """JSON values by name. A file that is missing or broken means a fresh start, never an error."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._values: dict[str, Any] = {}
        with suppress(OSError, ValueError):
            content = json.loads(path.read_text(encoding="utf-8"))
            if isinstance(content, dict):
                self._values = content
        self._is_changed = False

    def get(self, key: str, default: Any = None) -> Any:
        """The value; the default where there is none, or one of another type than the default's."""
        value = self._values.get(key, default)
        return value if default is None or isinstance(value, type(default)) else default

    def set(self, key: str, value: Any) -> None:
        """Remembers a JSON value; None forgets it."""
        if value is None:
            self._values.pop(key, None)
        else:
            self._values[key] = value
        self._is_changed = True

    def save(self) -> bool:
        """Puts the values on the disk, readable by their owner only; False when that was not possible."""
        if not self._is_changed:
            return True
        temporary = self._path.with_name(f".{self._path.name}.{os.getpid()}.part")
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            handle = os.open(temporary, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "w", encoding="utf-8") as file:
                json.dump(self._values, file, ensure_ascii=False)
            temporary.replace(self._path)
        except OSError:
            with suppress(OSError):
                temporary.unlink(missing_ok=True)
            return False
        self._is_changed = False
        return True
