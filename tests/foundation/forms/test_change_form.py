"""Two people have the same form open: the second gets a conflict with both texts, and no input is lost."""

from typing import Any

import pytest
from bs4 import BeautifulSoup
from django.http import HttpResponse
from django.test import Client

from accounts.roles import Role
from meetings.units.edit_profile import edit_profile
from meetings.units.pages import UnitPage
from tests import factories
from tests.services.visitor import fields

pytestmark = pytest.mark.django_db


@pytest.fixture
def unit() -> UnitPage:
    return factories.make_unit("Skovskolen", profile="Vi har 312 børn.")


def opened(unit: UnitPage) -> tuple[Client, str, dict[str, Any]]:
    client, address = Client(), f"/{unit.area.slug}/{unit.slug}/rediger/"
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=unit, name="Anna Holm"))
    return client, address, form_on(client.get(address))


def form_on(answer: HttpResponse) -> dict[str, Any]:
    form = BeautifulSoup(answer.content, "html.parser").select_one("main form[method=post]")
    assert form is not None
    return fields(form)


def test_the_second_writer_gets_a_conflict_with_both_texts(unit: UnitPage) -> None:
    first, address, theirs = opened(unit)
    second, _, mine = opened(unit)
    assert first.post(address, theirs | {"presentation": "Vi har 320 børn.", "phone": "11"}).status_code == 302
    answer = second.post(address, mine | {"presentation": "Vi er en skole ved en skov."})
    assert answer.status_code == 409
    page = BeautifulSoup(answer.content, "html.parser")
    assert "Anna Holm" in page.select_one(".lr-errors").text
    both = page.select_one(".lr-both-texts").text
    assert "Vi har 320 børn." in both and "Vi er en skole ved en skov." in both and "11" in both
    assert "Adresse" not in both, "what is the same is not shown"
    unit.refresh_from_db()
    assert unit.profile == "Vi har 320 børn."
    again = form_on(answer)
    assert again["presentation"].strip() == "Vi er en skole ved en skov."
    assert second.post(address, again).status_code == 302
    unit.refresh_from_db()
    assert unit.profile == "Vi er en skole ved en skov."


def test_a_form_without_a_version_is_a_conflict(unit: UnitPage) -> None:
    client, address, sent = opened(unit)
    del sent["seen"]
    assert client.post(address, sent).status_code == 409


def test_pressing_save_twice_saves_once_and_is_no_conflict(unit: UnitPage) -> None:
    client, address, sent = opened(unit)
    answers = [client.post(address, sent | {"presentation": "Nyt."}) for _ in range(2)]
    assert [answer.status_code for answer in answers] == [302, 302]
    assert answers[0]["Location"] == answers[1]["Location"]
    unit.refresh_from_db()
    assert unit.version == 2


def test_a_user_who_lost_the_right_gets_only_the_own_text_back(unit: UnitPage) -> None:
    """The form's one-time key proves that we showed it; without a key the answer is 404."""
    client, address, sent = opened(unit)
    holder = unit.memberships.get()
    holder.role = Role.FORUM_MEMBER
    type(holder).objects.filter(pk=holder.pk).update(role=Role.FORUM_MEMBER, unit=None)
    edit_profile(unit=unit, by=factories.user(role=Role.AGREEMENT_HOLDER, unit=unit), presentation="X", address="",
                 phone="")  # fmt: skip
    answer = client.post(address, sent | {"presentation": "To ord."})
    assert answer.status_code == 409
    text = answer.content.decode()
    assert "To ord." in text and "Skovskolen" not in text
    del sent["one_time_key"]
    assert client.post(address, sent).status_code == 404
