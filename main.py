"""The program's door: a command line when words follow, the window when none do.

The command line's library is imported only for a command, so that the window's first paint never waits for it.
"""

import sys

NO_WINDOW_YET = """Newsroom: every sentence that goes to print, traced to evidence on your own disk.

The window is not built yet; the command line does the whole job. Try it on the sample story:

    newsroom demo --out DIR     sample, check, HTML, Markdown and report
    newsroom --help             all commands
"""


def main(arguments: list[str] | None = None) -> int:
    """Runs what the arguments ask for and returns the exit code."""
    words = sys.argv[1:] if arguments is None else arguments
    if not words:
        print(NO_WINDOW_YET, end="")
        return 0
    from newsroom.cli import run

    return run(words)


if __name__ == "__main__":
    sys.exit(main())
