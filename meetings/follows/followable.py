"""What can be followed: an initiative, and the pages whose type a package has registered."""

from collections.abc import Collection
from dataclasses import dataclass

from django.db.models import Model

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.follows.models import Follow
from meetings.units import access
from snippets.models import Initiative

_page_types: list[type[Model]] = []


def register_followable(model: type[Model]) -> type[Model]:
    """Register, as a decorator or by a call: pages of this type can be followed by whoever may see them."""
    _page_types.append(model)
    return model


@dataclass(frozen=True)
class FollowTarget:
    """A thing that one may follow: exactly one of the two is set. `title` is what it is called."""

    title: str
    page: int | None = None
    initiative: int | None = None


def followable(user: AnyUser, *, page: int | None = None, initiative: int | None = None) -> FollowTarget | None:
    """Return the thing, if `user` may follow it now."""
    if initiative is not None:
        if not access.of(user).has(Right.SEE_FORUM):
            return None
        name = Initiative.objects.filter(pk=initiative).values_list("name", flat=True).first()
        return FollowTarget(name, initiative=initiative) if name is not None else None
    for model in _page_types:
        title = access.visible_to(user, model).filter(pk=page).values_list("title", flat=True).first()
        if title is not None:
            return FollowTarget(title, page=page)
    return None


def visible_pages(user: AnyUser, pages: Collection[int]) -> set[int]:
    """Return those of `pages` that `user` may follow now. One query for each registered type."""
    return {
        pk
        for model in _page_types
        for pk in access.visible_to(user, model).filter(pk__in=pages).values_list("pk", flat=True)
    }


def button(user: AnyUser, *, page: int | None = None, initiative: int | None = None) -> dict[str, object]:
    """Return the context for `meetings/follows/button.html`, of what the page shows already: one query."""
    rows = Follow.objects.for_user(user).filter(page=page, initiative=initiative)
    return {"page": page, "initiative": initiative, "is_followed": rows.exists()}
