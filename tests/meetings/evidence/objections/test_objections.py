"""An objection hides an item at once; only restoring shows it again, and never to the leader forum."""

from datetime import timedelta

import pytest
from django.utils import timezone

from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from foundation.forms.optimistic_lock import AlreadyDone
from media.enums import Audience, ObjectionDecision
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from media.models import Objection
from media.privacy.lift_objection import AlreadyRestored, RestoreReasonMissing
from media.privacy.record_objection import ObjectionDetails, ObjectionRefused
from meetings.evidence.enums import SentKind
from meetings.evidence.objections.register_objection import NoSuchFile, register_objection
from meetings.evidence.objections.restore_item import restore_item
from meetings.evidence.objections.uphold_objection import uphold_objection
from meetings.evidence.sharing.documents_holding import documents_holding
from meetings.evidence.sharing.record_sent import record_sent
from meetings.evidence.sharing.withdraw_evidence import withdraw_evidence
from meetings.meeting.enums import MeetingState
from meetings.units import access
from tests import factories
from tests.meetings.evidence.fetching import may_fetch
from tests.meetings.evidence.scene import set_up
from tests.queued_mails import queued_mails

OBJECTION = ObjectionDetails("objection", "parent", reason="Barnet vil ikke vises frem")


def take(evidence, by, key=None, said=OBJECTION):
    return register_objection(evidence=evidence, key=key, details=said, by=by, today=timezone.localdate())


@pytest.fixture
def piece(scene):
    shared = scene.shared()
    scene.photo = scene.with_photo(shared)
    return shared


def fresh(item):
    return type(item).objects.get(pk=item.pk)


@pytest.mark.parametrize("who", ["leader", "team", "chef", "admin"])
def test_the_file_is_hidden_from_everybody(scene, piece, who):
    by = getattr(scene, who, None) or factories.user(role="administrator")
    other = scene.with_photo(piece)
    taken = take(piece, by, scene.photo.key)
    photo = fresh(scene.photo)
    assert photo.is_withdrawn and taken.is_open
    for person in (scene.leader, scene.team, scene.staff, scene.chef, scene.board, scene.consultant):
        assert not may_fetch(person, photo)
        assert may_fetch(person, fresh(other))
    assert photo.hidden_words.startswith("Billedet er skjult efter en indsigelse den ")
    event = AuditEvent.objects.get(action="objection.taken")
    assert "Barnet" not in str(event.data)


@pytest.mark.parametrize("who", ["staff", "board", "consultant", "stranger"])
def test_others_may_neither_register_nor_restore_nor_decide(scene, piece, who):
    person = getattr(scene, who)
    with pytest.raises(NotAllowed):
        take(piece, person, scene.photo.key)
    taken = take(piece, scene.leader, scene.photo.key)
    with pytest.raises(NotAllowed):
        restore_item(objection=taken, reason="Jo", by=person)
    with pytest.raises(NotAllowed):
        uphold_objection(objection=taken, by=person)
    assert not access.may_see(person, taken)


def test_the_administrator_and_the_leadership_team_hide_but_may_not_restore(scene, piece):
    admin = factories.user(role="administrator")
    taken = take(piece, admin, scene.photo.key)
    for person in (admin, scene.team):
        with pytest.raises(NotAllowed):
            restore_item(objection=taken, reason="Jo", by=person)
    assert fresh(scene.photo).is_withdrawn


def test_an_item_stays_hidden_until_the_last_objection_is_closed(scene, piece):
    first, second = take(piece, scene.leader, scene.photo.key), take(piece, scene.chef, scene.photo.key)
    restore_item(objection=first, reason="En misforståelse", by=scene.leader)
    assert fresh(scene.photo).is_withdrawn
    restore_item(objection=second, reason="Også den", by=scene.chef)
    assert may_fetch(scene.board, fresh(scene.photo))
    assert AuditEvent.objects.filter(action="media.shown_again").count() == 1


def test_a_whole_piece_and_a_file_of_it(scene, piece):
    """The file has an objection of its own, which stays open when the piece is restored."""
    whole, file = take(piece, scene.chef), take(piece, scene.leader, scene.photo.key)
    piece.refresh_from_db()
    assert (piece.audience, piece.withdrawn_kind) == (Audience.UNIT, "objection")
    assert not access.may_see(scene.board, piece)
    restore_item(objection=whole, reason="En misforståelse", by=scene.chef)
    piece.refresh_from_db()
    assert (piece.audience, piece.withdrawn_at) == (Audience.MEETING, None)
    assert access.may_see(scene.board, piece)
    assert fresh(scene.photo).is_withdrawn
    restore_item(objection=file, reason="Også den", by=scene.leader)
    assert may_fetch(scene.board, fresh(scene.photo))


def test_a_draft_comes_back_as_a_draft(scene):
    draft = scene.draft()
    restore_item(objection=take(draft, scene.leader), reason="Fejl", by=scene.leader)
    draft.refresh_from_db()
    assert draft.audience == Audience.UNIT and draft.withdrawn_at is None
    assert not access.may_see(scene.board, draft)


def test_an_objection_hides_the_file_even_if_its_row_says_otherwise(scene, piece, signed_in):
    take(piece, scene.leader, scene.photo.key)
    MediaItem.objects.filter(kind=MediaKind.IMAGE).update(withdrawn_at=None, withdrawn_kind="")
    assert not MediaItem.objects.filter(kind=MediaKind.IMAGE).shown_on(timezone.localdate()).exists()
    assert signed_in(scene.leader).get(scene.photo.url("thumb")).status_code == 404


def test_saving_an_instance_read_before_does_not_unhide_it(scene, piece):
    stale = fresh(scene.photo)
    take(piece, scene.leader, scene.photo.key)
    stale.alt_text = "Nyt"
    stale.save()
    assert fresh(scene.photo).is_withdrawn and fresh(scene.photo).alt_text == "Nyt"


def test_restoring_needs_a_reason_and_happens_once(scene, piece):
    taken = take(piece, scene.leader, scene.photo.key)
    with pytest.raises(RestoreReasonMissing):
        restore_item(objection=taken, reason="  ", by=scene.leader)
    restore_item(objection=taken, reason="En misforståelse", by=scene.leader)
    with pytest.raises(AlreadyRestored):
        restore_item(objection=taken, reason="Igen", by=scene.chef)
    taken.refresh_from_db()
    assert (taken.restored_by, taken.restore_reason) == (scene.leader, "En misforståelse")
    event = AuditEvent.objects.get(action="objection.restored")
    assert event.actor == scene.leader and "misforståelse" not in str(event.data)
    assert taken.decision == ObjectionDecision.DISMISSED


def test_only_the_agreement_holder_restores_what_the_unit_withdrew(scene, piece):
    withdraw_evidence(evidence=piece, reason="Vi vil hellere vise noget andet", by=scene.team)
    own = Objection.objects.get()
    with pytest.raises(NotAllowed):
        restore_item(objection=own, reason="Det var godt", by=scene.chef)
    restore_item(objection=own, reason="Alligevel", by=scene.leader)
    piece.refresh_from_db()
    assert piece.audience == Audience.MEETING


@pytest.mark.parametrize(
    ("said", "field"),
    [
        (ObjectionDetails("", "parent"), "kind"),
        (ObjectionDetails("objection", ""), "objector"),
        (ObjectionDetails("objection", "naboen"), "objector"),
        (ObjectionDetails("consent", "parent", received_on=timezone.localdate() + timedelta(days=1)), "received_on"),
    ],
)
def test_contradictions_are_refused_and_nothing_is_stored(scene, piece, said, field):
    with pytest.raises(ObjectionRefused) as refusal:
        take(piece, scene.leader, scene.photo.key, said)
    assert refusal.value.field == field
    assert not Objection.objects.exists() and not fresh(scene.photo).is_withdrawn


def test_a_file_of_another_piece_is_not_found(scene, piece):
    with pytest.raises(NoSuchFile):
        take(scene.shared(), scene.leader, scene.photo.key)
    assert not fresh(scene.photo).is_withdrawn


def test_those_who_may_restore_get_a_mail_that_does_not_say_what_it_is_about(scene, piece):
    take(piece, factories.user(role="administrator"), scene.photo.key)
    mails = queued_mails()
    assert {mail.to for mail in mails} == {scene.leader.email, scene.chef.email}
    for mail in mails:
        assert piece.title not in mail.body and "Barnet" not in mail.body


def test_an_objection_is_decided_once(scene, piece):
    taken = take(piece, scene.leader, scene.photo.key)
    assert Objection.objects.undecided().count() == 1
    uphold_objection(objection=taken, by=scene.chef)
    with pytest.raises(AlreadyDone):
        uphold_objection(objection=taken, by=scene.leader)
    taken.refresh_from_db()
    assert (taken.decision, taken.decided_by) == (ObjectionDecision.UPHELD, scene.chef)
    assert fresh(scene.photo).is_withdrawn


def test_after_the_meeting_too(db):
    scene = set_up(MeetingState.HELD)
    assert take(scene.shared(), scene.chef).is_open


def test_documents_that_hold_it_are_named(scene, piece):
    other = scene.with_photo(piece)
    record_sent(
        kind=SentKind.APPROVED_MINUTES, meeting=scene.meeting, pieces=[piece], by=scene.chef,
        recipients={"consultant": 1, "agreement_holder": 2}, reference="abc",
    )  # fmt: skip
    take(piece, scene.leader, scene.photo.key)
    (found,) = documents_holding(evidence_id=piece.pk, key=scene.photo.key)
    assert found.what == f"Godkendt referat {scene.meeting.school_year}"
    assert found.to == "2 × Aftaleholder og 1 × Konsulent"
    record_sent(kind=SentKind.EXPORT, meeting=scene.meeting, pieces=[piece], by=scene.leader)
    assert len(documents_holding(evidence_id=piece.pk, key=scene.photo.key)) == 1, "hidden: not in what is made now"
    assert len(documents_holding(evidence_id=piece.pk, key=other.key)) == 2
    assert len(documents_holding(evidence_id=piece.pk, key=None)) == 2
    assert documents_holding(evidence_id=scene.shared().pk, key=None) == []


def test_when_the_file_is_deleted_the_reason_is_deleted_and_the_objection_stays(scene, piece):
    taken = take(piece, scene.leader, scene.photo.key)
    fresh(scene.photo).delete()
    taken.refresh_from_db()
    assert (taken.reason, taken.decision) == ("", ObjectionDecision.UPHELD)


def test_cards_and_the_meeting_show_that_something_is_hidden(scene, piece, signed_in):
    url = piece.meeting.get_url()
    take(piece, scene.leader, scene.photo.key)
    page = signed_in(scene.board).get(url).content.decode()
    assert "1 fil er skjult" in page and str(scene.photo.key) not in page
    take(piece, scene.leader)
    page = signed_in(scene.board).get(url).content.decode()
    assert "Bidraget er skjult efter en indsigelse den" in page and piece.title not in page
