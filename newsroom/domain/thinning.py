"""Which of the states saved while writing stay (reliability.md): each of the last hour of work, one per 10 minutes for
two days, one per hour for 30 days. What was named, imported, exported or approved stays for good and is not asked."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta

from newsroom.domain.draft import RevisionLine

EACH = timedelta(hours=1)
PER_TEN_MINUTES = timedelta(days=2)
PER_HOUR = timedelta(days=30)
ALWAYS_KEPT = 50
"""The newest by number stay whatever the clock says: clocks jump."""


def thinned(lines: Sequence[RevisionLine]) -> frozenset[str]:
    """The ids of the autosaved states that go. Age counts back from the newest of ``lines``, by seq, so that nothing
    goes while nobody writes; of each stretch of time the newest stays."""
    autosaved = sorted((line for line in lines if line.why == "autosave" and not line.name), key=lambda line: line.seq)
    if len(autosaved) <= ALWAYS_KEPT:
        return frozenset()
    latest = _moment(autosaved[-1])
    kept: set[tuple[str, int]] = set()
    gone: set[str] = set()
    for line in reversed(autosaved[:-ALWAYS_KEPT]):
        moment = _moment(line)
        stretch = _stretch(moment, latest - moment)
        if stretch is None:
            continue
        if stretch in kept or not stretch[0]:
            gone.add(line.id)
        kept.add(stretch)
    return frozenset(gone)


def _stretch(moment: datetime, age: timedelta) -> tuple[str, int] | None:
    """The stretch of time of which one state stays; None: each stays; one without a name: none does."""
    if age <= EACH:
        return None
    seconds = int(moment.timestamp())
    if age <= PER_TEN_MINUTES:
        return "ten minutes", seconds // 600
    return ("hour", seconds // 3600) if age <= PER_HOUR else ("", 0)


def _moment(line: RevisionLine) -> datetime:
    moment = datetime.fromisoformat(line.created_at)
    return moment if moment.tzinfo is not None else moment.replace(tzinfo=UTC)
