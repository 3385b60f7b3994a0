"""What several files here begin with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.newsroom.arrival_desk import ArrivalDesk, copied_desk, laid_desk


@pytest.fixture(scope="module")
def laid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return laid_desk(tmp_path_factory.mktemp("arrival") / "desk")


@pytest.fixture
def here(laid: Path, tmp_path: Path) -> Iterator[ArrivalDesk]:
    made = copied_desk(laid, tmp_path / "desk")
    yield made
    made.desk.close()
