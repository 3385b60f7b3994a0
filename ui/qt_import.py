"""Brings PySide6 in without what only its makers need.

At each import PySide6 takes support modules out of an archive within its library and compiles them from their source,
the writer of its stub files among them: a sixth of the start of a bare window. Here their compiled form is kept where
Python keeps that of all modules, and the writer of stub files is left out. What does not fit is compiled as ever.
"""

from __future__ import annotations

import builtins
import marshal
import os
import sys
from contextlib import contextmanager, suppress
from importlib.util import MAGIC_NUMBER, cache_from_source, source_hash
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Iterator
    from types import CodeType

ARCHIVE = "shibokensupport/"
"""How the names of the modules in the archive begin."""
STUB_WRITER = "shibokensupport/signature/lib/pyi_generator.py"


class KeptCode:
    """The compiled form of the archive's modules, by name and by the hash of the source it was made from."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._codes: dict[tuple[str, bytes], CodeType] = {}
        self._is_new = False
        # A file that is missing, torn or not ours is as good as none.
        with suppress(OSError, ValueError, EOFError, TypeError):
            content = path.read_bytes()
            if content.startswith(MAGIC_NUMBER):
                self._codes = dict(marshal.loads(content[len(MAGIC_NUMBER) :]))

    def code(self, source: bytes, name: str) -> CodeType:
        """The code of a module of the archive."""
        if name == STUB_WRITER:
            source = b""
        key = (name, source_hash(source))
        if key not in self._codes:
            # In the way the archive's own importer does it.
            flags = annotations.compiler_flag
            self._codes[key] = compile(source, name, "exec", flags=flags, dont_inherit=True)
            self._is_new = True
        return self._codes[key]

    def keep(self) -> None:
        """Writes what was compiled anew, as Python would: not when it was told not to, and not where it cannot."""
        if not self._is_new or sys.dont_write_bytecode:
            return
        temporary = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        with suppress(OSError):
            self._path.parent.mkdir(parents=True, exist_ok=True)
            temporary.write_bytes(MAGIC_NUMBER + marshal.dumps(self._codes))
            temporary.replace(self._path)


def bring_in_qt() -> None:
    """Imports PySide6 for the whole process; raises ``ImportError`` when the system lacks a library of it."""
    plain_import = builtins.__import__
    kept = KeptCode(Path(f"{cache_from_source(__file__)}.qt"))
    try:
        with _compiled_by(kept):
            from PySide6 import QtWidgets
    finally:
        # PySide6 puts an import of its own in its place, which slows every later one down.
        builtins.__import__ = plain_import
    del QtWidgets
    kept.keep()


@contextmanager
def _compiled_by(kept: KeptCode) -> Iterator[None]:
    """Whatever is compiled within comes from what is kept when it belongs to the archive."""
    plain_compile = builtins.compile

    def quick(source: Any, filename: Any, mode: str, *rest: Any, **options: Any) -> Any:
        if isinstance(source, bytes) and str(filename).startswith(ARCHIVE) and not rest and not options:
            return kept.code(source, filename)
        return plain_compile(source, filename, mode, *rest, **options)

    builtins.compile = quick
    try:
        yield
    finally:
        builtins.compile = plain_compile
