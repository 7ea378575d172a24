import pytest

from tests.directory.find.world import World


@pytest.fixture
def world(db: None) -> World:
    return World()
