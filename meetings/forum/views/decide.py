"""Views to clear an example, send it back, and take it down."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from foundation.text.danish_formats import format_date
from meetings.forum.clear_example import clear_example
from meetings.forum.enums import CLEARED_STATES, ExampleState
from meetings.forum.forms import ExampleStepBackForm
from meetings.forum.page_urls import FORUM, example_url, forum_crumbs
from meetings.forum.pages import ExamplePage
from meetings.forum.reading import example_context
from meetings.forum.return_example import return_example
from meetings.forum.showing.forms import ExampleDecisionForm
from meetings.forum.showing.unlist import may_unlist
from meetings.forum.take_down import take_down
from meetings.units import access


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: SignedInRequest, slug: str) -> HttpResponse:
    """Show the example as leaders would see it, the legal basis of each photo and film, and the two decisions."""
    rows = access.visible_to(request.user, ExamplePage).select_related("unit", "evidence", "proposed_by")
    example = get_object_or_404(rows, slug=slug)
    if not access.of(request.user).may(Right.CLEAR_EXAMPLE, example.unit):
        raise Http404
    if example.state != ExampleState.PROPOSED and request.method == "GET":
        return redirect(example_url("example", example))
    form = ExampleDecisionForm(form_data(request), row=example)

    def act() -> FormResult:
        seen, by = form.cleaned_data["seen"], request.user
        if request.POST.get("act") == "return":
            return_example(example=example, reason=form.cleaned_data["reason"], expected_version=seen, by=by)
            return FormResult(FORUM, _("The example is sent back, and the unit has been told why."))
        after = clear_example(example=example, expected_version=seen, by=by, show_from=form.cleaned_data["show_from"])
        return FormResult(example_url("example", example), _words(after))

    def show(form: ExampleDecisionForm, status: int) -> HttpResponse:
        context = example_context(example, request) | {
            "page": example, "form": form, "crumbs": forum_crumbs(_("Clear the example"), example=example),
        }  # fmt: skip
        return render(request, "meetings/forum/decide.html", context, status=status)

    return handle_form(request, form, act, show)


def _words(example: ExamplePage) -> str:
    """What has become of an example that was cleared just now."""
    if example.state == ExampleState.PROPOSED:
        return _("You have passed the example on. It is shown once the next one has cleared it.")
    if example.go_live_at is not None:
        return _("All leaders can see the example from %(day)s.") % {"day": format_date(example.go_live_at)}
    return _("All leaders can now see the example.")


@login_required
@require_http_methods(["GET", "POST"])
def down(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask for a reason, then take the example down at once."""
    rows = access.visible_to(request.user, ExamplePage).select_related("unit")
    if request.method != "POST":
        rows = rows.filter(state__in=CLEARED_STATES)
    example = get_object_or_404(rows, slug=slug)
    if not may_unlist(request.user, example):
        raise Http404
    form = ExampleStepBackForm(form_data(request), row=example)

    def act() -> FormResult:
        data = form.cleaned_data
        take_down(example=example, reason=data["reason"], expected_version=data["seen"], by=request.user)
        return FormResult(FORUM, _("The example is taken down. Nobody else sees it any more."))

    def show(form: ExampleStepBackForm, status: int) -> HttpResponse:
        context = {"example": example, "form": form, "crumbs": forum_crumbs(_("Take down"), example=example)}
        return render(request, "meetings/forum/take_down.html", context, status=status)

    return handle_form(request, form, act, show)
