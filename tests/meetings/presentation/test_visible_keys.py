"""The check during the presentation returns the keys that the page would have now."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from django.conf import settings
from django.utils import timezone

from accounts.end_sessions import end_sessions
from accounts.session import SIGNED_IN_AT, Session
from meetings.units.membership import Membership
from tests.meetings.presentation.scene import Room

pytestmark = pytest.mark.django_db


@pytest.fixture
def room(client):
    room = Room()
    client.force_login(room.leader)
    return room


def still(client, room):
    return client.get(room.still_url).json()["shown"]


def keys(client, room):
    page = BeautifulSoup(client.get(room.url).content, "html.parser")
    return {one["data-key"] for one in page.select("[data-key]")}


def test_at_first_all_keys_of_the_page_are_returned(client, room):
    room.photos(count=3)
    room.film()
    room.story(situation="Ord")
    assert keys(client, room) == set(still(client, room)) != set()


@pytest.mark.parametrize("what", ["piece", "file", "taken back", "expired"])
def test_the_keys_of_withdrawn_items_are_not_returned(client, room, what):
    page, kept = room.photos("Væk"), room.photos("Bliver")
    before = set(still(client, room))
    if what in ("file", "expired"):
        item = page.items[0]
        item.withdrawn_at = timezone.now() if what == "file" else None
        item.delete_after = timezone.localdate() - timedelta(days=1)
        item.save()
        type(item).objects.filter(pk=item.pk).update(withdrawn_at=item.withdrawn_at)
        gone = {f"m{item.key.hex}"}
    else:
        page.withdrawn_at = timezone.now() if what == "piece" else None
        page.audience = page.audience if what == "piece" else "unit"
        page.save()
        gone = {f"e{page.pk}", f"m{page.items[0].key.hex}"}
    assert before - set(still(client, room)) == gone
    assert f"e{kept.pk}" in still(client, room)


def test_404_for_those_who_may_no_longer_see_the_meeting(client, room):
    room.photos()
    Membership.objects.filter(user=room.leader).update(ends_on=timezone.localdate())
    assert client.get(room.still_url).status_code == 404


def test_signed_out_users_are_redirected_to_sign_in(client, room):
    end_sessions(user=room.leader)
    assert client.get(room.still_url).status_code == 302


class TestTheSession:
    def ends(self, client, **in_):
        row = Session.objects.get(session_key=client.session.session_key)
        if in_:
            row.expire_date = timezone.now() + timedelta(**in_)
            row.save()
        return row.expire_date

    def signed_in(self, client, ago: timedelta) -> None:
        session = client.session
        session[SIGNED_IN_AT] = (timezone.now() - ago).timestamp()
        session.save()

    def test_it_does_not_end_in_the_middle(self, client, room):
        self.ends(client, minutes=5)
        client.get(room.still_url)
        assert self.ends(client) > timezone.now() + timedelta(minutes=100)

    def test_it_is_not_written_each_time(self, client, room, django_assert_max_num_queries):
        self.ends(client, minutes=90)
        before = self.ends(client)
        client.get(room.still_url)
        assert self.ends(client) == before

    def test_it_never_goes_past_the_limit_since_sign_in(self, client, room):
        self.signed_in(client, settings.SESSION_AT_MOST - timedelta(minutes=20))
        self.ends(client, minutes=5)
        client.get(room.still_url)
        assert self.ends(client) <= timezone.now() + timedelta(minutes=20)
        self.signed_in(client, timedelta(days=2))
        before = self.ends(client, minutes=5)
        client.get(room.still_url)
        assert self.ends(client) == before
