"""The page where everybody chooses when to hear of news."""

import pytest
from bs4 import BeautifulSoup
from django.test import Client

from accounts.roles import Role
from meetings.notifications.choose_news import choose_news
from meetings.notifications.enums import NewsChoice
from meetings.notifications.models import Recipient
from tests import factories

pytestmark = pytest.mark.django_db
PAGE = "/konto/beskeder/"


@pytest.fixture
def person():
    return factories.user(role=Role.STAFF_REPRESENTATIVE, unit=factories.make_unit())


@pytest.fixture
def client(person):
    client = Client()
    client.force_login(person)
    return client


def test_everybody_chooses_for_themselves(client, person):
    other = factories.user()
    chosen = BeautifulSoup(client.get(PAGE).content, "html.parser").select("input[type=radio][checked]")
    assert [one["value"] for one in chosen] == ["at_once", "da"]
    answer = client.post(PAGE, {"news": "weekly", "language": "da", "seen": 1}, follow=True)
    assert "Dit valg er gemt." in answer.content.decode()
    assert Recipient.objects.get(person=person).news == NewsChoice.WEEKLY
    assert not Recipient.objects.filter(person=other).exists()


def test_what_was_chosen_in_another_window_is_not_overwritten(client, person):
    choose_news(by=person, news=NewsChoice.NEVER, expected_version=1)
    assert client.post(PAGE, {"news": "weekly", "language": "da", "seen": 1}).status_code == 409
    assert client.post(PAGE, {"news": "hourly", "language": "da", "seen": 2}).status_code == 422
    assert Recipient.objects.get(person=person).news == NewsChoice.NEVER


def test_visitors_sign_in_first():
    assert Client().get(PAGE).status_code == 302


def test_the_page_is_reached_from_every_page(client):
    assert f'href="{PAGE}"' in client.get("/").content.decode()
