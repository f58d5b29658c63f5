"""Put a row into each table that the demo leaves empty, so that an upgrade meets content everywhere.

`fill` is called by `seen.make`, once for each database that is kept.
"""

import sqlite3
import uuid
from typing import Any

#: Values by column of a table, where those made from the column's type would mean nothing to the pages that read it.
MEANT: dict[str, dict[str, Any]] = {
    "foundation_sentform": {"done": '{"url": "/", "message": ""}'},
    "media_upload": {"kind": "image", "length": 10, "offset": 4, "finished_at": None},
    "meetings_addendum": {"text": "Rettelse: Vi var ni ved bordet, ikke otte."},
    "meetings_export": {
        "source": "minutes", "format": "pdf", "state": "failed", "parts": "[]", "passages": "[]", "example_id": None,
        "note_id": None, "sent_id": None,
    },
    "meetings_handover": {"ended_id": 1, "begun_id": 2},
    "meetings_notification": {"kind": "meetings/agreements/mail/due_soon"},
    "meetings_recipient": {"news": "weekly"},
    "wagtailusers_userprofile": {"preferred_language": "da", "dismissibles": "{}", "theme": "system"},
}  # fmt: skip
#: SQLite's own, the full-text index, what is cached, Django's sessions, whose place ours take, and Wagtail's
#: restrictions of pages, which no page of ours has.
LEFT_EMPTY = (
    "sqlite_", "wagtailsearch_indexentry_fts", "shared_cache", "django_session", "wagtailcore_pageviewrestriction",
    "wagtailcore_collectionviewrestriction",
)  # fmt: skip


def fill(path: str, moment: str) -> list[str]:
    """Returns the tables that stay empty. `moment`: an ISO time for every column with one."""
    database = sqlite3.connect(path)
    database.execute("PRAGMA foreign_keys = ON")
    named = database.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    empty = [name for (name,) in named if not name.startswith(LEFT_EMPTY) and _is_empty(database, name)]
    for _round in range(3):  # a table may refer to another that was empty
        empty = [name for name in empty if not _insert(database, name, moment)]
    database.commit()
    return empty


def _is_empty(database: sqlite3.Connection, table: str) -> bool:
    return database.execute(f'SELECT 1 FROM "{table}" LIMIT 1').fetchone() is None


def _insert(database: sqlite3.Connection, table: str, moment: str) -> bool:
    """Whether a row could be written: with all columns, or without those that may be empty."""
    columns = database.execute(f'PRAGMA table_info("{table}")').fetchall()
    refers = {row[3]: (row[2], row[4]) for row in database.execute(f'PRAGMA foreign_key_list("{table}")').fetchall()}
    meant = MEANT.get(table, {})
    for with_all in (True, False):
        values: dict[str, Any] = {}
        for _number, name, kind, is_needed, default, is_key in columns:
            if name in meant:
                values[name] = meant[name]
            elif name in refers:
                other, column = refers[name]
                found = database.execute(f'SELECT "{column}" FROM "{other}" ORDER BY 1 LIMIT 1').fetchone()
                values[name] = found[0] if found and (is_needed or with_all) else None
            elif not is_key and (is_needed or with_all) and default is None:
                values[name] = _value(kind.lower(), moment)
        names, marks = ", ".join(f'"{name}"' for name in values), ", ".join("?" * len(values))
        row = f"({names}) VALUES ({marks})" if values else "DEFAULT VALUES"
        try:
            database.execute(f'INSERT INTO "{table}" {row}', list(values.values()))
        except sqlite3.IntegrityError:
            continue
        return True
    return False


def _value(kind: str, moment: str) -> Any:
    """For a column of SQLite's type `kind`: char(32) is a UUID, text is JSON or prose."""
    made = {
        "char(32)": uuid.UUID(int=7).hex, "text": "{}", "datetime": moment.replace("T", " ")[:16], "date": moment[:10],
        "bool": 0,
    }  # fmt: skip
    return made.get(kind, "x" if "char" in kind else 1)
