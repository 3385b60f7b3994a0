"""The one setting the first paint needs, which desk to open, without loading YAML at each start."""

from __future__ import annotations

import json
from contextlib import suppress
from pathlib import Path

from newsroom.folders import data_folder, settings_file

KEPT = "settings-read.json"


def desk_to_open(named: Path | None) -> Path:
    """The desk named on the command line, else the one of the settings, else the usual one. Refuses, with ``BadInput``,
    settings that cannot be read."""
    if named is not None:
        return named
    place = settings_file()
    try:
        state = place.stat()
    except OSError:
        return data_folder() / "desk"
    stamp = [state.st_mtime_ns, state.st_size]
    kept = place.with_name(KEPT)
    with suppress(OSError, ValueError, KeyError, TypeError):
        content = json.loads(kept.read_text(encoding="utf-8"))
        if content["stamp"] == stamp:
            return Path(content["desk"])
    from newsroom.settings import read_settings

    desk = read_settings().desk_folder
    with suppress(OSError):
        # A start that cannot keep it is slower the next time, and nothing else.
        kept.write_text(json.dumps({"stamp": stamp, "desk": str(desk)}), encoding="utf-8")
    return desk
