"""What people are told about questionnaires.

Those with an account get it in their daily mail; the others a mail of their own, with their own link.
"""

from collections.abc import Sequence
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from foundation.mail.enqueue_mail import enqueue_mail_from_template
from meetings.notifications.kinds import Kind, Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.questionnaires.links import answer_url, make_answer_link, results_url
from meetings.questionnaires.models import AnswerRound, Respondent
from meetings.questionnaires.rounds import RIGHT_OF_LEADERSHIP, can_answer_q, respondents, rounds
from meetings.units.right_holders import right_holders

RESPONDENT_REASON = _("You get this mail because you are asked about the dialogue meeting.")


@obligation("meetings/questionnaires/mail/wanted", Right.SEE_MEETING, RIGHT_OF_LEADERSHIP, reason=RESPONDENT_REASON)
def wanted(notification: Notification) -> Message | None:
    return _to_respondent(notification)


@obligation("meetings/questionnaires/mail/ends_soon", Right.SEE_MEETING, RIGHT_OF_LEADERSHIP, reason=RESPONDENT_REASON)
def ends_soon(notification: Notification) -> Message | None:
    return _to_respondent(notification)


@news(
    "meetings/questionnaires/mail/closed",
    Right.SEE_ANSWERS,
    reason=_("You get this mail because you lead the unit and can read what was answered."),
)
def closed(notification: Notification) -> Message | None:
    answer_round = rounds().filter(pk=notification.about, closed_on__isnull=False).first()
    if answer_round is None:
        return None
    facts = _facts(answer_round) | {"count": answer_round.answer_count, "asked": answer_round.asked_count}
    return Message(answer_round.meeting.unit, results_url(answer_round), facts=facts)


def notify_wanted(people: Sequence[Respondent], by: User | None) -> None:
    _notify(wanted, people, by)


def notify_ends_soon(people: Sequence[Respondent]) -> None:
    """Remind those who have not answered."""
    _notify(ends_soon, people, None)


def notify_closed(answer_round: AnswerRound, today: date) -> None:
    """Tell those who lead the unit that the answers can be read; head of area and consultants look when they want."""
    if answer_round.answer_count:
        leaders = right_holders(Right.SEE_ANSWERS, answer_round.meeting.unit, today, in_the_unit_only=True)
        notify(closed, answer_round.pk, leaders, by=None)


def _notify(kind: Kind, people: Sequence[Respondent], by: User | None) -> None:
    """Also `by`, who is asked as the others are."""
    if people:
        notify(kind, people[0].round_id, [one.user for one in people if one.user is not None], by=None)
    for one in people:
        if one.user is None and one.participant is not None:
            _mail(kind, one, by or one.round.meeting.invited_by)


def _mail(kind: Kind, person: Respondent, by: User | None) -> None:
    facts = _facts(person.round) | {
        "unit": person.round.meeting.unit, "due": person.round.closes_on, "link": make_answer_link(person),
        "by_link": True,
    }  # fmt: skip
    enqueue_mail_from_template(
        to=person.participant.email if person.participant else "", to_name=person.name,
        from_name=by.name if by else "", reply_to=by.email if by else "", template=kind.template, context=facts,
        has_secret=True,
    )  # fmt: skip


def _to_respondent(notification: Notification) -> Message | None:
    """To somebody who has not answered, while they can."""
    rows = respondents().filter(can_answer_q(timezone.localdate()), round=notification.about, answer=None)
    person = rows.filter(user=notification.recipient_id).first()
    if person is None:
        return None
    facts = _facts(person.round) | {"by_link": False}
    return Message(person.round.meeting.unit, answer_url(person.round), notification.by, person.round.closes_on, facts)


def _facts(answer_round: AnswerRound) -> dict[str, object]:
    questionnaire = answer_round.questionnaire
    return {
        "title": questionnaire.title,
        "year": answer_round.meeting.school_year,
        "is_evaluation": questionnaire.is_evaluation,
        "is_named": questionnaire.is_named,
    }
