"""Every route × every role × an own, a foreign and a missing object; no answer contains text of the foreign unit."""

from collections.abc import Iterator
from typing import Any

import pytest
from django.conf import settings
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse

from accounts.roles import Right, Role, roles_with
from accounts.user import User
from tests.leaks.expectations import SITE, SPECIAL, Expected
from tests.leaks.only_looked_at import changed_by_reading, tables_written
from tests.leaks.stage import FOREIGN, Stage, set_stage

pytestmark = pytest.mark.django_db


def route_names(
    patterns: list[URLPattern | URLResolver] | None = None, path: str = "", namespace: str = ""
) -> Iterator[str]:
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        here = path + str(pattern.pattern)
        if here.startswith(settings.EDITOR_PATH):
            continue  # test_the_editor.py
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from route_names(pattern.url_patterns, here, inner)
        else:
            yield f"{namespace}{pattern.name}"


def test_every_route_has_an_expectation_and_every_expectation_a_route() -> None:
    assert set(route_names()) == set(SITE) | SPECIAL
    assert not set(SITE) & SPECIAL


#: Pages of the data protection officer, which are about all units.
SEEN_BY_OFFICER = {
    "view_log", "event_log", "event_log_file", "access_exports", "access_export_meeting", "access_export_person",
}  # fmt: skip


def answer(client: Client, name: str, words: dict[str, Any], method: str = "get") -> Any:
    return getattr(client, method)(reverse(name, kwargs=words))


def asked(client: Client, name: str, words: dict[str, Any], wrong: list[str]) -> Any:
    """The response to GET, or to POST where only that is allowed. What GET changes is added to `wrong`."""
    with tables_written() as written:
        response = answer(client, name, words)
        if response.streaming:
            response.streaming_content = list(response.streaming_content)
    if changed := changed_by_reading(response.request["PATH_INFO"], written):
        wrong.append(f"{name}: GET changes {changed}")
    return answer(client, name, words, "post") if response.status_code == 405 else response


def sign_in(client: Client, person: User) -> None:
    """Signs in where a route has ended the session, or nobody was signed in."""
    cookie = client.cookies.get(settings.SESSION_COOKIE_NAME)
    if not cookie or not cookie.value:
        client.force_login(person)


def words_of(expected: Expected, place: Any) -> dict[str, Any]:
    return expected.words(place) if expected.words else {}


def says_nothing_foreign(response: HttpResponse, name: str, who: object) -> None:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    assert FOREIGN.encode() not in body, f"{name} tells {who} of the foreign unit"
    assert FOREIGN.lower().encode() not in body.lower(), f"{name} tells {who} of the foreign unit"


@pytest.fixture
def stage() -> Stage:
    return set_stage()


@pytest.mark.parametrize("role", list(Role))
def test_every_role_on_own_foreign_and_missing_objects(role: Role, stage: Stage) -> None:
    client = Client()
    client.raise_request_exception = True
    wrong = []
    for name, expected in SITE.items():
        sign_in(client, stage.person(role))
        response = asked(client, name, words_of(expected, stage.own), wrong)
        answered = response.status_code != 404
        if answered != (role in expected.own):
            wrong.append(f"{name}: own {response.status_code}")
        if response.status_code >= 500:
            wrong.append(f"{name}: own {response.status_code}")
        sees_all = role in (Role.ADMINISTRATOR, Role.CENTRAL_EDITOR)  # the register of people, the list of examples
        sees_logs = role == Role.DATA_PROTECTION_OFFICER and name in SEEN_BY_OFFICER
        if response.status_code == 200 and not sees_all and not sees_logs:
            says_nothing_foreign(response, name, role)
        if expected.wide:
            continue
        sign_in(client, stage.person(role))
        far = answer(client, name, words_of(expected, stage.foreign))
        far_post = answer(client, name, words_of(expected, stage.foreign), "post")
        clears_all = name == "example_decide" and role == Role.CENTRAL_EDITOR
        reads_all = (name == "agreement" and role in (Role.ADMINISTRATOR, Role.CENTRAL_EDITOR)) or (
            # Who, when and why, without the content; and the form that begins to see as another role.
            (name == "view_log_of" and role in roles_with(Right.SEE_EVENT_LOG))
            or (name == "unit_see_as" and role == Role.ADMINISTRATOR)
        )
        # Roles with the right to take objections see kind, date and agenda item of items everywhere, and no more.
        hides_all = name.startswith("objection") and role == Role.ADMINISTRATOR
        if not (clears_all or reads_all or hides_all) and (far.status_code, far_post.status_code) not in {
            (404, 404),
            (405, 404),
            (404, 405),
        }:
            wrong.append(f"{name}: foreign {far.status_code} {far_post.status_code}")
        if expected.missing:
            none = asked(client, name, {**words_of(expected, stage.own), **expected.missing}, wrong)
            if none.status_code != 404:
                wrong.append(f"{name}: missing {none.status_code}")
    assert not wrong, f"{role}: " + "; ".join(wrong)


def test_visitors_are_sent_to_sign_in_or_find_nothing(stage: Stage) -> None:
    client, wrong = Client(), []
    for name, expected in SITE.items():
        response = asked(client, name, words_of(expected, stage.own), wrong)
        if expected.public:
            assert response.status_code in (200, 302), name
            continue
        assert response.status_code in (302, 404), name
        if response.status_code == 302:
            assert (
                response.url.startswith((reverse("account_login"), "/"))
                and "egenby" not in response.content.decode().lower()
            )
    assert not wrong


def test_a_person_without_a_role_finds_nothing(stage: Stage) -> None:
    from tests import factories

    client, person, wrong = Client(), factories.user(), []
    for name, expected in SITE.items():
        sign_in(client, person)
        response = asked(client, name, words_of(expected, stage.own), wrong)
        own = {"account_logout", "account_change_password", "mfa_index", "notation_preview", "notification_choices",
               "sessions"}  # fmt: skip
        if not expected.public and name not in own:
            assert response.status_code == 404, name
    assert not wrong
