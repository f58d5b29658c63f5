"""View that makes a new template from an earlier one."""

from typing import Any

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.forms.model_choice_field import ModelChoiceByIdField
from foundation.text.parsing import parse_int
from meetings.template.copy_template import copy_template, sources
from meetings.template.pages import TemplatePage
from meetings.template.school_years import next_school_year, valid_school_year
from meetings.units.get_or_404 import right_or_404


class SourceField(ModelChoiceByIdField):
    def label_from_instance(self, template: TemplatePage) -> str:
        return f"{template.school_year}: {template.title}"


class CopyTemplateForm(Form):
    source = SourceField(
        queryset=TemplatePage.objects.none(), label=gettext_lazy("Copy everything from"), empty_label=None
    )
    school_year = forms.CharField(
        label=gettext_lazy("The new school year"),
        help_text=gettext_lazy("Written as 2026/2027."),
        max_length=9,
        validators=[valid_school_year],
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["source"].queryset = sources()


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def template_copy(request: SignedInRequest) -> HttpResponse:
    """Show the form for source and school year, and redirect to the new draft in the editor."""
    right_or_404(request.user, Right.EDIT_TEMPLATES)
    taken = list(TemplatePage.objects.order_by("-school_year").values_list("school_year", flat=True))
    asked = parse_int(request.GET.get("fra"), None)
    initial: dict[str, object] = {"school_year": next_school_year(taken)}
    if asked is not None:
        initial["source"] = asked
    form = CopyTemplateForm(form_data(request), initial=initial)

    def act() -> FormResult:
        page = copy_template(by=request.user, **form.cleaned_data)
        message = _("The draft for %(year)s is made.") % {"year": page.school_year}
        return FormResult(reverse("wagtailadmin_pages:edit", args=[page.pk]), message)

    def show(form: CopyTemplateForm, status: int) -> HttpResponse:
        context = {"form": form, "has_templates": bool(taken), "crumbs": _crumbs()}
        return render(request, "meetings/template/copy.html", context, status=status)

    return handle_form(request, form, act, show)


def _crumbs() -> list[dict[str, str]]:
    return from_front_page((_("Templates"), "/skabeloner/"), _("New template from last year's"))
