"""Get a forum day from a URL's arguments, for users who may see it."""

from django.shortcuts import get_object_or_404

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.forum.days.pages import ForumDayPage
from meetings.units import access
from meetings.units.get_or_404 import right_or_404


def day_or_404(user: AnyUser, slug: str, *, right: Right | None = None) -> ForumDayPage:
    """Return the day. Raises Http404 when there is none, `user` may not see it, or does not hold `right`."""
    if right is not None:
        right_or_404(user, right)
    day: ForumDayPage = get_object_or_404(access.visible_to(user, ForumDayPage).select_related("invited_by"), slug=slug)
    return day
