"""Times that chef and consultant have blocked: a day, a holiday, and one that clashes with a meeting."""

from datetime import date, time, timedelta

from django.utils import timezone

from accounts.models import User
from home.demo.meetings import Cast
from meetings.clashes.block_time import block_time
from meetings.meeting.pages import MeetingPage
from meetings.meeting.working_days import working_day_by


def block_times(casts: dict[str, Cast], users: dict[str, User], today: date) -> None:
    chef = casts["skovskolen"].chef
    ahead = MeetingPage.objects.filter(unit__slug="skovskolen", starts_at__date__gt=today).order_by("starts_at").first()
    if ahead and ahead.starts_at:
        day = timezone.localdate(ahead.starts_at)
        block_time(
            by=chef, today=today, first_day=day, begins_at=time(12), ends_at=time(14), note="Budgetmøde på rådhuset"
        )
    block_time(by=chef, today=today, first_day=working_day_by(today + timedelta(days=9)), note="Chefdag i Region Øst")
    block_time(
        by=users["konsulent"], today=today, first_day=today + timedelta(days=24), last_day=today + timedelta(days=31),
        note="Ferie",
    )  # fmt: skip
