"""What a request writes, to see that reading writes nothing."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import connection

WRITES = re.compile(r"\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+\"?(\w+)", re.I)
#: The view log, and the sessions that a presentation or a meeting on its screen extends.
REMEMBERS = {
    "media_viewlogentry": "who has seen what",
    "meetings_sentdocument": "what a downloaded file holds",
    "meetings_helditem": "what a downloaded file holds",
    "accounts_session": "a presentation is still shown, or a meeting led on its screen",
    "wagtailadmin_editingsession": "who has a page open in the editor",
    "wagtailcore_pagesubscription": "whose page it is that is open in the editor",
}
#: Looking at the event log, and fetching it, are acts that it holds.
NOTED_IN_LOG = re.compile(r"/haendelser/")


@contextmanager
def tables_written() -> Iterator[set[str]]:
    written: set[str] = set()

    def watch(execute: Any, sql: str, params: Any, many: bool, context: Any) -> Any:
        if match := WRITES.match(sql):
            written.add(match[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(watch):
        yield written


def changed_by_reading(address: str, written: set[str]) -> list[str]:
    """The tables among `written` that a look at the address should have left alone."""
    noted = {"foundation_auditevent"} if NOTED_IN_LOG.match(address) else set()
    return sorted(written - set(REMEMBERS) - noted)
