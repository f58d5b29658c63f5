"""The wall stands from the moment when something is sent to us until it is answered."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.db import connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.module_loading import import_string

from foundation import audit, one_time_key
from foundation.no_cpr import wall
from foundation.no_cpr.forms import CONFIRMED
from foundation.no_cpr.wall import NumberRefused, Wall

#: Fields that hold what we made ourselves: the key against forgery and the one-time key.
MADE_BY_US = frozenset({"csrfmiddlewaretoken", one_time_key.FIELD})
READING = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})


class NoCprMiddleware:
    """After the check of where a form comes from, which reads the form; before everything of ours that writes."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.method in READING:
            return self.get_response(request)
        here = Wall()
        wall.set_current(here)
        try:
            with connection.execute_wrapper(here.guard):
                response = self.get_response(request)
            if here.confirmed and response.status_code < 400:
                self._tell(request, here)
            return response
        finally:
            wall.set_current(None)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> None:
        """Looks through what was sent. Without a find nothing more is asked, and nobody is looked up."""
        if request.method in READING or request.method == "PATCH":  # pieces of a file
            return
        here = wall.current()
        if request.content_type == "application/json":
            here.came_along |= wall.tokens(request.body.decode(errors="replace"))
            return
        sent = [
            value
            for name, values in request.POST.lists()
            if name not in MADE_BY_US and "password" not in name
            for value in values
        ]
        here.came_along |= wall.tokens(sent)
        if here.came_along and request.user.is_authenticated:
            here.may_confirm = import_string(settings.MAY_CONFIRM_NUMBERS)(request.user)
            here.ticked = frozenset(token for value in request.POST.getlist(CONFIRMED) for token in value.split())

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """A view that has no place of its own for saying no."""
        if not isinstance(exception, NumberRefused):
            return None
        return render(request, "foundation/no_cpr.html", {"message": exception.message}, status=422)

    def _tell(self, request: HttpRequest, here: Wall) -> None:
        """Who said so, where and in which fields; not what."""
        match = request.resolver_match
        audit.record(
            "text.no_cpr_confirmed",
            request.user,  # type: ignore[arg-type]  # only somebody signed in can tick
            by=request.user,
            route=match.view_name if match else "",
            fields=sorted(here.confirmed),
        )
