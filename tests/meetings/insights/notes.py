"""A note for an area, written into the rows directly."""

import secrets
from typing import Any

from meetings.agreements.models import Agreement
from meetings.insights.across.enums import PassageKind
from meetings.insights.area_note.enums import Clearance, NoteState
from meetings.insights.area_note.note_pieces import body_of, new_piece
from meetings.insights.area_note.pages import AreaNotePage, QuotedPassage
from tests import factories
from tests.prepared import prepared


@prepared
def area_note(
    source: Agreement | None = None,
    *,
    state: NoteState | str = NoteState.DRAFT,
    clearing: Clearance | str = Clearance.NOT_ASKED,
    **fields: Any,
) -> AreaNotePage:
    """A note for the area of an agreement's unit that quotes the agreement."""
    source = source or factories.agreement()
    note = AreaNotePage(
        title=fields.pop("title", "Det tager vi med"), slug=f"note-{secrets.token_hex(4)}", area=source.unit.area,
        state=state,
        school_year=factories.SCHOOL_YEAR, live=state == NoteState.PUBLISHED, **fields,
    )  # fmt: skip
    note = factories.grow(source.unit.area, note)
    quoted = QuotedPassage.objects.create(
        note=note, unit=source.unit, kind=PassageKind.AGREEMENTS, school_year=factories.SCHOOL_YEAR, words=source.text,
        source=f"agreement:{source.pk}", place=f"/aftaler/{source.pk}/", agreement=source, clearing=clearing,
    )  # fmt: skip
    note.body = body_of([new_piece("heading", "Aftalt"), new_piece("passage", quoted_id=quoted.pk)])
    note.save()
    note.save_revision()
    return note
