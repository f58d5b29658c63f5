"""The second factor: set up, asked for at sign-in, required by role after a week, asked again for acts that matter."""

import re
import time
from datetime import timedelta
from importlib import import_module
from pathlib import Path

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value
from bs4 import BeautifulSoup
from django.apps import apps
from django.test import Client, TestCase
from django.utils import timezone

from accounts import migrations
from accounts.known_browser import IS_NEW_BROWSER
from accounts.roles import Right, Role, roles_with
from accounts.second_factor.require_recent import is_post_from_new_browser
from accounts.second_factor.requirement import BY_PROVIDER
from accounts.second_factor.sign_in_settings import SignInSettings, central_roles
from accounts.user import User
from foundation.audit import AuditEvent
from tests import factories
from tests.queued_mails import send_mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def administrator():
    return factories.user(role=Role.ADMINISTRATOR)


def sign_in(client: Client, user: User, follow: bool = False):
    data = {"login": user.email, "password": factories.PASSWORD}
    return client.post("/konto/login/", data, follow=follow)


def code_of(secret: str) -> str:
    return format_hotp_value(hotp_value(secret, int(time.time()) // 30))


def connect_app(client: Client) -> str:
    """Connect an app as the page says; returns its secret. The signal at the commit comes after the answer here."""
    page = client.get("/konto/totrin/app/", follow=True)
    secret = re.search(r'<code class="lr-key">(\w+)</code>', page.content.decode())[1]
    with TestCase.captureOnCommitCallbacks(execute=True):
        answer = client.post("/konto/totrin/app/", {"code": code_of(secret)})
    assert answer.status_code == 302, answer.content.decode()
    client.get("/konto/totrin/")
    return secret


def heading(answer) -> str:
    return BeautifulSoup(answer.content, "html.parser").h1.get_text()


def signed_in(client: Client) -> bool:
    return "_auth_user_id" in client.session


@pytest.fixture
def with_app(client, administrator):
    """The administrator has an app, and is signed out."""
    sign_in(client, administrator)
    secret = connect_app(client)
    client.post("/konto/logout/")
    return secret


def test_an_app_is_connected_and_recovery_codes_follow(client, administrator, mailoutbox):
    sign_in(client, administrator)
    connect_app(client)
    codes = client.get("/konto/totrin/noedkoder/")
    assert len(BeautifulSoup(codes.content, "html.parser").select(".lr-codes li")) == 10
    send_mails()
    assert [mail.subject for mail in mailoutbox] == ["Dit login til Læringsrum er ændret"]
    assert "En app til koder er knyttet til dit login." in mailoutbox[0].body


def test_the_secret_is_not_in_the_database(client, administrator):
    sign_in(client, administrator)
    secret = connect_app(client)
    stored = [str(row.data) for row in Authenticator.objects.all()]
    assert stored and not any(secret in data for data in stored)


def test_the_password_alone_does_not_sign_in(client, administrator, with_app):
    answer = sign_in(client, administrator, follow=True)
    assert heading(answer) == "Et trin mere" and not signed_in(client)
    assert client.get("/personer/").status_code == 302
    answer = client.post("/konto/totrin/kode/", {"code": "000000"})
    assert "Forkert kode" in answer.content.decode() and not signed_in(client)


def test_a_code_signs_in_once(client, administrator, with_app):
    with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
        code = code_of(with_app)
        for expected in (True, False):
            browser = Client()
            sign_in(browser, administrator)
            browser.post("/konto/totrin/kode/", {"code": code})
            assert signed_in(browser) is expected


def test_a_recovery_code_signs_in_once(client, administrator, with_app):
    code = Authenticator.objects.get(type="recovery_codes").wrap().get_unused_codes()[0]
    for expected in (True, False):
        browser = Client()
        sign_in(browser, administrator)
        browser.post("/konto/totrin/kode/", {"code": code})
        assert signed_in(browser) is expected


def test_codes_cannot_be_guessed(client, administrator, with_app):
    for number in range(6):
        browser = Client(REMOTE_ADDR=f"192.0.2.{number}")
        sign_in(browser, administrator)
        answer = browser.post("/konto/totrin/kode/", {"code": f"{number:06}"})
    assert "for mange" in answer.content.decode()
    browser.post("/konto/totrin/kode/", {"code": code_of(with_app)})
    assert not signed_in(browser)


@pytest.mark.parametrize("role", [Role.ADMINISTRATOR, Role.CENTRAL_EDITOR, Role.HEAD_OF_AREA, Role.CONSULTANT])
def test_a_demanded_second_factor_may_wait_a_week_and_no_longer(client, role):
    user = factories.user(role=role)
    sign_in(client, user)
    now = timezone.now()
    assert "Sæt totrinslogin op inden" in client.get("/konto/totrin/").content.decode()
    with time_machine.travel(now + timedelta(days=6)):
        sign_in(client, user)
        assert client.get("/").status_code == 200
    with time_machine.travel(now + timedelta(days=7)):
        sign_in(client, user)
        for address in ("/", "/personer/", "/redaktion/", "/soeg/?q=x"):
            answer = client.get(address)
            assert answer.status_code == 302 and answer.url.startswith("/konto/totrin/"), address
        assert client.post("/personer/ny/", {"email": "ny@example.dk"}).status_code == 302
        assert "Du skal sætte totrinslogin op nu" in client.get("/konto/totrin/").content.decode()
        connect_app(client)
        assert client.get("/").status_code == 200


def test_after_the_week_a_session_of_before_shows_nothing_either(client, administrator):
    sign_in(client, administrator)
    session = client.session
    session["second_factor_due"] = timezone.localdate().isoformat()
    session.save()
    assert client.get("/personer/").url.startswith("/konto/totrin/")


def test_whoever_may_fetch_everything_about_a_person_is_asked():
    assert roles_with(Right.EXPORT_PERSON) <= set(central_roles())


def test_an_upgrade_asks_the_officer_where_the_proposed_roles_were_kept():
    (name,) = [path.stem for path in Path(migrations.__file__).parent.glob("*_second_factor_of_the_officer.py")]
    settings = SignInSettings.here()
    for before, after in [
        (["administrator", "consultant", "head_of_area", "central_editor"], set(central_roles())),
        (["administrator"], {"administrator"}),
    ]:
        settings.second_factor_roles = before
        settings.save()
        import_module(f"accounts.migrations.{name}").add_the_officer(apps, None)
        assert set(SignInSettings.here().second_factor_roles) == after


@pytest.mark.parametrize("role", [Role.AGREEMENT_HOLDER, Role.STAFF_REPRESENTATIVE, Role.FORUM_MEMBER])
def test_other_roles_are_not_asked(client, role):
    user = factories.user(role=role)
    sign_in(client, user)
    with time_machine.travel(timezone.now() + timedelta(days=30)):
        sign_in(client, user)
        assert client.get("/").status_code == 200
    assert User.objects.get(pk=user.pk).second_factor_due is None


def test_the_setting_says_which_roles(client, administrator):
    settings = SignInSettings.here()
    settings.second_factor_roles = []
    settings.save()
    sign_in(client, administrator)
    assert User.objects.get(pk=administrator.pk).second_factor_due is None


def test_what_the_provider_asked_for_counts(client, administrator, rf):
    sign_in(client, administrator)
    session = client.session
    session[BY_PROVIDER] = administrator.pk + 1
    session.save()
    client.get("/konto/totrin/")
    assert "second_factor_due" in client.session, "somebody else was asked"
    session[BY_PROVIDER] = administrator.pk
    session.save()
    client.get("/konto/totrin/")
    assert "second_factor_due" not in client.session


def test_the_last_factor_cannot_be_removed_while_it_is_demanded(client, administrator):
    sign_in(client, administrator)
    connect_app(client)
    answer = client.post("/konto/totrin/app/fjern/")
    assert heading(answer) == "Appen kan ikke fjernes endnu"
    User.objects.update(second_factor_due=None)
    client.post("/konto/totrin/app/fjern/")
    assert not Authenticator.objects.exists()


def test_changing_the_sign_in_needs_a_recent_answer(client, administrator):
    sign_in(client, administrator)
    with time_machine.travel(timezone.now() + timedelta(minutes=16)):
        answer = client.get("/konto/totrin/app/", follow=True)
        assert answer.redirect_chain[-1][0].startswith("/konto/igen/")
        answer = client.post(answer.redirect_chain[-1][0], {"password": factories.PASSWORD})
        assert answer.url == "/konto/totrin/app/"


class TestAskedAgain:
    def later(self, client, user, secret):
        """Signed in with a code, twenty minutes ago."""
        now = timezone.now() + timedelta(minutes=5)
        with time_machine.travel(now):
            sign_in(client, user)
            client.post("/konto/totrin/kode/", {"code": code_of(secret)})
            assert signed_in(client)
        return time_machine.travel(now + timedelta(minutes=20))

    def test_giving_a_role_is_carried_out_after_the_code(self, client, administrator, with_app):
        with self.later(client, administrator, with_app):
            page = client.get("/personer/ny/")
            key = BeautifulSoup(page.content, "html.parser").select_one("main input[name=once]")
            data = {"email": "ny@example.dk", "name": "Ny Person", "role": Role.CENTRAL_EDITOR.value}
            answer = client.post("/personer/ny/", data | ({key["name"]: key["value"]} if key else {}))
            assert answer.url.startswith("/konto/totrin/igen/") and not User.objects.filter(email="ny@example.dk")
            answer = client.post(answer.url, {"code": "123456"})
            assert not User.objects.filter(email="ny@example.dk")
            client.post(answer.request["PATH_INFO"] + "?next=/personer/ny/", {"code": code_of(with_app)})
            assert User.objects.filter(email="ny@example.dk").exists()

    def test_a_fresh_code_is_enough(self, client, administrator, with_app):
        with time_machine.travel(timezone.now() + timedelta(minutes=5)):
            sign_in(client, administrator)
            client.post("/konto/totrin/kode/", {"code": code_of(with_app)})
            assert client.post("/personer/ny/", {}).status_code == 422

    def test_a_form_with_a_query_is_carried_out_too(self, client, administrator, with_app):
        with self.later(client, administrator, with_app):
            data = {"email": "ny@example.dk", "name": "Ny Person", "role": Role.CENTRAL_EDITOR.value}
            answer = client.post("/personer/ny/?enhed=1", data)
            client.post(answer.url, {"code": code_of(with_app)})
            assert User.objects.filter(email="ny@example.dk").exists()

    def test_rules_of_the_directory_and_settings_are_not_changed_without_it(self, client, administrator, with_app):
        site = SignInSettings.here().site_id
        with self.later(client, administrator, with_app):
            for address in (
                "/personer/katalog/ny/",
                "/indsigt/person/",
                "/indsigt/moede/",
                f"/redaktion/settings/accounts/signinsettings/{site}/",
            ):
                assert client.post(address, {}).url.startswith("/konto/totrin/igen/"), address

    def test_a_file_of_the_log_is_fetched_after_the_code(self, client, administrator, with_app):
        with self.later(client, administrator, with_app):
            answer = client.get("/haendelser/fil/?som=csv")
            assert answer.url.startswith("/konto/totrin/igen/")
            answer = client.post(answer.url, {"code": code_of(with_app)}, follow=True)
            assert answer["Content-Type"].startswith("text/csv")

    def test_minutes_are_decided_without_asking_where_one_has_signed_in_before(self, client, with_app, rf):
        request = rf.post("/")
        for is_new in (True, False):
            request.session = {IS_NEW_BROWSER: is_new}
            assert is_post_from_new_browser(request) is is_new

    def test_whoever_has_none_is_not_asked(self, client, administrator):
        sign_in(client, administrator)
        with time_machine.travel(timezone.now() + timedelta(minutes=20)):
            assert client.post("/personer/ny/", {}).status_code == 422


def test_an_administrator_resets_it_for_somebody_else_only(client, administrator, mailoutbox):
    lost = factories.user(role=Role.CONSULTANT)
    browser = Client()
    sign_in(browser, lost)
    connect_app(browser)
    client.force_login(administrator)
    page = client.get(f"/personer/{lost.pk}/")
    assert "Nulstil totrinslogin" in page.content.decode()
    client.post(f"/personer/{lost.pk}/adgang/", {"act": "reset"})
    assert not Authenticator.objects.filter(user=lost).exists()
    assert browser.get("/konto/totrin/").status_code == 302, "the sessions are ended"
    assert AuditEvent.objects.filter(action="person.second_factor_reset").count() == 1
    send_mails()
    assert "En administrator har nulstillet dit totrinslogin" in mailoutbox[-1].body
    answer = client.post(f"/personer/{administrator.pk}/adgang/", {"act": "reset"})
    assert "Du kan ikke nulstille dit eget totrinslogin." in answer.content.decode()
    client.force_login(factories.user(role=Role.CENTRAL_EDITOR))
    assert client.post(f"/personer/{lost.pk}/adgang/", {"act": "reset"}).status_code == 404


#: Route -> what it asks; none of them names a person, so that each shows one's own or nothing.
OWN_PAGES = (
    "app/", "app/fjern/", "igen/", "igen/noegle/", "noedkoder/", "noedkoder/fil/", "noedkoder/nye/", "noegler/ny/",
)  # fmt: skip


@pytest.mark.parametrize("page", OWN_PAGES)
def test_a_visitor_sees_no_page_of_a_second_factor(page, administrator, with_app):
    answer = Client().get(f"/konto/totrin/{page}")
    assert answer.status_code in (302, 404)
    if answer.status_code == 302:
        assert answer.url.startswith("/konto/login/")


def test_nobody_sees_or_removes_anothers_passkey(client, administrator):
    key = Authenticator.objects.create(user=administrator, type=Authenticator.Type.WEBAUTHN, data={"name": "Min nøgle"})
    other = factories.user(role=Role.ADMINISTRATOR)
    sign_in(client, other)
    assert "Min nøgle" not in client.get("/konto/totrin/").content.decode()
    assert client.post(f"/konto/totrin/noegler/{key.pk}/fjern/").status_code == 404
    assert Authenticator.objects.filter(pk=key.pk).exists()
