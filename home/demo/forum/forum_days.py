"""Create the demo's forum days: one held, one ahead with department leaders, and one being planned."""

from collections.abc import Iterable
from datetime import date, time, timedelta

from django.utils import timezone

from accounts.models import User
from home.demo.clock import demo_clock
from meetings.forum.days.day_data import DayData
from meetings.forum.days.hold_forum_day import hold_forum_day
from meetings.forum.days.inviting.invite_to_forum_day import invite_to_forum_day
from meetings.forum.days.inviting.invitee_groups import invitee_groups
from meetings.forum.days.inviting.reply_to_forum_day import reply_to_forum_day
from meetings.forum.days.inviting.set_invitees import NamedInvitee, set_invitees
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.plan_forum_day import plan_forum_day
from meetings.forum.days.set_programme import PointData, set_programme
from meetings.forum.days.shared_notes import shared_notes
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.meeting.calendar_objects import moment_of
from meetings.meeting.enums import Reply

TALK = "Tal sammen to og to: Hvad ligner noget hos jer, og hvad kan I prøve inden jul?"


def show_forum_days(users: dict[str, User], today: date) -> None:
    by = users["konsulent"]
    examples = list(ExamplePage.objects.filter(state=ExampleState.CLEARED).order_by("-cleared_at", "-pk"))
    before, ahead = _weekday(today - timedelta(days=10)), _weekday(today + timedelta(days=17))
    with demo_clock(before - timedelta(days=30)):
        held = _planned(by, "Børns deltagelse i praksis", before, "Byrådssalen, Rådhuset", "Vi viser hinanden, hvordan "
                        "børn og elever får indflydelse på deres egen hverdag.", plf=False)  # fmt: skip
        _programme(held, examples[2:4], by)
        _invited(held, by, ["leaders", "members"], [])
    with demo_clock(before, 13):
        day = ForumDayPage.objects.get(pk=held.pk)
        shown = set(day.points.exclude(example=None).values_list("pk", flat=True))
        hold_forum_day(day=day, shown_points=shown, expected_version=day.version, by=by, now=timezone.now())
    with demo_clock(today - timedelta(days=6)):
        plf = _planned(by, "PLF: Data, der gør en forskel", ahead, "Kulturhuset, sal 2", "Ledere og afdelingsledere "
                       "læser data sammen og prøver en samtale om dem, som de kan tage med hjem.", plf=True)  # fmt: skip
        _programme(plf, examples[:2], by)
        guests = [
            NamedInvitee("Rikke Lund", "rikke.lund@demo.example"),
            NamedInvitee("Jesper Holt", "jesper.holt@demo.example"),
        ]
        _invited(plf, by, ["leaders", "departments", "administration"], guests)
    answers = [Reply.COMING, Reply.COMING, Reply.COMING, Reply.NOT_SURE, Reply.COMING, Reply.NOT_COMING]
    with demo_clock(today - timedelta(days=3)):
        for invitee, reply in zip(plf.invitees.exclude(user=by), answers, strict=False):
            note = "Jeg er på kursus den dag." if reply == Reply.NOT_COMING else ""
            reply_to_forum_day(invitee=invitee, reply=reply, note=note, now=timezone.now())
        spring = _planned(
            by, "Forårets lederforum", _weekday(today + timedelta(days=80)), "Skovskolens aula", "", plf=False
        )  # fmt: skip
        _programme(spring, examples[4:5], by, shared_notes(by))


def _planned(by: User, title: str, day: date, place: str, about: str, *, plf: bool) -> ForumDayPage:
    data = DayData(title, moment_of(day, time(9)), place, about, plf)
    return plan_forum_day(data=data, by=by, now=timezone.now())


def _programme(day: ForumDayPage, examples: list[ExamplePage], by: User, notes: Iterable[int] = ()) -> None:
    points = [PointData(title="Velkommen og kaffe", minutes=15, presenter="Skole- og dagtilbudschefen")]
    for example in examples:
        points.append(PointData(example_id=example.pk, minutes=25, presenter=example.contact))
        points.append(PointData(title="Samtale i grupper", text=TALK, minutes=20))
    points += [PointData(note_id=pk, minutes=20, presenter="Konsulenten") for pk in notes]
    points.append(PointData(title="Hvad tager vi med hjem?", minutes=15))
    set_programme(day=day, points=points, expected_version=day.version, by=by)


def _invited(day: ForumDayPage, by: User, kinds: list[str], people: list[NamedInvitee]) -> None:
    now = timezone.now()
    today = timezone.localdate(now)
    groups = [group.key for group in invitee_groups(today) if group.key.split("-")[0] in kinds]
    fresh = ForumDayPage.objects.get(pk=day.pk)
    set_invitees(
        day=day, groups=groups, people=people, without=(), expected_version=fresh.version, by=by, today=today, now=now
    )  # fmt: skip
    invite_to_forum_day(day=day, expected_version=None, by=by, now=now)


def _weekday(day: date) -> date:
    while day.weekday() > 4:
        day += timedelta(days=1)
    return day
