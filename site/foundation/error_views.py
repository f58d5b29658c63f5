"""Error pages: 404, 409, 500, 503, and a failed CSRF check."""

import sys

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from foundation.forms.carry_out_once import earlier_result
from foundation.forms.one_time_key import key_in
from foundation.infrastructure import outages
from foundation.middleware.malformed_request import UNREADABLE, bad_request, is_malformed

#: Retry-After in seconds, when the database or the disk could not answer.
RETRY_AFTER_SECONDS = 10


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """The same 404 page for what does not exist and for what the user may not see.

    A POST with a one-time key of ours comes from a form that we showed this user at this address. If the user sent it
    before, the first answer is repeated; if somebody else was faster, the page says so and shows the user's text (409).
    """
    if request.method == "POST" and _has_key(request):
        done = earlier_result(request)
        if done is not None and done.url:
            done.tell(request)
            return redirect(done.url)
        return render(request, "foundation/changed_meanwhile.html", {"written": _written(request)}, status=409)
    _read_account(request)
    return render(request, "404.html", status=404)


def _read_account(request: HttpRequest) -> None:
    """Before the page is drawn, which begins with its language: no view has read the account where none was found."""
    bool(getattr(request, "user", None))


def _has_key(request: HttpRequest) -> bool:
    try:
        return bool(key_in(request))
    except UNREADABLE:
        return False  # an unreadable body contains no form of ours


def _written(request: HttpRequest) -> list[str]:
    """The text that the user wrote: every value of more than one word."""
    return [value for _name, values in request.POST.lists() for value in values if len(value.split()) > 1]


def server_error(request: HttpRequest) -> HttpResponse:
    """500 for an error in our code; 503 for a temporary outage of database, disk or cache; 400 for a malformed request.
    Called while the exception is being handled, so `sys.exc_info` has it."""
    error = sys.exc_info()[1]
    if is_malformed(request, error):
        return bad_request(request)
    if outages.is_temporary(error):
        response = render(request, "503.html", status=503)
        response["Retry-After"] = str(RETRY_AFTER_SECONDS)
        response["Cache-Control"] = "no-store"
        return response
    return render(request, "500.html", status=500)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """403 for a form that was open too long, or was sent from another site."""
    return render(request, "403_csrf.html", status=403)
