"""Submit minutes for approval, as one fixed version."""

from dataclasses import replace
from datetime import date

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Conflict, NotAllowed, Refusal
from meetings.meeting.enums import MeetingState
from meetings.minutes.enums import MinutesState
from meetings.minutes.frozen_format import content_hash, freeze
from meetings.minutes.notifications import notify_waiting
from meetings.minutes.page_content import apply_content, blocks_of
from meetings.minutes.pages import MinutesPage
from meetings.minutes.permissions import may_submit
from meetings.minutes.record import SubmittedVersion
from meetings.minutes.remarks.freeze_remarks import with_remarks
from meetings.minutes.writing.begin_minutes import NotHeldYet
from meetings.minutes.writing.draft_content import draft_content
from meetings.minutes.writing.law_points import law_points
from meetings.minutes.writing.requirements import MissingInMinutes, missing_in_minutes
from meetings.moderation.start_moderation import start_moderation


class MinutesIncomplete(Refusal):
    """Something is missing; `missing` lists each thing with its field."""

    def __init__(self, missing: list[MissingInMinutes]) -> None:
        super().__init__(_("Something is missing before the minutes can be sent for approval."))
        self.missing = missing


class MinutesChanged(Conflict):
    """The minutes were saved or submitted after the writer read them."""


def submit_minutes(*, minutes: MinutesPage, expected_version: int, by: User, today: date) -> SubmittedVersion:
    """Freeze text and attendance as they are now, start the moderation, and mail whoever acts on its first step.

    `expected_version` is the version that the person read. Raises NotAllowed, NotHeldYet, MinutesIncomplete,
    MinutesChanged, NoWorkflow, and what `with_remarks` raises while participants have not read the draft.
    """
    if not may_submit(by, minutes):
        raise NotAllowed(_("The agreement holder sends the minutes for approval, or somebody they have allowed to."))
    with transaction.atomic():
        now = timezone.now()
        waiting = MinutesPage.objects.filter(pk=minutes.pk, state=MinutesState.DRAFT, version=expected_version)
        moved = waiting.update(
            state=MinutesState.SUBMITTED, version=F("version") + 1, submitted_at=now, submitted_by=by, return_reason=""
        )
        if not moved:
            raise MinutesChanged(_("Somebody has saved or submitted the minutes since you read them. Read them again."))
        page = MinutesPage.with_meeting(minutes.pk)
        if page.meeting.state != MeetingState.HELD:
            raise NotHeldYet(_("End the meeting first. Then the minutes can be sent for approval."))
        content = draft_content(page)
        missing = missing_in_minutes(content)
        if missing:
            raise MinutesIncomplete(missing)  # rolls back the change of state
        content = replace(content, law_points=law_points(page.meeting, content))
        written = (*apply_content(page, content), "sections")
        page.sections = blocks_of("section", content.sections)
        MinutesPage.objects.filter(pk=page.pk).update(**{name: getattr(page, name) for name in written})
        frozen = freeze(with_remarks(page, content, today))
        submission = SubmittedVersion.objects.create(
            minutes=page,
            version=page.version,
            revision=page.save_revision(user=by, clean=False),
            content=frozen,
            content_hash=content_hash(frozen),
            submitted_by=by,
            submitted_at=now,
        )
        step = start_moderation(page, by=by)
        audit.record(
            "minutes.submitted",
            page,
            by=by,
            unit_id=page.unit_id,
            version=page.version,
            content_hash=submission.content_hash,
        )
        notify_waiting(submission, step, by, today)
    return submission
