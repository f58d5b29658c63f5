"""Which files an example lets its readers fetch."""

from typing import Any

from django.db.models import Q, QuerySet

from accounts.roles import Right
from media.item import MediaItem
from meetings.evidence.media_access import also
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExampleMedia
from meetings.units import access


@also
def shown_by_example(user: Any, item: MediaItem) -> QuerySet[Any]:
    """Leaders, while a cleared example shows the item; those who clear, while one that shows it waits for them.

    Never without a basis for the lederforum.
    """
    rows = ExampleMedia.objects.filter(media_key=item.key)
    if not item.is_cleared_for_forum:
        return rows.none()
    person = access.of(user)
    readers = Q(example__state=ExampleState.CLEARED) if person.has(Right.SEE_FORUM) else access.NOBODY
    deciders = Q(example__state=ExampleState.PROPOSED) & person.units_q(Right.CLEAR_EXAMPLE, "example__unit")
    return rows.filter(readers | deciders)
