"""Verify all approved minutes, for `manage.py verify_audit` (settings.ALSO_VERIFIED)."""

from collections.abc import Iterator

from django.utils.translation import gettext as _

from foundation.audit import AuditEvent
from meetings.minutes.approval.verify_record import verify_record
from meetings.minutes.record import ApprovalRecord

AT_A_TIME = 100


def verify_all_records() -> list[str]:
    """Return a sentence for each record that does not hold, or that has another hash than the log has of the
    approval."""
    found: list[str] = []
    after = 0
    rows = ApprovalRecord.objects.select_related("minutes__meeting__cycle", "minutes__unit").order_by("pk")
    while records := list(rows.filter(pk__gt=after).prefetch_related("minutes__meeting__participants")[:AT_A_TIME]):
        found += _wrong(records)
        after = records[-1].pk
    return found


def _wrong(records: list[ApprovalRecord]) -> Iterator[str]:
    approvals = AuditEvent.objects.filter(action="minutes.approved", object_type="meetings.MinutesPage")
    numbers = [str(record.minutes_id) for record in records]
    logged = dict(approvals.filter(object_id__in=numbers).values_list("object_id", "data__content_hash"))
    for record in records:
        verification, facts = verify_record(record), {"minutes": record.minutes.url_path, "number": record.minutes_id}
        as_logged = logged.get(str(record.minutes_id), record.content_hash) == record.content_hash
        if not verification.record_holds or not as_logged:
            yield _("The record of the approved minutes %(number)s (%(minutes)s) was edited.") % facts
        elif not verification.page_holds:
            yield _("The page of the approved minutes %(number)s (%(minutes)s) differs from what was approved.") % facts
