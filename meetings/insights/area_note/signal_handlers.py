"""What the approval of a note means."""

from django.dispatch import receiver

from meetings.insights.area_note.decide_note import approve_note
from meetings.insights.area_note.pages import AreaNotePage
from meetings.moderation.models import StepDecision
from meetings.moderation.signals import document_approved


@receiver(document_approved, sender=AreaNotePage)
def approve_what_was_read(*, page: AreaNotePage, decision: StepDecision, **_signal: object) -> None:
    approve_note(note=page, by=decision.by)
