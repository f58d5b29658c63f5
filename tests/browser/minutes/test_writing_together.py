"""Two people write minutes at once in real browsers: in different sections, in one, and one of them offline."""

import pytest
from playwright.sync_api import Page, expect

from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.draft_content import draft_content
from tests.browser.accessibility import checked
from tests.browser.waits import until
from tests.meetings.minutes.scene import Scene, agreed, begun, section_texts, written

TEXTS = "textarea[name^='sections-']"
STATE = "[data-save-state]"


def texts() -> list[str]:
    return section_texts(MinutesPage.objects.get())


def opened(open_window, scene: Scene, who: str, **options) -> Page:
    page = open_window(user=getattr(scene, who), **options)
    page.goto(scene.address("skriv"))
    return page


def test_two_writers_in_different_sections_never_meet(open_window) -> None:
    scene = begun()
    lise, kim = opened(open_window, scene, "leader"), opened(open_window, scene, "consultant", phone=True)
    lise.locator(TEXTS).nth(0).press_sequentially("Lise skriver her. ", delay=20)
    kim.locator(TEXTS).nth(1).press_sequentially("Kim skriver her. ", delay=20)
    for page in (lise, kim):
        expect(page.locator(STATE)).to_contain_text("Gemt kl.")
        expect(page.get_by_role("group", name="To tekster")).to_have_count(0)
    until(lise, lambda: texts() == ["Lise skriver her.", "Kim skriver her."])
    # Each sees who writes in the other section, and what is saved there.
    expect(lise.get_by_text("Kim Krog skriver her nu")).to_be_visible(timeout=10_000)
    expect(kim.get_by_text("Lise Lund skriver her nu")).to_be_visible(timeout=10_000)
    expect(lise.locator(TEXTS).nth(1)).to_have_value("Kim skriver her.")
    expect(kim.locator(TEXTS).nth(0)).to_have_value("Lise skriver her.")
    checked(lise)
    checked(kim)
    # And goes on from there without a conflict.
    lise.locator(TEXTS).nth(1).fill("Kim skriver her. Lise også.")
    until(lise, lambda: texts()[1] == "Kim skriver her. Lise også.")


def test_two_writers_at_the_same_place_see_both_texts_and_choose(open_window) -> None:
    scene = begun()
    lise, kim = opened(open_window, scene, "leader"), opened(open_window, scene, "consultant")
    kim.route("**/nu/*", lambda route: route.abort())  # so that Kim does not get Lise's words before writing
    kim.watch.allowed.add(0)
    lise.locator(TEXTS).first.fill("Vi så på fravær.")
    until(lise, lambda: texts()[0] == "Vi så på fravær.")
    kim.locator(TEXTS).first.fill("Vi så på uro.")
    both = kim.get_by_role("group", name="To tekster")
    expect(both).to_contain_text("Lise Lund gemte her")
    expect(both).to_contain_text("Vi så på fravær.")
    expect(both).to_contain_text("Vi så på uro.")
    # The other sections are saved meanwhile, and a reload loses nothing.
    kim.get_by_label("indholdet").fill("Færre tal")
    until(kim, lambda: MinutesPage.objects.get().adjust_content == "Færre tal")
    kim.reload()
    expect(both).to_contain_text("Vi så på uro.")
    assert texts()[0] == "Vi så på fravær."
    checked(kim)
    kim.get_by_role("button", name="Gem det sådan").click()
    until(kim, lambda: texts()[0] == "Vi så på fravær.\n\nVi så på uro.")
    expect(both).to_have_count(0)


def test_an_agreement_that_somebody_adds_is_told(open_window) -> None:
    scene = begun()
    lise, kim = opened(open_window, scene, "leader"), opened(open_window, scene, "consultant")
    kim.get_by_role("button", name="Tilføj en aftale").first.click()
    told = lise.get_by_text("Kim Krog har tilføjet eller fjernet en aftale eller et ønske.")
    expect(told).to_be_visible(timeout=10_000)
    lise.locator(TEXTS).first.fill("Midt i en sætning")
    lise.get_by_role("link", name="Vis det").click()
    expect(lise.get_by_role("heading", name="Aftale 1")).to_be_visible()
    expect(lise.locator(TEXTS).first).to_have_value("Midt i en sætning")


def test_who_was_offline_is_merged_by_paragraph(open_window) -> None:
    scene = begun()
    lise, kim = opened(open_window, scene, "leader"), opened(open_window, scene, "consultant")
    lise.locator(TEXTS).first.fill("Uro\n\nFravær\n\nLæsning")
    expect(kim.locator(TEXTS).first).to_have_value("Uro\n\nFravær\n\nLæsning", timeout=10_000)
    kim.watch.allowed.add(0)
    kim.context.set_offline(True)
    kim.locator(TEXTS).first.fill("Uro\n\nFravær\n\nLæsning hver dag")
    kim.locator(TEXTS).nth(1).fill("Skrevet i toget.")
    expect(kim.locator(STATE)).to_contain_text("Der er ingen forbindelse")
    lise.locator(TEXTS).first.fill("Uro på gangen\n\nFravær\n\nLæsning")
    until(lise, lambda: texts()[0] == "Uro på gangen\n\nFravær\n\nLæsning")
    kim.context.set_offline(False)
    until(kim, lambda: texts() == ["Uro på gangen\n\nFravær\n\nLæsning hver dag", "Skrevet i toget."])
    expect(kim.locator(TEXTS).first).to_have_value("Uro på gangen\n\nFravær\n\nLæsning hver dag")
    expect(lise.locator(TEXTS).first).to_have_value("Uro på gangen\n\nFravær\n\nLæsning hver dag", timeout=10_000)


def test_through_a_lost_session_nothing_is_lost(open_window, sign_in) -> None:
    scene = begun()
    page = opened(open_window, scene, "leader")
    page.watch.allowed |= {403}
    page.context.clear_cookies()
    page.locator(TEXTS).first.fill("Skrevet uden at være logget ind.")
    expect(page.locator(STATE)).to_contain_text("Du er logget ud", timeout=10_000)
    other = page.context.new_page()
    sign_in(other, scene.leader.email)
    until(page, lambda: texts()[0] == "Skrevet uden at være logget ind.")
    expect(page.locator(STATE)).to_contain_text("Gemt kl.")


@pytest.mark.parametrize("who", ["consultant", "leader"])
def test_what_is_kept_is_for_its_writer_alone(open_window, who) -> None:
    scene = begun()
    page = opened(open_window, scene, "leader")
    page.watch.allowed.add(0)
    page.route("**/gem/", lambda route: route.abort())
    page.locator(TEXTS).first.fill("Lises ord")
    expect(page.locator(STATE)).to_contain_text("Der er ingen forbindelse")
    page.evaluate("who => { const key = 'kept:minutes:' + location.pathname;"
                  " const kept = JSON.parse(sessionStorage.getItem(key)); kept.who = who || kept.who;"
                  " sessionStorage.setItem(key, JSON.stringify(kept)); }",
                  "0" if who == "consultant" else "")  # fmt: skip
    page.reload()
    expect(page.locator(TEXTS).first).to_have_value("Lises ord" if who == "leader" else "")


def test_without_script_the_whole_form_is_saved_by_section(open_window) -> None:
    scene = written(agreed("Vi læser"), scene=begun())
    lise = opened(open_window, scene, "leader", script=False)
    kim = opened(open_window, scene, "consultant", script=False)
    lise.locator(TEXTS).nth(0).fill("Lises ord")
    lise.get_by_role("button", name="Gem kladden").last.click()
    kim.locator(TEXTS).nth(0).fill("Kims ord")
    kim.locator(TEXTS).nth(1).fill("Kim i et andet afsnit")
    kim.get_by_role("button", name="Gem kladden").last.click()
    both = kim.get_by_role("group", name="To tekster")
    expect(both).to_contain_text("Lises ord")
    assert texts() == ["Lises ord", "Kim i et andet afsnit"]
    both.get_by_label("Min", exact=True).check()
    both.get_by_role("button", name="Gem det sådan").click()
    expect(kim.get_by_text("Kladden er gemt")).to_be_visible()
    assert texts() == ["Kims ord", "Kim i et andet afsnit"]
    assert [row.text for row in draft_content(MinutesPage.objects.get()).agreements] == ["Vi læser"]
