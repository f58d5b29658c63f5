"""One process at a time, over all machines: a row says who holds a name, and until when.

The times are those of the database, so the clocks of the machines do not matter. Whoever was killed, or is silent for
too long, loses the lease to the next one who asks.
"""

import secrets
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import timedelta

from django.db import DatabaseError, IntegrityError, connections, models, transaction
from django.db.models.functions import Now


class LeaseTaken(Exception):
    """Another process holds the lease."""


class Lease(models.Model):
    name = models.CharField(max_length=60, unique=True)
    holder = models.CharField(max_length=32)
    until = models.DateTimeField()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


@dataclass
class HeldLease:
    """A lease of ours, unless another process took it because it had run out."""

    name: str
    seconds: float
    holder: str = field(default_factory=lambda: secrets.token_hex(16))
    renewed: float = field(default_factory=time.monotonic)

    def renew(self) -> None:
        """Raises LeaseTaken."""
        until = Now() + timedelta(seconds=self.seconds)
        if not Lease.objects.filter(name=self.name, holder=self.holder).update(until=until):
            raise LeaseTaken(self.name)
        self.renewed = time.monotonic()

    def keep(self) -> None:
        """Renew it when a third of its time has passed: cheap to call often. Raises LeaseTaken."""
        if time.monotonic() - self.renewed > self.seconds / 3:
            self.renew()


@contextmanager
def hold_lease(name: str, *, seconds: float) -> Iterator[HeldLease]:
    """Hold the lease until the block ends. Call it outside a transaction. Raises LeaseTaken."""
    lease = HeldLease(name, seconds)
    until = Now() + timedelta(seconds=seconds)
    if not Lease.objects.filter(name=name, until__lte=Now()).update(holder=lease.holder, until=until):
        try:
            with transaction.atomic():
                Lease.objects.create(name=name, holder=lease.holder, until=until)
        except IntegrityError:
            raise LeaseTaken(name) from None
    try:
        yield lease
    finally:
        Lease.objects.filter(name=name, holder=lease.holder).delete()


@contextmanager
def renewed_in_thread(lease: HeldLease) -> Iterator[None]:
    """Renew the lease in a thread until the block ends, for work that takes longer than it lasts."""
    ended = threading.Event()

    def renew() -> None:
        while not ended.wait(lease.seconds / 3):
            try:
                lease.renew()
            except LeaseTaken:
                break
            except DatabaseError:
                connections.close_all()
        connections.close_all()

    thread = threading.Thread(target=renew, daemon=True)
    thread.start()
    try:
        yield
    finally:
        ended.set()
        thread.join()


def delete_old_leases() -> int:
    """Delete what killed processes held a day ago; return how many."""
    return Lease.objects.filter(until__lt=Now() - timedelta(days=1)).delete()[0]
