"""Whoever gathers hands in; the leaders place and share."""

import pytest
from bs4 import BeautifulSoup
from django.utils import timezone

from foundation.errors import Conflict, NotAllowed
from foundation.models import AuditEvent
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.contribution.hand_in_evidence import NothingToHandOver, hand_in_evidence
from meetings.evidence.contribution.open_for_evidence import GatheringIsOver
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.my_slots import slots_of
from meetings.evidence.sharing.unshare_evidence import unshare_evidence
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.evidence.scene import TODAY, photo_file, set_up


def hand_in(draft, by):
    return hand_in_evidence(evidence=draft, expected_version=draft.version, by=by, today=TODAY)


def test_a_draft_that_is_handed_in_waits_for_the_leaders_and_is_seen_by_nobody_else(scene):
    draft = hand_in(scene.draft(agenda_item=None, legal_basis="", delete_after=None), scene.staff)
    assert draft.handed_in_at is not None and not draft.is_shared
    event = AuditEvent.objects.get(action="evidence.handed_over")
    assert (event.actor, event.object_id) == (scene.staff, str(draft.pk))


def test_the_answer_about_children_is_that_of_every_file_nobody_has_described(scene):
    draft = scene.draft(kind=EvidenceKind.PHOTOS, body=[], depicts_children="none")
    new = scene.with_photo(draft, legal_basis="", depicts_children="identifiable")
    described = scene.with_photo(draft, depicts_children="identifiable")
    hand_in(draft, scene.staff)
    for photo in (new, described):
        photo.refresh_from_db()
    assert (new.depicts_children, described.depicts_children) == ("none", "identifiable")


@pytest.mark.parametrize("who", ["colleague", "board", "chef", "consultant", "stranger"])
def test_others_may_not_hand_in_a_draft(scene, who):
    with pytest.raises(NotAllowed):
        hand_in(scene.draft(by=scene.staff), getattr(scene, who))


def test_an_empty_draft_is_not_handed_in(scene):
    words = [{"type": "text", "id": "0f2c4f6e-8a3b-4b7e-9a53-6a6f3f8d3c12", "value": "To net"}]
    with pytest.raises(NothingToHandOver, match="Mindst ét billede"):
        hand_in(scene.draft(kind=EvidenceKind.PHOTOS, body=words), scene.staff)
    with pytest.raises(NothingToHandOver, match="ikke noget i"):
        hand_in(scene.draft(body=[]), scene.staff)


def test_a_draft_is_handed_in_once_and_as_it_was_seen(scene):
    draft = scene.draft()
    with pytest.raises(Conflict):
        hand_in_evidence(evidence=draft, expected_version=draft.version - 1, by=scene.staff, today=TODAY)
    hand_in(draft, scene.staff)
    draft.refresh_from_db()
    with pytest.raises(Conflict, match="afleveret"):
        hand_in(draft, scene.staff)
    with pytest.raises(Conflict, match="delt"):
        hand_in(scene.shared(), scene.leader)


def test_no_draft_is_handed_in_after_the_minutes_are_sent(db):
    scene = set_up(MeetingState.HELD)
    factories.minutes(meeting=scene.meeting, state="submitted")
    with pytest.raises(GatheringIsOver):
        hand_in(scene.draft(), scene.staff)


def test_what_is_taken_back_is_handed_in_anew(scene):
    shared = scene.shared(handed_in_at=timezone.now())
    assert unshare_evidence(evidence=shared, reason="Et barn kan genkendes", by=scene.leader).handed_in_at is None


def test_a_slot_with_something_handed_in_is_nobodys_task(scene):
    slot = factories.plan_line(scene.meeting, "Billeder", gatherer=scene.staff)
    assert len(list(slots_of(scene.staff))) == 1
    hand_in(scene.draft(slot=slot), scene.staff)
    assert list(slots_of(scene.staff)) == []


# The form ------------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["", "ny/billeder"])
def test_staff_are_asked_about_children_and_nothing_legal(scene, signed_in, where):
    page = signed_in(scene.staff).get(scene.address(where)).content.decode()
    assert "Aflever til ledelsen" in page and "Kan man genkende børn?" in page
    for name in ("legal_basis", "delete_after", "alt_text", 'type="radio" name="item"'):
        assert name not in page
    (checked,) = BeautifulSoup(page, "html.parser").select("input[name=depicts_children][checked]")
    assert checked["value"] == "identifiable"


@pytest.mark.parametrize(("said", "stored"), [("none", "none"), ("", "identifiable")])
def test_photos_are_handed_in_with_the_form(scene, signed_in, said, stored):
    sent = {"files": photo_file(), "words-text": "To net", "depicts_children": said, "then": "hand_over"}
    answer = signed_in(scene.staff).post(scene.address("ny/billeder"), sent, follow=True)
    draft = Evidence.objects.get()
    assert draft.handed_in_at is not None and draft.depicts_children == stored
    assert MediaItem.objects.get(kind=MediaKind.IMAGE).depicts_children == stored
    assert answer.redirect_chain[-1][0] == scene.page(draft)
    page = answer.content.decode()
    assert "Det er ledelsen på Skovskolen, der deler det med mødet." in page
    assert "Afleveret til ledelsen 1. oktober 2026" in page


def test_staff_cannot_share_with_the_form(scene, signed_in):
    sent = {"files": photo_file(), "words-text": "To net", "item": str(scene.agenda_item), "then": "share"}
    signed_in(scene.staff).post(scene.address("ny/billeder"), sent)
    assert not Evidence.objects.get().is_shared and Evidence.objects.get().handed_in_at is not None


def test_what_cannot_be_handed_in_stays_a_draft_and_says_why(scene, signed_in):
    sent = {"words-text": "To net", "then": "hand_over"}
    page = signed_in(scene.staff).post(scene.address("ny/billeder"), sent, follow=True).content.decode()
    assert "Mindst ét billede" in page and "To net" in page
    assert Evidence.objects.get().handed_in_at is None


def test_the_button_on_the_page_of_a_draft(scene, signed_in):
    draft = scene.draft()
    browser = signed_in(scene.staff)
    assert scene.url_of(draft, "aflever") in browser.get(scene.page(draft)).content.decode()
    page = browser.post(scene.url_of(draft, "aflever"), {"seen": draft.version}, follow=True).content.decode()
    assert "Afleveret til ledelsen" in page and scene.url_of(draft, "aflever") not in page


def test_a_leader_shares_one_photo_with_the_form(scene, signed_in):
    sent = {"files": photo_file(), "words-text": "To net", "item": str(scene.agenda_item), "then": "share"}
    answer = signed_in(scene.leader).post(scene.address("ny/billeder"), sent, follow=True)
    shared, photo = Evidence.objects.get(), MediaItem.objects.get(kind=MediaKind.IMAGE)
    assert shared.is_shared and shared.item == scene.item, answer.content.decode()
    assert (photo.alt_text, photo.legal_basis, photo.depicts_children) == ("To net", "public_task", "identifiable")
    assert photo.delete_after is not None


@pytest.mark.parametrize(
    ("lacks", "named"),
    [
        ({"words-text": ""}, "alternativ tekst"),
        ({"item": ""}, "Det punkt på dagsordenen"),
        ({"files": [photo_file(), photo_file("to.jpg", "red")]}, "Billede 2: alternativ tekst"),
    ],
)
def test_what_lacks_something_waits_on_the_page_of_what_is_handed_in(scene, signed_in, lacks, named):
    sent = {"files": photo_file(), "words-text": "To net", "item": str(scene.agenda_item), "then": "share", **lacks}
    answer = signed_in(scene.leader).post(scene.address("ny/billeder"), sent, follow=True)
    draft = Evidence.objects.get()
    assert not draft.is_shared
    assert answer.redirect_chain[-1][0].endswith(f"/afleveret/#bidrag-{draft.pk}")
    assert named in answer.content.decode()
