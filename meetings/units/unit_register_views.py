"""Views where administrators manage the municipality's units. They see names, never a unit's content."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.db.models import Count
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right, Role
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form, show_refusal_page
from foundation.forms.model_choice_field import ModelChoiceByIdField
from meetings.units.close_unit import close_unit
from meetings.units.create_unit import MAX_TITLE_LENGTH, create_unit
from meetings.units.get_or_404 import right_or_404
from meetings.units.membership import Membership
from meetings.units.pages import AreaPage, UnitPage

PAGE_SIZE = 50


class UnitForm(Form):
    title = forms.CharField(label=gettext_lazy("Name"), max_length=MAX_TITLE_LENGTH)
    area = ModelChoiceByIdField(
        AreaPage.objects.order_by("title"), label=gettext_lazy("Area"), empty_label=None, widget=forms.RadioSelect
    )
    address = forms.CharField(label=gettext_lazy("Address"), required=False, max_length=200)
    phone = forms.CharField(label=gettext_lazy("Telephone"), required=False, max_length=40)


@login_required
def units(request: SignedInRequest) -> HttpResponse:
    """List all units by area, open and closed, a page at a time."""
    right_or_404(request.user, Right.MANAGE_UNITS)
    today = timezone.localdate()
    rows = (
        UnitPage.objects.select_related("area")
        .in_order()
        .only("title", "address", "closed_on", "url_path", "area__title")
    )
    page = Paginator(rows, PAGE_SIZE).get_page(request.GET.get("side"))
    led = set(Membership.objects.current(today).filter(role=Role.AGREEMENT_HOLDER).values_list("unit", flat=True))
    groups: dict[str, list[dict[str, object]]] = {}
    for unit in page:
        is_closed = unit.closed_on is not None and unit.closed_on <= today
        row = {
            "unit": unit,
            "is_closed": is_closed,
            "needs_leader": not is_closed and unit.pk not in led,
            "see_as": _("See %(unit)s as …") % {"unit": unit.title},
        }
        groups.setdefault(unit.area.title, []).append(row)
    areas = AreaPage.objects.annotate(count=Count("units")).only("title", "unit_kind").order_by("title")
    return render(request, "meetings/units/units.html", {"groups": groups.items(), "page": page, "areas": areas})


@login_required
@require_http_methods(["GET", "POST"])
def unit_new(request: SignedInRequest) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_UNITS)
    form = UnitForm(form_data(request))

    def act() -> FormResult:
        unit = create_unit(**form.cleaned_data, by=request.user)
        message = _("%(unit)s is created. Now add its leader.") % {"unit": unit.title}
        return FormResult(f"{reverse('people_new')}?enhed={unit.pk}", message)

    def show(form: UnitForm, status: int) -> HttpResponse:
        crumbs = from_front_page((_("Units"), reverse("units")), _("New unit"))
        return render(request, "meetings/units/unit_new.html", {"form": form, "crumbs": crumbs}, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def unit_close(request: SignedInRequest, pk: int) -> HttpResponse:
    """Close a unit from today, or reopen it."""
    right_or_404(request.user, Right.MANAGE_UNITS)
    unit = get_object_or_404(UnitPage, pk=pk)
    closing = request.POST.get("act") == "close"

    def act() -> FormResult:
        close_unit(unit=unit, closed_on=timezone.localdate() if closing else None, by=request.user)
        message = _("%(unit)s is closed and gets no more meetings.") if closing else _("%(unit)s is open again.")
        return FormResult(reverse("units"), message % {"unit": unit.title})

    return handle_form(request, Form(request.POST), act, show_refusal_page(request, reverse("units")))
