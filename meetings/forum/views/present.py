"""The full-screen view of an example, for a projector."""

from typing import Any

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _

from accounts.roles import Right
from foundation.text.parsing import parse_int
from meetings.forum.addresses import of_example
from meetings.forum.listing import cleared_examples
from meetings.forum.pages import ExamplePage
from meetings.forum.reading import shown_media
from meetings.units import access


def slides_of(example: ExamplePage) -> list[dict[str, Any]]:
    """The slides: title, each picture or film, three parts of the text, what others can use."""
    media = shown_media(example)
    slides: list[dict[str, Any]] = [{"kind": "title", "title": example.title, "medium": media[0] if media else None}]
    parts = [
        (_("What did we do?"), example.did), (_("What did we see?"), example.saw),
        (_("What did we learn?"), example.learnt), (_("What can others use?"), example.others_can_use),
    ]  # fmt: skip
    rest = media[1:] if media and media[0]["item"].spec.is_picture else media
    for number, (title, text) in enumerate(parts):
        slides.append({"kind": "text", "title": title, "text": text})
        if number == 1:
            slides += [{"kind": "medium", "title": medium["caption"], "medium": medium} for medium in rest]
    return slides


@login_required
def show(request: HttpRequest, slug: str) -> HttpResponse:
    """`?side=3` is the third slide; every slide has its own URL, so it works without script."""
    if not access.of(request.user).has(Right.SEE_FORUM):
        raise Http404
    example = get_object_or_404(cleared_examples().select_related("unit", "initiative"), slug=slug)
    slides = slides_of(example)
    position = min(max(parse_int(request.GET.get("side"), 1), 1), len(slides))
    address = of_example("example_show", example)
    context = {
        "example": example,
        "slide": slides[position - 1],
        "position": position,
        "total": len(slides),
        "close_url": of_example("example", example),
        "previous_url": f"{address}?side={position - 1}" if position > 1 else "",
        "next_url": f"{address}?side={position + 1}" if position < len(slides) else "",
    }
    return render(request, "meetings/forum/show.html", context)
