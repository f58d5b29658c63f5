"""Confirm a data plan for one side."""

from datetime import datetime

from django.utils.text import get_text_list
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, Refusal
from meetings.data_plan.canonical_content import content_hash_of, plan_content
from meetings.data_plan.locking import locked_plan
from meetings.data_plan.models import DataPlanConfirmation, DataPlanLine, DataPlanVersion, Delimitation
from meetings.data_plan.sides import side_of
from meetings.meeting.pages import MeetingPage


class PlanChangedMeanwhile(Conflict):
    """The plan is no longer the one that was read."""


class EmptyPlan(Refusal):
    """The plan has no lines."""


class DemandsUndecided(Refusal):
    """For some required data neither who gathers them by when, nor why they are not brought, is written."""


def confirm_plan(*, meeting: MeetingPage, expected_hash: str, by: User, now: datetime) -> DataPlanConfirmation:
    """Freeze the plan with the hash that was read as a version shared by both sides, and confirm it for the side of
    `by`. Confirming again for the same side changes nothing.

    Raises NotAllowed, PlanClosed, EmptyPlan, DemandsUndecided, PlanChangedMeanwhile.
    """
    with locked_plan(meeting, by=by) as fresh:
        side = side_of(by, fresh)
        lines = list(DataPlanLine.objects.of_meeting(fresh).select_related("gatherer"))
        content = plan_content(lines, Delimitation.objects.filter(meeting=fresh).first())
        if not content:
            raise EmptyPlan(_("There is nothing in the plan yet."))
        if undecided := [line.what for line in lines if line.is_undecided]:
            raise DemandsUndecided(describe_undecided(undecided))
        if content_hash_of(content) != expected_hash:
            raise PlanChangedMeanwhile(
                _("Somebody has changed the plan since you opened it. Read it once more, and confirm it then.")
            )
        version = DataPlanVersion.objects.filter(meeting=fresh).last()
        if version is None or version.content_hash != expected_hash:
            version = DataPlanVersion.objects.create(
                meeting=fresh, number=version.number + 1 if version else 1, content=content, content_hash=expected_hash,
                created_at=now,
            )  # fmt: skip
        confirmation, is_new = DataPlanConfirmation.objects.get_or_create(
            version=version, side=side, defaults={"by": by, "at": now}
        )
        if is_new:
            audit.record("data_plan.confirmed", fresh, by=by, unit_id=fresh.unit_id, side=side, version=version.number)
    return confirmation


def describe_undecided(labels: list[str]) -> str:
    """Return the message; `labels` names the required data that are undecided."""
    return _("Decide first who gathers %(data)s and by when, or write in the note why you do not have it.") % {
        "data": get_text_list([_("“%(name)s”") % {"name": one} for one in labels], _("and"))
    }
