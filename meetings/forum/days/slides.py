"""The slides of a forum day: its programme, and at each point what belongs to it."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from foundation.text.danish_formats import date as danish_date
from media.media_item import MediaItem
from meetings.forum.chosen_media import media_of
from meetings.forum.days.addresses import of_day
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import Point, programme_of
from meetings.forum.pages import ExamplePage
from meetings.forum.reading import slides_of
from meetings.presentation import keys
from meetings.presentation.slides import Slide
from meetings.presentation.split_text import split_text


def of_example(pk: int) -> str:
    """The key of what a slide shows of an example, besides its files."""
    return f"x{pk}"


def presentation_of(day: ForumDayPage) -> dict[str, Any]:
    """Template context of the full-screen run: `slides`, and what the start page says. Two queries, and one for each
    example."""
    points = programme_of(day)
    slides = [Slide("opening", day.title, danish_date(timezone.localdate(day.starts_at)))]
    for point in points:
        slides += list(_slides(point))
    gone = sum(point.is_gone for point in points)
    left_out = [_("%(count)s of the examples: not shown to the leaders any more.") % {"count": gone}] if gone else []
    return {
        "day": day,
        "points": points,
        "slides": [replace(slide, place=place, total=len(slides)) for place, slide in enumerate(slides, start=1)],
        "left_out": left_out,
        "nothing_left_out": _("Nothing is left out: all examples of the programme may be shown."),
        "plays": any(slide.kind == "medium" and not slide.entry["item"].spec.is_picture for slide in slides),
        "kicker": _("Leader forum"),
        "title": day.title,
        "close_url": of_day("forum_day", day),
        "still_url": of_day("forum_day_still", day),
        "state_url": "",  # nobody leads it on a screen of its own
        "minutes_of_items": {},
    }


def visible_keys(day: ForumDayPage) -> list[str]:
    """The keys that may be shown now, for whoever may see the day."""
    today, found = timezone.localdate(), []
    for point in programme_of(day):
        if point.example:
            found.append(of_example(point.example.pk))
            found += [keys.of_file(item.key) for item in media_of(point.example) if _is_shown(item, today)]
    return found


def _is_shown(item: MediaItem, today: Any) -> bool:
    return item.is_shown_on(today) and item.is_cleared_for_forum


def _slides(point: Point) -> Iterator[Slide]:
    if point.is_gone:
        return
    yield Slide("point", point.title, key=of_example(point.example.pk) if point.example else "", entry=point)
    if point.example:
        yield from _slides_of_example(point.example)


def _slides_of_example(example: ExamplePage) -> Iterator[Slide]:
    key = of_example(example.pk)
    for slide in slides_of(example):
        medium = slide.get("medium")
        if slide["kind"] == "text":
            texts = split_text(slide["text"])
            for part, text in enumerate(texts, start=1):
                yield Slide(
                    "words", slide["title"], example.title, key, texts=[("", text)], part=part, parts=len(texts)
                )
        elif medium:  # the title has been shown with the point; its picture is one of the media
            title = "" if slide["kind"] == "title" else slide["title"]
            file = keys.of_file(medium["item"].key)
            yield Slide("medium", title or example.title, example.unit.title, file, entry=medium)
