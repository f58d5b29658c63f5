"""Re-exports, for Django."""

from foundation.audit import AuditEvent
from foundation.municipality import Municipality
from foundation.outbox import OutgoingMail

__all__ = ["AuditEvent", "Municipality", "OutgoingMail"]
