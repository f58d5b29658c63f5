"""Notes for an area in the programme of a forum day, which a package above makes (settings.FORUM_DAY_NOTES)."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

from django.conf import settings
from django.db.models import QuerySet
from django.utils import timezone
from django.utils.module_loading import import_string

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.forum.days.pages import ForumDayPage
from meetings.units.membership import Membership
from meetings.units.right_holders import memberships_with


@dataclass(frozen=True)
class SharedNote:
    """A note that is published to the leaders, as far as its reader may see it.

    `parts` are headings with the text below them; empty unless they were asked for.
    """

    pk: int
    title: str
    url: str
    area: str
    parts: Sequence[tuple[str, str]] = ()


class FindNotes(Protocol):
    def __call__(
        self, user: AnyUser, only: Collection[int] | None = None, *, with_parts: bool = False
    ) -> list[SharedNote]: ...


def shared_notes(
    user: AnyUser, only: Collection[int] | None = None, *, with_parts: bool = False
) -> dict[int, SharedNote]:
    """Return the published notes that `user` may read, or those of `only`, by primary key, the latest first. One query,
    and one for the parts; none without keys."""
    if only is not None and not only:
        return {}
    find: FindNotes = import_string(settings.FORUM_DAY_NOTES)
    return {note.pk: note for note in find(user, only, with_parts=with_parts)}


def readers_of_notes(day: ForumDayPage) -> set[int]:
    """Return the invitees who read published notes, by the primary key of their account. One query."""
    return set(day.invitees.filter(user__in=_readers()).values_list("user", flat=True))


def all_read_notes(day: ForumDayPage) -> bool:
    """Return whether everybody who is invited reads notes: units let their words stand in them for the leaders and
    nobody else, so none is put on the projector when others are invited. One query."""
    return not day.invitees.exclude(user__in=_readers()).exists()


def _readers() -> QuerySet[Membership, Any]:
    return memberships_with(Right.SEE_FORUM, timezone.localdate()).values("user")
