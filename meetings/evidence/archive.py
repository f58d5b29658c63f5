"""What approved minutes rest on follows the municipality's archive rule instead of vanishing on its date."""

from collections.abc import Iterable
from datetime import date
from uuid import UUID

from django.db.models import Max
from django.utils import timezone

from foundation.municipality import ArchiveRule, Municipality
from media.item import MediaItem
from meetings.evidence.enums import SentKind
from meetings.evidence.pages import EvidencePage
from meetings.evidence.sent_document import HeldItem


def archived_until(items: Iterable[MediaItem]) -> dict[UUID, date]:
    """The day until which each of `items` that approved minutes rest on is kept after its own date, by key; the others
    are left out. One query, and one for the settings. With the rule "delete" nothing is kept."""
    keys = [item.key for item in items]
    if not keys:
        return {}
    settings = Municipality.here()
    if settings.archive_rule != ArchiveRule.KEEP:
        return {}
    rows = (
        HeldItem.objects.filter(item_key__in=keys, document__kind=SentKind.APPROVED_MINUTES)
        .order_by()
        .values_list("item_key")
        .annotate(last=Max("document__made_at"))
    )
    return {key: _years_later(timezone.localdate(last), settings.archive_years) for key, last in rows}


def pieces_archived_until(pieces: Iterable[EvidencePage]) -> dict[int, date]:
    """The same of whole pieces, by their number: words, figures and all."""
    numbers = [piece.pk for piece in pieces]
    if not numbers:
        return {}
    settings = Municipality.here()
    if settings.archive_rule != ArchiveRule.KEEP:
        return {}
    rows = (
        HeldItem.objects.filter(evidence__in=numbers, item_key=None, document__kind=SentKind.APPROVED_MINUTES)
        .order_by()
        .values_list("evidence")
        .annotate(last=Max("document__made_at"))
    )
    return {number: _years_later(timezone.localdate(last), settings.archive_years) for number, last in rows}


def rests_in_minutes(keys: Iterable[UUID]) -> set[UUID]:
    """Which of the files approved minutes rest on. One query."""
    rows = HeldItem.objects.filter(item_key__in=list(keys), document__kind=SentKind.APPROVED_MINUTES)
    return {key for key in rows.values_list("item_key", flat=True) if key is not None}


def _years_later(day: date, years: int) -> date:
    try:
        return day.replace(year=day.year + years)
    except ValueError:  # 29 February
        return day.replace(year=day.year + years, day=28)
