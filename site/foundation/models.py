"""Imports the app's models, so that Django finds them."""

from foundation.audit import AuditEvent
from foundation.forms.sent_form import SentForm
from foundation.mail.outgoing_mail import OutgoingMail
from foundation.municipality import Municipality
from foundation.task_queue.queued_task import QueuedTask

__all__ = ["AuditEvent", "Municipality", "OutgoingMail", "QueuedTask", "SentForm"]
