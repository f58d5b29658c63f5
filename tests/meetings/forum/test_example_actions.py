"""The actions on an example, from proposal to take-down, and who may not do or see what."""

from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from accounts.roles import Right, Role, roles_with
from accounts.user import User
from foundation.audit import AuditEvent
from foundation.errors import NotAllowed, ReasonMissing
from foundation.forms.optimistic_lock import AlreadyDone
from media.enums import Audience, LegalBasis
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.evidence.body import set_body, with_file
from meetings.evidence.models import Evidence
from meetings.forum.chosen_media import NotForTheForum, shown_items
from meetings.forum.clear_example import clear_example
from meetings.forum.edit_example import edit_example
from meetings.forum.enums import ExampleState
from meetings.forum.example_data import ExampleData, ExampleTooShort, SourceNotShared
from meetings.forum.forms import ExampleTextForm
from meetings.forum.pages import ExamplePage
from meetings.forum.propose_example import propose_example
from meetings.forum.return_example import return_example
from meetings.forum.take_down import take_down
from meetings.units import access
from meetings.units.enums import UnitKind
from tests import factories
from tests.meetings.evidence.fetching import may_fetch
from tests.meetings.forum.pictures import YESTERDAY, shared_evidence, sound
from tests.queued_mails import queued_mails

pytestmark = pytest.mark.django_db
STORY = ExampleData(
    "Makkere om fredagen", "Vi satte dem sammen", "Færre stod alene", "Vi skal være der", "Begynd i én årgang"
)


class Stage:
    """One unit, its people, and evidence with a photo to make an example of."""

    def __init__(self, **photo: Any) -> None:
        self.unit = factories.make_unit()
        self.leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=self.unit)
        self.chef = factories.user(role=Role.HEAD_OF_AREA, area=self.unit.area)
        self.other_leader = factories.user(role=Role.LEADERSHIP_TEAM)
        self.evidence = shared_evidence(self.leader, self.unit, **photo)
        self.photo = MediaItem.objects.get(kind=MediaKind.IMAGE, evidence=self.evidence)

    def propose(self, basis: str = LegalBasis.PUBLIC_TASK) -> ExamplePage:
        bases = {self.photo.key: basis} if basis else {}
        return propose_example(evidence=self.evidence, data=STORY, bases=bases, by=self.leader)

    def fetches(self, user: User) -> bool:
        access.clear_cached_access(user)
        self.photo.refresh_from_db()
        return may_fetch(user, self.photo)


def test_a_cleared_example_and_its_photo_are_seen_by_all_leaders_and_before_that_by_none_of_them() -> None:
    stage = Stage()
    example = stage.propose()
    assert example.state == ExampleState.PROPOSED and not example.live
    assert not access.may_see(stage.other_leader, example) and not stage.fetches(stage.other_leader)
    assert stage.fetches(stage.chef)
    example = clear_example(example=example, expected_version=example.version, by=stage.chef)
    assert example.state == ExampleState.CLEARED and example.live
    access.clear_cached_access(stage.other_leader)
    assert access.may_see(stage.other_leader, example) and stage.fetches(stage.other_leader)
    assert Evidence.objects.get(pk=stage.evidence.pk).audience == Audience.LEADER_FORUM
    # The evidence itself stays with the meeting.
    assert not access.may_see(stage.other_leader, stage.evidence)


@pytest.mark.parametrize("role", [role for role in Role if role not in roles_with(Right.SEE_FORUM)])
def test_nobody_outside_the_lederforum_sees_a_cleared_example_or_its_photo(role: Role) -> None:
    stage = Stage()
    example = stage.propose()
    clear_example(example=example, expected_version=example.version, by=stage.chef)
    stranger = factories.user(role=role)
    assert not access.may_see(stranger, example) and not stage.fetches(stranger)


def test_only_the_units_leaders_propose_and_only_what_the_meeting_has_seen() -> None:
    stage = Stage()
    for role in (Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE):
        with pytest.raises(NotAllowed):
            person = factories.user(role=role, unit=stage.unit)
            propose_example(evidence=stage.evidence, data=STORY, bases={}, by=person)
    for other in (stage.chef, stage.other_leader):
        with pytest.raises(NotAllowed):
            propose_example(evidence=stage.evidence, data=STORY, bases={}, by=other)
    Evidence.objects.filter(pk=stage.evidence.pk).update(audience=Audience.UNIT)
    stage.evidence.refresh_from_db()
    with pytest.raises(SourceNotShared):
        propose_example(evidence=stage.evidence, data=STORY, bases={}, by=stage.leader)
    assert not ExamplePage.objects.exists()


def test_a_photo_is_left_out_until_a_legal_basis_for_the_lederforum_is_stated() -> None:
    stage = Stage()
    example = stage.propose(basis="")
    assert len(example.media.raw_data) == 0
    clear_example(example=example, expected_version=example.version, by=stage.chef)
    assert not stage.fetches(stage.other_leader)
    assert not MediaItem.objects.get(pk=stage.photo.pk).forum_basis


def test_an_incomplete_photo_blocks_the_proposal_with_a_reason() -> None:
    stage = Stage(alt_text="")
    with pytest.raises(NotForTheForum) as refused:
        stage.propose()
    assert refused.value.reasons == ["Billede 1 mangler: alternativ tekst."]
    assert not ExamplePage.objects.exists()
    assert not MediaItem.objects.get(pk=stage.photo.pk).forum_basis  # undone with the rest


def test_a_basis_that_contradicts_the_photo_is_refused() -> None:
    with pytest.raises(NotForTheForum):
        Stage().propose(basis=LegalBasis.NO_PERSONS)
    with pytest.raises(NotForTheForum):
        Stage().propose(basis="because")


def test_an_empty_part_is_refused_with_an_error_on_its_field() -> None:
    stage = Stage()
    thin = ExampleData("Makkere", "Vi gjorde", " ", "Vi lærte", "Begynd")
    with pytest.raises(ExampleTooShort) as refused:
        propose_example(evidence=stage.evidence, data=thin, bases={}, by=stage.leader)
    assert refused.value.field == "saw"


def test_all_missing_parts_are_reported_at_once() -> None:
    stage = Stage(consent_note="")
    MediaItem.objects.filter(pk=stage.photo.pk).update(legal_basis=LegalBasis.CONSENT)
    thin, bases = ExampleData(" ", "Vi gjorde", "", "Vi lærte", ""), {stage.photo.key: LegalBasis.CONSENT}
    with pytest.raises(ExampleTooShort) as refused:
        propose_example(evidence=stage.evidence, data=thin, bases=bases, by=stage.leader)
    assert [one.field for one in refused.value.every] == ["title", "saw", "others_can_use", ""]
    assert "mangler: hvem der gav samtykke" in refused.value.every[-1].message
    assert not ExamplePage.objects.exists()


def test_the_form_reports_missing_text_and_files_at_once(client: Client) -> None:
    stage = Stage(consent_note="")
    MediaItem.objects.filter(pk=stage.photo.pk).update(legal_basis=LegalBasis.CONSENT)
    client.force_login(stage.leader)
    form = ExampleTextForm({f"basis-{stage.photo.key}": "consent", "title": "T"}, items=shown_items(stage.evidence))
    assert set(form.errors) == {"did", "saw", "learnt", "others_can_use", "__all__"}


def test_clearing_checks_every_photo_again() -> None:
    stage = Stage()
    example = stage.propose()
    MediaItem.objects.filter(pk=stage.photo.pk).update(withdrawn_at=timezone.now())
    with pytest.raises(NotForTheForum):
        clear_example(example=example, expected_version=example.version, by=stage.chef)
    assert ExamplePage.objects.get(pk=example.pk).state == ExampleState.PROPOSED


def test_only_the_head_of_area_and_editors_clear_examples() -> None:
    stage = Stage()
    example = stage.propose()
    strangers = [
        stage.leader, stage.other_leader, factories.user(role=Role.CONSULTANT, area=stage.unit.area),
        factories.user(role=Role.HEAD_OF_AREA, area=factories.make_area(UnitKind.DAYCARE)),
        factories.user(role=Role.ADMINISTRATOR), factories.user(is_superuser=True),
    ]  # fmt: skip
    for stranger in strangers:
        with pytest.raises(NotAllowed):
            clear_example(example=example, expected_version=example.version, by=stranger)
        with pytest.raises(NotAllowed):
            return_example(example=example, reason="x", expected_version=example.version, by=stranger)
    clear_example(example=example, expected_version=example.version, by=factories.user(role=Role.CENTRAL_EDITOR))


def test_of_two_simultaneous_decisions_one_wins_and_the_other_gets_a_conflict() -> None:
    stage = Stage()
    example = stage.propose()
    return_example(example=example, reason="Skriv mere.", expected_version=example.version, by=stage.chef)
    with pytest.raises(AlreadyDone) as told:
        clear_example(example=example, expected_version=example.version, by=factories.user(role=Role.CENTRAL_EDITOR))
    assert "Sendt retur" in told.value.message
    assert not stage.fetches(stage.other_leader)


def test_sending_back_needs_a_reason_and_the_example_can_be_submitted_again() -> None:
    stage = Stage()
    example = stage.propose()
    with pytest.raises(ReasonMissing):
        return_example(example=example, reason="  ", expected_version=example.version, by=stage.chef)
    back = return_example(
        example=example, reason="Hvor lang tid tog det?", expected_version=example.version, by=stage.chef
    )
    assert "Hvor lang tid tog det?" in queued_mails()[-1].body
    again = edit_example(example=back, data=STORY, bases={}, expected_version=back.version, by=stage.leader)
    assert again.state == ExampleState.PROPOSED and again.return_reason == "" and not again.media.raw_data
    assert not stage.fetches(stage.chef) or stage.evidence.is_shared  # the chef still reads the meeting's own page


def test_a_cleared_example_cannot_be_edited_by_the_unit() -> None:
    stage = Stage()
    example = stage.propose()
    cleared = clear_example(example=example, expected_version=example.version, by=stage.chef)
    with pytest.raises(AlreadyDone):
        edit_example(example=cleared, data=STORY, bases={}, expected_version=cleared.version, by=stage.leader)


def test_an_example_taken_down_is_gone_from_the_next_request() -> None:
    stage = Stage()
    example = stage.propose()
    cleared = clear_example(example=example, expected_version=example.version, by=stage.chef)
    for stranger in (stage.other_leader, factories.user(role=Role.STAFF_REPRESENTATIVE, unit=stage.unit)):
        with pytest.raises(NotAllowed):
            take_down(example=cleared, reason="x", expected_version=cleared.version, by=stranger)
    with pytest.raises(ReasonMissing):
        take_down(example=cleared, reason="", expected_version=cleared.version, by=stage.leader)
    take_down(example=cleared, reason="En forælder vil det ikke.", expected_version=cleared.version, by=stage.leader)
    access.clear_cached_access(stage.other_leader)
    assert not access.may_see(stage.other_leader, cleared) and not stage.fetches(stage.other_leader)
    assert Evidence.objects.get(pk=stage.evidence.pk).audience == Audience.MEETING
    assert [event.action for event in AuditEvent.objects.filter(object_type="meetings.ExamplePage")] == [
        "example.proposed", "example.cleared", "example.taken_down",
    ]  # fmt: skip


def test_an_expired_or_withdrawn_photo_of_a_cleared_example_is_not_served() -> None:
    stage = Stage()
    example = stage.propose()
    clear_example(example=example, expected_version=example.version, by=stage.chef)
    assert stage.fetches(stage.other_leader)
    MediaItem.objects.filter(pk=stage.photo.pk).update(delete_after=YESTERDAY)
    assert not stage.fetches(stage.other_leader)


def test_a_recording_is_served_to_all_leaders_once_it_has_a_legal_basis_and_a_transcript(client: Client) -> None:
    stage = Stage()
    evidence, leader, other = stage.evidence, stage.leader, stage.other_leader
    recording = sound(evidence, leader, transcript="")
    set_body(evidence, with_file(evidence.body, MediaKind.SOUND, recording.pk))
    evidence.save()
    bases = {recording.key: LegalBasis.PUBLIC_TASK}
    with pytest.raises(NotForTheForum, match="Lydoptagelse 1 mangler: udskrift"):
        propose_example(evidence=evidence, data=STORY, bases=bases, by=leader)
    MediaItem.objects.filter(kind=MediaKind.SOUND).update(transcript="Børnene synger.")
    example = propose_example(evidence=evidence, data=STORY, bases=bases, by=leader)
    recording.refresh_from_db()
    assert not may_fetch(other, recording)
    clear_example(example=example, expected_version=example.version, by=stage.chef)
    access.clear_cached_access(other)
    assert may_fetch(other, recording)
    client.force_login(other)
    page = client.get(f"/lederforum/{example.slug}/", follow=True).content.decode()
    assert "<audio" in page and recording.url("sound") in page and "Børnene synger." in page
    screen_html = client.get(f"/lederforum/{example.slug}/vis/?side=4").content.decode()
    assert recording.url("sound") in screen_html
    forum = client.get("/lederforum/").content.decode()
    assert example.title in forum and recording.url("sound") not in forum


def test_mails_go_to_those_who_decide_and_back_to_the_proposer() -> None:
    stage = Stage()
    editor = factories.user(role=Role.CENTRAL_EDITOR)
    example = stage.propose()
    assert {mail.to for mail in queued_mails()} >= {stage.chef.email, editor.email}
    assert stage.other_leader.email not in {mail.to for mail in queued_mails()}
    clear_example(example=example, expected_version=example.version, by=stage.chef)
    last = queued_mails()[-1]
    assert last.to == stage.leader.email and f"/lederforum/{example.slug}/" in last.body
