"""Statements: what a unit brings on one initiative, with its wishes for support."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import cast

from django.db.models import QuerySet

from foundation.stream_data import raw_blocks
from meetings.meeting.agenda import AgendaItem
from meetings.meeting.blocks import questions_of
from meetings.meeting.item import MeetingItem
from meetings.support_requests.models import SupportRequest
from meetings.template.enums import StatementScope
from meetings.units.enums import AppliesTo
from snippets.models import Initiative

#: The key of a statement on one more of the unit's own initiatives.
NEW_STATEMENT = "ny"


@dataclass(frozen=True)
class Statement:
    """One statement, stored or not yet written (`id` empty, version 0).

    `kind` is a value of `StatementScope`, `texts` are by the name of the question.
    """

    kind: str
    title: str
    initiative: int | None = None
    id: str = ""
    version: int = 0
    texts: Mapping[str, str] = field(default_factory=dict)
    wishes: Sequence[SupportRequest] = ()

    @property
    def key(self) -> str:
        """The statement's part of a URL: the initiative in the register, else the block."""
        return str(self.initiative or self.id or NEW_STATEMENT)

    @property
    def answers(self) -> list[tuple[str, str]]:
        """Label and text of each question that is answered."""
        return [(label, self.texts[name]) for name, label in questions_of(self.kind).items() if self.texts.get(name)]

    @property
    def is_written(self) -> bool:
        return bool(self.answers or self.wishes)

    @property
    def is_listed(self) -> bool:
        """Whether it is listed: not one of the unit's own from which everything was taken away."""
        return bool(self.title or self.is_written)


def brought_wishes(item_ids: Iterable[int]) -> QuerySet[SupportRequest]:
    """Return the wishes that stand in what is brought on these items: not those of the minutes, nor what was
    withdrawn."""
    of_statements = SupportRequest.objects.filter(item__in=list(item_ids), statement_id__isnull=False)
    return cast("QuerySet[SupportRequest]", of_statements.not_withdrawn())


def stored_statements(row: MeetingItem, wishes: Iterable[SupportRequest]) -> list[Statement]:
    """Return the statements of the row, in order, each with its own of `wishes`."""
    by_block: dict[str, list[SupportRequest]] = {}
    for wish in wishes:
        by_block.setdefault(str(wish.statement_id), []).append(wish)
    return [
        Statement(
            kind=block["type"],
            title=block["value"]["title"],
            initiative=block["value"]["initiative"],
            id=block["id"],
            version=block["value"]["version"],
            texts={name: block["value"].get(name) or "" for name in questions_of(block["type"])},
            wishes=by_block.get(block["id"], ()),
        )
        for block in raw_blocks(row.brought)
    ]


def statements_to_write(item: AgendaItem, stored: Iterable[Statement]) -> list[Statement]:
    """Return the stored statements, and an empty one for each strategic initiative that has none yet, in the order of
    the register. One query if the item asks for strategic initiatives."""
    found = list(stored)
    if item.brings != StatementScope.STRATEGIC:
        return found
    written = {one.initiative: one for one in found}
    asked = [
        written.get(initiative.pk) or Statement(StatementScope.STRATEGIC, initiative.name, initiative.pk)
        for initiative in Initiative.objects.filter(is_active=True, is_strategic=True)
        if initiative.pk in written or initiative.name.casefold() not in _topics_of_others(item)
    ]
    return asked + [one for one in found if one not in asked]


def _topics_of_others(item: AgendaItem) -> set[str]:
    """Names of the focus topics that the template has for the other kind of unit only."""
    focus = item.value["focus"]
    return {one["topic"].casefold() for one in focus if not AppliesTo.covers(one["applies_to"], item.kind)}
