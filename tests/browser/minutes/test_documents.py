"""Approved minutes fetched as a document in a real browser: asked for, followed until ready, and downloaded."""

from pathlib import Path

import pytest
from playwright.sync_api import expect

from foundation.task_queue.worker import Worker
from tests.browser.accessibility import checked_in_both_sizes, no_sideways_scrolling
from tests.browser.windows import press
from tests.meetings.exports.pdf_structure import require_accessible
from tests.meetings.exports.scene import approved_with_evidence

pytestmark = pytest.mark.usefixtures("real_queue")


@pytest.mark.parametrize(("script", "phone"), [(True, True), (False, False)])
def test_the_minutes_are_asked_for_and_fetched(open_window, script: bool, phone: bool) -> None:
    scene = approved_with_evidence()
    board = open_window(user=scene.board, script=script, phone=phone)
    board.goto(scene.address())
    board.get_by_role("link", name="Hent som dokument").click()
    expect(board.locator(".lr-button--primary")).to_have_count(1)
    press(board, "Lav referatet som dokument")
    row = board.locator("#dine .lr-task")
    expect(row).to_contain_text("Bliver lavet")
    checked_in_both_sizes(board) if script else no_sideways_scrolling(board)
    Worker().run_once()
    if not script:
        board.reload()
    expect(row).to_contain_text("Hent", timeout=30_000)
    with board.expect_download() as started:
        row.get_by_role("link").click()
    assert require_accessible(Path(started.value.path()).read_bytes()).title
    assert started.value.suggested_filename == "referat-skovskolen-2026-2027.pdf"
