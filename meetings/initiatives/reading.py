"""What a unit brings to its meeting, for the meeting's page, the page where it is written, and the presentation."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.urls import reverse

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.text.parsing import parse_int
from meetings.initiatives.statements import (
    NEW_STATEMENT,
    Statement,
    brought_wishes,
    statements_to_write,
    stored_statements,
)
from meetings.meeting.agenda import AgendaItem, agenda_of
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem, items_of
from meetings.meeting.pages import MeetingPage
from meetings.template.enums import StatementScope
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs
from snippets.models import Initiative


@dataclass(frozen=True)
class ItemStatements:
    """An agenda item with its statements, written or asked for. `item` is None for those whose item left the agenda."""

    item: AgendaItem | None
    statements: Sequence[Statement]

    @property
    def accepts_own(self) -> bool:
        """Whether the unit adds initiatives of its own here."""
        return self.item is not None and self.item.brings == StatementScope.OWN


def statements_by_item(meeting: MeetingPage) -> dict[str, list[Statement]]:
    """Return what is written, by the item's id; statements whose item left the agenda are under "".

    No query but that of the items, and one more if there are statements. Call it before other functions read the
    agenda of the same `meeting` object.
    """
    stored = {item: [one for one in found if one.is_written] for item, found in _stored(meeting).items()}
    return {item: written for item, written in stored.items() if written}


def _stored(meeting: MeetingPage) -> dict[str, list[Statement]]:
    rows = {block_id: row for block_id, row in items_of(meeting, brought=True).items() if row.brought}
    if not rows:
        return {}
    wishes = list(brought_wishes(row.pk for row in rows.values()))
    in_agenda = {item.id for item in agenda_of(meeting)}
    found: dict[str, list[Statement]] = {}
    for block_id, row in rows.items():
        own = [wish for wish in wishes if wish.item_id == row.pk]
        listed = [one for one in stored_statements(row, own) if one.is_listed]
        found.setdefault(block_id if block_id in in_agenda else "", []).extend(listed)
    return found


def statements_page(meeting: MeetingPage) -> list[ItemStatements]:
    """Return the items that the template asks statements for, with those written and those not yet; then what was
    written on items that left the agenda."""
    stored = _stored(meeting)
    found = [
        ItemStatements(item, statements_to_write(item, stored.get(item.id, ())))
        for item in agenda_of(meeting)
        if item.row and (item.brings or item.id in stored)
    ]
    return [*found, *([ItemStatements(None, stored[""])] if stored.get("") else [])]


def statement_of(row: MeetingItem, item: AgendaItem, key: str) -> Statement | None:
    """Return the statement with this key, stored or not yet written; None for a key that has none on this item."""
    stored = stored_statements(row, brought_wishes([row.pk]))
    if known := next((one for one in stored if one.key == key), None):
        return known
    if item.brings == StatementScope.OWN:
        return Statement(StatementScope.OWN, "") if key == NEW_STATEMENT else None
    wanted = Initiative.objects.filter(is_strategic=True, pk=parse_int(key, 0)) if item.brings else ()
    return next((Statement(StatementScope.STRATEGIC, one.name, one.pk) for one in wanted), None)


def may_write_statements(user: AnyUser, meeting: MeetingPage) -> bool:
    """Return whether the user may, until the minutes are approved. No query after `statements_by_item`."""
    if not access.of(user).may(Right.WRITE_STATEMENTS, meeting.unit) or meeting.state == MeetingState.CANCELLED:
        return False
    return not any(row.frozen_at for row in items_of(meeting, brought=True).values())


def statements_url(meeting: MeetingPage) -> str:
    return reverse("statements", kwargs=meeting_url_kwargs(meeting))
