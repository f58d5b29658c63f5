"""Views where administrators name areas and units."""

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.change_form import ChangeForm
from foundation.forms.handle_form import form_data, handle_form, handle_removal
from meetings.units.create_unit import MAX_TITLE_LENGTH
from meetings.units.enums import UnitKind
from meetings.units.get_or_404 import right_or_404
from meetings.units.pages import AreaPage, UnitPage
from meetings.units.structure.create_area import create_area
from meetings.units.structure.edit_area import area_facts, edit_area
from meetings.units.structure.remove_area import remove_area
from meetings.units.structure.rename_unit import rename_unit


class AreaForm(Form):
    title = forms.CharField(
        label=gettext_lazy("Name of the area"),
        max_length=MAX_TITLE_LENGTH,
        help_text=gettext_lazy("For example Schools, District North or Special services."),
    )
    kind = forms.ChoiceField(
        label=gettext_lazy("The area's units are"),
        choices=UnitKind.choices,
        widget=forms.RadioSelect,
        help_text=gettext_lazy("It decides which parts of the template apply to them. Several areas may be alike."),
    )

    before = forms.CharField(required=False, widget=forms.HiddenInput)


class UnitNameForm(ChangeForm[UnitPage]):
    title = forms.CharField(
        label=gettext_lazy("Name"),
        max_length=MAX_TITLE_LENGTH,
        help_text=gettext_lazy("The address stays. Approved minutes keep the earlier name."),
    )

    @staticmethod
    def initial_from(row: UnitPage) -> dict[str, object]:
        return {"title": row.title}


def _crumbs(last: str) -> list[dict[str, str]]:
    return from_front_page((_("Units"), reverse("units")), last)


@login_required
@require_http_methods(["GET", "POST"])
def area_new(request: SignedInRequest) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_UNITS)
    form = AreaForm(form_data(request), initial={"kind": UnitKind.SCHOOL})

    def act() -> FormResult:
        data = form.cleaned_data
        area = create_area(title=data["title"], kind=UnitKind(data["kind"]), by=request.user)
        return FormResult(reverse("units"), _("The area %(area)s is created.") % {"area": area.title})

    def show(form: AreaForm, status: int) -> HttpResponse:
        context = {"form": form, "crumbs": _crumbs(_("New area"))}
        return render(request, "meetings/units/area_edit.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def area_edit(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_UNITS)
    area = get_object_or_404(AreaPage, pk=pk)
    initial = {"title": area.title, "kind": area.unit_kind, "before": area_facts(area)}
    form = AreaForm(form_data(request), initial=initial)

    def act() -> FormResult:
        data = {**form.cleaned_data, "kind": UnitKind(form.cleaned_data["kind"])}
        edit_area(area=area, by=request.user, **data)
        return FormResult(reverse("units"), _("The area is saved."))

    def show(form: AreaForm, status: int) -> HttpResponse:
        context = {"form": form, "area": area, "crumbs": _crumbs(area.title)}
        return render(request, "meetings/units/area_edit.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def area_remove(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_UNITS)
    area = AreaPage.objects.filter(pk=pk).first()

    def remove(area: AreaPage) -> None:
        remove_area(area=area, by=request.user)

    return handle_removal(request, area, remove, back=reverse("units"), message=_("The area is removed."))


@login_required
@require_http_methods(["GET", "POST"])
def unit_rename(request: SignedInRequest, pk: int) -> HttpResponse:
    right_or_404(request.user, Right.MANAGE_UNITS)
    unit = get_object_or_404(UnitPage, pk=pk)
    form = UnitNameForm(form_data(request), row=unit)

    def act() -> FormResult:
        rename_unit(unit=unit, by=request.user, **form.action_kwargs)
        return FormResult(reverse("units"), _("The name is saved."))

    def show(form: UnitNameForm, status: int) -> HttpResponse:
        context = {"form": form, "unit": unit, "crumbs": _crumbs(unit.title)}
        return render(request, "meetings/units/unit_rename.html", context, status=status)

    return handle_form(request, form, act, show)
