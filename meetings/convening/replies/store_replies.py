"""Store answers that were given by phone or in the corridor, for participants of a meeting and invitees of a forum
day."""

from collections.abc import Mapping
from datetime import datetime
from typing import TypeVar

from django.db.models import QuerySet

from meetings.meeting.participants.invited import InvitedPerson

P = TypeVar("P", bound=InvitedPerson)


def store_replies(people: QuerySet[P], replies: Mapping[int, str], now: datetime) -> list[P]:
    """Store a Reply, or "" for none, for people (rows of `InvitedPerson`) by their id. Returns those whose answer is
    another now. Call it in a transaction."""
    changed = [row for row in people.select_for_update().filter(pk__in=replies) if row.reply != replies[row.pk]]
    for row in changed:
        row.set_reply(replies[row.pk], now)
        row.save()
    return changed
