"""Set the programme of a forum day."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import Refusal, Refusals
from meetings.forum.days.day_data import bump_day_version, require_planner
from meetings.forum.days.enums import OPEN_STATES, PointKind
from meetings.forum.days.models import ProgrammePoint
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.shared_notes import shared_notes
from meetings.forum.days.signals import forum_day_changed
from meetings.forum.listing import cleared_examples

MAX_POINTS = 40


class BadPoint(Refusal):
    """A point without a title, an example or a note that is not shown to leaders, or one that comes twice."""


@dataclass(frozen=True)
class PointData:
    """One point as written, in the order of the programme; `pk` is 0 for a new one."""

    pk: int = 0
    example_id: int | None = None
    note_id: int | None = None
    title: str = ""
    text: str = ""
    minutes: int = 0
    presenter: str = ""


def set_programme(*, day: ForumDayPage, points: Sequence[PointData], expected_version: int, by: User) -> ForumDayPage:
    """Replace the programme by `points`, in their order. Raises NotAllowed, BadPoint, DayClosed, ChangedMeanwhile."""
    require_planner(by)
    with transaction.atomic():
        fresh = bump_day_version(day, expected_version=expected_version, states=OPEN_STATES)
        there = {point.pk: point for point in fresh.points.all()}
        _check(points, list(there.values()), by)
        kept = {point.pk for point in points if point.pk in there}
        fresh.points.exclude(pk__in=kept).delete()
        for position, data in enumerate(points):
            point = there.get(data.pk) or ProgrammePoint(day=fresh, example_id=data.example_id, note_id=data.note_id)
            point.kind = PointKind.EXAMPLE if point.example_id else PointKind.NOTE if point.note_id else PointKind.FREE
            point.position, point.minutes, point.presenter = position, data.minutes, data.presenter.strip()
            point.title = data.title.strip() if point.kind == PointKind.FREE else ""
            point.text = data.text.strip()
            point.save()
        audit.record("forum_day.programme_set", fresh, by=by, points=len(points))
        forum_day_changed.send(sender=ForumDayPage, day=fresh)
    return fresh


def _check(points: Sequence[PointData], there: Sequence[ProgrammePoint], by: User) -> None:
    wrong = Refusals()
    if len(points) > MAX_POINTS:
        wrong.add(BadPoint(_("A forum day has at most %(most)s points.") % {"most": MAX_POINTS}))
    examples = [point.example_id for point in points if point.example_id]
    notes = [point.note_id for point in points if point.note_id]
    if len(set(examples)) < len(examples) or len(set(notes)) < len(notes):
        wrong.add(BadPoint(_("It is in the programme already."), field="what"))
    new = set(examples) - {point.example_id for point in there}
    new_notes = set(notes) - {point.note_id for point in there}
    if new and cleared_examples().filter(pk__in=new).count() < len(new):
        wrong.add(BadPoint(_("The example is not shown in the leader forum any more."), field="what"))
    if new_notes - shared_notes(by, new_notes).keys():
        wrong.add(BadPoint(_("The note is not published to the leaders any more."), field="what"))
    for number, point in enumerate(points):
        if not (point.example_id or point.note_id or point.title.strip()):
            wrong.add(BadPoint(_("Give the point a title."), field=f"title-{number}"))
    wrong.raise_any()
