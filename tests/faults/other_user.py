"""Opens a desk as somebody without privileges and says what came of it, as one JSON object on standard output:
``python -m tests.faults.other_user DESK WARM [create]``. ``WARM`` is a sound desk opened first, with what privileges
there are, so that every library is loaded before they are given up."""

import json
import os
import sys
from pathlib import Path

from newsroom.domain.errors import NewsroomError
from newsroom.domain.person import Person
from newsroom.domain.story import Story
from newsroom.storage.archive import Archive
from newsroom.storage.opening import open_archive
from newsroom.storage.row_reading import read_where
from newsroom.storage.transaction import Transaction

NOBODY = 65534


def add_person(tx: Transaction) -> None:
    tx.add(Person, name="Sigrid Holm")


def use(archive: Archive) -> dict[str, object]:
    """Reads all stories and tries to write once."""
    result: dict[str, object] = {"read_only": archive.is_read_only, "because": archive.read_only_because}
    try:
        with archive.read() as connection:
            result["stories"] = len(read_where(connection, Story, {}))
        archive.write(add_person, actor="")
        result["written"] = True
    except NewsroomError as error:
        result["told"] = str(error)
    finally:
        archive.close()
    return result


def main(desk: Path, warm: Path, *, create: bool) -> dict[str, object]:
    use(open_archive(warm))
    if os.getuid() == 0:
        os.setgroups([])
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        return use(open_archive(desk, create=create))
    except NewsroomError as error:
        return {"refused": str(error), "kind": type(error).__name__}


if __name__ == "__main__":
    sys.stdout.write(json.dumps(main(Path(sys.argv[1]), Path(sys.argv[2]), create="create" in sys.argv[3:])))
