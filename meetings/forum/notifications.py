"""What people are told about examples."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.models import TaskState

from accounts.roles import Right
from accounts.user import User
from meetings.follows.models import Follow
from meetings.forum.enums import ExampleState
from meetings.forum.page_urls import example_url
from meetings.forum.pages import ExamplePage
from meetings.forum.visible_examples import listed_examples
from meetings.notifications.kinds import Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units.right_holders import users_with

PROPOSER_REASON = _("You get this mail because you proposed the example.")


@obligation(
    "meetings/forum/mail/proposed",
    Right.CLEAR_EXAMPLE,
    reason=_("You get this mail because you clear examples for the leader forum."),
)
def proposed(notification: Notification) -> Message | None:
    return _message(notification, ExampleState.PROPOSED, "example_decide")


@news("meetings/forum/mail/cleared", Right.PROPOSE_EXAMPLE, reason=PROPOSER_REASON)
def cleared(notification: Notification) -> Message | None:
    return _message(notification, ExampleState.CLEARED, "example")


@news("meetings/forum/mail/planned", Right.PROPOSE_EXAMPLE, reason=PROPOSER_REASON)
def planned(notification: Notification) -> Message | None:
    return _message(notification, ExampleState.PLANNED, "example")


@news("meetings/forum/mail/unlisted", Right.PROPOSE_EXAMPLE, reason=PROPOSER_REASON)
def unlisted(notification: Notification) -> Message | None:
    """Return the message. `detail` is the state it was moved to."""
    return _message(notification, ExampleState(notification.detail), "example")


@obligation("meetings/forum/mail/returned", Right.PROPOSE_EXAMPLE, reason=PROPOSER_REASON)
def returned(notification: Notification) -> Message | None:
    return _message(notification, ExampleState.RETURNED, "example_edit")


@news("meetings/forum/mail/taken_down", Right.PROPOSE_EXAMPLE, reason=PROPOSER_REASON)
def taken_down(notification: Notification) -> Message | None:
    return _message(notification, ExampleState.TAKEN_DOWN, "example")


@obligation(
    "meetings/forum/mail/waits_again",
    Right.PROPOSE_EXAMPLE,
    Right.CLEAR_EXAMPLE,
    reason=_("You get this mail because you proposed or cleared the example."),
)
def waits_again(notification: Notification) -> Message | None:
    return _message(notification, ExampleState.PROPOSED, "example")


@news(
    "meetings/forum/mail/new_example",
    Right.SEE_FORUM,
    reason=_("You get this mail because you follow the leader forum or the initiative."),
)
def new_example(notification: Notification) -> Message | None:
    """Return the message; None once it is taken down, or what it rests on is hidden."""
    example = ExamplePage.objects.filter(listed_examples(), pk=notification.about).select_related("unit").first()
    if example is None:
        return None
    facts = {"title": example.title, "unit": example.unit.title}
    return Message(None, example_url("example", example), facts=facts)


def notify_new_example(example: ExamplePage) -> None:
    """Tell those who follow its initiative or the forum, one line each."""
    people = Follow.objects.people(page=example.get_parent().pk, initiative=example.initiative_id)
    notify(new_example, example.pk, people, by=example.proposed_by)


def notify_waiting(example: ExamplePage, step: TaskState, by: User | None) -> None:
    """Tell those who act on `step`: who clears is the head of the unit's area, and the central editors."""
    reach = Q(area=example.unit.area_id) | Q(area=None, unit=None)
    notify(proposed, example.pk, users_with(step.task.specific.right, timezone.localdate(), reach), by=by)


def notify_cleared(example: ExamplePage) -> None:
    notify(cleared, example.pk, _proposer(example), by=example.cleared_by)


def notify_planned(example: ExamplePage) -> None:
    notify(planned, example.pk, _proposer(example), by=example.cleared_by)


def notify_unlisted(example: ExamplePage, by: User) -> None:
    notify(unlisted, example.pk, _proposer(example), by=by, detail=example.state)


def notify_returned(example: ExamplePage, by: User) -> None:
    notify(returned, example.pk, _proposer(example), by=by)


def notify_taken_down(example: ExamplePage, by: User) -> None:
    notify(taken_down, example.pk, _proposer(example), by=by)


def notify_clearance_revoked(example: ExamplePage, by: User | None, why: str) -> None:
    """Tell those who cleared and proposed it: something it is based on is hidden or has changed."""
    cleared_by = [example.cleared_by] if example.cleared_by else []
    notify(waits_again, example.pk, [*_proposer(example), *cleared_by], by=by, detail=why)


def _proposer(example: ExamplePage) -> list[User]:
    return [example.proposed_by] if example.proposed_by else []


def _message(notification: Notification, state: ExampleState, view: str) -> Message | None:
    """None when the example is no longer in that state."""
    example = ExamplePage.objects.select_related("unit").filter(pk=notification.about, state=state).first()
    if example is None:
        return None
    day = timezone.localdate(example.go_live_at) if example.go_live_at else None
    facts = {"title": example.title, "reason": example.return_reason, "day": day}
    return Message(example.unit, example_url(view, example), notification.by, facts=facts)
