"""Verify the chain: every block, every row that blocks list, and every row that none lists. Linear in the rows.

The order matters while people write. Rows that are in no block yet are looked up once more at the end, so that what
was sealed meanwhile is no finding; so are the rows that expired, for what was deleted meanwhile.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Count, Max
from django.utils.module_loading import import_string

from foundation.audit_seal.findings import FindingKind, SealFinding
from foundation.audit_seal.keys import KeyIsUnknown, key_of
from foundation.audit_seal.ranges import Ranges
from foundation.audit_seal.seal_block import BlockKind, SealBlock, WaitingRow
from foundation.audit_seal.seal_waiting import key_after
from foundation.audit_seal.sealed_log import SealedLog, digest_of, has_stamp, sealed_logs

#: Rows that have waited for longer are reported.
MAX_WAIT_FOR_SEAL = timedelta(minutes=1)
BLOCKS_AT_A_TIME, ROWS_AT_A_TIME = 50, 5000


@dataclass
class SealVerification:
    """What was found, and how much was looked at."""

    findings: list[SealFinding] = field(default_factory=list)
    blocks: int = 0
    rows: int = 0


@dataclass
class _Chain:
    """What is known from the blocks read so far."""

    heads: dict[int, str]
    expired: dict[str, Ranges]
    listed: dict[str, Ranges]
    last: SealBlock | None = None
    #: Id of the key the next block must have, and keys that were reported.
    key_id: str = ""
    unknown: set[str] = field(default_factory=set)


def verify(*, now: datetime, heads: Mapping[int, str] | None = None) -> SealVerification:
    """Verify the logs, and everything of settings.ALSO_VERIFIED. `heads`: number of a block -> its seal as it was sent.

    Changes nothing.
    """
    result = SealVerification()
    logs = sealed_logs()
    chain = _Chain(heads=dict(heads or {}), expired=_expired(logs), listed={table: Ranges() for table in logs})
    _read_blocks(chain, result)
    unlisted = {table: _unlisted(model, chain.listed[table]) for table, model in logs.items()}
    waiting = {(row.table, row.row) for row in WaitingRow.objects.all()} if any(unlisted.values()) else set()
    _read_blocks(chain, result)  # those of the meantime
    _drop_expired(result, logs)
    for table, pks in unlisted.items():
        result.findings += _not_in_chain(logs[table], [pk for pk in pks if pk not in chain.listed[table]], waiting, now)
    for model in logs.values():
        result.findings += _copies(model)
    result.findings += [SealFinding(FindingKind.TRUNCATED, number) for number in sorted(chain.heads)]
    for path in settings.ALSO_VERIFIED:
        result.findings += [SealFinding(FindingKind.ELSEWHERE, log=sentence) for sentence in import_string(path)()]
    return result


def _expired(logs: Mapping[str, type[SealedLog]]) -> dict[str, Ranges]:
    """Which rows were deleted by age, of checkpoints with a good seal."""
    pairs: dict[str, list[tuple[int, int]]] = {table: [] for table in logs}
    for block in SealBlock.objects.filter(kind=BlockKind.EXPIRY).iterator(chunk_size=BLOCKS_AT_A_TIME):
        try:
            is_sealed = block.seal == block.seal_with(key_of(block.key_id))
        except KeyIsUnknown:
            continue
        if is_sealed and (table := block.data["table"]) in pairs:
            pairs[table] += [(first, last) for first, last in block.data["rows"]]
    return {table: Ranges(ranges) for table, ranges in pairs.items()}


def _drop_expired(result: SealVerification, logs: Mapping[str, type[SealedLog]]) -> None:
    """Drop the findings of rows that were deleted by age while the blocks were read."""
    if any(one.what == FindingKind.DELETED for one in result.findings):
        expired = _expired(logs)
        result.findings = [
            one for one in result.findings if one.what != FindingKind.DELETED or one.row not in expired[one.log]
        ]


def _read_blocks(chain: _Chain, result: SealVerification) -> None:
    in_order, after = SealBlock.objects.order_by("number"), chain.last.number if chain.last else 0
    while blocks := list(in_order.filter(number__gt=after)[:BLOCKS_AT_A_TIME]):
        after = blocks[-1].number
        for block in blocks:
            result.findings += _check_block(block, chain)
            for table, entries in _listed_rows(block).items():
                result.findings += _check_rows(table, entries, block, chain)
                result.rows += len(entries)
            result.blocks += 1
            chain.last = block


def _check_block(block: SealBlock, chain: _Chain) -> Iterator[SealFinding]:
    last = chain.last
    missing = range(last.number + 1 if last else 1, block.number)
    yield from (SealFinding(FindingKind.BLOCK_MISSING, number) for number in missing[:100])
    head = chain.heads.pop(block.number, block.seal)
    if head != block.seal:
        yield SealFinding(FindingKind.OTHER_HEAD, block.number)
    try:
        is_sealed = block.seal == block.seal_with(key_of(block.key_id))
    except KeyIsUnknown:
        if block.key_id not in chain.unknown:
            chain.unknown.add(block.key_id)
            yield SealFinding(FindingKind.UNKNOWN_KEY, block.number, block.key_id)
        chain.key_id = block.key_id
        return
    if not is_sealed:
        yield SealFinding(FindingKind.BLOCK_EDITED, block.number)
        chain.key_id = ""
        return
    if not missing and block.previous != (last.seal if last else ""):
        yield SealFinding(FindingKind.BLOCK_MOVED, block.number)
    if chain.key_id and block.key_id != chain.key_id and not missing:
        yield SealFinding(FindingKind.SWAPPED_KEY, block.number)
    chain.key_id = key_after(block)


def _listed_rows(block: SealBlock) -> dict[str, list[tuple[int, str, bool]]]:
    """What the block lists of each table; whatever of it can be read, if it was edited."""
    try:
        rows = block.data.get("rows", {}) if block.kind == BlockKind.ROWS else {}
        return {table: [(int(pk), str(digest), bool(ours)) for pk, digest, ours in rows.get(table, [])]
                for table in sealed_logs()}  # fmt: skip
    except (ValueError, TypeError, AttributeError):
        return {}


def _check_rows(
    table: str, entries: list[tuple[int, str, bool]], block: SealBlock, chain: _Chain
) -> Iterator[SealFinding]:
    """`entries`: primary key, digest, and whether the application wrote it."""
    rows = sealed_logs()[table]._base_manager.in_bulk([pk for pk, _digest, _ours in entries])
    key = None if block.key_id in chain.unknown else key_of(block.key_id)
    for pk, digest, ours in entries:
        if not chain.listed[table].add(pk):
            yield SealFinding(FindingKind.LISTED_TWICE, pk, table)
        row = rows.get(pk)
        if row is None:
            if pk not in chain.expired[table]:
                yield SealFinding(FindingKind.DELETED, pk, table)
        elif not ours:
            yield SealFinding(FindingKind.INSERTED, pk, table)
        elif key is not None and digest != digest_of(row, key):
            yield SealFinding(FindingKind.MOVED if has_stamp(row) else FindingKind.EDITED, pk, table)


def _unlisted(model: type[SealedLog], listed: Ranges) -> list[int]:
    """Primary keys of the rows that no block lists."""
    unlisted: list[int] = []
    keys, after = model._base_manager.order_by("pk").values_list("pk", flat=True), 0
    while pks := list(keys.filter(pk__gt=after)[:ROWS_AT_A_TIME]):
        unlisted += [pk for pk in pks if pk not in listed]
        after = pks[-1]
    return unlisted


def _not_in_chain(
    model: type[SealedLog], pks: list[int], waiting: set[tuple[str, int]], now: datetime
) -> Iterator[SealFinding]:
    table = model._meta.db_table
    for start in range(0, len(pks), 500):
        for row in model._base_manager.filter(pk__in=pks[start : start + 500]).order_by("pk"):
            if (table, row.pk) not in waiting:
                yield SealFinding(FindingKind.INSERTED, row.pk, table)
            elif getattr(row, model.time_field) < now - MAX_WAIT_FOR_SEAL:
                yield SealFinding(FindingKind.UNSEALED, row.pk, table)


def _copies(model: type[SealedLog]) -> Iterator[SealFinding]:
    """Rows with the stamp of another: the later of them."""
    twice = model._base_manager.exclude(stamp="").order_by().values("stamp").annotate(n=Count("pk"), last=Max("pk"))
    yield from (SealFinding(FindingKind.COPIED, row["last"], model._meta.db_table) for row in twice.filter(n__gt=1))
