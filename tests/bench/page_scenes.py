"""A municipality that is large enough to measure: 250 units in a year, 252 examples, minutes with 30 agreements."""

import json
import uuid
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from meetings.evidence.enums import EvidenceKind
from meetings.forum.enums import ExampleState
from meetings.live.models import LiveMeeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.units.enums import UnitKind
from tests import factories
from tests.meetings.forum.pictures import image
from tests.meetings.minutes import scene as minutes_scene

UNITS = 250
EXAMPLES = 252
PICTURES = 20
AGREEMENTS = 30
WRITTEN = 5

#: Name, who asks (None for a visitor), address.
Asked = tuple[str, User | None, str]


def pages() -> Iterator[Asked]:
    year = factories.cycle()
    minutes = minutes_scene.approved(
        *(minutes_scene.agreed(f"Vi prøver to voksne i indskolingen, hold {number}") for number in range(AGREEMENTS))
    )
    draft = minutes_scene.written(*(minutes_scene.agreed(f"Vi læser, hold {number}") for number in range(WRITTEN)))
    unit = minutes.unit
    meeting = factories.meeting(unit=unit, state=MeetingState.PREPARING, school_year="2027/2028")
    _add_pictures(meeting)
    now, first = timezone.now(), meeting.agenda[0].id
    LiveMeeting.objects.create(meeting=meeting, began_at=now, running_since=now, block_id=first)
    for number in range(UNITS - 1):
        kind = UnitKind.SCHOOL if number % 2 else UnitKind.DAYCARE
        factories.meeting(unit=factories.make_unit(kind=kind), cycle=year)
    for number in range(EXAMPLES):
        factories.example(unit=unit, state=ExampleState.CLEARED, title=f"Natur som læringsmiljø {number}")
    editor = factories.user(role=Role.CENTRAL_EDITOR)
    meeting_kwargs = {"area": unit.area.slug, "unit": unit.slug, "year": 2027}
    new_story = reverse("evidence_create", kwargs={**meeting_kwargs, "kind": "fortaelling"})
    yield "front page of a visitor", None, "/"
    yield "front page of a leader", minutes.leader, "/"
    yield "front page of a chef", minutes.chef, "/"
    yield "front page of a teacher", minutes.staff, "/"
    yield "template", minutes.leader, f"/skabeloner/{year.template.slug}/"
    yield "approved minutes", minutes.leader, minutes.address()
    yield f"writing form, {WRITTEN} agreements", draft.leader, draft.address("skriv")
    yield f"meeting with {PICTURES} pictures", minutes.leader, meeting.url
    yield "meeting on its screen", minutes.leader, reverse("live_meeting", kwargs=meeting_kwargs)
    yield f"{AGREEMENTS} agreements", minutes.leader, reverse("unit_agreements", args=[unit.area.slug, unit.slug])
    yield f"overview of {UNITS} units", minutes.consultant, reverse("year_overview")
    yield f"lederforum, {EXAMPLES} examples", minutes.leader, "/lederforum/"
    yield "search", minutes.leader, "/soeg/?q=indskolingen"
    yield "search in the lederforum", minutes.leader, "/lederforum/?q=natur"
    yield "contribution form", minutes.leader, new_story
    yield "template editor", editor, reverse("wagtailadmin_pages:edit", args=[year.template.pk])


def _add_pictures(meeting: MeetingPage) -> None:
    for number in range(PICTURES):
        page = factories.evidence(
            meeting=MeetingPage.objects.get(pk=meeting.pk),
            kind=EvidenceKind.PHOTOS,
            shared=True,
            owner=factories.user(),
            body=[],
            title=f"Foto {number}",
            shared_at=timezone.now(),
        )
        photo = image(page, page.owner)
        page.body = json.dumps([{"type": "image", "id": str(uuid.uuid4()), "value": {"item": photo.pk, "caption": ""}}])
        page.save()
