"""A meeting is led on one screen; a phone and the projector follow, and somebody else goes on when a browser closes."""

from django.db.models import F
from playwright.sync_api import expect

from meetings.live.appoint_chair import appoint_chair
from meetings.live.models import LiveMeeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from tests import factories
from tests.browser.accessibility import checked, wait_until_loaded
from tests.browser.waits import until
from tests.meetings.live.scene import convened


def test_from_the_beginning_to_the_end(open_window):
    scene = convened()
    factories.evidence(
        meeting=scene.meeting, shared=True, title="Da legen flyttede ud", agenda_item=scene.blocks[2]
    )  # fmt: skip
    appoint_chair(meeting=scene.meeting, chair_id=scene.consultant.pk, by=scene.leader)
    address = f"{scene.meeting.url}moede/"

    phone = open_window(phone=True, user=scene.board)
    phone.goto(address)
    phone.get_by_role("heading", name="Mødet er ikke begyndt").wait_for()
    assert phone.get_by_role("button", name="Begynd mødet").count() == 0
    checked(phone)
    tablet = open_window(user=scene.chef, viewport={"width": 820, "height": 1180})
    tablet.goto(address)

    desk = open_window(user=scene.leader)
    desk.goto(scene.meeting.url)
    desk.get_by_role("link", name="Led mødet på skærmen").click()
    desk.get_by_role("button", name="Begynd mødet").click()
    desk.get_by_role("heading", name="Velkommen").wait_for()
    wait_until_loaded(desk)
    checked(desk)
    for page in (phone, tablet):
        page.get_by_role("heading", name="Velkommen").wait_for()
    wall = open_window(user=scene.leader)
    wall.goto(f"{address}vis/")
    wall.locator("[data-now]").get_by_role("heading", name="Velkommen").wait_for()

    desk.get_by_label("Noter").fill("Vi begyndte med en sang.")
    desk.get_by_text("Gemt kl.").wait_for()
    desk.get_by_role("heading", name="Velkommen").click()
    desk.keyboard.press("ArrowRight")
    desk.get_by_role("heading", name="Pause", exact=True).wait_for()
    assert MeetingItem.objects.get(block_id=scene.blocks[0]).notes == "Vi begyndte med en sang."
    desk.get_by_role("button", name="Næste").click()
    for page in (desk, phone, tablet):
        page.get_by_role("heading", name="Vores indsatser").wait_for()
    wall.locator("[data-now]").get_by_role("heading", name="Vores indsatser").wait_for()
    desk.get_by_role("button", name="Vis på projektoren").click()
    wall.locator("[data-now]").get_by_role("heading", name="Da legen flyttede ud").first.wait_for()
    phone.get_by_text("Vises på projektoren nu").wait_for()
    desk.get_by_role("button", name="Sæt på pause").click()
    phone.get_by_text("På pause").wait_for()
    desk.get_by_role("button", name="Fortsæt").click()
    desk.get_by_role("button", name="5 min. mere").wait_for()

    desk.get_by_label("Noter").fill("Der skal være flere")
    desk.get_by_text("Gemt kl.").wait_for()
    desk.context.close()

    other = open_window(user=scene.consultant)
    other.goto(address)
    other.get_by_role("heading", name="Vores indsatser").wait_for()
    assert other.get_by_label("Noter").input_value() == "Der skal være flere"
    other.get_by_role("link", name="Ny aftale").click()
    other.get_by_label("Hvad aftalte I?").fill("Vi mødes hver måned")
    other.get_by_role("button", name="Tilføj aftalen").click()
    other.get_by_text("Vi mødes hver måned").first.wait_for()

    LiveMeeting.objects.update(seconds=F("seconds") + 62 * 60, version=F("version") + 1)
    for page in (other, phone, tablet):
        page.get_by_text("min. over tiden").first.wait_for()
    wall.get_by_text("min. over tiden").wait_for()
    other.get_by_text("Slut mødet").click()
    other.get_by_role("button", name="Ja, mødet er slut").click()
    for page in (other, phone, tablet):
        page.get_by_role("heading", name="Mødet er slut").wait_for()
    assert MeetingPage.objects.get(pk=scene.meeting.pk).state == MeetingState.HELD
    assert MinutesPage.objects.get().agreements[0].value["text"] == "Vi mødes hver måned"
    assert MeetingItem.objects.get(block_id=scene.blocks[2]).actual_seconds >= 62 * 60


def test_two_who_write_see_both_texts(open_window):
    scene = convened()
    one, other = open_window(user=scene.leader), open_window(user=scene.consultant)
    one.goto(f"{scene.meeting.url}moede/")
    one.get_by_role("button", name="Begynd mødet").click()
    other.goto(f"{scene.meeting.url}moede/")
    other.get_by_label("Noter").wait_for()
    one.get_by_label("Noter").fill("Lederens ord")
    one.get_by_text("Gemt kl.").wait_for()
    other.watch.allowed.add(409)
    other.get_by_label("Noter").fill("Konsulentens ord")
    other.get_by_text("Tryk på »Gem noterne«").wait_for()
    other.get_by_role("button", name="Gem noterne").click()
    other.get_by_text("Gemt af en anden").wait_for()
    assert other.get_by_text("Lederens ord").count() == 1
    assert other.get_by_label("Noter").input_value() == "Konsulentens ord"
    other.get_by_label("Noter").fill("Lederens ord. Konsulentens ord")
    other.get_by_role("button", name="Gem noterne").click()
    other.wait_for_url("**/moede/")
    assert MeetingItem.objects.get(block_id=scene.blocks[0]).notes == "Lederens ord. Konsulentens ord"


def test_notes_of_two_writers_in_different_paragraphs_are_merged(open_window):
    scene = convened()
    one, other = open_window(user=scene.leader), open_window(user=scene.consultant)
    one.goto(f"{scene.meeting.url}moede/")
    one.get_by_role("button", name="Begynd mødet").click()
    one.get_by_label("Noter").wait_for()
    wait_until_loaded(one)
    one.get_by_label("Noter").fill("Sang\nMad\nLeg")
    one.get_by_text("Gemt kl.").wait_for()
    other.goto(f"{scene.meeting.url}moede/")
    expect(other.get_by_label("Noter")).to_have_value("Sang\nMad\nLeg")
    one.get_by_label("Noter").fill("Sang på gangen\nMad\nLeg")
    until(one, lambda: MeetingItem.objects.filter(block_id=scene.blocks[0], version=3).exists())
    other.get_by_label("Noter").fill("Sang\nMad\nLeg ude")
    expect(other.get_by_label("Noter")).to_have_value("Sang på gangen\nMad\nLeg ude")
    one.get_by_label("Noter").fill("Sang på gangen\nMad fra haven\nLeg")
    expect(one.get_by_label("Noter")).to_have_value("Sang på gangen\nMad fra haven\nLeg ude")
    assert MeetingItem.objects.get(block_id=scene.blocks[0]).notes == "Sang på gangen\nMad fra haven\nLeg ude"


def test_without_script_the_buttons_lead_the_meeting(open_window):
    scene = convened()
    page = open_window(user=scene.leader, script=False)
    page.goto(f"{scene.meeting.url}moede/")
    page.get_by_role("button", name="Begynd mødet").click()
    page.get_by_label("Noter").fill("Skrevet uden script")
    page.get_by_role("button", name="Gem noterne").click()
    page.get_by_role("button", name="Næste").click()
    page.get_by_role("heading", name="Pause", exact=True).wait_for()
    assert MeetingItem.objects.get(block_id=scene.blocks[0]).notes == "Skrevet uden script"
