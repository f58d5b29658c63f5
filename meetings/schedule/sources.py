"""What the year of a person consists of: a function for each kind of thing, which asks `access` as everybody does.

A new kind is a function here and its name in SOURCES; page and feed follow.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import partial

from django.db.models import Exists, OuterRef, Prefetch, Q, Sum
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.pages import url_of
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.models import Agreement
from meetings.clashes.models import BlockedTime
from meetings.data_plan.models import DataPlanLine, Delimitation
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import end_of
from meetings.meeting.agenda import ends_at
from meetings.meeting.calendar_objects import moment_of
from meetings.meeting.current_meetings import start_of
from meetings.meeting.enums import CONVENED_STATES, OPEN_STATES, MeetingState, Reply
from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant, PreparationStep
from meetings.schedule.entry import ScheduleEntry
from meetings.schedule.enums import EntryKind
from meetings.support_requests.models import SupportRequest
from meetings.template.enums import ItemOwner
from meetings.units import access


@dataclass(frozen=True)
class ScheduleQuery:
    """Whose days are asked for, and which. `only_mine`: for the feed, only what the person takes part in or owes."""

    user: User
    first: date
    last: date
    only_mine: bool = False

    @property
    def days(self) -> tuple[date, date]:
        return self.first, self.last

    def of_area(self, unit: str) -> Q:
        """A filter on rows of the units whose year the person follows; `unit` is the lookup of the unit."""
        return access.of(self.user).units_q(Right.SEE_YEAR_OVERVIEW, unit)


Source = Callable[[ScheduleQuery], list[ScheduleEntry]]


def meetings(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return dialogue meetings with a date: for the feed those to which the person is invited and comes."""
    takes_part = Participant.objects.filter(meeting=OuterRef("pk"), user=span.user).exclude(reply=Reply.NOT_COMING)
    rows = access.visible_to(span.user, MeetingPage).filter(
        starts_at__gte=start_of(span.first), starts_at__lt=start_of(span.last + timedelta(days=1))
    )
    rows = rows.exclude(state=MeetingState.CANCELLED).annotate(is_mine=Exists(takes_part))
    mine = Q(is_mine=True, state__in=CONVENED_STATES)
    rows = rows.filter(mine if span.only_mine else mine | span.of_area("unit")).select_related("unit")
    items = Prefetch("items", MeetingItem.objects.only("meeting", "block_id", "planned_minutes"))
    columns = ("title", "url_path", "translation_key", "state", "starts_at", "room", "agenda", "total_minutes")
    return [
        ScheduleEntry(
            EntryKind.MEETING,
            f"moede-{row.pk}",
            timezone.localdate(row.starts_at),
            row.title,
            row.unit.title,
            row.room,
            url_of(row.url_path),
            row.starts_at,
            partial(ends_at, row, row.starts_at),
            is_mine=row.is_mine and row.state in CONVENED_STATES,
            note="" if row.state in CONVENED_STATES else str(row.get_state_display()),
        )
        for row in rows.only(*columns, "unit__title", "unit__kind").prefetch_related(items)
    ]


def preparations(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return preparation meetings with a day; for the feed those with a time, which their people were told of."""
    takes_part = PreparationStep.people.through.objects.filter(preparationstep=OuterRef("pk"), user=span.user)
    seen = access.visible_to(span.user, MeetingPage).exclude(state=MeetingState.CANCELLED).order_by()
    rows = PreparationStep.objects.filter(planned_on__range=span.days, meeting__in=seen.values("pk"))
    rows = rows.annotate(is_mine=Exists(takes_part))
    mine = Q(is_mine=True, begins_at__isnull=False, ends_at__isnull=False)
    rows = rows.filter(mine if span.only_mine else Q(is_mine=True) | span.of_area("meeting__unit"))
    return [
        ScheduleEntry(
            EntryKind.PREPARATION,
            f"forberedelse-{pk}",
            day,
            title,
            unit,
            place,
            f"{url_of(path)}forbered/",
            moment_of(day, begins) if begins else None,
            partial(moment_of, day, ends) if begins and ends else None,
            is_mine=is_mine and begins is not None,
            note="" if begins else _("no time yet"),
        )
        for pk, day, begins, ends, place, title, unit, path, is_mine in rows.values_list(
            "pk", "planned_on", "begins_at", "ends_at", "place", "title", "meeting__unit__title", "meeting__url_path",
            "is_mine",
        )
        if day
    ]  # fmt: skip


def follow_up_talks(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return follow-up talks that are not held; one with a day alone is a proposal."""
    takes_part = FollowUpTalk.people.through.objects.filter(followuptalk=OuterRef("pk"), user=span.user)
    rows = access.visible_to(span.user, FollowUpTalk, FollowUpTalk.objects.open()).filter(planned_on__range=span.days)
    rows = rows.annotate(is_mine=Exists(takes_part))
    mine = Q(is_mine=True, begins_at__isnull=False, ends_at__isnull=False)
    rows = rows.filter(mine if span.only_mine else Q(is_mine=True) | span.of_area("meeting__unit"))
    return [
        ScheduleEntry(
            EntryKind.FOLLOW_UP_TALK,
            f"opfoelgning-{pk}",
            day,
            str(FollowUpTalk.title),
            unit,
            place,
            f"{url_of(path)}opfoelgning/",
            moment_of(day, begins) if begins else None,
            partial(moment_of, day, ends) if begins and ends else None,
            is_mine=is_mine and begins is not None,
            note="" if begins else _("no time yet"),
        )
        for pk, day, begins, ends, place, unit, path, is_mine in rows.values_list(
            "pk", "planned_on", "begins_at", "ends_at", "place", "meeting__unit__title", "meeting__url_path", "is_mine"
        )
        if day
    ]


def deadlines_of_data(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return the day by which a unit gathers its data, for its leaders too; and what the person gathers."""
    person = access.of(span.user)
    own = person.unit_ids(Right.PREPARE)
    leads = Q(meeting__unit__in=own)
    rows = access.visible_to(span.user, Delimitation).filter(
        leads if span.only_mine else leads | span.of_area("meeting__unit")
    )
    found = [
        ScheduleEntry(
            EntryKind.DEADLINE, f"data-{pk}", day, _("Deadline for data"), unit, url=f"{url_of(path)}dataplan/",
            is_mine=unit_id in own,
        )
        for pk, day, unit_id, unit, path in rows.filter(
            due_on__range=span.days, meeting__state__in=OPEN_STATES
        ).values_list("pk", "due_on", "meeting__unit", "meeting__unit__title", "meeting__url_path")
        if day
    ]  # fmt: skip
    lines = access.visible_to(span.user, DataPlanLine).filter(
        gatherer=span.user, due_on__range=span.days, meeting__state__in=OPEN_STATES
    )
    return found + [
        ScheduleEntry(
            EntryKind.DEADLINE, f"linje-{pk}", day, _("Deadline for what you gather"), unit,
            url=f"{url_of(path)}dataplan/",
        )
        for pk, day, unit, path in lines.values_list("pk", "due_on", "meeting__unit__title", "meeting__url_path")
        if day
    ]  # fmt: skip


def answers_owed(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return the days by which the person answers wishes."""
    rows = access.visible_to(span.user, SupportRequest, SupportRequest.objects.unanswered())
    rows = rows.filter(responsible=span.user, answer_by__range=span.days)
    return [
        ScheduleEntry(EntryKind.DEADLINE, f"oenske-{pk}", day, _("Answer a wish"), unit, url=url_of(path))
        for pk, day, unit, path in rows.values_list("pk", "answer_by", "meeting__unit__title", "meeting__url_path")
    ]


def agreements_of_the_administration(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return the days of what the administration promised: on the page only, as nobody in particular owes it."""
    if span.only_mine:
        return []
    rows = access.visible_to(span.user, Agreement, Agreement.objects.open()).filter(span.of_area("unit"))
    rows = rows.filter(owner=ItemOwner.ADMINISTRATION, due_on__range=span.days)
    return [
        ScheduleEntry(
            EntryKind.DEADLINE, f"aftale-{pk}", day, _("Agreement of the administration"), unit,
            url=reverse("agreement", args=[pk]), is_mine=False,
        )
        for pk, day, unit in rows.values_list("pk", "due_on", "unit__title")
    ]  # fmt: skip


def forum_days(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return the days of the lederforum: for the feed those to which the person is invited and comes."""
    invited = ForumInvitee.objects.filter(day=OuterRef("pk"), user=span.user).exclude(reply=Reply.NOT_COMING)
    rows = access.visible_to(span.user, ForumDayPage).filter(
        starts_at__gte=start_of(span.first), starts_at__lt=start_of(span.last + timedelta(days=1))
    )
    rows = rows.exclude(state=ForumDayState.CANCELLED).annotate(is_mine=Exists(invited), minutes=Sum("points__minutes"))
    rows = rows.filter(is_mine=True).exclude(state=ForumDayState.PLANNED) if span.only_mine else rows
    columns = ("title", "url_path", "state", "starts_at", "place")
    return [
        ScheduleEntry(
            EntryKind.FORUM_DAY,
            f"forumdag-{row.pk}",
            timezone.localdate(row.starts_at),
            row.title,
            place=row.place,
            url=url_of(row.url_path),
            begins=row.starts_at,
            until=partial(end_of, row.starts_at, row.minutes or 0),
            is_mine=row.is_mine and row.state != ForumDayState.PLANNED,
            note=str(row.get_state_display()) if row.state == ForumDayState.PLANNED else "",
        )
        for row in rows.only(*columns)
    ]


def blocked_times(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return what the person has blocked: on the page only, as the calendar that reads the feed has it already."""
    if span.only_mine:
        return []
    rows = access.visible_to(span.user, BlockedTime).filter(first_day__lte=span.last, last_day__gte=span.first)
    return [_blocked(row) for row in rows]


def _blocked(row: BlockedTime) -> ScheduleEntry:
    begins: datetime | None = moment_of(row.first_day, row.begins_at) if row.begins_at else None
    until = partial(moment_of, row.first_day, row.ends_at) if row.ends_at else None
    return ScheduleEntry(
        EntryKind.BLOCKED, f"optaget-{row.pk}", row.first_day, row.note or _("Busy"), begins=begins, until=until,
        last_day=row.last_day, blocked=row.pk,
    )  # fmt: skip


SOURCES: tuple[Source, ...] = (
    meetings,
    preparations,
    follow_up_talks,
    deadlines_of_data,
    answers_owed,
    forum_days,
    agreements_of_the_administration,
    blocked_times,
)


def entries(span: ScheduleQuery) -> list[ScheduleEntry]:
    """Return all of them, in the order of time; what is for the whole day first."""
    found = [entry for source in SOURCES for entry in source(span)]
    return sorted(found, key=lambda one: (one.day, one.begins or start_of(one.day), one.kind, one.unit, one.key))
