"""An administrator makes a rule of what the municipality's directory said of somebody, corrects it and removes it."""

import pytest
from django.core.cache import cache
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.roles import Role
from accounts.user import User
from meetings.units.directory.at_sign_in import give_roles
from meetings.units.membership import Membership
from tests import factories
from tests.accounts.directory import openid_provider
from tests.accounts.directory.openid_provider import FakeProvider
from tests.browser.accessibility import shot
from tests.browser.windows import press


def held(user: User) -> list[str]:
    return list(Membership.objects.current(timezone.localdate()).for_user(user).values_list("role", flat=True))


def test_a_rule_is_made_of_what_the_directory_said(page: Page, open_window, monkeypatch: pytest.MonkeyPatch):
    factories.home()
    unit = factories.make_unit("Skovskolen")
    administrator = factories.user(role=Role.ADMINISTRATOR)
    karen = factories.user(name="Karen Krog")
    openid_provider.settings(is_shown=True, uses_refresh_tokens=True)
    give_roles(user=karen, values=frozenset({("groups", "Skovskolen ledelse")}), now=timezone.now())

    window = open_window(user=administrator, viewport=page.viewport_size)
    window.goto("/personer/")
    window.get_by_role("link", name="Roller fra kommunens katalog").click()
    expect(window.get_by_text("30 dage efter at kataloget sidst bekræftede den")).to_be_visible()
    shot(window, "rules-1-none")
    window.get_by_role("link", name="Lav en regel af: Skovskolen ledelse").click()
    expect(window.locator("[name=value]")).to_have_value("Skovskolen ledelse")
    press(window, "Gem reglen")
    expect(window.locator(".lr-errors")).to_be_visible()
    expect(window.locator("[name=value]")).to_have_value("Skovskolen ledelse")
    shot(window, "rules-2-a-role-is-missing")
    choose(window, Role.LEADERSHIP_TEAM, unit.pk)
    press(window, "Gem reglen")
    expect(window.get_by_text("Reglen er gemt")).to_be_visible()
    expect(window.get_by_text("Gælder 1 person nu")).to_be_visible()
    shot(window, "rules-3-one-rule")
    assert held(karen) == [Role.LEADERSHIP_TEAM]

    window.get_by_role("link", name="Ret: »Skovskolen ledelse«").click()
    choose(window, Role.STAFF_REPRESENTATIVE, unit.pk)
    press(window, "Gem reglen")
    expect(window.get_by_text("Medarbejderrepræsentant: Skovskolen").first).to_be_visible()
    assert held(karen) == [Role.STAFF_REPRESENTATIVE]

    window.get_by_role("link", name="Ret: »Skovskolen ledelse«").click()
    expect(window.get_by_role("heading", name="Vil du fjerne reglen?")).to_be_visible()
    shot(window, "rules-4-change-or-remove")
    press(window, "Fjern reglen")
    expect(window.get_by_text("Reglen er fjernet.")).to_be_visible()
    assert held(karen) == []

    cache.clear()
    del FakeProvider(monkeypatch).described["token_endpoint"]
    window.get_by_role("link", name="Prøv et login").click()
    window.get_by_role("link", name="Prøv nu").click()
    expect(window.get_by_text("the directory does not describe its token_endpoint")).to_be_visible()
    shot(window, "rules-5-a-trial-that-failed")


def choose(window: Page, role: Role, unit: int) -> None:
    window.locator(f"[name=role][value={role.value}]").check()
    window.locator("[name=unit]").select_option(str(unit))
