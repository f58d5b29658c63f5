"""What stands beside each agenda item where its minutes are written: what it was about, and how long it took."""

from collections.abc import Sequence
from dataclasses import dataclass

from accounts.user import AnyUser
from meetings.evidence.cards import EvidenceCard
from meetings.evidence.reading import shared_by_item
from meetings.initiatives.reading import statements_by_item
from meetings.initiatives.statements import Statement
from meetings.meeting.agenda import AgendaItem, agenda_of
from meetings.meeting.item import items_of
from meetings.meeting.pages import MeetingPage


@dataclass(frozen=True)
class ItemFacts:
    """An agenda item with what the unit brought to it, as far as its reader may see it."""

    item: AgendaItem
    statements: Sequence[Statement]
    cards: Sequence[EvidenceCard]

    @property
    def questions(self) -> Sequence[str]:
        return self.item.read.questions


def item_facts(meeting: MeetingPage, user: AnyUser) -> dict[str, ItemFacts]:
    """Return the facts by the item's id. The number of queries does not grow with what was brought."""
    items_of(meeting, brought=True, times=True)  # before others read the agenda
    statements, evidence = statements_by_item(meeting), shared_by_item(meeting, user)
    return {
        item.id: ItemFacts(item, statements.get(item.id, ()), evidence.get(item.id, ()))
        for item in agenda_of(meeting)
        if not item.is_break
    }
