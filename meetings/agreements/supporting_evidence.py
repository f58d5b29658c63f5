"""The evidence that shows what came of an agreement.

A status refers to evidence of the same unit that is shared with its meeting. A reader sees of it what they may see
anyway, at this moment: what is hidden or taken back since is not shown. So nobody sees more of it than before, and
nothing needs to be registered in `dependents.py` and `who_can_see.py`.
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from accounts.user import AnyUser
from media.enums import Audience
from meetings.agreements.models import FollowUp
from meetings.evidence.enums import EvidenceKind
from meetings.evidence.models import Evidence
from meetings.evidence.visible_text import with_visible_text
from meetings.units import access


def shared_evidence(user: AnyUser, unit_id: int) -> QuerySet[Evidence]:
    """Return what a status of the unit's agreements can refer to, that `user` may see now; the latest first."""
    rows = access.visible_to(user, Evidence).filter(with_visible_text(), unit=unit_id)
    return rows.exclude(audience=Audience.UNIT).order_by("-shared_at", "-pk")


def evidence_links(follow_ups: Iterable[FollowUp], user: AnyUser, unit_id: int) -> dict[int, list[dict[str, str]]]:
    """Return title and address of the evidence of each status, by its primary key: what `user` may see. One query."""
    keys = [one.pk for one in follow_ups]
    rows = FollowUp.evidence.through.objects.filter(
        followup__in=keys, evidence__in=shared_evidence(user, unit_id).order_by()
    )
    found: dict[int, list[dict[str, str]]] = {key: [] for key in keys}
    for row in rows.select_related("evidence__meeting").defer("evidence__body").order_by("pk"):
        found[row.followup_id].append(_link(row.evidence))
    return found


def _link(piece: Evidence) -> dict[str, str]:
    return {"title": f"{EvidenceKind(piece.kind).label}: {piece.title}", "url": piece.get_url()}
