"""Every component in a real window: accessible at a desk and on a phone, and nothing lost that was written."""

import pytest

from tests import factories
from tests.browser.accessibility import axe, no_sideways_scrolling

STORY = "#id_empty-story"


@pytest.mark.parametrize(
    "address",
    ["/dev/komponenter/", "/dev/komponenter/fuld-skaerm/", "/dev/komponenter/fuld-skaerm/?kind=beside", "/privatliv/",
     "/tilgaengelighed/", "/konto/glemt-adgangskode/", "/findes/ikke/"],
)  # fmt: skip
def test_everybody_can_use_it(page, address):
    factories.home()
    page.goto(address)
    axe(page)
    no_sideways_scrolling(page)


def test_what_one_may_press_is_large_enough_for_a_thumb(open_window):
    page = open_window(phone=True)
    page.goto("/dev/komponenter/")
    small = page.evaluate(
        """() => [...document.querySelectorAll("button, summary, select, textarea, .lr-button, .lr-tile, "
            + ".lr-menu__link, .lr-pagination a, .lr-field input:not([type=checkbox], [type=radio])")]
            .filter((one) => one.checkVisibility() && one.getBoundingClientRect().height < 44)
            .map((one) => one.outerHTML.slice(0, 120))"""
    )
    assert not small


def test_a_word_written_is_kept_until_it_is_saved(open_window):
    page = open_window()
    page.goto("/dev/komponenter/")
    page.locator(STORY).fill("Børnene fandt vandhullet.")
    page.locator("#id_empty-topics_1").check()
    page.wait_for_timeout(600)
    page.goto("/privatliv/")
    page.goto("/dev/komponenter/")
    assert page.locator(STORY).input_value() == "Børnene fandt vandhullet."
    assert page.locator("#id_empty-topics_1").is_checked()
    assert "Vi har gemt det, du skrev." in page.locator(".lr-kept-text").inner_text()

    page.get_by_role("button", name="Begynd forfra").click()
    assert page.locator(STORY).input_value() == ""
    page.goto("/dev/komponenter/")
    assert page.locator(".lr-kept-text").count() == 0


def test_what_was_sent_and_saved_is_not_brought_back(open_window):
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


def test_what_was_sent_but_not_taken_is_brought_back(open_window):
    page = open_window()
    page.goto("/dev/komponenter/")
    page.locator(STORY).fill("Børnene fandt vandhullet.")
    page.evaluate("document.querySelector('form[data-keep]').setAttribute('action', '/sent/')")
    page.route("**/sent/", lambda route: route.fulfill(status=303, headers={"Location": "/konto/login/"}))
    page.locator("form[data-keep] button[type=submit]").first.click()
    page.wait_for_url("**/konto/login/")  # the session had ended
    page.goto("/dev/komponenter/")
    assert page.locator(STORY).input_value() == "Børnene fandt vandhullet."


def test_signing_out_leaves_nothing_behind(open_window):
    page = open_window(user=factories.user())
    factories.home()
    page.goto("/dev/komponenter/")
    page.locator(STORY).fill("Børnene fandt vandhullet.")
    page.wait_for_timeout(600)
    page.get_by_role("button", name="Log ud").first.click()
    page.wait_for_load_state()
    assert page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('kept:')).length") == 0


def test_a_phones_menu_opens_without_script(open_window):
    factories.home()
    page = open_window(phone=True, user=factories.user(), script=False)
    page.goto("/privatliv/")
    page.locator(".lr-drawer summary").click()
    assert page.locator(".lr-drawer").get_by_role("button", name="Log ud").is_visible()


def test_one_key_forward_in_the_meeting_room(open_window):
    page = open_window()
    page.goto("/dev/komponenter/fuld-skaerm/")
    page.keyboard.press("ArrowRight")
    page.wait_for_url("**/fuld-skaerm/?kind=beside")
    page.keyboard.press("ArrowLeft")
    page.wait_for_url("**/fuld-skaerm/?kind=words")
    page.keyboard.press("Escape")
    page.wait_for_url("**/dev/komponenter/")
