"""A draft's content with what is open from earlier years today."""

from dataclasses import replace

from meetings.minutes.content import Content, EarlierRow
from meetings.minutes.earlier_agreements import earlier_agreements
from meetings.minutes.page_content import content_of
from meetings.minutes.pages import MinutesPage


def draft_content(minutes: MinutesPage) -> Content:
    """The content of a draft. Agreements that opened since it was saved are asked about too; those that were settled
    elsewhere are left out, unless the minutes say something about them already."""
    content = content_of(minutes)
    saved = {row.id: row for row in content.earlier}
    still_open = [_answered(row, saved.pop(row.id, row)) for row in earlier_agreements(minutes.meeting)]
    return replace(content, earlier=(*still_open, *(row for row in saved.values() if row.outcome)))


def _answered(row: EarlierRow, saved: EarlierRow) -> EarlierRow:
    """What the minutes say about it; the facts are today's."""
    return replace(row, **{name: getattr(saved, name) for name in row.form_fields()})
