"""A wish goes from the minutes to the administration, and its answer and what came of it back to the unit."""

from playwright.sync_api import expect

from meetings.minutes.pages import MinutesPage
from tests.browser.accessibility import checked
from tests.meetings.minutes import scene as minutes

WISH = "Sparring om overgangen til 1. klasse"


def test_from_the_minutes_to_what_came_of_it(open_window):
    scene = minutes.begun()
    desk = open_window(user=scene.leader)
    desk.goto(scene.address("skriv"))
    desk.get_by_role("button", name="Tilføj et ønske til forvaltningen").first.click()
    desk.get_by_label("Hvad ønsker I af forvaltningen?").fill(WISH)
    desk.get_by_role("button", name="Gem kladden").last.click()
    desk.get_by_text("Kladden er gemt").wait_for()
    checked(desk)
    desk.goto(scene.meeting.url)

    scene.minutes = MinutesPage.objects.get()
    scene = minutes.written(scene=scene)
    minutes.submit(scene)
    minutes.approve(scene)

    office = open_window(user=scene.consultant)
    office.goto("/")
    expect(office.get_by_role("heading", name=f"Svar på ønsket: {WISH}")).to_be_visible()
    office.get_by_role("link", name="Svar", exact=True).click()
    office.get_by_role("link", name="Svar på ønsket").click()
    office.get_by_label("Hvad svarer du?").fill("Vi kommer den 3. marts.")
    office.get_by_role("button", name="Send svaret til enheden").click()
    office.get_by_text("Svaret er sendt.").wait_for()
    checked(office)

    desk.goto("/")
    desk.get_by_role("link", name="Forvaltningen har skrevet om et af jeres ønsker").click()
    expect(desk.get_by_text("Besvaret", exact=True)).to_be_visible()
    checked(desk)
    desk.get_by_role("link", name=WISH).click()
    expect(desk.get_by_text("Vi kommer den 3. marts.")).to_be_visible()
    assert desk.get_by_role("link", name="Skriv, hvad der kom ud af det").count() == 0
    checked(desk)

    office.get_by_role("link", name="Skriv, hvad der kom ud af det").click()
    office.get_by_label("Hvad kom der ud af det?").fill("Besøget blev holdt.")
    office.get_by_role("button", name="Afslut ønsket").click()
    office.get_by_text("Ønsket er afsluttet.").wait_for()
    office.goto("/oensker/?tilstand=alle")
    expect(office.get_by_text("Afsluttet", exact=True).last).to_be_visible()
    checked(office)
    desk.reload()
    expect(desk.get_by_text("Besøget blev holdt.")).to_be_visible()

    stranger = open_window(phone=True, user=scene.board)
    assert stranger.goto(desk.url).status == 404
