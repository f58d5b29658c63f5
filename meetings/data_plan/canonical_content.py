"""The canonical form of a data plan, in which it is confirmed and compared."""

import hashlib
import json
from collections.abc import Iterable
from datetime import date

from django.utils.translation import gettext as _

from foundation.text.danish_formats import format_date
from foundation.text.json_object import JsonObject
from meetings.data_plan.enums import DataKind
from meetings.data_plan.models import DataPlanLine, Delimitation
from meetings.template.enums import Perspective

#: The id of the entry that is the delimitation; those of lines are their primary keys.
DELIMITATION = "delimitation"
PlanContent = list[JsonObject]


def plan_content(lines: Iterable[DataPlanLine], delimitation: Delimitation | None) -> PlanContent:
    """Return the delimitation, unless it is empty, and one entry for each line, in order. Load lines with `gatherer`
    and `data_type`."""
    head = [] if delimitation is None or delimitation.is_empty else [_head(delimitation)]
    return head + [
        {
            "id": line.pk,
            "what": line.what,
            "about": line.about,
            "perspective": line.perspective,
            "kind": line.kind,
            "who": line.who,
            "due_on": line.due_on.isoformat() if line.due_on else "",
            "note": line.note,
            "is_required": line.is_required,
        }
        for line in lines
    ]


def _head(delimitation: Delimitation) -> dict[str, object]:
    return {
        "id": DELIMITATION,
        "kinds": sorted(delimitation.kinds),
        "questions": delimitation.questions,
        "due_on": delimitation.due_on.isoformat() if delimitation.due_on else "",
    }


def content_hash_of(content: PlanContent) -> str:
    """Return a hash that is independent of the database: PostgreSQL sorts the keys of a JSON object."""
    return hashlib.sha256(json.dumps(content, sort_keys=True, ensure_ascii=False).encode()).hexdigest()


def title_of(entry: JsonObject) -> str:
    return _("What we investigate") if entry["id"] == DELIMITATION else entry["what"]


def describe_entry(entry: JsonObject) -> list[tuple[str, str]]:
    """Label and text of each field of a line, or of the delimitation."""
    due_on = date.fromisoformat(entry["due_on"]) if entry["due_on"] else None
    if entry["id"] == DELIMITATION:
        return [
            (_("Kinds of data"), "\n".join(str(DataKind(kind).label) for kind in entry["kinds"])),
            (_("Questions to investigate"), entry["questions"]),
            (_("Deadline for data"), format_date(due_on)),
        ]
    return [
        (_("Which data"), entry["what"]),
        (_("About what"), entry["about"]),
        (_("Perspective"), str(Perspective(entry["perspective"]).label) if entry["perspective"] else ""),
        (_("What it looks like"), str(DataKind(entry["kind"]).label) if entry["kind"] else ""),
        (_("Who gathers it"), entry["who"]),
        (_("By when"), format_date(due_on)),
        (_("Note"), entry["note"]),
        (_("Must be brought"), _("yes") if entry["is_required"] else ""),
    ]
