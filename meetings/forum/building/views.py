"""The page of ticks, and throwing a draft away."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.forum.building.build_example import build_example
from meetings.forum.building.delete_draft import delete_draft
from meetings.forum.building.forms import BuildForm
from meetings.forum.building.selectable_sources import selectable_sources
from meetings.forum.enums import ExampleState
from meetings.forum.page_urls import FORUM, example_url, forum_crumbs
from meetings.forum.pages import ExamplePage
from meetings.forum.showing.forms import PlainChangeForm
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.units import access
from meetings.units.get_or_404 import require_right_or_404


@login_required
@require_http_methods(["GET", "POST"])
def build(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Tick what the example is built from; `?valgt=aftale-12` is ticked beforehand (also several)."""
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PROPOSE_EXAMPLE)
    groups = selectable_sources(meeting, request.user)
    form = BuildForm(form_data(request), groups=groups, beforehand=request.GET.getlist("valgt"))

    def act() -> FormResult:
        data = form.cleaned_data
        example = build_example(meeting=meeting, title=data["title"], ticked=data["ticked"], by=request.user)
        message = _("The draft is made. Write what others can use, and send the proposal.")
        return FormResult(example_url("example_edit", example), message)

    def show(form: BuildForm, status: int) -> HttpResponse:
        unit_and_year = (meeting.unit.title, meeting.unit.url), (meeting.school_year, meeting.url)
        context = {
            "meeting": meeting, "groups": groups, "form": form, "chosen": form.chosen,
            "crumbs": from_front_page(*unit_and_year, _("Build an example")),
        }  # fmt: skip
        return render(request, "meetings/forum/building/build.html", context, status=status)

    return handle_form(request, form, act, show)


@login_required
@require_http_methods(["GET", "POST"])
def delete(request: SignedInRequest, slug: str) -> HttpResponse:
    """Ask once, then throw the draft away."""
    rows = access.visible_to(request.user, ExamplePage).select_related("unit")
    example = get_object_or_404(rows.filter(state=ExampleState.DRAFT), slug=slug)
    require_right_or_404(request.user, Right.PROPOSE_EXAMPLE, example.unit)
    form = PlainChangeForm(form_data(request), row=example)

    def act() -> FormResult:
        delete_draft(example=example, expected_version=form.cleaned_data["seen"], by=request.user)
        return FormResult(FORUM, _("The draft is deleted. What it was built from is untouched."))

    def show(form: PlainChangeForm, status: int) -> HttpResponse:
        context = {"example": example, "form": form, "crumbs": forum_crumbs(_("Delete the draft"), example=example)}
        return render(request, "meetings/forum/building/delete_draft.html", context, status=status)

    return handle_form(request, form, act, show)
