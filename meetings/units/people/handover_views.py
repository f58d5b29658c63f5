"""Views that hand over a function: of a unit, by its agreement holder; any, by an administrator."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.forms.carry_out_once import FormResult, earlier_result
from foundation.forms.handle_form import form_data, handle_form
from foundation.text.danish_formats import format_date
from meetings.units.get_or_404 import right_or_404, unit_or_404
from meetings.units.membership import Membership
from meetings.units.people.add_person import add_person
from meetings.units.people.breadcrumbs import people_crumbs, unit_crumbs
from meetings.units.people.forms import HandOverForm
from meetings.units.people.hand_over_role import hand_over_role, may_hand_over
from meetings.units.people.handover import describe_succession
from meetings.units.url_prefixes import unit_url_kwargs


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def unit_people_hand_over(request: SignedInRequest, area: str, unit: str, pk: int) -> HttpResponse:
    found = unit_or_404(request.user, area, unit)
    role = get_object_or_404(Membership.objects.filter(unit=found).select_related("user", "unit__area"), pk=pk)
    crumbs = unit_crumbs(found, _("Hand over")) if may_hand_over(request.user, role) else []
    return _hand_over(request, role, reverse("unit_people", kwargs=unit_url_kwargs(found)), crumbs)


@login_required
@require_http_methods(["GET", "POST"])
@require_recent_second_factor()
def person_role_hand_over(request: SignedInRequest, pk: int, membership: int) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_ALL_PEOPLE)
    rows = Membership.objects.filter(user_id=pk).select_related("user", "unit__area", "area")
    role = get_object_or_404(rows, pk=membership)
    return _hand_over(request, role, reverse("person", args=[pk]), people_crumbs(role.user.name, _("Hand over")))


def _hand_over(request: SignedInRequest, role: Membership, back: str, crumbs: list[dict[str, str]]) -> HttpResponse:
    """List what goes along, and do it. Whoever hands over the own role is sent to the front page."""
    today = timezone.localdate()
    if not may_hand_over(request.user, role) and earlier_result(request) is None:
        raise Http404
    if request.method != "POST" and role.ends_on and role.ends_on <= today:
        raise Http404
    form = HandOverForm(form_data(request), initial={"on": today})

    def act() -> FormResult:
        data = form.cleaned_data
        person = add_person(email=data["email"], name=data["name"], by=request.user)
        hand_over_role(membership=role, to=person, on=data["on"], by=request.user, today=today)
        values = {"name": person, "role": role.get_role_display().lower(), "day": format_date(data["on"])}
        message = _("%(name)s is %(role)s from %(day)s. Both have got a mail.") % values
        return FormResult("/" if role.user_id == request.user.pk else back, message)

    def show(form: HandOverForm, status: int) -> HttpResponse:
        context = {
            "role": role, "form": form, "going": describe_succession(role), "back_url": back, "crumbs": crumbs,
            "place": role.unit or role.area, "is_own": role.user_id == request.user.pk,
        }  # fmt: skip
        return render(request, "meetings/units/hand_over.html", context, status=status)

    return handle_form(request, form, act, show)
