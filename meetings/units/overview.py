"""Context of an area's page."""

from typing import Any

from django.http import HttpRequest
from django.utils import timezone

from foundation.pages import page_context
from meetings.units import access
from meetings.units.pages import AreaPage, UnitPage


@page_context("meetings.AreaPage")
def area_context(area: AreaPage, request: HttpRequest) -> dict[str, Any]:
    """Return `units`: the area's active units that the user may see, by name."""
    user = request.user
    rows = access.visible_to(user, UnitPage).active_on(timezone.localdate()).filter(area=area).order_by("title")
    return {"units": [{"title": unit.title, "url": unit.url, "profile": unit.profile} for unit in rows]}
