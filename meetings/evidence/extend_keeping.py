"""A leader gives a file a later date of deletion."""

from datetime import date
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.danish_forms import date as danish_date
from foundation.errors import NotAllowed, Refusal
from media import kinds
from media.item import MediaItem
from media.privacy.keeping import latest_date
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_share


class CannotBeKept(Refusal):
    """The date or the reason does not do."""


def extend_keeping(
    *, evidence: EvidencePage, key: UUID, delete_after: date, reason: str, by: User, today: date
) -> MediaItem:
    """Within the most that the municipality allows, counted from the day the file was brought. The reason stands in the
    event log as said or not said, and in the file's purpose in words.

    Raises NotAllowed, CannotBeKept.
    """
    if not may_share(by, evidence):
        raise NotAllowed(_("The leaders of the unit decide how long it is kept."))
    if not reason.strip():
        raise CannotBeKept(_("Write what you still need it for. Do not name anybody."), field="reason")
    with transaction.atomic():
        item = kinds.find(key, page_id=evidence.pk)
        if item is None:
            raise CannotBeKept(_("The file is deleted already."))
        if item.is_withdrawn:
            raise CannotBeKept(_("It is hidden after an objection, and is deleted on its date."))
        last = latest_date(item)
        if delete_after <= (item.delete_after or today) or delete_after <= today:
            raise CannotBeKept(_("Choose a day after the present date of deletion."), field="delete_after")
        if delete_after > last:
            raise CannotBeKept(
                _("It can be kept until %(date)s at the longest.") % {"date": danish_date(last)}, field="delete_after"
            )
        item.delete_after = delete_after
        item.purpose = reason.strip()[:300]
        item.save(update_fields=["delete_after", "purpose"])
        audit.record("media.kept_longer", item, by=by, unit_id=evidence.unit_id, delete_after=delete_after.isoformat())
    return item
