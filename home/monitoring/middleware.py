"""Answers those who watch the installation, and counts requests for them.

It answers itself, before host names, TLS and sessions are asked about: a probe on the inner network knows none of them,
and /sundhed/ must answer when the database does not.
"""

from collections.abc import Callable
from ipaddress import ip_address
from time import perf_counter

from allauth.account.adapter import get_adapter
from django.conf import settings
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse, HttpResponseBase

ALIVE, DEEP, METRICS = "/sundhed/", "/sundhed/alt/", "/metrics"
Handler = Callable[[HttpRequest], HttpResponseBase]


class MonitoringMiddleware:
    """`/sundhed/` answers everybody; the deep check and the metrics only who is in settings.MONITORING_NETWORKS."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response
        self.handlers: dict[str, Handler] = {ALIVE: alive}
        if settings.MONITORING_NETWORKS:
            from home.monitoring import views  # what only they need is not loaded elsewhere

            self.get_response = _counted(get_response)
            named = {DEEP: views.deep_check, METRICS: views.metrics}
            self.handlers |= {path: self._for_named_networks(handler) for path, handler in named.items()}

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        return self.handlers.get(request.path_info, self.get_response)(request)

    def _for_named_networks(self, handler: Handler) -> Handler:
        def answer(request: HttpRequest) -> HttpResponseBase:
            return (handler if is_in_named_network(request) else self.get_response)(request)

        return answer


def alive(request: HttpRequest) -> HttpResponse:
    """200 as long as the process answers."""
    return HttpResponse("ok\n", content_type="text/plain; charset=utf-8")


def _counted(get_response: Handler) -> Handler:
    from home.monitoring.metrics import count_request

    def answer(request: HttpRequest) -> HttpResponseBase:
        start = perf_counter()
        response = get_response(request)
        seconds = perf_counter() - start
        route = request.resolver_match.view_name if request.resolver_match else ""
        count_request(method=request.method or "", route=route, status=response.status_code, seconds=seconds)
        return response

    return answer


def is_in_named_network(request: HttpRequest) -> bool:
    """Return whether the request comes from one of the networks, by the address that the web server in front wrote
    (LAERINGSRUM_PROXIES), or the connection's own."""
    try:
        address = ip_address(get_adapter(request).get_client_ip(request))
    except (ValueError, PermissionDenied):
        return False
    return any(address in network for network in settings.MONITORING_NETWORKS)
