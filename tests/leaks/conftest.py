"""A stage set once for a whole file, and those who work in the editor."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from accounts.roles import Role
from tests import factories
from tests.leaks.stage import Stage, set_stage


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: Any) -> Iterator[Stage]:
    """Each test works in a savepoint of its own. Files that need a fresh one define their own."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield set_stage()
        transaction.set_rollback(True)


@pytest.fixture
def strong(db: None, stage: Stage) -> Client:
    """Superuser and central editor."""
    client = Client()
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR, is_superuser=True))
    return client


@pytest.fixture
def editor(db: None, stage: Stage) -> Client:
    client = Client()
    client.force_login(stage.person(Role.CENTRAL_EDITOR))
    return client


@pytest.fixture
def administrator(db: None, stage: Stage) -> Client:
    client = Client()
    client.force_login(stage.person(Role.ADMINISTRATOR))
    return client
