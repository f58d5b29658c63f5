"""The view that pages on which minutes are written ask every few seconds."""

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.utils import timezone
from django.views.decorators.http import require_safe

from foundation.text.parsing import parse_int
from meetings.minutes.writing.writers import draft_now, saved_since


@require_safe
def minutes_now(request: HttpRequest, area: str, unit: str, year: int) -> HttpResponse:
    """What others saved since version `siden` of the minutes, as JSON; 304 when nothing was saved, 410 when the minutes
    are no draft any more.

    `FollowerMiddleware` answers with it before most of the others. 404 for those who do not write the minutes of this
    meeting; a redirect to sign-in without a session.
    """
    if not request.session.session_key:
        return redirect_to_login(request.get_full_path())
    now = draft_now(request, area=area, unit=unit, year=year)
    if now is None:
        return HttpResponse(status=404)
    seen = parse_int(request.GET.get("siden", ""), 0)
    response: HttpResponse
    if not now.is_draft:
        response = HttpResponse(status=410)
    elif now.version == seen:
        response = HttpResponse(status=304)
    else:
        sections = saved_since(now, seen, timezone.now())
        response = JsonResponse({"version": now.version, "sections": sections})
    response["Cache-Control"] = "private, no-store"
    return response
