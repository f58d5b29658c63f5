"""Views of the first day: what is left to do, and the steps that have no page elsewhere."""

from datetime import date, timedelta

from django import forms
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right, Role
from accounts.second_factor.require_recent import require_recent_second_factor
from foundation.breadcrumbs import from_front_page
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import ShowForm, form_data, handle_form, show_refusal_page
from foundation.mail.mail_address import MailAddressField
from foundation.middleware.body_limit import accepts_files
from foundation.municipality import Municipality, readable_colour
from meetings.exports.document_settings import DocumentSettings
from meetings.exports.logo import MAX_BYTES, LogoField
from meetings.first_day.people_file.import_people import may_set_up
from meetings.first_day.set_up_municipality import set_up_municipality
from meetings.first_day.steps import steps
from meetings.first_day.use_standard_template import use_standard_template
from meetings.template.pages import TemplatePage
from meetings.template.school_years import school_year_of
from meetings.units import access
from meetings.units.people.grant_role import grant_role

#: From so long before 1 August on, the coming school year is the one to begin with.
BEFORE_THE_YEAR = timedelta(days=90)


class MunicipalityForm(Form):
    name = forms.CharField(label=gettext_lazy("Name of the municipality"), max_length=120)
    contact_name = forms.CharField(label=gettext_lazy("Contact person"), max_length=120, required=False)
    contact_email = MailAddressField(label=gettext_lazy("Contact e-mail"))
    contact_phone = forms.CharField(label=gettext_lazy("Contact telephone"), max_length=20, required=False)
    brand_colour = forms.CharField(
        label=gettext_lazy("Colour of buttons and links"),
        max_length=7,
        validators=[readable_colour],
        widget=forms.TextInput(attrs={"type": "color"}),
        help_text=gettext_lazy("It must be dark enough to read on white."),
    )
    logo = LogoField()

    made_by_us = frozenset({"brand_colour"})


def _administrator_or_404(request: SignedInRequest) -> None:
    if not may_set_up(request.user):
        raise Http404


@login_required
@require_safe
def first_day(request: SignedInRequest) -> HttpResponse:
    _administrator_or_404(request)
    today = timezone.localdate()
    rows = steps(today)
    context: dict[str, object] = {
        "steps": rows,
        "left": [step for step in rows if not step.is_done],
        "next": next((step.key for step in rows if not step.is_done), ""),
        "school_year": first_school_year(today),
        "drafts": TemplatePage.objects.filter(live=False).order_by("-school_year")[:3],
        "is_editor": access.of(request.user).has(Right.EDIT_TEMPLATES),
        "crumbs": from_front_page(_("The first day")),
    }
    return render(request, "meetings/first_day/first_day.html", context)


def first_school_year(today: date) -> str:
    """Return the school year to begin with."""
    return school_year_of(today + BEFORE_THE_YEAR)


@accepts_files(may=may_set_up, max_bytes=lambda: 2 * MAX_BYTES)
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def municipality(request: SignedInRequest) -> HttpResponse:
    _administrator_or_404(request)
    here = Municipality.here()
    names = ("name", "contact_name", "contact_email", "contact_phone", "brand_colour")
    initial = {name: getattr(here, name) for name in names}
    if here.name == Municipality._meta.get_field("name").default:
        initial["name"] = ""
    form = MunicipalityForm(form_data(request), request.FILES or None, initial=initial)

    def act() -> FormResult:
        set_up_municipality(by=request.user, **form.cleaned_data)
        return FormResult(reverse("first_day"), _("The municipality is saved."))

    def show(form: MunicipalityForm, status: int) -> HttpResponse:
        context = {
            "form": form,
            "has_logo": bool(DocumentSettings.here().logo),
            "crumbs": from_front_page((_("The first day"), reverse("first_day")), _("The municipality")),
        }
        return render(request, "meetings/first_day/municipality.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_POST
def template(request: SignedInRequest) -> HttpResponse:
    """Begin with the standard template."""
    _administrator_or_404(request)

    def act() -> FormResult:
        page = use_standard_template(school_year=first_school_year(timezone.localdate()), by=request.user)
        message = (
            _("The template is published.") if page.live else _("The template is a draft. It must be approved first.")
        )
        return FormResult(reverse("first_day"), message)

    return handle_form(request, Form(request.POST), act, _refused(request))


@login_required
@require_POST
@require_recent_second_factor()
def editor(request: SignedInRequest) -> HttpResponse:
    """Give the administrator the role of central editor, who writes templates."""
    _administrator_or_404(request)

    def act() -> FormResult:
        grant_role(user=request.user, role=Role.CENTRAL_EDITOR, by=request.user, today=timezone.localdate())
        return FormResult(reverse("first_day"), _("You are now an editor too, and can choose the template."))

    return handle_form(request, Form(request.POST), act, _refused(request))


def _refused(request: HttpRequest) -> ShowForm:
    return show_refusal_page(request, reverse("first_day"))
