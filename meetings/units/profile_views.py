"""View where a unit's leaders edit its profile."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.change_form import ChangeForm
from foundation.forms.handle_form import form_data, handle_form
from meetings.units.edit_profile import edit_profile
from meetings.units.get_or_404 import require_right_or_404, unit_or_404
from meetings.units.pages import UnitPage
from meetings.units.people.breadcrumbs import unit_crumbs


class ProfileForm(ChangeForm[UnitPage]):
    presentation = forms.CharField(
        label=gettext_lazy("Who we are"),
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text=gettext_lazy("A few sentences about your children, your daily life and what you work on."),
    )
    address = forms.CharField(label=gettext_lazy("Address"), required=False, max_length=200)
    phone = forms.CharField(label=gettext_lazy("Telephone"), required=False, max_length=40)

    @staticmethod
    def initial_from(row: UnitPage) -> dict[str, object]:
        return {"presentation": row.profile, "address": row.address, "phone": row.phone}


@login_required
@require_http_methods(["GET", "POST"])
def unit_edit(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    found = unit_or_404(request.user, area, unit)
    require_right_or_404(request.user, Right.EDIT_PROFILE, found)
    form = ProfileForm(form_data(request), row=found)

    def act() -> FormResult:
        edit_profile(unit=found, by=request.user, **form.action_kwargs)
        return FormResult(found.get_url(request), _("The profile is saved."))

    def show(form: ProfileForm, status: int) -> HttpResponse:
        context = {"unit": found, "form": form, "crumbs": unit_crumbs(found, _("Edit the profile"), people=False)}
        return render(request, "meetings/units/unit_edit.html", context, status=status)

    return handle_form(request, form, act, show)
