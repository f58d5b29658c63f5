"""The latest examples of the leader forum."""

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.forum.enums import ExampleState
from meetings.forum.pages import ExamplePage
from meetings.units import access


def latest_examples(user: AnyUser, count: int = 3) -> list[ExamplePage]:
    """The newest cleared examples, for users who may see the leader forum; empty for others."""
    if not access.of(user).has(Right.SEE_FORUM):
        return []
    cleared = access.visible_to(user, ExamplePage).filter(state=ExampleState.CLEARED)
    return list(cleared.select_related("unit", "initiative").order_by("-cleared_at")[:count])
