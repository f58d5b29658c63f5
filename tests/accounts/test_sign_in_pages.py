"""Pages and mails of sign-in, sign-out and passwords: our frame and our texts."""

import re

import pytest
from bs4 import BeautifulSoup

from tests import factories
from tests.queued_mails import send_mails

pytestmark = pytest.mark.django_db

PACKAGE_WORDS = re.compile(r"\b(Sign In|Sign Out|Password|Change|Email address)\b")


@pytest.fixture
def person():
    return factories.user(email="anna@lindevad.example")


def main(answer):
    page = BeautifulSoup(answer.content.decode(), "html.parser")
    assert page.select_one(".lr-header"), "the page stands in our frame"
    return page.main


@pytest.mark.parametrize(
    ("address", "heading"),
    [
        ("/konto/login/", "Log ind"),
        ("/konto/glemt-adgangskode/", "Vælg en ny adgangskode"),
        ("/konto/glemt-adgangskode/sendt/", "Kig i din mail"),
        ("/konto/glemt-adgangskode/ny/1-forkert/", "Linket virker ikke længere"),
        ("/konto/glemt-adgangskode/faerdig/", "Din adgangskode er skiftet"),
        ("/konto/ingen-tilmelding/", "Du kan ikke selv oprette en konto"),
        ("/konto/inaktiv/", "Din konto er lukket"),
    ],
)
def test_pages_for_visitors(client, address, heading):
    content = main(client.get(address))
    assert content.h1.get_text() == heading
    assert not PACKAGE_WORDS.search(content.get_text())


@pytest.mark.parametrize(
    ("address", "heading"), [("/konto/logout/", "Vil du logge ud?"), ("/konto/adgangskode/", "Skift din adgangskode")]
)
def test_pages_for_signed_in_users(client, person, address, heading):
    client.force_login(person)
    content = main(client.get(address))
    assert content.h1.get_text() == heading
    assert not PACKAGE_WORDS.search(content.get_text())


def test_signing_in_redirects_without_a_message(client, person):
    answer = client.post(
        "/konto/login/?next=/privatliv/",
        {"login": person.email, "password": factories.PASSWORD, "next": "/privatliv/"},
        follow=True,
    )
    assert answer.redirect_chain == [("/privatliv/", 302)]
    assert not BeautifulSoup(answer.content, "html.parser").select(".lr-messages")


def test_the_sign_in_form_keeps_the_next_address(client):
    field = main(client.get("/konto/login/?next=/privatliv/")).select_one("input[name=next]")
    assert field["value"] == "/privatliv/"


def test_a_failed_sign_in_does_not_say_which_field_was_wrong(client, person):
    content = main(client.post("/konto/login/", {"login": person.email, "password": "forkert-adgangskode"}))
    assert "Mailadressen eller adgangskoden passer ikke" in content.select_one(".lr-errors").get_text()


def test_the_password_reset_mail(client, person, mailoutbox):
    client.post("/konto/glemt-adgangskode/", {"email": person.email})
    assert mailoutbox == [], "it leaves outside the page"
    send_mails()
    (mail,) = mailoutbox
    assert mail.message()["Auto-Submitted"] == "auto-generated"
    assert mail.recipients() == [person.email]
    assert mail.subject == "Vælg en ny adgangskode til Læringsrum"
    assert mail.body.startswith("Vælg en ny adgangskode med dette link.")
    assert len(re.findall(r"https?://\S+", mail.body)) == 1
    assert "Venlig hilsen" in mail.body

    link = re.search(r"https?://[^/]+(\S+)", mail.body)[1]
    form_page = client.get(link, follow=True)
    assert main(form_page).h1.get_text() == "Vælg en ny adgangskode"
    answer = client.post(
        form_page.redirect_chain[-1][0], {"password1": "en-lang-ny-adgangskode", "password2": "en-lang-ny-adgangskode"}
    )
    assert answer["Location"] == "/konto/glemt-adgangskode/faerdig/"
    person.refresh_from_db()
    assert person.check_password("en-lang-ny-adgangskode")


def test_an_address_without_an_account_gets_a_mail_that_says_so(client, mailoutbox):
    answer = client.post("/konto/glemt-adgangskode/", {"email": "ukendt@lindevad.example"})
    assert answer["Location"] == "/konto/glemt-adgangskode/sendt/"
    send_mails()
    (mail,) = mailoutbox
    assert mail.subject == "Du har ingen konto i Læringsrum"
    assert "ukendt@lindevad.example" in mail.body
    assert "http" not in mail.body


def test_sign_up_is_closed(client):
    from accounts.models import User

    client.post("/konto/ingen-tilmelding/", {"email": "ny@lindevad.example", "password1": "en-lang-ny-adgangskode"})
    assert not User.objects.filter(email="ny@lindevad.example").exists()


def test_signing_out_ends_the_session(client, person):
    client.force_login(person)
    client.post("/konto/logout/")
    assert "_auth_user_id" not in client.session
