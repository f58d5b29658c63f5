"""Minutes as plain data in one fixed form, so that the same text always has the same hash."""

import hashlib
import json
from typing import Any

from django.conf import settings
from django.utils import timezone, translation

from meetings.meeting.pages import MeetingPage
from meetings.minutes.pages import MinutesPage

FORMAT = 1
#: The parts that people wrote; the others are facts of the meeting, frozen with them at submission.
WRITTEN_PARTS = ("earlier", "sections", "agreements", "adjust_frame", "adjust_content")

Content = dict[str, Any]


def content_of(minutes: MinutesPage) -> Content:
    """Everything that a reader of `minutes` is told, as JSON types. Dates are ISO 8601, words are Danish."""
    with translation.override(settings.LANGUAGE_CODE):
        return {
            "format": FORMAT,
            "meeting": _meeting(minutes.meeting),
            "attendance": _attendance(minutes.meeting),
            "earlier": [_earlier(block) for block in minutes.earlier],
            "sections": [_section(block) for block in minutes.sections],
            "agreements": [_agreement(block) for block in minutes.agreements],
            "adjust_frame": minutes.adjust_frame,
            "adjust_content": minutes.adjust_content,
        }


def written(content: Content) -> Content:
    """Only what people wrote; the name of an initiative is the register's, and may be corrected there."""
    parts = {part: content[part] for part in WRITTEN_PARTS}
    parts["agreements"] = [
        {name: value for name, value in row.items() if name != "initiative_name"} for row in content["agreements"]
    ]
    return parts


def content_hash(content: Content) -> str:
    """SHA-256 of the canonical form: sorted keys, no spaces, UTF-8."""
    text = json.dumps(content, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def _meeting(meeting: MeetingPage) -> Content:
    begins = timezone.localtime(meeting.starts_at) if meeting.starts_at else None
    return {
        "title": meeting.title,
        "unit": meeting.unit.title,
        "school_year": meeting.school_year,
        "held_on": timezone.localdate(begins).isoformat() if begins else "",
        "began_at": begins.strftime("%H:%M") if begins else "",
        "room": meeting.room,
    }


def _attendance(meeting: MeetingPage) -> list[Content]:
    return [
        {"id": person.pk, "name": person.name, "role": str(person.get_role_display()), "attendance": person.attendance}
        for person in meeting.participants.all()
    ]


def _section(block: Any) -> Content:
    value = block.value
    return {
        "id": str(block.id),
        "agenda_item": value["agenda_item"],
        "title": value["title"],
        "text": value["text"] or "",
    }


def _agreement(block: Any) -> Content:
    value = block.value
    initiative = value["initiative"]
    return {
        "id": str(block.id),
        "section": value["section"],
        "text": value["text"],
        "owner": value["owner"],
        "owner_detail": value["owner_detail"],
        "due_on": _iso(value["due_on"]),
        "initiative": initiative.pk if initiative else None,
        "initiative_name": initiative.name if initiative else "",
    }


def _earlier(block: Any) -> Content:
    value = block.value
    return {
        "id": str(block.id),
        "school_year": value["school_year"],
        "status": value["status"],
        "text": value["text"],
        "owner": value["owner"],
        "owner_detail": value["owner_detail"],
        "due_on": _iso(value["due_on"]),
        "outcome": value["outcome"] or "",
        "new_due_on": _iso(value["new_due_on"]),
        "note": value["note"],
    }


def _iso(day: Any) -> str:
    return day.isoformat() if day else ""
