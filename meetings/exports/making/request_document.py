"""Have a document made."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.models import Page

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from meetings.exports.content.minutes import chosen_parts
from meetings.exports.enums import ZIPPED_SOURCES, DocumentSource, ExportState, Format
from meetings.exports.making.make_document import make_document
from meetings.exports.making.sources import may_have
from meetings.exports.models import Export

#: How many of a person's documents may wait to be made.
MAX_WAITING = 5
#: The field of the page that a document is of, where it is not a meeting.
_PLACES = {DocumentSource.EXAMPLE: "example", DocumentSource.NOTE: "note"}


class TooManyWaiting(Refusal):
    """The person has asked for many documents that are not made yet."""


@dataclass(frozen=True)
class Occasion:
    """Why everything about a meeting or a person is put together; and the person, with or without an account."""

    purpose: str
    case_number: str = ""
    person: User | None = None
    email: str = ""


def request_document(
    *,
    source: DocumentSource,
    of: Page | None,
    format: Format,
    parts: Iterable[str] = (),
    by: User,
    occasion: Occasion | None = None,
) -> Export:
    """Ask the worker for the document; the same one that still waits is not made twice. `of` is None for a person.

    Raises NotAllowed, TooManyWaiting; ValueError for an unknown part or a package of what has none.
    """
    if format == Format.PACKAGE and source not in ZIPPED_SOURCES:
        raise ValueError(f"there is no package of {source}")
    place = {_PLACES.get(source, "meeting"): of} | (vars(occasion) if occasion else {})
    wanted = Export(source=source, format=format, parts=_sorted(source, parts), requested_by=by, **place)
    if not may_have(wanted, by):
        raise NotAllowed(_("You can't have this document made."))
    with transaction.atomic():
        waiting = list(Export.objects.select_for_update().filter(requested_by=by, state=ExportState.WAITING))
        waiting = [one for one in waiting if one.is_waiting]
        for one in waiting:
            if _same(one) == _same(wanted):
                return one
        if len(waiting) >= MAX_WAITING:
            raise TooManyWaiting(_("Some of your documents are still being made. Wait until they are ready."))
        wanted.save()
        audit.record(
            "export.requested",
            wanted,
            by=by,
            unit_id=getattr(of, "unit_id", None),
            source=source,
            format=format,
            parts=wanted.parts,
            **_logged(occasion),
        )
        make_document.enqueue(wanted.pk)
    return wanted


def _sorted(source: DocumentSource, parts: Iterable[str]) -> list[str]:
    return sorted(chosen_parts(list(parts))) if source not in (DocumentSource.AGENDA, DocumentSource.NOTE) else []


def _logged(occasion: Occasion | None) -> dict[str, object]:
    """What the event log keeps of the occasion: numbers. The purpose is a text, and stays with the export."""
    if occasion is None:
        return {}
    return {"person": occasion.person.pk if occasion.person else None, "case_number": occasion.case_number}


def _same(export: Export) -> tuple[object, ...]:
    return (
        export.source, export.format, export.parts, export.meeting_id, export.example_id, export.note_id,
        export.person_id, export.email, export.purpose, export.case_number,
    )  # fmt: skip
