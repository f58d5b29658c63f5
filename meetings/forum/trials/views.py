"""Views where a unit says that it has tried an example."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.cpr_forms.forms import Form
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.forum.listing import cleared_examples
from meetings.forum.page_urls import example_url, forum_crumbs
from meetings.forum.pages import ExamplePage
from meetings.forum.trials.forms import TrialForm
from meetings.forum.trials.models import Trial
from meetings.forum.trials.remove_trial import may_remove_trial, remove_trial
from meetings.forum.trials.save_trial import save_trial
from meetings.units import access
from meetings.units.pages import UnitPage


@login_required
@require_http_methods(["GET", "POST"])
def trial(request: SignedInRequest, slug: str, unit: str) -> HttpResponse:
    """What the unit at `unit`, led by the reader, says of the example at `slug`."""
    example = _example(request, slug)
    units = UnitPage.objects.filter(access.of(request.user).units_q(Right.PROPOSE_EXAMPLE, ""), slug=unit)
    own = get_object_or_404(units.exclude(pk=example.unit_id))
    row = Trial.objects.filter(example=example, unit=own).first()
    form = TrialForm(form_data(request), row=row)

    def act() -> FormResult:
        data = form.cleaned_data
        seen = data["seen"] if row is not None else None
        save_trial(
            example=example, unit=own, text=data["text"], outcome=data["outcome"], expected_version=seen,
            by=request.user
        )  # fmt: skip
        message = _("It is shown on the example now, and %(unit)s is told.") % {"unit": example.unit.title}
        return FormResult(example_url("example", example) + "#proevet", message)

    def show(form: TrialForm, status: int) -> HttpResponse:
        context = {
            "form": form, "example": example, "unit": own, "is_new": row is None,
            "crumbs": forum_crumbs(_("We have tried it"), example=example), "back_url": example_url("example", example),
        }  # fmt: skip
        return render(request, "meetings/forum/trials/trial.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def remove(request: SignedInRequest, slug: str, unit: str) -> HttpResponse:
    example = _example(request, slug)
    rows = access.visible_to(request.user, Trial).select_related("unit", "example__unit")
    row = get_object_or_404(rows, example=example, unit__slug=unit)
    if not may_remove_trial(request.user, row):
        raise Http404

    def act() -> FormResult:
        remove_trial(trial=row, by=request.user)
        return FormResult(example_url("example", example), _("It is removed from the example."))

    def show(form: Form, status: int) -> HttpResponse:
        context = {
            "form": form, "example": example, "trial": row, "back_url": example_url("example", example),
            "crumbs": forum_crumbs(_("Remove"), example=example),
        }  # fmt: skip
        return render(request, "meetings/forum/trials/remove.html", context, status=status)

    return handle_form(request, Form(form_data(request)), act, show)


def _example(request: SignedInRequest, slug: str) -> ExamplePage:
    if not access.of(request.user).has(Right.SEE_FORUM):
        raise Http404
    found: ExamplePage = get_object_or_404(cleared_examples().select_related("unit"), slug=slug)
    return found
