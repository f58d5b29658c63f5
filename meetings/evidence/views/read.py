"""The page on which one piece of evidence is read."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from meetings.evidence.get_or_404 import evidence_or_404
from meetings.evidence.reading import evidence_context


@require_safe
def evidence_show(request: HttpRequest, area: str, unit: str, year: int, slug: str) -> HttpResponse:
    """404 for whoever may not see it, visitors included, as for a page of the tree."""
    evidence = evidence_or_404(request.user, area, unit, year, slug=slug)
    return render(request, "meetings/evidence/evidence.html", evidence_context(evidence, request.user))
