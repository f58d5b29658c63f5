"""Views where the agreement holder manages the unit's people and their roles."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Role
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from meetings.units.get_or_404 import unit_or_404
from meetings.units.membership import Membership
from meetings.units.pages import UnitPage
from meetings.units.people.add_person import add_person
from meetings.units.people.assignable_roles import assignable_roles
from meetings.units.people.breadcrumbs import unit_crumbs
from meetings.units.people.end_role import end_role
from meetings.units.people.forms import UnitRoleForm
from meetings.units.people.grant_role import grant_role
from meetings.units.people.hand_over_role import may_hand_over
from meetings.units.url_prefixes import unit_url_kwargs


def _unit_with_people(request: SignedInRequest, area: str, unit: str) -> UnitPage:
    found = unit_or_404(request.user, area, unit)
    if not assignable_roles(request.user, found):
        raise Http404
    return found


@login_required
def unit_people(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    """List the unit's current and past roles."""
    found = _unit_with_people(request, area, unit)
    today = timezone.localdate()
    rows = Membership.objects.filter(unit=found).select_related("user", "unit").order_by("user__name")
    may_end = assignable_roles(request.user, found)
    current = [row for row in rows if row.ends_on is None or row.ends_on > today]
    past = [row for row in rows if row not in current]
    groups = [
        {
            "role": role,
            "rows": [row for row in current if row.role == role],
            "may_end": role in may_end,
            "hand_over": {row.pk for row in current if row.role == role and may_hand_over(request.user, row)},
        }
        for role in (
            Role.AGREEMENT_HOLDER, Role.LEADERSHIP_TEAM, Role.STAFF_REPRESENTATIVE, Role.BOARD_REPRESENTATIVE,
            Role.DEPARTMENT_LEADER,
        )
    ]  # fmt: skip
    return render(
        request,
        "meetings/units/unit_people.html",
        {"unit": found, "groups": groups, "past": past, "crumbs": unit_crumbs(found)},
    )


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def unit_people_add(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    """Give somebody a role in the unit; a new person gets a mail."""
    found = _unit_with_people(request, area, unit)
    form = UnitRoleForm(form_data(request), roles=assignable_roles(request.user, found))

    def act() -> FormResult:
        data = form.cleaned_data
        person = add_person(email=data["email"], name=data["name"], by=request.user)
        grant_role(
            user=person,
            role=Role(data["role"]),
            unit=found,
            by=request.user,
            today=timezone.localdate(),
            ends_on=data["ends_on"],
        )
        message = _("%(name)s now has a role in %(unit)s.") % {"name": person, "unit": found.title}
        return FormResult(reverse("unit_people", kwargs=unit_url_kwargs(found)), message)

    def show(form: UnitRoleForm, status: int) -> HttpResponse:
        context = {"unit": found, "form": form, "crumbs": unit_crumbs(found, _("Give somebody a role"))}
        return render(request, "meetings/units/unit_people_add.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def unit_people_end(request: SignedInRequest, area: str, unit: str, pk: int) -> HttpResponse:
    """Confirm and end a role; the person loses access at the next request."""
    found = _unit_with_people(request, area, unit)
    rows = Membership.objects.filter(unit=found, role__in=assignable_roles(request.user, found))
    if request.method != "POST":
        rows = rows.current(timezone.localdate())
    membership = get_object_or_404(rows.select_related("user"), pk=pk)
    people = reverse("unit_people", kwargs=unit_url_kwargs(found))

    def act() -> FormResult:
        end_role(membership=membership, by=request.user, today=timezone.localdate())
        return FormResult(people, _("%(name)s no longer has the role.") % {"name": membership.user})

    def show(form: Form, status: int) -> HttpResponse:
        if form.is_bound:
            return show_refusal_page(request, people)(form, status)
        context = {"unit": found, "membership": membership, "crumbs": unit_crumbs(found, _("End the role"))}
        return render(request, "meetings/units/unit_people_end.html", context, status=status)

    return handle_form(request, Form(form_data(request)), act, show)
