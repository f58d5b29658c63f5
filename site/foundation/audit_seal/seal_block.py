"""Models: the blocks of the chain, the rows that wait for the next one, and the permission to delete by age."""

import json
from datetime import UTC

from django.db import IntegrityError, models, transaction
from django.utils import timezone

from foundation.audit_seal.keys import Key
from foundation.audit_seal.sealed_log import AppendOnlyQuerySet
from foundation.text.json_object import JsonObject


class BlockNumberTaken(Exception):
    """Somebody else has appended the block of this number; nothing of the transaction may be kept."""


class BlockKind(models.TextChoices):
    START = "start"  # which rows are older than the chain and have no stamp
    ROWS = "rows"
    KEY = "key"  # sealed with the old key; names the next
    EXPIRY = "expiry"  # which rows were deleted by age


class SealBlock(models.Model):
    """One block. Only added, one at a time: the number is the primary key."""

    number = models.PositiveBigIntegerField(primary_key=True)
    kind = models.CharField(max_length=10, choices=BlockKind)
    sealed_at = models.DateTimeField(default=timezone.now)
    key_id = models.CharField(max_length=12)
    previous = models.CharField(max_length=64, blank=True)
    #: JSON as it was sealed, byte for byte. `rows`: for each table a list of [primary key, digest, written by us].
    content = models.TextField()
    seal = models.CharField(max_length=64)

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        ordering = ["number"]

    def __str__(self) -> str:
        return f"block {self.number} ({self.kind})"

    @property
    def data(self) -> JsonObject:
        """The content; empty when somebody has made it unreadable."""
        try:
            return dict(json.loads(self.content))
        except (ValueError, TypeError):
            return {}

    def seal_with(self, key: Key) -> str:
        """The seal that this block should have."""
        moment = self.sealed_at.astimezone(UTC).isoformat()
        return key.mac("block", str(self.number), self.kind, self.key_id, moment, self.previous, self.content)


class WaitingRow(models.Model):
    """A row of a log that is in no block yet. A trigger of the database writes it in the transaction of the row, so it
    is there when that commits, however late."""

    table = models.CharField(max_length=60)
    row = models.BigIntegerField()

    class Meta:
        ordering = ["id"]

    def __str__(self) -> str:
        return f"{self.table} {self.row}"


class ExpiryGuard(models.Model):
    """While a transaction holds a row that names a table, triggers let it delete there. Never committed."""

    table = models.CharField(max_length=60)

    def __str__(self) -> str:
        return self.table


def last_block() -> SealBlock | None:
    return SealBlock.objects.order_by("-number").first()


def append_block(last: SealBlock | None, kind: BlockKind, key: Key, content: JsonObject) -> SealBlock:
    """Append a block to `last`, which the caller read before anything that `content` says, in the same transaction.

    `through` is added to the content: the last primary key of each table that is in the chain. Raises BlockNumberTaken.
    """
    through = dict(last.data.get("through", {})) if last else {}
    for table, rows in content.get("rows", {}).items() if kind == BlockKind.ROWS else ():
        through[table] = max(through.get(table, 0), rows[-1][0])
    block = SealBlock(
        number=last.number + 1 if last else 1,
        kind=kind,
        sealed_at=timezone.now(),
        key_id=key.id,
        previous=last.seal if last else "",
        content=json.dumps({**content, "through": through}, separators=(",", ":")),
    )
    block.seal = block.seal_with(key)
    try:
        with transaction.atomic():
            block.save(force_insert=True)
    except IntegrityError:
        raise BlockNumberTaken(block.number) from None
    return block
