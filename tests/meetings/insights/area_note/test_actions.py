"""The actions on a note, from what was ticked to the leaders, and who may not do or read what."""

import pytest

from accounts.roles import Role
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed, ReasonMissing
from foundation.forms.optimistic_lock import AlreadyDone, ChangedMeanwhile
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.insights.area_note.answer_passage import NotAsked, answer_passage
from meetings.insights.area_note.ask_units import NoUnitToAsk, ask_units
from meetings.insights.area_note.collect_passages import NoPassageChosen, OtherArea, collect_passages
from meetings.insights.area_note.decide_note import decide_note
from meetings.insights.area_note.edit_note import TitleMissing, edit_note
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.note_pieces import TEXT, changed, new_piece, pieces_of
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.insights.area_note.publish_note import publish_note
from meetings.insights.area_note.reading import passages_shown, pieces_shown
from meetings.insights.area_note.submit_note import EmptyNote, submit_note
from meetings.insights.area_note.withdraw_note import withdraw_note
from meetings.meeting.item import MeetingItem
from meetings.moderation.decide_step import OwnSubmission
from meetings.moderation.enums import Decision
from meetings.support_requests.enums import SupportRequestState
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from tests import factories
from tests.meetings.insights.scene import approved, drafted, fresh, key_of, move, published, set_up
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db


def words(user, note):
    return {row.words for row in passages_shown(user, fresh(note)).values()}


def passage_of(note, title, kind="results"):
    return note.passages.select_related("unit", "note").get(unit__title=title, kind=kind)


def leader_of(scene, title):
    return scene.said[title, "2026/2027"].leader


def test_words_are_frozen_as_they_were_when_they_were_taken_along():
    scene, note = drafted()
    MeetingItem.objects.update(brought="[]")
    assert "Åskolen resultat 2026/2027" in words(scene.consultant, note)


def test_the_body_and_its_revisions_hold_no_words_of_a_unit():
    _scene, note = drafted()
    assert "Åskolen" not in str(note.latest_revision.content)


def test_the_same_passage_is_not_put_into_a_note_twice():
    scene, note = drafted()
    collect_passages(keys=[key_of(scene, "Åskolen", "resultat")], note=fresh(note), title="", by=scene.chef)
    assert note.passages.count() == 4


def test_passages_of_two_areas_go_into_a_note_each():
    scene = set_up()
    far = factories.membership(scene.consultant, Role.CONSULTANT, area=scene.said["Havblik", "2026/2027"].unit.area)
    access.clear_cached_access(scene.consultant)
    keys = [key_of(scene, "Åskolen", "aftale"), f"agreement:{scene.said['Havblik', '2026/2027'].agreement.pk}"]
    notes = collect_passages(keys=keys, note=None, title="", by=scene.consultant)
    assert {note.area_id for note in notes} == {far.area_id, scene.said["Åskolen", "2026/2027"].unit.area_id}
    with pytest.raises(OtherArea):
        collect_passages(keys=keys, note=fresh(notes[0]), title="", by=scene.consultant)


def test_nothing_is_taken_along_that_one_may_not_read_or_write_about():
    scene = set_up()
    far = [f"agreement:{scene.said['Havblik', '2026/2027'].agreement.pk}", "x", "wish:0"]
    with pytest.raises(NoPassageChosen):
        collect_passages(keys=far, note=None, title="", by=scene.chef)
    with pytest.raises(NotAllowed):
        collect_passages(keys=far, note=None, title="", by=scene.editor)
    with pytest.raises(NoPassageChosen):
        collect_passages(keys=[key_of(scene, "Åskolen", "aftale")], note=None, title="", by=leader_of(scene, "Åskolen"))
    assert not AreaNotePage.objects.exists()


def test_a_note_is_put_in_order_and_what_is_taken_out_is_gone_with_its_words():
    scene, note = drafted()
    pieces = pieces_of(note.body, {})
    first = next(piece for piece in pieces if piece.quoted_id)
    pieces, _here = changed(pieces, f"out:{first.sent}")
    pieces = [new_piece(TEXT, "Vi lægger mærke til tiden."), *pieces]
    edited = edit_note(note=note, title="Ny", pieces=pieces, expected_version=fresh(note).version, by=scene.consultant)
    assert edited.title == "Ny" and pieces_shown(scene.chef, edited)[0].words == "Vi lægger mærke til tiden."
    assert not QuotedPassage.objects.filter(pk=first.quoted_id).exists()
    with pytest.raises(ChangedMeanwhile):
        edit_note(note=note, title="Gammel", pieces=[], expected_version=note.version - 1, by=scene.chef)
    with pytest.raises(TitleMissing):
        edit_note(note=note, title=" ", pieces=[], expected_version=fresh(note).version, by=scene.chef)


def test_a_passage_of_another_note_can_not_be_put_in():
    scene, note = drafted()
    (other,) = collect_passages(keys=[key_of(scene, "Åskolen", "aftale")], note=None, title="", by=scene.chef)
    stolen = new_piece("passage", quoted_id=other.passages.get().pk)
    edited = edit_note(note=note, title="x", pieces=[stolen], expected_version=fresh(note).version, by=scene.chef)
    assert not pieces_of(edited.body, {})


@pytest.mark.parametrize("act", [submit_note, ask_units, publish_note, withdraw_note])
def test_a_note_is_moved_on_by_its_own_area_alone(act):
    scene, note = approved()
    far = factories.user(role=Role.HEAD_OF_AREA, area=scene.said["Havblik", "2026/2027"].unit.area)
    for person in (far, scene.editor, leader_of(scene, "Åskolen"), factories.user()):
        with pytest.raises(NotAllowed):
            act(note=note, expected_version=note.version, by=person)


def test_who_sends_a_note_does_not_approve_it_and_a_consultant_never_does():
    scene, note = drafted()
    note = move(note, submit_note, scene.chef)
    with pytest.raises(OwnSubmission):
        decide_note(note=note, decision=Decision.APPROVED, expected_version=note.version, by=scene.chef)
    with pytest.raises(NotAllowed):
        decide_note(note=note, decision=Decision.APPROVED, expected_version=note.version, by=scene.consultant)
    assert fresh(note).state == NoteState.SUBMITTED


def test_an_empty_note_is_not_sent():
    scene, note = drafted()
    edited = edit_note(note=note, title="x", pieces=[], expected_version=fresh(note).version, by=scene.chef)
    with pytest.raises(EmptyNote):
        submit_note(note=edited, expected_version=edited.version, by=scene.chef)


def test_a_note_is_sent_back_with_a_reason_and_becomes_a_draft():
    scene, note = drafted()
    note = move(note, submit_note, scene.consultant)
    with pytest.raises(ReasonMissing):
        decide_note(note=note, decision=Decision.RETURNED, expected_version=note.version, by=scene.chef)
    note = move(note, decide_note, scene.chef, decision=Decision.RETURNED, reason="Kortere")
    assert (note.state, note.return_reason) == (NoteState.DRAFT, "Kortere")
    note = move(note, submit_note, scene.consultant)
    assert move(note, decide_note, scene.chef, decision=Decision.APPROVED).state == NoteState.APPROVED


def test_of_two_decisions_on_a_note_one_counts():
    scene, note = drafted()
    note = move(note, submit_note, scene.consultant)
    move(note, decide_note, scene.chef, decision=Decision.APPROVED)
    with pytest.raises(AlreadyDone):
        decide_note(note=note, decision=Decision.APPROVED, expected_version=note.version, by=scene.chef)


def test_the_agreement_holders_of_quoted_units_are_asked_once_and_by_mail(django_capture_on_commit_callbacks):
    scene, note = approved()
    assert move(note, ask_units, scene.consultant).passages.filter(clearing=Clearance.ASKED).count() == 4
    with pytest.raises(NoUnitToAsk):
        move(note, ask_units, scene.consultant)
    mails = {mail.to: mail for mail in queued_mails()}
    assert leader_of(scene, "Havblik").email not in mails
    asked_mail = mails[leader_of(scene, "Åskolen").email]
    assert "2 uddrag fra Åskolen" in asked_mail.body and "resultat" not in asked_mail.body


def test_only_the_units_own_agreement_holder_answers_and_only_once_asked():
    scene, note = approved()
    passage = passage_of(note, "Åskolen")
    with pytest.raises(NotAsked):
        answer_passage(passage=passage, may_stand=True, expected_version=None, by=leader_of(scene, "Åskolen"))
    move(note, ask_units, scene.chef)
    team = factories.user(role=Role.LEADERSHIP_TEAM, unit=passage.unit)
    for person in (leader_of(scene, "Bakkeskolen"), team, scene.chef, scene.editor):
        with pytest.raises(NotAllowed):
            answer_passage(passage=passage, may_stand=True, expected_version=None, by=person)


def test_before_a_note_is_published_its_area_reads_it_and_editors_only_cleared_words_once_it_is_approved():
    scene, note = drafted()
    assert len(words(scene.chef, note)) == len(words(scene.consultant, note)) == 3 + 1
    for person in (scene.editor, leader_of(scene, "Åskolen")):
        assert not access.may_see(person, note)
    note = move(note, submit_note, scene.consultant)
    note = move(note, decide_note, scene.chef, decision=Decision.APPROVED)
    note = move(note, ask_units, scene.chef)
    assert words(scene.editor, note) == set()
    answer_passage(
        passage=passage_of(note, "Åskolen"), may_stand=True, expected_version=None, by=leader_of(scene, "Åskolen")
    )
    assert words(scene.editor, note) == {"Åskolen resultat 2026/2027"}
    assert not access.may_see(leader_of(scene, "Bakkeskolen"), note)


def test_leaders_read_a_published_note_with_the_words_that_units_said_yes_to():
    scene, note = published()
    member = factories.user(role=Role.FORUM_MEMBER)
    shown = {"Åskolen resultat 2026/2027", "Åskolen ønske 2026/2027"}
    for person in (leader_of(scene, "Bakkeskolen"), leader_of(scene, "Havblik"), member, scene.chef, scene.editor):
        assert access.may_see(person, note) and words(person, note) == shown
    for role in (Role.BOARD_REPRESENTATIVE, Role.STAFF_REPRESENTATIVE, Role.ADMINISTRATOR):
        assert not access.may_see(factories.user(role=role, unit=scene.said["Åskolen", "2026/2027"].unit), note)
    assert not access.may_see(factories.user(), note)


def test_a_yes_that_is_taken_back_takes_the_words_out_at_once():
    scene, note = published()
    answer_passage(
        passage=passage_of(note, "Åskolen"), may_stand=False, expected_version=None, by=leader_of(scene, "Åskolen")
    )
    for person in (leader_of(scene, "Havblik"), scene.chef, scene.consultant):
        assert "Åskolen resultat 2026/2027" not in words(person, note)


def test_words_go_with_the_place_they_are_from():
    scene, note = drafted()
    assert "Bakkeskolen lærte 2026/2027" in words(scene.chef, note)
    ExamplePage.objects.update(state=ExampleState.TAKEN_DOWN)
    SupportRequest.objects.update(state=SupportRequestState.WITHDRAWN)
    assert words(scene.chef, note) == {"Åskolen resultat 2026/2027", "Bakkeskolen resultat 2026/2027"}


def test_a_note_that_is_taken_back_asks_again_and_a_no_stays():
    scene, note = published()
    note = move(note, withdraw_note, scene.consultant)
    assert (note.state, note.live) == (NoteState.DRAFT, False)
    assert set(note.passages.values_list("clearing", flat=True)) == {Clearance.NOT_ASKED, Clearance.NO}
    assert not access.may_see(leader_of(scene, "Åskolen"), note)
    assert not access.visible_to(leader_of(scene, "Åskolen"), QuotedPassage).exists()


def test_every_move_is_in_the_event_log_without_words():
    published()
    events = AuditEvent.objects.filter(action__startswith="area_note.")
    assert {event.action for event in events} == {
        f"area_note.{act}" for act in ("collected", "submitted", "approved", "asked", "answered", "published")
    }
    assert not [event for event in events if "resultat" in str(event.data)]
