"""The content of a draft: the notes on the agenda items, and the agreements of earlier years that are open today."""

from collections.abc import Mapping
from dataclasses import replace

from meetings.meeting.item import MeetingItem
from meetings.meeting.pages import MeetingPage
from meetings.minutes.content import EarlierRow, MinutesContent, Section
from meetings.minutes.earlier_agreements_registry import earlier_agreements
from meetings.minutes.page_content import content_of
from meetings.minutes.pages import MinutesPage


def draft_content(minutes: MinutesPage, notes: Mapping[str, str] | None = None) -> MinutesContent:
    """Return the content of a draft; `notes` by agenda item, where the caller has read them.

    Agreements of earlier years that opened after it was saved are added; those that were closed meanwhile are left out,
    unless the draft has an outcome for them.
    """
    content = content_of(minutes)
    saved = {row.id: row for row in content.earlier}
    still_open = [_with_answers(row, saved.pop(row.id, row)) for row in earlier_agreements(minutes.meeting)]
    earlier = (*still_open, *(row for row in saved.values() if row.outcome))
    return replace(content, earlier=earlier, sections=_sections(minutes.meeting, notes))


def _sections(meeting: MeetingPage, notes: Mapping[str, str] | None) -> tuple[Section, ...]:
    """A section for each agenda item of the meeting but the breaks, in their order. One query without `notes`."""
    if notes is None:
        rows = MeetingItem.objects.filter(meeting=meeting).values_list("block_id", "notes")
        notes = {str(block_id): text for block_id, text in rows}
    items = [(str(block.id), block.value) for block in meeting.agenda_items if not block.value["is_break"]]
    return tuple(Section(id, id, value["title"], notes.get(id, "")) for id, value in items)


def _with_answers(row: EarlierRow, saved: EarlierRow) -> EarlierRow:
    """`row`, whose facts are of today, with the written fields of `saved`."""
    return replace(row, **{name: getattr(saved, name) for name in row.form_fields()})
