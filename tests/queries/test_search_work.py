"""What a search costs follows what it finds, not how much there is to search in."""

from datetime import timedelta

import pytest
from django.db import connection
from django.utils import timezone
from wagtail.search.models import IndexEntry

from foundation.search.matching import matching, search_terms
from foundation.search.parse_query import parse_query
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.meeting.enums import MeetingState
from meetings.search.find_entries import Filters, find_entries
from meetings.search.models import SearchEntry
from tests import factories
from tests.meetings.evidence.scene import set_up

pytestmark = pytest.mark.django_db


def fill(scene, count):
    """So many indexed texts without the words searched for, as `update_entries` writes them."""
    piece = scene.shared(title="Bækken")
    kind = IndexEntry.objects.filter(content_type__model="searchentry").values_list("content_type", flat=True)[0]
    now = timezone.now()
    rows = SearchEntry.objects.bulk_create(
        SearchEntry(evidence=piece, part=f"image-{number}", title="Bækken", text=f"vand {number}", unit=scene.unit,
                    kind=piece.kind, at=now + timedelta(seconds=number))
        for number in range(count)
    )  # fmt: skip
    IndexEntry.objects.bulk_create(
        IndexEntry(content_type_id=kind, object_id=str(row.pk), title="Bækken", body=row.text, autocomplete=row.text)
        for row in rows
    )


def steps(act):
    """How many times SQLite has worked through 20 instructions of its machine."""
    count = 0

    def one_more():
        nonlocal count
        count += 1

    connection.ensure_connection()
    connection.connection.set_progress_handler(one_more, 20)
    try:
        act()
    finally:
        connection.connection.set_progress_handler(None, 0)
    return count


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite")
@pytest.mark.parametrize("who", ["leader", "chef"])
@pytest.mark.parametrize("is_analysed", [False, True])
def test_a_search_takes_as_many_steps_in_a_hundred_times_as_much(who, is_analysed):
    scene = set_up(state=MeetingState.PREPARING)
    scene.shared(title="Skoven")

    def search():
        found = find_entries(getattr(scene, who), parse_query("skov"), Filters(), timezone.localdate())
        assert len(found) == 3, "the contribution, its meeting and its unit"

    fill(scene, 20)
    search()
    few = steps(search)
    fill(scene, 2000)
    if is_analysed:
        connection.cursor().execute("ANALYZE")
    assert steps(search) < 1.25 * few


@pytest.mark.skipif(connection.vendor != "sqlite", reason="counts the steps of SQLite")
def test_the_search_of_the_forum_does_too():
    factories.example(title="Skoven", state=ExampleState.CLEARED)
    scene = set_up(state=MeetingState.PREPARING, title="Egeskolen")

    def search():
        assert list(matching(ExamplePage, search_terms(["skov"])))

    fill(scene, 20)
    few = steps(search)
    fill(scene, 2000)
    assert steps(search) < 1.25 * few


def test_a_save_does_not_read_the_whole_index(django_assert_num_queries):
    """Wagtail averages the length of all titles each time."""
    scene = set_up(state=MeetingState.PREPARING)
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(connection) as queries:
        scene.shared(title="Skoven")
    assert not [one["sql"] for one in queries if "AVG(" in one["sql"]]
