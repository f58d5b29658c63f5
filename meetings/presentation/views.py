"""The presentation of a meeting, and the check of what may still be shown while it is open."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.session import extend_session
from meetings.meeting.get_or_404 import meeting_or_404
from meetings.presentation.reading import presentation_context
from meetings.presentation.visible_keys import visible_keys


@login_required
@require_safe
def presentation(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    meeting = meeting_or_404(request.user, area, unit, year)
    return render(request, "meetings/presentation/presentation.html", presentation_context(meeting, request.user))


@login_required
@require_safe
def presentation_still(request: SignedInRequest, area: str, unit: str, year: int) -> HttpResponse:
    """Return `{"shown": [keys]}` and keep the session alive while somebody presents.

    404 for those who may no longer see the meeting, a redirect to sign-in for those who are signed out: the script then
    shows nothing more of it.
    """
    meeting = meeting_or_404(request.user, area, unit, year)
    extend_session(request, now=timezone.now())
    return JsonResponse({"shown": visible_keys(meeting, request.user)})
