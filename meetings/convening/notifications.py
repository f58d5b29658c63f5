"""Mails to participants, enqueued in the transaction of the action they report; they are sent at once. What whoever
convened is told."""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right, Role
from accounts.user import User, language_of
from foundation.mail.enqueue_mail import enqueue_mail_from_template, render_mail
from meetings.convening import announced_agenda, calendar_file
from meetings.convening.replies.links import WAITS_FOR_REPLIES, make_reply_link
from meetings.meeting.agenda import agenda_of, ends_at
from meetings.meeting.enums import Reply
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_rules import board_has_a_right, in_role_order
from meetings.meeting.set_appointment import Appointment
from meetings.notifications.kinds import Message, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.preparation.changed_appointment import ChangedAppointment
from meetings.preparation.notifications import of_person
from meetings.units.url_prefixes import meeting_url_kwargs

INVITATION = "meetings/convening/mail/invitation"
MOVED = "meetings/convening/mail/moved"
UPDATED = "meetings/convening/mail/updated"
CANCELLED = "meetings/convening/mail/cancelled"
LEFT_OUT = "meetings/convening/mail/left_out"
REMINDER = "meetings/convening/mail/reminder"


def send_invitations(meeting: MeetingPage, by: User, only: Iterable[Participant] | None = None) -> list[Participant]:
    """Send an invitation to each participant, or to `only` these, and return who got one."""
    everybody = _everybody(meeting)
    chosen = everybody if only is None else list(only)
    for participant in chosen:
        _send(INVITATION, meeting, participant, by, _facts(meeting, by, everybody))
    return chosen


def notify_of_new_appointment(
    meeting: MeetingPage, by: User, before: Appointment, appointments: Sequence[ChangedAppointment] = ()
) -> None:
    """Mail everybody the new time or place, with the calendar file. `before` is the former appointment; `appointments`
    are those of the preparation that moved with it."""
    everybody = _everybody(meeting)
    facts = _facts(meeting, by, everybody) | {
        "before": before,
        "before_ends_at": announced_agenda.announced_end(meeting, before.starts_at),
        "new_agenda": announced_agenda.has_unannounced_changes(meeting),
        "new_time": before.starts_at != meeting.starts_at,
        "new_room": before.room != meeting.room,
    }
    for participant in everybody:
        _send(MOVED, meeting, participant, by, facts, appointments)


def notify_of_new_agenda(meeting: MeetingPage, by: User) -> int:
    """Send each participant one mail with an updated calendar file. Returns the number of mails."""
    everybody = _everybody(meeting)
    facts = _facts(meeting, by, everybody) | _ends_before(meeting)
    for participant in everybody:
        _send(UPDATED, meeting, participant, by, facts)
    return len(everybody)


def preview_of_new_agenda(meeting: MeetingPage, participant: Participant, by: User) -> tuple[str, str]:
    """Return subject and text of the mail that `participant` would get about the new agenda."""
    facts = _facts(meeting, by, _everybody(meeting)) | _ends_before(meeting)
    own = _own(meeting, participant, _organiser(meeting, by))
    return render_mail(UPDATED, facts | own, language_of(participant.user))


def _ends_before(meeting: MeetingPage) -> dict[str, object]:
    """Return the end of the meeting as last announced, or None if it has not changed."""
    before = announced_agenda.announced_end(meeting, meeting.starts_at)
    return {"before_ends_at": before if before != ends_at(meeting, meeting.starts_at) else None}


def notify_of_cancellation(
    meeting: MeetingPage, by: User, reason: str, appointments: Sequence[ChangedAppointment] = ()
) -> None:
    """Mail everybody that the meeting is cancelled, why, and which `appointments` of the preparation are too."""
    everybody = _everybody(meeting)
    facts = _facts(meeting, by, everybody) | {"reason": reason}
    for participant in everybody:
        _send(CANCELLED, meeting, participant, by, facts, appointments)


def notify_removed_participants(meeting: MeetingPage, by: User, removed: Iterable[Participant]) -> None:
    for participant in removed:
        _send(LEFT_OUT, meeting, participant, by, _facts(meeting, by, []))


def notify_unanswered(meeting: MeetingPage, by: User, participants: Iterable[Participant]) -> list[Participant]:
    """Ask these participants, but whoever convened, for an answer. Returns who got a mail."""
    organiser = _organiser(meeting, by)
    asked = [one for one in participants if not calendar_file.is_organiser(one, organiser)]
    facts = _facts(meeting, by, [])
    for participant in asked:
        _send(REMINDER, meeting, participant, by, facts)
    return asked


@obligation(
    "meetings/convening/mail/cannot_come",
    Right.CONVENE,
    reason=_("You get this mail because you have convened the meeting."),
)
def cannot_come(notification: Notification) -> Message | None:
    participant = (
        Participant.objects.select_related("meeting__unit", "meeting__cycle")
        .filter(pk=notification.about, reply=Reply.NOT_COMING, meeting__state__in=WAITS_FOR_REPLIES)
        .first()
    )
    if participant is None or participant.meeting.starts_at is None:
        return None
    meeting = participant.meeting
    return Message(
        meeting.unit,
        reverse("meeting_replies", kwargs=meeting_url_kwargs(meeting)),
        participant,
        timezone.localdate(meeting.starts_at),
        {"meeting": meeting, "participant": participant},
    )


def notify_of_reply(participant: Participant) -> None:
    """Tell whoever convened the meeting that a person who must take part cannot come."""
    organiser = participant.meeting.invited_by
    if organiser is not None and not calendar_file.is_organiser(participant, organiser):
        notify(cannot_come, participant.pk, [organiser], by=None)


def preview_invitation(
    meeting: MeetingPage, participant: Participant, by: User, everybody: list[Participant] | None = None
) -> tuple[str, str]:
    """Return subject and text of the invitation that `participant` would get now, with `everybody` as participants."""
    facts = _facts(meeting, by, _everybody(meeting) if everybody is None else everybody)
    own = _own(meeting, participant, _organiser(meeting, by))
    return render_mail(INVITATION, facts | own, language_of(participant.user))


def _everybody(meeting: MeetingPage) -> list[Participant]:
    return in_role_order(meeting.participants.select_related("user"))


def _facts(meeting: MeetingPage, by: User, everybody: list[Participant]) -> dict[str, object]:
    return {
        "meeting": meeting,
        "unit": meeting.unit,
        "by": by,
        "participants": everybody,
        "ends_at": ends_at(meeting, meeting.starts_at),
        "agenda": agenda_of(meeting),
    }


def _organiser(meeting: MeetingPage, by: User) -> User:
    """Return who convened the meeting.

    The organiser of a calendar object must not change (RFC 5546, 3.2.2), whoever changes the meeting later.
    """
    return meeting.invited_by or by


def _own(meeting: MeetingPage, participant: Participant, organiser: User) -> dict[str, object]:
    """Return the participant's own context: a link for those with an account, else the mail has the agenda itself."""
    has_account = participant.user_id is not None
    return {
        "participant": participant,
        "is_organiser": calendar_file.is_organiser(participant, organiser),
        "must": calendar_file.is_required(participant),
        "by_right": participant.role == Role.BOARD_REPRESENTATIVE and board_has_a_right(meeting),
        "link": meeting.full_url if has_account else "",
        "reply_url": settings.BASE_URL + reverse("reply", args=["0"]).replace("0", "…"),  # in a preview
    }


def _send(
    template: str,
    meeting: MeetingPage,
    participant: Participant,
    by: User,
    facts: dict[str, object],
    appointments: Sequence[ChangedAppointment] = (),
) -> None:
    """Send the mail, with those of the changed preparation appointments that concern the participant."""
    organiser = _organiser(meeting, by)
    build = calendar_file.cancellation if template in (CANCELLED, LEFT_OUT) else calendar_file.invitation
    asks = template in (INVITATION, MOVED, REMINDER) and not calendar_file.is_organiser(participant, organiser)
    rows, calendars = of_person(meeting, appointments, participant.user if appointments else None)
    language = language_of(participant.user)
    own = _own(meeting, participant, organiser) | {
        "rows": rows,
        "reply_url": make_reply_link(participant) if asks else "",
    }
    with translation.override(language):
        calendar = build(meeting, participant, organiser) if template != REMINDER else ""
    enqueue_mail_from_template(
        to=participant.email,
        to_name=participant.name,
        from_name=by.name,
        reply_to=by.email,
        template=template,
        language=language,
        context=facts | own,
        calendar=calendar,
        more_calendars=calendars,
        has_secret=asks,
    )
