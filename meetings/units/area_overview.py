"""Context of an area's page."""

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.utils import timezone

from foundation.pages import page_context
from meetings.units import access
from meetings.units.pages import AreaPage, UnitPage

PAGE_SIZE = 50


@page_context("meetings.AreaPage")
def area_context(area: AreaPage, request: HttpRequest) -> dict[str, object]:
    """Return `units`: the area's active units that the user may see, by name; `page_of_units` is their page."""
    user = request.user
    active = UnitPage.objects.active_on(timezone.localdate()).filter(area=area)
    rows = access.visible_to(user, UnitPage, active).order_by("title", "pk")
    page = Paginator(rows.values_list("title", "slug", "profile"), PAGE_SIZE).get_page(request.GET.get("side"))
    return {
        "page_of_units": page,
        "units": [{"title": title, "url": f"/{area.slug}/{slug}/", "profile": text} for title, slug, text in page],
    }
