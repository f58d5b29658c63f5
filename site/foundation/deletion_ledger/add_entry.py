"""Note an act that deletes, hides or withdraws something: the only way into the ledger.

Acts of settings.CARRIED_OUT_AGAIN come here from `audit.record`, deletions of the models in settings.DELETED_AGAIN from
the signal post_delete.
"""

import logging

from django.apps import apps
from django.conf import settings
from django.db import models, transaction
from django.db.models.signals import post_delete

from foundation.deletion_ledger import ledger_file
from foundation.deletion_ledger.entry import LedgerEntry
from foundation.deletion_ledger.ledger_file import LedgerLine

log = logging.getLogger("laeringsrum.ledger")
DELETED_ACTION = "deleted"
AT_A_TIME = 500


def add_ledger_entry(act: str, obj: models.Model, **data: object) -> None:
    """Note the act in the caller's transaction; it is written to the ledger as soon as that is committed, before the
    person gets an answer. An act that is rolled back leaves nothing."""
    LedgerEntry.objects.create(act=act, object_type=obj._meta.label, object_id=str(obj.pk), data=data)
    connection = transaction.get_connection()
    if not any(callback is _write for _savepoints, callback, _robust in connection.run_on_commit):
        transaction.on_commit(_write, robust=True)


def write_waiting() -> int:
    """Append to the ledger what waits; return how much. The worker calls it too, for what a killed process left.

    Two processes may write the same line, which does no harm: the ledger is read as a set. Raises OSError.
    """
    count = 0
    while rows := list(LedgerEntry.objects.order_by("pk")[:AT_A_TIME]):
        ledger_file.append(LedgerLine(row.at, row.act, row.object_type, row.object_id, row.data) for row in rows)
        LedgerEntry.objects.filter(pk__in=[row.pk for row in rows]).delete()
        count += len(rows)
    return count


def _write() -> None:
    try:
        write_waiting()
    except OSError as error:  # the act is done and stays noted in the database; *Drift* says so
        log.error("the ledger of deletions cannot be written (%s)", error.strerror)


def connect_deletions() -> None:
    """Called when all models are loaded."""
    for label in settings.DELETED_AGAIN:
        model = apps.get_model(label)
        post_delete.connect(_record_deletion, sender=model, dispatch_uid=f"ledger {label}")


def _record_deletion(instance: models.Model, **_signal: object) -> None:
    add_ledger_entry(DELETED_ACTION, instance)
