"""Seeing a unit as another role: the rights, how it begins and ends, and that nothing can be changed."""

from datetime import UTC, datetime, timedelta

import pytest
import time_machine
from django.urls import reverse
from django.utils import timezone
from hypothesis import given
from hypothesis import strategies as st

from accounts.roles import MATRIX, SCOPE, Right, Role, Scope
from foundation.audit import AuditEvent
from meetings.units.access import Access, CurrentRole, UnitKey
from meetings.units.membership import Membership
from meetings.units.see_as import ROLES, SEE_AS_LASTS, SESSION_KEY, RolePreview, narrowed
from meetings.units.url_prefixes import unit_url_kwargs
from tests import factories

pytestmark = pytest.mark.django_db
UNITS = [UnitKey(1, 10), UnitKey(2, 10), UnitKey(3, 20)]


def standing(role, unit):
    scope = SCOPE[role]
    return CurrentRole(role, unit.pk if scope is Scope.UNIT else None, unit.area_id if scope is Scope.AREA else None)


held = st.lists(st.builds(standing, st.sampled_from(list(Role)), st.sampled_from(UNITS)), max_size=4)


@given(held, st.sampled_from(ROLES), st.sampled_from(UNITS))
def test_seeing_as_another_role_never_gives_a_right_that_the_person_or_the_role_lacks(own, role, unit):
    today = timezone.localdate()
    before = Access(None, today, tuple(own))
    seen = narrowed(before, RolePreview(role, unit, "", "", datetime(2030, 1, 1, tzinfo=UTC)))
    now = Access(None, today, seen)
    for right in Right:
        for other in UNITS:
            if now.may(right, other):
                assert other == unit and before.may(right, other) and right in MATRIX[role]
        assert not now.everywhere(right) and not now.area_ids(right)
        if seen and before.may(right, unit) and right in MATRIX[role]:
            assert now.may(right, unit), "and what both have is seen"
    leads = any(one.role is Role.AGREEMENT_HOLDER and one.unit_id == unit.pk for one in own)
    assert bool(seen) == (leads or any(one.role is Role.ADMINISTRATOR for one in own))


@pytest.fixture
def unit():
    return factories.make_unit("Skovskolen")


@pytest.fixture
def leader(unit):
    return factories.user(role=Role.AGREEMENT_HOLDER, unit=unit, name="Lea Leder")


@pytest.fixture
def browser(client, leader):
    client.force_login(leader)
    return client


def address(unit, name="unit_see_as"):
    return reverse(name, kwargs=unit_url_kwargs(unit))


def see_as(browser, unit, role):
    return browser.post(address(unit), {"role": role.value})


def test_the_pages_are_those_of_the_role_with_a_banner_until_it_is_stopped(browser, unit, leader):
    assert address(unit) in browser.get(address(unit, "unit_people")).content.decode()
    assert see_as(browser, unit, Role.BOARD_REPRESENTATIVE).status_code == 302
    page = browser.get(unit.url).content.decode()
    assert "Du ser Skovskolen som bestyrelsesrepræsentant" in page and "Lea Leder" in page
    assert browser.get(address(unit, "unit_people")).status_code == 404
    assert browser.get(address(unit)).status_code == 404, "as another one does not see as a third"
    assert browser.post(reverse("see_as_stop")).status_code == 302
    assert browser.get(address(unit, "unit_people")).status_code == 200
    assert "Du ser Skovskolen som" not in browser.get(unit.url).content.decode()
    begun, ended = AuditEvent.objects.filter(action__startswith="unit.seen_as")
    assert {(one.actor, one.unit_id, one.data["role"]) for one in (begun, ended)} == {
        (leader, unit.pk, "board_representative")
    }
    assert (begun.action, ended.action) == ("unit.seen_as", "unit.seen_as_ended") and begun.data["until"]
    browser.post(reverse("see_as_stop"))
    assert AuditEvent.objects.filter(action="unit.seen_as_ended").count() == 1


@pytest.mark.parametrize("method", ["post", "put", "patch", "delete"])
def test_nothing_can_be_changed_while_seen_as_another_role(browser, unit, method):
    see_as(browser, unit, Role.LEADERSHIP_TEAM)
    answer = getattr(browser, method)(address(unit, "unit_edit"), {"profile": "Noget andet"})
    assert answer.status_code == 403 and "kan kun læse" in answer.content.decode()
    unit.refresh_from_db()
    assert unit.profile == ""


def test_seeing_as_another_role_ends_after_an_hour_and_with_the_session(browser, unit, leader):
    see_as(browser, unit, Role.STAFF_REPRESENTATIVE)
    with time_machine.travel(timezone.now() + SEE_AS_LASTS - timedelta(minutes=1)):
        assert browser.get(address(unit, "unit_people")).status_code == 404
    with time_machine.travel(timezone.now() + SEE_AS_LASTS + timedelta(minutes=1)):
        assert browser.get(address(unit, "unit_people")).status_code == 200
        assert browser.post(address(unit, "unit_edit"), {}).status_code != 403
    browser.post(reverse("account_logout"))
    assert AuditEvent.objects.get(action="unit.seen_as_ended").actor == leader
    browser.force_login(leader)
    assert SESSION_KEY not in browser.session


def test_who_leads_no_more_sees_nothing_through_it(browser, unit, leader):
    see_as(browser, unit, Role.STAFF_REPRESENTATIVE)
    Membership.objects.filter(user=leader).update(ends_on=timezone.localdate())
    factories.membership(leader, Role.HEAD_OF_AREA, area=unit.area)
    assert browser.get(unit.url).status_code == 404


NEITHER = [role for role in Role if role not in (Role.AGREEMENT_HOLDER, Role.ADMINISTRATOR)]


@pytest.mark.parametrize("role", NEITHER)
def test_seeing_as_another_role_is_for_the_agreement_holder_of_the_unit_and_administrators(client, unit, role):
    client.force_login(factories.user(role=role, unit=unit))
    assert client.get(address(unit)).status_code == 404
    assert see_as(client, unit, Role.STAFF_REPRESENTATIVE).status_code == 404
    client.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit()))
    assert see_as(client, unit, Role.STAFF_REPRESENTATIVE).status_code == 404
    assert SESSION_KEY not in client.session
    assert client.get(address(unit, "role_preview_page")).status_code == 404


class TestAnAdministrator:
    @pytest.fixture
    def browser(self, client):
        client.force_login(factories.user(role=Role.ADMINISTRATOR))
        return client

    def test_begins_on_the_list_of_units_and_reads_the_frame(self, browser, unit, leader):
        teacher = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=unit, name="Tove Lærer")
        meeting = factories.meeting(unit=unit, room="Aulaen")
        assert address(unit) in browser.get(reverse("units")).content.decode()
        answer = see_as(browser, unit, Role.STAFF_REPRESENTATIVE)
        assert answer.url == address(unit, "role_preview_page")
        page = browser.get(answer.url).content.decode()
        assert teacher.name in page and leader.name not in page
        assert "Det, Skovskolen skriver og viser, er udeladt" in page
        assert "Tilføj billede, film eller fortælling" in page and "Aulaen" not in page
        for closed in (unit.url, meeting.url, reverse("units")):
            answer = browser.get(closed)
            assert answer.status_code == 404 and address(unit, "role_preview_page") in answer.content.decode()
        assert browser.post(reverse("unit_new"), {}).status_code == 403
        browser.post(reverse("see_as_stop"))
        assert browser.get(reverse("units")).status_code == 200
        assert browser.get(address(unit, "role_preview_page")).status_code == 404

    @pytest.mark.parametrize("role", ROLES)
    def test_reads_the_frame_of_every_role(self, browser, unit, role):
        assert see_as(browser, unit, role).status_code == 302
        assert browser.get(address(unit, "role_preview_page")).status_code == 200
        assert browser.get(address(factories.make_unit(), "role_preview_page")).status_code == 404

    def test_who_is_a_teacher_too_sees_what_a_teacher_sees(self, client, unit):
        both = factories.user(role=Role.ADMINISTRATOR)
        factories.membership(both, Role.STAFF_REPRESENTATIVE, unit=unit)
        client.force_login(both)
        see_as(client, unit, Role.BOARD_REPRESENTATIVE)
        assert client.get(unit.url).status_code == 200
        assert client.get(factories.make_unit().url).status_code == 404


@pytest.mark.parametrize("role", ["administrator", "agreement_holder", "forum_member", "", "x"])
def test_only_other_roles_of_the_unit_and_its_area_are_offered(browser, unit, role):
    assert browser.post(address(unit), {"role": role}).status_code == 422 and SESSION_KEY not in browser.session
