"""What people are told about notes for an area."""

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from accounts.roles import Right
from accounts.user import User
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.page_urls import note_url, passage_url
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from meetings.notifications.kinds import Message, news, obligation
from meetings.notifications.models import Notification
from meetings.notifications.notify import notify
from meetings.units.right_holders import users_with

WRITER_REASON = _("You get this mail because you sent the note for approval.")


@obligation(
    "meetings/insights/mail/submitted",
    Right.APPROVE_AREA_NOTE,
    reason=_("You get this mail because you approve the notes for your area."),
)
def submitted(notification: Notification) -> Message | None:
    return _message(notification, NoteState.SUBMITTED, "note_decide")


@obligation("meetings/insights/mail/returned", Right.WRITE_AREA_NOTE, reason=WRITER_REASON)
def returned(notification: Notification) -> Message | None:
    return _message(notification, NoteState.DRAFT, "note_edit")


@news("meetings/insights/mail/approved", Right.WRITE_AREA_NOTE, reason=WRITER_REASON)
def approved(notification: Notification) -> Message | None:
    return _message(notification, NoteState.APPROVED, "")


@obligation(
    "meetings/insights/mail/asked",
    Right.CLEAR_PASSAGE,
    reason=_("You get this mail because you answer for what is shown of your unit."),
)
def asked(notification: Notification) -> Message | None:
    """Return about the first of the unit's passages; none of their words."""
    rows = QuotedPassage.objects.select_related("unit", "note").filter(clearing=Clearance.ASKED)
    first = rows.filter(pk=notification.about).first()
    if first is None:
        return None
    count = rows.filter(note=first.note_id, unit=first.unit_id).count()
    return Message(
        first.unit, passage_url(first), notification.by, facts={"title": first.note.title, "count": count}
    )  # fmt: skip


def notify_waiting(note: AreaNotePage, by: User) -> None:
    """Tell the heads of the area."""
    heads = users_with(Right.APPROVE_AREA_NOTE, timezone.localdate(), Q(area=note.area_id))
    notify(submitted, note.pk, heads, by=by)


def notify_decided(note: AreaNotePage, by: User) -> None:
    """Tell who sent it."""
    kind = approved if note.state == NoteState.APPROVED else returned
    notify(kind, note.pk, [note.submitted_by] if note.submitted_by else [], by=by)


def notify_asked(passage_id: int, unit_id: int, by: User) -> None:
    notify(asked, passage_id, users_with(Right.CLEAR_PASSAGE, timezone.localdate(), Q(unit=unit_id)), by=by)


def _message(notification: Notification, state: NoteState, view: str) -> Message | None:
    """None when the note is no longer in that state."""
    note = AreaNotePage.objects.select_related("area").filter(pk=notification.about, state=state).first()
    if note is None:
        return None
    facts = {"title": note.title, "area_name": note.area.title, "reason": note.return_reason}
    return Message(note.area, note_url(view, note) if view else note.url, notification.by, facts=facts)
