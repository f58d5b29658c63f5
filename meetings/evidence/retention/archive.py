"""Evidence used by approved minutes is kept by the municipality's archive rule instead of being deleted on its date."""

from collections.abc import Iterable
from datetime import date
from typing import Any
from uuid import UUID

from dateutil.relativedelta import relativedelta
from django.db.models import Max, QuerySet
from django.utils import timezone

from foundation.municipality import ArchiveRule, Municipality
from media.media_item import MediaItem
from meetings.evidence.enums import SentKind
from meetings.evidence.models import Evidence
from meetings.evidence.sharing.sent_document import HeldItem


def archived_until(items: Iterable[MediaItem]) -> dict[UUID, date]:
    """Return, by key, until when those of `items` are kept that approved minutes use; the others are left out.

    One query, and two for the settings where there is such an item. With the archive rule "delete" nothing is kept.
    """
    keys = [item.key for item in items]
    return _kept(HeldItem.objects.filter(item_key__in=keys), "item_key") if keys else {}


def pieces_archived_until(pieces: Iterable[Evidence]) -> dict[int, date]:
    """Return the same for whole pieces with their text and figures, by primary key."""
    numbers = [piece.pk for piece in pieces]
    return _kept(HeldItem.objects.filter(evidence__in=numbers, item_key=None), "evidence") if numbers else {}


def _kept(held: QuerySet[HeldItem], by: str) -> dict[Any, date]:
    approved = held.filter(document__kind=SentKind.APPROVED_MINUTES).order_by()
    last_days = list(approved.values_list(by).annotate(last=Max("document__made_at")))
    if not last_days:
        return {}
    settings = Municipality.here()
    if settings.archive_rule != ArchiveRule.KEEP:
        return {}
    kept_for = relativedelta(years=settings.archive_years)  # from 29 February to 28 February
    return {one: timezone.localdate(last) + kept_for for one, last in last_days}
