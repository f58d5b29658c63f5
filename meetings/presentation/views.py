"""The meeting on the wall, and the quiet question asked while it hangs there."""

from django.contrib.auth.decorators import login_required
from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.sliding_session import stay_signed_in
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
    """`{"shown": [keys]}`, and the session is kept while somebody presents. Who may no longer see the meeting gets 404,
    who is no longer signed in the way to the door: then nothing of it is shown any more."""
    meeting = meeting_or_404(request.user, area, unit, year)
    stay_signed_in(request, now=timezone.now())
    return JsonResponse({"shown": visible_keys(meeting, request.user)})
