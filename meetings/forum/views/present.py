"""The full-screen view of an example, for a projector."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from foundation.text.parsing import parse_int
from meetings.forum.page_urls import example_url
from meetings.forum.pages import ExamplePage
from meetings.forum.reading import slides_of
from meetings.forum.visible_examples import shown_to_leaders
from meetings.units import access


@login_required
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """`?side=3` is the third slide; every slide has its own URL, so it works without script."""
    rows = access.visible_to(request.user, ExamplePage).filter(shown_to_leaders())
    example = get_object_or_404(rows.select_related("unit", "initiative"), slug=slug)
    slides = slides_of(example)
    position = min(max(parse_int(request.GET.get("side"), 1), 1), len(slides))
    address = example_url("example_show", example)
    context = {
        "example": example,
        "slide": slides[position - 1],
        "position": position,
        "total": len(slides),
        "close_url": example_url("example", example),
        "previous_url": f"{address}?side={position - 1}" if position > 1 else "",
        "next_url": f"{address}?side={position + 1}" if position < len(slides) else "",
    }
    return render(request, "meetings/forum/show.html", context)
