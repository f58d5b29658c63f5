"""Follow-up talks of the demo: those of past years are held, one is near, one has a time, the rest are proposed."""

from datetime import date, time, timedelta

from accounts.models import User
from home.demo import minutes_text as text
from home.demo.clock import demo_clock
from meetings.agreements.follow_up_talk.hold_talk import hold_talk
from meetings.agreements.follow_up_talk.models import FollowUpTalk
from meetings.agreements.follow_up_talk.save_lines import LineInput, agreements_for_talk, save_lines
from meetings.agreements.follow_up_talk.set_talk import set_talk
from meetings.meeting.pages import MeetingPage
from meetings.meeting.working_days import working_day_by
from meetings.preparation.planned import PlannedAppointment


def hold_proposed_talk(meeting: MeetingPage, leader: User, chef: User, today: date) -> None:
    """Hold the talk that was proposed with the minutes, if its day lies far enough back: a line each from both."""
    talk = FollowUpTalk.objects.open().with_related().filter(meeting=meeting).first()
    if talk is None or talk.planned_on is None or talk.planned_on > today - timedelta(days=40):
        return
    day = talk.planned_on
    _set(talk, leader, day, day - timedelta(days=30))
    _write(talk, leader, chef, day)
    with demo_clock(day, 14):
        save_lines(talk=talk, lines={}, summary=text.TALK_SUMMARY, expected_version=talk.version, by=chef, today=day)
        hold_talk(talk=talk, by=chef, today=day)


def set_talks_ahead(leaders: dict[str, User], today: date) -> None:
    """Skovskolen's is near, with a line that its leader has written; Mariehønen's is in two weeks."""
    for slug, days in (("skovskolen", 4), ("mariehoenen", 15)):
        talk = FollowUpTalk.objects.open().with_related().filter(meeting__unit__slug=slug).order_by("-pk").first()
        if talk is None:
            continue
        day = working_day_by(today + timedelta(days=days))
        _set(talk, leaders[slug], day, today - timedelta(days=2))
        if slug == "skovskolen":
            _write(talk, leaders[slug], None, today - timedelta(days=1))


def _set(talk: FollowUpTalk, by: User, day: date, said_on: date) -> None:
    with demo_clock(said_on):
        wanted = PlannedAppointment(day, time(8, 30), time(8, 45), "Chefens kontor på rådhuset")
        set_talk(talk=talk, appointment=wanted, by=by, today=said_on)
    talk.refresh_from_db()


def _write(talk: FollowUpTalk, leader: User, chef: User | None, day: date) -> None:
    """One line of the leader, and one of the chef, if there is one."""
    for by, agreement, words in zip((leader, chef), agreements_for_talk(talk), text.TALK_LINES, strict=False):
        if by is not None:
            line = LineInput("in_progress", words, None, 0)
            with demo_clock(day, 9):
                save_lines(talk=talk, lines={agreement.pk: line}, by=by, today=day)
