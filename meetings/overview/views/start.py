"""Views that start a year, in batches that also work in a browser without script."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from accounts.request_types import SignedInRequest
from accounts.roles import Right
from foundation.breadcrumbs import from_front_page
from foundation.errors import Refusal
from meetings.overview.progress import Progress, progress_of
from meetings.overview.start_year import start_year
from meetings.template.pages import TemplatePage
from meetings.template.time_budget import budgets
from meetings.units import access
from meetings.units.danish_collation import danish_sort_key, sort_by_danish_title
from meetings.units.get_or_404 import right_or_404

#: Seconds of work in one request: short when a script repeats it, longer when a person has to press the button again.
SCRIPT_SECONDS, BUTTON_SECONDS = 1.5, 8.0


def _template_or_404(request: SignedInRequest, slug: str) -> TemplatePage:
    right_or_404(request.user, Right.START_YEAR)
    return get_object_or_404(access.visible_to(request.user, TemplatePage), slug=slug)


@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def start(request: SignedInRequest, slug: str) -> HttpResponse:
    """GET shows what will happen and changes nothing; POST creates a batch of meetings."""
    template = _template_or_404(request, slug)
    if request.method == "POST":
        return _make_a_batch(request, template)
    progress = progress_of(template, request.user, timezone.localdate())
    return render(request, "meetings/overview/start_year.html", _context(request, template, progress))


def _make_a_batch(request: SignedInRequest, template: TemplatePage) -> HttpResponse:
    by_script = request.headers.get("Accept") == "application/json"
    goes_on = request.POST.get("fortsat") == "1"
    today = timezone.localdate()
    try:
        batch = start_year(
            template=template,
            by=request.user,
            today=today,
            seconds=BUTTON_SECONDS if goes_on and not by_script else SCRIPT_SECONDS,
        )
    except Refusal as refusal:
        if by_script:
            return JsonResponse({"error": refusal.message}, status=409)
        messages.error(request, refusal.message)
        return redirect("start_year", slug=template.slug)
    if by_script:
        progress = progress_of(template, request.user, today)
        return JsonResponse(
            {
                "done": progress.done,
                "total": progress.total,
                "text": progress.text,
                "goes_on": bool(batch.left),
                "problem": " ".join(f"{unit.title}: {reason}" for unit, reason in batch.refused),
            }
        )
    for unit, reason in batch.refused:
        messages.error(request, f"{unit.title}: {reason}")
    return redirect("start_year_progress", slug=template.slug)


@login_required
@require_safe
def start_progress(request: SignedInRequest, slug: str) -> HttpResponse:
    """The progress, with one button that continues. A script presses it automatically."""
    template = _template_or_404(request, slug)
    progress = progress_of(template, request.user, timezone.localdate())
    if not progress.is_started:
        return redirect("start_year", slug=template.slug)
    return render(request, "meetings/overview/start_year_progress.html", _context(request, template, progress))


def _context(request: SignedInRequest, template: TemplatePage, progress: Progress) -> dict[str, object]:
    return {
        "template": template,
        "progress": progress,
        "by_area": [
            {"label": area, "units": sort_by_danish_title(unit for unit in progress.missing if unit.area.title == area)}
            for area in sorted({unit.area.title for unit in progress.missing}, key=danish_sort_key)
        ],
        "is_for_all": access.of(request.user).everywhere(Right.START_YEAR),
        "unled": sort_by_danish_title(progress.unled),
        "budgets": budgets(template),
        "crumbs": from_front_page(
            (_("Templates"), "/skabeloner/"), (template.school_year, template.url), _("Start the year")
        ),
    }
