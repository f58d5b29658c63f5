"""Clearing an example, sending it back, taking it down."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.roles import Right
from foundation.errors import Conflict, Refusal
from foundation.written_number import whole_number
from meetings.forum.addresses import FORUM, crumbs, of_example
from meetings.forum.clear_example import clear_example
from meetings.forum.enums import ExampleState
from meetings.forum.forms import ReasonForm
from meetings.forum.pages import ExamplePage
from meetings.forum.reading import example_context
from meetings.forum.return_example import return_example
from meetings.forum.take_down import may_take_down, take_down
from meetings.units import access


def _seen(request: HttpRequest) -> int:
    return whole_number(request.POST.get("version"), -1)


@login_required
@require_http_methods(["GET", "POST"])
def decide(request: HttpRequest, slug: str) -> HttpResponse:
    """The example as leaders would see it, the basis of each photo and film, and two buttons."""
    rows = access.visible_to(request.user, ExamplePage).select_related("unit__area", "evidence", "proposed_by")
    example = get_object_or_404(rows, slug=slug)
    if not access.of(request.user).may(Right.CLEAR_EXAMPLE, example.unit):
        raise Http404
    if example.state != ExampleState.PROPOSED and request.method == "GET":
        return redirect(of_example("example", example))
    form, status = ReasonForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        back = request.POST.get("act") == "return"
        try:
            if back:
                reason = form.cleaned_data["reason"]
                return_example(example=example, reason=reason, seen=_seen(request), by=request.user)
                messages.success(request, _("The example is sent back, and the unit has been told why."))
            else:
                clear_example(example=example, seen=_seen(request), by=request.user)
                messages.success(request, _("All leaders can now see the example."))
            return redirect(FORUM if back else of_example("example", example))
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            status = 409 if isinstance(refusal, Conflict) else 422
    context = example_context(example, request.user) | {
        "page": example, "form": form, "crumbs": crumbs(_("Clear the example"), example=example),
    }  # fmt: skip
    return render(request, "meetings/forum/decide.html", context, status=status)


@login_required
@require_http_methods(["GET", "POST"])
def down(request: HttpRequest, slug: str) -> HttpResponse:
    """Asks for the reason, then takes the example down at once."""
    rows = access.visible_to(request.user, ExamplePage).filter(state=ExampleState.CLEARED).select_related("unit__area")
    example = get_object_or_404(rows, slug=slug)
    if not may_take_down(request.user, example):
        raise Http404
    form, status = ReasonForm(request.POST or None), 200
    if request.method == "POST" and form.is_valid():
        try:
            take_down(example=example, reason=form.cleaned_data["reason"], seen=_seen(request), by=request.user)
            messages.success(request, _("The example is taken down. Nobody else sees it any more."))
            return redirect(FORUM)
        except Refusal as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            status = 409 if isinstance(refusal, Conflict) else 422
    context = {"example": example, "form": form, "crumbs": crumbs(_("Take down"), example=example)}
    return render(request, "meetings/forum/take_down.html", context, status=status)
