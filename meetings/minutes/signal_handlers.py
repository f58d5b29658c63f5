"""Signal handlers of minutes."""

from django.apps import AppConfig
from django.db.models.signals import post_migrate
from django.dispatch import receiver

from meetings.minutes.approval.workflow import ensure_workflow
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.remarks.notifications import mail_approved
from meetings.minutes.section_version import SectionVersion
from meetings.minutes.signals import minutes_approved


@receiver(post_migrate, dispatch_uid="workflow_of_minutes")
def workflow_of_minutes(*, sender: AppConfig, using: str, **_signal: object) -> None:
    """Create the workflow of minutes after each migrate and flush, if it is missing."""
    if sender.label == "meetings":
        ensure_workflow(using=using)


@receiver(minutes_approved)
def delete_versions_of_sections(*, record: ApprovalRecord, **_signal: object) -> None:
    """Delete what was written on the way, when the text is final."""
    SectionVersion.objects.filter(meeting=record.minutes.meeting_id).delete()


@receiver(minutes_approved, dispatch_uid="mail_approved_minutes")
def mail_approved_minutes(*, record: ApprovalRecord, **_signal: object) -> None:
    """Participants without an account get a link to the approved minutes."""
    mail_approved(record)
