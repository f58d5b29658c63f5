"""Pages of forum days and of trials, with forms of every kind."""

from collections.abc import Iterator
from datetime import timedelta

from django.urls import reverse
from django.utils import timezone

from accounts.roles import Role
from accounts.user import User
from meetings.forum.days.enums import ForumDayState
from meetings.forum.trials.models import Trial
from tests import factories
from tests.leaks.stage import Stage
from tests.meetings.forum.days.made import forum_day


def pages_of_trials(stage: Stage) -> Iterator[tuple[User, str]]:
    leader, other = stage.person(Role.AGREEMENT_HOLDER), factories.example(state="cleared", title="En andens")
    where = {"slug": other.slug, "unit": stage.own.unit.slug}
    Trial.objects.create(example=other, unit=stage.own.unit, text="Vi", written_by=leader)
    yield from ((leader, reverse(name, kwargs=where)) for name in ("trial", "trial_remove"))
    draft = factories.example(unit=stage.own.unit, state="draft")
    yield leader, reverse("example_delete_draft", kwargs={"slug": draft.slug})


def pages_of_forum_days(stage: Stage) -> Iterator[tuple[User, str]]:
    """Days of each kind that a form acts on: being planned, invited to, and begun."""
    planner, guest = stage.person(Role.CONSULTANT), factories.user(role=Role.DEPARTMENT_LEADER)
    for state in (ForumDayState.PLANNED, ForumDayState.INVITED):
        day = forum_day(state=state, examples=[stage.own.cleared], people=[guest], planned_by=planner)
        yield planner, day.get_url()
        for name in ("edit", "programme", "invitees", "invite", "replies", "cancel"):
            yield planner, reverse(f"forum_day_{name}", args=[day.slug])
    yield guest, reverse("forum_day_answer", args=[day.slug])
    begun = forum_day(
        examples=[stage.own.cleared], people=[guest], planned_by=planner, starts_at=timezone.now() - timedelta(hours=1)
    )
    yield planner, reverse("forum_day_held", args=[begun.slug])
