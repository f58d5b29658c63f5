"""Views that begin and end seeing a unit as another role."""

from django import forms
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right, Role
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.units import access, see_as
from meetings.units.pages import UnitPage
from meetings.units.people.breadcrumbs import unit_crumbs
from meetings.units.url_prefixes import unit_url_kwargs


class SeeAsForm(Form):
    role = forms.ChoiceField(
        label=gettext_lazy("As whom do you want to see the unit?"),
        choices=[(role.value, role.label) for role in see_as.ROLES],
        widget=forms.RadioSelect,
    )

    def leave_out(self, held: frozenset[Role]) -> None:
        """Without the person's own roles in the unit: one does not see as oneself."""
        self.fields["role"].choices = [(role.value, role.label) for role in see_as.ROLES if role not in held]


@login_required
@require_http_methods(["GET", "POST"])
def unit_see_as(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    found = get_object_or_404(UnitPage.objects.select_related("area"), slug=unit, area__slug=area)
    person = access.of(request.user)
    if not see_as.may_see_as(person, found):
        raise Http404
    sees_unit = person.may(Right.SEE_UNIT, found)
    form = SeeAsForm(form_data(request))
    form.leave_out(person.roles_in(found))

    def act() -> FormResult:
        role = Role(form.cleaned_data["role"])
        request.session[see_as.SESSION_KEY] = see_as.begin_preview(
            unit=found, role=role, by=request.user, now=timezone.now()
        )
        return FormResult(found.url if sees_unit else reverse("role_preview_page", kwargs=unit_url_kwargs(found)))

    def show(form: SeeAsForm, status: int) -> HttpResponse:
        crumbs = unit_crumbs(found, _("See as"))
        if not sees_unit:
            crumbs = [crumbs[0], {"label": _("Units"), "url": reverse("units")}, {"label": found.title, "url": ""}]
        context = {"unit": found, "form": form, "crumbs": crumbs, "sees_unit": sees_unit}
        return render(request, "meetings/units/see_as.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def see_as_stop(request: SignedInRequest) -> HttpResponse:
    """End it. Ending what has ended changes nothing."""
    if see_as.end_preview(request.session, by=request.user):
        messages.success(request, _("You see the pages as yourself again."))
    return redirect("/")
