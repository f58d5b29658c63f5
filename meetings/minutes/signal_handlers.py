"""Signal handlers of minutes."""

from datetime import date

from django.dispatch import receiver

from meetings.minutes.approval.freeze_minutes import freeze_minutes
from meetings.minutes.approval.make_wishes import make_wishes
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.remarks.notifications import mail_approved
from meetings.minutes.signals import minutes_approved
from meetings.minutes.writing.section_version import SectionVersion
from meetings.moderation.models import StepDecision
from meetings.moderation.signals import document_approved


@receiver(document_approved, sender=MinutesPage)
def freeze_what_was_approved(
    *, page: MinutesPage, revision_id: int, decision: StepDecision, today: date, **_signal: object
) -> None:
    """Freeze the revision that the last step of the moderation approved, in its transaction."""
    freeze_minutes(minutes=page, revision_id=revision_id, decision=decision, today=today)


@receiver(minutes_approved)
def delete_versions_of_sections(*, record: ApprovalRecord, **_signal: object) -> None:
    """Delete what was written on the way, when the text is final."""
    SectionVersion.objects.filter(meeting=record.minutes.meeting_id).only("pk").delete()


@receiver(minutes_approved, dispatch_uid="wishes_of_approved_minutes")
def create_wishes_of_minutes(*, record: ApprovalRecord, **_signal: object) -> None:
    make_wishes(record=record)


@receiver(minutes_approved, dispatch_uid="mail_approved_minutes")
def mail_approved_minutes(*, record: ApprovalRecord, **_signal: object) -> None:
    """Participants without an account get a link to the approved minutes."""
    mail_approved(record)
