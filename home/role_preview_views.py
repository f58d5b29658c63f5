"""The page with the menu and buttons of a unit, for whoever sees the unit as one of its roles."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from foundation.breadcrumbs import from_front_page
from home.role_preview import role_preview
from meetings.units import access
from meetings.units.pages import UnitPage


@login_required
@require_safe
def role_preview_page(request: SignedInRequest, area: str, unit: str) -> HttpResponse:
    """404 unless one sees this unit as a role right now, and still may."""
    person, seen = access.of(request.user), request.user.seen_as
    if seen is None or not person.is_somebody:
        raise Http404
    rows = UnitPage.objects.select_related("area").filter(pk=seen.unit.pk)
    found = get_object_or_404(rows, slug=unit, area__slug=area)
    crumbs = from_front_page(found.title)
    return render(request, "home/role_preview.html", role_preview(seen, found, person) | {"crumbs": crumbs})
