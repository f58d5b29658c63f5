"""Forms learn from the request whether a number is confirmed, and the log learns from the forms that it was."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from foundation import audit
from foundation.cpr_check.confirmation import Confirmation, set_current


class CprConfirmationMiddleware:
    """After the authentication, which says who is asking."""

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
        """Who said so, where and in which fields; not what."""
        match = request.resolver_match
        audit.record(
            "text.no_cpr_confirmed",
            request.user,  # type: ignore[arg-type]  # only somebody signed in can tick
            by=request.user,
            route=match.view_name if match else "",
            fields=sorted(confirmation.fields),
        )
