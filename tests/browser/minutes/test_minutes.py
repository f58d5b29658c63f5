"""Minutes in a real browser: autosaved, never lost, never overwriting; every page accessible."""

import pytest
from playwright.sync_api import expect

from meetings.minutes.pages import MinutesPage
from tests.browser.accessibility import axe, checked, checked_in_both_sizes
from tests.meetings.minutes.scene import (
    agreed,
    approved,
    begun,
    held,
    only_agreement,
    section_texts,
    submitted,
    written,
)

FIRST = "textarea[name^='sections-']"
STATE = "[data-save-state]"


def first_text() -> str:
    return section_texts(MinutesPage.objects.get())[0]


def test_minutes_are_autosaved(open_window):
    scene = held()
    page = open_window(user=scene.leader)
    page.goto(scene.address("skriv"))
    page.locator(FIRST).first.fill("Vi så på trivsel.")
    expect(page.locator(STATE)).to_contain_text("Gemt kl.")
    assert first_text() == "Vi så på trivsel."
    page.locator(FIRST).first.fill("Vi så på trivsel og fravær.")
    expect(page.locator(STATE)).to_contain_text("Ikke gemt endnu")
    expect(page.locator(STATE)).to_contain_text("Gemt kl.")
    assert first_text() == "Vi så på trivsel og fravær."
    page.reload()
    assert page.locator(FIRST).first.input_value() == "Vi så på trivsel og fravær."


def test_without_a_connection_nothing_is_lost(open_window):
    scene = begun()
    page = open_window(user=scene.leader)
    page.goto(scene.address("skriv"))
    page.route("**/gem/", lambda route: route.abort())
    page.watch.allowed.add(0)
    page.locator(FIRST).first.fill("Skrevet i toget.")
    expect(page.locator(STATE)).to_contain_text("Der er ingen forbindelse")
    page.goto(scene.address())
    page.unroute("**/gem/")
    page.goto(scene.address("skriv"))
    assert page.locator(FIRST).first.input_value() == "Skrevet i toget."
    expect(page.locator(STATE)).to_contain_text("Gemt kl.")
    assert first_text() == "Skrevet i toget."


def test_kept_text_never_overwrites_newer_text(open_window):
    scene = begun()
    page = open_window(user=scene.leader)
    page.goto(scene.address("skriv"))
    page.route("**/gem/", lambda route: route.abort())
    page.watch.allowed |= {0, 409}
    page.locator(FIRST).first.fill("Skrevet i toget.")
    expect(page.locator(STATE)).to_contain_text("Der er ingen forbindelse")
    page.goto(scene.address())
    written(scene=scene)
    page.unroute("**/gem/")
    page.goto(scene.address("skriv"))
    expect(page.locator(STATE)).to_contain_text("I er to, der har skrevet samme sted")
    assert first_text() == "Vi talte om status på læring og trivsel."
    both = page.get_by_role("group", name="To tekster")
    expect(both).to_contain_text("Vi talte om status på læring og trivsel.")
    expect(both).to_contain_text("Skrevet i toget.")
    checked(page)
    page.get_by_role("button", name="Gem det sådan").click()
    expect(both).to_have_count(0)
    expect(page.locator(FIRST).first).to_have_value("Vi talte om status på læring og trivsel.\n\nSkrevet i toget.")
    assert first_text() == "Vi talte om status på læring og trivsel.\n\nSkrevet i toget."


@pytest.mark.parametrize(("script", "phone"), [(True, True), (False, False)])
def test_from_an_empty_page_to_approved_minutes(open_window, phone, script):
    scene = held()
    page = open_window(user=scene.leader, phone=phone, script=script)
    page.goto(scene.address("skriv"))
    for choice in page.get_by_label("Til stede").all():
        choice.check()
    for text in page.locator(FIRST).all():
        text.fill("Vi talte om det.")
    page.get_by_role("button", name="Tilføj en aftale").last.click()
    card = page.locator(".lr-agreement-form").last
    card.get_by_label("Hvad aftalte I?").fill("Vi læser hver dag")
    card.get_by_label("Hvem har ansvaret?").select_option(label="Skovskolen")
    card.get_by_label("Hvornår skal det være gjort?").fill("2027-02-01")
    page.get_by_role("button", name="Gem, og se det igennem").click()
    page.get_by_role("link", name="Send til deltagerne").click()
    page.get_by_label("Hvorfor?").fill("Vi læste udkastet sammen på mødet.")
    page.get_by_role("button", name="Udelad runden").click()
    page.get_by_role("button", name="Send til godkendelse").click()
    expect(page.locator("main")).to_contain_text("Referatet er sendt til godkendelse.")

    chef = open_window(user=scene.chef, phone=phone, script=script)
    chef.goto(scene.address("afgoer"))
    expect(chef.locator("main")).to_contain_text("Vi læser hver dag")
    expect(chef.locator("main")).to_contain_text("Vi læste udkastet sammen på mødet.")
    if script:
        axe(chef)
    chef.locator("main summary").click()
    chef.get_by_label("Hvad skal ændres?").fill("Skriv, hvem der gør det.")
    chef.get_by_role("button", name="Send retur", exact=True).click()
    page.goto(scene.address("skriv"))
    expect(page.locator("main")).to_contain_text("Skriv, hvem der gør det.")
    page.get_by_label("Hvem har ansvaret?").select_option(label="Tom Tang")
    page.get_by_role("button", name="Gem, og se det igennem").click()
    page.get_by_role("button", name="Send til godkendelse").click()
    chef.goto(scene.address("afgoer"))
    chef.get_by_role("button", name="Godkend referatet").click()
    expect(chef.locator("main")).to_contain_text("Godkendt af")

    page.goto(f"/{scene.unit.area.slug}/{scene.unit.slug}/aftaler/")
    page.get_by_role("link", name="Vi læser hver dag").click()
    page.get_by_role("link", name="Skriv status").click()
    page.get_by_label("Hvad er der sket").fill("Vi er begyndt i 1. klasse.")
    page.get_by_role("button", name="I gang").click()
    expect(page.locator("main")).to_contain_text("Vi er begyndt i 1. klasse.")


def test_every_page_is_accessible(open_window):
    scene = approved(agreed("Vi læser hver dag"))
    waiting = submitted()
    draft = begun()
    own = only_agreement(scene)
    windows = {}
    for who, address in [
        (draft.leader, draft.address("skriv")),
        (draft.leader, draft.address()),
        (waiting.leader, waiting.address()),
        (waiting.chef, waiting.address("afgoer")),
        (waiting.chef, "/referater/til-godkendelse/"),
        (scene.leader, scene.address()),
        (scene.leader, scene.address("tilfoejelse")),
        (scene.chef, "/aftaler/"),
        (scene.leader, f"/{scene.unit.area.slug}/{scene.unit.slug}/aftaler/"),
        (scene.leader, f"/aftaler/{own.pk}/"),
        (scene.leader, f"/aftaler/{own.pk}/status/"),
    ]:
        page = windows[who] = windows.get(who) or open_window(user=who)
        response = page.goto(address)
        assert response.status == 200, address
        checked_in_both_sizes(page)
