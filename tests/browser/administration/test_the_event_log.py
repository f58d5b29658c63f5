"""An administrator finds out in the event log what happened to one meeting, and takes the rows along."""

import re
from pathlib import Path

from openpyxl import load_workbook
from playwright.sync_api import Page, expect

from accounts.roles import Role
from foundation import audit
from tests import factories
from tests.browser.accessibility import shot, wait_until_loaded
from tests.browser.windows import press


def acts(page: Page) -> list[str]:
    wait_until_loaded(page)
    return page.locator("tbody tr td[data-label=Handling]").all_inner_texts()


def show(page: Page, **fields: str) -> None:
    for name, value in fields.items():
        box = page.locator(f"form[role=search] [name={name}]")
        if box.evaluate("box => box.tagName") == "SELECT":
            box.select_option(value)
        else:
            box.fill(value)
    press(page, "Vis")
    wait_until_loaded(page)


def test_an_administrator_follows_a_meeting_through_the_log(page: Page, open_window, tmp_path: Path):
    factories.home()
    administrator = factories.user(role=Role.ADMINISTRATOR, name="Anne Admin")
    mette, ole = factories.user(name="Mette Friis"), factories.user(name="Ole Lund")
    meeting, other = factories.make_meeting(), factories.make_meeting(unit=factories.make_unit("Bakkeskolen"))
    for count in range(60):
        audit.record("role.granted", ole, by=administrator, count=count)
    audit.record("meeting.convened", meeting, by=mette, unit_id=meeting.unit_id)
    audit.record("meeting.convened", other, by=ole, unit_id=other.unit_id)
    audit.record("meeting.planned", meeting, by=ole, unit_id=meeting.unit_id)

    window = open_window(user=administrator, viewport=page.viewport_size)
    window.goto("/")
    window.goto(window.locator("a[href='/haendelser/']").first.get_attribute("href"))
    expect(window.get_by_role("heading", name="Hændelseslog")).to_be_visible()
    shot(window, "log-1-newest")
    assert len(acts(window)) == 50
    window.get_by_role("link", name="Ældre").click()
    expect(window.get_by_role("link", name="De nyeste")).to_be_visible()
    assert "Møde: indkaldt" not in acts(window)

    show(window, person="friis")
    assert acts(window) == ["Møde: indkaldt"]
    row = window.locator("tbody tr").first
    expect(row).to_contain_text(meeting.unit.title)
    number = re.search(r"dialogmøde (\d+)", row.inner_text(), re.I)
    assert number and int(number[1]) == meeting.pk
    shot(window, "log-2-one-person")

    window.get_by_role("link", name="Vis alle").click()
    show(window, nummer=number[1])
    assert [act for act in acts(window) if act.startswith("Møde")] == ["Møde: tid og sted valgt", "Møde: indkaldt"]
    shot(window, "log-3-one-meeting")

    with window.expect_download() as started:
        window.get_by_role("link", name="Hent som Excel").click()
    started.value.save_as(tmp_path / "log.xlsx")
    sheet = load_workbook(tmp_path / "log.xlsx").active
    assert sheet is not None
    rows = [row for row in sheet.values if str(row[2]).startswith("Møde")]
    assert [(row[1], row[2], row[4]) for row in rows] == [
        ("Ole Lund", "Møde: tid og sted valgt", meeting.unit.title),
        ("Mette Friis", "Møde: indkaldt", meeting.unit.title),
    ]

    show(window, log="visninger", nummer="")
    expect(window.get_by_text("Intet passer")).to_be_visible()
    shot(window, "log-4-nothing")
    window.goto("/haendelser/?handling=log.exported")
    expect(window.locator("tbody tr")).to_have_count(1)
    expect(window.locator("tbody tr")).to_contain_text("Anne Admin")
