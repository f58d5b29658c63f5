"""Hand a draft over to the leaders of the unit, who place, describe and share it."""

from datetime import date

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from accounts.user import User
from foundation import audit
from foundation.errors import NotAllowed, Refusal
from foundation.forms.optimistic_lock import already_done
from media.privacy.set_privacy import PrivacyAnswers, set_privacy
from meetings.evidence.contribution.open_for_evidence import require_open
from meetings.evidence.evidence_versions import bump_evidence_version, save_evidence_revision
from meetings.evidence.files.load_media import media_items_of
from meetings.evidence.models import Evidence
from meetings.evidence.notifications import notify_handed_in
from meetings.evidence.permissions import may_edit
from meetings.evidence.sharing.readiness import missing_before_sharing


class NothingToHandOver(Refusal):
    """The content itself is missing, or a file was refused."""


def hand_in_evidence(*, evidence: Evidence, expected_version: int, by: User, today: date) -> Evidence:
    """Mark it as handed in, and tell the leaders. Who may see it stays the same: the unit's own who gather.

    Only the content is required: place, legal basis and alternative texts are the leaders' to add. Whether children can
    be recognised is taken over to all files that nobody has described yet. Raises NotAllowed, GatheringIsOver,
    EvidenceWithdrawn, ChangedMeanwhile, AlreadyDone, NothingToHandOver.
    """
    if not may_edit(by, evidence):
        raise NotAllowed(_("Only the person who made this draft and the leaders can change it."))
    require_open(evidence)
    with transaction.atomic():
        before = Evidence.objects.get(pk=evidence.pk)
        if before.is_shared:
            raise already_done(before, _("it is shared"))
        if before.handed_in_at is not None:
            raise already_done(before, _("it is handed in"))
        current = bump_evidence_version(evidence, expected_version)
        items = [item for _placed, item in media_items_of(current)]
        missing = missing_before_sharing(current, today=today, items=items)
        if texts := [one.text for one in missing if one.step == "content"]:
            raise NothingToHandOver(" ".join(texts))
        said = PrivacyAnswers(depicts_children=current.depicts_children)
        for item in items:
            if not item.legal_basis:
                set_privacy(item=item, answers=said, by=by, today=today)
        current.handed_in_at = timezone.now()
        save_evidence_revision(current, by=by)
        audit.record("evidence.handed_over", current, by=by, unit_id=current.unit_id, meeting=current.meeting_id)
        notify_handed_in(current, by, today)
    return current
