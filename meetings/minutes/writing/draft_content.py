"""The content of a draft, with the agreements of earlier years that are open today."""

from dataclasses import replace

from meetings.minutes.content import EarlierRow, MinutesContent
from meetings.minutes.earlier_agreements_registry import earlier_agreements
from meetings.minutes.page_content import content_of
from meetings.minutes.pages import MinutesPage


def draft_content(minutes: MinutesPage) -> MinutesContent:
    """The content of a draft.

    Agreements of earlier years that opened after it was saved are added; those that were closed meanwhile are left out,
    unless the draft has an outcome for them.
    """
    content = content_of(minutes)
    saved = {row.id: row for row in content.earlier}
    still_open = [_with_answers(row, saved.pop(row.id, row)) for row in earlier_agreements(minutes.meeting)]
    return replace(content, earlier=(*still_open, *(row for row in saved.values() if row.outcome)))


def _with_answers(row: EarlierRow, saved: EarlierRow) -> EarlierRow:
    """`row`, whose facts are of today, with the written fields of `saved`."""
    return replace(row, **{name: getattr(saved, name) for name in row.form_fields()})
