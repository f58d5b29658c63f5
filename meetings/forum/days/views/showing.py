"""The full-screen run through the programme of a forum day, and the check of what may still be shown."""

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from accounts.request_types import SignedInRequest
from accounts.session import extend_session
from meetings.forum.days.enums import ForumDayState
from meetings.forum.days.get_or_404 import day_or_404
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.slides import presentation_of, visible_keys


@login_required
@require_safe
def show(request: SignedInRequest, slug: str) -> HttpResponse:
    return render(request, "meetings/forum/days/show.html", presentation_of(_shown_day(request, slug), request.user))


@login_required
@require_safe
def still(request: SignedInRequest, slug: str) -> HttpResponse:
    """Return `{"shown": [keys]}` and keep the session alive while somebody presents. 404 for those who may no longer
    see the day: the script then shows nothing more of it."""
    day = _shown_day(request, slug)
    extend_session(request, now=timezone.now())
    return JsonResponse({"shown": visible_keys(day, request.user)})


def _shown_day(request: SignedInRequest, slug: str) -> ForumDayPage:
    """Nothing is shown of a day that is cancelled: its invitees do not see its examples."""
    day = day_or_404(request.user, slug)
    if day.state == ForumDayState.CANCELLED:
        raise Http404
    return day
