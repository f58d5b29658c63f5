"""Name somebody to lead a meeting besides the agreement holder."""

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.live.models import LiveMeeting
from meetings.meeting.pages import MeetingPage
from meetings.units import access


class NotTakingPart(Refusal):
    """The person does not take part in the meeting, or has no account that may see it."""


def possible_chairs(meeting: MeetingPage) -> dict[int, str]:
    """Return the names of the participants who may see the meeting with an account, by the id of their account."""
    names = dict(meeting.participants.exclude(user=None).order_by("name").values_list("user_id", "name"))
    people = access.of_each(names)
    return {pk: name for pk, name in names.items() if pk in people and people[pk].may(Right.SEE_MEETING, meeting.unit)}


def appoint_chair(*, meeting: MeetingPage, chair_id: int | None, by: User) -> LiveMeeting:
    """Let a participant lead the meeting too; None takes that back. Raises NotAllowed, NotTakingPart."""
    if not access.of(by).may(Right.HOLD, meeting.unit):
        raise NotAllowed(_("Only the agreement holder says who leads the meeting."))
    with transaction.atomic():
        MeetingPage.objects.select_for_update().get(pk=meeting.pk)
        if chair_id is not None and chair_id not in possible_chairs(meeting):
            raise NotTakingPart(_("Choose somebody who takes part in the meeting and has an account."))
        live = LiveMeeting.objects.filter(meeting=meeting).first() or LiveMeeting(meeting=meeting, version=0)
        live.chair_id = chair_id
        live.version += 1
        live.save()
        audit.record("live.leader_named", meeting, by=by, unit_id=meeting.unit_id, leader=chair_id)
    return live
