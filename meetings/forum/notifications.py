"""Mails about examples, enqueued in the transaction of the action."""

from collections.abc import Iterable

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from accounts.roles import Right, roles_with
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.forum.addresses import of_example
from meetings.forum.pages import ExamplePage
from meetings.units.membership import Membership


def notify_proposed(example: ExamplePage) -> None:
    """To those who clear: the head of the unit's area, and the central editors."""
    reach = Q(area=example.unit.area_id) | Q(area=None, unit=None)
    current = Membership.objects.current(timezone.localdate()).filter(reach, role__in=roles_with(Right.CLEAR_EXAMPLE))
    people = User.objects.filter(is_active=True, pk__in=current.values("user")).order_by("name", "pk")
    _tell("proposed", people, example, example.proposed_by, link=of_example("example_decide", example))


def notify_cleared(example: ExamplePage) -> None:
    _tell("cleared", _proposer(example), example, example.cleared_by, link=of_example("example", example))


def notify_returned(example: ExamplePage, by: User) -> None:
    link = of_example("example_edit", example)
    _tell("returned", _proposer(example), example, by, link=link, reason=example.return_reason)


def notify_taken_down(example: ExamplePage, by: User) -> None:
    if example.proposed_by_id != by.pk:
        link = of_example("example", example)
        _tell("taken_down", _proposer(example), example, by, link=link, reason=example.return_reason)


def notify_clearance_revoked(example: ExamplePage, by: User | None, why: str) -> None:
    """To those who cleared and proposed it, except `by`: something it is based on is hidden or has changed."""
    cleared_by = [example.cleared_by] if example.cleared_by and example.cleared_by.is_active else []
    people = {person.pk: person for person in [*_proposer(example), *cleared_by] if by is None or person.pk != by.pk}
    _tell("waits_again", people.values(), example, by, link=of_example("example", example), why=why)


def _proposer(example: ExamplePage) -> list[User]:
    return [example.proposed_by] if example.proposed_by and example.proposed_by.is_active else []


def _tell(what: str, people: Iterable[User], example: ExamplePage, by: User | None, *, link: str, **facts: str) -> None:
    for person in people:
        enqueue_mail_from_template(
            to=person.email,
            to_name=person.name,
            from_name=str(by) if by is not None else "",
            reply_to=by.email if by is not None else "",
            template=f"meetings/forum/mail/{what}",
            context={
                "person": person,
                "by": by,
                "title": example.title,
                "unit": example.unit.title,
                "link": settings.BASE_URL.rstrip("/") + link,
                **facts,
            },
        )
