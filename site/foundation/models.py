"""Imports the app's models, so that Django finds them."""

from foundation.audit import AuditEvent
from foundation.audit_seal.seal_block import ExpiryGuard, SealBlock, WaitingRow
from foundation.deletion_ledger.entry import LedgerEntry
from foundation.forms.carry_out_once import SentForm
from foundation.municipality import Municipality
from foundation.task_queue.queued_task import QueuedTask

__all__ = [
    "AuditEvent",
    "ExpiryGuard",
    "LedgerEntry",
    "Municipality",
    "QueuedTask",
    "SealBlock",
    "SentForm",
    "WaitingRow",
]
