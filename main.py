"""The program's door: a command line when words follow, the window when none do.

The command line's library is imported only for a command, so that the window's first paint never waits for it.
"""

import os
import sys
import traceback

NO_WINDOW_YET = """Newsroom: every sentence that goes to print, traced to evidence on your own disk.

The window is not built yet; the command line does the whole job. Try it on the sample story:

    newsroom demo --out DIR     sample, check, HTML, Markdown and report
    newsroom --help             all commands
"""


OUR_FAULT = """newsroom: this is a fault of the program, not of your words ({kind}). What was saved before is safe.
Run it again with NEWSROOM_TRACE=1 to see where it failed, and report that."""
FAULT_EXIT = 6


def main(arguments: list[str] | None = None) -> int:
    """Runs what the arguments ask for and returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words:
        print(NO_WINDOW_YET, end="")
        return 0
    try:
        from newsroom.cli import run

        return run(words)
    except Exception as error:  # noqa: BLE001 - the last place: said in words instead of a traceback
        if os.environ.get("NEWSROOM_TRACE"):
            traceback.print_exc()
        print(OUR_FAULT.format(kind=type(error).__name__), file=sys.stderr)
        return FAULT_EXIT


if __name__ == "__main__":
    sys.exit(main())
