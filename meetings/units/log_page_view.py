"""Record views of evidence and minutes, whose text can name persons, in the view log, as is done for pictures."""

from typing import TYPE_CHECKING

from django.db.models import BigAutoField, CharField, IntegerField
from django.utils import timezone

from accounts.user import AnyUser
from foundation.compiled_query import CompiledQuery, Parameter
from media.view_log.entry import Circumstances, ViewLogEntry, key_of, window_of
from media.view_log.enums import ViewPlace
from media.view_log.record_view import record_view
from meetings.units import access

if TYPE_CHECKING:
    from meetings.evidence.models import Evidence
    from meetings.minutes.pages import MinutesPage

_recorded = CompiledQuery(
    lambda: ViewLogEntry.objects.filter(
        item_kind=Parameter("kind", CharField()),
        item_key=Parameter("key", CharField()),
        person=Parameter("person", BigAutoField()),
        window=Parameter("window", IntegerField()),
    ).values_list("pk")[:1]
)


def log_page_view(
    page: "Evidence | MinutesPage", user: AnyUser, *, seen_in: ViewPlace, evidence_id: int | None = None
) -> None:
    """Record that `user` viewed `page`, once in ten minutes; one query when it is recorded already.

    The caller decides whether the view is to be recorded.
    """
    kind, key = key_of(page)
    now = window_of(timezone.now())
    if _recorded.rows(kind=kind, key=key, person=user.pk, window=now):
        return
    capacity = access.of(user).capacity(page.unit_id, page.unit.area_id)
    record_view(
        viewed=page,
        person=user,
        seen=Circumstances(*capacity, unit_id=page.unit_id, evidence_id=evidence_id, seen_in=seen_in),
    )
