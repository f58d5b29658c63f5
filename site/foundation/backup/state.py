"""When the last backup was made: for the operation page, and for whatever watches the installation."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from foundation.audit import AuditEvent
from foundation.deletion_ledger import ledger_file
from foundation.deletion_ledger.entry import LedgerEntry

MADE, RESTORED = "backup.made", "backup.restored"
TOO_OLD = timedelta(days=2)
#: Lines of the ledger are written at once; what waits for longer cannot be written.
GRACE_PERIOD = timedelta(minutes=1)


@dataclass(frozen=True)
class BackupState:
    """`made_at`: None before the first. `ledger_waits`: how many acts could not be written to the ledger.
    `is_beside_the_data`: the ledger would be lost together with the data directory."""

    made_at: datetime | None
    is_encrypted: bool
    is_too_old: bool
    ledger_waits: int
    is_beside_the_data: bool


def backup_state(now: datetime) -> BackupState:
    """Return the state: two statements."""
    made = AuditEvent.objects.filter(action=MADE).order_by("-pk").only("at", "data").first()
    return BackupState(
        made_at=made.at if made else None,
        is_encrypted=bool(made and made.data.get("encrypted")),
        is_too_old=made is not None and made.at < now - TOO_OLD,
        ledger_waits=LedgerEntry.objects.filter(at__lt=now - GRACE_PERIOD).count(),
        is_beside_the_data=ledger_file.is_beside_the_data(),
    )
