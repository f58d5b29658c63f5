"""A passkey is added, signs in, and is asked for again before a role is given; an app and recovery codes on a phone."""

import re
import time

from allauth.mfa.totp.internal.auth import format_hotp_value, hotp_value

from accounts.roles import Role
from accounts.user import User
from tests import factories
from tests.browser.accessibility import axe, checked, wait_until_loaded

PASSKEY = {
    "protocol": "ctap2",
    "transport": "internal",
    "hasResidentKey": True,
    "hasUserVerification": True,
    "isUserVerified": True,
    "automaticPresenceSimulation": True,
}


def test_an_administrator_signs_in_with_a_passkey_and_is_asked_again(open_window, sign_in):
    page = open_window()
    factories.home()
    administrator = factories.user(role=Role.ADMINISTRATOR)
    devtools = page.context.new_cdp_session(page)
    devtools.send("WebAuthn.enable")
    devtools.send("WebAuthn.addVirtualAuthenticator", {"options": PASSKEY})

    sign_in(page, administrator.email)
    page.goto("/konto/beskeder/")
    page.get_by_role("link", name="Totrinslogin").click()
    checked(page)
    page.get_by_role("link", name="Tilføj en adgangsnøgle").click()
    axe(page)
    page.get_by_role("button", name="Tilføj adgangsnøglen").click()
    page.get_by_role("heading", name="Nødkoder").wait_for()
    axe(page)
    page.get_by_role("link", name="Jeg har gemt dem").click()
    page.get_by_text("Du har totrinslogin.").wait_for()

    page.goto("/konto/logout/")
    page.locator("main").get_by_role("button", name="Log ud").click()
    wait_until_loaded(page)
    sign_in(page, administrator.email)
    page.get_by_role("heading", name="Et trin mere").wait_for()
    checked(page)
    page.get_by_role("button", name="Brug din adgangsnøgle").click()
    page.locator(".lr-account__name").first.wait_for(state="attached")

    forget_answers()
    page.goto("/personer/ny/")
    page.locator("input[name=name]").fill("Ny Konsulent")
    page.locator("input[name=email]").fill("ny@lindevad.example")
    page.locator(f"input[name=role][value={Role.CENTRAL_EDITOR}]").check()
    page.locator("main form button[type=submit]").first.click()
    page.get_by_role("heading", name="Bekræft igen, at det er dig").wait_for()
    axe(page)
    page.get_by_role("button", name="Brug din adgangsnøgle").click()
    page.get_by_role("heading", name="Ny Konsulent").wait_for()
    assert User.objects.filter(email="ny@lindevad.example").exists()


def test_a_chef_connects_an_app_on_a_phone_and_sees_the_own_sessions(open_window, sign_in):
    factories.home()
    chef = factories.user(role=Role.HEAD_OF_AREA)
    page = open_window(phone=True)
    sign_in(page, chef.email)
    page.goto("/konto/totrin/")
    checked(page)
    page.get_by_role("link", name="Forbind en app").click()
    checked(page)
    secret = re.search(r'<code class="lr-key">(\w+)</code>', page.content())[1]
    page.locator("input[name=code]").fill(format_hotp_value(hotp_value(secret, int(time.time()) // 30)))
    page.get_by_role("button", name="Forbind appen").click()
    page.get_by_role("heading", name="Nødkoder").wait_for()
    checked(page)
    page.goto("/konto/logget-ind/")
    page.get_by_text("den browser, du bruger nu").wait_for()
    checked(page)


def forget_answers() -> None:
    """As if the sign-in was an hour ago."""
    from accounts.session import Session

    for row in Session.objects.exclude(user=None):
        store = row.get_session_store_class()(row.session_key)
        for record in store["account_authentication_methods"]:
            record["at"] -= 3600
        store.modified = True
        store.save()
