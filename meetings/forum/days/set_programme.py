"""Set the programme of a forum day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal, Refusals
from meetings.forum.days.day_data import require_planner, take_day
from meetings.forum.days.enums import OPEN_STATES, PointKind
from meetings.forum.days.models import ProgrammePoint
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.listing import cleared_examples

MOST_POINTS = 40


class BadPoint(Refusal):
    """A point without a title, an example that is not shown to leaders, or one that comes twice."""


@dataclass(frozen=True)
class PointData:
    """One point as written, in the order of the programme; `pk` is 0 for a new one."""

    pk: int = 0
    example_id: int | None = None
    title: str = ""
    text: str = ""
    minutes: int = 0
    presenter: str = ""


def set_programme(*, day: ForumDayPage, points: Sequence[PointData], seen: int, by: User) -> ForumDayPage:
    """Replace the programme by `points`, in their order. Raises NotAllowed, BadPoint, DayClosed, ChangedMeanwhile."""
    require_planner(by)
    with transaction.atomic():
        fresh = take_day(day, seen=seen, states=OPEN_STATES)
        there = {point.pk: point for point in fresh.points.all()}
        _check(points, {point.example_id for point in there.values()})
        kept = {point.pk for point in points if point.pk in there}
        fresh.points.exclude(pk__in=kept).delete()
        for position, data in enumerate(points):
            point = there.get(data.pk) or ProgrammePoint(day=fresh, example_id=data.example_id)
            point.kind = PointKind.EXAMPLE if point.example_id else PointKind.FREE
            point.position, point.minutes, point.presenter = position, data.minutes, data.presenter.strip()
            point.title = "" if point.example_id else data.title.strip()
            point.text = data.text.strip()
            point.save()
        audit.record("forum_day.programme_set", fresh, by=by, points=len(points))
    return fresh


def _check(points: Sequence[PointData], known: set[int | None]) -> None:
    wrong = Refusals()
    if len(points) > MOST_POINTS:
        wrong.add(BadPoint(_("A forum day has at most %(most)s points.") % {"most": MOST_POINTS}))
    chosen = [point.example_id for point in points if point.example_id]
    if len(set(chosen)) < len(chosen):
        wrong.add(BadPoint(_("The example is in the programme already."), field="example"))
    new = set(chosen) - known
    if new and cleared_examples().filter(pk__in=new).count() < len(new):
        wrong.add(BadPoint(_("The example is not shown in the leader forum any more."), field="example"))
    for number, point in enumerate(points):
        if not point.example_id and not point.title.strip():
            wrong.add(BadPoint(_("Give the point a title."), field=f"title-{number}"))
    wrong.raise_any()
