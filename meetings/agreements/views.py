"""Views of agreements: lists, one agreement, and the form for its status."""

from collections.abc import Iterable
from datetime import date
from functools import partial

from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.user import AnyUser
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.agreements.enums import AgreementStatus
from meetings.agreements.follow_up import follow_up
from meetings.agreements.forms import AgreementFilterForm, FollowUpForm
from meetings.agreements.listing import (
    TONES,
    AgreementFilter,
    agreement_context,
    agreements_for,
    date_text,
    first_of_unit,
    units_with_agreements,
)
from meetings.agreements.models import Agreement
from meetings.agreements.supporting_evidence import shared_evidence
from meetings.agreements.timeline import timeline
from meetings.evidence.enums import EvidenceKind
from meetings.minutes.page_urls import minutes_page_url
from meetings.units import access
from meetings.units.get_or_404 import require_right_or_404, unit_or_404
from meetings.units.pages import UnitPage
from meetings.units.rows_of_unit import rows_of_unit
from meetings.units.url_prefixes import meeting_url_kwargs, unit_url_kwargs

PAGE_SIZE = 25
#: The latest shared evidence, which a status can refer to.
EVIDENCE_OFFERED = 30


@login_required
def agreements(request: SignedInRequest) -> HttpResponse:
    """All agreements the user may see, filtered by the query string."""
    person = access.of(request.user)
    if not (person.has(Right.SEE_AGREEMENTS) or person.has(Right.SEE_AGREEMENT_REGISTER)):
        raise Http404
    form = AgreementFilterForm(request.GET, list(units_with_agreements(request.user)))
    context = _list(request, form.wanted()) | {
        "form": form,
        "is_filtered": any(request.GET.get(name) for name in form.fields),
    }
    context["crumbs"] = from_front_page(_("Agreements"))
    return render(request, "meetings/agreements/agreements.html", context)


@login_required
def unit_agreements(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    """The agreements of one unit: the open ones, then the closed."""
    found = unit_or_404(request.user, area, unit)
    require_right_or_404(request.user, Right.SEE_AGREEMENTS, found)
    today, title = timezone.localdate(), _("Agreements")
    first = first_of_unit.objects(request.user, today, unit=found.pk)
    rows = partial(agreements_for, request.user, AgreementFilter(unit=found.pk, status=""), today)
    show = partial(agreement_context, today=today, with_unit=False)
    context = rows_of_unit(found, title, title, rows, request.GET.get("side"), show, first)
    leads = access.of(request.user).may(Right.FOLLOW_UP_TALK, found)
    context["talk_url"] = _talk_url(found, first) if leads else ""
    return render(request, "meetings/agreements/unit_agreements.html", context)


@login_required
def agreement(request: SignedInRequest, pk: int) -> HttpResponse:
    """One agreement: text, owner, date, origin and history."""
    found = _agreement_or_404(request.user, pk)
    today = timezone.localdate()
    context = _about(found, today) | {
        "timeline": timeline(found, request.user),
        "may_follow_up": access.of(request.user).may(Right.FOLLOW_UP, found.unit),
        "may_propose": access.of(request.user).may(Right.PROPOSE_EXAMPLE, found.unit),
        "build_url": reverse("example_build", kwargs=meeting_url_kwargs(found.minutes.meeting)),
        "facts": _facts(found, request.user, today),
    }
    return render(request, "meetings/agreements/agreement.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def agreement_follow_up(request: SignedInRequest, pk: int) -> HttpResponse:
    """A form for one follow-up."""
    found = _agreement_or_404(request.user, pk)
    require_right_or_404(request.user, Right.FOLLOW_UP, found.unit)
    pieces = shared_evidence(request.user, found.unit_id)[:EVIDENCE_OFFERED].values_list("pk", "kind", "title")
    offered = [(pk, f"{EvidenceKind(kind).label}: {title}") for pk, kind, title in pieces]
    form = FollowUpForm(form_data(request), agreement=found, evidence=offered)
    today, reading_url = timezone.localdate(), reverse("agreement", args=[pk])

    def act() -> FormResult:
        follow_up(agreement=found, by=request.user, today=today, **form.action_kwargs)
        return FormResult(reading_url, _("The status is written. All who can see the agreement can read it."))

    def show(form: FollowUpForm, status: int) -> HttpResponse:
        context = _about(found, today) | {"form": form, "cancel_url": reading_url}
        context["crumbs"] = [*_crumbs(found, reading_url), {"label": _("Write status"), "url": ""}]
        return render(request, "meetings/agreements/follow_up.html", context, status=status)

    return handle_form(request, form, act, show)


def _list(request: SignedInRequest, filters: AgreementFilter) -> dict[str, object]:
    today = timezone.localdate()
    page = Paginator(agreements_for(request.user, filters, today), PAGE_SIZE).get_page(request.GET.get("side"))
    count = page.paginator.count
    return {
        "page": page,
        "rows": [agreement_context(agreement, today) for agreement in page],
        "found": ngettext("%(count)s agreement", "%(count)s agreements", count) % {"count": count},
    }


def _agreement_or_404(user: AnyUser, pk: int) -> Agreement:
    return get_object_or_404(access.visible_to(user, Agreement, Agreement.objects.with_related()), pk=pk)


def _about(agreement: Agreement, today: date) -> dict[str, object]:
    return {
        "agreement": agreement,
        "is_overdue": agreement.is_overdue(today),
        "when": date_text(agreement, today),
        "tone": TONES[AgreementStatus(agreement.status)],
        "crumbs": _crumbs(agreement),
    }


def _crumbs(agreement: Agreement, url: str = "") -> list[dict[str, str]]:
    unit = agreement.unit
    return from_front_page((unit.title, unit.url), (_("Agreements"), _unit_list(unit)), (_("Agreement"), url))


def _facts(agreement: Agreement, user: AnyUser, today: date) -> list[dict[str, str]]:
    """Owner, date and origin, for the right column."""
    minutes = agreement.minutes
    origin = _("The dialogue meeting %(year)s") % {"year": minutes.meeting.school_year}
    readable = access.may_see(user, minutes)
    facts = [
        {"term": _("Who owns it"), "value": agreement.facts.owner_in_words(agreement.unit.title), "url": ""},
        {"term": _("When"), "value": date_text(agreement, today).capitalize(), "url": ""},
        {"term": _("Came from"), "value": origin, "url": minutes_page_url(minutes.meeting) if readable else ""},
        {"term": _("Unit"), "value": agreement.unit.title, "url": _unit_list(agreement.unit)},
    ]
    if agreement.initiative:
        facts.append({"term": _("Initiative"), "value": agreement.initiative.name, "url": ""})
    return facts + [{"term": label, "value": value, "url": ""} for label, value in agreement.facts.further_parts()]


def _talk_url(unit: UnitPage, rows: Iterable[Agreement]) -> str:
    """The page of the follow-up talk after the latest of the meetings where `rows` were agreed; empty without rows."""
    years = [int(row.school_year[:4]) for row in rows]
    return reverse("follow_up_talk", kwargs={**unit_url_kwargs(unit), "year": max(years)}) if years else ""


def _unit_list(unit: UnitPage) -> str:
    return reverse("unit_agreements", kwargs=unit_url_kwargs(unit))
