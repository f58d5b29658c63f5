"""Views that take an example off the list, and list it again."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.forum.enums import UNLISTED_STATES, ExampleState
from meetings.forum.forms import ExampleStepBackForm
from meetings.forum.page_urls import example_url, forum_crumbs
from meetings.forum.pages import ExamplePage
from meetings.forum.showing.forms import PlainChangeForm, SupersedeForm
from meetings.forum.showing.list_again import list_again
from meetings.forum.showing.unlist import may_unlist, successors_of, unlist
from meetings.units import access
from meetings.units.get_or_404 import require_right_or_404


@login_required
@require_http_methods(["GET", "POST"])
def archive(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask for a reason, then archive the example."""
    example = _example(request, slug, ExampleState.CLEARED)
    form = ExampleStepBackForm(form_data(request), row=example)

    def act() -> FormResult:
        data = form.cleaned_data
        unlist(example=example, reason=data["reason"], expected_version=data["seen"], by=request.user)
        return FormResult(example.url, _("The example is archived. It is no longer in the list."))

    def show(form: ExampleStepBackForm, status: int) -> HttpResponse:
        context = {"example": example, "form": form, "crumbs": forum_crumbs(_("Archive"), example=example)}
        return render(request, "meetings/forum/showing/archive.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def supersede(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask for the newer example of the unit, then point to it."""
    example = _example(request, slug, ExampleState.CLEARED)
    successors = successors_of(example).order_by("-cleared_at", "-pk")
    form = SupersedeForm(form_data(request), row=example, successors=successors)

    def act() -> FormResult:
        data = form.cleaned_data
        unlist(example=example, successor=data["successor"], expected_version=data["seen"], by=request.user)
        return FormResult(example.url, _("The example is superseded. It is no longer in the list."))

    def show(form: SupersedeForm, status: int) -> HttpResponse:
        context = {
            "example": example, "form": form, "has_successors": successors.exists(),
            "crumbs": forum_crumbs(_("Superseded by a newer one"), example=example),
        }  # fmt: skip
        return render(request, "meetings/forum/showing/supersede.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def again(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask once, then list the example again."""
    example = _example(request, slug, *UNLISTED_STATES)
    require_right_or_404(request.user, Right.CLEAR_EXAMPLE, example.unit)
    form = PlainChangeForm(form_data(request), row=example)

    def act() -> FormResult:
        list_again(example=example, expected_version=form.cleaned_data["seen"], by=request.user)
        return FormResult(example_url("example", example), _("The example is in the list again."))

    def show(form: PlainChangeForm, status: int) -> HttpResponse:
        context = {"example": example, "form": form, "crumbs": forum_crumbs(_("List it again"), example=example)}
        return render(request, "meetings/forum/showing/again.html", context, status=status)

    return handle_form(request, form, act, show)


def _example(request: SignedInRequest, slug: str, *states: ExampleState) -> ExamplePage:
    """An example this person may put away, or 404; a form that is too late gets the refusal of its action instead."""
    rows = access.visible_to(request.user, ExamplePage).select_related("unit")
    if request.method != "POST":
        rows = rows.filter(state__in=states)
    example = get_object_or_404(rows, slug=slug)
    if not may_unlist(request.user, example):
        raise Http404
    return example
