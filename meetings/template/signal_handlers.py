"""Signal handlers of templates."""

from django.dispatch import receiver
from wagtail.models import TaskState
from wagtail.signals import task_submitted

from accounts.user import User
from meetings.moderation.models import StepDecision
from meetings.moderation.signals import document_approved
from meetings.moderation.submissions import publish_submission, submitted_page
from meetings.template.notifications import notify_submitted
from meetings.template.pages import TemplatePage


@receiver(document_approved, sender=TemplatePage)
def publish_what_was_approved(*, revision_id: int, decision: StepDecision, **_signal: object) -> None:
    publish_submission(revision_id=revision_id, by=decision.by)


@receiver(task_submitted, sender=TaskState, dispatch_uid="tell_editors_of_a_submitted_template")
def notify_other_editors(*, instance: TaskState, user: User | None, **_signal: object) -> None:
    page = submitted_page(instance, TemplatePage)
    if page is not None:
        notify_submitted(page, user)
