"""The round for remarks in a real browser: by account and by link, one of them staying beside the approved minutes."""

import pytest
from django.core.cache import cache
from playwright.sync_api import Page, expect

from meetings.minutes.pages import MinutesPage
from tests.browser.accessibility import checked, no_sideways_scrolling
from tests.browser.conftest import OpenWindow
from tests.browser.windows import press
from tests.meetings.minutes.remarks.scene import code_in_mail, link_in_mail, written_with_parent

KEPT = "Vi talte også om børn uden makker."
TAKEN_IN = "Det var medarbejderne, der foreslog det."


def is_fine(page: Page, *, script: bool) -> None:
    checked(page) if script else no_sideways_scrolling(page)


def by_link(page: Page, *, script: bool) -> None:
    """Open the newest link, ask for the code and write it."""
    page.goto(link_in_mail())
    is_fine(page, script=script)
    press(page, "Send mig en kode")
    expect(page.locator("main")).to_contain_text("Koden er på vej til din mail.")
    is_fine(page, script=script)
    page.get_by_label("Koden fra mailen").fill(code_in_mail())
    press(page, "Læs referatet")


def remark(page: Page, number: int, text: str) -> None:
    """Remark on the item with this number; 0 is the minutes as a whole."""
    page.locator("summary", has_text="Skriv en bemærkning").nth(number - 1).click()
    page.get_by_label("Din bemærkning").nth(number - 1).fill(text)
    page.get_by_role("button", name="Send bemærkningen").nth(number - 1).click()
    expect(page.locator("main")).to_contain_text("Din bemærkning er sendt.")


def answer(page: Page, text: str, *, is_taken_in: bool) -> None:
    article = page.get_by_role("article").filter(has=page.get_by_text(text, exact=True)).last
    article.get_by_label("Vi har rettet teksten" if is_taken_in else "Teksten bliver, som den er").check()
    article.get_by_label("Svar til den, der har skrevet bemærkningen").fill("Tak for den.")
    press(article, "Gem svaret")
    expect(page.locator("main")).to_contain_text("Svaret er gemt.")


@pytest.mark.parametrize(("script", "phone"), [(True, True), (False, False)])
def test_remarks_by_account_and_by_link(open_window: OpenWindow, script: bool, phone: bool) -> None:
    cache.clear()
    scene = written_with_parent()
    page_of_round = scene.address().replace("referat/", "bemaerkninger/")
    leader = open_window(user=scene.leader, script=script)
    leader.goto(scene.address())
    leader.get_by_role("link", name="Send til deltagerne").click()
    is_fine(leader, script=script)
    press(leader, "Send til deltagerne")
    expect(leader.locator("main")).to_contain_text("Deltagerne læser udkastet")
    is_fine(leader, script=script)

    board = open_window(user=scene.board, script=script, phone=phone)
    board.goto(page_of_round)
    is_fine(board, script=script)
    remark(board, 1, KEPT)
    is_fine(board, script=script)
    parent = open_window(script=script, phone=phone)
    by_link(parent, script=script)
    expect(parent.locator("main")).not_to_contain_text(KEPT)
    remark(parent, 0, TAKEN_IN)
    is_fine(parent, script=script)

    leader.goto(page_of_round)
    is_fine(leader, script=script)
    answer(leader, KEPT, is_taken_in=False)
    answer(leader, TAKEN_IN, is_taken_in=True)
    board.reload()
    press(board, "Behold den sammen med referatet")
    expect(board.locator("main")).to_contain_text("Din bemærkning bliver gemt sammen med referatet.")
    parent.reload()
    expect(parent.locator("main")).to_contain_text("Teksten er rettet")
    press(parent, "Jeg har ikke flere bemærkninger")

    leader.goto(scene.address("til-deltagerne"))
    leader.get_by_label("Hvorfor?").fill("Alle har svaret.")
    press(leader, "Afslut runden")
    press(leader, "Send til godkendelse")
    parent.reload()
    expect(parent.locator("main")).to_contain_text("Linket virker ikke længere")
    chef = open_window(user=scene.chef, script=script, phone=phone)
    chef.goto(scene.address("afgoer"))
    expect(chef.locator("main")).to_contain_text(KEPT)
    expect(chef.locator("main")).to_contain_text("Alle har svaret.")
    is_fine(chef, script=script)
    press(chef, "Godkend referatet")

    staff = open_window(user=scene.staff, script=script, phone=phone)
    staff.goto(scene.address())
    expect(staff.locator("main")).to_contain_text("Bemærkning fra Bo Birk")
    expect(staff.locator("main")).to_contain_text(KEPT)
    expect(staff.locator("main")).not_to_contain_text(TAKEN_IN)
    is_fine(staff, script=script)
    by_link(parent, script=script)
    expect(parent.locator("main")).to_contain_text("Godkendt af")
    expect(parent.locator("main")).to_contain_text(KEPT)
    is_fine(parent, script=script)
    assert MinutesPage.objects.get().approval.has_its_hash
