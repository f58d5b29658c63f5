"""Queryset of the lines of data plans."""

from typing import TYPE_CHECKING

from django.db import models

from accounts.user import AnyUser

if TYPE_CHECKING:
    from meetings.data_plan.models import DataPlanLine  # noqa: F401 — for the type of rows
    from meetings.meeting.pages import MeetingPage


class DataPlanLineQuerySet(models.QuerySet["DataPlanLine"]):
    def of_meeting(self, meeting: "MeetingPage") -> "DataPlanLineQuerySet":
        return self.filter(meeting=meeting)

    def required(self) -> "DataPlanLineQuerySet":
        """Lines that the template requires."""
        return self.filter(is_required=True)

    def given_to(self, user: AnyUser) -> "DataPlanLineQuerySet":
        return self.filter(gatherer=user)
