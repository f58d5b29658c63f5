"""Mails to the invitees of a forum day, enqueued in the transaction of the action they report and sent at once."""

from collections.abc import Iterable
from datetime import datetime

from django.conf import settings
from django.urls import reverse
from django.utils import translation

from accounts.user import User, language_of
from foundation.mail.enqueue_mail import enqueue_mail_from_template, render_mail
from meetings.forum.days.inviting import calendar_file
from meetings.forum.days.inviting.links import make_invitee_link
from meetings.forum.days.models import ForumInvitee
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import day_ends_at, programme_of
from meetings.forum.days.shared_notes import readers_of_notes, shared_notes

INVITATION = "meetings/forum/days/mail/invitation"
MOVED = "meetings/forum/days/mail/moved"
CANCELLED = "meetings/forum/days/mail/cancelled"
LEFT_OUT = "meetings/forum/days/mail/left_out"
REMINDER = "meetings/forum/days/mail/reminder"

#: When each point begins, if it has minutes, and its title.
Lines = list[tuple[datetime | None, str]]


def send_day_invitations(day: ForumDayPage, by: User, people: Iterable[ForumInvitee]) -> None:
    _send(INVITATION, day, people, by)


def preview_day_invitation(day: ForumDayPage, invitee: ForumInvitee, by: User) -> tuple[str, str]:
    """Return subject and text of the invitation that `invitee` would get now."""
    facts: dict[str, object] = {"day": day, "by": by, "ends_at": day_ends_at(day), "invitee": invitee}
    facts["programme"] = _programmes(day, by)[invitee.user_id in readers_of_notes(day)]
    link = day.full_url if invitee.user_id else ""
    reply_url = settings.BASE_URL + reverse("forum_day_reply", args=["0"]).replace("0", "…")
    return render_mail(INVITATION, {**facts, "link": link, "reply_url": reply_url}, language_of(invitee.user))


def notify_moved(day: ForumDayPage, by: User, before: ForumDayPage) -> None:
    """`before` is the day as it was announced."""
    facts = {"before": before, "new_time": before.starts_at != day.starts_at}
    _send(MOVED, day, day.invitees.all(), by, **facts)


def notify_cancelled(day: ForumDayPage, by: User) -> None:
    _send(CANCELLED, day, day.invitees.all(), by)


def notify_left_out(day: ForumDayPage, by: User, people: Iterable[ForumInvitee]) -> None:
    _send(LEFT_OUT, day, people, by)


def notify_unanswered(day: ForumDayPage, by: User, people: Iterable[ForumInvitee]) -> list[ForumInvitee]:
    """Ask these people, but whoever invited, for an answer. Returns who got a mail."""
    asked = [one for one in people if not calendar_file.is_organiser(one, day.invited_by or by)]
    _send(REMINDER, day, asked, by)
    return asked


def _programmes(day: ForumDayPage, by: User) -> tuple[Lines, Lines]:
    """Time and title of each point, for others and for those who read notes. No example is named: it may be taken down
    while the mail stays."""
    points = programme_of(day, None)
    notes = shared_notes(by, [point.row.note_id for point in points if point.row.note_id])
    others = [(point.begins if point.row.minutes else None, point.title) for point in points]
    titles = [notes[point.row.note_id].title if point.row.note_id in notes else point.title for point in points]
    return others, [(begins, title) for (begins, _title), title in zip(others, titles, strict=True)]


def _send(template: str, day: ForumDayPage, people: Iterable[ForumInvitee], by: User, **more: object) -> None:
    """The organiser of a calendar object must not change (RFC 5546, 3.2.2), whoever changes the day later."""
    organiser = day.invited_by or by
    facts = {"day": day, "by": by, "ends_at": day_ends_at(day), **more}
    programmes, readers = _programmes(day, by), readers_of_notes(day)
    build = calendar_file.cancellation if template in (CANCELLED, LEFT_OUT) else calendar_file.invitation
    for invitee in people:
        is_organiser = calendar_file.is_organiser(invitee, organiser)
        asks = template in (INVITATION, MOVED, REMINDER) and not is_organiser
        own = {
            "invitee": invitee,
            "is_organiser": is_organiser,
            "programme": programmes[invitee.user_id in readers],
            "link": day.full_url if invitee.user_id else "",
            "reply_url": make_invitee_link(invitee) if asks else "",
        }
        language = language_of(invitee.user)
        with translation.override(language):
            calendar = build(day, invitee, organiser) if template != REMINDER else ""
        enqueue_mail_from_template(
            to=invitee.email,
            to_name=invitee.name,
            from_name=by.name,
            reply_to=by.email,
            template=template,
            language=language,
            context=facts | own,
            calendar=calendar,
            has_secret=asks,
        )
