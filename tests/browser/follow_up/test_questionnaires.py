"""A questionnaire from the editor's hand to its answers: built in the admin, answered on a phone, and read."""

from datetime import datetime, time

import pytest
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.roles import Role
from meetings.meeting.states.hold_meeting import hold_meeting
from meetings.questionnaires.pages import QuestionnaireIndexPage
from tests import factories
from tests.browser.accessibility import checked, no_sideways_scrolling
from tests.browser.conftest import OpenWindow
from tests.browser.windows import press
from tests.meetings.questionnaires import scene as scenes

WISH = "Mere tid til børnenes egne billeder."


def build(page: Page) -> None:
    """One scale and one text, published."""
    index = QuestionnaireIndexPage.objects.get()
    page.goto(f"/redaktion/pages/add/meetings/questionnairepage/{index.pk}/")
    page.locator("#id_title").fill("Hvordan var dagen?")
    for number, (label, kind) in enumerate([("Hvordan var dagen for dig?", "scale"), ("Hvad mangler?", "multiline")]):
        page.get_by_role("button", name="Tilføj Spørgsmål").last.click()
        page.locator(f"#id_questions-{number}-label").fill(label)
        page.locator(f"#id_questions-{number}-field_type").select_option(kind)
    page.get_by_role("tab", name="Brug").click()
    page.locator("#id_minimum_count").fill("3")
    page.get_by_role("button", name="Flere handlinger").click()
    page.get_by_role("button", name="Udgiv").click()
    expect(page.locator(".messages")).to_contain_text("udgivet")


@pytest.mark.parametrize("script", [True, False])
def test_built_by_an_editor_answered_on_a_phone_without_account_and_read_by_the_leader(
    open_window: OpenWindow, script: bool
) -> None:
    template = factories.template()
    if script:  # the Wagtail admin needs it
        build(open_window(user=factories.user(role=Role.CENTRAL_EDITOR)))
    else:
        scenes.questionnaire(template, asks=scenes.questions()[::2])
    scene = scenes.prepared()
    hold_meeting(
        meeting=scene.meeting, attendance={}, by=scene.leader,
        now=timezone.make_aware(datetime.combine(scenes.TODAY, time(14))),
    )  # fmt: skip
    phone = open_window(phone=True, script=script)
    phone.goto(scenes.link_in_mail())
    expect(phone.locator("main")).to_contain_text("Du svarer uden navn.")
    checked(phone) if script else no_sideways_scrolling(phone)
    phone.get_by_label("4", exact=True).check()
    phone.get_by_label(scene.questionnaire.questions.last().label).fill(WISH)
    press(phone, "Send mit svar")
    expect(phone.locator("main")).to_contain_text("Du har svaret og kan ændre dit svar her")
    checked(phone) if script else no_sideways_scrolling(phone)
    scene.answered(*[("3",)] * 2)  # of those who were asked first
    leader = open_window(user=scene.leader, script=script)
    leader.goto(scene.meeting.url)
    leader.get_by_role("link", name="Se svar på spørgeskemaer").click()
    expect(leader.locator("main")).to_contain_text("3 af 6 har svaret.")
    expect(leader.locator("main")).not_to_contain_text(WISH)
    scene.closed()
    leader.reload()
    expect(leader.locator("main")).to_contain_text(f"»{WISH}«")
    checked(leader) if script else no_sideways_scrolling(leader)
