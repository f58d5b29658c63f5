from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import User
from tests.media.conftest import own_store
from tests.meetings.evidence import scene as scenes

__all__ = ["own_store"]


@pytest.fixture
def scene(db: None) -> scenes.Scene:
    """A convened meeting for which evidence is gathered."""
    return scenes.set_up()


@pytest.fixture
def signed_in(client: Client) -> Callable[[User], Client]:
    """Test client of a signed-in person."""

    def enter(person: User) -> Client:
        client.force_login(person)
        return client

    return enter
