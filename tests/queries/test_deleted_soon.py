"""The list of what is deleted soon takes as many queries with 3 contributions and their files as with 30."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.units.url_prefixes import unit_url_kwargs
from tests.meetings.evidence.scene import set_up

pytestmark = pytest.mark.django_db
MAX_STATEMENTS = 13


def add(scene, count):
    """Each with a file that goes with it, and one that goes before."""
    day = timezone.localdate() + timedelta(days=9)
    for _number in range(count):
        piece = scene.shared(delete_after=day)
        scene.with_photo(piece, delete_after=day)
        scene.with_photo(piece, delete_after=day - timedelta(days=3))


def cost(client, url):
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        answer = client.get(url)
    return len(queries), answer.content.decode().count("/behold/")


def test_the_number_of_queries_is_constant(client):
    scene = set_up()
    client.force_login(scene.leader)
    url = reverse("deleted_soon", kwargs=unit_url_kwargs(scene.unit))
    add(scene, 3)
    few, six = cost(client, url)
    add(scene, 27)
    many, sixty = cost(client, url)
    assert (six, sixty) == (6, 60)
    assert many == few <= MAX_STATEMENTS
