"""Giving and ending roles."""

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import Right, Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.units import access
from meetings.units.membership import Membership
from meetings.units.people.add_person import PersonNameMissing, add_person
from meetings.units.people.assignable_roles import UNIT_ROLES
from meetings.units.people.close_account import set_sign_in
from meetings.units.people.end_role import LastAdministrator, end_role
from meetings.units.people.grant_role import RoleAlreadyHeld, WrongRoleScope, grant_role
from tests import factories
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
TODAY = date(2026, 10, 1)


def test_an_agreement_holder_gives_unit_roles_in_their_own_unit_only() -> None:
    unit, other = factories.make_unit(), factories.make_unit()
    leader, colleague = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit), factories.user()
    for role in UNIT_ROLES:
        grant_role(user=colleague, role=role, unit=unit, by=leader, today=TODAY)
        assert role in access.of(colleague, TODAY).roles()
    for role, place in [(Role.AGREEMENT_HOLDER, unit), (Role.LEADERSHIP_TEAM, other)]:
        with pytest.raises(NotAllowed):
            grant_role(user=factories.user(), role=role, unit=place, by=leader, today=TODAY)
    with pytest.raises(NotAllowed):
        grant_role(user=leader, role=Role.ADMINISTRATOR, by=leader, today=TODAY)


@pytest.mark.parametrize(
    "role", [Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE, Role.HEAD_OF_AREA,
             Role.CONSULTANT, Role.CENTRAL_EDITOR, Role.FORUM_MEMBER],
)  # fmt: skip
def test_others_may_not_give_roles(role: Role) -> None:
    unit = factories.make_unit()
    reach = {"unit": unit} if role in UNIT_ROLES else {"area": unit.area}
    giver = factories.user(role=role, **reach)
    with pytest.raises(NotAllowed):
        grant_role(user=factories.user(), role=Role.STAFF_REPRESENTATIVE, unit=unit, by=giver, today=TODAY)


def test_a_role_needs_its_scope_and_is_given_once() -> None:
    boss, person, unit = factories.user(role=Role.ADMINISTRATOR), factories.user(), factories.make_unit()
    for role, reach in [
        (Role.AGREEMENT_HOLDER, {}), (Role.HEAD_OF_AREA, {"unit": unit}), (Role.CENTRAL_EDITOR, {"unit": unit}),
        (Role.AGREEMENT_HOLDER, {"area": unit.area}),
    ]:  # fmt: skip
        with pytest.raises((WrongRoleScope, NotAllowed)):
            grant_role(user=person, role=role, by=boss, today=TODAY, **reach)
    grant_role(user=person, role=Role.AGREEMENT_HOLDER, unit=unit, by=boss, today=TODAY)
    with pytest.raises(RoleAlreadyHeld):
        grant_role(user=person, role=Role.AGREEMENT_HOLDER, unit=unit, by=boss, today=TODAY)
    assert Membership.objects.for_user(person).count() == 1
    assert AuditEvent.objects.filter(action="role.granted").count() == 1


def test_a_role_must_end_after_it_begins() -> None:
    boss, unit = factories.user(role=Role.ADMINISTRATOR), factories.make_unit()
    with pytest.raises(WrongRoleScope):
        grant_role(user=factories.user(), role=Role.AGREEMENT_HOLDER, unit=unit, by=boss, today=TODAY, ends_on=TODAY)


def test_ending_a_role_ends_access_and_session_at_the_next_request(client: Client) -> None:
    unit = factories.make_unit()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    teacher = factories.user(role=Role.STAFF_REPRESENTATIVE, unit=unit)
    client.force_login(teacher)
    address = f"/{unit.area.slug}/{unit.slug}/"
    assert client.get(address).status_code == 200
    end_role(membership=teacher.memberships.get(), by=leader, today=timezone.localdate())
    assert client.get(address).status_code == 404
    assert "_auth_user_id" not in client.session  # signed out
    client.force_login(teacher)
    assert client.get(address).status_code == 404
    assert Membership.objects.for_user(teacher).count() == 1  # ended, not deleted


def test_a_role_that_ends_later_is_held_until_then() -> None:
    unit = factories.make_unit()
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit)
    board = factories.user(role=Role.BOARD_REPRESENTATIVE, unit=unit)
    end_role(membership=board.memberships.get(), by=leader, today=TODAY, ends_on=TODAY + timedelta(days=30))
    assert access.of(board, TODAY).has(Right.SEE_UNIT)
    assert not access.of(board, TODAY + timedelta(days=30)).has(Right.SEE_UNIT)


def test_the_last_administrators_role_cannot_be_ended() -> None:
    boss = factories.user(role=Role.ADMINISTRATOR)
    with pytest.raises(LastAdministrator):
        end_role(membership=boss.memberships.get(), by=boss, today=TODAY)
    factories.user(role=Role.ADMINISTRATOR)
    end_role(membership=boss.memberships.get(), by=boss, today=TODAY)


def test_the_editors_group_follows_the_role() -> None:
    boss, person = factories.user(role=Role.ADMINISTRATOR), factories.user()
    membership = grant_role(user=person, role=Role.CENTRAL_EDITOR, by=boss, today=TODAY)
    assert person.has_perm("wagtailadmin.access_admin")
    end_role(membership=membership, by=boss, today=TODAY)
    assert not type(person).objects.get(pk=person.pk).has_perm("wagtailadmin.access_admin")


def test_a_new_person_gets_a_mail_with_a_link_that_works(client: Client) -> None:
    leader = factories.user(role=Role.AGREEMENT_HOLDER)
    person = add_person(email=" Ny@Example.DK ", name="Ny Kollega", by=leader)
    assert person.email == "ny@example.dk" and not person.has_usable_password()
    (mail,) = queued_mails()
    assert mail.to == "ny@example.dk" and "Vælg din adgangskode" in mail.secret
    link = next(line for line in mail.secret.splitlines() if line.startswith("http"))
    page = client.get(link.split("8000", 1)[1], follow=True)
    assert page.status_code == 200 and b'type="password"' in page.content
    assert add_person(email="ny@example.dk", name="", by=leader) == person
    assert len(queued_mails()) == 1


def test_a_new_person_needs_a_name_and_somebody_with_the_right_to_add() -> None:
    with pytest.raises(PersonNameMissing):
        add_person(email="a@example.dk", name=" ", by=factories.user(role=Role.AGREEMENT_HOLDER))
    with pytest.raises(NotAllowed):
        add_person(email="a@example.dk", name="A", by=factories.user(role=Role.STAFF_REPRESENTATIVE))


def test_an_administrator_closes_accounts_but_not_their_own() -> None:
    boss, person = factories.user(role=Role.ADMINISTRATOR), factories.user()
    set_sign_in(user=person, allowed=False, by=boss)
    person.refresh_from_db()
    assert not person.is_active
    with pytest.raises(NotAllowed):
        set_sign_in(user=boss, allowed=False, by=boss)
    with pytest.raises(NotAllowed):
        set_sign_in(user=person, allowed=True, by=factories.user(role=Role.AGREEMENT_HOLDER))
