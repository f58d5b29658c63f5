"""What the reader chose to read about."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from meetings.cycle.models import Cycle
from meetings.insights.across.passage import Passage
from meetings.template.pages import TemplatePage
from meetings.units.danish_collation import danish_sort_key


@dataclass(frozen=True)
class Choice:
    """The school years, one or two, and what the passages are about: any of these, everything when none is chosen.

    `topics` are names in casefold: of focus topics and of the chosen initiatives. `items` are block ids of agenda
    items, which meetings copy from their template.
    """

    years: tuple[str, ...]
    initiatives: frozenset[int] = frozenset()
    goals: frozenset[int] = frozenset()
    topics: frozenset[str] = frozenset()
    items: frozenset[str] = frozenset()
    area: int | None = None

    def covers(self, passage: Passage) -> bool:
        """Return whether the passage is about what was chosen. What is about the whole meeting always is."""
        if passage.is_general or not (self.initiatives or self.goals or self.topics):
            return True
        return (
            passage.initiative in self.initiatives
            or passage.goal in self.goals
            or bool(passage.topic and passage.topic.casefold() in self.topics)
            or passage.item in self.items
        )


@dataclass(frozen=True)
class YearOfChoice:
    """A school year with what its template has: goals and focus topics by agenda item."""

    school_year: str
    goals: Mapping[str, frozenset[int]]
    focus: Mapping[str, frozenset[str]]

    @property
    def topics(self) -> list[str]:
        return sorted(frozenset[str]().union(*self.focus.values()), key=danish_sort_key)

    def items_with(self, goals: Iterable[int]) -> set[str]:
        return {item for item, found in self.goals.items() if found.intersection(goals)}

    def items_of(self, topic: str) -> set[str]:
        return {item for item, found in self.focus.items() if topic in found}


def years_to_choose() -> list[YearOfChoice]:
    """Return the years that were started, the latest first. One query."""
    cycles = Cycle.objects.select_related("template").only("school_year", "template__agenda").order_by("-school_year")
    return [_year(cycle.school_year, cycle.template) for cycle in cycles]


def _year(school_year: str, template: TemplatePage) -> YearOfChoice:
    items = {str(block.id): block.value for block in template.agenda if block.block_type == "item"}
    return YearOfChoice(
        school_year,
        goals={
            block_id: frozenset(int(pk) for pk in value["goals"] if str(pk).isdecimal())
            for block_id, value in items.items()
        },
        focus={
            block_id: frozenset(one["topic"].strip() for one in value["focus"]) - {""}
            for block_id, value in items.items()
        },
    )
