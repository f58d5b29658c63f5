"""Puts what people wrote into a page of minutes, without saving it."""

from typing import Any

from meetings.minutes.approval.canonical_content import Content
from meetings.minutes.pages import MinutesPage


def apply_content(minutes: MinutesPage, content: Content) -> None:
    """Sets the written parts of `minutes` from `content` (its other parts are left out of account).

    Sections keep their order, title and agenda item; a section that is not mentioned keeps its text.
    """
    texts = {section["id"]: section["text"] for section in content["sections"]}
    minutes.sections = [
        _block("section", str(block.id), {**_section(block), "text": texts.get(str(block.id), block.value["text"])})
        for block in minutes.sections
    ]
    minutes.agreements = [_block("agreement", row["id"], _agreement(row)) for row in content["agreements"]]
    minutes.earlier = [_block("earlier", row["id"], _earlier(row)) for row in content["earlier"]]
    minutes.adjust_frame = content["adjust_frame"]
    minutes.adjust_content = content["adjust_content"]


def _block(kind: str, block_id: str, value: dict[str, Any]) -> dict[str, Any]:
    return {"type": kind, "id": block_id, "value": value}


def _section(block: Any) -> dict[str, Any]:
    return {"agenda_item": block.value["agenda_item"], "title": block.value["title"]}


def _agreement(row: Content) -> dict[str, Any]:
    names = ("section", "text", "owner", "owner_detail", "initiative")
    return {**{name: row[name] for name in names}, "due_on": row["due_on"] or None}


def _earlier(row: Content) -> dict[str, Any]:
    names = ("school_year", "status", "text", "owner", "owner_detail", "outcome", "note")
    return {
        **{name: row[name] for name in names},
        "due_on": row["due_on"] or None,
        "new_due_on": row["new_due_on"] or None,
    }
