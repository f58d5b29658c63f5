"""Take an example off the list: archived, or superseded by a newer one. It can still be read at its address."""

from django.db import transaction
from django.db.models import QuerySet
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser, User
from foundation import audit
from foundation.errors import NotAllowed, ReasonMissing, Refusal
from meetings.forum.enums import ExampleState
from meetings.forum.example_versions import bump_example_version
from meetings.forum.notifications import notify_unlisted
from meetings.forum.pages import ExamplePage
from meetings.forum.visible_examples import listed_examples
from meetings.units import access


class NoSuccessor(Refusal):
    """The newer example is not among those that may be named."""


def may_unlist(user: AnyUser, example: ExamplePage) -> bool:
    """Return whether the user may: the unit's leaders and those who clear, as for taking it down."""
    person = access.of(user)
    return person.may(Right.PROPOSE_EXAMPLE, example.unit) or person.may(Right.CLEAR_EXAMPLE, example.unit)


def unlist(
    *, example: ExamplePage, expected_version: int, by: User, reason: str = "", successor: ExamplePage | None = None
) -> ExamplePage:
    """Move CLEARED to SUPERSEDED, when there is a `successor`, a listed example of the same unit; else, with a
    `reason`, to ARCHIVED. Raises NotAllowed, ReasonMissing, NoSuccessor, AlreadyDone."""
    if not may_unlist(by, example):
        raise NotAllowed(_("The unit's leaders, the head of the area or an editor take an example off the list."))
    if successor is None and not reason.strip():
        raise ReasonMissing(_("Write why the example is archived."), field="reason")
    with transaction.atomic():
        if successor is not None and not successors_of(example).filter(pk=successor.pk).exists():
            raise NoSuccessor(_("Choose an example of the unit that is shown in the leader forum."), field="successor")
        current = bump_example_version(
            example, expected_version=expected_version, states=(ExampleState.CLEARED,),
            state=ExampleState.SUPERSEDED if successor else ExampleState.ARCHIVED,
            superseded_by=successor, return_reason=reason.strip(),
        )  # fmt: skip
        to = {"successor": successor.pk} if successor else {}
        audit.record(f"example.{current.state}", current, by=by, unit_id=current.unit_id, **to)
        notify_unlisted(current, by)
    return current


def successors_of(example: ExamplePage) -> QuerySet[ExamplePage]:
    """Return the listed examples of the same unit that may be named as the newer one."""
    return ExamplePage.objects.filter(listed_examples(), unit=example.unit_id).exclude(pk=example.pk)
