"""What is written of a forum day, and how actions take it."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation.errors import Conflict, NotAllowed, Refusal, Refusals
from foundation.forms.optimistic_lock import bump_version
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.pages import ForumDayPage
from meetings.units import access


class DayIncomplete(Refusal):
    """The day has no title or place, or begins in the past."""


class DayClosed(Conflict):
    """The day is held or cancelled, or somebody invited to it first."""


@dataclass(frozen=True)
class DayData:
    title: str
    starts_at: datetime
    place: str
    about: str = ""
    is_learning_community: bool = False

    def require(self, now: datetime, before: datetime | None = None) -> None:
        """Raises DayIncomplete for each thing that is missing. `before` is the day's own time until now."""
        wrong = Refusals()
        if not self.title.strip():
            wrong.add(DayIncomplete(_("Give the day a title."), field="title"))
        if not self.place.strip():
            wrong.add(DayIncomplete(_("Write where it is."), field="place"))
        if self.starts_at < now and self.starts_at != before:
            wrong.add(DayIncomplete(_("Choose a day that is not over."), field="day"))
        wrong.raise_any()

    def columns(self) -> dict[str, object]:
        return {
            "title": self.title.strip(),
            "draft_title": self.title.strip(),
            "starts_at": self.starts_at,
            "place": self.place.strip(),
            "about": self.about.strip(),
            "is_learning_community": self.is_learning_community,
        }


def require_planner(by: User) -> None:
    """Raises NotAllowed unless `by` plans forum days."""
    if not access.of(by).has(Right.PLAN_FORUM_DAYS):
        raise NotAllowed(_("The head of area and the consultants plan the forum days."))


def bump_day_version(
    day: ForumDayPage, *, expected_version: int | None, states: tuple[ForumDayState, ...], **values: object
) -> ForumDayPage:
    """Take the next version of the day from one of `states`, set `values`, and return it. Raises DayClosed and
    ChangedMeanwhile."""
    bumped: ForumDayPage | None = bump_version(
        ForumDayPage.objects.filter(pk=day.pk), expected_version, states=states, **values
    )
    if bumped is None:
        now = ForumDayPage.objects.get(pk=day.pk)
        text = _("It was not carried out. The forum day is now: %(state)s. Look at it again.")
        raise DayClosed(text % {"state": now.get_state_display().lower()}, now)
    return bumped
