"""The person's own entries in the page frame's menu."""

from django.http import HttpRequest


def entries(request: HttpRequest) -> list[dict[str, object]]:
    """Each entry: `label`, `url`, and whether it is `current`."""
    return []
