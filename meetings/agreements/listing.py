"""Lists of agreements: which of those one may see, in which order, in which words."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, IntegerField, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import SCOPE, Scope
from accounts.user import AnyUser
from foundation.text import danish_formats
from meetings.agreements.enums import CLOSED_STATUSES, OPEN_STATUSES, AgreementStatus
from meetings.agreements.models import Agreement
from meetings.template.enums import ItemOwner
from meetings.units import access
from meetings.units.pages import UnitPage

TONES = {
    AgreementStatus.NOT_STARTED: "neutral",
    AgreementStatus.IN_PROGRESS: "info",
    AgreementStatus.CARRIED_OVER: "info",
    AgreementStatus.FULFILLED: "done",
    AgreementStatus.DROPPED: "neutral",
}


@dataclass(frozen=True)
class AgreementFilter:
    """What somebody asks a list for. Empty words ask for everything; `status` may be "open" or "closed" too."""

    unit: int | None = None
    status: str = "open"
    owner: str = ""
    overdue: bool = False


def ours(user: AnyUser) -> str:
    """Whose agreements this person answers for first: the administration's or the unit's."""
    in_units = any(SCOPE[role] is Scope.UNIT for role in access.of(user).roles())
    return ItemOwner.UNIT if in_units else ItemOwner.ADMINISTRATION


def agreements_for(user: AnyUser, wanted: AgreementFilter, today: date) -> QuerySet[Agreement]:
    """What `user` may see of what is wanted: past its date first, and there ours first; then the nearest date."""
    rows = access.visible_to(user, Agreement).with_origin()
    if wanted.unit is not None:
        rows = rows.filter(unit=wanted.unit)
    if wanted.owner:
        rows = rows.filter(owner=wanted.owner)
    if wanted.status == "open":
        rows = rows.filter(status__in=OPEN_STATUSES)
    elif wanted.status == "closed":
        rows = rows.filter(status__in=CLOSED_STATUSES)
    elif wanted.status:
        rows = rows.filter(status=wanted.status)
    if wanted.overdue:
        rows = rows.overdue(today)
    urgency = Case(
        When(status__in=OPEN_STATUSES, due_on__lt=today, owner=ours(user), then=Value(0)),
        When(status__in=OPEN_STATUSES, due_on__lt=today, then=Value(1)),
        When(status__in=OPEN_STATUSES, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return rows.annotate(urgency=urgency).order_by("urgency", "due_on", "pk")


def units_with_agreements(user: AnyUser) -> QuerySet[UnitPage]:
    """The units whose agreements `user` may see, for the filter."""
    seen = access.visible_to(user, Agreement).values("unit")
    return UnitPage.objects.filter(pk__in=seen).order_by("title")


def when_in_words(agreement: Agreement, today: date) -> str:
    """senest 1. februar 2027; fristen var 1. februar 2026; afsluttet 1. marts 2026."""
    if agreement.closed_on:
        return _("closed %(day)s") % {"day": danish_formats.date(agreement.closed_on)}
    day = {"day": danish_formats.date(agreement.due_on)}
    return _("the date was %(day)s") % day if agreement.is_overdue(today) else _("by %(day)s") % day


def row(agreement: Agreement, today: date, *, with_unit: bool = True) -> dict[str, object]:
    """The words of the component `agreement`, for an Agreement loaded with its origin."""
    year = agreement.minutes.meeting.school_year
    return {
        "text": agreement.text,
        "url": reverse("agreement", args=[agreement.pk]),
        "kicker": f"{agreement.unit.title} · {year}" if with_unit else year,
        "owner": agreement.facts.owner_in_words(agreement.unit.title),
        "when": when_in_words(agreement, today),
        "note": agreement.facts.extra_note(agreement.initiative.name if agreement.initiative else ""),
        "late": agreement.is_overdue(today),
        "status": agreement.get_status_display(),
        "tone": TONES[AgreementStatus(agreement.status)],
    }
