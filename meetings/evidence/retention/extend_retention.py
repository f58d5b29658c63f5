"""A leader gives a file, or a whole contribution, a later date of deletion."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.text.danish_formats import date as danish_date
from media.media_item import MediaItem
from media.privacy.retention import latest_date
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_share
from meetings.evidence.retention.text_privacy import latest_date_of_piece, lives_with_its_files
from meetings.evidence.versions import claim


class CannotBeKept(Refusal):
    """The date or the reason does not do."""


def extend_retention(
    *,
    evidence: EvidencePage,
    key: UUID,
    delete_after: date,
    reason: str,
    by: User,
    today: date,
    seen: int | None = None,
) -> MediaItem:
    """Within the most that the municipality allows, counted from the day the file was brought, and not beyond the
    contribution it belongs to, unless the files are the thing itself. The reason stands in the event log as said or
    not said, and in the file's purpose in words.

    Raises NotAllowed, CannotBeKept, ChangedMeanwhile.
    """
    wrong = _leader_and_reason(evidence, reason, by)
    with transaction.atomic():
        current = claim(evidence, seen)
        item = MediaItem.objects.of_page(current).filter(key=key).first()
        if item is None:
            raise CannotBeKept(_("The file is deleted already."))
        if item.is_withdrawn or current.withdrawn_at is not None:
            raise CannotBeKept(_("It is hidden after an objection, and is deleted on its date."))
        with wrong.collect():
            _require_day(delete_after, item.delete_after, latest_of_file(current, item), today)
        wrong.raise_any()
        item.delete_after = delete_after
        item.purpose = reason.strip()[:300]
        item.save(update_fields=["delete_after", "purpose"])
        if current.delete_after is not None and current.delete_after < delete_after:
            EvidencePage.objects.filter(pk=current.pk).update(delete_after=delete_after)
        audit.record("media.kept_longer", item, by=by, unit_id=evidence.unit_id, delete_after=delete_after.isoformat())
    return item


def extend_retention_of_evidence(
    *, evidence: EvidencePage, delete_after: date, reason: str, by: User, today: date, seen: int | None = None
) -> EvidencePage:
    """The whole contribution: its words, its figures, and those of its files that would have gone on the same day,
    each within its own most. Raises NotAllowed, CannotBeKept, ChangedMeanwhile."""
    wrong = _leader_and_reason(evidence, reason, by)
    with transaction.atomic():
        current = claim(evidence, seen)
        if current.withdrawn_at is not None:
            raise CannotBeKept(_("It is hidden after an objection, and is deleted on its date."))
        with wrong.collect():
            _require_day(delete_after, current.delete_after, latest_date_of_piece(current), today)
        wrong.raise_any()
        for item in MediaItem.objects.of_page(current).in_order():
            if item.delete_after == current.delete_after and not item.is_withdrawn:
                item.delete_after = min(delete_after, latest_date(item))
                item.purpose = reason.strip()[:300]
                item.save(update_fields=["delete_after", "purpose"])
        current.delete_after, current.purpose = delete_after, reason.strip()[:300]
        current.save(update_fields=["delete_after", "purpose"])
        audit.record(
            "evidence.kept_longer", current, by=by, unit_id=current.unit_id, delete_after=delete_after.isoformat()
        )
    return current


def latest_of_file(evidence: EvidencePage, item: MediaItem, most: int | None = None) -> date:
    """The last day that may be chosen for one file alone. `most` as in `latest_date`."""
    last = latest_date(item, most)
    if evidence.delete_after is None or lives_with_its_files(evidence, [item]):
        return last
    return min(last, evidence.delete_after)


def _leader_and_reason(evidence: EvidencePage, reason: str, by: User) -> Refusals:
    """Raises NotAllowed; returns what is wrong so far."""
    wrong = Refusals()
    if not may_share(by, evidence):
        raise NotAllowed(_("The leaders of the unit decide how long it is kept."))
    if not reason.strip():
        wrong.add(CannotBeKept(_("Write what you still need it for. Do not name anybody."), field="reason"))
    return wrong


def _require_day(wished: date, now: date | None, last: date, today: date) -> None:
    if now is not None and now < today:
        raise CannotBeKept(_("Its date of deletion has passed. It is not shown again."))
    if wished <= (now or today) or wished <= today:
        raise CannotBeKept(_("Choose a day after the present date of deletion."), field="delete_after")
    if wished > last:
        raise CannotBeKept(
            _("It can be kept until %(date)s at the longest.") % {"date": danish_date(last)}, field="delete_after"
        )
