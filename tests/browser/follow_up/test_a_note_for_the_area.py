"""A note from what three schools said: ticked, written, approved, cleared, published, read and fetched."""

import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from accounts.roles import Role
from foundation.task_queue.worker import Worker
from meetings.insights.area_note.pages import AreaNotePage
from tests import factories
from tests.browser.accessibility import checked
from tests.browser.windows import press
from tests.meetings.insights.scene import say, set_up

pytestmark = pytest.mark.usefixtures("real_queue")


def answer(window: Page, label: str) -> None:
    window.goto("/paa-tvaers/noter/")
    window.locator(".lr-note__own a").first.click()
    checked(window)
    window.get_by_label(label).check()
    press(window, "Send svaret")


def test_a_note_goes_from_what_was_said_to_the_leaders(open_window) -> None:
    scene = set_up()
    third = factories.make_unit("Dalskolen", area=scene.said["Åskolen", "2026/2027"].unit.area)
    third_leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=third)
    say(third, third_leader, "2026/2027", scene.initiative, scene.other)
    consultant = open_window(user=scene.consultant)
    consultant.goto("/")
    consultant.get_by_role("link", name="På tværs").click()
    consultant.get_by_label("Indsats").select_option("Fællesskaber for alle")
    press(consultant, "Vis")
    checked(consultant)
    for words in ("Bakkeskolen resultat 2026/2027", "Åskolen resultat 2026/2027", "Dalskolen udfordring 2026/2027"):
        consultant.locator(".lr-passage", has_text=words).get_by_label("Tag med").check()
    consultant.get_by_label("Titel på en ny note").fill("Det tager vi med")
    press(consultant, "Læg det i noten")
    checked(consultant)
    consultant.get_by_role("button", name="Skriv herunder").first.click()
    consultant.get_by_label("Egne ord").fill("De samme voksne gør en forskel.")
    press(consultant, "Gem noten")
    consultant.get_by_role("link", name="Send til godkendelse").click()
    press(consultant, "Send til godkendelse")

    chef = open_window(user=scene.chef)
    chef.goto("/")
    chef.get_by_role("link", name="Tag stilling til noten »Det tager vi med«").first.click()
    press(chef, "Godkend noten")
    chef.get_by_role("link", name="Spørg enhederne").click()
    press(chef, "Spørg enhederne")

    no, yes = (open_window(user=scene.said[title, "2026/2027"].leader) for title in ("Bakkeskolen", "Åskolen"))
    also_yes = open_window(user=third_leader)
    no.goto("/")
    expect(no.get_by_text("Må 1 uddrag fra jer stå i en note for området?").first).to_be_visible()
    answer(no, "Nej, udelad vores ord")
    answer(yes, "Ja, de må stå, som de er vist her")
    answer(also_yes, "Ja, de må stå, som de er vist her")

    chef.reload()
    chef.get_by_role("link", name="Udgiv for lederne").click()
    expect(chef.get_by_text("Bakkeskolen: Enheden har sagt nej")).to_be_visible()
    press(chef, "Udgiv for lederne")
    checked(chef)

    note = AreaNotePage.objects.get()
    leader = open_window(user=scene.said["Havblik", "2026/2027"].leader, phone=True)
    leader.goto(note.url)
    checked(leader)
    expect(leader.get_by_text("De samme voksne gør en forskel.")).to_be_visible()
    expect(leader.get_by_text("Åskolen resultat 2026/2027")).to_be_visible()
    expect(leader.locator("main")).not_to_contain_text("Bakkeskolen")
    leader.get_by_role("link", name="Hent som dokument").click()
    press(leader, "Lav dokumentet")
    Worker().run_once()
    row = leader.locator("#dine .lr-task")
    expect(row).to_contain_text("Hent", timeout=30_000)
    with leader.expect_download() as started:
        row.get_by_role("link").click()
    pages = PdfReader(io.BytesIO(Path(started.value.path()).read_bytes())).pages
    text = " ".join(" ".join(page.extract_text().split()) for page in pages)
    assert (
        "Åskolen resultat 2026/2027" in text and "Dalskolen udfordring 2026/2027" in text and "Bakkeskolen" not in text
    )
