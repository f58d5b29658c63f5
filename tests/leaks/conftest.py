"""Fixtures: test data that is created once a file, and signed-in editors."""

from collections.abc import Iterator

import pytest
from django.test import Client
from pytest_django.plugin import DjangoDbBlocker

from accounts.roles import Role
from tests import factories
from tests.leaks.stage import Stage, set_stage
from tests.prepared import transaction_of_a_module


@pytest.fixture(scope="module")
def stage(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Stage]:
    """The test data; each test runs in a savepoint. Files that need fresh data define their own."""
    with django_db_blocker.unblock(), transaction_of_a_module():
        yield set_stage()


@pytest.fixture
def strong(db: None, stage: Stage) -> Client:
    """Client of a superuser who is central editor."""
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
