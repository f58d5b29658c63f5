"""Views of wishes: the lists, one wish, and the forms of the administration."""

from collections.abc import Callable
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.change_form import ChangeForm
from foundation.forms.handle_form import form_data, handle_form
from meetings.support_requests.answer_wish import answer_wish
from meetings.support_requests.answerers import answerers
from meetings.support_requests.assign_wish import assign_wish
from meetings.support_requests.close_wish import close_wish
from meetings.support_requests.enums import Origin, SupportRequestState
from meetings.support_requests.forms import AssignForm, OutcomeForm, WishAnswerForm, WishFilterForm
from meetings.support_requests.listing import (
    TONES,
    WishFilter,
    date_text,
    grouped,
    units_with_wishes,
    wish_context,
    wishes_for,
)
from meetings.support_requests.models import SupportRequest
from meetings.support_requests.timeline import timeline
from meetings.units import access
from meetings.units.get_or_404 import require_right_or_404, right_or_404, unit_or_404
from meetings.units.rows_of_unit import rows_of_unit
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs

PAGE_SIZE = 25


@login_required
@require_safe
def wishes(request: SignedInRequest) -> HttpResponse:
    """All wishes the user may see, by theme or by date, filtered by the query string."""
    right_or_404(request.user, Right.SEE_WISHES)
    answers = access.of(request.user).has(Right.ANSWER_WISHES)
    form = WishFilterForm(request.GET, list(units_with_wishes(request.user)), answers=answers)
    wanted, today = form.wanted(), timezone.localdate()
    page = Paginator(wishes_for(request.user, wanted, today), PAGE_SIZE).get_page(request.GET.get("side"))
    count = page.paginator.count
    context = {
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in form.fields if name != "orden"),
        "page": page,
        "groups": grouped(page, today, by_theme=wanted.by_theme),
        "found": ngettext("%(count)s wish", "%(count)s wishes", count) % {"count": count},
        "crumbs": from_front_page(_("Wishes")),
    }
    return render(request, "meetings/support_requests/wishes.html", context)


@login_required
@require_safe
def unit_wishes(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    """The wishes of one unit and where each stands: the open ones, then the others."""
    found = unit_or_404(request.user, area, unit)
    require_right_or_404(request.user, Right.SEE_WISHES, found)
    today = timezone.localdate()
    rows = partial(wishes_for, request.user, WishFilter(unit=found.pk, state="", by_theme=False), today)
    show = partial(wish_context, today=today, with_unit=False)
    heading = _("Wishes to the administration")
    context = rows_of_unit(found, heading, _("Wishes"), rows, request.GET.get("side"), show)
    return render(request, "meetings/support_requests/unit_wishes.html", context)


@login_required
@require_safe
def wish(request: SignedInRequest, pk: int) -> HttpResponse:
    """One wish: text, where it came from, and what has happened."""
    found = _wish_or_404(request, pk)
    answers = access.of(request.user).may(Right.ANSWER_WISHES, found.meeting.unit)
    is_open = found.state != SupportRequestState.WITHDRAWN
    context = _about(found) | {
        "timeline": timeline(found),
        "facts": _facts(found),
        "may_answer": answers and is_open,
        "waits": found.is_unanswered,
        "is_closed": found.state == SupportRequestState.CLOSED,
        "build_url": _build_url(request, found),
    }
    return render(request, "meetings/support_requests/wish.html", context)


def _build_url(request: SignedInRequest, wish: SupportRequest) -> str:
    """Where the unit's leaders build an example from an answered wish; empty for others."""
    proposes = access.of(request.user).may(Right.PROPOSE_EXAMPLE, wish.meeting.unit)
    if not proposes or wish.state not in (SupportRequestState.ANSWERED, SupportRequestState.CLOSED):
        return ""
    return reverse("example_build", kwargs=meeting_url_kwargs(wish.meeting)) + f"?valgt=oenske-{wish.pk}"


@login_required
@require_http_methods(["GET", "POST"])
def wish_answer(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _wish_or_404(request, pk, answers=True)
    form = WishAnswerForm(form_data(request), row=found)
    labels = {"title": _("Answer the wish"), "act": _("Send the answer to the unit"), "keep": "svar"}
    message = _("The answer is sent. The unit's leaders are told.")
    return _handle(request, found, form, answer_wish, labels, message)


@login_required
@require_http_methods(["GET", "POST"])
def wish_assign(request: SignedInRequest, pk: int) -> HttpResponse:
    found, today = _wish_or_404(request, pk, answers=True), timezone.localdate()
    form = AssignForm(form_data(request), row=found, people=answerers(found.meeting.unit, today))
    labels = {"title": _("Who answers, and by when?"), "act": _("Save who and when"), "keep": ""}
    message = _("Saved. Whoever has got the wish is told.")
    return _handle(request, found, form, assign_wish, labels, message, today=today)


@login_required
@require_http_methods(["GET", "POST"])
def wish_close(request: SignedInRequest, pk: int) -> HttpResponse:
    found = _wish_or_404(request, pk, answers=True)
    form = OutcomeForm(form_data(request), row=found)
    labels = {"title": _("What came of it"), "act": _("Close the wish"), "keep": "resultat"}
    message = _("The wish is closed. The unit's leaders are told.")
    return _handle(request, found, form, close_wish, labels, message)


def _handle(
    request: SignedInRequest, wish: SupportRequest, form: ChangeForm, action: Callable[..., SupportRequest],
    labels: dict[str, str], message: str, **more: object,
) -> HttpResponse:  # fmt: skip
    """Carry out `action` with the fields of the form; `labels` are the page's `title`, the `act` on its button, and the
    name to `keep` the text under."""
    reading_url = reverse("wish", args=[wish.pk])

    def act() -> FormResult:
        action(wish=wish, by=request.user, **form.action_kwargs, **more)
        return FormResult(reading_url, message)

    def show(form: ChangeForm, status: int) -> HttpResponse:
        context = _about(wish) | labels | {"form": form, "cancel_url": reading_url}
        context["crumbs"] = [*_crumbs(wish, reading_url), {"label": labels["title"], "url": ""}]
        return render(request, "meetings/support_requests/wish_form.html", context, status=status)

    return handle_form(request, form, act, show)


def _wish_or_404(request: SignedInRequest, pk: int, *, answers: bool = False) -> SupportRequest:
    """The wish; with `answers` only for those who may answer it."""
    wishes = access.visible_to(request.user, SupportRequest, SupportRequest.objects.with_related())
    found = get_object_or_404(wishes, pk=pk)
    if answers:
        require_right_or_404(request.user, Right.ANSWER_WISHES, found.meeting.unit)
    return found


def _about(wish: SupportRequest) -> dict[str, object]:
    today = timezone.localdate()
    return {
        "wish": wish,
        "unit": wish.meeting.unit,
        "is_overdue": wish.is_overdue(today),
        "when": date_text(wish, today),
        "tone": TONES[SupportRequestState(wish.state)],
        "crumbs": _crumbs(wish),
    }


def _facts(wish: SupportRequest) -> list[dict[str, str]]:
    """Who, when and where it came from, for the right column."""
    meeting, unit = wish.meeting, wish.meeting.unit
    brought = reverse("statements", kwargs=meeting_url_kwargs(meeting)) + f"#oenske-{wish.pk}"
    places = {
        Origin.BROUGHT: (_("What the unit brought to the dialogue meeting %(year)s"), brought),
        Origin.MEETING: (_("The dialogue meeting %(year)s"), f"{meeting.url}referat/"),
        Origin.MINUTES: (_("The minutes of the dialogue meeting %(year)s"), f"{meeting.url}referat/"),
    }
    place, url = places[Origin(wish.origin)]
    is_there = wish.state != SupportRequestState.WITHDRAWN
    who = wish.responsible.name if wish.responsible else _("Nobody has it yet")
    facts = [
        {"term": _("Who answers"), "value": who, "url": ""},
        {"term": _("When"), "value": date_text(wish, timezone.localdate()).capitalize(), "url": ""},
        {"term": _("Came from"), "value": place % {"year": meeting.school_year}, "url": url if is_there else ""},
        {"term": _("Unit"), "value": unit.title, "url": reverse("unit_wishes", kwargs=unit_url_kwargs(unit))},
    ]
    if wish.initiative_name:
        facts.append({"term": _("Initiative"), "value": wish.initiative_name, "url": ""})
    return facts


def _crumbs(wish: SupportRequest, url: str = "") -> list[dict[str, str]]:
    unit = wish.meeting.unit
    unit_list = reverse("unit_wishes", kwargs=unit_url_kwargs(unit))
    return from_front_page((unit.title, unit.url), (_("Wishes"), unit_list), (_("Wish"), url))
