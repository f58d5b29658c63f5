"""Every component in a real browser: accessible on desktop and phone, and no unsaved text is lost."""

import pytest

from tests import factories
from tests.browser.accessibility import checked, wait_until_loaded
from tests.browser.waits import until_kept

STORY = "#id_empty-story"


@pytest.mark.parametrize(
    "address",
    ["/dev/komponenter/", "/dev/komponenter/fuld-skaerm/", "/dev/komponenter/fuld-skaerm/?kind=beside", "/privatliv/",
     "/tilgaengelighed/", "/konto/glemt-adgangskode/", "/findes/ikke/"],
)  # fmt: skip
def test_every_component_is_accessible(page, address):
    factories.home()
    page.goto(address)
    checked(page)


def test_buttons_and_links_are_large_enough_to_touch(open_window):
    page = open_window(phone=True)
    page.goto("/dev/komponenter/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, select, textarea, .lr-button, .lr-tile, "
            + ".lr-menu__link, .lr-pagination a, .lr-field input:not([type=checkbox], [type=radio])")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert not small


def test_unsaved_text_is_kept(open_window):
    page = open_window()
    page.goto("/dev/komponenter/")
    page.locator(STORY).fill("Børnene fandt vandhullet.")
    page.locator("#id_empty-topics_1").check()
    until_kept(page, "Børnene fandt vandhullet.")
    page.goto("/privatliv/")
    page.goto("/dev/komponenter/")
    assert page.locator(STORY).input_value() == "Børnene fandt vandhullet."
    assert page.locator("#id_empty-topics_1").is_checked()
    assert "Vi har gemt det, du skrev." in page.locator(".lr-kept-text").inner_text()

    page.get_by_role("button", name="Begynd forfra").click()
    assert page.locator(STORY).input_value() == ""
    page.goto("/dev/komponenter/")
    assert page.locator(".lr-kept-text").count() == 0


def test_saved_text_is_not_restored(open_window):
    page = open_window()
    page.goto("/dev/komponenter/")
    page.locator(STORY).fill("Børnene fandt vandhullet.")
    # The page of examples saves nothing; a form that leads to another page stands for one that does.
    page.evaluate("document.querySelector('form[data-keep]').setAttribute('action', '/konto/login/')")
    page.route("**/konto/login/", lambda route: route.fulfill(status=303, headers={"Location": "/privatliv/"}))
    page.locator("form[data-keep] button[type=submit]").first.click()
    page.wait_for_url("**/privatliv/")
    page.goto("/dev/komponenter/")
    assert page.locator(STORY).input_value() == ""


def test_text_of_a_failed_submit_is_restored(open_window):
    page = open_window()
    page.goto("/dev/komponenter/")
    page.locator(STORY).fill("Børnene fandt vandhullet.")
    page.evaluate("document.querySelector('form[data-keep]').setAttribute('action', '/sent/')")
    page.route("**/sent/", lambda route: route.fulfill(status=303, headers={"Location": "/konto/login/"}))
    page.locator("form[data-keep] button[type=submit]").first.click()
    page.wait_for_url("**/konto/login/")  # the session had ended
    page.goto("/dev/komponenter/")
    assert page.locator(STORY).input_value() == "Børnene fandt vandhullet."


def test_signing_out_deletes_kept_text(open_window):
    page = open_window(user=factories.user())
    factories.home()
    page.goto("/dev/komponenter/")
    page.locator(STORY).fill("Børnene fandt vandhullet.")
    until_kept(page, "Børnene fandt vandhullet.")
    page.get_by_role("button", name="Log ud").first.click()
    wait_until_loaded(page)
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('kept:')).length") == 0


def test_a_phones_menu_opens_without_script(open_window):
    factories.home()
    page = open_window(phone=True, user=factories.user(), script=False)
    page.goto("/privatliv/")
    page.locator(".lr-drawer summary").click()
    assert page.locator(".lr-drawer").get_by_role("button", name="Log ud").is_visible()


def test_presentation_goes_forward_with_one_key(open_window):
    page = open_window()
    page.goto("/dev/komponenter/fuld-skaerm/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/fuld-skaerm/?kind=beside")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/fuld-skaerm/?kind=words")
    page.keyboard.press("Escape")
    page.wait_for_url("**/dev/komponenter/")
