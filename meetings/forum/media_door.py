"""Which files an example lets its readers fetch."""

from typing import Any

from django.db.models import Exists, OuterRef, Q

from accounts.roles import Right
from media.view_log.enums import SeenIn
from meetings.evidence.media_access import also
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExampleMedia
from meetings.units import access


@also(SeenIn.LEADER_FORUM)
def shown_by_example(user: Any) -> Q:
    """Leaders, while a cleared example shows the item; those who clear, while one that shows it waits for them.

    Never without a basis for the lederforum (`MediaItem.is_cleared_for_forum`).
    """
    person = access.of(user)
    readers = Q(example__state=ExampleState.CLEARED) if person.has(Right.SEE_FORUM) else access.NOBODY
    deciders = Q(example__state=ExampleState.PROPOSED) & person.units_q(Right.CLEAR_EXAMPLE, "example__unit")
    rows = ExampleMedia.objects.filter(readers | deciders, media_key=OuterRef("key"))
    return ~Q(forum_basis="") & Q(withdrawn_at=None) & Q(Exists(rows))
