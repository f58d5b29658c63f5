"""What the page of a meeting's follow-up talk shows."""

from django.db.models import Prefetch

from foundation.text import danish_formats
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.save_lines import agreements_for_talk
from meetings.agreements.models import Agreement, FollowUp
from meetings.meeting.pages import MeetingPage


def talks_of(meeting: MeetingPage) -> tuple[FollowUpTalk | None, list[FollowUpTalk]]:
    """Return the open talk, and those that were held, latest first, each with its statuses and people."""
    statuses = Prefetch("statuses", FollowUp.objects.select_related("agreement", "author").order_by("pk"))
    rows = FollowUpTalk.objects.with_related().filter(meeting=meeting)
    talks = list(rows.prefetch_related(statuses, "people").order_by("-held_on", "-pk"))
    return next((one for one in talks if not one.held_on), None), [one for one in talks if one.held_on]


def agreements_to_write_on(talk: FollowUpTalk) -> list[Agreement]:
    """Return the agenda, with the statuses of each. Two queries."""
    return list(agreements_for_talk(talk).select_related("unit", "initiative").prefetch_related("follow_ups"))


def time_words(talk: FollowUpTalk) -> str:
    """Return »12. januar 2027 kl. 9.00–9.15, Kontoret«, or the day alone."""
    day, begins, ends = danish_formats.format_date(talk.planned_on), talk.begins_at, talk.ends_at
    if not talk.is_appointment:
        return day
    when = f"{day} {danish_formats.time_of_day(begins)}–{danish_formats.clock(ends)}"
    return f"{when}, {talk.place}" if talk.place else when
