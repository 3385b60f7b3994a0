"""Where the test material that is not part of this project lies, if it lies anywhere."""

import os
from pathlib import Path

import pytest


def shared_folder() -> Path:
    """The folder `shared` beside the checkout; skips the test where it is absent, fails where it is required."""
    folder = Path(__file__).resolve().parents[2] / "shared"
    if not folder.is_dir():
        if os.environ.get("NEWSROOM_REQUIRE_CONFORMANCE") == "1":
            pytest.fail(f"NEWSROOM_REQUIRE_CONFORMANCE=1 is set, but {folder.name}/ is not beside the checkout.")
        pytest.skip("the folder ../shared is not beside the checkout")
    return folder
