"""Signal handlers of templates."""

from django.dispatch import receiver

from meetings.moderation.models import StepDecision
from meetings.moderation.signals import document_approved
from meetings.template.decide_template import publish_template
from meetings.template.pages import TemplatePage


@receiver(document_approved, sender=TemplatePage)
def publish_what_was_approved(*, revision_id: int, decision: StepDecision, **_signal: object) -> None:
    publish_template(revision_id=revision_id, by=decision.by)
