"""An agreement until something came of it: a status in two clicks, and the follow-up talk of two people."""

import re
from datetime import timedelta

from django.utils import timezone
from playwright.sync_api import expect

from accounts.roles import Role
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.models import Agreement
from tests import factories
from tests.browser.accessibility import axe
from tests.meetings.minutes.scene import agreed, approved
from tests.queued_mails import forget_mails, queued_mails


def test_a_leader_writes_a_status_in_two_clicks_from_the_front_page(open_window):
    scene = approved(agreed("Vi læser hver dag"))
    today = timezone.localdate()
    Agreement.objects.update(due_on=today + timedelta(days=5), status_wanted_on=today)
    page = open_window(user=scene.leader, phone=True)
    page.goto("/")
    page.get_by_role("link", name=re.compile("Skriv status")).first.click()
    axe(page)
    page.get_by_role("button", name="I gang").click()
    expect(page.locator("main")).to_contain_text("Status er skrevet.")
    assert Agreement.objects.get().status == "in_progress"


def test_a_talk_is_set_written_on_by_two_and_closed_into_statuses(open_window):
    scene = approved(agreed("Vi læser hver dag"), agreed("Vi prøver to voksne"))
    talk, address = FollowUpTalk.objects.get(), f"/{scene.unit.area.slug}/{scene.unit.slug}/{scene.meeting.slug}/"
    forget_mails()
    leader, chef = open_window(user=scene.leader), open_window(user=scene.chef)
    leader.goto(f"/{scene.unit.area.slug}/{scene.unit.slug}/aftaler/")
    leader.get_by_role("link", name="Opfølgningen").click()
    leader.get_by_role("link", name="Aftal en tid").click()
    leader.get_by_label("Begynder kl.").fill("09:00")
    leader.get_by_label("Slutter kl.").fill("09:15")
    leader.get_by_role("button", name="Gem, og giv deltagerne besked").click()
    expect(leader.locator("main")).to_contain_text("kl. 9.00–9.15")
    assert {mail.to for mail in queued_mails()} == {scene.leader.email, scene.chef.email}

    chef.goto(f"{address}opfoelgning/")
    axe(chef)
    one, other = Agreement.objects.order_by("due_on", "pk")
    leader.locator(f"#id_note-{one.pk}").fill("Alle klasser er med.")
    leader.locator(f"#id_status-{one.pk}").select_option(label="Indfriet")
    leader.get_by_role("button", name="Gem linjerne").click()
    expect(leader.locator("main")).to_contain_text("Gemt af Lise Lund")
    chef.locator(f"#id_note-{other.pk}").fill("Vi begynder efter ferien.")
    chef.get_by_role("button", name="Gem, og afslut opfølgningen").click()
    expect(chef.locator("main")).to_contain_text("Opfølgningen er afsluttet.")

    board = open_window(user=scene.board)
    board.goto(f"/aftaler/{one.pk}/")
    expect(board.locator("main")).to_contain_text("Det blev til: indfriet")
    expect(board.locator("main")).to_contain_text("Skrevet ved opfølgningen")
    elsewhere = factories.user(role=Role.AGREEMENT_HOLDER, unit=factories.make_unit())
    for person in (scene.board, elsewhere):
        window = open_window(user=person)
        assert window.goto(f"{address}opfoelgning/").status == 404
    assert FollowUpTalk.objects.get(pk=talk.pk).held_by == scene.chef
