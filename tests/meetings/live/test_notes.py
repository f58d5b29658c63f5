"""Notes of an item are its section of the minutes; nobody overwrites another's words."""

import uuid
from dataclasses import replace
from datetime import date

import pytest
from django.urls import reverse

from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import ChangedMeanwhile
from meetings.live.end_meeting import end_meeting
from meetings.live.models import LiveMeeting
from meetings.meeting.item import MeetingItem
from meetings.minutes.content import AgreementRow
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.minutes.writing.add_row import add_row
from meetings.minutes.writing.begin_minutes import NotHeldYet
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.save_section import save_section
from meetings.minutes.writing.save_sections import NotADraft, changes, save_sections
from tests.meetings.live.scene import at, convened, running

pytestmark = pytest.mark.django_db


def save(scene, text, *, by=None, version=1, is_running=True, number=0, seen_text=None):
    return save_section(
        meeting=scene.meeting, block_id=uuid.UUID(scene.blocks[number]), text=text, expected_version=version,
        seen_text=seen_text, is_running=is_running, by=by or scene.leader,
    )  # fmt: skip


def agreement(scene, text="Vi mødes igen"):
    return AgreementRow(str(uuid.uuid4()), text=text, owner="unit", due_on=date(2027, 2, 1), section=scene.blocks[0])


def ended(scene):
    end_meeting(meeting=scene.meeting, expected_version=None, by=scene.leader, now=at(10))
    scene.meeting.refresh_from_db()


def minutes_of(scene):
    return MinutesPage.objects.select_related("meeting__cycle", "unit").get(meeting=scene.meeting)


def test_notes_become_the_minutes():
    scene = running()
    save(scene, "Børnene leger mere ude.")
    ended(scene)
    save(scene, "Børnene leger mere ude nu.", version=2, is_running=False)
    sections = draft_content(minutes_of(scene)).sections
    assert sections[0].text == "Børnene leger mere ude nu."


def test_two_who_write_at_one_item_lose_nothing():
    scene = running()
    save(scene, "Mit")
    with pytest.raises(ChangedMeanwhile) as refused:
        save(scene, "Dit", by=scene.consultant)
    assert refused.value.current.notes == "Mit"
    save(scene, "Mit og dit", by=scene.consultant, version=2)


def test_what_two_write_in_different_paragraphs_is_merged():
    scene = running()
    save(scene, "Sang\nMad\nLeg")
    save(scene, "Sang på gangen\nMad\nLeg", version=2)
    row = save(scene, "Sang\nMad\nLeg ude", by=scene.consultant, version=2, seen_text="Sang\nMad\nLeg")
    assert (row.notes, row.version) == ("Sang på gangen\nMad\nLeg ude", 4)


def test_what_two_write_in_the_same_paragraph_is_refused():
    scene = running()
    save(scene, "Sang på gangen", version=1)
    with pytest.raises(ChangedMeanwhile):
        save(scene, "Sang i salen", by=scene.consultant, version=1, seen_text="Sang")
    assert MeetingItem.objects.get(block_id=scene.blocks[0]).notes == "Sang på gangen"


@pytest.mark.parametrize("who", ["staff", "board", "chef"])
def test_others_write_no_notes_and_no_agreements(who):
    scene = running()
    person = getattr(scene, who)
    with pytest.raises(NotAllowed):
        save(scene, "Tekst", by=person)
    with pytest.raises(NotAllowed):
        add_row(meeting=scene.meeting, row=agreement(scene), is_running=True, by=person)
    assert not MeetingItem.objects.exclude(notes="").exists()
    assert not MinutesPage.objects.exists()


def test_a_meeting_that_does_not_run_has_no_notes():
    scene = convened()
    with pytest.raises(NotHeldYet):
        save(scene, "For tidligt", is_running=False)
    with pytest.raises(NotHeldYet):
        add_row(meeting=scene.meeting, row=agreement(scene), is_running=False, by=scene.leader)


def test_a_form_of_the_minutes_does_not_overwrite_notes_of_the_screen():
    scene = running()
    add_row(meeting=scene.meeting, row=agreement(scene), is_running=True, by=scene.leader)
    form = minutes_of(scene)
    before = draft_content(form)
    save(scene, "Skrevet på skærmen")
    mine = replace(before, sections=tuple(replace(row, text="Skrevet i referatet") for row in before.sections))
    saved = save_sections(minutes=form, inputs=changes(before, mine), by=scene.consultant)
    assert list(saved.conflicts) == [("sections", scene.blocks[0])]
    texts = [row.text for row in draft_content(minutes_of(scene)).sections]
    assert texts[:2] == ["Skrevet på skærmen", "Skrevet i referatet"]


def test_notes_of_the_screen_are_merged_with_what_was_written_in_the_minutes():
    scene = running()
    ended(scene)
    save(scene, "Uro\n\nFravær", is_running=False)
    form = minutes_of(scene)
    before = draft_content(form)
    save(scene, "Uro\n\nFravær i 3. klasse", is_running=False, version=2)
    first = replace(before.sections[0], text="Uro på gangen\n\nFravær")
    mine = replace(before, sections=(first, *before.sections[1:]))
    assert not save_sections(minutes=form, inputs=changes(before, mine), by=scene.consultant).conflicts
    assert draft_content(minutes_of(scene)).sections[0].text == "Uro på gangen\n\nFravær i 3. klasse"


def test_notes_that_meet_the_end_of_the_meeting_begin_the_minutes():
    scene = running()
    ended(scene)
    save(scene, "Sendt i samme øjeblik", is_running=True)
    assert minutes_of(scene).version == 2


def test_submitted_minutes_take_no_notes_and_no_agreements():
    scene = running()
    add_row(meeting=scene.meeting, row=agreement(scene), is_running=True, by=scene.leader)
    MinutesPage.objects.update(state=MinutesState.SUBMITTED)
    with pytest.raises(NotADraft):
        save(scene, "For sent")
    with pytest.raises(NotADraft):
        add_row(meeting=scene.meeting, row=agreement(scene), is_running=True, by=scene.leader)


def test_agreements_stand_under_their_item_in_the_draft():
    scene = running()
    for text in ("Den ene", "Den anden"):
        add_row(meeting=scene.meeting, row=agreement(scene, text), is_running=True, by=scene.leader)
    rows = draft_content(minutes_of(scene)).agreements
    assert [(row.text, row.section) for row in rows] == [("Den ene", scene.blocks[0]), ("Den anden", scene.blocks[0])]


def test_a_script_saves_notes_and_gets_the_other_text_when_somebody_was_first(client):
    scene = running()
    client.force_login(scene.leader)
    url = reverse("live_notes", kwargs={**scene.where, "item": scene.blocks[0]})
    send = lambda **data: client.post(url, data, headers={"Accept": "application/json"})  # noqa: E731
    assert send(text="Først", version=1).json()["version"] == 2
    late = send(text="Sidst", version=1)
    assert late.status_code == 409
    assert (late.json()["saved"], late.json()["version"]) == ("Først", 2)
    cpr = send(text="Vi talte om 010190-1234", version=2)
    assert cpr.status_code == 422
    assert MeetingItem.objects.get(block_id=scene.blocks[0]).notes == "Først"


def test_without_script_both_texts_stand_on_the_page(client):
    scene = running()
    client.force_login(scene.leader)
    url = reverse("live_notes", kwargs={**scene.where, "item": scene.blocks[0]})
    save(scene, "Skrevet af en anden", by=scene.consultant)
    page = client.post(url, {"text": "Mine ord", "version": 1})
    assert page.status_code == 409
    assert "Skrevet af en anden" in page.text
    assert "Mine ord" in page.text
    assert client.post(url, {"text": "Begge dele", "version": 2}).status_code == 302


def test_the_screen_adds_an_agreement(client):
    scene = running()
    client.force_login(scene.leader)
    url = reverse("live_agreement", kwargs={**scene.where, "item": scene.blocks[0]})
    empty = client.post(url, {"agreement-0-text": ""})
    assert empty.status_code == 422
    data = {"agreement-0-text": "Vi prøver ugentlig sparring", "agreement-0-owner": "unit"}
    page = client.post(url, data, follow=True)
    assert "Vi prøver ugentlig sparring" in page.text
    assert LiveMeeting.objects.get().is_running
