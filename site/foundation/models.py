"""Re-exports, for Django."""

from foundation.audit import AuditEvent
from foundation.municipality import Municipality
from foundation.outbox import OutgoingMail
from foundation.sent_form import SentForm
from foundation.task_queue.queued_task import QueuedTask

__all__ = ["AuditEvent", "Municipality", "OutgoingMail", "QueuedTask", "SentForm"]
