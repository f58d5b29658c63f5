"""A municipality adds a step in the Wagtail admin, and the minutes go through it."""

import pytest
from django.test import Client
from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from accounts.user import User
from home.admin.groups import sync_editor_groups
from meetings.moderation.enums import ModeratedKind
from meetings.template.pages import TemplatePage
from meetings.units.people.admin_groups import set_editor_groups
from tests import factories
from tests.browser.accessibility import checked
from tests.browser.windows import press
from tests.meetings.minutes.scene import written
from tests.meetings.moderation.workflows import switch_on_four_eyes, workflow_of


def editor(role: Role) -> User:
    sync_editor_groups()
    person = factories.user(role=role)
    set_editor_groups(person, today=timezone.localdate())
    return person


@pytest.mark.parametrize("script", [True, False], ids=["with script", "without script"])
def test_a_step_is_added_and_the_minutes_go_through_it(open_window, script):
    admin = open_window(user=editor(Role.ADMINISTRATOR))
    admin.goto(f"/redaktion/arbejdsgange/edit/{workflow_of(ModeratedKind.MINUTES).pk}/")
    admin.get_by_role("button", name="Tilføj trin").click()
    admin.locator("[name=workflow_tasks-1-task]").select_option(label="Konsulenten læser")
    press(admin, "Gem")
    expect(admin.get_by_text("Det sidste trin skal være »Chefens godkendelse«")).to_be_visible()
    admin.locator("[name=workflow_tasks-0-task]").select_option(label="Konsulenten læser")
    admin.locator("[name=workflow_tasks-1-task]").select_option(label="Chefens godkendelse")
    press(admin, "Gem")
    expect(admin.get_by_text("Konsulenten læser → Chefens godkendelse")).to_be_visible()

    scene = written()
    leader = open_window(user=scene.leader, script=script)
    leader.goto(scene.address())
    press(leader, "Send til godkendelse")
    expect(leader.get_by_text("Næste trin: Konsulenten læser.")).to_be_visible()

    chef = open_window(user=scene.chef, script=script)
    chef.goto("/")
    expect(chef.get_by_text("Godkend referatet")).to_have_count(0)

    consultant = open_window(user=scene.consultant, script=script, phone=True)
    consultant.goto("/")
    consultant.get_by_role("link", name="Læs og tag stilling").first.click()
    if script:
        checked(consultant)
    press(consultant, "Send referatet videre")
    expect(consultant.get_by_text("Referatet er sendt videre")).to_be_visible()

    chef.goto("/")
    chef.get_by_role("link", name="Læs og tag stilling").first.click()  # one
    press(chef, "Godkend referatet")  # two
    expect(chef.get_by_text("Referatet er godkendt og låst")).to_be_visible()
    expect(chef.get_by_text("Konsulenten læser: sendt videre")).to_be_visible()
    if script:
        checked(chef)


def test_a_template_needs_another_editor(open_window):
    switch_on_four_eyes()
    draft = factories.template("2027/2028", published=False, title="Årets ramme")
    writer, other = editor(Role.CENTRAL_EDITOR), editor(Role.CENTRAL_EDITOR)
    page = open_window(user=writer)
    page.goto(f"/redaktion/pages/{draft.pk}/edit/")
    page.locator("footer .w-dropdown button, .footer .w-dropdown button").first.click()
    expect(page.get_by_role("button", name="Udgiv", exact=True)).to_have_count(0)
    page.get_by_role("button", name="Godkendelse af skabeloner").click()
    page.wait_for_url("**/redaktion/pages/**")
    assert TemplatePage.objects.get(pk=draft.pk).workflow_in_progress

    second = open_window(user=other, phone=True)
    second.goto("/")
    second.get_by_role("link", name="Læs og tag stilling").first.click()
    expect(second.get_by_role("heading", name="Årets ramme")).to_be_visible()
    checked(second)
    press(second, "Godkend og udgiv")
    expect(second.get_by_text("Skabelonen er udgivet")).to_be_visible()
    reader = Client()
    reader.force_login(factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit()))
    assert reader.get(TemplatePage.objects.get(pk=draft.pk).url).status_code == 200
