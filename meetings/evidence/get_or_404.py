"""Find a piece of evidence by the parts of its URL, for people who may see it."""

from django.http import Http404
from django.shortcuts import get_object_or_404

from accounts.roles import Right
from accounts.user import AnyUser
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_edit
from meetings.units import access
from meetings.units.get_or_404 import require_right_or_404


def evidence_or_404(
    user: AnyUser,
    area: str,
    unit: str,
    year: int,
    pk: int | None = None,
    *,
    slug: str = "",
    right: Right | None = None,
    to_edit: bool = False,
) -> Evidence:
    """Return the piece with this `pk` or `slug` of the meeting at /<area>/<unit>/<year>/, with unit, meeting and owner
    loaded.

    Raises Http404 when it does not exist there, `user` may not see it, lacks `right` in the unit, or, with `to_edit`,
    may not change it.
    """
    rows = access.visible_to(user, Evidence).select_related(
        "unit__area", "meeting__cycle", "meeting__unit__area", "owner", "initiative", "goal", "slot", "item"
    )
    place: dict[str, object] = {"slug": slug} if slug else {"pk": pk}
    place |= {"unit__slug": unit, "unit__area__slug": area, "meeting__slug": str(year)}
    evidence = get_object_or_404(rows, **place)
    if right is not None:
        require_right_or_404(user, right, evidence.unit)
    if to_edit and not may_edit(user, evidence):
        raise Http404
    return evidence
