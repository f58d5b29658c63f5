"""The base template, signed in and not, and the error pages."""

import pytest
from bs4 import BeautifulSoup
from django.contrib.messages import constants
from django.http import HttpResponse
from django.test import RequestFactory
from wagtail.models import Site

from foundation.error_views import csrf_failure, server_error
from foundation.municipality import Municipality
from tests import factories

ANYWHERE = "/privatliv/"


def soup(answer: HttpResponse) -> BeautifulSoup:
    return BeautifulSoup(answer.content.decode(), "html.parser")


@pytest.fixture
def menu(settings):
    """The menu entries, as a list that the test fills."""
    settings.SITE_MENU = f"{__name__}.entries"
    ENTRIES[:] = [
        {"label": "Forside", "url": "/", "current": False},
        {"label": "Skovskolen", "url": "/skoler/skovskolen/", "current": True},
    ]
    yield ENTRIES
    ENTRIES.clear()


ENTRIES: list[dict[str, object]] = []


def entries(request):
    return ENTRIES


@pytest.mark.django_db
class TestVisitor:
    def test_the_frame_is_danish_and_has_a_skip_link(self, client):
        page = soup(client.get(ANYWHERE))
        assert page.html["lang"] == "da"
        skip = page.select_one("a.lr-skip")
        assert page.body.find("a") == skip
        assert page.find(id=skip["href"].removeprefix("#")).name == "main"

    def test_there_is_a_sign_in_link_and_no_sign_out(self, client):
        header = soup(client.get(ANYWHERE)).header
        assert header.select_one("a[href='/konto/login/']")
        assert not header.select("form")

    def test_the_footer_has_help_privacy_and_the_statement(self, client):
        municipality = Municipality.for_site(Site.objects.get())
        municipality.name, municipality.contact_email = "Lindevad Kommune", "hjaelp@lindevad.example"
        municipality.save()
        footer = soup(client.get(ANYWHERE)).footer
        assert "Lindevad Kommune" in footer.get_text()
        assert footer.select_one("a[href='mailto:hjaelp@lindevad.example']")
        links = {link.get_text(strip=True): link["href"] for link in footer.select("a")}
        assert links["Tilgængelighedserklæring"] == "/was"
        assert links["Privatliv"] == "/privatliv/"


@pytest.mark.django_db
class TestSignedIn:
    def test_the_menu_marks_the_current_page(self, client, menu):
        client.force_login(factories.user())
        page = soup(client.get(ANYWHERE))
        for links in (page.select(".lr-menu a"), page.select(".lr-drawer nav a")):
            assert [link.get_text() for link in links] == ["Forside", "Skovskolen"]
            assert [link.get("aria-current") for link in links] == [None, "page"]

    def test_the_menu_of_a_phone_works_without_script(self, client, menu):
        client.force_login(factories.user())
        assert soup(client.get(ANYWHERE)).select_one("details.lr-drawer > summary")

    def test_signing_out_is_a_post_form(self, client):
        person = factories.user()
        client.force_login(person)
        forms = soup(client.get(ANYWHERE)).select("header form[action='/konto/logout/']")
        assert forms
        assert all(form["method"] == "post" and form.select_one("[name=csrfmiddlewaretoken]") for form in forms)
        assert str(person) in soup(client.get(ANYWHERE)).header.get_text()


def draw(source, request=None, **context):
    from django.template import engines

    return engines["django"].from_string(source).render(context, request)


@pytest.mark.parametrize(
    ("level", "tone"),
    [
        (constants.SUCCESS, "success"),
        (constants.INFO, "info"),
        (constants.WARNING, "warning"),
        (constants.ERROR, "error"),
    ],
)
@pytest.mark.django_db
def test_messages_are_alerts(level, tone, rf):
    from django.contrib.auth.models import AnonymousUser
    from django.contrib.messages import add_message
    from django.contrib.messages.storage.cookie import CookieStorage

    request = rf.get("/")
    request.user = AnonymousUser()
    request._messages = CookieStorage(request)
    add_message(request, level, "Referatet er sendt.")
    page = BeautifulSoup(draw('{% extends "base.html" %}', request), "html.parser")
    alert = page.select_one(f".lr-messages .lr-alert--{tone}")
    assert alert["role"] == "status"
    assert "Referatet er sendt." in alert.get_text()


@pytest.mark.django_db
def test_the_404_page(client):
    answer = client.get("/findes/ikke/")
    assert answer.status_code == 404
    assert soup(answer).h1.get_text() == "Vi kan ikke finde siden"


def test_the_500_page_needs_no_database():
    answer = server_error(RequestFactory().get("/"))
    assert answer.status_code == 500
    assert soup(answer).h1.get_text() == "Noget gik galt hos os"


@pytest.mark.django_db
def test_the_csrf_page_says_what_to_do(rf):
    from django.contrib.auth.models import AnonymousUser

    request = rf.post("/")
    request.user = AnonymousUser()
    answer = csrf_failure(request)
    assert answer.status_code == 403
    assert "Genindlæs siden" in soup(answer).main.get_text()
    assert soup(answer).body.has_attr("data-not-saved")


@pytest.mark.django_db
class TestTextPages:
    def test_was_redirects_to_the_municipalitys_statement(self, client):
        municipality = Municipality.for_site(Site.objects.get())
        municipality.accessibility_statement_url = "https://was.example/lindevad"
        municipality.save()
        answer = client.get("/was")
        assert (answer.status_code, answer["Location"]) == (302, "https://was.example/lindevad")

    def test_without_a_statement_our_own_page_is_shown(self, client):
        answer = client.get("/was", follow=True)
        assert answer.redirect_chain == [("/tilgaengelighed/", 302)]
        assert "udkast" in soup(answer).main.get_text()

    def test_the_privacy_page_is_public(self, client):
        text = soup(client.get("/privatliv/")).main.get_text()
        assert "dataansvarlig" in text and "cookies" in text

    @pytest.mark.parametrize("address", ["/privatliv/", "/tilgaengelighed/", "/was", "/farver.css"])
    def test_post_is_not_allowed(self, client, address):
        assert client.post(address).status_code == 405
