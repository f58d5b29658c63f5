"""One moment of the database: what is known of it besides its content."""

from dataclasses import dataclass

from foundation.backup.fingerprint import TableFingerprint
from foundation.backup.stored_stream import StreamContent

#: The last block of the log.
HEAD = "SELECT number, seal FROM foundation_sealblock ORDER BY number DESC LIMIT 1"
#: Name and purpose of the file with the copy.
DATABASE = "database"


@dataclass(frozen=True)
class Snapshot:
    """`vendor`: Django's name of the database. `head`: number and seal of the log's last block."""

    vendor: str
    content: StreamContent
    tables: dict[str, TableFingerprint]
    head: tuple[int, str] | None
