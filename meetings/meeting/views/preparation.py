"""Views of the preparation plan, shown to all who see the meeting and edited by leaders and consultant."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.forms.carry_out_once import FormResult
from foundation.forms.handle_form import form_data, handle_form
from meetings.meeting.agenda import agenda_of
from meetings.meeting.breadcrumbs import breadcrumbs
from meetings.meeting.enums import OPEN_STATES
from meetings.meeting.forms.preparation import StepForm
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.meeting.participant import PreparationStep
from meetings.meeting.record_preparation import record_preparation
from meetings.units import access
from meetings.units.url_prefixes import meeting_url_kwargs


@login_required
@require_safe
def preparation(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year)
    steps = list(meeting.preparation_steps.select_related("done_by").prefetch_related("people"))
    items = agenda_of(meeting)
    context = {
        "meeting": meeting,
        "steps": steps,
        "next": next((step for step in steps if not step.done_at), None),
        "required": [item for item in items if item.read.required_data],
        "focus": [topic.text for item in items for topic in item.read.focus],
        "may_write": access.of(request.user).may(Right.PREPARE, meeting.unit) and meeting.state in OPEN_STATES,
        "meeting_url": meeting.url,
        "crumbs": breadcrumbs(meeting, _("Preparation")),
    }
    return render(request, "meetings/meeting/preparation.html", context)


@login_required
@require_http_methods(["GET", "POST"])
def preparation_step(request: SignedInRequest, area: str, unit: str, year: int, pk: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year, right=Right.PREPARE)
    step = get_object_or_404(PreparationStep, pk=pk, meeting=meeting)
    if meeting.state not in OPEN_STATES and request.method != "POST":
        messages.info(request, _("The preparation is over: the meeting is held or cancelled."))
        return redirect(reverse("preparation", kwargs=meeting_url_kwargs(meeting)))
    form = StepForm(form_data(request), row=step)

    def act() -> FormResult:
        record_preparation(step=step, by=request.user, **form.action_kwargs)
        return FormResult(reverse("preparation", kwargs=meeting_url_kwargs(meeting)), _("The preparation is saved."))

    def show(form: StepForm, status: int) -> HttpResponse:
        context = {"meeting": meeting, "step": step, "form": form, "keep": f"preparation-{step.pk}"}
        context["crumbs"] = breadcrumbs(meeting, _("Preparation"), step.title)
        return render(request, "meetings/meeting/preparation_step.html", context, status=status)

    return handle_form(request, form, act, show)
