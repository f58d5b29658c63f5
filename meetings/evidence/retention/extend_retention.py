"""Give a file or a whole contribution a later date of deletion."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.text.danish_formats import format_date
from media.media_item import MediaItem
from media.privacy.retention_days import latest_date
from meetings.evidence.evidence_versions import bump_evidence_version
from meetings.evidence.models import Evidence
from meetings.evidence.permissions import may_share
from meetings.evidence.retention.text_privacy import is_deleted_with_files


class CannotBeKept(Refusal):
    """The date or the reason is not valid."""


def extend_retention(
    *,
    evidence: Evidence,
    key: UUID | None,
    delete_after: date,
    reason: str,
    by: User,
    today: date,
    expected_version: int | None = None,
) -> None:
    """Set a later date on the file `key`, or without one on the contribution and its files with the same date.

    Each date is limited by the municipality's maximum, counted from the day the file was added; that of a single file
    also by the date of its contribution, unless the files are the main content. The reason becomes the purpose; the
    event log notes the date only. Raises NotAllowed, CannotBeKept, ChangedMeanwhile.
    """
    wrong = _leader_and_reason(evidence, reason, by)
    with transaction.atomic():
        current = bump_evidence_version(evidence, expected_version)
        items = list(MediaItem.objects.of_evidence(current).in_order())
        item = next((item for item in items if item.key == key), None)
        if key is not None and item is None:
            raise CannotBeKept(_("The file is deleted already."))
        if current.is_withdrawn or (item is not None and item.is_withdrawn):
            raise CannotBeKept(_("It is hidden after an objection, and is deleted on its date."))
        thing: MediaItem | Evidence = item or current
        with wrong.collect():
            last = latest_of_file(current, item) if item is not None else latest_date(current)
            _require_day(delete_after, thing.delete_after, last, today)
        wrong.raise_any()
        together: list[MediaItem] = []
        if item is None:
            together = [one for one in items if one.delete_after == current.delete_after and not one.is_withdrawn]
        elif current.delete_after is not None and current.delete_after < delete_after:
            Evidence.objects.filter(pk=current.pk).update(delete_after=delete_after)
        for one in [thing, *together]:
            one.delete_after, one.purpose = min(delete_after, latest_date(one)), reason.strip()[:300]
            one.save(update_fields=["delete_after", "purpose"])
        action = "evidence.kept_longer" if item is None else "media.kept_longer"
        audit.record(action, thing, by=by, unit_id=evidence.unit_id, delete_after=delete_after.isoformat())


def latest_of_file(evidence: Evidence, item: MediaItem, most: int | None = None) -> date:
    """Return the last date that may be chosen for one file alone. `most` as in `latest_date`."""
    last = latest_date(item, most)
    if evidence.delete_after is None or is_deleted_with_files(evidence, [item]):
        return last
    return min(last, evidence.delete_after)


def _leader_and_reason(evidence: Evidence, reason: str, by: User) -> Refusals:
    """Raise NotAllowed unless `by` leads the unit; return a refusal for a missing reason, if any."""
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
            _("It can be kept until %(date)s at the longest.") % {"date": format_date(last)}, field="delete_after"
        )
