"""The texts that are indexed for each object: its own text, and separately the text of each of its files."""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.db import models
from django.utils import timezone

from foundation.stream_data import raw_blocks
from foundation.text.notation import to_plain
from media.kinds.enums import MediaKind
from media.media_item import MediaItem
from meetings.agreements.models import Agreement
from meetings.articles.pages import ArticlePage
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.models import Evidence
from meetings.forum.days.enums import ForumDayState, PointKind
from meetings.forum.days.pages import ForumDayPage
from meetings.forum.pages import ExamplePage
from meetings.forum.trials.models import Trial
from meetings.insights.area_note.note_pieces import pieces_of
from meetings.insights.area_note.pages import AreaNotePage
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.search.enums import HitKind
from meetings.support_requests.models import SupportRequest
from meetings.units.pages import UnitPage

OWN_TEXT = "words"
_CUE_TIME = re.compile(r"^(WEBVTT.*|\d+|.*-->.*)$", re.M)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class IndexedText:
    """The values of one search entry. `facts` are the fields used by filters."""

    part: str
    title: str
    text: str
    media_key: UUID | None = None
    facts: Mapping[str, object] = field(default_factory=dict)


def build_indexed_texts(thing: models.Model) -> list[IndexedText]:
    """Return all texts indexed for `thing`, as they are now. Empty for what must not be found."""
    return list(_TEXTS[type(thing)](thing))


def text_of_file(item: MediaItem, caption: str = "") -> str:
    """Return caption, alternative text, transcript and captions without times: whichever this kind of file has."""
    captions = _TAG.sub("", _CUE_TIME.sub("", item.captions))
    return _together((caption, item.alt_text, item.transcript, captions))


def _evidence(page: Evidence) -> Iterator[IndexedText]:
    """Text comes from Wagtail's `get_searchable_content` of each block. Files are separate entries, because each can
    be hidden by itself."""
    if page.emptied_on is not None:
        return
    facts = {
        "unit_id": page.unit_id, "school_year": page.meeting.cycle.school_year, "kind": page.kind,
        "perspective": page.perspective, "initiative_id": page.initiative_id,
        "goal_id": page.goal_id,
        "at": page.shared_at or page.changed_at,
    }  # fmt: skip
    own = [
        words
        for block in page.body
        if block.block_type not in MediaKind.values
        for words in block.block.get_searchable_content(block.value)
    ]
    yield IndexedText(OWN_TEXT, page.title, _together([*own, page.source]), facts=facts)
    for placed, item in media_items_of(page):
        if words := text_of_file(item, placed.caption):
            yield IndexedText(f"{item.kind}-{item.key}", page.title, words, item.key, facts)


def _example(page: ExamplePage) -> Iterator[IndexedText]:
    facts = {
        "unit_id": page.unit_id, "school_year": page.school_year, "kind": HitKind.EXAMPLE,
        "initiative_id": page.initiative_id, "at": page.cleared_at or page.proposed_at,
    }  # fmt: skip
    quoted = [block["value"]["text"] for block in raw_blocks(page.body)]
    yield IndexedText(
        OWN_TEXT, page.title, _together([*quoted, page.did, page.saw, page.learnt, page.others_can_use]), facts=facts
    )
    keys = list(page.media_rows.values_list("media_key", flat=True))
    for item in MediaItem.objects.filter(key__in=keys).order_by("pk") if keys else ():
        if words := text_of_file(item):
            yield IndexedText(f"{item.kind}-{item.key}", page.title, words, item.key, facts)


def _minutes(page: MinutesPage) -> Iterator[IndexedText]:
    """Only approved minutes, as they were approved, and later addenda."""
    record = ApprovalRecord.objects.filter(minutes=page).first()
    if record is None:
        return
    content = record.text
    texts = [text for section in content.sections for text in (section.title, to_plain(section.text))]
    texts += [text for row in content.agreements for text in row.all_texts()]
    texts += [row.text for row in content.wishes]
    texts += [to_plain(content.adjust_frame), to_plain(content.adjust_content)]
    texts += page.addenda.values_list("text", flat=True)
    facts = {
        "unit_id": page.unit_id, "school_year": page.meeting.cycle.school_year, "kind": HitKind.MINUTES,
        "at": record.approved_at,
    }  # fmt: skip
    yield IndexedText(OWN_TEXT, f"{page.title}: {page.meeting.title}", _together(texts), facts=facts)


def _agreement(row: Agreement) -> Iterator[IndexedText]:
    facts = {
        "unit_id": row.unit_id, "school_year": row.minutes.meeting.cycle.school_year, "kind": HitKind.AGREEMENT,
        "initiative_id": row.initiative_id, "at": timezone.make_aware(datetime.combine(row.due_on, time())),
    }  # fmt: skip
    yield IndexedText(OWN_TEXT, row.text[:255], _together(row.facts.all_texts()), facts=facts)


def _wish(row: SupportRequest) -> Iterator[IndexedText]:
    facts = {
        "unit_id": row.meeting.unit_id, "school_year": row.meeting.cycle.school_year, "kind": HitKind.WISH,
        "initiative_id": row.initiative_id, "at": row.created_at,
    }  # fmt: skip
    yield IndexedText(OWN_TEXT, row.text[:255], _together([row.text, row.answer, row.outcome]), facts=facts)


def _meeting(page: MeetingPage) -> Iterator[IndexedText]:
    facts = {
        "unit_id": page.unit_id, "school_year": page.cycle.school_year, "kind": HitKind.MEETING, "at": page.starts_at,
    }  # fmt: skip
    yield IndexedText(OWN_TEXT, page.title, page.unit.title, facts=facts)


def _unit(page: UnitPage) -> Iterator[IndexedText]:
    yield IndexedText(OWN_TEXT, page.title, "", facts={"unit_id": page.pk, "kind": HitKind.UNIT})


def _note(page: AreaNotePage) -> Iterator[IndexedText]:
    """The authors' own words. The units' words are found where they stand, by whoever may read them there."""
    facts = {"school_year": page.school_year, "kind": HitKind.NOTE, "at": page.approved_at}
    yield IndexedText(OWN_TEXT, page.title, _together(piece.words for piece in pieces_of(page.body, {})), facts=facts)


def _forum_day(page: ForumDayPage) -> Iterator[IndexedText]:
    """What it is about, where, and its free points. Examples and notes are found where they stand, by whoever may see
    them there. A cancelled day is not found."""
    if page.state == ForumDayState.CANCELLED:
        return
    points = page.points.filter(kind=PointKind.FREE).values_list("title", "text")
    facts = {"kind": HitKind.FORUM_DAY, "at": page.starts_at}
    texts = [page.about, page.place, *(text for point in points for text in point)]
    yield IndexedText(OWN_TEXT, page.title, _together(texts), facts=facts)


def _trial(row: Trial) -> Iterator[IndexedText]:
    facts = {"unit_id": row.unit_id, "kind": HitKind.TRIAL, "at": row.outcome_at or row.written_at}
    yield IndexedText(OWN_TEXT, row.text[:255], _together([row.text, row.outcome]), facts=facts)


def _article(page: ArticlePage) -> Iterator[IndexedText]:
    """Only what is published, and nothing of its files, which can be hidden by themselves."""
    if not page.live:
        return
    texts = [
        word
        for block in page.body
        if block.block_type not in MediaKind.values
        for word in block.block.get_searchable_content(block.value)
    ]
    facts = {"kind": HitKind.ARTICLE, "at": timezone.make_aware(datetime.combine(page.date, time()))}
    yield IndexedText(OWN_TEXT, page.title, _together([page.summary, *texts]), facts=facts)


_TEXTS: dict[type[models.Model], Callable[[Any], Iterator[IndexedText]]] = {
    Evidence: _evidence,
    ExamplePage: _example,
    MinutesPage: _minutes,
    Agreement: _agreement,
    SupportRequest: _wish,
    MeetingPage: _meeting,
    UnitPage: _unit,
    AreaNotePage: _note,
    ForumDayPage: _forum_day,
    Trial: _trial,
    ArticlePage: _article,
}


def _together(parts: Iterable[object]) -> str:
    """One text with single spaces, without NUL, which databases refuse."""
    return " ".join(" ".join(str(part) for part in parts if part).replace("\x00", "").split())
