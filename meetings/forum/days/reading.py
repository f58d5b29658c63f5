"""Template context of the list of forum days and of one day."""

from collections import Counter
from datetime import datetime

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from foundation.pages import page_context
from foundation.text.danish_formats import duration, moment
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.page_urls import day_url, forum_day_crumbs
from meetings.forum.days.pages import ForumDayPage, ForumDaysPage
from meetings.forum.days.programme import WITHOUT_MINUTES, Point, programme_of
from meetings.forum.page_urls import example_url
from meetings.meeting.enums import Reply
from meetings.units import access

#: How many past days the list shows.
MAX_PAST_DAYS = 30


@page_context("meetings.ForumDaysPage")
def days_context(page: ForumDaysPage, request: HttpRequest) -> dict[str, object]:
    """Return the template context: `ahead` (next first), `past` (latest first) and `plan`, whether one may plan a
    day."""
    person, now = access.of(request.user), timezone.now()
    columns = ("title", "slug", "starts_at", "place", "state", "is_learning_community")
    days = access.visible_to(request.user, ForumDayPage).only(*columns)
    today = timezone.localtime(now).replace(hour=0, minute=0, second=0, microsecond=0)
    return {
        "ahead": [_row(day) for day in days.filter(starts_at__gte=today).order_by("starts_at", "pk")],
        "past": [_row(day) for day in days.filter(starts_at__lt=today).order_by("-starts_at", "-pk")[:MAX_PAST_DAYS]],
        "may_plan": person.has(Right.PLAN_FORUM_DAYS),
        "crumbs": forum_day_crumbs(in_forum=person.has(Right.SEE_FORUM)),
    }


def _row(day: ForumDayPage) -> dict[str, object]:
    return {
        "day": day,
        "url": day_url("forum_day", day),
        "when": moment(day.starts_at),
        "tone": _tone(day),
        "state": day.get_state_display(),
    }


def _tone(day: ForumDayPage) -> str:
    tones = {ForumDayState.PLANNED: "attention", ForumDayState.INVITED: "info", ForumDayState.HELD: "done"}
    return tones.get(ForumDayState(day.state), "neutral")


@page_context("meetings.ForumDayPage")
def day_context(day: ForumDayPage, request: HttpRequest) -> dict[str, object]:
    """Return the template context. Who plans sees the invitees and their answers, and what is next to do; an invitee
    their own answer."""
    person, now = access.of(request.user), timezone.now()
    plans, points = person.has(Right.PLAN_FORUM_DAYS), programme_of(day, request.user)
    invitees = list(day.invitees.all()) if plans else list(day.invitees.filter(user=request.user.pk))
    own = next((one for one in invitees if one.user_id == request.user.pk != day.invited_by_id), None)
    ends = max((point.ends for point in points), default=day.starts_at)
    ends = ends if ends > day.starts_at else day.starts_at + WITHOUT_MINUTES
    waits = day.state == ForumDayState.INVITED and now < ends
    return {
        "points": [point_row(point) for point in points],
        "ends_at": ends if any(point.row.minutes for point in points) else None,
        "tone": _tone(day),
        "crumbs": forum_day_crumbs(day.title, in_forum=person.has(Right.SEE_FORUM)),
        "plans": plans,
        "invitees": invitees if plans else [],
        "answers": _answers(day, invitees) if plans else [],
        "own": own if waits else None,
        "next": _next(day, points, invitees, now) if plans else {},
        "show_url": day_url("forum_day_show", day) if points and day.state != ForumDayState.CANCELLED else "",
        "programme_url": day_url("forum_day_programme", day) if plans and day.is_open else "",
        "edit_url": day_url("forum_day_edit", day) if plans and day.is_open else "",
        "invitees_url": day_url("forum_day_invitees", day) if plans and day.is_open else "",
        "cancel_url": day_url("forum_day_cancel", day) if plans and day.is_open else "",
        "reply_url": day_url("forum_day_answer", day),
        "calendar_url": day_url("forum_day_calendar", day) if day.is_open else "",
    }


def point_row(point: Point) -> dict[str, object]:
    """Return what the programme shows of a point. Who presents an example that is not named is not named either."""
    presenter = "" if point.instead else point.row.presenter
    length = duration(point.row.minutes) if point.row.minutes else ""
    facts = [point.whose, presenter, length, _("Shown") if point.row.shown_at else ""]
    return {
        "point": point,
        "row": point.row,
        "url": example_url("example", point.example) if point.example else point.note.url if point.note else "",
        "facts": [fact for fact in facts if fact],
    }


def _answers(day: ForumDayPage, invitees: list[ForumInvitee]) -> list[dict[str, object]]:
    """How many answered what; whoever invited is not asked, and after the day nobody is."""
    counted = Counter(one.reply for one in invitees if one.user_id != day.invited_by_id)
    labels = [(str(reply), str(label)) for reply, label in Reply.choices]
    if day.is_invited_to:
        labels.append(("", _("Has not answered")))
    return [{"label": label, "count": counted[key]} for key, label in labels if counted[key]]


def _next(day: ForumDayPage, points: list[Point], invitees: list[ForumInvitee], now: datetime) -> dict[str, str]:
    """The one thing that is next to do for who plans: `text`, `label` and `url`."""
    if day.state == ForumDayState.INVITED and now >= day.starts_at:
        text = _("Note which examples you showed. It is then said on each of them.")
        return {"text": text, "label": _("Note what was shown"), "url": day_url("forum_day_held", day)}
    if not day.is_open or day.is_invited_to:
        return {}
    if not points:
        text = _("Put the programme together: examples from the leader forum and points of your own.")
        return {"text": text, "label": _("Make the programme"), "url": day_url("forum_day_programme", day)}
    if not invitees:
        text = _("Choose who is invited. Nobody gets a mail yet.")
        return {"text": text, "label": _("Choose who is invited"), "url": day_url("forum_day_invitees", day)}
    text = _("Only you who plan forum days see the day until the invitation is sent.")
    return {"text": text, "label": _("Send the invitation"), "url": day_url("forum_day_invite", day)}
