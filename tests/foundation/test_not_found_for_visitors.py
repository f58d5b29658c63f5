"""Visitors get the same 404 with a sign-in link whether the page exists or not."""

import pytest

from meetings.meeting.enums import MeetingState
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("exists", [True, False])
def test_a_visitor_gets_a_sign_in_link_that_returns_here(client, exists):
    path = factories.meeting(state=MeetingState.INVITED).url if exists else "/skoler/findes-ikke/2026/"
    answer = client.get(path)
    assert answer.status_code == 404
    assert f'href="/konto/login/?next={path}"' in answer.content.decode()


def test_a_signed_in_user_gets_a_link_to_the_front_page(client):
    client.force_login(factories.user())
    page = client.get("/skoler/findes-ikke/2026/").content.decode()
    assert "?next=" not in page and 'href="/"' in page
