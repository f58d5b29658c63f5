"""A teacher imports a spreadsheet with hidden values, and the meeting sees what may be seen."""

import pytest
from playwright.sync_api import Page, expect

from meetings.evidence.models import Evidence
from tests.browser.accessibility import checked
from tests.meetings.evidence.scene import set_up
from tests.meetings.figures.workbooks import XLSX, xlsx

WORKING = 60_000  # milliseconds: reading a workbook on a machine that is busy with other tests
ROWS = [
    ["Trivselsmåling 2026"],
    [],
    ["Klasse", "Social trivsel", "Ro og orden", "Antal besvarelser"],
    ["4.a", 4.1, "*", 22],
    ["4.b", 4.0, "-", 20],
    ["5.a", 3.8, 3.6, 24],
    ["Modtageklassen", 4.4, 4.7, 4],
    ["I alt", 4.0, 3.9, 70],
    [],
    ["Kilde: egen måling"],
]


def press(page: Page, words: str) -> None:
    """The first of two: the buttons stand above and below the figures."""
    page.get_by_role("button", name=words, exact=True).first.click()


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_spreadsheet_with_hidden_values_comes_to_the_meeting(open_window, script):
    scene = set_up()
    desk = open_window(user=scene.leader, script=script)
    desk.goto(scene.address())
    desk.get_by_role("link", name="Tal En måling").click()
    if script:
        checked(desk)
        desk.get_by_role("link", name="Skriv selv tallene ind").click()
        checked(desk)
        desk.get_by_role("link", name="Brug en fil, eller indsæt fra et regneark").click()
    desk.get_by_label("Hvad er det for tal?").select_option(label="Trivselsmåling")
    desk.get_by_label("Hvad hedder tallene?").fill("Trivsel på mellemtrinnet")
    book = xlsx(("Tal", ROWS), ("Elever", [["Anna Holm", 3]], "hidden"))
    desk.get_by_label("En fil med tallene").set_input_files([{"name": "tal.xlsx", "mimeType": XLSX, "buffer": book}])
    press(desk, "Se, hvordan tallene er indlæst")

    expect(desk.get_by_text("Række 5, kolonne C: Vælg nedenfor, hvad »-« betyder.")).to_be_visible(timeout=WORKING)
    expect(desk.get_by_text("Et skjult ark er ikke læst: Elever.")).to_be_visible()
    if script:
        checked(desk)
    assert not Evidence.objects.exists()
    desk.get_by_label("Der er ikke noget tal").check()
    press(desk, "Indlæs igen med mine valg")
    row = desk.get_by_role("row", name="Modtageklassen")
    expect(row.get_by_text("i filen: 4,4").or_(row.get_by_text("i filen: 4.4"))).to_be_visible()
    if script:
        checked(desk)
    press(desk, "Det er rigtigt: gem tallene")

    desk.get_by_label("Hvad viser tallene?").fill("De fleste trives med hinanden")
    press(desk, "Gem, og se det")
    expect(desk.locator("svg[role=img]").first).to_be_visible()
    if script:
        checked(desk)
    press(desk, "Gem, og fortsæt")
    desk.get_by_text("Status på læring og trivsel").click()
    press(desk, "Se, hvordan det bliver")
    press(desk, "Del med mødet")

    board = open_window(user=scene.board, script=script)
    board.goto(f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/")
    expect(board.get_by_text("De fleste trives med hinanden")).to_be_visible()
    board.get_by_role("link", name="Trivsel på mellemtrinnet").first.click()
    expect(board.locator("svg[role=img]").first).to_be_visible()
    seen = board.content()
    assert "Ikke vist" in seen and "Mangler" in seen
    assert "4,4" not in seen and "4,7" not in seen, "the small class is in no table, drawing or alternative text"
    with board.expect_download() as download:
        board.get_by_role("link", name="CSV").click()
    text = download.value.path().read_text("utf-8-sig")
    assert "Modtageklassen;Ikke vist;Ikke vist;Ikke vist" in text
    if script:
        checked(board)
        phone = open_window(phone=True, user=scene.board)
        phone.goto(board.url)
        checked(phone)
        checked(on_the_wall(board, scene))


def on_the_wall(board: Page, scene) -> Page:
    """In the presentation hidden values are hidden, too."""
    board.goto(f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/")
    board.get_by_role("link", name="Vis på storskærm").click()
    chart = board.locator("[data-now] svg[role=img]:visible")
    for _each in range(board.locator(".lr-show__slide").count()):
        if chart.count():
            break
        before = board.locator("[data-now]").get_attribute("id")
        board.keyboard.press("ArrowRight")
        expect(board.locator("[data-now]")).not_to_have_id(before)
    expect(board.locator("[data-now]")).to_contain_text("De fleste trives med hinanden")
    expect(chart).to_contain_text("Ikke vist")
    assert "4,4" not in board.content() and "4,7" not in board.content()
    return board
