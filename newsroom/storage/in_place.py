"""Whether the archive is still the file that was opened: renamed, deleted or replaced, it is written to no more."""

from pathlib import Path

from newsroom.domain.errors import ArchiveTrouble


class InPlace:
    """Remembers which file lies at ``archive`` when it is made."""

    def __init__(self, archive: Path) -> None:
        self._archive = archive
        self._identity = self._found()

    def check(self) -> None:
        """Raises ``ArchiveTrouble`` when another file, or none, lies there now."""
        identity = self._found()
        if identity is None or identity != self._identity:
            raise ArchiveTrouble(
                f"The archive {self._archive} was moved, deleted or replaced while it was open. This change is not "
                "saved. Put the file back, or open the desk again where it lies now."
            )

    def _found(self) -> tuple[int, int] | None:
        try:
            status = self._archive.stat()
        except (FileNotFoundError, NotADirectoryError):
            return None
        return (status.st_dev, status.st_ino)
