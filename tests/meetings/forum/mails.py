"""What sends each mail about forum days and trials, for tests/services/mails.py."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from accounts.roles import Role
from accounts.user import User
from meetings.follows.models import Follow
from meetings.forum.days.inviting import notifications
from meetings.forum.enums import ExampleState
from meetings.forum.notifications import notify_new_example, notify_waiting
from meetings.forum.pages import ExamplePage
from meetings.forum.trials.save_trial import save_trial
from meetings.moderation.start_moderation import start_moderation
from tests import factories
from tests.meetings.forum.days.made import forum_day

WHEN = datetime(2030, 10, 16, 7, tzinfo=UTC)


def _of_day(act: Callable[..., Any]) -> Callable[[], None]:
    def send() -> None:
        planner = factories.user(role=Role.CONSULTANT, name="Søren Ågård", email="soren@ærø.dk")
        guest = factories.user(role=Role.DEPARTMENT_LEADER, name="Karen Blåbær", email="karen@blåbær.dk")
        day = forum_day(
            title="PLF på Ærø", place="Rådhuset; Sal 2, Ærø", about="Data, der gør en forskel", people=[guest],
            planned_by=planner, starts_at=WHEN, state_reason="Åen er gået over sine bredder",
        )  # fmt: skip
        day.invitees.create(name="Ane på Åskolen", email="ane@blåbær.dk")
        act(day, planner)

    return send


def _tried() -> None:
    origin = factories.user(role=Role.AGREEMENT_HOLDER, name="Søren Ågård", email="soren@ærø.dk")
    own = origin.memberships.get().unit
    example = factories.example(unit=own, state=ExampleState.CLEARED, title="Færre stod alene på Ærø")
    unit = factories.make_unit("Åskolen")
    leader = factories.user(role=Role.AGREEMENT_HOLDER, unit=unit, name="Øjvind Å")
    save_trial(example=example, unit=unit, text="Vi så på det om ærtebælge", expected_version=None, by=leader)


def _followed() -> None:
    follower = factories.user(role=Role.FORUM_MEMBER, name="Karen Blåbær", email="karen@blåbær.dk")
    Follow.objects.create(person=follower, page=factories.forum())
    notify_new_example(factories.example(state=ExampleState.CLEARED, title="Færre stod alene på Ærø"))


def proposed(page: ExamplePage, chef: User) -> None:
    notify_waiting(page, start_moderation(page, by=page.proposed_by), page.proposed_by)


#: Template -> what sends it.
SCENES: dict[str, Callable[[], None]] = {
    "meetings/forum/days/mail/invitation": _of_day(
        lambda day, by: notifications.send_day_invitations(day, by, day.invitees.all())
    ),
    "meetings/forum/days/mail/moved": _of_day(lambda day, by: notifications.notify_moved(day, by, day)),
    "meetings/forum/days/mail/cancelled": _of_day(notifications.notify_cancelled),
    "meetings/forum/days/mail/left_out": _of_day(
        lambda day, by: notifications.notify_left_out(day, by, day.invitees.all())
    ),
    "meetings/forum/days/mail/reminder": _of_day(
        lambda day, by: notifications.notify_unanswered(day, by, day.invitees.all())
    ),
    "meetings/forum/trials/mail/tried": _tried,
    "meetings/forum/mail/new_example": _followed,
}
