"""Carry out again, after a restore, what the ledger has since the backup."""

import logging
from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from foundation.deletion_ledger.ledger_file import Line
from foundation.deletion_ledger.note import DELETED

log = logging.getLogger("laeringsrum.ledger")
#: Takes a line and returns whether anything was changed. What is not there, or done already, changes nothing.
CarriesOut = Callable[[Line], bool]


@dataclass
class CarriedOut:
    """`done`: how many of each act. `failed`: a sentence for each that could not be carried out."""

    done: Counter[str] = field(default_factory=Counter)
    unchanged: int = 0
    failed: list[str] = field(default_factory=list)


def carry_out_again(lines: Iterable[Line]) -> CarriedOut:
    """Each line in a transaction of its own, in their order; what fails is tried once more after the others, as a row
    may be protected by one that is deleted later."""
    result, later = CarriedOut(), []
    for line in lines:
        if not _tried(line, result):
            later.append(line)
    for line in later:
        if not _tried(line, result):
            when = line.at.isoformat(timespec="minutes")
            result.failed.append(f"{line.act} {line.object_type} {line.object_id} ({when})")
    return result


def _tried(line: Line, result: CarriedOut) -> bool:
    act = _function_for(line)
    if act is None:
        return True
    try:
        with transaction.atomic():
            changed = act(line)
    except Exception:  # one that fails must not keep the others back; it is named, and the restore says so
        log.exception("%s %s %s could not be carried out again", line.act, line.object_type, line.object_id)
        return False
    result.done[line.act if line.act != DELETED else f"{DELETED} {line.object_type}"] += changed
    result.unchanged += not changed
    return True


def _function_for(line: Line) -> CarriesOut | None:
    """None for lines that are no act, and acts of an earlier version that are not carried out any more."""
    acts, models = settings.CARRIED_OUT_AGAIN, settings.DELETED_AGAIN
    path = models.get(line.object_type) if line.act == DELETED else acts.get(line.act)
    found: CarriesOut | None = import_string(path) if path else None
    return found
