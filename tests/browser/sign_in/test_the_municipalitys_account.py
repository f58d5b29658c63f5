"""An administrator connects the municipality's directory, a real one in a process of its own, tries it and writes a
rule; a teacher signs in with it for the first time, loses the role there, and meets an answer that is wrong."""

from collections.abc import Callable, Iterator

import pytest
import time_machine
from django.conf import settings
from django.core.cache import cache
from playwright.sync_api import Page, expect

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from tests import factories
from tests.browser.accessibility import shot
from tests.browser.administration.test_rules_of_the_directory import choose
from tests.browser.windows import DESKTOP, PHONE, press
from tests.services.directory.providers import OpenIDProvider, SamlProvider

BUTTON = "Log ind med kommunens konto"
KAREN = "karen@kommunen.example"
Provider = OpenIDProvider | SamlProvider


@pytest.fixture(autouse=True)
def _clock_of_the_machine() -> Iterator[None]:
    """The time of the provider, which is a process of its own."""
    with time_machine.travel(time_machine.escape_hatch.time.time(), tick=True):
        yield


@pytest.fixture
def visit(open_window, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Page]:
    """Open a window that may also visit `provider`. It is at 127.0.0.1: for a browser another site than localhost."""
    cache.clear()
    monkeypatch.setattr(settings, "DIRECTORY_SECRET", "a-secret")

    def open_one(provider: Provider, **options) -> Page:
        window = open_window(**options)
        window.watch.others |= {provider.url.removeprefix("http://"), "cdn.jsdelivr.net"}
        window.context.route("https://cdn.jsdelivr.net/**", lambda route: route.abort())
        return window

    return open_one


def test_a_teacher_signs_in_by_openid_connect(visit):
    with OpenIDProvider() as provider:

        def known(*groups: str) -> None:
            provider.person("karen", email=KAREN, name="Karen Krog", groups=groups)

        def sign_in_there(window: Page) -> None:
            window.locator("[name=sub]").first.fill("karen")
            press(window, "Authorize")

        words = {"protocol": "openid", "issuer": provider.url, "client_id": "laeringsrum"}
        _boss, window = connected_and_signed_in(visit, provider, words, known, sign_in_there)

        with window.expect_request("**/konto/kommunen/svar/**") as answer:
            window.goto("/konto/kommunen/")
            sign_in_there(window)
        expect(window.get_by_text("giver ikke adgang")).to_be_visible()
        window.goto(answer.value.url)
        refused(window, "openid")


def test_a_teacher_signs_in_by_saml_on_a_phone(visit, base_url: str):
    with SamlProvider(base_url) as provider:

        def known(*groups: str) -> None:
            provider.person("karen", mail=KAREN, displayName="Karen Krog", groups=groups)

        def sign_in_there(window: Page) -> None:
            press(window, "karen")

        words = {"protocol": "saml", "metadata_url": provider.url + "/metadata"}
        boss, window = connected_and_signed_in(visit, provider, words, known, sign_in_there, phone=True)

        provider.put("fault", "another audience")
        window.goto("/konto/kommunen/")
        sign_in_there(window)
        refused(window, "saml")
        boss.goto("/personer/katalog/proev/nu/")
        sign_in_there(boss)
        expect(boss.get_by_text("is not a valid audience")).to_be_visible()
        shot(boss, "directory-saml-trial-failed")


def connected_and_signed_in(
    visit: Callable[..., Page],
    provider: Provider,
    words: dict[str, str],
    known: Callable[..., None],
    sign_in_there: Callable[[Page], None],
    *,
    phone: bool = False,
) -> tuple[Page, Page]:
    """From the settings to the teacher's second sign-in, when the directory has taken the role away. Returns the
    windows of administrator and teacher."""
    factories.home()
    sync_editor_groups()
    unit = factories.make_unit("Skovskolen")
    known("Skovskolen ansatte")
    name = f"directory-{words['protocol']}"

    boss = visit(provider, user=factories.user(role=Role.ADMINISTRATOR))
    boss.goto("/personer/katalog/")
    boss.get_by_role("link", name="Skriv, hvor kataloget er").click()
    boss.locator("[name=protocol]").select_option(words["protocol"])
    for field in words.keys() - {"protocol"}:
        boss.locator(f"[name={field}]").fill(words[field])
    press(boss, "Gem")
    boss.get_by_role("link", name="Prøv", exact=True).click()
    boss.get_by_role("link", name="Prøv nu").click()
    sign_in_there(boss)
    expect(boss.get_by_text("Prøven lykkedes")).to_be_visible()
    shot(boss, name + "-trial")

    boss.get_by_role("link", name="Lav en regel af: Skovskolen ansatte").click()
    choose(boss, Role.STAFF_REPRESENTATIVE, unit.pk)
    press(boss, "Gem reglen")
    boss.get_by_role("link", name="Vis den under indstillinger").click()
    boss.locator("[name=is_shown]").check()
    press(boss, "Gem")
    expect(boss.locator("[name=is_shown]")).to_be_checked()

    karen = visit(provider, phone=phone)
    karen.goto("/konto/login/?next=/privatliv/")
    karen.get_by_role("link", name=BUTTON).click()
    sign_in_there(karen)
    karen.wait_for_url("**/privatliv/")
    karen.goto("/")
    expect(karen.get_by_text("Medarbejderrepræsentant, Skovskolen")).to_be_visible()

    known("andet")
    again = visit(provider, phone=phone)
    again.goto("/konto/login/")
    again.get_by_role("link", name=BUTTON).click()
    sign_in_there(again)
    expect(again.get_by_text("giver ikke adgang")).to_be_visible()
    shot(again, name + "-no-role")
    karen.goto("/")
    expect(karen.get_by_role("link", name="Log ind").first).to_be_visible()
    return boss, again


def refused(window: Page, name: str) -> None:
    """The page says what to do, on a desktop and on a phone, and nobody is signed in."""
    expect(window.get_by_role("heading", name="Du er ikke logget ind")).to_be_visible()
    for size in (DESKTOP, PHONE):
        window.set_viewport_size(size)
        shot(window, f"directory-{name}-refused")
    window.goto("/konto/beskeder/")
    expect(window.locator("input[name=password]")).to_be_visible()
