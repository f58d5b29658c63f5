"""Every kind of response has the fourteen headers, and says nothing about what serves it."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from pytest_django import Settings

from accounts.roles import Role
from config.urls import handler400, handler404, handler500  # noqa: F401
from config.urls import urlpatterns as of_the_site
from foundation.middleware.security_headers import EDITOR_POLICY, security_headers
from foundation.municipality import Municipality
from tests import factories
from tests.media import ready

pytestmark = pytest.mark.django_db


def fails(request: HttpRequest) -> HttpResponse:
    raise RuntimeError


urlpatterns = [path("fejl/", fails), *of_the_site]


@pytest.fixture
def production(settings: Settings, tmp_path: Path) -> None:
    settings.SECURE_HSTS_SECONDS, settings.SECURE_HSTS_INCLUDE_SUBDOMAINS = 31_536_000, True
    settings.SECURE_SSL_REDIRECT = True
    settings.SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
    settings.STATIC_ROOT = tmp_path
    settings.ROOT_URLCONF = __name__
    (tmp_path / "base.css").write_text("body {}")


def as_a(role: Role, **where: Any) -> Client:
    client = Client(raise_request_exception=False)
    client.force_login(factories.user(role=role, **where))
    return client


def a_page() -> HttpResponse:
    return as_a(Role.ADMINISTRATOR).get("/", secure=True)


def sign_in() -> HttpResponse:
    return Client().get("/konto/login/", secure=True)


def the_editor() -> HttpResponse:
    return as_a(Role.CENTRAL_EDITOR).get("/redaktion/", secure=True)


def a_preview() -> HttpResponse:
    edit = f"/redaktion/pages/{factories.template().pk}/edit/preview/"
    return as_a(Role.CENTRAL_EDITOR).get(edit + "?mode=", secure=True)


def a_photo() -> HttpResponse:
    shared = factories.evidence(shared=True)
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=shared.unit)
    client = Client()
    client.force_login(leader)
    return client.get(ready.image(shared, leader).url("large"), secure=True)


def a_photo_one_may_not_see() -> HttpResponse:
    shared = factories.evidence(shared=True)
    photo = ready.image(shared, factories.user(role=Role.AGREEMENT_HOLDER, unit=shared.unit))
    return Client().get(photo.url("large"), secure=True)


def nothing_there() -> HttpResponse:
    return Client().get("/findes-ikke/", secure=True)


def an_error() -> HttpResponse:
    return Client(raise_request_exception=False).get("/fejl/", secure=True)


def a_stylesheet() -> HttpResponse:
    return Client().get("/static/base.css", secure=True)


def a_redirect() -> HttpResponse:
    return Client().get("/was", secure=True)


FILE = {"Content-Security-Policy": "default-src 'none'; sandbox"}
NEVER = {"Cache-Control": "max-age=0, no-cache, no-store, must-revalidate, private"}
EDITOR = {"Content-Security-Policy": EDITOR_POLICY}


@pytest.mark.parametrize(
    ("ask", "status", "differs"),
    [
        (a_page, 200, {}),
        (sign_in, 200, NEVER),
        (the_editor, 200, {**EDITOR, **NEVER}),
        (a_preview, 200, {**EDITOR, **NEVER, "X-Frame-Options": "SAMEORIGIN"}),
        (a_photo, 200, FILE),
        (a_photo_one_may_not_see, 404, {}),
        (nothing_there, 404, {}),
        (an_error, 500, {}),
        (a_stylesheet, 200, {"Cache-Control": "max-age=60, public"}),
        (a_redirect, 302, {}),
    ],
)
def test_every_response_has_the_fourteen_headers(
    ask: Callable[[], HttpResponse], status: int, differs: dict[str, str], production: None
) -> None:
    response = ask()
    expected = {**security_headers(), **differs}
    assert len(expected) == 14
    assert response.status_code == status
    assert {name: response.headers.get(name) for name in expected} == expected
    assert not {"Server", "X-Powered-By", "Access-Control-Allow-Origin"} & {*response.headers}


def test_http_is_redirected_with_all_but_the_header_that_only_tls_may_carry(production: None) -> None:
    response = Client().get("/konto/login/")
    assert (response.status_code, response["Location"]) == (301, "https://testserver/konto/login/")
    assert {*security_headers()} - {*response.headers} == {"Strict-Transport-Security"}


def test_links_of_an_object_store_are_embedded_without_cookies(settings: Settings) -> None:
    settings.MEDIA_REDIRECT_HOSTS = ["https://files.example"]
    headers = Client().get("/konto/login/").headers
    assert headers["Cross-Origin-Embedder-Policy"] == "credentialless"
    assert "img-src 'self' data: https://files.example;" in headers["Content-Security-Policy"]


@pytest.mark.parametrize(
    ("configured", "of_municipality", "contact"),
    [
        ("https://kommunen.example/sikkerhed", "dialog@kommunen.example", "https://kommunen.example/sikkerhed"),
        ("it@kommunen.example", "dialog@kommunen.example", "mailto:it@kommunen.example"),
        ("", "dialog@kommunen.example", "mailto:dialog@kommunen.example"),
        ("", "", "https://dialog.example/privatliv/"),
    ],
)
def test_security_txt_says_where_to_report_a_hole_and_never_expires(
    configured: str, of_municipality: str, contact: str, settings: Settings
) -> None:
    settings.SECURITY_CONTACT, settings.BASE_URL = configured, "https://dialog.example"
    municipality = Municipality.here()
    municipality.contact_email = of_municipality
    municipality.save()
    response = Client().get("/.well-known/security.txt")
    assert response["Content-Type"] == "text/plain; charset=utf-8"
    lines = dict(line.split(": ", 1) for line in response.content.decode().splitlines())
    expires = parse_datetime(lines.pop("Expires"))
    assert expires and timedelta(days=30) < expires - timezone.now() < timedelta(days=365)
    assert lines == {
        "Contact": contact,
        "Preferred-Languages": "da, en",
        "Canonical": "https://dialog.example/.well-known/security.txt",
    }
