"""Journeys have the look of the window's other tests."""

from tests.ui.conftest import look

__all__ = ["look"]
