"""Every route × a role that somebody sees as: what both may see, nothing foreign, and nothing changed."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import get_resolver, reverse

from accounts.roles import Role
from meetings.units.authentication import STILL_POSSIBLE
from meetings.units.url_prefixes import unit_url_kwargs
from tests.leaks.editor_routes import routes as editor_routes
from tests.leaks.expectations import SITE, SPECIAL
from tests.leaks.stage import set_stage
from tests.leaks.test_every_route import says_nothing_foreign, words_of

pytestmark = pytest.mark.django_db
LEADER, ADMINISTRATOR = Role.AGREEMENT_HOLDER, Role.ADMINISTRATOR
#: They are answered before it is known who asks, and read only.
BEFORE = {"minutes_now", "live_state"}


def seeing(stage, own, role):
    client = Client()
    client.force_login(stage.person(own))
    page = reverse("unit_see_as", kwargs=unit_url_kwargs(stage.own.unit))
    assert client.post(page, {"role": role.value}).status_code == 302
    return client


@pytest.mark.parametrize(
    ("own", "role"),
    [
        (LEADER, Role.BOARD_REPRESENTATIVE),
        (LEADER, Role.STAFF_REPRESENTATIVE),
        (LEADER, Role.HEAD_OF_AREA),
        (LEADER, Role.CONSULTANT),
        (ADMINISTRATOR, LEADER),
        (ADMINISTRATOR, Role.HEAD_OF_AREA),
    ],
)
def test_every_route_answers_what_both_may_see(own, role):
    stage = set_stage()
    client, wrong = seeing(stage, own, role), []
    for name, expected in SITE.items():
        if name in STILL_POSSIBLE:
            continue
        address = reverse(name, kwargs=words_of(expected, stage.own))
        answer = client.get(address)
        may = (role in expected.own and own in expected.own) or name == "role_preview_page"
        if answer.status_code not in (404, 405) and not may:
            wrong.append(f"{name}: {answer.status_code}")
        if answer.status_code == 200:
            says_nothing_foreign(answer, name, role)
        if name not in BEFORE and client.post(address).status_code != 403:
            wrong.append(f"{name}: takes POST")
        if not expected.wide:
            far = client.get(reverse(name, kwargs=words_of(expected, stage.foreign)))
            if far.status_code not in (404, 405):
                wrong.append(f"{name}: foreign")
    for file in (stage.own.shown_photo, stage.foreign.shown_photo):
        seen = file == stage.own.shown_photo and own is LEADER
        assert client.get(f"/medier/{file.key}/").status_code == 404 or seen
    assert not wrong, "; ".join(wrong)


def _address_with_made_up_words(name):
    words = get_resolver().reverse_dict.getlist(name)[0][0][0][1]
    if words == ["_0"]:  # every page of the tree
        return "/findes-ikke/"
    numbers = {"pk": 999999, "membership": 999999, "year": 2026, "key": uuid4()}
    return reverse(name, kwargs={word: numbers.get(word, "x" * 22) for word in words})


@pytest.mark.parametrize("own", [LEADER, ADMINISTRATOR])
def test_no_route_takes_a_post_whatever_it_is_about(own):
    """The special routes and the Wagtail admin's, with ids that nothing has; the others are above."""
    stage = set_stage()
    client = seeing(stage, own, Role.STAFF_REPRESENTATIVE)
    addresses = {name: _address_with_made_up_words(name) for name in SPECIAL - STILL_POSSIBLE - BEFORE}
    addresses |= {route.name or route.path: route.address(stage.own.unit) for route in editor_routes()}
    taken = {name: client.post(path).status_code for name, path in addresses.items()}
    assert len(taken) > 150
    assert {name: status for name, status in taken.items() if status != 403} == {}
