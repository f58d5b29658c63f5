"""Giving is one screen: taps and millimetres on a phone, counted from the front page."""

from playwright.sync_api import Page, expect

from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.models import Evidence
from tests import factories
from tests.browser.accessibility import checked
from tests.browser.test_uploading import payload, row
from tests.browser.windows import PHONE
from tests.meetings.evidence.scene import photo_file, set_up

ADD = "Tilføj billede, film eller fortælling"


class Thumb:
    """Counts what a thumb does."""

    def __init__(self, page: Page) -> None:
        self.page, self.taps = page, 0

    def tap(self, locator) -> None:
        locator.tap()
        self.taps += 1

    def choose(self, *files) -> None:
        with self.page.expect_file_chooser() as chooser:
            self.tap(self.page.get_by_text("Vælg billeder"))
        chooser.value.set_files(list(files))

    def write(self, field, words: str) -> None:
        self.tap(field)
        self.page.keyboard.type(words)


def photo(number: int = 1):
    return payload(f"IMG_{number}.jpg", photo_file(colour=("green", "red", "blue")[number - 1]).read(), "image/jpeg")


def test_staff_hand_in_a_photo_with_five_taps_on_one_screen(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.staff)
    phone.watch.allowed.add(409)  # a file came into the draft while its words were saved: the script sends again
    phone.goto("/")
    thumb = Thumb(phone)
    thumb.tap(phone.get_by_role("link", name=ADD))
    checked(phone)
    button = phone.get_by_role("button", name="Aflever til ledelsen", exact=True)
    box = button.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"], "one sees all of it without scrolling"
    thumb.choose(photo())
    thumb.tap(phone.get_by_role("radio", name="Nej", exact=True))
    thumb.write(phone.locator("[name=words-text]"), "To net ved vandhullet")
    expect(row(phone)).to_contain_text("Klar")
    checked(phone)
    thumb.tap(button)
    expect(phone.get_by_text("Tak, det er afleveret.")).to_be_visible()
    checked(phone)
    assert thumb.taps == 5
    handed_in = Evidence.objects.get()
    assert handed_in.handed_in_at is not None and handed_in.title == "To net ved vandhullet"
    assert MediaItem.objects.get(kind=MediaKind.IMAGE).depicts_children == "not_identifiable"


def test_from_a_slot_it_is_one_screen_too_and_knows_where_it_belongs(open_window):
    scene = set_up()
    line = factories.plan_line(scene.meeting, "Elevernes fotos", gatherer=scene.staff, about="Hvor er der ro?")
    phone = open_window(phone=True, user=scene.staff)
    phone.goto("/")
    thumb = Thumb(phone)
    thumb.tap(phone.get_by_role("link", name="Tilføj det nu"))
    expect(phone.get_by_role("heading", name="Elevernes fotos", level=1)).to_be_visible()
    checked(phone)
    button = phone.get_by_role("button", name="Aflever til ledelsen", exact=True)
    box = button.bounding_box()
    assert box["y"] + box["height"] <= PHONE["height"]
    thumb.choose(photo())
    expect(row(phone)).to_contain_text("Klar")
    thumb.tap(button)
    expect(phone.get_by_text("Tak, det er afleveret.")).to_be_visible()
    assert thumb.taps == 3 and Evidence.objects.get().slot == line
    phone.goto("/")
    expect(phone.get_by_role("link", name="Tilføj det nu")).to_have_count(0)


def test_a_leader_alone_shares_a_photo_with_five_taps(open_window):
    scene = set_up()
    phone = open_window(phone=True, user=scene.leader)
    phone.watch.allowed.add(409)
    phone.goto("/")
    thumb = Thumb(phone)
    thumb.tap(phone.get_by_role("link", name=ADD))
    thumb.choose(photo())
    thumb.tap(phone.get_by_text("Status på læring og trivsel"))
    thumb.write(phone.locator("[name=words-text]"), "To net ved vandhullet")
    checked(phone)
    thumb.tap(phone.get_by_role("button", name="Del med mødet", exact=True))
    expect(phone.get_by_text("Det er delt. Mødets deltagere kan se det nu.")).to_be_visible()
    assert thumb.taps == 5
    shared = Evidence.objects.get()
    assert shared.is_shared and shared.legal_basis == "public_task" and shared.delete_after is not None


def test_the_leader_shares_several_from_one_page(open_window):
    scene = set_up()
    for number in (1, 2, 3):
        phone = open_window(phone=True, user=scene.staff, script=number != 3)
        phone.watch.allowed.add(409)  # a file came into the draft while its words were saved: the script sends again
        phone.goto(scene.address())
        phone.locator("input[name=files]").set_input_files([photo(number)])
        phone.locator("[name=words-text]").fill(f"Billede af et net {number}")
        phone.get_by_role("button", name="Aflever til ledelsen", exact=True).click()
        expect(phone.get_by_text("Tak, det er afleveret.")).to_be_visible()
    leader = open_window(phone=True, user=scene.leader)
    leader.goto("/")
    leader.get_by_role("link", name="Se det igennem, og del det").click()
    checked(leader)
    cards = leader.get_by_role("article")
    expect(cards).to_have_count(3)
    for number in range(3):
        cards.nth(number).get_by_label("Del dette med mødet").check()
        if number:
            cards.nth(number).get_by_label("Dagsordenspunkt").select_option(label="Status på læring og trivsel")
    leader.watch.allowed.add(422)
    leader.get_by_role("button", name="Del de valgte med mødet").click()
    expect(leader.get_by_text("2 bidrag er delt.")).to_be_visible()
    checked(leader)
    expect(cards).to_have_count(1)
    expect(cards.get_by_text("Det punkt på dagsordenen, det hører til.").first).to_be_visible()
    cards.get_by_label("Dagsordenspunkt").select_option(label="Status på læring og trivsel")
    leader.get_by_role("button", name="Del de valgte med mødet").click()
    expect(leader.get_by_text("1 bidrag er delt.")).to_be_visible()
    assert all(piece.is_shared for piece in Evidence.objects.all())
