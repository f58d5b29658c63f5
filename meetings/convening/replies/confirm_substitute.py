"""Invite the person who comes instead of a participant."""

from datetime import datetime

from django.db import transaction
from django.db.models import F
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right, Role
from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.convening.replies.links import WAITS_FOR_REPLIES
from meetings.meeting.meeting_versions import bump_meeting_version, save_meeting_revision
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.participants.participant_rules import candidates, rules_of
from meetings.meeting.signals import participants_changed
from meetings.units import access


class NoSubstitute(Refusal):
    """Nobody is proposed any more, or the person is on the list already."""


def confirm_substitute(*, participant: Participant, by: User, now: datetime) -> Participant:
    """Add the proposed substitute with the participant's role, and send the invitation. Returns the new participant.

    The one who cannot come stays on the list with that answer. Raises NotAllowed and NoSubstitute.
    """
    meeting: MeetingPage = participant.meeting
    if not access.of(by).may(Right.CONVENE, meeting.unit):
        raise NotAllowed(_("Only the agreement holder confirms a substitute."))
    with transaction.atomic():
        fresh = bump_meeting_version(
            meeting, states=list(WAITS_FOR_REPLIES), invitation_sequence=F("invitation_sequence") + 1
        )
        row = Participant.objects.select_for_update().get(pk=participant.pk)
        if fresh is None or not row.substitute_email:
            raise NoSubstitute(_("Nobody is proposed any more. Reload the page."))
        if fresh.participants.filter(email__iexact=row.substitute_email).exists():
            raise NoSubstitute(_("%(email)s is already on the list.") % {"email": row.substitute_email})
        known = candidates(fresh, timezone.localdate(now), rules_of(fresh))
        colleagues = {one.user.email.casefold(): one.user for one in known}
        colleague = colleagues.get(row.substitute_email.casefold())
        added = Participant.objects.create(
            meeting=fresh,
            user=colleague,
            name=colleague.name if colleague else row.substitute_name,
            email=row.substitute_email,
            role=Role(row.role),
            requirement=row.requirement,
            invited_at=now,
        )
        Participant.objects.filter(pk=row.pk).update(substitute_name="", substitute_email="")
        save_meeting_revision(fresh, by=by)
        participants_changed.send(sender=MeetingPage, meeting=fresh, by=by, added=[added], removed=[])
        audit.record("meeting.substitute", fresh, by=by, unit_id=fresh.unit_id, participant=row.pk, added=added.pk)
    return added
