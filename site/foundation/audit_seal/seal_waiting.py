"""Chain the rows that wait. The worker calls it every few seconds; any number of workers may."""

import logging

from django.db import transaction
from django.db.models import Max

from foundation.audit_seal.keys import Key, KeyIsUnknown, all_keys, key_of, present_key
from foundation.audit_seal.seal_block import (
    BlockKind,
    BlockNumberTaken,
    SealBlock,
    WaitingRow,
    append_block,
    last_block,
)
from foundation.audit_seal.sealed_log import SealedLog, digest_of, has_stamp, sealed_logs

log = logging.getLogger("laeringsrum.audit")

SECONDS_BETWEEN_SEALINGS = 5.0  # seconds
MAX_ROWS_OF_BLOCK = 500


def seal_waiting() -> int:
    """Append blocks until nothing waits, or until another sealer is first. Return how many rows were sealed.

    Logs an error and seals nothing when the key of the chain is not known.
    """
    sealed = 0
    try:
        while WaitingRow.objects.exists():
            with transaction.atomic():
                sealed += _seal_next()
    except BlockNumberTaken:
        pass
    except KeyIsUnknown as key:
        log.error("the log is sealed with the key %s, which is not in LAERINGSRUM_AUDIT_KEY; nothing is sealed", key)
    return sealed


def head_for(key: Key) -> SealBlock:
    """Return the last block, after which one sealed with `key` may come: the chain is begun, or the key changed, if
    need be.

    Raises BlockNumberTaken, KeyIsUnknown.
    """
    last = last_block()
    if last is None:
        ids = {table: model._base_manager.aggregate(last=Max("pk"))["last"] for table, model in sealed_logs().items()}
        unstamped = {table: pk or 0 for table, pk in ids.items()}
        return append_block(None, BlockKind.START, key, {"unstamped": unstamped})
    expected = key_after(last)
    if expected != key.id:
        return append_block(last, BlockKind.KEY, key_of(expected), {"next": key.id})
    return last


def key_after(block: SealBlock) -> str:
    """Return the id of the key with which the next block must be sealed."""
    return str(block.data.get("next", "")) if block.kind == BlockKind.KEY else block.key_id


def problems() -> list[str]:
    """Check before the start: with another key, verifying would not recognise the stamps of new rows."""
    last = last_block()
    if last is None or any(key.id == key_after(last) for key in all_keys()):
        return []
    return [
        f"The log is sealed with another key ({key_after(last)}) than LAERINGSRUM_AUDIT_KEY. Put that key back; or, to "
        "change it, write the new one first and the earlier ones after it (docs/operating.md)."
    ]


def _seal_next() -> int:
    key = present_key()
    last = head_for(key)  # before the waiting rows: what another sealer has sealed since does not wait any more
    unstamped = _last_unstamped()
    waiting = list(WaitingRow.objects.order_by("pk")[:MAX_ROWS_OF_BLOCK])
    rows: dict[str, list[list[object]]] = {}
    for table, model in sealed_logs().items():
        pks = sorted({one.row for one in waiting if one.table == table})
        existing = model._base_manager.in_bulk(pks)
        rows[table] = [_entry(pk, existing.get(pk), key, unstamped.get(table, 0)) for pk in pks]
    rows = {table: entries for table, entries in rows.items() if entries}
    append_block(last, BlockKind.ROWS, key, {"rows": rows})
    deleted, _by_model = WaitingRow.objects.filter(pk__in=[one.pk for one in waiting]).delete()
    if deleted != len(waiting):
        raise BlockNumberTaken(last.number + 1)
    return sum(map(len, rows.values()))


def _last_unstamped() -> dict[str, int]:
    """For each table the last primary key of the rows from before the chain, which have no stamp."""
    start = SealBlock.objects.filter(number=1).first()
    return dict(start.data.get("unstamped", {})) if start else {}


def _entry(pk: int, row: SealedLog | None, key: Key, last_unstamped: int) -> list[object]:
    """What a block lists of a row; a row that vanished while it waited has no digest, and verifying names it."""
    if row is None:
        return [pk, "", True]
    return [pk, digest_of(row, key), has_stamp(row) or (row.stamp == "" and pk <= last_unstamped)]
