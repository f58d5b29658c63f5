"""Carry out again, after a restore, what was added to the ledger since the backup."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from foundation.deletion_ledger.add_entry import DELETED_ACTION
from foundation.deletion_ledger.ledger_file import BACKUP, RESTORE, LedgerLine

log = logging.getLogger("laeringsrum.ledger")
#: Takes a line and returns whether anything was changed. What is not there, or done already, changes nothing.
CarriesOut = Callable[[LedgerLine], bool]


@dataclass
class ReplayResult:
    """`done`: how many of each act. `failed`: a sentence for each that could not be carried out."""

    done: Counter[str] = field(default_factory=Counter)
    failed: list[str] = field(default_factory=list)


def carry_out_again(lines: Iterable[LedgerLine]) -> ReplayResult:
    """Carry out each line in a transaction of its own, in their order. What fails is tried again as long as others
    succeed, as a row may be protected by one that is deleted later. An act that this version does not know fails."""
    result = ReplayResult()
    tried: list[LedgerLine] = []
    left = [line for line in lines if line.act not in {BACKUP, RESTORE}]
    while left and left != tried:
        tried, left = left, [line for line in left if not _succeeds(line, result)]
    for line in left:
        when = line.at.isoformat(timespec="minutes")
        result.failed.append(f"{line.act} {line.object_type} {line.object_id} ({when})")
    return result


def _succeeds(line: LedgerLine, result: ReplayResult) -> bool:
    act = _function_for(line)
    if act is None:
        return False
    try:
        with transaction.atomic():
            changed = act(line)
    except Exception:  # one that fails must not keep the others back; it is named, and the restore says so
        log.exception("%s %s %s could not be carried out again", line.act, line.object_type, line.object_id)
        return False
    result.done[line.act if line.act != DELETED_ACTION else f"{DELETED_ACTION} {line.object_type}"] += changed
    return True


def _function_for(line: LedgerLine) -> CarriesOut | None:
    """None for an act of another version."""
    acts, models = settings.CARRIED_OUT_AGAIN, settings.DELETED_AGAIN
    path = models.get(line.object_type) if line.act == DELETED_ACTION else acts.get(line.act)
    found: CarriesOut | None = import_string(path) if path else None
    return found
