"""The privacy page names exactly the cookies that are set."""

import re

import pytest
from django.contrib.messages.storage.cookie import CookieStorage
from django.test import Client

from accounts.roles import Role
from tests import factories

pytestmark = pytest.mark.django_db


def named(client: Client) -> set[str]:
    return set(re.findall(r"<code>([^<]+)</code>", client.get("/privatliv/").content.decode()))


def test_every_cookie_that_is_set_is_named() -> None:
    client = Client()
    person = factories.user(role=Role.AGREEMENT_HOLDER)
    person.set_password("en lang adgangskode 7")
    person.save()
    client.get("/konto/login/")
    answer = client.post("/konto/login/", {"login": person.email, "password": "en lang adgangskode 7"})
    assert answer.status_code == 302
    client.get("/")
    client.get("/sprog/", {"kode": "en"})
    client.get("/sprog/")
    assert {"sessionid", "csrftoken", "known_browser", "language"} <= set(client.cookies) <= named(client)
    assert named(client) == {"sessionid", "csrftoken", "known_browser", "language", CookieStorage.cookie_name}


def test_files_of_an_object_store_are_named_as_what_is_fetched_from_others(settings) -> None:
    page = Client().get("/privatliv/").content.decode()
    assert "Intet på siderne hentes fra andre." in page and "der virker for en, der ikke må se den" in page
    settings.MEDIA_REDIRECT_HOSTS = ["https://filer.example"]
    page = Client().get("/privatliv/").content.decode()
    assert "fillager (https://filer.example)" in page and "Intet på siderne" not in page and "højst et kvarter" in page


def test_the_page_says_how_long_the_view_log_is_kept(settings) -> None:
    settings.VIEW_LOG_KEEP_DAYS = 182
    assert "5 måneder" not in (page := Client().get("/privatliv/").content.decode())
    assert "6 måneder" in page
