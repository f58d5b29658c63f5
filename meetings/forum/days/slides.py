"""The slides of a forum day: its programme, and at each point what belongs to it."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import date
from hashlib import sha256

from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation.text.danish_formats import format_date
from media.media_item import MediaItem
from meetings.forum.chosen_media import media_of_each
from meetings.forum.days.page_urls import day_url
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.days.programme import Point, programme_of
from meetings.forum.days.shared_notes import SharedNote, all_read_notes
from meetings.forum.pages import ExamplePage
from meetings.forum.reading import Placed, slides_of
from meetings.presentation import keys
from meetings.presentation.slides import Slide
from meetings.presentation.split_text import split_text


def of_example(pk: int) -> str:
    """Return the key of what a slide shows of an example, besides its files."""
    return f"x{pk}"


def of_note(note: SharedNote, words: str = "") -> str:
    """Return the key of a slide of a note: another one when its words are others, since each unit takes its own out."""
    return f"n{note.pk}-{sha256(words.encode()).hexdigest()[:12]}" if words else f"n{note.pk}"


def presentation_of(day: ForumDayPage, user: User) -> dict[str, object]:
    """Return the template context of the full-screen run: `slides`, and what the start page says. Three queries, and
    with notes three more, however many examples there are."""
    points = _points(day, user)
    placed = media_of_each(point.example for point in points if point.example)
    slides = [Slide("opening", day.title, format_date(timezone.localdate(day.starts_at)))]
    for point in points:
        slides += list(_slides(point, placed))
    gone = sum(point.is_gone for point in points)
    withheld = sum(bool(point.instead) and not point.is_gone for point in points)
    left_out = [
        _("%(count)s of the points: not shown to the leaders any more.") % {"count": gone} if gone else "",
        _("%(count)s of the notes: not everybody who is invited may read it.") % {"count": withheld}
        if withheld
        else "",
    ]
    return {
        "day": day,
        "points": points,
        "slides": [replace(slide, place=place, total=len(slides)) for place, slide in enumerate(slides, start=1)],
        "left_out": [words for words in left_out if words],
        "nothing_left_out": _("Nothing is left out: everything in the programme may be shown."),
        "plays": any(isinstance(slide.entry, dict) and not slide.entry["item"].spec.is_picture for slide in slides),
        "kicker": _("Leader forum"),
        "title": day.title,
        "close_url": day_url("forum_day", day),
        "still_url": day_url("forum_day_still", day),
        "state_url": "",  # nobody leads it on a screen of its own
        "planned_by_item": {},
    }


def visible_keys(day: ForumDayPage, user: User) -> list[str]:
    """Return the keys that may be shown now, for whoever may see the day. As many queries as the presentation."""
    today, found, points = timezone.localdate(), list[str](), _points(day, user)
    placed = media_of_each(point.example for point in points if point.example)
    for point in points:
        if point.example:
            found.append(of_example(point.example.pk))
            files = (item for _file, item in placed[point.example.pk])
            found += [keys.of_file(item.key) for item in files if _is_shown(item, today)]
        elif point.note:
            found += [of_note(point.note), *(slide.key for slide in _slides_of_note(point.note))]
    return found


def _points(day: ForumDayPage, user: User) -> list[Point]:
    """The programme as it may stand on the projector: without notes when not everybody who is invited reads them."""
    points = programme_of(day, user, with_parts=True)
    if any(point.note for point in points) and not all_read_notes(day):
        return [point.without_note() if point.note else point for point in points]
    return points


def _is_shown(item: MediaItem, today: date) -> bool:
    return item.is_shown_on(today) and item.is_cleared_for_forum


def _slides(point: Point, placed: dict[int, Placed]) -> Iterator[Slide]:
    if point.is_gone:
        return
    key = of_example(point.example.pk) if point.example else of_note(point.note) if point.note else ""
    yield Slide("point", point.title, key=key, entry=point)
    if point.example:
        yield from _slides_of_example(point.example, placed[point.example.pk])
    elif point.note:
        yield from _slides_of_note(point.note)


def _slides_of_example(example: ExamplePage, placed: Placed) -> Iterator[Slide]:
    key = of_example(example.pk)
    for slide in slides_of(example, placed):
        medium = slide.get("medium")
        if slide["kind"] == "text":
            yield from _words(slide["title"], slide["text"], example.title, lambda _text: key)
        elif medium:  # the title has been shown with the point; its picture is one of the media
            title = "" if slide["kind"] == "title" else slide["title"]
            file = keys.of_file(medium["item"].key)
            yield Slide("medium", title or example.title, example.unit.title, file, entry=medium)


def _slides_of_note(note: SharedNote) -> Iterator[Slide]:
    for heading, text in note.parts:
        yield from _words(heading or note.title, text, note.title, lambda words: of_note(note, words))


def _words(title: str, text: str, kicker: str, key_of: Callable[[str], str]) -> Iterator[Slide]:
    texts = split_text(text)
    for part, words in enumerate(texts, start=1):
        yield Slide("words", title, kicker, key_of(words), texts=[("", words)], part=part, parts=len(texts))
