"""Test data: two units with one object of every kind each; all text of a unit contains its mark, so leaks are found."""

import json
import uuid
from dataclasses import dataclass, field
from datetime import timedelta

from django.utils import timezone

from accounts.roles import SCOPE, Role, Scope
from accounts.user import User
from media.models import MediaItem, Objection
from meetings.agreements.follow_up_talk.models import FollowUpTalk, TalkLine
from meetings.agreements.models import Agreement
from meetings.data_plan.models import DataPlanLine, Delimitation
from meetings.evidence.models import Evidence
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExampleMedia, ExamplePage
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant, PreparationStep
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import content_hash, freeze
from meetings.minutes.page_content import content_of
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord, SubmittedVersion
from meetings.minutes.remarks.models import RemarkRound
from meetings.minutes.writing.section_version import SectionVersion
from meetings.questionnaires.enums import QuestionType
from meetings.questionnaires.models import Answer, AnswerRound
from meetings.questionnaires.pages import QuestionnairePage
from meetings.template.pages import TemplatePage
from meetings.units.enums import UnitKind
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from snippets.enums import DatasetKind
from tests import factories
from tests.meetings.forum.pictures import image
from tests.meetings.insights.notes import area_note
from tests.meetings.questionnaires.scene import question, questionnaire
from tests.prepared import prepared

OWN, FOREIGN = "Egenby", "Fjernvang"


@dataclass
class Place:
    """One unit and its objects. `mark` is in every title, name and text."""

    mark: str
    unit: UnitPage
    people: dict[Role, User]
    this_year: MeetingPage
    last_year: MeetingPage
    draft: Evidence
    shared: Evidence
    minutes: MinutesPage
    submitted: MinutesPage
    agreement: Agreement
    proposed: ExamplePage
    cleared: ExamplePage
    photo: MediaItem
    shown_photo: MediaItem
    objection: Objection
    figures: Evidence
    test_results: Evidence
    step: PreparationStep
    line: DataPlanLine
    brought: MeetingItem
    membership: Membership
    answers: AnswerRound
    draft_note: AreaNotePage
    approved_note: AreaNotePage
    quoted: QuotedPassage


@dataclass
class Stage:
    own: Place
    foreign: Place
    template: TemplatePage
    wide: dict[Role, User] = field(default_factory=dict)

    def person(self, role: Role) -> User:
        return self.wide.get(role) or self.own.people[role]


@prepared
def set_stage() -> Stage:
    """The own and the foreign unit are in different areas, outside of which heads of area and consultants have no
    rights."""
    template = factories.template(
        agenda=[factories.agenda_item(), factories.agenda_item("Fællesskaber", 180, brings="own")]
    )
    factories.cycle()
    factories.cycle("2025/2026")
    own, foreign = _place(OWN, UnitKind.SCHOOL), _place(FOREIGN, UnitKind.DAYCARE)
    wide = {
        role: factories.user(role=role, name=f"Bred {role.value}") for role in Role if SCOPE[role] is Scope.MUNICIPALITY
    }
    return Stage(own, foreign, template, wide)


def _place(mark: str, kind: UnitKind) -> Place:
    unit = factories.make_unit(f"{mark}skolen", kind=kind, profile=f"Vi er {mark}.", address=f"{mark} 1")
    people = {
        role: factories.user(role=role, unit=unit if SCOPE[role] is Scope.UNIT else None,
                             area=unit.area if SCOPE[role] is Scope.AREA else None, name=f"{mark} {role.value}",
                             email=f"{role.value}@{mark.lower()}.dk")
        for role in Role if SCOPE[role] is not Scope.MUNICIPALITY
    }  # fmt: skip
    leader = people[Role.AGREEMENT_HOLDER]
    this_year = factories.meeting(unit=unit, state=MeetingState.PREPARING, room=f"{mark}stuen")
    last_year = factories.meeting(unit=unit, state=MeetingState.HELD, school_year="2025/2026", room=f"{mark}stuen")
    for meeting in (this_year, last_year):
        Participant.objects.create(
            meeting=meeting, user=leader, name=leader.name, email=leader.email, role=Role.AGREEMENT_HOLDER
        )
    step = PreparationStep.objects.create(
        meeting=this_year, kind="initial", title=f"{mark} møde", decided=f"{mark} data"
    )
    line = factories.plan_line(
        this_year, f"{mark} data", about=f"{mark} om", gatherer=people[Role.STAFF_REPRESENTATIVE]
    )
    Delimitation.objects.create(meeting=this_year, kinds=["pictures"], questions=f"{mark} spørgsmål")
    words = {"situation": f"{mark} situation", "action": "", "effect": "", "learning": ""}
    body = [{"type": "narrative", "id": str(uuid.uuid4()), "value": words}]
    draft = factories.evidence(
        meeting=this_year, title=f"{mark} kladde", body=body, owner=people[Role.STAFF_REPRESENTATIVE]
    )
    shared = factories.evidence(
        meeting=this_year, title=f"{mark} delt", shared=True, body=body, owner=leader, slot=line
    )
    photo = image(draft, leader, alt_text=f"{mark} billede")
    shown_photo = image(shared, leader, alt_text=f"{mark} vist", forum_basis="public_task", forum_basis_by=leader,
                        forum_basis_at=timezone.now())  # fmt: skip
    placed = {"type": "image", "id": str(uuid.uuid4()), "value": {"item": shown_photo.pk, "caption": ""}}
    shared.body = json.dumps([*body, placed])
    shared.save()
    hidden = image(shared, leader, alt_text=f"{mark} skjult", withdrawn_at=timezone.now(), withdrawn_kind="objection")
    objection = Objection.objects.create(
        evidence_id=shared.pk, item_key=hidden.key, item_kind="image", kind="objection", objector="parent",
        received_on=timezone.localdate(), registered_by=leader, reason=f"{mark} grund",
    )  # fmt: skip
    figures = factories.figures(meeting=this_year, title=f"{mark} tal", owner=people[Role.STAFF_REPRESENTATIVE])
    test_results = factories.figures(
        meeting=this_year, title=f"{mark} test", kind=DatasetKind.TEST, shared=True, owner=leader
    )  # fmt: skip
    minutes = factories.minutes(meeting=last_year, state=MinutesState.APPROVED, adjust_frame=f"{mark} ramme")
    approved = freeze(content_of(minutes))
    ApprovalRecord.objects.create(
        minutes=minutes, revision=minutes.save_revision(), approved_by=people[Role.HEAD_OF_AREA], version=1,
        content=approved, content_hash=content_hash(approved),
    )  # fmt: skip
    before = factories.meeting(unit=unit, state=MeetingState.HELD, school_year="2024/2025", room=f"{mark}stuen")
    submitted = factories.minutes(meeting=before, state=MinutesState.SUBMITTED, adjust_frame=f"{mark} sendt")
    content = freeze(content_of(submitted))
    SubmittedVersion.objects.create(
        minutes=submitted, version=submitted.version, revision=submitted.save_revision(), content=content,
        content_hash=content_hash(content), submitted_by=leader,
    )  # fmt: skip
    for part, row_id in (("adjust_frame", ""), ("sections", "a-section")):
        SectionVersion.objects.create(
            meeting=before, part=part, row_id=row_id, number=1, content={"text": f"{mark} før"}, saved_by=leader
        )
    RemarkRound.objects.create(
        minutes=submitted, started_by=leader, ended_at=timezone.now(), reason=f"{mark} begrundelse"
    )
    agreement = factories.agreement(minutes=minutes, text=f"{mark} aftale", due_on=timezone.localdate() + timedelta(40))
    talk = FollowUpTalk.objects.create(
        meeting=last_year, planned_on=timezone.localdate() + timedelta(20), place=f"{mark} kontor"
    )
    TalkLine.objects.create(
        talk=talk, agreement=agreement, status="in_progress", note=f"{mark} linje", written_by=leader,
        agreement_version=agreement.version,
    )  # fmt: skip
    told = {"did": f"{mark} gjorde", "saw": f"{mark} så", "learnt": f"{mark} lærte", "others_can_use": f"{mark} brug"}
    media = json.dumps([{**placed, "id": str(uuid.uuid4())}])
    proposed = factories.example(unit=unit, title=f"{mark} forslag", evidence=shared, **told)
    cleared = factories.example(unit=unit, state=ExampleState.CLEARED, title="Fælles eksempel", media=media)
    ExampleMedia.objects.create(example=cleared, media_key=shown_photo.key)
    approved_note = area_note(
        agreement, title="Fælles note", state=NoteState.APPROVED, approved_at=timezone.now(), clearing=Clearance.ASKED,
        approved_by=people[Role.HEAD_OF_AREA],
    )  # fmt: skip
    asked = approved_note.passages.select_related("note").get()
    return Place(
        mark, unit, people, this_year, last_year, draft, shared, minutes, submitted, agreement, proposed, cleared,
        photo, shown_photo, objection, figures, test_results, step, line,
        _brought(this_year, mark, leader, people[Role.CONSULTANT]),
        Membership.objects.get(user=people[Role.STAFF_REPRESENTATIVE]),
        _answered(last_year, mark),
        area_note(agreement, title=f"{mark} notekladde"),
        asked.note, asked,
    )  # fmt: skip


def _answered(meeting: MeetingPage, mark: str) -> AnswerRound:
    """A closed evaluation of the day without names, whose answers may be shown."""
    template = meeting.cycle.template
    page = QuestionnairePage.objects.filter(for_template=template).first()
    page = page or questionnaire(template, asks=[question("Hvordan var dagen?", QuestionType.SINGLE_LINE)])
    today = timezone.localdate()
    answer_round = AnswerRound.objects.create(
        questionnaire=page, meeting=meeting, opened_on=today, closes_on=today, closed_on=today, asked_count=3,
        answer_count=3, delete_after=today + timedelta(days=90),
    )  # fmt: skip
    name = page.questions.get().name
    for number in range(3):
        Answer.objects.create(round=answer_round, values={name: f"{mark} svar {number}"})
    return answer_round


def _brought(meeting: MeetingPage, mark: str, leader: User, consultant: User) -> MeetingItem:
    """The meeting's last item, with a statement on one of the unit's own initiatives and a wish for support."""
    row = MeetingItem.objects.get(meeting=meeting, block_id=meeting.agenda[1].id)
    block_id = str(uuid.uuid4())
    value = {"title": f"{mark} indsats", "initiative": None, "version": 1, "occupied": f"{mark} optaget"}
    row.brought = json.dumps([{"type": "own", "id": block_id, "value": value}])
    row.save()
    factories.wish(
        meeting, item=row, statement_id=block_id, initiative_name=f"{mark} indsats", text=f"{mark} ønske",
        created_by=leader, responsible=consultant,
    )  # fmt: skip
    return row
