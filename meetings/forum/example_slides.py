"""The slides of an example, for a projector."""

from typing import Any

from django.utils.translation import gettext as _

from meetings.forum.pages import ExamplePage
from meetings.forum.reading import shown_media


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
