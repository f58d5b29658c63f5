"""The order of the ledger's lines, and lines of another version."""

from typing import Any

import pytest
from django.utils import timezone

from foundation.deletion_ledger.carry_out_again import carry_out_again
from foundation.deletion_ledger.ledger_file import BACKUP, RESTORE, LedgerLine

pytestmark = pytest.mark.django_db
done: list[str] = []


def after_the_next(line: LedgerLine) -> bool:
    """Each is protected by the one with the next number, as rows are by rows that refer to them."""
    if line.object_id != "4" and str(int(line.object_id) + 1) not in done:
        raise ValueError
    done.append(line.object_id)
    return True


def lines(*acts: str) -> list[LedgerLine]:
    return [LedgerLine(timezone.now(), act, "x.Y", str(number)) for number, act in enumerate(acts, start=1)]


def test_a_chain_of_rows_that_protect_each_other_is_deleted(settings: Any) -> None:
    settings.CARRIED_OUT_AGAIN = {"taken": f"{__name__}.after_the_next"}
    done.clear()
    result = carry_out_again(lines("taken", "taken", "taken", "taken"))
    assert result.failed == [] and result.done == {"taken": 4}


def test_an_act_that_this_version_does_not_know_is_named() -> None:
    result = carry_out_again(lines(BACKUP, "of.tomorrow", RESTORE, "deleted"))
    assert [one.split(" (")[0] for one in result.failed] == ["of.tomorrow x.Y 2", "deleted x.Y 4"]
