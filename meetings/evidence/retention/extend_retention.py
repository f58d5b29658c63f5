"""Give a file or a whole contribution a later date of deletion."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal, Refusals
from foundation.text.danish_formats import date as danish_date
from media import media_kinds
from media.media_item import MediaItem
from media.privacy.retention import latest_date
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_share
from meetings.evidence.retention.text_privacy import latest_date_of_piece, lives_with_its_files
from meetings.evidence.versions import claim


class CannotBeKept(Refusal):
    """The date or the reason is not valid."""


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
    """Set a later date of deletion for one file.

    The date is limited by the municipality's maximum, counted from the day the file was added, and by the date of its
    contribution unless the files are the main content. The reason becomes the file's purpose; the event log only notes
    the date. Raises NotAllowed, CannotBeKept, ChangedMeanwhile.
    """
    wrong = _leader_and_reason(evidence, reason, by)
    with transaction.atomic():
        current = claim(evidence, seen)
        item = media_kinds.find(key, page_id=current.pk)
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
    """Set a later date for the whole contribution: text, figures, and files with the same date, each within its own
    maximum.

    Raises NotAllowed, CannotBeKept, ChangedMeanwhile.
    """
    wrong = _leader_and_reason(evidence, reason, by)
    with transaction.atomic():
        current = claim(evidence, seen)
        if current.withdrawn_at is not None:
            raise CannotBeKept(_("It is hidden after an objection, and is deleted on its date."))
        with wrong.collect():
            _require_day(delete_after, current.delete_after, latest_date_of_piece(current), today)
        wrong.raise_any()
        for item in media_kinds.of_page(current.pk):
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
    """Return the last date that may be chosen for one file alone. `most` as in `latest_date`."""
    last = latest_date(item, most)
    if evidence.delete_after is None or lives_with_its_files(evidence, [item]):
        return last
    return min(last, evidence.delete_after)


def _leader_and_reason(evidence: EvidencePage, reason: str, by: User) -> Refusals:
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
            _("It can be kept until %(date)s at the longest.") % {"date": danish_date(last)}, field="delete_after"
        )
