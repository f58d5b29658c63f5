"""What an area's page shows."""

from typing import Any

from django.utils import timezone

from meetings.units import access
from meetings.units.pages import AreaPage, UnitPage


def area_context(area: AreaPage, user: Any) -> dict[str, Any]:
    """`units`: those of the area that `user` may see, by name."""
    rows = access.visible_to(user, UnitPage).active_on(timezone.localdate()).filter(area=area).order_by("title")
    return {
        "units": [{"title": unit.title, "url": f"/{area.slug}/{unit.slug}/", "profile": unit.profile} for unit in rows]
    }
