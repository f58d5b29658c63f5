"""Answers for those who watch the installation."""

from collections.abc import Iterator
from typing import Any

from django.http import HttpRequest, HttpResponse
from health_check.views import HealthCheckView
from prometheus_client import CONTENT_TYPE_LATEST

from home.monitoring.checks import Check, checks
from home.monitoring.metrics import as_text


class DeepCheckView(HealthCheckView):
    """A line a check; JSON or OpenMetrics with `format`. Status 500 when one fails."""

    def get_checks(self) -> Iterator[Check]:
        yield from checks()

    def render_to_response(self, context: dict[str, Any], **response_kwargs: Any) -> HttpResponse:
        return self.render_to_response_text(response_kwargs["status"])


def metrics(request: HttpRequest) -> HttpResponse:
    return HttpResponse(as_text(), content_type=CONTENT_TYPE_LATEST)
