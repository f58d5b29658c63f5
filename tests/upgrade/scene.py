"""A unit in its second year: approved minutes with agreements, evidence with a photo, an example, an objection."""

from accounts.roles import Role
from meetings.evidence.enums import EvidenceKind
from meetings.forum.enums import ExampleState
from meetings.meeting.enums import MeetingState
from tests import factories
from tests.meetings.evidence import scene as evidence_scene
from tests.meetings.minutes import scene as minutes_scene

LEADER = "leder@example.dk"
AGREEMENTS = ("Vi prøver to voksne i indskolingen", "Vi mødes om overgangen til 1. klasse")


def make() -> None:
    minutes = minutes_scene.approved(*(minutes_scene.agreed(text) for text in AGREEMENTS))
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=minutes.unit, email=LEADER, name="Lise Lund")
    this_year = factories.meeting(unit=minutes.unit, state=MeetingState.PREPARING, school_year="2027/2028")
    factories.participant(this_year, Role.AGREEMENT_HOLDER, person=leader)
    place = evidence_scene.set_up()
    shared = place.shared(title="Vandhullet")
    place.with_photo(shared)
    place.draft(title="En kladde")
    factories.figures(meeting=place.meeting, shared=True, title="Elever i alt")
    factories.evidence(meeting=this_year, shared=True, owner=leader, kind=EvidenceKind.STORY, title="Årets fortælling")
    factories.example(unit=minutes.unit, state=ExampleState.CLEARED, title="Natur som læringsmiljø")
