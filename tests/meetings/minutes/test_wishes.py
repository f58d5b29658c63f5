"""Wishes written in the minutes become the administration's when the minutes are approved."""

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse

from meetings.minutes.approval.make_wishes import make_wishes
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.wish_fields import WishRow
from meetings.minutes.writing.add_row import add_row
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.requirements import missing_in_minutes
from meetings.support_requests.answer_wish import answer_wish
from meetings.support_requests.enums import Origin, SupportRequestState
from meetings.support_requests.models import SupportRequest
from tests import factories
from tests.meetings.minutes import scene
from tests.services.visitor import fields

pytestmark = pytest.mark.django_db

FIRST, SECOND = "5b0a2f5e-8c53-4f0e-9d3b-0b6f7b4f2a11", "0e0c7a0e-7d6e-4a55-8f0c-6f3c1b0a9d22"


def with_wishes(make):
    """One from the meeting at the first item, and one that was written in the form on the minutes as a whole."""
    begun = scene.begun()
    section = draft_content(begun.minutes).sections[0].id
    reading = factories.initiative("Læsning")
    at_item = WishRow(FIRST, text="En læsevejleder", section=section, initiative=reading.pk, origin="meeting")
    begun.minutes = add_row(meeting=begun.meeting, row=at_item, is_running=False, by=begun.leader)
    found = scene.written(scene=begun, wishes=(at_item, WishRow(SECOND, text="Ro på gangen")))
    if make in ("submitted", "approved"):
        scene.submit(found)
    if make == "approved":
        scene.approve(found)
    return found


def test_wishes_get_a_person_and_a_day_when_the_minutes_are_approved():
    waiting = with_wishes("submitted")
    assert not SupportRequest.objects.exists()
    scene.approve(waiting)
    first, second = SupportRequest.objects.order_by("pk")
    assert (first.text, first.origin, first.initiative_name) == ("En læsevejleder", Origin.MEETING, "Læsning")
    assert str(first.item.block_id) == waiting.minutes.approval.text.sections[0].id
    assert (second.text, second.origin, second.item, second.initiative_name) == (
        "Ro på gangen", Origin.MINUTES, None, "",
    )  # fmt: skip
    assert {wish.responsible for wish in (first, second)} == {waiting.consultant}
    assert {wish.created_by for wish in (first, second)} == {waiting.leader}


def test_making_them_again_changes_nothing():
    approved = with_wishes("approved")
    wish = SupportRequest.objects.first()
    answer_wish(wish=wish, answer="Ja", by=approved.consultant)
    assert make_wishes(record=ApprovalRecord.objects.get()) == []
    wish.refresh_from_db()
    assert SupportRequest.objects.count() == 2 and wish.state == SupportRequestState.ANSWERED


def test_wishes_are_in_the_minutes_and_only_those_who_may_get_the_link_to_what_became_of_them(client):
    approved = with_wishes("approved")
    link = reverse("unit_wishes", args=[approved.unit.area.slug, approved.unit.slug])
    for name in ("leader", "team", "consultant", "chef", "staff", "board"):
        client.force_login(getattr(approved, name))
        page = BeautifulSoup(client.get(approved.address()).content, "html.parser").main
        assert "En læsevejleder" in page.get_text() and "Ro på gangen" in page.get_text(), name
        assert bool(page.select(f'a[href="{link}"]')) == (name not in ("staff", "board"))


def test_wishes_are_added_written_taken_out_and_put_back_in_the_form(client):
    begun = scene.begun()
    client.force_login(begun.leader)
    write = begun.address("skriv")

    def send(do, **more):
        form = BeautifulSoup(client.get(write).content, "html.parser").select_one("form#referat")
        sent = {**fields(form), **more, "do": do}
        answer = client.post(write, sent)
        assert answer.status_code == 302, answer.content.decode()
        return draft_content(MinutesPage.objects.get()).wishes

    section = draft_content(begun.minutes).sections[0].id
    (wish,) = send(f"add-wish:{section}")
    assert wish.section == section
    (wish,) = send("save", **{"wishes-0-text": "Sparring"})
    assert (wish.text, wish.section) == ("Sparring", section)
    assert send(f"remove-wish:{wish.id}") == ()
    assert "»Sparring« er taget ud." in client.get(write).content.decode()
    assert send(f"restore-wish:{wish.id}")[0].text == "Sparring"
    assert send("add-wish:")[1].section == ""


def test_an_empty_one_keeps_the_minutes_from_being_sent():
    found = scene.written(wishes=(WishRow(FIRST),))
    missing = missing_in_minutes(draft_content(found.minutes))
    assert [(one.text, one.field) for one in missing] == [
        ("Ønske 1: Skriv, hvad I ønsker, eller fjern ønsket.", f"id_wishes-{FIRST}-text")
    ]
