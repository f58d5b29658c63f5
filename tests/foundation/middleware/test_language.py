"""The language of a page is the account's, or the one chosen in this browser; Danish otherwise, and in the editor."""

import pytest
from django.test import Client
from django.utils import translation

from accounts.roles import Role
from accounts.user import Language, User
from foundation.audit import AuditEvent
from tests import factories

pytestmark = pytest.mark.django_db

PRIVACY, CHOICES, LOGIN = "/privatliv/", "/konto/beskeder/", "/konto/login/"


def reader(language: Language) -> tuple[User, Client]:
    person = factories.user(role=Role.AGREEMENT_HOLDER, language=language)
    client = Client()
    client.force_login(person)
    return person, client


def language_of(client: Client, path: str) -> str:
    answer = client.get(path)
    said = answer.headers["Content-Language"]
    assert f'<html lang="{said}"' in answer.content.decode() and "Cookie" in answer.headers["Vary"]
    return said


def test_the_site_is_danish_until_another_language_is_chosen():
    client = Client()
    assert language_of(client, LOGIN) == "da" and "Log ind" in client.get(LOGIN).content.decode()
    assert client.get("/sprog/", {"kode": "en", "til": LOGIN}).url == LOGIN
    page = client.get(LOGIN).content.decode()
    assert language_of(client, LOGIN) == "en" and "Sign in" in page and "Log ind" not in page
    client.get("/sprog/")
    assert language_of(client, PRIVACY) == "da"


@pytest.mark.parametrize("back", ["https://evil.example/", "//evil.example/", "", "javascript:alert(1)"])
def test_the_link_leads_to_no_other_site(back: str):
    assert Client().get("/sprog/", {"kode": "en", "til": back}).url == "/"


@pytest.mark.parametrize("code", ["de", "EN", "xx"])
def test_a_language_that_is_none_is_not_found_and_reads_as_danish(code: str):
    assert Client().get("/sprog/", {"kode": code}).status_code == 404
    client = Client()
    client.cookies["language"] = code
    assert language_of(client, PRIVACY) == "da"


@pytest.mark.parametrize(("account", "cookie"), [(Language.ENGLISH, "da"), (Language.DANISH, "en")])
def test_the_language_of_the_account_comes_before_that_of_the_browser(account: Language, cookie: str):
    _person, client = reader(account)
    client.cookies["language"] = cookie
    for path in ("/", PRIVACY, CHOICES, "/findes-ikke/"):
        assert language_of(client, path) == account, path


def test_a_request_leaves_no_language_behind():
    _person, client = reader(Language.ENGLISH)
    client.get("/")
    assert translation.get_language() == "da"


def test_the_editor_is_danish():
    person = factories.user(role=Role.CENTRAL_EDITOR, language=Language.ENGLISH)
    client = Client()
    client.force_login(person)
    client.cookies["language"] = "en"
    assert '<html lang="da"' in client.get("/redaktion/").content.decode()


def test_everybody_chooses_for_themselves_and_is_answered_in_it():
    person, client = reader(Language.DANISH)
    client.get(CHOICES)
    assert "language" not in client.cookies
    form = {"news": "at_once", "language": "en", "seen": 1}
    page = client.post(CHOICES, form, follow=True).content.decode()
    assert "Your choice is saved." in page and client.cookies["language"].value == "en"
    assert User.objects.get(pk=person.pk).language == Language.ENGLISH
    event = AuditEvent.objects.get(action="account.language_chosen")
    assert (event.actor_id, event.data) == (person.pk, {"language": "en"})
