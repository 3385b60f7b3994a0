"""The program's door: a command line when words follow, the window when none do, or only the name of a desk.

The command line's library is imported only for a command, so that the window's first paint never waits for it.
"""

import gc
import os
import sys
import traceback
from pathlib import Path

NO_SCREEN = "newsroom: there is no screen here. The whole job on the sample story needs none: newsroom demo --out DIR"
NO_LIBRARY = """newsroom: the window needs a library this system lacks ({missing}). On Debian and Ubuntu:
sudo apt install libgl1 libegl1 libglib2.0-0 libfontconfig1 libxkbcommon0 libdbus-1-3 libxcb-cursor0 libxcb-icccm4 \
libxcb-keysyms1 libxcb-shape0 libxcb-xkb1 libxkbcommon-x11-0"""
X11_LIBRARY = "libxcb-cursor.so.0"
NO_WINDOW_EXIT = 3
OUR_FAULT = """newsroom: this is a fault of the program, not of your words ({kind}). What was saved before is safe.
Run it again with NEWSROOM_TRACE=1 to see where it failed, and report that."""
FAULT_EXIT = 6


def main(arguments: list[str] | None = None) -> int:
    """Runs what the arguments ask for and returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    try:
        if asks_for_window(words):
            return open_window(desk_named(words))
        from newsroom.cli import run

        return run(words)
    except Exception as error:  # noqa: BLE001 - the last place: said in words instead of a traceback
        if os.environ.get("NEWSROOM_TRACE"):
            traceback.print_exc()
        print(OUR_FAULT.format(kind=type(error).__name__), file=sys.stderr)
        return FAULT_EXIT


def asks_for_window(words: list[str]) -> bool:
    """Whether the words name no command: none at all, or a desk and nothing else."""
    return not words or desk_named(words) is not None


def desk_named(words: list[str]) -> Path | None:
    """The desk of ``--desk PATH`` or ``--desk=PATH`` standing alone."""
    if len(words) == 2 and words[0] == "--desk":
        return Path(words[1])
    if len(words) == 1 and words[0].startswith("--desk="):
        return Path(words[0].removeprefix("--desk="))
    return None


def open_window(desk: Path | None) -> int:
    """Opens the window, or says in a line why there can be none."""
    if lacks_screen():
        print(NO_SCREEN, file=sys.stderr)
        return NO_WINDOW_EXIT
    # Nothing made during a start is garbage; the window collects later, in its own thread.
    gc.disable()
    from ui.qt_import import bring_in_qt

    try:
        bring_in_qt()
    except ImportError as error:
        print(NO_LIBRARY.format(missing=str(error).split(":")[0]), file=sys.stderr)
        return NO_WINDOW_EXIT
    missing = missing_screen_library()
    if missing:
        print(NO_LIBRARY.format(missing=missing), file=sys.stderr)
        return NO_WINDOW_EXIT
    from ui.app import run_window

    return run_window(desk)


def lacks_screen() -> bool:
    """Whether this is a Linux without a screen to open a window on."""
    if not sys.platform.startswith("linux") or os.environ.get("QT_QPA_PLATFORM"):
        return False
    return not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY"))


def missing_screen_library() -> str:
    """The library Qt's window on X11 cannot do without, when this system lacks it; Qt itself would end the process."""
    platform = os.environ.get("QT_QPA_PLATFORM", "" if os.environ.get("WAYLAND_DISPLAY") else "xcb")
    if not sys.platform.startswith("linux") or platform != "xcb":
        return ""
    import ctypes

    try:
        ctypes.CDLL(X11_LIBRARY)
    except OSError:
        return X11_LIBRARY
    return ""


if __name__ == "__main__":
    sys.exit(main())
