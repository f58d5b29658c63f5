"""Clashes of the head of area and the consultants at a time that a form asks about. They warn, and forbid nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from urllib.parse import parse_qsl, urlencode

from django.http import HttpRequest, QueryDict
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.errors import Refusal
from foundation.forms.handle_form import form_data
from foundation.text.danish_formats import clock, time_of_day, weekday_and_day
from meetings.clashes.busy_times import BusyTime, busy_times
from meetings.clashes.free_half_days import SEARCHED_EACH_WAY, HalfDay, free_half_days
from meetings.meeting.current_meetings import start_of
from meetings.meeting.pages import MeetingPage
from meetings.units import access

#: Nothing is asked about a day that is further ahead, such as one in a year that was written wrong.
_AHEAD = timedelta(days=1000)


class SomebodyIsBusy(Refusal):
    """Somebody is busy at that time, and whoever sent the form has not confirmed it."""


@dataclass(frozen=True)
class ProposedTime:
    """A time that a form asks about, and of whom: name and role by primary key of the user.

    `place` is where in the form it is shown. `fields` are the names of the fields for day, beginning and end (the last
    may be missing), without which nothing is proposed.
    """

    place: str
    begins: datetime
    ends: datetime
    people: Mapping[int, str]
    fields: Sequence[str] = ()
    title: str = ""
    latest: datetime | None = None


@dataclass(frozen=True)
class Clash:
    """A wanted time at which people are `busy` (primary keys): a sentence for each time, with where it is for those
    who may see it (or ""), and the nearest free half days: the words of their buttons and the values that they set."""

    wanted: ProposedTime
    busy: list[int]
    sentences: list[tuple[str, str]]
    free: list[tuple[str, str]]


def find_clashes(proposed: Sequence[ProposedTime], *, meeting: MeetingPage, user: User, now: datetime) -> list[Clash]:
    """Return the clashes with other meetings and preparations. At most five queries, and one more for a clash."""
    asked = [one for one in proposed if one.people]
    if not asked:
        return []
    days = [timezone.localdate(moment) for one in asked for moment in (one.begins, one.ends)]
    everybody = {pk for one in asked for pk in one.people}
    busy = busy_times(everybody, min(days) - SEARCHED_EACH_WAY, max(days) + SEARCHED_EACH_WAY, besides=meeting)
    clashing = [
        (one, [time for time in busy if time.user_id in one.people and time.overlaps(one.begins, one.ends)])
        for one in asked
    ]
    meetings = {time.meeting_id for _one, times in clashing for time in times if time.meeting_id}
    rows = access.visible_to(user, MeetingPage).filter(pk__in=meetings)
    visible = set(rows.values_list("pk", flat=True)) if meetings else set()
    return [_clash(one, times, busy, visible, meeting, now) for one, times in clashing if times]


def is_asked_about(begins: datetime | None, now: datetime) -> bool:
    """Return whether a form with this beginning is asked about clashes: it is known, ahead, and not far from now."""
    return begins is not None and now < begins < now + _AHEAD


def require_confirmed(clashes: Sequence[Clash], data: QueryDict) -> None:
    """Raise SomebodyIsBusy unless the form was sent with the button that confirms these clashes."""
    if clashes and data.get("anyway") != key_of(clashes):
        field = next((one.wanted.fields[0] for one in clashes if one.wanted.fields), "day")
        raise SomebodyIsBusy(_("Somebody is busy at that time. Choose another time, or confirm this one."), field=field)


def key_of(clashes: Sequence[Clash]) -> str:
    """Return what the button sends: the times and people that whoever presses it was told of."""
    return " ".join(f"{one.wanted.begins.timestamp():.0f}-{'-'.join(map(str, one.busy))}" for one in clashes)


def data_with_half_day(request: HttpRequest) -> QueryDict | None:
    """Return the data for a form as `form_data` does, with the times of the half day whose button was pressed."""
    data = form_data(request)
    if data is None or "take" not in data:
        return data
    data = data.copy()
    for name, value in parse_qsl(data.get("take", "")):
        if name in data:
            data[name] = value
    return data


def _clash(
    proposed: ProposedTime,
    times: list[BusyTime],
    busy: list[BusyTime],
    visible: set[int],
    meeting: MeetingPage,
    now: datetime,
) -> Clash:
    order = list(proposed.people)
    sentences = [
        (_sentence(proposed.people[time.user_id], time), time.where if time.meeting_id in visible else "")
        for time in sorted(times, key=lambda time: (time.begins, order.index(time.user_id)))
    ]
    who = sorted({time.user_id for time in times})
    if not proposed.fields:
        return Clash(proposed, who, sentences, [])
    theirs = [time for time in busy if time.user_id in proposed.people]
    latest = proposed.latest or start_of(date(meeting.cycle.first_year + 1, 8, 1))
    free = free_half_days(proposed.begins, proposed.ends, theirs, earliest=now, latest=latest)
    return Clash(proposed, who, sentences, [(_words(one), _values(one, proposed.fields)) for one in free])


def _sentence(who: str, time: BusyTime) -> str:
    if time.is_whole_day:
        day = weekday_and_day(time.begins)
        return _("%(who)s is busy all of %(day)s.") % {"who": who, "day": day}
    return _("%(who)s is busy %(from)s–%(to)s.") % {
        "who": who,
        "from": time_of_day(time.begins),
        "to": clock(time.ends),
    }


def _words(free: HalfDay) -> str:
    return f"{weekday_and_day(free.begins)} {time_of_day(free.begins)}–{clock(free.ends)}"


def _values(free: HalfDay, fields: Sequence[str]) -> str:
    clocks = (timezone.localtime(moment).strftime("%H:%M") for moment in (free.begins, free.ends))
    return urlencode(dict(zip(fields, (timezone.localdate(free.begins).isoformat(), *clocks), strict=False)))
