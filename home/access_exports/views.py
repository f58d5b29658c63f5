"""The page of extracts, and the two forms that have one made."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from home.access_exports.forms import MeetingForm, PersonExportForm
from home.access_exports.reading import extracts_of
from home.access_exports.request_export import request_meeting, request_person
from meetings.exports.models import Export
from meetings.units import access
from meetings.units.get_or_404 import right_or_404


@login_required
@require_safe
def access_exports(request: SignedInRequest) -> HttpResponse:
    """What can be put together, and what this person had put together lately."""
    right_or_404(request.user, Right.EXPORT_MEETING)
    context = {
        "exports": extracts_of(request.user),
        "may_see_keys": access.of(request.user).has(Right.SEE_OPERATION),
        "of_people": access.of(request.user).everywhere(Right.EXPORT_PERSON),
        "crumbs": from_front_page(_("Access requests")),
    }
    return render(request, "home/access_exports.html", context)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def access_export_meeting(request: SignedInRequest) -> HttpResponse:
    """Everything about a meeting; `?enhed=` and `?aar=` choose it beforehand."""
    right_or_404(request.user, Right.EXPORT_MEETING)
    start = {"unit": request.GET.get("enhed"), "school_year": request.GET.get("aar")}
    form = MeetingForm(
        form_data(request), user=request.user, initial={name: value for name, value in start.items() if value}
    )

    def act() -> FormResult:
        return _done(request_meeting(**form.cleaned_data, by=request.user))

    def show(form: MeetingForm, status: int) -> HttpResponse:
        context = {"form": form, "of_person": False, **_here(_("About a meeting"))}
        return render(request, "home/access_export.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def access_export_person(request: SignedInRequest) -> HttpResponse:
    """Everything about a person."""
    right_or_404(request.user, Right.EXPORT_PERSON)
    form = PersonExportForm(form_data(request))

    def act() -> FormResult:
        return _done(request_person(**form.cleaned_data, by=request.user))

    def show(form: PersonExportForm, status: int) -> HttpResponse:
        context = {"form": form, "of_person": True, **_here(_("About a person"))}
        return render(request, "home/access_export.html", context, status=status)

    return handle_form(request, form, act, show)


def _done(export: Export) -> FormResult:
    return FormResult(f"{reverse('access_exports')}#dokument-{export.key}")


def _here(title: str) -> dict[str, object]:
    return {"here": title, "crumbs": from_front_page((_("Access requests"), reverse("access_exports")), title)}
