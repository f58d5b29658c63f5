"""Get a note from a URL, with 404 for what the user may not see or do."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.insights.area_note.pages import AreaNotePage
from meetings.units import access


def note_or_404(user: AnyUser, slug: str, right: Right | None = None) -> AreaNotePage:
    """Return the note that `user` may see, and hold `right` in its area. Raises Http404."""
    rows = access.visible_to(user, AreaNotePage).select_related("area", "submitted_by")
    note: AreaNotePage = get_object_or_404(rows, slug=slug)
    if right is not None and not access.of(user).may(right, note.area):
        raise Http404
    return note
