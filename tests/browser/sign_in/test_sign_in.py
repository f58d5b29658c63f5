"""Signing in and out, on desktop and phone."""

from accounts.roles import Role
from tests import factories
from tests.browser.accessibility import axe, checked, wait_until_loaded


def test_a_visitor_finds_the_sign_in_page(page):
    factories.home()
    page.goto("/")
    checked(page)
    page.goto("/konto/login/")
    checked(page)


def test_a_leader_signs_in(page, sign_in):
    factories.home()
    leader = factories.user(role=Role.AGREEMENT_HOLDER)
    sign_in(page, leader.email)
    checked(page)


def test_a_wrong_password_is_refused(page):
    factories.home()
    leader = factories.user(role=Role.AGREEMENT_HOLDER)
    page.goto("/konto/login/")
    page.locator("input[name=login]").fill(leader.email)
    page.locator("input[name=password]").fill("forkert-kodeord")
    page.locator("form:has(input[name=password]) button[type=submit]").click()
    wait_until_loaded(page)
    assert "/konto/login/" in page.url
    axe(page)
