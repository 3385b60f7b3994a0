"""Holds a desk until its standard input ends: ``python -m tests.journeys.holder DESK``. Says "held" once it has it."""

import sys
from pathlib import Path

from newsroom.storage.opening import open_archive


def main(folder: Path) -> None:
    archive = open_archive(folder)
    sys.stdout.write("read-only\n" if archive.is_read_only else "held\n")
    sys.stdout.flush()
    sys.stdin.read()
    archive.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
