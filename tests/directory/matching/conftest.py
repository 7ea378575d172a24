"""A municipality to propose from."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.directory.find.world import World


@pytest.fixture
def world(db: None) -> "World":
    """A municipality without offers."""
    from tests.directory.find.world import World

    return World()
