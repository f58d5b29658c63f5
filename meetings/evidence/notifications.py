"""What people are told about evidence: never its titles or texts.

Of an objection they hear that there is one, never what it is about.
"""

from datetime import date

from django.db.models import Exists, OuterRef, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from media.enums import Audience
from media.privacy.objection import Objection
from meetings.data_plan.models import DataPlanLine
from meetings.data_plan.notifications import GATHERER_REASON
from meetings.data_plan.page_urls import fill_url
from meetings.evidence.filled_slots import fills_its_slot
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.figures.charts.text_alternative import join_names
from meetings.meeting.enums import GATHERING_STATES
from meetings.meeting.pages import MeetingPage
from meetings.notifications.kinds import Message, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units.right_holders import right_holders
from meetings.units.url_prefixes import meeting_url_kwargs


@obligation(
    "meetings/evidence/mail/handed_over",
    Right.SHARE_EVIDENCE,
    reason=_("You get this mail because you lead the unit."),
)
def handed_in(notification: Notification) -> Message | None:
    """Return everything of the meeting that others have handed in and that still waits."""
    waiting = Evidence.objects.filter(
        with_visible_text(), meeting=notification.about, audience=Audience.UNIT, handed_in_at__isnull=False,
        owner__isnull=False, meeting__state__in=GATHERING_STATES,
    ).exclude(owner=notification.recipient_id)  # fmt: skip
    givers = list(waiting.order_by("handed_in_at", "pk").values_list("owner__name", flat=True))
    if not givers:
        return None
    meeting = _meeting(notification.about)
    return Message(
        meeting.unit,
        reverse("handed_in", kwargs=meeting_url_kwargs(meeting)),
        notification.by,
        timezone.localdate(meeting.starts_at) if meeting.starts_at else None,
        {"givers": join_names(dict.fromkeys(givers)), "count": len(givers), "year": meeting.school_year},
    )


@obligation("meetings/evidence/mail/due_soon", Right.ADD_EVIDENCE, reason=GATHERER_REASON)
def due_soon(notification: Notification) -> Message | None:
    line = (
        open_slots()
        .filter(pk=notification.about, gatherer=notification.recipient_id)
        .select_related("meeting__unit", "meeting__cycle")
        .first()
    )
    if line is None:
        return None
    return Message(line.meeting.unit, fill_url(line), notification.by, line.due_on, {"line": line})


@obligation(
    "meetings/evidence/mail/objection",
    Right.RESTORE_ITEM,
    reason=_("You get this mail because you decide about objections."),
)
def objection(notification: Notification) -> Message | None:
    found = Objection.objects.undecided().filter(pk=notification.about).first()
    evidence = (
        Evidence.objects.select_related("unit", "meeting__cycle").filter(pk=found.evidence_id or 0).first()
        if found
        else None
    )
    if found is None or evidence is None:
        return None
    facts = {"year": evidence.meeting.school_year, "kind": found.get_kind_display()}
    return Message(evidence.unit, reverse("objection", args=[found.pk]), notification.by, facts=facts)


def open_slots() -> QuerySet[DataPlanLine]:
    """Return the lines with a gatherer and a day that nothing is shared or handed in for."""
    given = Evidence.objects.filter(fills_its_slot(), slot=OuterRef("pk"))
    return DataPlanLine.objects.filter(
        ~Exists(given), gatherer__is_active=True, due_on__isnull=False, meeting__state__in=GATHERING_STATES
    )


def notify_handed_in(evidence: Evidence, by: User, today: date) -> None:
    """Tell the unit's leaders who, for which meeting and how many; once, however many are handed in."""
    notify(
        handed_in,
        evidence.meeting_id,
        right_holders(Right.SHARE_EVIDENCE, evidence.unit, today, in_the_unit_only=True),
        by=by,
    )


def remind_gatherer(line: DataPlanLine) -> None:
    """Remind the gatherer of a line, in the name of whoever convened."""
    if line.gatherer is not None:
        notify(due_soon, line.pk, [line.gatherer], by=line.meeting.invited_by)


def notify_objection(registered: Objection, evidence: Evidence, *, by: User, today: date) -> None:
    """Tell those who decide whether the item is shown again: the agreement holder and the head of area."""
    notify(objection, registered.pk, right_holders(Right.RESTORE_ITEM, evidence.unit, today), by=by)


def _meeting(pk: int) -> MeetingPage:
    return MeetingPage.objects.select_related("unit", "cycle").get(pk=pk)
