"""Answers for those who watch the installation."""

from django.http import HttpRequest, HttpResponse
from health_check.views import HealthCheckView
from prometheus_client import CONTENT_TYPE_LATEST

from home.monitoring.checks import run_checks
from home.monitoring.metrics import as_text


def deep_check(request: HttpRequest) -> HttpResponse:
    """A line a check; JSON or OpenMetrics with `format`. Status 500 when one fails."""
    page = HealthCheckView()
    page.setup(request)
    page.results = run_checks()
    status = 500 if any(result.error for result in page.results) else 200
    chosen = request.GET.get("format")
    if chosen == "openmetrics":
        return page.render_to_response_openmetrics()
    return page.render_to_response_json(status) if chosen == "json" else page.render_to_response_text(status)


def metrics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(as_text(), content_type=CONTENT_TYPE_LATEST)
