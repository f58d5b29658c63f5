"""What of a unit is deleted within thirty days: whole contributions, and files deleted before their contribution."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from django.db.models import Q, QuerySet
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from accounts.roles import Right
from accounts.user import AnyUser
from media.enums import Audience
from media.media_item import MediaItem
from media.privacy.retention_days import NOTICE_PERIOD, latest_date, max_keep_days
from meetings.evidence.models import Evidence
from meetings.evidence.page_urls import evidence_url_kwargs
from meetings.evidence.retention.archive import archived_until, pieces_archived_until
from meetings.evidence.retention.extend_retention import latest_of_file
from meetings.units import access
from meetings.units.pages import UnitPage
from meetings.units.visible_rows import VisibleRows


@dataclass(frozen=True)
class ExpiringRow:
    """One line of the list: a file, or without `item` a whole contribution.

    `kept_until` is set when approved minutes use it and the archive rule keeps it.
    """

    evidence: Evidence
    item: MediaItem | None
    delete_after: date
    url: str
    kind: str
    kept_until: date | None
    latest: date
    keep_url: str

    @property
    def may_be_extended(self) -> bool:
        return self.latest > self.delete_after and not self.is_hidden

    @property
    def is_hidden(self) -> bool:
        return bool(self.hidden_words)

    @property
    def hidden_words(self) -> str:
        if self.evidence.is_hidden or self.item is None:
            return self.evidence.hidden_words
        past = self.delete_after < timezone.localdate()
        return self.item.hidden_words if self.item.is_withdrawn or past else ""


def expiring_in(unit: UnitPage, today: date) -> list[ExpiringRow]:
    """Return what of `unit` is deleted within thirty days or is past its date, nearest date first.

    A file that is deleted together with its contribution is counted there. The number of queries does not grow with the
    evidence.
    """
    last = today + NOTICE_PERIOD
    items = list(MediaItem.objects.expiring_by(last).filter(evidence__unit=unit, evidence__emptied_on=None))
    concerned = Q(delete_after__lte=last) | Q(pk__in={item.evidence_id for item in items})
    pieces = {
        evidence.pk: evidence
        for evidence in Evidence.objects.filter(concerned, unit=unit, emptied_on=None)
        .defer("body")
        .select_related("unit__area", "meeting__cycle", "meeting__unit__area")
    }
    whole = {pk: evidence for pk, evidence in pieces.items() if evidence.delete_after and evidence.delete_after <= last}
    apart = [item for item in items if not _goes_with(item, whole.get(item.evidence_id or 0))]
    together = Counter(item.evidence_id for item in items if _goes_with(item, whole.get(item.evidence_id or 0)))
    kept, kept_whole, most = archived_until(apart), pieces_archived_until(whole.values()), max_keep_days()
    rows = [_of_file(pieces[item.evidence_id or 0], item, kept.get(item.key), most) for item in apart]
    rows += [
        _of_piece(evidence, together[evidence.pk], kept_whole.get(evidence.pk), most) for evidence in whole.values()
    ]
    return sorted(rows, key=lambda row: (row.delete_after, row.evidence.pk, row.item is not None))


def _goes_with(item: MediaItem, evidence: Evidence | None) -> bool:
    return evidence is not None and item.delete_after == evidence.delete_after and not item.is_withdrawn


def _of_file(evidence: Evidence, item: MediaItem, kept_until: date | None, maximum: int) -> ExpiringRow:
    return ExpiringRow(
        evidence=evidence,
        item=item,
        delete_after=item.delete_after or evidence.delete_after,  # type: ignore[arg-type]
        url=evidence.get_url(),
        kind=item.get_kind_display(),
        kept_until=kept_until,
        latest=latest_of_file(evidence, item, maximum),
        keep_url=reverse("keep_longer", kwargs={**evidence_url_kwargs(evidence), "key": item.key}),
    )


def _of_piece(evidence: Evidence, files: int, kept_until: date | None, maximum: int) -> ExpiringRow:
    kind = (
        ngettext("the whole contribution, its file too", "the whole contribution, its %(count)s files too", files)
        % {"count": files}
        if files
        else _("the whole contribution")
    )
    return ExpiringRow(
        evidence=evidence,
        item=None,
        delete_after=evidence.delete_after,  # type: ignore[arg-type]
        url=evidence.get_url(),
        kind=kind,
        kept_until=kept_until,
        latest=latest_date(evidence, maximum),
        keep_url=reverse("keep_piece_longer", kwargs=evidence_url_kwargs(evidence)),
    )


def count_expiring(user: AnyUser, today: date) -> Iterator[tuple[int, int, date]]:
    """Yield, for the front page, (unit, number of lines on the list, nearest date) of each unit that `user` leads. Two
    queries."""
    person = access.of(user)
    if not person.has(Right.SHARE_EVIDENCE):
        return
    pieces = {pk: (unit, day) for pk, unit, day in _shared_by.rows(user)}
    found: dict[int, list[date]] = {}
    # What is past its date and still exists is kept for the archive and needs no action.
    for unit, day in pieces.values():
        if day is not None and today <= day <= today + NOTICE_PERIOD:
            found.setdefault(unit, []).append(day)
    rows = MediaItem.objects.expiring_by(today + NOTICE_PERIOD).filter(
        delete_after__gte=today, evidence__in=pieces.keys(), withdrawn_at=None
    )
    for evidence_id, day in rows.values_list("evidence_id", "delete_after"):
        unit, of_the_whole = pieces[evidence_id]
        if day is not None and day != of_the_whole:
            found.setdefault(unit, []).append(day)
    for unit_id, days in found.items():
        yield unit_id, len(days), min(days)


def _of_units(user: AnyUser) -> QuerySet[Evidence, tuple[int, int, date | None]]:
    own = access.of(user).units_q(Right.SHARE_EVIDENCE, "unit")
    return Evidence.objects.filter(own, withdrawn_at=None, emptied_on=None).values_list("pk", "unit_id", "delete_after")


_shared_by = VisibleRows(_of_units)


def own_drafts(user: AnyUser, today: date) -> list[Evidence]:
    """Return drafts begun by `user` that are deleted within thirty days, nearest first, so that nobody's draft is
    deleted without notice. Only what a list says of them is loaded.

    One query.
    """
    return _drafts_of.objects(user, today) if access.of(user).has(Right.ADD_EVIDENCE) else []


def _expiring_drafts(user: AnyUser, today: date) -> QuerySet[Evidence]:
    person = access.of(user)
    rows = Evidence.objects.filter(
        person.units_q(Right.ADD_EVIDENCE, "unit"),
        owner=user.pk, audience=Audience.UNIT, withdrawn_at=None, delete_after__range=(today, today + NOTICE_PERIOD),
    ).exclude(person.units_q(Right.SHARE_EVIDENCE, "unit"))  # fmt: skip
    columns = ("title", "slug", "delete_after", "unit__title", "meeting__url_path")
    return rows.select_related("unit", "meeting").only(*columns).order_by("delete_after", "pk")


_drafts_of = VisibleRows(_expiring_drafts)
