"""What approved minutes rest on follows the municipality's archive rule instead of vanishing on its date."""

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
from meetings.evidence.pages import EvidencePage
from meetings.evidence.sharing.sent_document import HeldItem


def archived_until(items: Iterable[MediaItem]) -> dict[UUID, date]:
    """The day until which each of `items` that approved minutes rest on is kept after its own date, by key; the others
    are left out. One query, and two for the settings where there is such an item. With the rule "delete" nothing is
    kept."""
    keys = [item.key for item in items]
    return _kept(HeldItem.objects.filter(item_key__in=keys), "item_key") if keys else {}


def pieces_archived_until(pieces: Iterable[EvidencePage]) -> dict[int, date]:
    """The same of whole pieces, by their number: words, figures and all."""
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


def rests_in_minutes(keys: Iterable[UUID]) -> set[UUID]:
    """Which of the files approved minutes rest on. One query."""
    rows = HeldItem.objects.filter(item_key__in=list(keys), document__kind=SentKind.APPROVED_MINUTES)
    return {key for key in rows.values_list("item_key", flat=True) if key is not None}
