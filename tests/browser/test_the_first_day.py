"""From nothing to the first unit that convenes: the screens and presses of it, counted."""

import io
from datetime import timedelta

from django.utils import timezone
from PIL import Image
from playwright.sync_api import Frame, Page, expect

from accounts.models import User
from accounts.roles import Role
from foundation.text.spreadsheet import as_csv
from home.admin.groups import sync_editor_groups
from home.page_tree import ensure_page_tree
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from tests import factories
from tests.browser.accessibility import checked

HEADINGS = ["Enhed", "Område", "Navn", "Mail", "Rolle"]
PEOPLE = [
    ["Åskolen", "Skoler", "Eva Holm", "eva@kommunen.example", "Aftaleholder"],
    ["Åskolen", "Skoler", "Ole Krog", "ole@kommunen.example", "Ledelsesteam"],
    ["Åskolen", "Skoler", "Ib Lund", "ib@kommunen.example", "Medarbejderrepræsentant"],
    ["Åskolen", "Skoler", "Bo Dam", "bo@kommunen.example", "Bestyrelsesrepræsentant"],
    ["Børnehuset Æblet", "Distrikt Nord", "Lis Bro", "lis@kommunen.example", "Aftaleholder"],
    ["", "Skoler", "Kim Bo", "kim@kommunen.example", "Skole- og dagtilbudschef"],
    ["", "Distrikt Nord", "Kim Bo", "kim@kommunen.example", "Skole- og dagtilbudschef"],
    ["", "Skoler", "Ane Kjær", "ane@kommunen.example", "Konsulent"],
]


class Counted:
    """A window whose pages and presses are counted; a page that is shown again counts once."""

    def __init__(self, page: Page) -> None:
        self.page, self.screens, self.presses = page, set[str](), 0
        page.on("framenavigated", self._navigated)

    def _navigated(self, frame: Frame) -> None:
        if frame == self.page.main_frame:
            self.screens.add(frame.url.partition("?")[0])

    def press(self, words: str, role: str = "button") -> None:
        self.page.get_by_role(role, name=words, exact=True).click()
        self.presses += 1
        self.page.wait_for_load_state()

    def write(self, label: str, words: str) -> None:
        self.page.get_by_label(label).first.fill(words)
        self.presses += 1

    def choose(self, label: str, name: str, data: bytes) -> None:
        file = {"name": name, "mimeType": "application/octet-stream", "buffer": data}
        self.page.get_by_label(label).set_input_files(file)
        self.presses += 2


def logo() -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (300, 90), "#884422").save(out, "PNG")
    return out.getvalue()


def test_from_nothing_to_a_meeting_that_is_convened(open_window):
    ensure_page_tree()
    sync_editor_groups()
    boss = Counted(open_window(user=factories.user(role=Role.ADMINISTRATOR)))
    page = boss.page
    page.goto("/")
    boss.press("Fortsæt", "link")
    expect(page.get_by_role("heading", name="Den første dag")).to_be_visible()
    checked(page)

    boss.press("Skriv navn, farve, logo og kontakt", "link")
    boss.write("Kommunens navn", "Ærøskøbing Kommune")
    page.get_by_label("Mailadresse til kontakt").fill("dialog@kommunen.example")
    boss.choose("Logo", "logo.png", logo())
    boss.press("Gem oplysningerne")
    expect(page.locator(".lr-wordmark__logo")).to_have_js_property("naturalWidth", 300)
    checked(page)

    boss.press("Navngiv områderne", "link")
    boss.press("Dagtilbud", "link")
    boss.write("Områdets navn", "Distrikt Nord")
    boss.press("Gem området")

    boss.press("Fra en fil", "link")
    boss.choose("En fil med enheder og personer", "folk.csv", as_csv([HEADINGS, *PEOPLE]))
    boss.press("Indlæs filen")
    checked(page)
    page.get_by_label("Send de nye personer et link").check()
    boss.press("Gem rækkerne")
    expect(page.get_by_text("Filen er gemt: 8 nye")).to_be_visible()

    boss.press("Giv mig rollen som redaktør")
    page.get_by_role("button", name="Udgiv standardskabelonen").click()
    boss.press("Start året", "link")
    page.get_by_role("button", name="Start året").click()
    boss.presses += 2
    expect(page.get_by_role("heading", name="Året er startet", level=1)).to_be_visible()
    page.goto("/")
    expect(page.get_by_text("Gør Læringsrum klar")).to_have_count(0)
    page.goto("/foerste-dag/")
    expect(page.get_by_role("heading", name="Alt er klar")).to_be_visible()

    leader = Counted(open_window(user=User.objects.get(email="eva@kommunen.example")))
    leader.page.goto("/")
    leader.press("Indkald til mødet", "link")
    leader.write("Dato", (timezone.localdate() + timedelta(days=28)).isoformat())
    leader.write("Begynder", "09:00")
    leader.write("Lokale", "Lærerværelset")
    leader.press("Indkald til mødet")
    expect(leader.page.get_by_text("Der er indkaldt til mødet.")).to_be_visible()
    assert MeetingPage.objects.get(state=MeetingState.INVITED).unit.title == "Åskolen"
    screens = boss.screens | leader.screens
    assert len(screens) <= 10, sorted(screens)
    assert boss.presses + leader.presses <= 30
