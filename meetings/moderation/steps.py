"""The steps a page has gone through and the one it is at, as people see them."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _
from wagtail.models import TaskState

from meetings.moderation.pages import ModeratedPage
from meetings.moderation.tasks import STEP_TYPES


@dataclass(frozen=True)
class ModerationStep:
    """One step: its name, and who ended it when and how. `outcome` is empty for the one that waits."""

    name: str
    outcome: str
    by: str
    at: datetime | None
    reason: str
    is_sent_back: bool

    @property
    def is_waiting(self) -> bool:
        return not self.outcome


def steps_of(page: ModeratedPage) -> list[ModerationStep]:
    """Return all steps of `page`, in the order they began, also those before a return. One query."""
    rows = TaskState.objects.for_instance(page).order_by("pk")
    columns = ("task__name", "task__content_type__model", "status", "finished_by__name", "finished_at", "comment")
    readers = {step._meta.model_name for step in STEP_TYPES if step.decides != page.moderated_kind}
    return [
        ModerationStep(
            name,
            _outcome(status, is_reading=model in readers),
            by or "",
            at,
            comment,
            status == TaskState.STATUS_REJECTED,
        )
        for name, model, status, by, at, comment in rows.values_list(*columns)
    ]


def _outcome(status: str, *, is_reading: bool) -> str:
    return {
        TaskState.STATUS_APPROVED: _("Passed on") if is_reading else _("Approved"),
        TaskState.STATUS_REJECTED: _("Sent back"),
        TaskState.STATUS_CANCELLED: _("Taken back"),
        TaskState.STATUS_SKIPPED: _("Skipped"),
    }.get(status, "")
