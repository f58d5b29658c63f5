"""Write what the unit brings on one initiative."""

import json
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from uuid import uuid4

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import changed_meanwhile
from foundation.stream_data import raw_blocks
from meetings.initiatives.statements import Statement, brought_wishes, stored_statements
from meetings.meeting.blocks import questions_of
from meetings.meeting.enums import MeetingState
from meetings.meeting.item import MeetingItem
from meetings.meeting.meeting_versions import StateHasChanged
from meetings.meeting.states.begin_preparation import begin_preparation
from meetings.support_requests.add_wishes import add_wishes
from meetings.support_requests.change_wish import change_wish
from meetings.support_requests.models import SupportRequest
from meetings.units import access


@dataclass(frozen=True)
class WrittenStatement:
    """What the user wrote. `wishes` are texts by primary key, an empty one takes the wish away; `new_wish` is one more.

    `title` is the name of an own initiative; that of the register is not changed.
    """

    texts: Mapping[str, str]
    title: str = ""
    wishes: Mapping[int, str] = field(default_factory=dict)
    new_wish: str = ""


class StatementsFrozen(StateHasChanged):
    """The minutes are approved, or the meeting is cancelled."""


class InitiativeNameMissing(Refusal):
    """One of the unit's own initiatives has no name."""


def save_statement(
    *, item: MeetingItem, statement: Statement, written: WrittenStatement, expected_version: int, by: User
) -> Statement:
    """Store `written` on the initiative of `statement`, and its wishes as rows of their own.

    One of the unit's own from which name and all texts are taken away is no longer shown. `expected_version` is the
    version of the statement that the form showed, 0 for one not written yet.
    Raises NotAllowed, StatementsFrozen, InitiativeNameMissing, ChangedMeanwhile.
    """
    meeting = item.meeting
    if not access.of(by).may(Right.WRITE_STATEMENTS, meeting.unit):
        raise NotAllowed(_("Only the unit's leaders write what the unit brings."))
    with transaction.atomic():
        row = MeetingItem.objects.select_for_update(of=("self",)).select_related("meeting__unit").get(pk=item.pk)
        if row.frozen_at or row.meeting.state == MeetingState.CANCELLED:
            raise StatementsFrozen(
                _("What you bring can no longer be changed: the minutes are approved, or the meeting is cancelled."),
                row.meeting,
            )
        known = stored_statements(row, brought_wishes([row.pk]).select_for_update())
        before = next((one for one in known if one.key == statement.key), replace(statement, id="", version=0))
        if before.version != expected_version:
            conflict = changed_meanwhile(row)
            conflict.current = before
            raise conflict
        after = _after(before, written)
        _store_statement(row, after)
        _store_wishes(row, after, written, by)
        begin_preparation(meeting=meeting, by=by)
        audit.record("meeting.statement_written", row, by=by, unit_id=meeting.unit_id, meeting=meeting.pk)
    return after


def _after(before: Statement, statement: WrittenStatement) -> Statement:
    """Return the statement as written. Raises InitiativeNameMissing."""
    title = before.title if before.initiative else statement.title.strip()
    texts = {name: statement.texts.get(name, "").strip() for name in questions_of(before.kind)}
    says_something = any([*texts.values(), *statement.wishes.values(), statement.new_wish.strip()])
    if not title and (says_something or not before.id):
        raise InitiativeNameMissing(_("Write which initiative it is about."), field="title")
    return replace(before, id=before.id or str(uuid4()), version=before.version + 1, title=title, texts=texts)


def _store_statement(row: MeetingItem, after: Statement) -> None:
    value = {"title": after.title, "initiative": after.initiative, "version": after.version, **after.texts}
    block = {"type": str(after.kind), "id": after.id, "value": value}
    stored = raw_blocks(row.brought)
    at = next((place for place, one in enumerate(stored) if one["id"] == after.id), len(stored))
    row.brought = json.dumps([*stored[:at], block, *stored[at + 1 :]])
    row.save(update_fields=["brought"])


def _store_wishes(row: MeetingItem, after: Statement, statement: WrittenStatement, by: User) -> None:
    """Change, take away and add wishes. One that a colleague took away meanwhile is added anew."""
    new = [statement.new_wish.strip()]
    there = {wish.pk: wish for wish in after.wishes}
    for pk, text in statement.wishes.items():
        if (wish := there.get(pk)) is None:
            new.append(text.strip())
        else:
            change_wish(wish=wish, text=text.strip(), initiative_name=after.title, by=by)
    wishes = [
        SupportRequest(
            item=row, statement_id=after.id, initiative_id=after.initiative, initiative_name=after.title, text=text
        )
        for text in new
        if text
    ]
    add_wishes(meeting=row.meeting, wishes=wishes, by=by)
