"""Template context of an example's page."""

from typing import Any, NotRequired, TypedDict

from django.http import HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.roles import Right
from accounts.user import AnyUser
from foundation.pages import page_context
from media.enums import LegalBasis
from media.media_item import MediaItem
from meetings.evidence.body import PlacedFile
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.confidentiality import confidentiality_reason
from meetings.forum.building.sources import built_from, excerpts_of, source_evidence
from meetings.forum.chosen_media import media_of, media_of_each
from meetings.forum.days.days_of_example import days_of_example
from meetings.forum.days.page_urls import forum_day_crumbs
from meetings.forum.edit_example import EDITABLE_STATES
from meetings.forum.enums import CLEARED_STATES, SHOWN_STATES, UNLISTED_STATES, ExampleState
from meetings.forum.page_urls import example_url, forum_crumbs
from meetings.forum.pages import ExamplePage
from meetings.forum.showing.unlist import may_unlist
from meetings.forum.trials.reading import trials_of
from meetings.forum.visible_examples import shown_to_leaders
from meetings.units import access

#: The media of an example, each with where it stands.
Placed = list[tuple[PlacedFile, MediaItem]]


class Medium(TypedDict):
    item: MediaItem
    caption: str
    basis: str


class ExampleSlide(TypedDict):
    kind: str
    title: str
    text: NotRequired[str]
    medium: NotRequired[Medium | None]


def shown_media(example: ExamplePage, placed: Placed | None = None) -> list[Medium]:
    """Return photos, films and sound recordings that may be shown now, with caption and the label of the legal basis.
    `placed` are its media, where they are loaded already."""
    today = timezone.localdate()
    return [
        {
            "item": item,
            "caption": file.caption,
            "basis": str(LegalBasis(item.forum_basis).label) if item.forum_basis else "",
        }
        for file, item in (media_of_each([example])[example.pk] if placed is None else placed)
        if item.is_shown_on(today) and item.is_cleared_for_forum
    ]


def hidden_media(example: ExamplePage) -> list[str]:
    """Return messages on media and evidence of the example that may not be shown now."""
    today = timezone.localdate()
    words = [item.hidden_words for item in media_of(example) if not item.is_shown_on(today)]
    for piece in source_evidence(example):
        if why := piece.hidden_words if piece.is_hidden else confidentiality_reason(piece):
            words.insert(0, why)
    return words


def parts_of(example: ExamplePage) -> list[tuple[str, str]]:
    """Return (question, answer) of what was written; a built example need not answer all of them."""
    parts = [
        (_("What did we do?"), example.did),
        (_("What did we see?"), example.saw),
        (_("What did we learn?"), example.learnt),
    ]
    return [part for part in parts if part[1].strip()]


def shown_excerpts(example: ExamplePage, media: list[Medium]) -> list[dict[str, Any]]:
    """Return the blocks of a built example in their order, each with its media of `media`."""
    return [
        {
            "text": one.text, "source": one.source, "is_changed": one.is_changed,
            "media": [medium for medium in media if one.evidence and medium["item"].evidence_id == one.evidence],
        }
        for one in excerpts_of(example)
    ]  # fmt: skip


def slides_of(example: ExamplePage, placed: Placed | None = None) -> list[ExampleSlide]:
    """Return the slides: title, each picture or film, the parts of the text, what others can use. Of a built example
    its excerpts come first, each with its pictures and films."""
    media = shown_media(example, placed)
    excerpts = shown_excerpts(example, media)
    slides: list[ExampleSlide] = [
        {"kind": "title", "title": example.title, "medium": media[0] if media and not excerpts else None}
    ]
    for one in excerpts:
        if one["text"]:
            slides.append({"kind": "text", "title": one["source"], "text": one["text"]})
        slides += [{"kind": "medium", "title": medium["caption"], "medium": medium} for medium in one["media"]]
    rest = media[1:] if media and media[0]["item"].spec.is_picture else media
    for number, (title, text) in enumerate([*parts_of(example), (_("What can others use?"), example.others_can_use)]):
        slides.append({"kind": "text", "title": title, "text": text})
        if number == 1 and not excerpts:
            slides += [{"kind": "medium", "title": medium["caption"], "medium": medium} for medium in rest]
    return slides


def _goal(example: ExamplePage) -> str:
    """The goal or theme of the example's evidence; empty for none."""
    if not example.evidence_id:
        return ""
    return Evidence.objects.filter(pk=example.evidence_id).values_list("goal__name", flat=True).get() or ""


def _successor(example: ExamplePage, user: AnyUser) -> ExamplePage | None:
    """The newer example, as far as `user` may see it."""
    if example.state != ExampleState.SUPERSEDED or example.superseded_by_id is None:
        return None
    rows = access.visible_to(user, ExamplePage).filter(shown_to_leaders(), pk=example.superseded_by_id)
    return rows.only("title", "slug", "url_path").first()


def _list_urls(example: ExamplePage, *, clears: bool) -> list[tuple[str, str]]:
    """What takes it off the list, or for whoever clears lists it again: (label, URL)."""
    if example.state == ExampleState.CLEARED:
        return [
            (_("A newer example supersedes it"), example_url("example_supersede", example)),
            (_("Archive"), example_url("example_archive", example)),
        ]
    if example.state in UNLISTED_STATES and clears:
        return [(_("List it again"), example_url("example_list_again", example))]
    return []


def _who(is_cleared: bool, on_days: bool, is_draft: bool) -> str:
    if is_draft:
        return _("only the unit's leaders")
    if not is_cleared:
        return _("the unit's leaders and those who clear")
    return _("all leaders, and those invited to a forum day with it") if on_days else _("all leaders")


@page_context("meetings.ExamplePage")
def example_context(example: ExamplePage, request: HttpRequest) -> dict[str, object]:
    user = request.user
    person = access.of(user)
    clears = person.may(Right.CLEAR_EXAMPLE, example.unit)
    waits, is_shown = example.state == ExampleState.PROPOSED, example.state in SHOWN_STATES
    acts = example.state in CLEARED_STATES and may_unlist(user, example)
    media = shown_media(example)
    excerpts = shown_excerpts(example, media)
    days = days_of_example(example, user)
    sees_forum = person.has(Right.SEE_FORUM)
    return {
        "media": media,
        "hidden_media": hidden_media(example) if not is_shown else [],
        "crumbs": forum_crumbs(example.title) if sees_forum else forum_day_crumbs(example.title, in_forum=False),
        "sees_forum": sees_forum,
        "parts": [{"title": title, "text": text} for title, text in parts_of(example)],
        "excerpts": excerpts,
        "sources": built_from(example, user),
        "goal": _goal(example),
        "is_cleared": example.state == ExampleState.CLEARED,
        "is_shown": is_shown,
        "waits": waits,
        **trials_of(example, user),
        "days": days,
        "who": _who(is_shown, bool(days), example.state == ExampleState.DRAFT),
        "decide_url": example_url("example_decide", example)
        if waits and clears else "",
        "edit_url": example_url("example_edit", example)
        if example.state in EDITABLE_STATES and person.may(Right.PROPOSE_EXAMPLE, example.unit) else "",
        "down_url": example_url("example_take_down", example) if acts else "",
        "list_urls": _list_urls(example, clears=clears) if acts else [],
        "show_url": example_url("example_show", example) if is_shown else "",
        "successor": _successor(example, user),
        "reason": example.return_reason
        if example.state in (ExampleState.RETURNED, ExampleState.TAKEN_DOWN)
        and person.may(Right.PROPOSE_EXAMPLE, example.unit) else "",
        "archived_because": example.return_reason if acts and example.state == ExampleState.ARCHIVED else "",
    }  # fmt: skip
