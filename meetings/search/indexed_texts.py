"""What is searched of each thing: its own words, and apart from them those of each of its files."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from media.media_item import MediaItem
from meetings.agreements.models import Agreement
from meetings.evidence.files.load_media import MODEL, items_of
from meetings.evidence.kind_specs import Medium
from meetings.evidence.pages import EvidencePage
from meetings.forum.pages import ExamplePage
from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage
from meetings.minutes.record import ApprovalRecord
from meetings.search.enums import ThingKind
from meetings.units.pages import UnitPage

WORDS = "words"
_CUE_TIME = re.compile(r"^(WEBVTT.*|\d+|.*-->.*)$", re.M)
_TAG = re.compile(r"<[^<>]*>")


@dataclass(frozen=True)
class Text:
    """One entry. `facts` are the fields that one filters by."""

    part: str
    title: str
    text: str
    media_key: UUID | None = None
    facts: dict[str, Any] = field(default_factory=dict)


def texts_of(thing: Any) -> list[Text]:
    """Everything that is searched of `thing`, in its present words. Empty for what is not to be found at all."""
    return list(_TEXTS[type(thing)](thing))


def words_of_file(item: MediaItem, caption: str = "") -> str:
    """What is said of a file, and in it: whatever of these a kind of file has."""
    captions = _TAG.sub("", _CUE_TIME.sub("", getattr(item, "captions", "")))
    said = (caption, getattr(item, "alt_text", ""), getattr(item, "transcript", ""), captions)
    return _together(said)


def _evidence(page: EvidencePage) -> Iterator[Text]:
    """Each block says itself what of it is searched: Wagtail's `get_searchable_content`. Files are taken apart from the
    rest, because each can be hidden by itself."""
    if page.emptied_on is not None:
        return
    facts = {
        "unit_id": page.unit_id, "school_year": page.meeting.cycle.school_year, "kind": page.kind,
        "perspective": page.perspective, "initiative_id": page.initiative_id,
        "goal_id": page.goal_id,
        "at": page.shared_at or page.latest_revision_created_at,
    }  # fmt: skip
    own = [
        words
        for block in page.body
        if block.block_type not in set(Medium)
        for words in block.block.get_searchable_content(block.value)
    ]
    yield Text(WORDS, page.title, _together([*own, page.source]), facts=facts)
    for placed, item in items_of(page):
        if words := words_of_file(item, placed.caption):
            yield Text(f"{placed.medium.value}-{item.key}", page.title, words, item.key, facts)


def _example(page: ExamplePage) -> Iterator[Text]:
    facts = {
        "unit_id": page.unit_id, "school_year": page.school_year, "kind": ThingKind.EXAMPLE,
        "initiative_id": page.initiative_id, "at": page.cleared_at or page.proposed_at,
    }  # fmt: skip
    yield Text(WORDS, page.title, _together([page.did, page.saw, page.learnt, page.others_can_use]), facts=facts)
    keys = list(page.media_rows.values_list("media_key", flat=True))
    for medium, model in MODEL.items():
        for item in model.objects.filter(key__in=keys) if keys else ():
            if words := words_of_file(item):
                yield Text(f"{medium.value}-{item.key}", page.title, words, item.key, facts)


def _minutes(page: MinutesPage) -> Iterator[Text]:
    """Only what was approved, in the words that were approved, and what was added since."""
    record = ApprovalRecord.objects.filter(minutes=page).first()
    if record is None:
        return
    content = record.text
    words = [word for section in content.sections for word in (section.title, section.text)]
    words += [word for row in content.agreements for word in row.all_texts()]
    words += [content.adjust_frame, content.adjust_content, *page.addenda.values_list("text", flat=True)]
    facts = {
        "unit_id": page.unit_id, "school_year": page.meeting.cycle.school_year, "kind": ThingKind.MINUTES,
        "at": record.approved_at,
    }  # fmt: skip
    yield Text(WORDS, f"{page.title}: {page.meeting.title}", _together(words), facts=facts)


def _agreement(row: Agreement) -> Iterator[Text]:
    facts = {
        "unit_id": row.unit_id, "school_year": row.minutes.meeting.cycle.school_year, "kind": ThingKind.AGREEMENT,
        "initiative_id": row.initiative_id, "at": timezone.make_aware(datetime.combine(row.due_on, time())),
    }  # fmt: skip
    yield Text(WORDS, row.text[:255], _together(row.facts.all_texts()), facts=facts)


def _meeting(page: MeetingPage) -> Iterator[Text]:
    facts = {
        "unit_id": page.unit_id, "school_year": page.cycle.school_year, "kind": ThingKind.MEETING, "at": page.starts_at,
    }  # fmt: skip
    yield Text(WORDS, page.title, page.unit.title, facts=facts)


def _unit(page: UnitPage) -> Iterator[Text]:
    yield Text(WORDS, page.title, "", facts={"unit_id": page.pk, "kind": ThingKind.UNIT})


_TEXTS: dict[type[Any], Callable[[Any], Iterator[Text]]] = {
    EvidencePage: _evidence,
    ExamplePage: _example,
    MinutesPage: _minutes,
    Agreement: _agreement,
    MeetingPage: _meeting,
    UnitPage: _unit,
}


def _together(parts: Any) -> str:
    """One text with single spaces. A database keeps no NUL."""
    return " ".join(" ".join(str(part) for part in parts if part).replace("\x00", "").split())
