"""A draft's content with what is open from earlier years today."""

from meetings.minutes.approval.canonical_content import Content, content_of
from meetings.minutes.earlier_agreements import earlier_agreements
from meetings.minutes.pages import MinutesPage


def draft_content(minutes: MinutesPage) -> Content:
    """The content of a draft. Agreements that opened since it was saved are asked about too; those that were settled
    elsewhere are left out, unless the minutes say something about them already."""
    content = content_of(minutes)
    saved = {row["id"]: row for row in content["earlier"]}
    still_open = [
        agreement.unanswered() | _answer(saved.pop(agreement.id, {}))
        for agreement in earlier_agreements(minutes.meeting)
    ]
    content["earlier"] = still_open + [row for row in saved.values() if row["outcome"]]
    return content


def _answer(row: Content) -> Content:
    """What the minutes say about it; the facts are today's."""
    return {name: row[name] for name in ("outcome", "new_due_on", "note") if name in row}
