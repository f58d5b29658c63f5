"""Words for asking for lines of data plans."""

from typing import Any

from django.db import models

from accounts.user import AnyUser


class DataPlanLineQuerySet(models.QuerySet):
    def of_meeting(self, meeting: Any) -> "DataPlanLineQuerySet":
        return self.filter(meeting=meeting)

    def required(self) -> "DataPlanLineQuerySet":
        """What the template demands."""
        return self.filter(is_required=True)

    def given_to(self, user: AnyUser) -> "DataPlanLineQuerySet":
        return self.filter(gatherer=user)
