"""Roles that the directory gives and takes, and those it does not touch."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.directory.settings import DirectorySettings
from accounts.directory.trial_sign_in import RESULT
from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from meetings.units import access
from meetings.units.directory.at_sign_in import give_roles
from meetings.units.directory.lapse_roles import lapse_roles
from meetings.units.directory.models import DirectoryRule, SeenValue
from meetings.units.directory.own_role import OwnRole
from meetings.units.directory.remove_rule import remove_rule
from meetings.units.directory.save_rule import RuleExists, save_rule
from meetings.units.membership import Membership, MembershipSource
from meetings.units.people.end_role import GivenByDirectory, end_role
from meetings.units.people.hand_over_role import hand_over_role, may_hand_over
from tests import factories

pytestmark = pytest.mark.django_db
LEADS = frozenset({("groups", "ledelse")})


def rule(value: str = "ledelse", role: Role = Role.LEADERSHIP_TEAM, **fields: Any) -> DirectoryRule:
    if role == Role.LEADERSHIP_TEAM:
        fields.setdefault("unit", factories.make_unit())
    return DirectoryRule.objects.create(claim="groups", value=value, role=role, **fields)


def sign_in(user: Any, values: frozenset[tuple[str, str]] = LEADS) -> bool:
    return give_roles(user=user, values=values, now=timezone.now())


def held(user: Any) -> list[tuple[str, str]]:
    rows = Membership.objects.current(timezone.localdate()).for_user(user).order_by("role")
    return list(rows.values_list("role", "source"))


def test_a_role_comes_with_a_value_and_ends_without_it_at_once() -> None:
    rule()
    person = factories.user()
    assert sign_in(person)
    assert held(person) == [("leadership_team", "directory")]
    epoch = person.session_epoch
    assert not sign_in(person, frozenset({("groups", "andet")}))
    assert held(person) == [] and access.of(person).roles() == frozenset()
    person.refresh_from_db()
    assert person.session_epoch > epoch, "sessions elsewhere end"
    assert Membership.objects.for_user(person).count() == 1, "ended, never deleted"
    actions = AuditEvent.objects.filter(action__startswith="role.").values_list("action", "actor")
    assert list(actions) == [("role.granted", None), ("role.ended", None)]


def test_the_value_of_another_claim_gives_nothing() -> None:
    rule()
    assert not sign_in(factories.user(), frozenset({("department", "ledelse")}))


def test_a_role_given_by_hand_is_neither_doubled_nor_ended() -> None:
    given = rule()
    person = factories.user(role=Role.LEADERSHIP_TEAM, unit=given.unit)
    sign_in(person)
    assert held(person) == [("leadership_team", "hand")]
    assert sign_in(person, frozenset())
    assert held(person) == [("leadership_team", "hand")]


def test_an_administrator_by_rule_opens_the_editor_only_as_long() -> None:
    rule(role=Role.ADMINISTRATOR)
    person = factories.user()
    sign_in(person)
    assert list(person.groups.values_list("name", flat=True)) == ["administrator"]
    sign_in(person, frozenset())
    assert not person.groups.exists()


@pytest.mark.parametrize(("days", "stays"), [(29, True), (31, False)])
def test_a_role_lapses_when_it_is_not_confirmed(days: int, stays: bool) -> None:
    rule()
    person = factories.user(role=Role.FORUM_MEMBER)
    sign_in(person)
    before = timezone.now() - timedelta(days=days)
    Membership.objects.filter(source=MembershipSource.DIRECTORY).update(confirmed_at=before)
    SeenValue.objects.update(seen_at=before)
    lapse_roles.call(timezone.localdate().isoformat())
    assert (("leadership_team", "directory") in held(person)) is stays
    assert SeenValue.objects.exists() is stays
    assert ("forum_member", "hand") in held(person)


def test_a_changed_rule_is_followed_without_a_sign_in() -> None:
    boss, person, given = factories.user(role=Role.ADMINISTRATOR), factories.user(), rule()
    sign_in(person)
    confirmed = Membership.objects.for_user(person).get().confirmed_at
    words = {"claim": "groups", "value": "ledelse", "unit": None, "area": None, "by": boss}
    save_rule(rule=given, role=Role.FORUM_MEMBER, expected_version=given.version, **words)
    assert held(person) == [("forum_member", "directory")]
    assert Membership.objects.current(timezone.localdate()).for_user(person).get().confirmed_at == confirmed
    with pytest.raises(RuleExists):
        save_rule(role=Role.FORUM_MEMBER, **words)
    remove_rule(rule=given, by=boss)
    assert held(person) == []


def test_only_administrators_write_rules_and_none_removes_their_own() -> None:
    given = rule(role=Role.ADMINISTRATOR)
    words = {"claim": "groups", "value": "x", "role": Role.FORUM_MEMBER, "unit": None, "area": None}
    for role in set(Role) - {Role.ADMINISTRATOR}:
        with pytest.raises(NotAllowed):
            save_rule(by=factories.user(role=role), **words)
        with pytest.raises(NotAllowed):
            remove_rule(rule=given, by=factories.user(role=role))
    boss = factories.user()
    sign_in(boss)
    with pytest.raises(OwnRole):
        remove_rule(rule=given, by=boss)
    with pytest.raises(OwnRole):
        save_rule(rule=given, by=boss, **words)
    assert DirectoryRule.objects.get().role == Role.ADMINISTRATOR


def test_what_the_directory_gives_is_not_ended_or_handed_over_by_hand() -> None:
    given = rule()
    boss, person = factories.user(role=Role.ADMINISTRATOR), factories.user()
    sign_in(person)
    membership, today = Membership.objects.for_user(person).get(), date(2026, 10, 1)
    with pytest.raises(GivenByDirectory):
        end_role(membership=membership, by=boss, today=today)
    assert not may_hand_over(boss, membership)
    with pytest.raises(GivenByDirectory):
        hand_over_role(membership=membership, to=factories.user(), on=today, by=boss, today=today)
    client = Client()
    client.force_login(boss)
    shown = client.get(reverse("person", args=[person.pk])).content.decode()
    assert "fra kommunens katalog" in shown and "Afslut rollen" not in shown
    leader = Client()
    leader.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=given.unit))
    assert "fra kommunens katalog" in leader.get(given.unit.get_url() + "personer/").content.decode()


def test_the_page_says_whom_a_rule_applies_to_and_what_has_none(client: Client) -> None:
    given = rule()
    sign_in(factories.user())
    sign_in(factories.user(), LEADS | {("groups", "køkken")})
    client.force_login(factories.user(role=Role.ADMINISTRATOR))
    shown = " ".join(client.get("/personer/katalog/").content.decode().split())
    assert f"»ledelse« i groups giver rollen Ledelsesteam: {given.unit.title}" in shown.replace("&nbsp;", " ")
    assert "Gælder 2 personer nu" in shown
    assert "claim=groups&amp;value=k%C3%B8kken" in shown
    made = client.get("/personer/katalog/ny/?claim=groups&value=k%C3%B8kken").content.decode()
    assert 'value="køkken"' in made


def test_a_trial_sign_in_shows_claims_and_roles_and_changes_nothing(client: Client) -> None:
    rule()
    boss = factories.user(role=Role.ADMINISTRATOR)
    client.force_login(boss)
    here = DirectorySettings.here()
    here.protocol = "openid"
    here.save()
    session = client.session
    session[RESULT] = {"reason": "", "claims": {"groups": ["ledelse"]}, "name": "Anna", "email": "a@k.example",
                       "email_may_be_trusted": True}  # fmt: skip
    session.save()
    shown = client.get("/personer/katalog/proev/").content.decode()
    assert "Ledelsesteam" in shown and "a@k.example" in shown
    assert not SeenValue.objects.exists() and held(boss) == [("administrator", "hand")]
