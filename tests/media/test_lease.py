"""A lease is held by one, renewed while the work lasts, and lost to the next one by whoever is silent."""

import time
from datetime import timedelta

import pytest
from django.utils import timezone

from media import lease
from media.models import Lease

pytestmark = pytest.mark.django_db(transaction=True)


def test_one_holds_it_and_gives_it_back() -> None:
    with lease.hold_lease("upload x", seconds=60):
        with pytest.raises(lease.LeaseTaken), lease.hold_lease("upload x", seconds=60):
            pass
        with lease.hold_lease("upload y", seconds=60):
            pass
    assert not Lease.objects.exists()


def test_a_lease_is_renewed_while_the_work_lasts() -> None:
    with lease.hold_lease("received x", seconds=0.3) as held, lease.renewed_in_thread(held):
        time.sleep(0.8)
        with pytest.raises(lease.LeaseTaken), lease.hold_lease("received x", seconds=60):
            pass


def test_whoever_is_silent_loses_it_and_takes_nothing_from_the_next_one() -> None:
    with lease.hold_lease("upload x", seconds=0.01) as silent:
        time.sleep(0.1)
        with lease.hold_lease("upload x", seconds=60), pytest.raises(lease.LeaseTaken):
            silent.renew()
        with lease.hold_lease("upload x", seconds=60) as third:
            third.renew()


def test_one_that_ran_out_goes_on_when_nobody_took_it() -> None:
    with lease.hold_lease("upload x", seconds=0.01) as silent:
        time.sleep(0.1)
        silent.keep()


def test_what_killed_processes_held_is_deleted_after_a_day() -> None:
    Lease.objects.create(name="upload x", holder="killed", until=timezone.now() - timedelta(days=400))
    Lease.objects.create(name="upload y", holder="alive", until=timezone.now() + timedelta(days=400))
    lease.delete_old_leases()
    assert [row.name for row in Lease.objects.all()] == ["upload y"]
