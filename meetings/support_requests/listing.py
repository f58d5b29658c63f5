"""Query, order, group and format the wishes of a list."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from itertools import groupby

from django.db.models import Case, Exists, IntegerField, OuterRef, QuerySet, Value, When
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import AnyUser
from foundation.text import danish_formats
from meetings.support_requests.enums import UNANSWERED_STATES, SupportRequestState
from meetings.support_requests.models import SupportRequest
from meetings.units import access
from meetings.units.pages import UnitPage

TONES = {
    SupportRequestState.WISHED: "info",
    SupportRequestState.ANSWERED: "done",
    SupportRequestState.CLOSED: "neutral",
    SupportRequestState.WITHDRAWN: "neutral",
}
#: In place of the initiative: the units' own ones, and wishes on none.
OWN, NONE = "egne", "ingen"


@dataclass(frozen=True)
class WishFilter:
    """What a list is filtered by. Empty values do not filter.

    `state` is a SupportRequestState, "open" or ""; `theme` the key of an initiative, OWN or NONE.
    """

    unit: int | None = None
    state: str = "open"
    theme: str = ""
    is_mine: bool = False
    by_theme: bool = True


def wishes_for(user: AnyUser, filters: WishFilter, today: date) -> QuerySet[SupportRequest]:
    """Return the wishes matching `filters` that `user` may see, in the order in which `grouped` has them."""
    rows = access.visible_to(user, SupportRequest, SupportRequest.objects.with_origin())
    if filters.unit is not None:
        rows = rows.filter(meeting__unit=filters.unit)
    if filters.state == "open":
        rows = rows.open()
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if filters.theme == OWN:
        rows = rows.filter(initiative=None).exclude(initiative_name="")
    elif filters.theme == NONE:
        rows = rows.filter(initiative_name="")
    elif filters.theme:
        rows = rows.filter(initiative__pk=filters.theme)
    if filters.is_mine:
        rows = rows.filter(responsible=user.pk)
    urgency = Case(
        When(state__in=UNANSWERED_STATES, answer_by__lt=today, then=Value(0)),
        When(state__in=UNANSWERED_STATES, then=Value(1)),
        When(state=SupportRequestState.ANSWERED, then=Value(2)),
        default=Value(3),
        output_field=IntegerField(),
    )
    rows = rows.annotate(urgency=urgency, is_of_none=Case(When(initiative_name="", then=Value(1)), default=Value(0)))
    open_day = Case(When(urgency__lt=3, then="answer_by"))  # what is closed has the newest first
    by_day = ("urgency", open_day, "-answer_by", "pk")
    return rows.order_by("is_of_none", "initiative_name", *by_day) if filters.by_theme else rows.order_by(*by_day)


def grouped(
    wishes: Iterable[SupportRequest], today: date, *, by_theme: bool
) -> list[tuple[str, list[dict[str, object]]]]:
    """Return heading and rows (arguments of the component agreement) of each group of the page, by theme or by date."""
    of_urgency = [_("Past its date"), _("Waits for an answer"), _("Answered"), _("Finished")]

    def heading(wish: SupportRequest) -> str:
        return (wish.initiative_name or _("On no initiative")) if by_theme else of_urgency[vars(wish)["urgency"]]

    return [
        (name, [wish_context(wish, today, with_theme=not by_theme) for wish in found])
        for name, found in groupby(wishes, heading)
    ]


def units_with_wishes(user: AnyUser) -> QuerySet[UnitPage]:
    """Return the units whose wishes `user` may see, for the filter."""
    seen = access.visible_to(user, SupportRequest).filter(meeting__unit=OuterRef("pk")).order_by()
    return UnitPage.objects.filter(Exists(seen)).order_by("title")


def date_text(wish: SupportRequest, today: date) -> str:
    """Return »svar senest 1. februar 2027«, »svaret skulle være kommet 1. februar 2027«, »besvaret 3. marts 2027«."""
    if wish.closed_at:
        return _("closed %(day)s") % {"day": _day(wish.closed_at)}
    if wish.answered_at:
        return _("answered %(day)s") % {"day": _day(wish.answered_at)}
    message = _("the answer was to come by %(day)s") if wish.is_overdue(today) else _("answer by %(day)s")
    return message % {"day": danish_formats.format_date(wish.answer_by)}


def wish_context(
    wish: SupportRequest, today: date, *, with_unit: bool = True, with_theme: bool = True
) -> dict[str, object]:
    """Return the context of the component `agreement`, for a wish loaded with `with_origin`."""
    return {
        "text": wish.text,
        "url": reverse("wish", args=[wish.pk]),
        "kicker": f"{wish.unit_title} · {wish.school_year}" if with_unit else wish.school_year,
        "owner": wish.responsible_name or _("Nobody has it yet"),
        "when": date_text(wish, today),
        "note": wish.initiative_name if with_theme else "",
        "late": wish.is_overdue(today),
        "status": wish.get_state_display(),
        "tone": TONES[SupportRequestState(wish.state)],
    }


def _day(moment: datetime) -> str:
    return danish_formats.format_date(timezone.localdate(moment))
