"""Hides a piece of evidence for good that others may have seen."""

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.actions.unpublish_page import UnpublishPageAction

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed
from media.enums import Audience
from media.privacy.withdraw import withdraw as withdraw_item
from meetings.evidence.media_rows import items_of
from meetings.evidence.pages import EvidencePage
from meetings.evidence.permissions import may_share
from meetings.evidence.signals import evidence_hidden
from meetings.evidence.unshare import ReasonMissing
from meetings.evidence.versions import claim


def withdraw(*, evidence: EvidencePage, reason: str, by: User) -> EvidencePage:
    """From the next request nobody reads it, and nobody fetches its files wherever they are shown, the leader forum
    included; those who gather see that it stood here, and why.

    Possible at any time, also after the meeting: privacy goes on. Raises NotAllowed, ReasonMissing.
    """
    if not may_share(by, evidence):
        raise NotAllowed(_("The leaders of the unit decide what the meeting sees."))
    if not reason.strip():
        raise ReasonMissing(_("Write why it is withdrawn. Do not name anybody."), field="reason")
    with transaction.atomic():
        current = claim(evidence, None)
        if current.withdrawn_at is not None:
            return current
        current.audience = Audience.UNIT
        current.withdrawn_at = timezone.now()
        current.unshare_reason = reason.strip()[:300]
        current.save(clean=False)
        if current.live:
            UnpublishPageAction(current, user=by).execute(skip_permission_checks=True)
        for _placed, item in items_of(current):
            withdraw_item(item=item, by=by, reason=reason)
        audit.record("evidence.withdrawn", current, by=by, unit_id=current.unit_id, meeting=current.meeting_id)
        evidence_hidden.send(EvidencePage, evidence=current, by=by)
    return current
