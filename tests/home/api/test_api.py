"""The API to read: a key opens what its holder may see, within its scopes, and nothing else."""

import re
from datetime import date, timedelta
from typing import Any

import pytest
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.utils import timezone
from wagtail.models import APIToken

from accounts.provider import DIRECTORY
from accounts.roles import Right, Role, roles_with
from accounts.user import User
from foundation.forms.one_time_key import KEY_FIELD
from foundation.models import AuditEvent
from home.api.key import ApiKey
from home.api.make_key import DayOutOfRange, make_key
from home.api.remove_key import remove_key
from home.api.scopes import RIGHTS, ApiScope
from media.view_log.entry import ViewLogEntry
from media.view_log.enums import ViewPlace
from tests import factories
from tests.meetings.minutes.scene import Scene, approved

pytestmark = pytest.mark.django_db
LISTS = {
    ApiScope.UNITS: "units",
    ApiScope.MEETINGS: "meetings",
    ApiScope.AGREEMENTS: "agreements",
    ApiScope.MINUTES: "minutes",
    ApiScope.JOURNAL: "journal",
}
EVERYTHING = list(ApiScope.values)


def key_for(holder: User, scopes: list[str] = EVERYTHING, days: int = 30) -> str:
    return make_key(name="BI-lager", scopes=scopes, expires_on=timezone.localdate() + timedelta(days=days), by=holder)[
        1
    ]


def ask(path: str, secret: str, **filters: Any) -> Any:
    return Client().get(f"/api/v1/{path}", filters, headers={"authorization": f"Bearer {secret}"})


def items(path: str, secret: str, **filters: Any) -> list[dict[str, Any]]:
    response = ask(path, secret, **filters)
    assert response.status_code == 200, response.content
    return response.json()["items"]


@pytest.fixture
def scene() -> Scene:
    """Approved minutes of a school, and its head of area."""
    return approved()


def test_each_scope_opens_its_list_and_no_other(scene: Scene) -> None:
    for scope, path in LISTS.items():
        secret = key_for(scene.chef, [scope])
        assert ask(path, secret).status_code == 200
        for other in set(LISTS.values()) - {path}:
            assert ask(other, secret).status_code == 403, (scope, other)
    assert set(RIGHTS) == set(ApiScope)


def test_without_a_valid_key_nothing_is_told(scene: Scene) -> None:
    secret = key_for(scene.chef)
    for wrong in ("", "wagtail_forkert", secret[:-1], secret.removeprefix("wagtail_"), "é" * 40):
        for path in (*LISTS.values(), "schema", f"minutes/{scene.minutes.pk}", f"journal/{scene.minutes.pk}"):
            response = ask(path, wrong)
            assert (response.status_code, set(response.json())) == (401, {"detail"})
    signed_in = Client()
    signed_in.force_login(scene.chef)
    assert signed_in.get("/api/v1/units").status_code == 401, "a session is no key"
    assert ask("findes-ikke", secret).status_code == 404
    assert Client().post("/api/v1/units", headers={"authorization": f"Bearer {secret}"}).status_code == 405


@pytest.mark.parametrize("end", ["day", "role", "account", "removed", "second factor"])
def test_a_key_ends_with_its_day_its_holders_role_and_its_row(scene: Scene, end: str) -> None:
    secret = key_for(scene.chef)
    if end == "day":
        ApiKey.objects.update(expires_on=timezone.localdate() - timedelta(days=1))
    elif end == "role":
        scene.chef.memberships.update(ends_on=timezone.localdate() - timedelta(days=1))
    elif end == "account":
        User.objects.filter(pk=scene.chef.pk).update(is_active=False)
    elif end == "second factor":
        User.objects.filter(pk=scene.chef.pk).update(second_factor_due=timezone.localdate())
    else:
        remove_key(key=ApiKey.objects.get(), by=scene.chef)
    assert ask("units", secret).status_code == 401


@pytest.mark.parametrize("met", ["in grace", "set up", "by the directory"])
def test_a_key_opens_with_the_second_factor_that_is_required(scene: Scene, met: str) -> None:
    secret, day = key_for(scene.chef), timezone.localdate()
    if met == "in grace":
        day += timedelta(days=1)
    elif met == "set up":
        Authenticator.objects.create(user=scene.chef, type=Authenticator.Type.TOTP, data={})
    else:
        SocialAccount.objects.create(user=scene.chef, provider=DIRECTORY, uid="chef")
    User.objects.filter(pk=scene.chef.pk).update(second_factor_due=day)
    assert ask("units", secret).status_code == 200


def test_a_key_tells_of_the_holders_area_alone(scene: Scene) -> None:
    other = factories.meeting(unit=factories.make_unit("Solhuset", kind="daycare"))
    secret = key_for(scene.chef)
    assert {row["name"] for row in items("units", secret)} == {scene.unit.title}
    assert {row["unit_id"] for row in items("meetings", secret)} == {scene.unit.pk}
    assert items("meetings", secret, unit=other.unit.pk) == []


def test_drafts_and_submitted_minutes_are_not_told(scene: Scene) -> None:
    """The head of area reads submitted ones; the key does not open that right."""
    for state in ("draft", "submitted"):
        page = factories.minutes(state=state)
        secret = key_for(scene.chef)
        assert ask(f"minutes/{page.pk}", secret).status_code == 404
    assert {row["id"] for row in items("minutes", secret)} == {scene.minutes.pk}


def test_minutes_are_told_as_they_were_frozen_without_names(scene: Scene) -> None:
    told = ask(f"minutes/{scene.minutes.pk}", key_for(scene.chef)).json()
    record = scene.minutes.approval
    assert told["sha256"] == record.content_hash
    assert [one["text"] for one in told["sections"]] == [one.text for one in record.text.sections]
    assert set(told) == {
        "id", "unit_id", "meeting_id", "school_year", "held_on", "approved_at", "sha256", "sections", "adjust_frame",
        "adjust_content", "addenda",
    }  # fmt: skip
    assert not any(person.name in str(told) for person in User.objects.all())
    seen = ViewLogEntry.objects.get(seen_in=ViewPlace.API)
    assert seen.person_id == scene.chef.pk


def test_a_records_system_gets_the_facts_by_which_it_files(scene: Scene) -> None:
    secret = key_for(scene.chef, [ApiScope.JOURNAL])
    told = ask(f"journal/{scene.minutes.pk}", secret).json()
    assert told["content_hash"] == scene.minutes.approval.content_hash and told["case_number"] == ""
    assert (told["unit"], told["approver"], told["document_type"]) == ("Skovskolen", "Hanne Holm", "Referat")
    assert ask(f"journal/{factories.minutes(state='submitted').pk}", secret).status_code == 404
    foreign = factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area("daycare"))
    assert ask(f"journal/{scene.minutes.pk}", key_for(foreign)).status_code == 404


def test_agreements_say_whose_side_and_never_whose_name(scene: Scene) -> None:
    made = factories.agreement(minutes=scene.minutes, owner_detail="Mette Friis", due_on=date(2027, 1, 1))
    secret = key_for(scene.chef)
    (told,) = [row for row in items("agreements", secret) if row["id"] == made.pk]
    assert told["owner"] == "unit" and told["text"] == made.text and "Mette" not in str(told)
    assert items("agreements", secret, due_before="2026-12-31", status="not_started") == []


def test_lists_are_paged_and_bad_filters_are_named(scene: Scene) -> None:
    for _number in range(3):
        factories.make_unit(area=scene.unit.area)
    secret = key_for(scene.chef)
    first = ask("units", secret, limit=2).json()
    assert (first["count"], len(first["items"])) == (4, 2)
    assert len(items("units", secret, limit=2, offset=2)) == 2
    for filters in ({"limit": 201}, {"limit": 0}, {"offset": -1}, {"offset": 10**30}, {"kind": "x"}, {"area": 10**30}):
        response = ask("units", secret, **filters)
        assert response.status_code == 422 and next(iter(filters)) in str(response.json())


def test_statements_do_not_grow_with_the_rows(scene: Scene, django_assert_max_num_queries: Any) -> None:
    for _number in range(5):
        factories.agreement(minutes=scene.minutes)
        factories.meeting(unit=factories.make_unit(area=scene.unit.area))
    secret = key_for(scene.chef)
    ask("units", secret)
    for path in LISTS.values():
        with django_assert_max_num_queries(4, info=path):  # key, roles, count, rows
            assert ask(path, secret).status_code == 200


def test_the_schema_names_each_list(scene: Scene) -> None:
    paths = ask("schema", key_for(scene.chef, [ApiScope.UNITS])).json()["paths"]
    assert set(paths) == {f"/api/v1/{path}" for path in (*LISTS.values(), "minutes/{pk}", "journal/{pk}")}
    told = ask("schema", key_for(scene.chef)).json()["components"]["schemas"]
    assert set(told["UnitOut"]["properties"]) == set(items("units", key_for(scene.chef))[0])


def test_the_first_use_of_a_day_is_in_the_event_log(scene: Scene) -> None:
    secret = key_for(scene.chef)
    ask("units", secret)
    ask("meetings", secret)
    assert AuditEvent.objects.filter(action="api_key.used").count() == 1
    assert timezone.localdate(ApiKey.objects.get().token.last_used_at) == timezone.localdate()
    assert secret not in str([*AuditEvent.objects.values(), *APIToken.objects.values()])


@pytest.mark.parametrize("days", [-1, 367])
def test_a_key_lasts_a_year_at_most(scene: Scene, days: int) -> None:
    with pytest.raises(DayOutOfRange):
        key_for(scene.chef, days=days)


# The page ------------------------------------------------------------------------------------------------------------

PAGE = "/noegler/"


def one_time_key(client: Client) -> dict[str, str]:
    found = re.search(rf'name="{KEY_FIELD}" value="([^"]+)"', client.get(PAGE).content.decode())
    return {KEY_FIELD: found[1]} if found else {}


def test_the_secret_is_shown_once(scene: Scene, client: Client) -> None:
    client.force_login(scene.chef)
    values = {"name": "BI-lager", "scopes": ["units"], "expires_on": timezone.localdate() + timedelta(days=30)}
    sent = {**values, **one_time_key(client)}
    made = client.post(PAGE, sent)
    (secret,) = re.findall(r'value="(wagtail_[^"]+)"', made.content.decode())
    assert ask("units", secret).status_code == 200
    again = client.post(PAGE, sent, follow=True)
    assert "wagtail_" not in again.content.decode() and ApiKey.objects.count() == 1


def test_a_wrong_day_is_named_and_what_was_typed_is_kept(scene: Scene, client: Client) -> None:
    client.force_login(scene.chef)
    values = {"name": "BI-lager", "scopes": ["units"], "expires_on": timezone.localdate() + timedelta(days=400)}
    page = client.post(PAGE, {**values, **one_time_key(client)})
    text = page.content.decode()
    assert page.status_code == 422 and "inden for det næste år" in text and 'value="BI-lager"' in text
    assert not ApiKey.objects.exists()


@pytest.mark.parametrize("role", sorted(set(Role) - roles_with(Right.MAKE_API_KEYS)))
def test_no_other_role_makes_a_key(client: Client, role: Role) -> None:
    client.force_login(factories.user(role=role))
    assert client.get(PAGE).status_code == (200 if role == Role.ADMINISTRATOR else 404)
    client.post(PAGE, {"name": "x", "scopes": ["units"], "expires_on": "2026-12-01"})
    assert not ApiKey.objects.exists()


def test_holders_see_and_remove_their_own_and_administrators_all(scene: Scene, client: Client) -> None:
    key_for(scene.chef)
    key = ApiKey.objects.get()
    other = factories.user(role=Role.HEAD_OF_AREA)
    for person, may in ((other, False), (factories.user(role=Role.ADMINISTRATOR), True)):
        client.force_login(person)
        assert ("BI-lager" in client.get(PAGE).content.decode()) is may
        removed = client.post(f"{PAGE}{key.pk}/fjern/", one_time_key(client))
        assert removed.status_code == (302 if may else 404)
        assert ApiKey.objects.exists() is not may
