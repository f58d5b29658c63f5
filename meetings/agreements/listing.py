"""Query, order and format the agreements of a list."""

from dataclasses import dataclass
from datetime import date

from django.db.models import BigAutoField, Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils.translation import gettext as _

from accounts.roles import SCOPE, Scope
from accounts.user import AnyUser
from foundation.compiled_query import Parameter
from foundation.text import danish_formats
from meetings.agreements.enums import CLOSED_STATUSES, OPEN_STATUSES, AgreementStatus
from meetings.agreements.models import Agreement
from meetings.template.enums import ItemOwner
from meetings.units import access
from meetings.units.pages import UnitPage
from meetings.units.rows_of_unit import PAGE_SIZE
from meetings.units.visible_rows import VisibleRows

TONES = {
    AgreementStatus.NOT_STARTED: "neutral",
    AgreementStatus.IN_PROGRESS: "info",
    AgreementStatus.CARRIED_OVER: "info",
    AgreementStatus.FULFILLED: "done",
    AgreementStatus.DROPPED: "neutral",
}


@dataclass(frozen=True)
class AgreementFilter:
    """What a list is filtered by. Empty values do not filter; `status` is an AgreementStatus, "open" or "closed"."""

    unit: int | Parameter | None = None
    status: str = "open"
    owner: str = ""
    overdue: bool = False


def own_side(user: AnyUser) -> str:
    """Return the ItemOwner whose agreements come first for `user`: the unit for people with a role in a unit, else the
    administration."""
    in_units = any(SCOPE[role] is Scope.UNIT for role in access.of(user).roles())
    return ItemOwner.UNIT if in_units else ItemOwner.ADMINISTRATION


def agreements_for(user: AnyUser, filters: AgreementFilter, today: date) -> QuerySet[Agreement]:
    """Return the agreements matching `filters` that `user` may see.

    Overdue ones first, among them those of the user's own side (`ours`); then the other open ones, then closed ones;
    each by date.
    """
    rows = access.visible_to(user, Agreement, Agreement.objects.with_origin())
    if filters.unit is not None:
        rows = rows.filter(unit=filters.unit)
    if filters.owner:
        rows = rows.filter(owner=filters.owner)
    if filters.status == "open":
        rows = rows.open()
    elif filters.status == "closed":
        rows = rows.filter(status__in=CLOSED_STATUSES)
    elif filters.status:
        rows = rows.filter(status=filters.status)
    if filters.overdue:
        rows = rows.overdue(today)
    urgency = Case(
        When(status__in=OPEN_STATUSES, due_on__lt=today, owner=own_side(user), then=Value(0)),
        When(status__in=OPEN_STATUSES, due_on__lt=today, then=Value(1)),
        When(status__in=OPEN_STATUSES, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    return rows.annotate(urgency=urgency).order_by("urgency", "due_on", "pk")


def _first_of_unit(user: AnyUser, today: date) -> QuerySet[Agreement]:
    unit = Parameter("unit", BigAutoField())
    return agreements_for(user, AgreementFilter(unit=unit, status=""), today)[: PAGE_SIZE + 1]


#: What `rows_of_unit` shows first.
first_of_unit = VisibleRows(_first_of_unit)


def units_with_agreements(user: AnyUser) -> QuerySet[UnitPage]:
    """Return the units whose agreements `user` may see, for the filter."""
    seen = access.visible_to(user, Agreement).filter(unit=OuterRef("pk")).order_by()
    return UnitPage.objects.filter(Exists(seen)).order_by("title")


def date_text(agreement: Agreement, today: date) -> str:
    """Return the date as text: »senest 1. februar 2027«, »fristen var 1. februar 2026«, »afsluttet 1. marts 2026«."""
    if agreement.closed_on:
        return _("closed %(day)s") % {"day": danish_formats.format_date(agreement.closed_on)}
    day = {"day": danish_formats.format_date(agreement.due_on)}
    return _("the date was %(day)s") % day if agreement.is_overdue(today) else _("by %(day)s") % day


def agreement_context(agreement: Agreement, today: date, *, with_unit: bool = True) -> dict[str, object]:
    """Return the context of the component `agreement`, for an Agreement loaded with `with_origin`."""
    year = agreement.school_year
    facts = agreement.facts
    return {
        "text": agreement.text,
        "url": reverse("agreement", args=[agreement.pk]),
        "kicker": f"{agreement.unit_title} · {year}" if with_unit else year,
        "owner": facts.owner_in_words(agreement.unit_title),
        "when": date_text(agreement, today),
        "note": facts.extra_note(agreement.initiative_name or ""),
        "late": agreement.is_overdue(today),
        "status": str(AgreementStatus(agreement.status).label),
        "tone": TONES[AgreementStatus(agreement.status)],
    }
