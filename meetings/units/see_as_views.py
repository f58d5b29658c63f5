"""Views that begin and end seeing a unit as another role."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right, Role
from foundation.cpr_check.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.units import see_as
from meetings.units.get_or_404 import require, unit_or_404
from meetings.units.people.breadcrumbs import unit_crumbs


class SeeAsForm(Form):
    role = forms.ChoiceField(
        label=gettext_lazy("As whom do you want to see the unit?"),
        choices=[(role.value, role.label) for role in see_as.ROLES if role is not Role.AGREEMENT_HOLDER],
        widget=forms.RadioSelect,
    )


@login_required
@require_http_methods(["GET", "POST"])
def unit_see_as(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    found = unit_or_404(request.user, area, unit)
    require(request.user, Right.MANAGE_UNIT_PEOPLE, found)
    form = SeeAsForm(form_data(request))

    def act() -> FormResult:
        role = Role(form.cleaned_data["role"])
        request.session[see_as.KEY] = see_as.begin(unit=found, role=role, by=request.user, now=timezone.now())
        return FormResult(found.url)

    def show(form: SeeAsForm, status: int) -> HttpResponse:
        context = {"unit": found, "form": form, "crumbs": unit_crumbs(found, _("See as"))}
        return render(request, "meetings/units/see_as.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def see_as_stop(request: SignedInRequest) -> HttpResponse:
    """End it. Ending what has ended changes nothing."""
    if request.session.pop(see_as.KEY, None):
        messages.success(request, _("You see the pages as yourself again."))
    return redirect("/")
