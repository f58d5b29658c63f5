"""The latest examples of the leader forum."""

from dataclasses import dataclass

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.forum.addresses import FORUM
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.units import access


@dataclass(frozen=True)
class ExampleRow:
    title: str
    url: str
    unit_title: str
    learnt: str


def latest_examples(user: AnyUser, count: int = 3) -> list[ExampleRow]:
    """The newest cleared examples, for users who may see the leader forum; empty for others."""
    if not access.of(user).has(Right.SEE_FORUM):
        return []
    cleared = access.visible_to(user, ExamplePage).filter(state=ExampleState.CLEARED).order_by("-cleared_at")
    rows = cleared.values_list("title", "slug", "unit__title", "learnt")[:count]
    return [ExampleRow(title, f"{FORUM}{slug}/", unit, learnt) for title, slug, unit, learnt in rows]
