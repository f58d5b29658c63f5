"""In a process of the installation: begin meetings, choose people, sign them in; prints who does what as JSON."""

import json
import os

from django.db.models import Q
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from meetings.cycle.models import Cycle
from meetings.live.begin_meeting import begin_meeting
from meetings.meeting.enums import MeetingState
from meetings.meeting.pages import MeetingPage
from meetings.minutes.enums import MinutesState
from meetings.minutes.pages import MinutesPage
from meetings.units.membership import Membership
from tests.services.one_photo import session_of


def main() -> None:
    asked = json.loads(os.environ["LOAD"])
    year = Cycle.objects.order_by("school_year").last()
    unwritten = Q(minutes_page=None) | Q(minutes_page__state=MinutesState.DRAFT)
    meetings = MeetingPage.objects.filter(cycle=year).select_related("unit__area").order_by("pk")
    written = list(meetings.filter(unwritten)[: asked["editors"]])
    running = list(meetings.exclude(pk__in=[one.pk for one in written])[: asked["meetings"]])
    if len(written) < asked["editors"] or len(running) < asked["meetings"]:
        raise SystemExit(f"There are not enough meetings for {asked}.")
    people = {unit: _staff(unit) for unit in sorted({one.unit_id for one in meetings})}
    print(json.dumps({
        "followers": [
            {"session": session_of(person), "path": f"{_begun(meeting).get_url()}moede/nu/"}
            for meeting in running
            for person in people[meeting.unit_id][: asked["followers"]]
        ],
        "editors": [
            {"session": session_of(_leader(one)), "path": f"{_held(one).get_url()}referat/skriv/"} for one in written
        ],
        "readers": [
            {"session": session_of(person), "paths": _pages(unit)}
            for unit, person in _each_in_turn(people, asked["readers"])
        ],
    }))  # fmt: skip


def _staff(unit: int) -> list[User]:
    of_unit = Membership.objects.filter(unit=unit, role=Role.STAFF_REPRESENTATIVE).select_related("user")
    return [one.user for one in of_unit.order_by("pk")]


def _leader(meeting: MeetingPage) -> User:
    return Membership.objects.filter(unit=meeting.unit, role=Role.AGREEMENT_HOLDER).select_related("user")[0].user


def _begun(meeting: MeetingPage) -> MeetingPage:
    """The meeting, running on its screen."""
    now = timezone.now()
    MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.INVITED, starts_at=now)
    begin_meeting(meeting=meeting, is_confirmed=True, by=_leader(meeting), now=now)
    return meeting


def _held(meeting: MeetingPage) -> MeetingPage:
    MeetingPage.objects.filter(pk=meeting.pk).update(state=MeetingState.HELD)
    return meeting


def _pages(unit: int) -> list[str]:
    """What people of a unit read: addresses, the front page among them."""
    minutes = MinutesPage.objects.filter(unit=unit, state=MinutesState.APPROVED).select_related("unit").order_by("-pk")
    meeting = MeetingPage.objects.filter(unit=unit).select_related("unit").order_by("-pk")[0]
    own = [meeting.get_url(), f"{meeting.unit.get_url()}aftaler/", *(one.get_url() for one in minutes[:1])]
    return ["/", *own, "/soeg/?q=makkere"]


def _each_in_turn(people: dict[int, list[User]], count: int) -> list[tuple[int, User]]:
    """`count` people with their unit, one of each unit before the second of any."""
    most = max(map(len, people.values()))
    return [(unit, of[number]) for number in range(most) for unit, of in people.items() if number < len(of)][-count:]
