"""Middleware that makes the confirmations of a request available to forms, and records those that were used."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from foundation import audit
from foundation.cpr_forms.confirmation import Confirmation, set_current


class CprConfirmationMiddleware:
    """Comes after AuthenticationMiddleware, because it needs `request.user`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        confirmation = Confirmation(request)
        set_current(confirmation)
        try:
            response = self.get_response(request)
        finally:
            set_current(None)
        if confirmation.fields and response.status_code < 400:
            self._record(request, confirmation)
        return response

    def _record(self, request: HttpRequest, confirmation: Confirmation) -> None:
        """Record who confirmed, on which route and in which fields; not the numbers."""
        match = request.resolver_match
        audit.record(
            "text.no_cpr_confirmed",
            request.user,  # type: ignore[arg-type]  # only somebody signed in can tick
            by=request.user,
            route=match.view_name if match else "",
            fields=sorted(confirmation.fields),
        )
