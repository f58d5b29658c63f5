"""Every route × a role that an agreement holder sees as: what both may see, nothing foreign, and nothing changed."""

import pytest
from django.test import Client
from django.urls import reverse

from accounts.roles import Role
from meetings.units.url_prefixes import unit_url_kwargs
from tests.leaks.expectations import SITE
from tests.leaks.stage import set_stage
from tests.leaks.test_every_route import says_nothing_foreign, words_of

pytestmark = pytest.mark.django_db
POSSIBLE = {"account_logout"}


@pytest.mark.parametrize(
    "role", [Role.BOARD_REPRESENTATIVE, Role.STAFF_REPRESENTATIVE, Role.HEAD_OF_AREA, Role.CONSULTANT]
)
def test_every_route_answers_what_both_may_see(role):
    stage, client, wrong = set_stage(), Client(), []
    client.force_login(stage.person(Role.AGREEMENT_HOLDER))
    page = reverse("unit_see_as", kwargs=unit_url_kwargs(stage.own.unit))
    assert client.post(page, {"role": role.value}).status_code == 302
    for name, expected in SITE.items():
        if name in POSSIBLE:
            continue
        address = reverse(name, kwargs=words_of(expected, stage.own))
        answer = client.get(address)
        may = role in expected.own and Role.AGREEMENT_HOLDER in expected.own
        if answer.status_code not in (404, 405) and not may:
            wrong.append(f"{name}: {answer.status_code}")
        if answer.status_code == 200:
            says_nothing_foreign(answer, name, role)
        if name != "minutes_now" and client.post(address).status_code != 403:  # it is answered before, and reads only
            wrong.append(f"{name}: takes POST")
        if not expected.wide and client.get(
            reverse(name, kwargs=words_of(expected, stage.foreign))
        ).status_code not in (
            404,
            405,
        ):
            wrong.append(f"{name}: foreign")
    for file in (stage.own.shown_photo, stage.foreign.shown_photo):
        own = file == stage.own.shown_photo
        assert client.get(f"/medier/{file.key}/").status_code == 404 or own
    assert not wrong, "; ".join(wrong)
