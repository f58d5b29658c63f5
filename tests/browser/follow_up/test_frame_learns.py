"""What minutes said becomes a change in the next template, which a leader reads on the new year's page."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from home.admin.groups import sync_editor_groups
from home.page_tree import ensure_page_tree
from meetings.insights.frame_changes.models import FrameChange
from meetings.template.pages import TemplatePage
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories
from tests.browser.accessibility import checked, wait_until_loaded
from tests.meetings.insights.frame_changes.scene import OWN, approved, held, next_template


@pytest.fixture
def frame(today):
    ensure_page_tree()
    sync_editor_groups()
    frame = next_template()
    set_editor_groups(frame.editor, today=today)
    for minutes in (40, 50, 60):
        held(frame, own=(None, minutes * 60))
    approved(adjust_frame="Der var for lidt tid til jeres egne indsatser på Skovskolen")
    return frame


def test_a_proposal_from_minutes_is_taken_and_read_by_a_leader(open_window, frame):
    page = open_window(user=frame.editor)
    page.goto(f"/redaktion/pages/{frame.template.pk}/edit/")
    page.get_by_role("tab", name="Dagsorden").click()
    beside = page.locator(f"#block-{frame.item(OWN)}-section .beside-agenda")
    expect(beside).to_contain_text("planlagt 2\N{NO-BREAK SPACE}timer, brugt 50\N{NO-BREAK SPACE}min.")
    beside.locator("summary").click()
    expect(beside).to_contain_text("Der var for lidt tid til jeres egne indsatser på [navn]")
    beside.get_by_role("link", name="Læs det hele, og tag stilling").click()
    checked(page)

    page.get_by_role("link", name="Tag stilling").click()
    checked(page)
    with page.expect_popup() as opened:
        page.get_by_role("link", name="Åbn punktet i skabelonen").click()
    editor = opened.value
    minutes = editor.locator(f"#block-{frame.item(OWN)}-content").get_by_label("Minutter")
    expect(minutes).to_be_visible()  # the tab and the item are open
    minutes.fill("140")
    editor.get_by_role("button", name="Gem kladde").click()
    wait_until_loaded(editor)
    expect(editor.locator(".messages .success")).to_be_visible()

    page.get_by_label("Forslaget med jeres egne ord").fill("Giv enhedens egne indsatser mere tid")
    page.get_by_label("Tag det med").check()
    page.get_by_label("Jeres svar til enhederne").fill("Jeres egne indsatser har 20 minutter mere.")
    page.get_by_role("button", name="Gem").click()
    wait_until_loaded(page)
    expect(page.get_by_text("Taget med")).to_be_visible()
    expect(page.get_by_text("Punktet er endnu som sidste år")).to_have_count(0)
    assert FrameChange.objects.get().state == "taken"

    editor.reload()
    editor.get_by_role("tab", name="Dagsorden").click()
    expect(editor.locator(".beside-agenda").filter(has_text="Taget med")).to_contain_text("20 minutter mere")
    TemplatePage.objects.get(pk=frame.template.pk).get_latest_revision().publish()
    leader = open_window(user=factories.user(role=Role.AGREEMENT_HOLDER), phone=True)
    leader.goto("/skabeloner/2027-2028/")
    expect(leader.get_by_role("heading", name="Det ændrede vi efter jeres møder")).to_be_visible()
    expect(leader.get_by_text("Jeres egne indsatser har 20 minutter mere.")).to_be_visible()
    checked(leader)
