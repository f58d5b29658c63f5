"""Unsaved text is restored in the form it was written in, and never in another object's form."""

import pytest
from playwright.sync_api import expect

from accounts.roles import Role
from meetings.minutes.enums import MinutesState
from tests import factories


@pytest.fixture
def agreements():
    minutes = factories.minutes(state=MinutesState.APPROVED)
    return [factories.agreement(minutes=minutes), factories.agreement(minutes=minutes)]


def test_unsaved_status_is_restored_at_its_own_agreement(open_window, agreements) -> None:
    one, other = (f"/aftaler/{agreement.pk}/status/" for agreement in agreements)
    page = open_window(user=factories.user(role=Role.AGREEMENT_HOLDER, unit=agreements[0].unit))
    note = page.locator("main textarea").first
    page.goto(one)
    note.fill("Vi er kommet halvvejs.")
    page.goto(other)
    expect(note).to_have_value("")
    expect(page.get_by_text("Vi har gemt det, du skrev.")).to_have_count(0)
    page.goto(one)
    expect(note).to_have_value("Vi er kommet halvvejs.")


def test_an_unsent_reason_is_restored(open_window) -> None:
    meeting = factories.meeting(state="invited")
    page = open_window(user=factories.user(role=Role.AGREEMENT_HOLDER, unit=meeting.unit))
    address = f"{meeting.url}aflys/"
    page.goto(address)
    page.locator("main textarea").fill("Lederen er blevet syg.")
    page.goto("/privatliv/")
    page.goto(address)
    expect(page.locator("main textarea")).to_have_value("Lederen er blevet syg.")
