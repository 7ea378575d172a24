"""A social map of its own for each test of finding."""

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from tests.directory.find.world import World


@pytest.fixture
def world(db: None) -> "World":
    # Not before: pytest reads this file before Django is set up when this folder alone is asked for.
    from tests.directory.find.world import World

    return World()
