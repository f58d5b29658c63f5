import pytest

from foundation.audit import AuditEvent
from foundation.errors import NotAllowed
from media.enums import Audience
from meetings.evidence.contribution.create_evidence import create_evidence
from meetings.evidence.contribution.open_for_evidence import GatheringIsOver
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.meeting.enums import MeetingState
from meetings.template.enums import Perspective
from tests import factories
from tests.meetings.evidence.scene import TODAY, set_up


def begin(scene, by, **options):
    return create_evidence(meeting=scene.meeting, kind=EvidenceKind.PHOTOS, by=by, today=TODAY, **options)


@pytest.mark.parametrize("who", ["leader", "team", "staff"])
def test_those_who_gather_begin_a_draft_of_the_unit(scene, who):
    person = getattr(scene, who)
    draft = begin(scene, person)
    assert draft.audience == Audience.UNIT
    assert not draft.is_shared
    assert draft.owner == person
    assert draft.unit == scene.unit
    assert draft.title == "Billeder fra 1. oktober 2026"
    assert AuditEvent.objects.get(action="evidence.created").unit_id == scene.unit.pk


@pytest.mark.parametrize("who", ["board", "chef", "consultant", "stranger"])
def test_others_may_not_create_evidence(scene, who):
    with pytest.raises(NotAllowed):
        begin(scene, getattr(scene, who))
    assert not Evidence.objects.exists()


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.INVITED, MeetingState.PREPARING])
def test_from_the_start_of_the_year_until_the_meeting(db, state):
    scene = set_up(state)
    assert begin(scene, scene.staff).pk


@pytest.mark.parametrize(
    ("state", "words"), [(MeetingState.HELD, "Referatet er sendt"), (MeetingState.CANCELLED, "Mødet er aflyst")]
)
def test_no_evidence_is_created_after_the_minutes_are_sent_or_the_meeting_is_cancelled(db, state, words):
    scene = set_up(state)
    factories.minutes(meeting=scene.meeting, state="submitted")
    with pytest.raises(GatheringIsOver, match=words):
        begin(scene, scene.staff)


def test_a_form_sent_twice_makes_one_draft(scene):
    first = begin(scene, scene.staff, form_key="abc123")
    second = begin(scene, scene.staff, form_key="abc123")
    assert first == second
    assert Evidence.objects.count() == 1


def test_the_key_of_somebody_elses_form_gives_no_access_to_their_draft(scene):
    first = begin(scene, scene.staff, form_key="abc123")
    second = begin(scene, scene.colleague, form_key="abc123")
    assert first != second
    assert second.owner == scene.colleague


def test_childrens_own_words_get_the_childrens_perspective(scene):
    draft = create_evidence(meeting=scene.meeting, kind=EvidenceKind.CHILDRENS_VOICE, by=scene.staff, today=TODAY)
    assert draft.perspective == Perspective.CHILDREN
