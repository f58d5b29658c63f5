"""Who carried out an act of the ledger."""

from accounts.user import User
from foundation.deletion_ledger.ledger_file import LedgerLine


def actor_of(line: LedgerLine) -> User:
    """Return the person, else the oldest account: rows of objections need one, and an account that was made after the
    backup is not there. Raises User.DoesNotExist in a database without accounts."""
    return User.objects.filter(pk=line.data.get("by") or 0).first() or User.objects.order_by("pk")[:1].get()
