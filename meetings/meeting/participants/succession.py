"""The successor takes the predecessor's place in the meetings ahead."""

from django.db.models import F, Q, QuerySet
from django.utils import timezone
from django.utils.translation import ngettext

from meetings.meeting.current_meetings import start_of
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.meeting_versions import bump_meeting_version
from meetings.meeting.pages import MeetingPage
from meetings.meeting.participant import Participant
from meetings.meeting.signals import participants_changed
from meetings.units.membership import Membership
from meetings.units.people.handover import Handover, Succession, reach_q, register_succession


def _ahead(role: Membership) -> QuerySet[Participant]:
    """Places at meetings from the day on which the role ends, or from today."""
    day = max(role.ends_on or timezone.localdate(), timezone.localdate())
    ahead = Q(meeting__starts_at=None) | Q(meeting__starts_at__gte=start_of(day))
    rows = Participant.objects.filter(ahead, user=role.user, role=role.role, meeting__state__in=OPEN_STATES)
    return rows.filter(reach_q(role, "meeting__unit"))


def _give(rows: QuerySet[Participant], handover: Handover) -> None:
    """Replace the participant; of a convened meeting one gets an invitation, and the other a cancellation."""
    person = handover.begun.user
    for row in rows.select_related("meeting__unit").order_by("meeting"):
        sequence = F("invitation_sequence") + int(row.meeting.is_convened)
        meeting = bump_meeting_version(row.meeting, states=OPEN_STATES, invitation_sequence=sequence)
        if meeting is None:  # held or cancelled a moment ago
            continue
        is_there = meeting.participants.exclude(pk=row.pk).filter(email__iexact=person.email).exists()
        added = []
        if not is_there:
            added = [
                Participant.objects.create(
                    meeting=meeting, user=person, name=person.name, email=person.email, role=row.role,
                    requirement=row.requirement, invited_at=timezone.now() if meeting.is_convened else None,
                )
            ]  # fmt: skip
        row.delete()
        if meeting.is_convened:
            participants_changed.send(sender=MeetingPage, meeting=meeting, by=handover.by, added=added, removed=[row])


register_succession(
    Succession(
        lambda count: ngettext(
            "%(count)s place at a meeting ahead", "%(count)s places at meetings ahead", count
        ) % {"count": count},
        _ahead,
        _give,
    )
)  # fmt: skip
