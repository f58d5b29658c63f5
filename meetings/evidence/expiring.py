"""Which files of a unit are deleted within thirty days."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q
from django.urls import reverse

from accounts.roles import Right
from media.item import MediaItem
from media.kinds import kinds
from media.privacy.keeping import NOTICE, latest_date
from meetings.evidence.addresses import of_evidence, to_read
from meetings.evidence.archive import archived_until
from meetings.evidence.pages import EvidencePage
from meetings.units import access


@dataclass(frozen=True)
class Expiring:
    """One file on the list. `kept_until` is set when approved minutes rest on it and the archive's rule keeps it."""

    item: MediaItem
    evidence: EvidencePage
    url: str
    kind: str
    kept_until: date | None
    latest: date
    keep_url: str

    @property
    def may_be_extended(self) -> bool:
        return self.item.delete_after is not None and self.latest > self.item.delete_after and not self.is_hidden

    @property
    def is_hidden(self) -> bool:
        return self.item.is_withdrawn


def expiring_in(unit: Any, today: date) -> list[Expiring]:
    """The files of `unit` whose date has come within thirty days, the nearest first."""
    pages = {
        page.pk: page
        for page in EvidencePage.objects.filter(unit=unit).select_related(
            "unit__area", "meeting__cycle", "meeting__unit__area"
        )
    }
    items = [
        item for kind in kinds() for item in kind.objects.expiring_by(today + NOTICE).filter(page__in=pages.keys())
    ]
    kept = archived_until(items)
    return [
        Expiring(
            item=item,
            evidence=pages[item.page_id],
            url=to_read(pages[item.page_id]),
            kind=str(item._meta.verbose_name),
            kept_until=kept.get(item.key),
            latest=latest_date(item),
            keep_url=reverse("keep_longer", kwargs={**of_evidence(pages[item.page_id]), "key": item.key}),
        )
        for item in sorted(items, key=lambda item: (item.delete_after, item.pk))
    ]


def how_many_expire(user: Any, today: date) -> Iterator[tuple[int, int, date]]:
    """For the front page: (unit, number of files, nearest date) of each unit that `user` leads. One query a kind."""
    person = access.of(user)
    if not person.has(Right.SHARE_EVIDENCE):
        return
    pages = EvidencePage.objects.filter(person.units_q(Right.SHARE_EVIDENCE, "unit"))
    units = dict(pages.values_list("pk", "unit_id"))
    found: dict[int, list[date]] = {}
    for kind in kinds():
        # What has passed its date and still stands there is kept for the archive: nothing to do about it.
        rows = kind.objects.expiring_by(today + NOTICE).filter(
            Q(delete_after__gte=today), page__in=units.keys(), withdrawn_at=None
        )
        for page_id, day in rows.values_list("page_id", "delete_after"):
            if day is not None:
                found.setdefault(units[page_id], []).append(day)
    for unit_id, days in found.items():
        yield unit_id, len(days), min(days)
