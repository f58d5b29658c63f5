"""Delete rows of a log by age: the only way, and one that leaves a sealed checkpoint."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet

from foundation.audit_seal.keys import present_key
from foundation.audit_seal.ranges import Ranges
from foundation.audit_seal.seal_block import BlockKind, ExpiryGuard, WaitingRow, append_block
from foundation.audit_seal.seal_waiting import head_for
from foundation.audit_seal.sealed_log import SealedLog

AT_A_TIME = 1000


def delete_old_rows(model: type[SealedLog], *, before: datetime) -> int:
    """Delete the sealed rows that are older than `before`, in one transaction; return how many.

    A block for each thousand lists which they were, so that the chain can be verified without them. Raises
    BlockNumberTaken when a sealer was first: then nothing is deleted, and the task is tried again.
    """
    table, count = model._meta.db_table, 0
    waiting = WaitingRow.objects.filter(table=table).values("row")
    old: QuerySet[SealedLog] = QuerySet(model).filter(**{f"{model.time_field}__lt": before}).exclude(pk__in=waiting)
    with transaction.atomic():
        while pks := list(old.order_by("pk").values_list("pk", flat=True)[:AT_A_TIME]):
            head = head_for(present_key())
            guard = ExpiryGuard.objects.create(table=table)
            QuerySet(model).filter(pk__in=pks).delete()
            guard.delete()
            rows = list(Ranges.from_numbers(pks))
            checkpoint = {"table": table, "before": before.isoformat(), "count": len(pks), "rows": rows}
            append_block(head, BlockKind.EXPIRY, present_key(), checkpoint)
            count += len(pks)
    return count
