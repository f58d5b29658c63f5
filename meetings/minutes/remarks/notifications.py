"""What people are told about a round for remarks, and participants without an account about approved minutes.

Those with an account get it in their daily mail; the others a mail of their own, with their own link.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.meeting.participant import Participant
from meetings.minutes.enums import MinutesState
from meetings.minutes.page_urls import minutes_url
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.minutes.remarks.links import last_day, make_draft_link
from meetings.minutes.remarks.models import Remark, RemarkRound
from meetings.minutes.remarks.rounds import is_open_to, readers, silent_readers, unanswered
from meetings.notifications.kinds import Kind, Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units.right_holders import right_holders

APPROVED = "meetings/minutes/mail/approved"
TOOK_PART = _("You get this mail because you took part in the meeting.")
WRITER_REASON = _("You get this mail because you write the minutes of the unit.")


@obligation("meetings/minutes/mail/remarks_wanted", Right.SEE_APPROVED_MINUTES, reason=TOOK_PART)
def wanted(notification: Notification) -> Message | None:
    return _to_reader(notification)


@obligation("meetings/minutes/mail/remarks_end_soon", Right.SEE_APPROVED_MINUTES, reason=TOOK_PART)
def end_soon(notification: Notification) -> Message | None:
    return _to_reader(notification)


@obligation("meetings/minutes/mail/remarks_given", Right.WRITE_MINUTES, reason=WRITER_REASON)
def given(notification: Notification) -> Message | None:
    remark_round = _round(notification.about)
    count = unanswered(remark_round.minutes) if remark_round is not None else 0
    return _message(remark_round, notification, count=count) if remark_round is not None and count else None


@news("meetings/minutes/mail/remark_answered", Right.SEE_APPROVED_MINUTES, reason=TOOK_PART)
def answered(notification: Notification) -> Message | None:
    remark = Remark.objects.select_related("participant").filter(pk=notification.about).first()
    remark_round = _round(remark.round_id) if remark is not None and remark.answered_at is not None else None
    if remark is None or remark_round is None or not _is_open_to_author(remark, timezone.localdate()):
        return None
    return _message(remark_round, notification, **_facts_of_answer(remark))


@obligation("meetings/minutes/mail/remarks_over", Right.WRITE_MINUTES, reason=WRITER_REASON)
def over(notification: Notification) -> Message | None:
    remark_round = _round(notification.about)
    if (
        remark_round is None
        or remark_round.minutes.submissions.filter(submitted_at__gt=remark_round.started_at).exists()
    ):
        return None
    return _message(remark_round, notification, count=unanswered(remark_round.minutes))


def notify_started(remark_round: RemarkRound, people: Iterable[Participant]) -> None:
    """Tell the readers: those with an account, and the others by a mail with their link."""
    _notify_readers(wanted, remark_round, people)


def notify_ends_soon(remark_round: RemarkRound, people: Iterable[Participant]) -> None:
    _notify_readers(end_soon, remark_round, people)


def notify_given(remark: Remark, today: date) -> None:
    """Tell those of the unit who write, and who sent the draft."""
    remark_round = remark.round
    writers = right_holders(Right.WRITE_MINUTES, remark_round.minutes.unit, today, in_the_unit_only=True)
    notify(given, remark_round.pk, {remark_round.started_by, *writers}, by=remark.participant.user)


def notify_answered(remark: Remark, today: date) -> None:
    """Tell the author, unless the minutes are closed to them by now."""
    person = remark.participant
    if person.user is not None:
        notify(answered, remark.pk, [person.user], by=remark.answered_by)
    elif remark.answered_by is not None and _is_open_to_author(remark, today):
        remark_round = _round(remark.round_id)
        if remark_round is not None:
            _mail(answered, remark_round, person, remark.answered_by, _facts_of_answer(remark))


def notify_over(remark_round: RemarkRound, today: date) -> None:
    """Tell who sent the draft, and the agreement holder, that the minutes can be sent for approval."""
    holders = right_holders(Right.SUBMIT_MINUTES, remark_round.minutes.unit, today, in_the_unit_only=True)
    notify(over, remark_round.pk, {remark_round.started_by, *holders}, by=None)


def mail_approved(record: ApprovalRecord) -> int:
    """Mail participants without an account a link to the approved minutes. Returns the number of mails."""
    minutes, by = record.minutes, record.approved_by
    people = [person for person in minutes.meeting.participants.all() if person.user_id is None]
    if not people:
        return 0
    facts = _common(minutes, by) | {"until": last_day(minutes)}
    for person in people:
        _send(APPROVED, person, by, facts | {"link": make_draft_link(minutes, person)})
    return len(people)


def _notify_readers(kind: Kind, remark_round: RemarkRound, people: Iterable[Participant]) -> None:
    people = list(people)
    notify(kind, remark_round.pk, [one.user for one in people if one.user is not None], by=remark_round.started_by)
    for person in people:
        if person.user is None:
            _mail(kind, remark_round, person, remark_round.started_by, {})


def _mail(kind: Kind, remark_round: RemarkRound, person: Participant, by: User, facts: dict[str, object]) -> None:
    """Send the text of the kind to a participant without an account, with their link."""
    link = make_draft_link(remark_round.minutes, person, remark_round)
    _send(
        kind.template,
        person,
        by,
        _common(remark_round.minutes, by) | {"due": remark_round.ends_on, "link": link} | facts,
    )


def _common(minutes: MinutesPage, by: User) -> dict[str, object]:
    return {"unit": minutes.unit, "year": minutes.meeting.school_year, "by": by, "by_link": True}


def _send(template: str, person: Participant, by: User, context: dict[str, object]) -> None:
    enqueue_mail_from_template(
        to=person.email, to_name=person.name, from_name=by.name, reply_to=by.email, template=template, context=context,
        has_secret=True,
    )  # fmt: skip


def _to_reader(notification: Notification) -> Message | None:
    """To a reader who has not said that they are done, while the round runs."""
    remark_round = _round(notification.about)
    if remark_round is None:
        return None
    reader = silent_readers(remark_round).filter(participant__user=notification.recipient_id).first()
    if reader is None or not reader.round.runs_on(timezone.localdate()) or not is_open_to(reader, timezone.localdate()):
        return None
    return _message(reader.round, notification, due=reader.round.ends_on)


def _is_open_to_author(remark: Remark, today: date) -> bool:
    reader = readers().filter(round=remark.round_id, participant=remark.participant_id).first()
    return reader is not None and is_open_to(reader, today)


def _facts_of_answer(remark: Remark) -> dict[str, Any]:
    return {"text": remark.text, "answer": remark.answer, "is_taken_in": remark.is_taken_in}


def _round(pk: int) -> RemarkRound | None:
    """The round, while its minutes are a draft."""
    rows = RemarkRound.objects.select_related("started_by", "minutes__unit__area", "minutes__meeting__cycle")
    return rows.filter(pk=pk, minutes__state=MinutesState.DRAFT).first()


def _message(
    remark_round: RemarkRound, notification: Notification, due: date | None = None, **facts: object
) -> Message:
    meeting = remark_round.minutes.meeting
    facts = {"year": meeting.school_year, "by_link": False, "ends_on": remark_round.ends_on, **facts}
    return Message(remark_round.minutes.unit, minutes_url("minutes_remarks", meeting), notification.by, due, facts)
