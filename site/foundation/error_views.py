"""The pages for things that went wrong, in words."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from foundation import outages
from foundation.forms.one_time_key import key_in
from foundation.forms.sent_form import answer_before
from foundation.middleware.malformed_request import UNREADABLE, bad_request, is_malformed

#: Seconds after which a machine may ask again, when the database or the disk could not answer.
AGAIN_IN = 10


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same page for what does not exist and for what one may not see.

    Whoever sends a form that we showed them at this very address (its one-time key says so) knows what it was about;
    when it is gone because they sent it before, they get that answer; when somebody else was faster, they are told so
    and keep their words (409).
    """
    if request.method == "POST" and _has_key(request):
        done = answer_before(request)
        if done is not None and done.url:
            done.tell(request)
            return redirect(done.url)
        return render(request, "foundation/moved_on.html", {"written": _written(request)}, status=409)
    return render(request, "404.html", status=404)


def _has_key(request: HttpRequest) -> bool:
    try:
        return bool(key_in(request))
    except UNREADABLE:
        return False  # a body that can't be read holds no form of ours


def _written(request: HttpRequest) -> list[str]:
    """What somebody wrote: everything that was sent and has more than one word."""
    return [value for _name, values in request.POST.lists() for value in values if len(value.split()) > 1]


def server_error(request: HttpRequest) -> HttpResponse:
    """500 for a fault of ours; 503 when the database, the disk or the cache is away and will come back. Called where
    the exception is handled, so it is there to look at."""
    error = sys.exc_info()[1]
    if is_malformed(request, error):
        return bad_request(request)
    if outages.is_temporary(error):
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(AGAIN_IN)
        response["Cache-Control"] = "no-store"
        return response
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form that lay open too long, or was sent from elsewhere."""
    return render(request, "403_csrf.html", status=403)
